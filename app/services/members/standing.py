"""Who is on the centre's list (在册) on a date: one condition for every count and every list."""

from __future__ import annotations

ON_LIST = (
    "m.deleted_at IS NULL AND (m.joined_on IS NULL OR m.joined_on <= :d)"
    " AND (m.state = 'active' OR m.left_on >= :d)"
)
"""SQL condition on ``member m`` for the ISO date ``:d``; whoever left counts up to that day."""
ABSENT = (
    f"{ON_LIST} AND m.id NOT IN (SELECT a.member_id FROM attendance a"  # noqa: S608
    " WHERE a.service_date = :d AND a.deleted_at IS NULL)"
)
"""`ON_LIST`, and not checked in on that date. The day's rows lie side by side in the file; asked
person by person, five years of history would be looked through (measured: twice the time)."""
