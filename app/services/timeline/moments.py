"""Stored UTC texts as local time, cheaply: a long time line has thousands of them."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from app.core.clock import SHANGHAI, local, utc_text

_DAY = len("2026-03-02")
_TURN = str(24 - 8)
"""The UTC hour at which the next local day begins."""


def moment(utc: str) -> str:
    """Local ``2026-03-02 08:31:05`` of a stored UTC text."""
    found = local(dt.datetime.fromisoformat(utc.replace("Z", "+00:00")))
    return found.strftime("%Y-%m-%d %H:%M:%S")


def day_of(utc: str) -> str:
    """Local date of a stored UTC text, without reading the whole of it (`core.clock`: the zone
    has one fixed offset)."""
    return utc[:_DAY] if utc[_DAY + 1 : _DAY + 3] < _TURN else _next(utc[:_DAY])


def utc_start(day: str, later: int = 0) -> str:
    """UTC text of the beginning of a local day, or of the one ``later`` days after it."""
    date = dt.date.fromisoformat(day) + dt.timedelta(days=later)
    return utc_text(dt.datetime.combine(date, dt.time(), SHANGHAI))


@lru_cache(maxsize=4096)
def _next(day: str) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()
