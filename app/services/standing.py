"""Who is on the centre's list (在册) on a date: one condition for every count and every list.

Plain SQL, so that the first page is counted without SQLAlchemy. `app.services.memberships` keeps
the periods; the member's own ``state`` and ``left_on`` are mirrors and decide nothing here.
"""

from __future__ import annotations

_COVERING = (
    "SELECT p.member_id FROM membership_period p WHERE p.deleted_at IS NULL"
    " AND p.from_on <= :d AND (p.to_on IS NULL OR p.to_on >= :d)"
)
_JOINED = "m.deleted_at IS NULL AND (m.joined_on IS NULL OR m.joined_on <= :d)"
ON_LIST = f"{_JOINED} AND m.id NOT IN ({_COVERING})"
"""SQL condition on ``member m`` for the ISO date ``:d``: joined, and no period of
`MembershipPeriod` covers the date. Whoever's last day is the 3rd counts on the 3rd, not on the
4th; who joined on the 3rd counts on the 3rd."""
PAUSED = f"{_JOINED} AND m.id IN ({_COVERING} AND p.state = 'paused')"
"""SQL condition: on leave (暂停) on ``:d``, the 请假 of the today page."""
STATE = (
    "coalesce((SELECT p.state FROM membership_period p WHERE p.member_id = m.id"
    " AND p.deleted_at IS NULL AND p.from_on <= :d AND (p.to_on IS NULL OR p.to_on >= :d)"
    " LIMIT 1), 'active')"
)
"""SQL expression on ``member m``: where the membership stands on ``:d``; the mirror may still be
of yesterday when nobody opened the program since midnight."""
ABSENT = (
    f"{ON_LIST} AND m.id NOT IN (SELECT a.member_id FROM attendance a"  # noqa: S608
    " WHERE a.service_date = :d AND a.deleted_at IS NULL)"
)
"""`ON_LIST`, and not checked in on that date. The day's rows lie side by side in the file; asked
person by person, five years of history would be looked through (measured: twice the time)."""
LINK_OF_CHECK = (
    "coalesce((SELECT own.id FROM terminal_pin own WHERE own.pin = c.pin"
    " AND own.device_no = c.device_no AND own.deleted_at IS NULL),"
    " (SELECT every.id FROM terminal_pin every WHERE every.pin = c.pin"
    " AND every.device_no IS NULL AND every.deleted_at IS NULL))"
)
"""SQL expression on ``face_check c``: the ``terminal_pin.id`` that its number means, first the
link for that very terminal, then the one for every terminal; NULL while nobody has it."""
FIRST_OF_CHAIN = (
    "coalesce((WITH RECURSIVE chain(id, corrects) AS (SELECT p.id, p.corrects FROM assessment p"
    " WHERE p.uid = a.corrects UNION ALL SELECT q.id, q.corrects FROM assessment q, chain"
    " WHERE q.uid = chain.corrects) SELECT min(id) FROM chain), a.id)"
)
"""SQL expression on ``assessment a``: the id of the assessment that it corrects in the end, its own
when it corrects none. Of two on one day the one that was begun later holds, and a correction
stands where the one stood that it takes the place of."""
ASSESSED_FIRST = f"a.standard = 'GB/T 42195-2022' DESC, a.assessed_on DESC, {FIRST_OF_CHAIN} DESC"
"""ORDER BY on ``assessment a`` of one member: first the one that decides. A result by another
standard is kept beside it: it gives no level, and does not let one that ran out look renewed."""
