"""When something was written down and by whom: the audit tells, the row itself only its date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from sqlalchemy import Connection

from app.services.base import pieces
from app.services.timeline.moments import moment
from app.services.timeline.types import TimelineEvent

Found: TypeAlias = tuple[TimelineEvent, str, str]
"""An event; uid of the row it is read from (``""``: nothing more is known); the column whose
change it was, ``""`` when it is the row's beginning."""
EVENTS = (
    "SELECT entity_uid, at, actor_name, action, reason, changes FROM audit_event"
    " WHERE entity_uid IN ({marks}) AND action IN ('insert', 'update') ORDER BY id"
)
MADE_BY = (
    "SELECT entity_uid, actor_name FROM audit_event WHERE entity_uid IN ({marks})"
    " AND action = 'insert'"
)


@dataclass(frozen=True)
class _Trace:
    at: str
    who: str
    reason: str
    changes: str


def traced(connection: Connection, found: Sequence[Found]) -> Iterator[TimelineEvent]:
    """The events with who did it and when it was written down."""
    known = _events(connection, {uid for _, uid, _ in found if uid})
    for event, uid, column in found:
        trace = _trace(known.get(uid, []), column)
        if trace is None:
            yield event
            continue
        text = event.text + _why(trace.reason) if event.kind == "merge" else event.text
        yield replace(event, text=text, who=trace.who, recorded=moment(trace.at))


def makers(connection: Connection, uids: Iterable[str]) -> dict[str, str]:
    """Uid of a row → name of who entered it."""
    found: dict[str, str] = {}
    for part in pieces(list(uids)):
        sql = MADE_BY.format(marks=",".join("?" * len(part)))
        found.update((row[0], row[1]) for row in connection.exec_driver_sql(sql, tuple(part)))
    return found


def _events(connection: Connection, uids: Iterable[str]) -> dict[str, list[_Trace]]:
    found: dict[str, list[_Trace]] = {}
    for part in pieces(sorted(uids)):
        sql = EVENTS.format(marks=",".join("?" * len(part)))
        for uid, at, who, action, reason, changes in connection.exec_driver_sql(sql, tuple(part)):
            trace = _Trace(at, who, reason, changes if action == "update" else "")
            found.setdefault(uid, []).append(trace)
    return found


def _trace(traces: Sequence[_Trace], column: str) -> _Trace | None:
    """The newest change of ``column``, else the row's beginning."""
    newest = (one for one in reversed(traces) if column and f'"{column}":' in one.changes)
    return next(newest, traces[0] if traces else None)


def _why(reason: str) -> str:
    """The reason that was given, without the name of the gesture before it."""
    given = reason.partition("：")[2]
    return f"（原因：{given}）" if given else ""
