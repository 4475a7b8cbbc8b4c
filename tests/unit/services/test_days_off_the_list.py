"""Days before joining, after leaving and within a pause: every way in, at the boundary days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.core.clock import FixedClock
from app.core.codes import MealSlot
from app.core.errors import UserError
from app.devices.attlog_file import read_attlog
from app.models import Member
from app.services.attendance import CheckIn
from app.services.meals import ServeMeal
from app.services.members import ChangeMember
from app.services.rights import Actor
from app.wiring import Application
from tests.helpers.people import leave, pause, register

TODAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)
JOINED, LEFT = dt.date(2026, 11, 3), dt.date(2026, 11, 20)
AWAY = (dt.date(2026, 11, 10), dt.date(2026, 11, 12))
ON = (JOINED, AWAY[0] - DAY, AWAY[1] + DAY, LEFT)
OFF = (JOINED - DAY, AWAY[0], AWAY[1], LEFT + DAY)


@pytest.fixture
def wang(app: Application, clerk: Actor) -> str:
    """Joined on the 3rd, in hospital from the 10th to the 12th, left after the 20th."""
    uid = register(app, clerk, "王秀英", card="A1", joined_on=JOINED.isoformat())
    pause(app, clerk, uid, *AWAY)
    leave(app, clerk, uid, LEFT)
    return uid


def check_in(app: Application, actor: Actor, uid: str, date: dt.date) -> str:
    at = dt.datetime.combine(date, dt.time(8))
    return app.attendance.check_in(CheckIn(uid, at, note="补记"), actor).outcome


def serve(app: Application, actor: Actor, uid: str, date: dt.date) -> str:
    return app.meals.serve(ServeMeal(uid, MealSlot.LUNCH, date, note="补记"), actor).outcome


@pytest.mark.parametrize("enter", [check_in, serve])
@pytest.mark.parametrize("date", [*ON, *OFF], ids=str)
def test_by_hand_only_days_on_the_list_count(
    app: Application, clerk: Actor, wang: str, date: dt.date,
    enter: Callable[[Application, Actor, str, dt.date], str],
) -> None:  # fmt: skip
    outcome = enter(app, clerk, wang, date)
    assert (outcome != "away") == (date in ON)
    assert outcome in ("checked_in", "served", "away")


@pytest.mark.parametrize("date", [*ON, *OFF], ids=str)
def test_desk_counter_and_lists_of_that_day_agree(
    app: Application, clerk: Actor, wang: str, clock: FixedClock, date: dt.date
) -> None:
    clock.advance((date - TODAY).days * 86400)
    expected = date in ON
    assert [hit.name for hit in app.attendance.absent(date, clerk)] == ["王秀英"] * expected
    assert app.dashboard.day(date, clerk).members == int(expected)
    assert app.attendance.scan("A1", clerk).outcome == ("checked_in" if expected else "away")
    served = app.meals.scan("A1", MealSlot.LUNCH, clerk).outcome
    assert served == ("served" if expected else "away")
    assert app.attendance.day(date, clerk).present == int(expected)
    numbers = app.dashboard.day(date, clerk)
    assert (numbers.present, numbers.absent) == (int(expected), 0)


def test_the_refusal_says_why_and_what_to_do(app: Application, clerk: Actor, wang: str) -> None:
    at = dt.datetime.combine(JOINED - DAY, dt.time(8))
    refused = app.attendance.check_in(CheckIn(wang, at, note="补记"), clerk).refusal
    assert refused == (
        "这一天还没有入会（入会日期 2026-11-03），请核对日期；"
        "入会日期不对的，请先在档案的基本资料里改。"
    )
    meal = app.meals.serve(ServeMeal(wang, MealSlot.LUNCH, at.date(), note="补记"), clerk)
    assert meal.refusal == refused


@pytest.mark.parametrize("date", [*ON, *OFF], ids=str)
def test_a_terminal_enters_what_counts_and_asks_about_the_rest(
    app: Application, clerk: Actor, wang: str, date: dt.date
) -> None:
    """Before joining a terminal's check counts, and is said (next test)."""
    app.face_checks.link_pin("101", wang, clerk)
    seen(app, clerk, date)
    counts = date in ON or date < JOINED
    assert app.attendance.day(date, clerk).present == int(counts)
    assert len(app.work_items.open_items(clerk, "away_check")) == int(not counts)


def test_linking_a_number_back_says_how_many_days_lie_before_joining(
    app: Application, clerk: Actor, wang: str
) -> None:
    for days in (0, 1, 2):
        seen(app, clerk, JOINED - days * DAY)
    assert app.face_checks.days_before_joining(wang, clerk) == 0
    assert app.face_checks.link_pin("101", wang, clerk) == 3
    assert app.face_checks.days_before_joining(wang, clerk) == 2


