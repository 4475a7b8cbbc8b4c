"""The time line service."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from sqlalchemy import Connection

from app.services.base import Service
from app.services.rights import Actor, Right, requires
from app.services.timeline import papers, sources
from app.services.timeline.sources import ALWAYS, Person, Span, load_person
from app.services.timeline.types import Slot, TimelineEvent, TimelineQuery

Days = Callable[[Connection, Person, Span], Iterable[str]]
Read = Callable[[Connection, Person, Span], Iterable[TimelineEvent]]
MANY: dict[str, tuple[Days, Read]] = {
    "attendance": (sources.attendance_days, sources.attendance),
    "meal": (sources.meal_days, sources.meals),
    "face_check": (sources.check_days, sources.checks),
    "change": (sources.change_days, sources.changes),
}
"""Kinds with thousands of rows: how their days are counted, how a few of them are read."""
FEW: dict[str, Callable[[Connection, Person], Iterator[TimelineEvent]]] = {
    "assessment": papers.assessments, "card": papers.cards, "consent": papers.consents,
    "membership": papers.periods, "class": papers.classes, "print": papers.prints,
    "merge": papers.merges,
}  # fmt: skip
"""Kinds with a handful: all are read."""
NEAR = 40
"""Wanted days that are read in one go. A page's days follow one another in the list, so that
nothing lies between them that was not asked for."""


class Timelines(Service):
    """Everything of one person in one list, newest first."""

    @requires(Right.LOOK)
    def ids(self, query: TimelineQuery, actor: Actor) -> tuple[Slot, ...]:
        """The place of every event, newest first. Raises `UserError` ``not_found``."""
        with self._db.read() as connection:
            person = load_person(connection, query.uid)
            return _slots(_count(connection, person, query))

    @requires(Right.LOOK)
    def events(
        self, query: TimelineQuery, slots: Sequence[Slot], actor: Actor
    ) -> list[TimelineEvent | None]:
        """What stands at ``slots`` of the same query; None where it went meanwhile."""
        with self._db.read() as connection:
            person = load_person(connection, query.uid)
            days = _read_days(connection, person, query, {day for day, _ in slots})
        return [days[day][place] if place < len(days[day]) else None for day, place in slots]

    @requires(Right.LOOK)
    def newest(self, uid: str, limit: int, actor: Actor) -> tuple[TimelineEvent, ...]:
        """The newest ``limit`` events of all kinds."""
        with self._db.read() as connection:
            return newest(connection, uid, limit)


def newest(connection: Connection, uid: str, limit: int) -> tuple[TimelineEvent, ...]:
    """The newest ``limit`` events, inside somebody else's reading."""
    person = load_person(connection, uid)
    # No event is older than the one that alone would fill the list.
    first = max(sources.nth_days(connection, person, limit), default=ALWAYS[0])
    span = (first, ALWAYS[1])
    found = [event for _, read in MANY.values() for event in read(connection, person, span)]
    found += _few(connection, person, TimelineQuery(uid), span)
    found.sort(key=lambda event: event.at, reverse=True)
    return tuple(found[:limit])


def _span(query: TimelineQuery) -> Span:
    first = query.first.isoformat() if query.first else ALWAYS[0]
    return first, query.last.isoformat() if query.last else ALWAYS[1]


def _count(connection: Connection, person: Person, query: TimelineQuery) -> Counter[str]:
    """Day → number of events."""
    span = _span(query)
    counted: Counter[str] = Counter()
    for kind, (days, _) in MANY.items():
        if query.wants(kind):
            counted.update(days(connection, person, span))
    counted.update(event.at[:10] for event in _few(connection, person, query, span))
    return counted


def _few(
    connection: Connection, person: Person, query: TimelineQuery, span: Span
) -> Iterator[TimelineEvent]:
    for kind, read in FEW.items():
        if query.wants(kind):
            yield from (e for e in read(connection, person) if span[0] <= e.at[:10] <= span[1])


def _slots(counted: Counter[str]) -> tuple[Slot, ...]:
    return tuple(
        (day, place) for day in sorted(counted, reverse=True) for place in range(counted[day])
    )


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
        found += _few(connection, person, query, span)
    for event in found:
        if event.at[:10] in days:
            days[event.at[:10]].append(event)
    for events in days.values():
        # Stable: of two events of one minute the order of the kinds decides.
        events.sort(key=lambda event: event.at, reverse=True)
    return days


def _stretches(days: Sequence[str]) -> Iterator[Span]:
    """First and last day of runs of at most `NEAR` wanted days."""
    for start in range(0, len(days), NEAR):
        part = days[start : start + NEAR]
        yield part[0], part[-1]
