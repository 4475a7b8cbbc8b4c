"""What every service has: the database and the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from app.core.clock import local, today
from app.db.session import Database


class Service:
    """Base of the services; they hold no state between calls."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._clock = db.clock

    def _today(self) -> dt.date:
        return today(self._clock)

    def _local_now(self) -> dt.datetime:
        return local(self._clock.now())


def stamp(moment: dt.datetime) -> str:
    """Local time as stored: ``YYYY-MM-DD HH:MM:SS``."""
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def chunks(ids: list[int] | tuple[int, ...], size: int = 500) -> list[tuple[int, ...]]:
    """``ids`` in pieces short enough for one IN list."""
    return [tuple(ids[i : i + size]) for i in range(0, len(ids), size)]


def pieces(texts: Sequence[str], size: int = 366) -> Iterator[Sequence[str]]:
    """``texts`` in pieces of at most ``size``."""
    return (texts[i : i + size] for i in range(0, len(texts), size))
