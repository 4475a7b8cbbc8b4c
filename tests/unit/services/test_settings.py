"""Settings of the centre."""

from __future__ import annotations

from typing import Any

import pytest

from app.core.errors import NotAllowed, ValidationProblem
from app.core.settings import CATALOGUE
from app.models import SyncPeer
from app.services.rights import Actor
from app.services.settings import put
from app.wiring import Application
from tests.db.tools import count


def test_every_declared_setting_has_a_value(app: Application) -> None:
    values = app.settings.all()
    assert values.keys() == {spec.key for spec in CATALOGUE}
    assert values["lock_minutes"] == 10
    centre = app.settings.centre()
    assert (centre.code, centre.name, centre.demo) == (
        "330105001", "小河街道居家养老服务中心", False,
    )  # fmt: skip


def test_a_changed_setting_stays_changed(app: Application, manager: Actor, clerk: Actor) -> None:
    app.settings.change({"price_lunch": 1250, "lunch_from": "10:30"}, manager)
    assert app.settings.get("price_lunch") == 1250
    assert app.settings.get("lunch_from") == "10:30"
    with pytest.raises(NotAllowed):
        app.settings.change({"price_lunch": 1}, clerk)
    assert app.settings.get("price_lunch") == 1250


def test_saving_the_same_again_is_no_change(app: Application, manager: Actor) -> None:
    app.settings.change({"price_lunch": 1250}, manager)
    events = count(app, "audit_event")
    app.settings.change({"price_lunch": 1250}, manager)
    assert count(app, "audit_event") == events


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("price_lunch", -1), ("price_lunch", "12"), ("price_lunch", 12.5), ("price_lunch", True),
        ("minimum_age", None), ("lock_minutes", 0), ("centre_name", " "), ("centre_code", ""),
        ("centre_code", "33 01"), ("centre_code", "1" * 33), ("centre_code", "三三"),
        ("lunch_from", "24:00"),
        ("lunch_from", "9:5"), ("lunch_from", "10:60"), ("lunch_from", "noon"), ("dinner_from", ""),
        ("dinner_from", "１５:３０"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_at_its_field(
    app: Application, manager: Actor, key: str, value: Any
) -> None:
    before = app.settings.all()
    with pytest.raises(ValidationProblem) as caught:
        app.settings.change({"minimum_age": 65, key: value}, manager)
    assert set(caught.value.fields) == {key}
    assert app.settings.all() == before


def test_all_faults_at_once(app: Application, manager: Actor) -> None:
    with pytest.raises(ValidationProblem) as caught:
        app.settings.change({"price_lunch": -1, "lunch_from": "x", "centre_name": ""}, manager)
    assert set(caught.value.fields) == {"price_lunch", "lunch_from", "centre_name"}
    for spec in CATALOGUE:
        if spec.key in caught.value.fields:
            assert spec.label in caught.value.fields[spec.key]


def test_a_setting_nobody_declared_is_a_bug(app: Application, manager: Actor) -> None:
    with pytest.raises(KeyError):
        app.settings.get("colour")
    for key in ("colour", "next_member_no", "demo", "last_backup"):
        with pytest.raises(KeyError):
            app.settings.change({key: 1}, manager)


def test_a_code_that_was_given_before_stays_and_a_new_one_has_nine_digits(
    app: Application, manager: Actor
) -> None:
    with app.db.write(manager) as unit:
        put(unit, "centre_code", "XH01")
    app.settings.change({"centre_code": "XH01", "minimum_age": 65}, manager)
    with pytest.raises(ValidationProblem, match="九位数字"):
        app.settings.change({"centre_code": "XH02"}, manager)
    assert app.settings.centre().code == "XH01"


def test_the_code_a_district_knows_stays(app: Application, manager: Actor) -> None:
    app.settings.change({"centre_code": "330105002"}, manager)
    with app.db.write(manager) as unit:
        unit.session.add(SyncPeer(pair="{}", target="folder:x"))
    with pytest.raises(ValidationProblem, match="已配对区平台后不能改中心编码"):
        app.settings.change({"centre_code": "330105003", "minimum_age": 65}, manager)
    assert app.settings.centre().code == "330105002"
    app.settings.change({"centre_code": "330105002", "minimum_age": 65}, manager)
    assert app.settings.get("minimum_age") == 65
