"""The time line service."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from sqlalchemy import Connection

from app.services.base import Service
from app.services.rights import Actor, Right, requires
from app.services.timeline import papers, sources
from app.services.timeline.paper_cards import paper_cards
from app.services.timeline.sources import ALWAYS, Person, Span, load_person
from app.services.timeline.traces import Found, traced
from app.services.timeline.types import Slot, Slots, TimelineEvent, TimelineQuery
from app.services.timeline.undone import undone

Days = Callable[[Connection, Person, Span], Iterable[str]]
Read = Callable[[Connection, Person, Span], Iterable[TimelineEvent]]
MANY: dict[str, tuple[Days, Read]] = {
    "attendance": (sources.attendance_days, sources.attendance),
    "meal": (sources.meal_days, sources.meals),
    "face_check": (sources.check_days, sources.checks),
    "change": (sources.change_days, sources.changes),
}
"""Kinds with thousands of rows: how their days are counted, how a few of them are read."""
FEW: dict[str, tuple[Callable[[Connection, Person], Iterator[Found]], ...]] = {
    "assessment": (papers.assessments,),
    "card": (papers.cards, undone("card"), paper_cards),
    "consent": (papers.consents, undone("consent")),
    "membership": (papers.periods, undone("membership")),
    "class": (papers.classes, undone("class")), "print": (papers.prints,),
    "merge": (papers.merges,),
}  # fmt: skip
"""Kinds with a handful: all are read."""
NEAR = 40
"""Wanted days that are read in one go. A page's days follow one another in the list, so that
nothing lies between them that was not asked for."""


class Timelines(Service):
    """Everything of one person in one list, newest first; what is to come apart from it."""

    @requires(Right.LOOK)
    def ids(self, query: TimelineQuery, actor: Actor) -> Slots:
        """The place of every event in the order of the list. Raises `UserError` ``not_found``."""
        today = self._today()
        with self._db.read() as connection:
            person = load_person(connection, query.uid)
            counted = _count(connection, person, query, _span(query, today))
        return _slots(counted, soonest=_is_coming(query, today))

    @requires(Right.LOOK)
    def coming(self, uid: str, actor: Actor) -> int:
        """How many events of ``uid`` lie after today. Raises `UserError` ``not_found``."""
        with self._db.read() as connection:
            person = load_person(connection, uid)
            after = TimelineQuery(uid, first=self._today() + dt.timedelta(days=1))
            return _count(connection, person, after, _span(after, self._today())).total()

    @requires(Right.LOOK)
    def events(
        self, query: TimelineQuery, slots: Sequence[Slot], actor: Actor
    ) -> list[TimelineEvent | None]:
        """What stands at ``slots`` of the same query; None where it went meanwhile."""
        with self._db.read() as connection:
            person = load_person(connection, query.uid)
            days = _read_days(connection, person, query, {day for day, _ in slots})
        if _is_coming(query, self._today()):
            days = {day: events[::-1] for day, events in days.items()}
        return [days[day][place] if place < len(days[day]) else None for day, place in slots]

    @requires(Right.LOOK)
    def newest(self, uid: str, limit: int, actor: Actor) -> tuple[TimelineEvent, ...]:
        """The newest ``limit`` events of all kinds up to today."""
        with self._db.read() as connection:
            return newest(connection, uid, limit, self._today())


def newest(
    connection: Connection, uid: str, limit: int, today: dt.date
) -> tuple[TimelineEvent, ...]:
    """The newest ``limit`` events up to ``today``, inside somebody else's reading."""
    person = load_person(connection, uid)
    # No event is older than the one that alone would fill the list.
    first = max(sources.nth_days(connection, person, limit), default=ALWAYS[0])
    span = (first, today.isoformat())
    found = [event for _, read in MANY.values() for event in read(connection, person, span)]
    found += traced(connection, _few(connection, person, TimelineQuery(uid), span))
    found.sort(key=_order, reverse=True)
    return tuple(found[:limit])


def _is_coming(query: TimelineQuery, today: dt.date) -> bool:
    return query.first is not None and query.first > today


def _span(query: TimelineQuery, today: dt.date) -> Span:
    """The days meant: up to today at most, unless only those after it are."""
    first = query.first.isoformat() if query.first else ALWAYS[0]
    if _is_coming(query, today):
        return first, query.last.isoformat() if query.last else ALWAYS[1]
    return first, min(query.last or today, today).isoformat()


def _count(
    connection: Connection, person: Person, query: TimelineQuery, span: Span
) -> Counter[str]:
    """Day → number of events."""
    counted: Counter[str] = Counter()
    for kind, (days, _) in MANY.items():
        if query.wants(kind):
            counted.update(days(connection, person, span))
    counted.update(event.at[:10] for event, _, _ in _few(connection, person, query, span))
    return counted


def _few(connection: Connection, person: Person, query: TimelineQuery, span: Span) -> list[Found]:
    kinds = [read for kind, reads in FEW.items() if query.wants(kind) for read in reads]
    every = (found for read in kinds for found in read(connection, person))
    return [found for found in every if span[0] <= found[0].at[:10] <= span[1]]


def _slots(counted: Counter[str], *, soonest: bool) -> Slots:
    days = sorted(counted, reverse=not soonest)
    return Slots(days, [counted[day] for day in days])


def _read_days(
    connection: Connection, person: Person, query: TimelineQuery, wanted: set[str]
) -> dict[str, list[TimelineEvent]]:
    """Every event of the ``wanted`` days, newest first in each."""
    days: dict[str, list[TimelineEvent]] = {day: [] for day in wanted}
    found: list[TimelineEvent] = []
    for span in _stretches(sorted(wanted)):
        for kind, (_, read) in MANY.items():
            if query.wants(kind):
                found += read(connection, person, span)
    few = _few(connection, person, query, (min(wanted), max(wanted))) if wanted else []
    found += traced(connection, [one for one in few if one[0].at[:10] in days])
    for event in found:
        if event.at[:10] in days:
            days[event.at[:10]].append(event)
    for events in days.values():
        # Stable: of two events of one moment the order of the kinds decides.
        events.sort(key=_order, reverse=True)
    return days


def _order(event: TimelineEvent) -> tuple[str, str]:
    return event.order


def _stretches(days: Sequence[str]) -> Iterator[Span]:
    """First and last day of runs of at most `NEAR` wanted days."""
    for start in range(0, len(days), NEAR):
        part = days[start : start + NEAR]
        yield part[0], part[-1]
