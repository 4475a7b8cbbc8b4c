"""Days after the centre's last day with somebody who is still gone: what cannot be of them.

Nothing is signed, given or assessed after a death. Whoever left and came back may bring a paper of
the time between; a pause is no obstacle.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection

from app.services.memberships.types import DIED

_GONE = (
    "SELECT from_on, reason FROM membership_period WHERE member_id = ? AND state = 'left'"
    " AND deleted_at IS NULL AND from_on <= ? AND (to_on IS NULL OR to_on >= ?)"
)


_GONE_NOW = (
    "SELECT member_id, from_on, reason FROM membership_period WHERE state = 'left'"
    " AND deleted_at IS NULL AND from_on <= ? AND (to_on IS NULL OR to_on >= ?)"
)


def gone_now(connection: Connection, today: dt.date) -> dict[int, str]:
    """Whoever is gone ``today``: id → ``2026-11-20 去世``, ``2026-11-20 以后已退出``; for lists,
    where one question each would take too long."""
    day = today.isoformat()
    return {
        row.member_id: f"{_last_day(row)} {'去世' if row.reason == DIED else '以后已退出'}"
        for row in connection.exec_driver_sql(_GONE_NOW, (day, day))
    }


def gone_fault(connection: Connection, member_id: int, day: str, today: dt.date, word: str) -> str:
    """Why ``day`` (ISO) cannot be, ``""`` when it can; ``word``: what the form calls the day."""
    found = connection.exec_driver_sql(_GONE, (member_id, day, today.isoformat())).first()
    if found is None:
        return ""
    last = _last_day(found)
    if found.reason == DIED:
        return f"档案登记 {last} 去世，{word}不能在那以后，请核对。"
    return f"档案登记 {last} 以后已退出，{word}不能在那以后。请核对日期，或先登记恢复。"


def _last_day(row: Any) -> dt.date:
    return dt.date.fromisoformat(row.from_on) - dt.timedelta(days=1)
