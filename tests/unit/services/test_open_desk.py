"""A desk that nobody has signed in at: today, and what was entered there; never another day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

import app.cli as command_line
from app.core.clock import FixedClock
from app.core.codes import MealSlot
from app.core.errors import NotAllowed, UserError
from app.services.attendance import CheckIn
from app.services.meals import ServeMeal
from app.services.open_desk import MOST_FOUND
from app.services.rights import AT_THE_DOOR, Actor, Post
from app.wiring import COMMAND_LINE, Application
from tests.db.tools import count
from tests.helpers.people import pause, register

TODAY = dt.date(2026, 11, 23)
YESTERDAY = TODAY - dt.timedelta(days=1)
LUNCH = MealSlot.LUNCH


@pytest.fixture
def wang(app: Application, clerk: Actor) -> str:
    return register(app, clerk, "王秀英", card="ZJ01", joined_on="2015-01-05")


def refused(work: Callable[[], object], app: Application) -> str:
    """What is answered; nothing was written."""
    before = [count(app, table) for table in ("audit_event", "attendance", "meal")]
    with pytest.raises(UserError) as caught:
        work()
    assert [count(app, table) for table in ("audit_event", "attendance", "meal")] == before
    assert caught.value.code == "sign_in_needed"
    return caught.value.message


def test_today_is_entered_taken_back_and_put_back(
    app: Application, clerk: Actor, wang: str
) -> None:
    came = app.attendance.check_in(CheckIn(wang), AT_THE_DOOR)
    ate = app.meals.serve(ServeMeal(wang, LUNCH), AT_THE_DOOR)
    for _ in range(2):
        app.attendance.undo(came.attendance_uid, "", AT_THE_DOOR)
        app.meals.undo(ate.meal_uid, "", AT_THE_DOOR)
        assert app.attendance.day(TODAY, clerk).present == len(app.meals.day(TODAY, clerk)) == 0
        app.attendance.redo(came.attendance_uid, AT_THE_DOOR)
        app.meals.redo(ate.meal_uid, AT_THE_DOOR)
        assert app.attendance.day(TODAY, clerk).present == len(app.meals.day(TODAY, clerk)) == 1


@pytest.mark.parametrize("day", [YESTERDAY, dt.date(2016, 11, 21)])
def test_no_other_day_is_entered(app: Application, wang: str, day: dt.date) -> None:
    at = dt.datetime.combine(day, dt.time(8))
    said = refused(lambda: app.attendance.check_in(CheckIn(wang, at, note="x"), AT_THE_DOOR), app)
    assert "请先登录" in said
    for meal in (ServeMeal(wang, LUNCH, day, note="x"), ServeMeal(wang, LUNCH, at=at, note="x")):
        refused(lambda meal=meal: app.meals.serve(meal, AT_THE_DOOR), app)  # type: ignore[misc]


def test_what_an_account_entered_or_decided_is_left_alone(
    app: Application, clerk: Actor, wang: str
) -> None:
    came = app.attendance.check_in(CheckIn(wang), clerk).attendance_uid
    ate = app.meals.serve(ServeMeal(wang, LUNCH), clerk).meal_uid
    refused(lambda: app.attendance.undo(came, "", AT_THE_DOOR), app)
    refused(lambda: app.meals.undo(ate, "", AT_THE_DOOR), app)
    app.attendance.undo(came, "", clerk)
    app.meals.undo(ate, "", clerk)
    refused(lambda: app.attendance.redo(came, AT_THE_DOOR), app)
    refused(lambda: app.meals.redo(ate, AT_THE_DOOR), app)
    mine = app.attendance.check_in(CheckIn(wang), AT_THE_DOOR).attendance_uid
    eaten = app.meals.scan("ZJ01", LUNCH, AT_THE_DOOR).meal_uid
    app.attendance.undo(mine, "不是本人", clerk)
    app.meals.undo(eaten, "不是本人", clerk)
    refused(lambda: app.attendance.redo(mine, AT_THE_DOOR), app)
    refused(lambda: app.meals.redo(eaten, AT_THE_DOOR), app)


def test_yesterday_is_over(app: Application, clerk: Actor, wang: str, clock: FixedClock) -> None:
    li = register(app, clerk, "李建国", card="ZJ02", joined_on="2015-01-05")
    came = [app.attendance.scan(code, AT_THE_DOOR).attendance_uid for code in ("ZJ01", "ZJ02")]
    ate = [app.meals.scan(code, LUNCH, AT_THE_DOOR).meal_uid for code in ("ZJ01", "ZJ02")]
    app.attendance.undo(came[1], "", AT_THE_DOOR)
    app.meals.undo(ate[1], "", AT_THE_DOOR)
    clock.advance(86400)
    refused(lambda: app.attendance.undo(came[0], "", AT_THE_DOOR), app)
    refused(lambda: app.meals.undo(ate[0], "", AT_THE_DOOR), app)
    refused(lambda: app.attendance.redo(came[1], AT_THE_DOOR), app)
    refused(lambda: app.meals.redo(ate[1], AT_THE_DOOR), app)
    app.attendance.undo(came[0], "记错了", clerk)
    assert app.meals.serve(ServeMeal(li, LUNCH), AT_THE_DOOR).outcome == "served"


def test_coming_back_is_not_taken_back_there(app: Application, clerk: Actor, wang: str) -> None:
    pause(app, clerk, wang, YESTERDAY)
    with pytest.raises(NotAllowed):
        app.attendance.come_back(wang, AT_THE_DOOR)
    came = app.attendance.come_back(wang, clerk).attendance_uid
    with pytest.raises(NotAllowed):
        app.attendance.undo(came, "", AT_THE_DOOR)
    app.attendance.undo(came, "", clerk)
    with pytest.raises(NotAllowed):
        app.attendance.redo(came, AT_THE_DOOR)
    assert app.memberships.of(wang, clerk).state == "paused"


def test_a_search_there_is_no_list_of_members(app: Application, clerk: Actor) -> None:
    for number in range(MOST_FOUND + 3):
        register(app, clerk, f"王{number}")
    assert len(app.attendance.find("w", 100_000, AT_THE_DOOR)) == MOST_FOUND
    assert len(app.attendance.find("w", 100_000, clerk)) == MOST_FOUND + 3


def test_asking_about_a_card_changes_nothing(app: Application, wang: str) -> None:
    before = count(app, "audit_event")
    app.cards.refuse_ended("ZJ01", AT_THE_DOOR, YESTERDAY)
    assert count(app, "audit_event") == before


def test_the_command_line_is_never_that_desk(app: Application) -> None:
    assert not COMMAND_LINE.at_the_door
    assert not isinstance(COMMAND_LINE.role, Post)
    sources = Path(command_line.__file__).parent.glob("*.py")
    assert [one.name for one in sources if "AT_THE_DOOR" in one.read_text("utf-8")] == []
    with pytest.raises(UserError):
        app.accounts.sign_in(AT_THE_DOOR.uid, "")
    with pytest.raises(UserError):
        app.accounts.sign_in(AT_THE_DOOR.name, "")
