"""恢复并签到: what belongs to a check-in that brought somebody back on the list.

The two are one gesture, and so is taking them back, today or next week, wherever the check-in is
shown. That they belong together stands in the audit and nowhere else: the latest event of the
check-in and the event of the period have one moment, one author and one name, and so has that of
the question about a terminal's check (不在册的老人在人脸机上核验) that coming back answered.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, text

from app.services.way_back import Changes, Columns

COME_BACK = "恢复并签到"
TAKEN_BACK = f"撤销：{COME_BACK}"
"""Names of the two gestures in the audit; redoing is coming back once more."""

_LAST = text(
    "SELECT e.id, e.at, e.actor_uid AS actor, e.reason, a.member_id AS member, a.service_date,"
    " m.uid AS member_uid FROM audit_event e JOIN attendance a ON a.uid = e.entity_uid"
    " JOIN member m ON m.id = a.member_id WHERE e.entity_uid = :uid"
    " ORDER BY e.id DESC LIMIT 1"
)
_BESIDE = text(
    "SELECT e.entity_uid AS uid, e.changes, p.from_on, p.to_on, p.deleted_at"
    " FROM audit_event e JOIN membership_period p ON p.uid = e.entity_uid"
    " WHERE p.member_id = :member AND e.id < :id AND e.at = :at AND e.actor_uid = :actor"
    " AND e.reason = :reason AND e.action = 'update' ORDER BY e.id DESC LIMIT 1"
)
_ANSWERED = text(
    "SELECT w.uid, e.changes FROM work_item w JOIN audit_event e ON e.entity_uid = w.uid"
    " WHERE w.kind = 'away_check' AND w.subject LIKE :member_uid || ' %' AND e.at = :at"
    " AND e.actor_uid = :actor AND e.reason = :reason AND e.action = 'update'"
)
_SINCE = text(
    "SELECT 1 FROM attendance WHERE member_id = :m AND deleted_at IS NULL AND uid <> :uid"
    " AND service_date >= :a AND service_date <= :b UNION ALL"
    " SELECT 1 FROM meal WHERE member_id = :m AND deleted_at IS NULL"
    " AND service_date >= :a AND service_date <= :b LIMIT 1"
)


class Together:
    """What was changed on the membership with a check-in, or with taking it back.

    Attributes:
        changes: for `app.services.way_back.take_back`.
        stays: somebody came or ate since, or changed the period: it cannot be taken back too.
        questions: work items that the gesture closed, for `work_items.reopen_settled`.
    """

    def __init__(self, changes: Changes, questions: Mapping[str, Columns], *, stays: bool) -> None:
        self.changes, self.questions, self.stays = changes, questions, stays


def together_with(connection: Connection, uid: str) -> Together | None:
    """What belongs to the latest gesture of the check-in ``uid``; None when that was it alone."""
    last = connection.execute(_LAST, {"uid": uid}).first()
    if last is None or last.reason not in (COME_BACK, TAKEN_BACK):
        return None
    beside = connection.execute(_BESIDE, last._asdict()).first()
    if beside is None:
        return None
    columns, values = _columns(beside.changes), last._asdict()
    stays = _moved_on(beside, columns)
    if not stays and last.reason == COME_BACK:
        until = columns["to_on"][0] if "to_on" in columns else beside.to_on
        span = {"m": last.member, "uid": uid, "a": last.service_date,
                "b": until or dt.date.max.isoformat()}  # fmt: skip
        stays = connection.execute(_SINCE, span).first() is not None
    questions = {row.uid: _columns(row.changes) for row in connection.execute(_ANSWERED, values)}
    return Together({"membership_period": {beside.uid: columns}}, questions, stays=stays)


def _columns(changes: str) -> Columns:
    return {key: (pair[0], pair[1]) for key, pair in json.loads(changes).items()}


def _moved_on(row: Any, columns: Columns) -> bool:
    """Whether the days of a period are no longer those that the gesture left."""
    days = ("from_on", "to_on", "deleted_at")
    return any(getattr(row, key) != columns[key][1] for key in days if key in columns)