def test_what_a_terminal_gave_before_joining_may_be_undone_and_redone(
    app: Application, clerk: Actor, wang: str
) -> None:
    date = JOINED - DAY
    app.face_checks.link_pin("101", wang, clerk)
    seen(app, clerk, date)
    (row,) = app.attendance.day(date, clerk).people
    app.attendance.undo(row.uid, "看错人", clerk)
    app.attendance.redo(row.uid, clerk)
    assert app.attendance.day(date, clerk).present == 1


def test_a_meal_is_not_redone_into_a_pause(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk, joined_on=JOINED.isoformat())
    made = app.meals.serve(ServeMeal(uid, MealSlot.LUNCH, LEFT, note="补记"), clerk)
    app.meals.undo(made.meal_uid, "撤销", clerk)
    pause(app, clerk, uid, LEFT, LEFT)
    with pytest.raises(UserError, match="不能再恢复这条就餐"):
        app.meals.redo(made.meal_uid, clerk)
    assert app.meals.day(LEFT, clerk) == []


@pytest.mark.parametrize("becomes", ["paused", "left", "not joined"])
def test_what_was_taken_back_is_not_redone_onto_a_day_off_the_list(
    app: Application, clerk: Actor, becomes: str
) -> None:
    """Membership is asked again at every redo, as when it was entered."""
    uid = register(app, clerk, joined_on=JOINED.isoformat())
    at = dt.datetime.combine(LEFT, dt.time(8))
    came = app.attendance.check_in(CheckIn(uid, at, note="补记"), clerk).attendance_uid
    ate = app.meals.serve(ServeMeal(uid, MealSlot.LUNCH, LEFT, note="补记"), clerk).meal_uid
    app.attendance.undo(came, "撤销", clerk)
    app.meals.undo(ate, "撤销", clerk)
    if becomes == "paused":
        pause(app, clerk, uid, LEFT, LEFT)
    elif becomes == "left":
        leave(app, clerk, uid, LEFT - DAY)
    else:
        version = app.members.file(uid, clerk).version
        values = {"joined_on": (LEFT + DAY).isoformat()}
        app.members.change(ChangeMember(uid, version, values), clerk)
    for redo in (lambda: app.attendance.redo(came, clerk), lambda: app.meals.redo(ate, clerk)):
        with pytest.raises(UserError, match="不能再恢复这条") as caught:
            redo()
        assert caught.value.code == "away"
    assert app.attendance.day(LEFT, clerk).present == len(app.meals.day(LEFT, clerk)) == 0


def test_a_meal_is_not_redone_into_a_slot_that_is_taken(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk, joined_on=JOINED.isoformat())
    first = app.meals.serve(ServeMeal(uid, MealSlot.LUNCH), clerk).meal_uid
    app.meals.undo(first, "撤销", clerk)
    app.meals.serve(ServeMeal(uid, MealSlot.DINNER), clerk)
    again = app.meals.serve(ServeMeal(uid, MealSlot.LUNCH), clerk).meal_uid
    with pytest.raises(UserError, match="这一餐已有登记"):
        app.meals.redo(first, clerk)
    app.meals.undo(again, "撤销", clerk)
    app.meals.redo(first, clerk)
    assert {row.uid for row in app.meals.day(TODAY, clerk)} >= {first}


def test_the_household_of_somebody_who_joins_later_is_shown(app: Application, clerk: Actor) -> None:
    husband, wife = register(app, clerk, "陈志明"), register(app, clerk, "王秀英")
    app.households.join(wife, husband, "12", clerk)
    with app.db.write(clerk) as unit:  # the form refuses a day to come; an old file may have one
        member = unit.session.scalars(select(Member).where(Member.uid == wife)).one()
        member.joined_on = (TODAY + DAY).isoformat()
    found = app.households.of(husband, clerk)
    assert found is not None
    assert [(one.name, one.state) for one in found.people][1] == ("王秀英", "在册")


def seen(app: Application, clerk: Actor, date: dt.date) -> None:
    """The terminal recognised number 101 on ``date``."""
    raw = f"      101\t{date} 08:05:00\t1\t0\t15\t0\r\n".encode()
    app.face_checks.store_file(
        raw, f"{date}.dat", "1", lambda data: read_attlog(data, app.clock.now()), clerk
    )
    app.face_checks.reconcile_dates((date.isoformat(),), clerk)
