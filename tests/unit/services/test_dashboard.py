"""The numbers of the today page equal what the other pages show."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from app.core.codes import MealSlot
from app.services.attendance import CheckIn
from app.services.meals import ServeMeal
from app.services.rights import SYSTEM, Actor
from app.wiring import Application
from tests.helpers.people import leave, register

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def busy(app: Application, clerk: Actor) -> Application:
    """Eight people, five present, six meals, four checks of which one is unknown."""
    uids = [register(app, clerk, f"老人{n}", pin=str(100 + n)) for n in range(8)]
    for n, minute in enumerate((0, 14, 15, 29)):
        app.attendance.check_in(CheckIn(uids[n], dt.datetime(2026, 11, 23, 7, minute)), clerk)
    for n in range(3):
        app.meals.serve(ServeMeal(uids[n], MealSlot.BREAKFAST), clerk)
        served = app.meals.serve(ServeMeal(uids[n], MealSlot.LUNCH), clerk)
    app.meals.undo(served.meal_uid, "没吃", clerk)
    path = app.folder.root.parent / "1_attlog.dat"
    times = (("100", "06:59:00"), ("104", "08:01:00"), ("104", "08:02:00"), ("999", "08:03:00"))
    path.write_text("".join(f"{pin}\t2026-11-23 {at}\t1\t0\t15\t0\r\n" for pin, at in times))
    app.import_terminal_file(path, "1", clerk)
    app.face_checks.reconcile(TODAY, clerk)
    app.attendance.scan("87654321", clerk)
    return app


def test_every_number_equals_its_service(busy: Application, clerk: Actor) -> None:
    day = busy.dashboard.day(TODAY, clerk)
    present = busy.attendance.day(TODAY, clerk)
    assert day.present == present.present == 5
    assert day.members == busy.members.count(clerk) == 8
    assert day.absent == len(busy.attendance.absent(TODAY, clerk)) == 3
    meals = Counter(row.slot for row in busy.meals.day(TODAY, clerk))
    assert day.meals == {"breakfast": meals["breakfast"], "lunch": meals["lunch"], "dinner": 0}
    assert day.meals["lunch"] == 2
    checks = busy.face_checks.day(TODAY, clerk)
    assert day.matched == len([row for row in checks if row.member_uid]) == 3
    assert day.unmatched == len([row for row in checks if not row.member_uid]) == 1
    assert day.work_items == busy.work_items.count(clerk) == 2
    assert day.waiting == busy.sync(SYSTEM).status().waiting > 0


def test_the_curves_count_quarter_hours(busy: Application, clerk: Actor) -> None:
    day = busy.dashboard.day(TODAY, clerk)
    assert day.arrivals == ((7 * 60, 2), (7 * 60 + 15, 2), (8 * 60, 1))
    assert sum(n for _, n in day.servings) == sum(day.meals.values()) == 5
    assert day.servings == ((8 * 60 + 30, 5),)


def test_an_empty_day_is_all_noughts(busy: Application, clerk: Actor) -> None:
    day = busy.dashboard.day(dt.date(2026, 11, 1), clerk)
    assert (day.members, day.present, day.absent, day.matched, day.unmatched) == (0, 0, 0, 0, 0)
    assert day.meals == {"breakfast": 0, "lunch": 0, "dinner": 0}
    assert day.arrivals == day.servings == ()


def test_whoever_left_counts_until_the_last_day(busy: Application, clerk: Actor) -> None:
    uid = busy.members.who("老人7", clerk).uid
    leave(busy, clerk, uid, TODAY)
    assert busy.dashboard.day(TODAY, clerk).members == 8
    assert busy.dashboard.day(TODAY + dt.timedelta(days=1), clerk).members == 7
