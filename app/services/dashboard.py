"""The numbers of the today page (今日), counted from what was entered, nothing typed twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.services.base import Service
from app.services.rights import Actor, Right, requires
from app.services.standing import ABSENT, LINK_OF_CHECK, ON_LIST, PAUSED
from app.services.work_items import OPEN_COUNT

QUARTER = 15


@dataclass(frozen=True)
class DashboardDay:
    """One service date in numbers.

    Attributes:
        members: on the list (在册) that day; absent: those of them that did not come;
            paused: on leave (请假) that day, not among them.
        meals: slot → meals served.
        matched, unmatched: plausible terminal checks of the day.
        arrivals, servings: (minute of day of the quarter hour, count), only where count > 0.
        work_items: open questions. waiting: changes not yet acknowledged by the district.
    """

    date: dt.date
    members: int
    present: int
    meals: dict[str, int]
    matched: int
    unmatched: int
    arrivals: tuple[tuple[int, int], ...]
    servings: tuple[tuple[int, int], ...]
    work_items: int
    waiting: int
    absent: int
    paused: int = 0


@dataclass(frozen=True)
class Standing:
    """What the status line says of the centre; cheap at ten years of history.

    Attributes:
        terminals: known terminals; last_check: local time of the newest plausible check.
        waiting: changes no receipt confirmed yet; last_receipt: UTC text, ``""`` without one.
    """

    terminals: int
    last_check: str
    waiting: int
    last_receipt: str


MEMBERS = f"SELECT count(*) FROM member m WHERE {ON_LIST}"  # noqa: S608
MISSING = f"SELECT count(*) FROM member m WHERE {ABSENT}"  # noqa: S608
ON_LEAVE = f"SELECT count(*) FROM member m WHERE {PAUSED}"  # noqa: S608
MEALS = (
    "SELECT slot, count(*) FROM meal WHERE service_date = :d AND deleted_at IS NULL GROUP BY slot"
)
CHECKS = (
    f"SELECT count({LINK_OF_CHECK}), count(*) FROM face_check c"  # noqa: S608
    " WHERE c.service_date = :d AND c.implausible = 0"
)
WAITING = (
    "SELECT (SELECT coalesce(max(seq), 0) FROM outbox) - (SELECT coalesce(max(seq_to), 0)"
    " FROM sync_bundle WHERE state = 'acknowledged')"
)
STANDING = (
    "SELECT (SELECT count(*) FROM terminal WHERE deleted_at IS NULL),"
    " (SELECT checked_at FROM face_check WHERE implausible = 0"
    "  ORDER BY service_date DESC, checked_at DESC LIMIT 1),"
    " (SELECT max(acknowledged_at) FROM sync_bundle)"
)


class Dashboard(Service):
    """Counts one day."""

    @requires(Right.LOOK)
    def standing(self, actor: Actor) -> Standing:
        """Terminals, uploads and receipts as they stand now."""
        with self._db.glance() as connection:
            terminals, last_check, receipt = connection.execute(STANDING).fetchone()
            waiting = _one(connection, WAITING)
        return Standing(terminals, last_check or "", waiting, receipt or "")

    @requires(Right.LOOK)
    def day(self, date: dt.date, actor: Actor) -> DashboardDay:
        """Everything the today page shows of ``date``, read at one moment."""
        values = {"d": date.isoformat()}
        with self._db.glance() as connection:
            arrivals = _curve(connection, "attendance", "arrived_at", values)
            servings = _curve(connection, "meal", "served_at", values)
            meals = dict(connection.execute(MEALS, values).fetchall())
            matched, checks = connection.execute(CHECKS, values).fetchone()
            return DashboardDay(
                date,
                _one(connection, MEMBERS, values),
                sum(count for _, count in arrivals),
                {slot: meals.get(slot, 0) for slot in ("breakfast", "lunch", "dinner")},
                matched,
                checks - matched,
                arrivals,
                servings,
                _one(connection, OPEN_COUNT),
                _one(connection, WAITING),
                _one(connection, MISSING, values),
                _one(connection, ON_LEAVE, values),
            )


def _one(connection: Any, sql: str, values: Mapping[str, Any] | None = None) -> int:
    return int(connection.execute(sql, values or {}).fetchone()[0])


def _curve(
    connection: Any, table: str, column: str, values: Mapping[str, Any]
) -> tuple[tuple[int, int], ...]:
    """Count per quarter hour; ``table`` and ``column`` are ours, never typed by a person."""
    minute = f"(substr({column}, 12, 2) * 60 + substr({column}, 15, 2))"
    rows = connection.execute(
        f"SELECT {minute} / {QUARTER} * {QUARTER} AS q, count(*) FROM {table}"  # noqa: S608
        " WHERE service_date = :d AND deleted_at IS NULL GROUP BY q ORDER BY q",
        values,
    )
    return tuple((row[0], row[1]) for row in rows)
