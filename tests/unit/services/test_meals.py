"""Meals: once per person, date and slot, at the price of the settings."""

from __future__ import annotations

import datetime as dt

import pytest

from app.core.clock import FixedClock
from app.core.codes import MealSlot, Method
from app.core.errors import UserError, ValidationProblem
from app.services.meals import ServeMeal
from app.services.rights import Actor
from app.wiring import Application
from tests.db.tools import count, rows
from tests.helpers.people import leave, register

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def wang(app: Application, clerk: Actor) -> str:
    return register(app, clerk, "王秀英", card="ZJ01", phone="13812341234",
                    joined_on="2026-01-05")  # fmt: skip


def test_a_meal_costs_what_the_settings_say(
    app: Application, clerk: Actor, manager: Actor, wang: str
) -> None:
    app.settings.change({"price_breakfast": 350, "price_lunch": 1250}, manager)
    app.meals.serve(ServeMeal(wang, MealSlot.BREAKFAST), clerk)
    result = app.meals.serve(ServeMeal(wang, MealSlot.LUNCH, method=Method.FACE), clerk)
    assert (result.outcome, result.name, result.served_at) == ("served", "王秀英", "08:30:00")
    app.settings.change({"price_lunch": 9900}, manager)
    assert [(m.slot_label, m.price_fen, m.subsidy_fen) for m in app.meals.day(TODAY, clerk)] == [
        ("早餐", 350, 0), ("午餐", 1250, 0),
    ]  # fmt: skip


def test_the_second_one_in_a_slot_is_answered_and_not_charged(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    app.meals.serve(ServeMeal(wang, MealSlot.LUNCH), clerk)
    clock.advance(600)
    again = app.meals.serve(ServeMeal(wang, MealSlot.LUNCH), clerk)
    assert (again.outcome, again.served_at, again.meal_uid) == ("already", "08:30:00", "")
    assert app.meals.scan("ZJ01", MealSlot.LUNCH, clerk).outcome == "already"
    assert count(app, "meal") == 1
    assert app.meals.serve(ServeMeal(wang, MealSlot.DINNER), clerk).outcome == "served"
    clock.advance(86400)
    assert app.meals.serve(ServeMeal(wang, MealSlot.LUNCH), clerk).outcome == "served"


def test_undone_frees_the_slot_and_is_kept(app: Application, clerk: Actor, wang: str) -> None:
    result = app.meals.serve(ServeMeal(wang, MealSlot.LUNCH), clerk)
    app.meals.undo(result.meal_uid, "没吃", clerk)
    assert app.meals.day(TODAY, clerk) == []
    assert rows(app, "SELECT deleted_reason FROM meal") == [("没吃",)]
    with pytest.raises(UserError, match="已经撤销过"):
        app.meals.undo(result.meal_uid, "", clerk)
    assert app.meals.serve(ServeMeal(wang, MealSlot.LUNCH), clerk).outcome == "served"


def test_an_earlier_day_needs_a_reason_and_the_future_is_refused(
    app: Application, clerk: Actor, wang: str
) -> None:
    earlier = TODAY - dt.timedelta(days=3)
    for command in (
        ServeMeal(wang, MealSlot.LUNCH, earlier),
        ServeMeal(wang, MealSlot.LUNCH, at=dt.datetime(2026, 11, 20, 12)),
    ):
        with pytest.raises(ValidationProblem) as caught:
            app.meals.serve(command, clerk)
        assert set(caught.value.fields) == {"note"}
    for command in (
        ServeMeal(wang, MealSlot.LUNCH, TODAY + dt.timedelta(days=1)),
        ServeMeal(wang, MealSlot.LUNCH, at=dt.datetime(2026, 11, 23, 12)),
    ):
        with pytest.raises(ValidationProblem, match="在现在以后"):
            app.meals.serve(command, clerk)
    assert count(app, "meal") == 0
    app.meals.serve(ServeMeal(wang, MealSlot.LUNCH, earlier, note="停电补记"), clerk)
    assert [m.note for m in app.meals.day(earlier, clerk)] == ["停电补记"]


def test_date_and_time_of_a_meal_never_disagree(app: Application, clerk: Actor, wang: str) -> None:
    at = dt.datetime(2026, 11, 20, 12, 5)
    app.meals.serve(ServeMeal(wang, MealSlot.LUNCH, at=at, note="补记"), clerk)
    app.meals.serve(ServeMeal(wang, MealSlot.DINNER, at.date(), note="补记"), clerk)
    assert rows(app, "SELECT service_date, served_at FROM meal ORDER BY id") == [
        ("2026-11-20", "2026-11-20 12:05:00"), ("2026-11-20", "2026-11-20 08:30:00"),
    ]  # fmt: skip


def test_scanning_serves_asks_or_lists(app: Application, clerk: Actor, wang: str) -> None:
    assert app.meals.scan("zj01", MealSlot.LUNCH, clerk).outcome == "served"
    assert rows(app, "SELECT method FROM meal") == [("card",)]
    assert app.meals.scan("55556666", MealSlot.LUNCH, clerk).outcome == "unknown"
    assert [item.subject for item in app.work_items.open_items(clerk)] == ["55556666"]
    assert app.meals.scan(" ", MealSlot.LUNCH, clerk).outcome == "unknown"
    assert app.work_items.count(clerk) == 1
    register(app, clerk, "李建国", phone="13900001234")
    result = app.meals.scan("1234", MealSlot.LUNCH, clerk)
    assert (result.outcome, len(result.candidates)) == ("ambiguous", 2)
    assert count(app, "meal") == 1


def test_whoever_left_gets_none(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    leave(app, clerk, wang, clock.now().date())
    assert app.meals.serve(ServeMeal(wang, MealSlot.LUNCH), clerk).outcome == "served"
    clock.advance(86400)
    assert app.meals.serve(ServeMeal(wang, MealSlot.LUNCH), clerk).outcome == "away"
    assert app.meals.scan("ZJ01", MealSlot.LUNCH, clerk).outcome == "away"


def test_nobody_is_said(app: Application, clerk: Actor) -> None:
    with pytest.raises(UserError, match="找不到"):
        app.meals.serve(ServeMeal("nobody", MealSlot.LUNCH), clerk)


@pytest.mark.parametrize(
    ("hour", "minute", "slot"),
    [(6, 0, "breakfast"), (9, 59, "breakfast"), (10, 0, "lunch"), (15, 29, "lunch"),
     (15, 30, "dinner"), (22, 0, "dinner")],
)  # fmt: skip
def test_the_clock_suggests_the_slot(
    app: Application, clock: FixedClock, hour: int, minute: int, slot: str
) -> None:
    clock.moment = clock.moment.replace(hour=hour, minute=minute)
    assert app.meals.slot_now("10:00", "15:30") == slot
    assert app.meals.slot_now("9:59", "15:30") == ("lunch" if (hour, minute) == (9, 59) else slot)


def test_putting_back_a_meal_that_never_was_is_said(app: Application, clerk: Actor) -> None:
    with pytest.raises(UserError) as caught:
        app.meals.redo("nobody", clerk)
    assert caught.value.code == "not_found"


def test_a_meal_of_another_age_is_refused(app: Application, clerk: Actor, wang: str) -> None:
    old = ServeMeal(wang, MealSlot.LUNCH, dt.date(2014, 12, 31), note="补记")
    with pytest.raises(ValidationProblem, match="2015"):
        app.meals.serve(old, clerk)
