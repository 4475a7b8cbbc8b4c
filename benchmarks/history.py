"""The same day at one month and at five years of history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from app.core.clock import today
from app.services.rights import SYSTEM
from app.services.seeding import Seeding
from app.wiring import Application
from benchmarks import data
from benchmarks.rows import Row, timed

MEMBERS = 150
TURNS = 15


def unchanging(scratch: Path) -> list[Row]:
    """Day view and daily bundle; the floor is the young centre, the product the old one.

    The two are measured in turns, so that whatever else the machine does hits both alike.
    """
    young = _Centre(data.centre(scratch / "young", MEMBERS, 30), scratch / "x1")
    old = _Centre(data.centre(scratch / "old", MEMBERS, 5 * 365), scratch / "x5")
    for number in range(TURNS):
        for centre in (young, old):
            centre.turn(number)
    rows = [
        Row(f"{name}：五年历史", "一个月历史", min(young.took[name]), min(times), 1.3)
        for name, times in old.took.items()
    ]
    young.app.close()
    old.app.close()
    return rows


class _Centre:
    """One centre, and what its days took in milliseconds."""

    def __init__(self, app: Application, place: Path) -> None:
        self.app = app
        self.engine = data.pair_with_district(app, place)
        data.deliver(self.engine, place)
        self.took: dict[str, list[float]] = {"今日页": [], "当天签到表": [], "当天上报包": []}

    def turn(self, number: int) -> None:
        """One more day: its rows are written, then its page, table and bundle measured."""
        date = today(self.app.clock) + dt.timedelta(days=number)
        Seeding(self.app.db).days([date], SYSTEM)
        works: tuple[Callable[[], object], ...] = (
            lambda: self.app.dashboard.day(date, SYSTEM),
            lambda: self.app.attendance.day(date, SYSTEM),
            self.engine.build,
        )
        for name, work in zip(self.took, works, strict=True):
            self.took[name].append(timed(work))
