"""Health notes that kitchen and counter need."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from app.core.errors import UserError, ValidationProblem
from app.services.health import SaveHealth, warning
from app.services.rights import Actor
from app.wiring import Application
from tests.helpers.people import register


@pytest.fixture
def uid(app: Application, clerk: Actor) -> str:
    return register(app, clerk)


def note(app: Application, actor: Actor, uid: str, **values: Any) -> None:
    version = app.health.of(uid, actor).version
    app.health.save(SaveHealth(uid, version, values), actor)


def test_notes_are_kept_and_changed(app: Application, clerk: Actor, uid: str) -> None:
    assert app.health.of(uid, clerk).empty
    note(app, clerk, uid, allergies="花生、青霉素", diets=("糖尿病餐", "软食"), mobility="助行器",
         medication="中午饭后降压药", doctor_name="周医生", doctor_phone="0571-88001234",
         doctor_signed_on=dt.date(2026, 1, 5))  # fmt: skip
    found = app.health.of(uid, clerk)
    assert found.diet_words == ("糖尿病餐", "软食")
    assert (found.values["mobility"], found.values["doctor_signed_on"]) == ("助行器", "2026-01-05")
    note(app, clerk, uid, allergies="", mobility="轮椅")
    found = app.health.of(uid, clerk)
    assert (found.values["allergies"], found.values["mobility"]) == ("", "轮椅")
    assert found.values["medication"] == "中午饭后降压药"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"allergies": "长" * 201}, "allergies"),
        ({"doctor_phone": "139"}, "doctor_phone"),
        ({"doctor_signed_on": "2026-02-30"}, "doctor_signed_on"),
        ({"diets": ("满汉全席",)}, "diets"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    app: Application, clerk: Actor, uid: str, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationProblem) as caught:
        note(app, clerk, uid, **values)
    assert list(caught.value.fields) == [field]
    assert app.health.of(uid, clerk).version == 0


def test_another_clerk_is_noticed(app: Application, clerk: Actor, uid: str) -> None:
    note(app, clerk, uid, mobility="拐杖")
    with pytest.raises(UserError, match="刚被别人修改过"):
        app.health.save(SaveHealth(uid, 0, {"mobility": "轮椅"}), clerk)


def test_the_counter_sees_what_matters_for_a_meal(app: Application, clerk: Actor, uid: str) -> None:
    other = register(app, clerk, "方远")
    note(app, clerk, uid, allergies="花生", diets=("糖尿病餐", "忌口"), diet_note="不吃羊肉")
    note(app, clerk, other, mobility="轮椅")
    words = "过敏：花生；糖尿病餐、忌口；不吃羊肉"
    assert app.health.warnings([uid, other], clerk) == {uid: words}
    assert warning(None, (), None) == ""


def test_the_day_of_the_contract_is_over_and_kept_in_one_form(
    app: Application, clerk: Actor, uid: str
) -> None:
    with pytest.raises(ValidationProblem) as caught:
        note(app, clerk, uid, doctor_signed_on="2126-01-05")
    assert set(caught.value.fields) == {"doctor_signed_on"}
    note(app, clerk, uid, doctor_signed_on="20260105")
    assert app.health.of(uid, clerk).values["doctor_signed_on"] == "2026-01-05"


def test_what_is_avoided_must_be_said(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk)
    with pytest.raises(ValidationProblem) as caught:
        app.health.save(SaveHealth(uid, 0, {"diets": ("忌口",), "diet_note": " "}), clerk)
    assert caught.value.fields == {"diet_note": "选了“忌口”，请写明忌什么，如“不吃海鲜”。"}
    app.health.save(SaveHealth(uid, 0, {"diets": ("忌口",), "diet_note": "不吃海鲜"}), clerk)
    assert app.health.warnings([uid], clerk) == {uid: "忌口；不吃海鲜"}
