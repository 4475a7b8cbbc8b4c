"""Check-ins and meals on days on which the person was not on the list: who has some, and the
first of them. SQL on ``member m`` as in `checks`.

A departure that is entered late reaches back over days that somebody had already been served on;
which of the two is wrong only the centre knows.
"""

from __future__ import annotations

from typing import NamedTuple

from app.core.codes import MealSlot, MemberState

_TABLES = ("attendance", "meal")
_SLOTS = {"attendance": "''", "meal": "x.slot"}
_THERE = (
    "SELECT {what} FROM {table} x WHERE x.member_id = {whose} AND x.deleted_at IS NULL"
    " AND x.service_date {days}"
)
_WITHIN = "BETWEEN p.from_on AND coalesce(p.to_on, '9999')"
_EARLY = "< m.joined_on"
_PERIODS = " OR ".join(
    f"EXISTS ({_THERE.format(what='1', table=table, whose='p.member_id', days=_WITHIN)})"
    for table in _TABLES
)
_BEFORE = " OR ".join(
    f"EXISTS ({_THERE.format(what='1', table=table, whose='m.id', days=_EARLY)})"
    for table in _TABLES
)
OUTSIDE = (
    "m.id IN (SELECT p.member_id FROM membership_period p WHERE p.deleted_at IS NULL"  # noqa: S608
    f" AND ({_PERIODS})) OR {_BEFORE}"
)
"""Steps of the index by person and date: one a period and one a person, none a check-in."""


def _found() -> str:
    """SELECT of such entries of ``m``, the first two of each kind at least: day, table, slot, uid
    and why each is one. Who changed hands late has thousands of them."""
    parts = []
    for table in _TABLES:
        own = f"x.service_date AS day, '{table}' AS kind, {_SLOTS[table]} AS slot, x.uid AS uid"
        within = _THERE.format(
            what=f"{own}, p.state AS why, p.from_on AS since", table=table, whose="m.id",
            days=_WITHIN,
        )  # fmt: skip
        joined = within.replace(f"FROM {table} x", f"FROM membership_period p, {table} x", 1)
        parts.append(f"{joined} AND p.member_id = m.id AND p.deleted_at IS NULL")
        what = f"{own}, '' AS why, m.joined_on AS since"
        parts.append(_THERE.format(what=what, table=table, whose="m.id", days=_EARLY))
    first = " ORDER BY x.service_date LIMIT 2"
    return " UNION ALL ".join(f"SELECT * FROM ({part}{first})" for part in parts)  # noqa: S608


_IN_ORDER = "ORDER BY f.day, f.kind, f.slot LIMIT 1"
OUTSIDE_ENTRY = (
    "SELECT f.day || ' ' || f.kind || ' ' || f.slot || ' ' || f.uid"  # noqa: S608
    f" FROM ({_found()}) f {_IN_ORDER}"
)
OUTSIDE_DETAIL = (
    "SELECT f.day || ' ' || f.kind || ' ' || f.slot || ' ' || f.since || ' '"  # noqa: S608
    f" || (count(*) OVER () > 1) || ' ' || f.why FROM ({_found()}) f {_IN_ORDER}"
)


class Entry(NamedTuple):
    """One check-in or meal: ``page`` that shows it, its ``day`` (ISO), ``slot`` and uid."""

    page: str
    day: str
    slot: str
    uid: str


def entry_from(said: str) -> Entry:
    """What `OUTSIDE_ENTRY` answered."""
    day, kind, slot, uid = said.split(" ")
    return Entry("attendance" if kind == "attendance" else "meals", day, slot, uid)


def in_words(said: str) -> str:
    """What `OUTSIDE_DETAIL` answered: ``2026-11-20 午餐，2026-11-11 起退出；还有别的``."""
    if not said:
        return ""
    day, kind, slot, since, several, why = said.split(" ")
    what = "签到" if kind == "attendance" else MealSlot(slot).label
    away = f"{since} 起{MemberState(why).label}" if why else f"{since} 入会"
    more = "；还有别的" if several == "1" else ""
    return f"{day} {what}，{away}{more}"
