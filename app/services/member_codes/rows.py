"""Whom a code on paper means: what counters and searches ask."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sqlalchemy import Connection

from app.core.names import query_text
from app.services.following import FOLLOWED

LENGTH = 36
"""Characters of a code, as of the uid that cards showed before: scanners need no other setting."""
_LAST_DAY = "9999-12-31"
"""Nothing becomes void after it."""
_HOLDER = FOLLOWED.format(
    "id = (SELECT member_id FROM member_code WHERE code = ? AND deleted_at IS NULL"
    " AND (voided_on IS NULL OR voided_on > ?))"
)
_LIVING = FOLLOWED.format("id = ?")
_VOID = (
    "SELECT c.member_id, c.voided_on, c.void_reason, m.name, m.uid FROM member_code c"
    " JOIN member m ON m.id = c.member_id"
    " WHERE c.code = ? AND c.voided_on <= ? AND c.deleted_at IS NULL"
)
_NAMED = "SELECT name, uid FROM member WHERE id = ?"


class VoidCode(NamedTuple):
    """A code that is refused; ``name`` and ``member_uid`` of the file that it leads to."""

    code: str
    voided_on: str
    reason: str
    name: str
    member_uid: str


def as_code(typed: str) -> str:
    """``typed`` as a code is stored; ``""`` when it cannot be one."""
    plain = query_text(typed)
    return plain if len(plain) == LENGTH and plain.isascii() else ""


def holders(connection: Connection, typed: str, date: str = "") -> list[int]:
    """The living file that the valid code ``typed`` leads to, also after a merge; at most one.

    With an ISO ``date`` also by a code that was valid then and became void since: it is refused on
    the whole of the day on which it became void.
    """
    code = as_code(typed)
    if not code:
        return []
    return [row[0] for row in connection.exec_driver_sql(_HOLDER, (code, date or _LAST_DAY))]


def void_code(connection: Connection, typed: str, date: dt.date) -> VoidCode | None:
    """The code that ``typed`` is, if it was not valid any more on ``date``."""
    code = as_code(typed)
    if not code:
        return None
    found = connection.exec_driver_sql(_VOID, (code, date.isoformat())).first()
    if found is None:
        return None
    living = connection.exec_driver_sql(_LIVING, (found.member_id,)).scalar()
    kept = connection.exec_driver_sql(_NAMED, (living,)).first() if living is not None else found
    assert kept is not None
    return VoidCode(code, found.voided_on, found.void_reason or "", kept.name, kept.uid)
