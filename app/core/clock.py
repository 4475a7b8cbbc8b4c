"""Time. China has one zone without daylight saving since 1991, so a fixed offset is exact
and needs no zone database (Windows ships none)."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

SHANGHAI = dt.timezone(dt.timedelta(hours=8), "Asia/Shanghai")
WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


class Clock(Protocol):
    """Where services read the time; tests give a fixed one."""

    def now(self) -> dt.datetime:
        """Current moment, aware, UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> dt.datetime:
        """Current moment, aware, UTC."""
        return dt.datetime.now(dt.UTC)


class FixedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, moment: dt.datetime) -> None:
        self.moment = moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)

    def now(self) -> dt.datetime:
        """The moment it was set to, aware, UTC."""
        return self.moment.astimezone(dt.UTC)

    def advance(self, seconds: float) -> None:
        """Move forward by ``seconds``."""
        self.moment += dt.timedelta(seconds=seconds)


def local(moment: dt.datetime) -> dt.datetime:
    """``moment`` (aware) as wall-clock time in Shanghai, naive, without microseconds."""
    return moment.astimezone(SHANGHAI).replace(tzinfo=None, microsecond=0)


def today(clock: Clock) -> dt.date:
    """The service date now (local date in Shanghai)."""
    return local(clock.now()).date()


def utc_text(moment: dt.datetime) -> str:
    """``moment`` as stored: ``2026-03-02T00:31:05.123456Z``, sortable as text."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def weekday(date: dt.date) -> str:
    """Chinese weekday of ``date``: ``星期四``."""
    return WEEKDAYS[date.weekday()]


def age_on(birth: dt.date, date: dt.date) -> int:
    """Completed years on ``date``; the birthday itself counts; 29 Feb counts from 1 Mar."""
    return date.year - birth.year - ((date.month, date.day) < (birth.month, birth.day))
