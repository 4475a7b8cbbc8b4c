"""The same day at one month and at five years of history."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from app.core.clock import today
from app.services.rights import SYSTEM
from app.services.seeding import Seeding
from app.wiring import Application
from benchmarks import data
from benchmarks.rows import Row, best, timed

MEMBERS = 150


def unchanging(scratch: Path) -> list[Row]:
    """Day view and daily bundle; the floor is the young centre, the product the old one."""
    young = _measure(data.centre(scratch / "young", MEMBERS, 30), scratch / "x1")
    old = _measure(data.centre(scratch / "old", MEMBERS, 5 * 365), scratch / "x5")
    names = ("今日页", "当天签到表", "当天上报包")
    return [
        Row(f"{name}：五年历史", "一个月历史", a, b, 1.3)
        for name, a, b in zip(names, young, old, strict=True)
    ]


def _measure(app: Application, place: Path) -> tuple[float, float, float]:
    now = today(app.clock)
    engine = data.pair_with_district(app, place)
    engine.build()
    builds = []
    for number in range(5):
        Seeding(app.db).days([now + dt.timedelta(days=number)], SYSTEM)
        builds.append(timed(engine.build))
    app.dashboard.day(now, SYSTEM)
    shown = best(lambda: app.dashboard.day(now, SYSTEM), 25)
    table = best(lambda: app.attendance.day(now, SYSTEM), 25)
    app.close()
    return shown, table, min(builds)
