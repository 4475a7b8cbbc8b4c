"""Who is off the list on a date, for the services that take attendance, meals and checks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from app.services.codes import shipped_table
from app.services.memberships.types import DIED, NOT_JOINED, Away

COVERING = (
    "SELECT state, from_on, to_on, reason FROM membership_period WHERE member_id = ?"
    " AND deleted_at IS NULL AND from_on <= ? AND (to_on IS NULL OR to_on >= ?)"
)
OVERLAPPING = (
    "SELECT member_id, state, from_on, to_on, reason FROM membership_period"
    " WHERE deleted_at IS NULL AND from_on <= ? AND (to_on IS NULL OR to_on >= ?)"
)
JOINED_LATER = "SELECT joined_on FROM member WHERE id = ? AND joined_on > ?"
OWN_REASONS = (
    "SELECT code, name FROM code_entry WHERE table_name = 'membership_reasons'"
    " AND deleted_at IS NULL"
)


def reason_names(connection: Connection) -> dict[str, str]:
    """Code → word of ``membership_reasons``, with the centre's own entries."""
    shipped = {entry.code: entry.name for entry in shipped_table("membership_reasons")}
    own = connection.exec_driver_sql(OWN_REASONS)
    return {**shipped, **{row[0]: row[1] for row in own}}


def away_on(connection: Connection, member_id: int, date: str) -> Away | None:
    """Why the member is not on the list on the ISO ``date``; None when they are.

    The same days as `app.services.standing.ON_LIST`: from the day of joining on, outside every
    period.
    """
    row = connection.exec_driver_sql(COVERING, (member_id, date, date)).first()
    if row is not None:
        return _away(row, reason_names(connection))
    joined = connection.exec_driver_sql(JOINED_LATER, (member_id, date)).scalar()
    return None if joined is None else Away(NOT_JOINED, joined, "", "")


class AwayDays:
    """Everybody's periods that touch the dates from ``first`` to ``last`` (ISO).

    For the terminals: who was recognised before the day of joining was there, and the check counts
    (`FaceChecks.days_before_joining` says so); entered by hand such a day is a slip (`away_on`).
    """

    def __init__(self, connection: Connection, first: str, last: str) -> None:
        self._names = reason_names(connection)
        self._rows: dict[int, list[Any]] = {}
        for row in connection.exec_driver_sql(OVERLAPPING, (last, first)):
            self._rows.setdefault(row.member_id, []).append(row)

    def find(self, member_id: int, date: str) -> Away | None:
        """As `away_on`, without asking the file again."""
        rows: Sequence[Any] = self._rows.get(member_id, ())
        for row in rows:
            if row.from_on <= date and (row.to_on is None or date <= row.to_on):
                return _away(row, self._names)
        return None


def _away(row: Any, names: dict[str, str]) -> Away:
    reason = names.get(row.reason or "", row.reason or "")
    return Away(row.state, row.from_on, row.to_on or "", reason, row.reason == DIED)
