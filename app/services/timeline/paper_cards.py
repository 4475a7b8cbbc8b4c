"""What became of somebody's paper cards: printed with a new code, void, and void taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection

from app.services.member_codes import REASONS
from app.services.timeline.moments import moment
from app.services.timeline.sources import Person, marks, to_file
from app.services.timeline.traces import Found
from app.services.timeline.types import TimelineEvent

CODES = (
    "SELECT c.uid, c.made_on, c.voided_on, c.void_reason, c.note FROM member_code c"
    " JOIN member m ON m.id = c.member_id WHERE m.uid IN ({marks}) AND c.deleted_at IS NULL"
)
SET_BACK = (
    "SELECT entity_uid, at, actor_name, changes FROM audit_event WHERE entity_uid IN ({marks})"
    " AND action = 'update' ORDER BY id DESC"
)


def paper_cards(connection: Connection, person: Person) -> Iterator[Found]:
    """New codes, cards made void and that taken back, also of files that were merged into theirs.

    A code from before codes could be made void has no day: it came with the registration.
    """
    sql = CODES.format(marks=marks(person.uids))
    rows = connection.exec_driver_sql(sql, tuple(person.uids)).all()
    for uid, made, voided, reason, note in rows:
        place = ("", "members", to_file(person.uid, "membership", uid))
        if voided:
            why = "，".join(bit for bit in (REASONS.get(reason, reason), note) if bit)
            yield TimelineEvent(voided, "card", f"会员卡作废（{why}）", *place), uid, "voided_on"
        if made:
            yield TimelineEvent(made, "card", "会员卡印上新的二维码", *place), uid, ""
    yield from _set_back(connection, person, tuple(row[0] for row in rows))


def _set_back(connection: Connection, person: Person, uids: tuple[str, ...]) -> Iterator[Found]:
    if not uids:
        return
    rows = connection.exec_driver_sql(SET_BACK.format(marks=marks(uids)), uids)
    for uid, at, who, changes in rows:
        before, after = json.loads(changes).get("voided_on", (None, None))
        if before and not after:
            tab = to_file(person.uid, "membership", uid)
            event = TimelineEvent(moment(at), "card", "会员卡作废已撤销", who, "members", tab)
            yield event, "", ""
