"""Code tables: what ships, what a centre changes, and that standards stand."""

from __future__ import annotations

import pytest

from app.core.errors import NotAllowed, UserError, ValidationProblem
from app.services.codes import AXES, EDITABLE, SaveCode, shipped_table
from app.services.rights import Actor
from app.wiring import Application


def test_every_class_stands_on_one_of_the_five_axes() -> None:
    assert {entry.group for entry in shipped_table("classes")} == set(AXES)


def test_a_centre_adds_renames_and_switches_off(app: Application, manager: Actor) -> None:
    app.codes.save(SaveCode("diets", "无糖", "无糖餐"), manager)
    app.codes.save(SaveCode("diets", "软食", "软饭软菜"), manager)
    app.codes.save(SaveCode("diets", "素食", "素食", active=False), manager)
    shown = {entry.code: entry.name for entry in app.codes.table("diets")}
    assert shown["无糖"] == "无糖餐"
    assert shown["软食"] == "软饭软菜"
    assert "素食" not in shown
    assert app.codes.names("diets")["素食"] == "素食"  # old rows keep their word
    order = [entry.code for entry in app.codes.table("diets", every=True)]
    assert order == [*(entry.code for entry in shipped_table("diets")), "无糖"]


def test_a_standard_is_not_edited(app: Application, manager: Actor) -> None:
    with pytest.raises(UserError, match="国家标准"):
        app.codes.save(SaveCode("ethnic", "57", "新"), manager)


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (SaveCode("diets", "x", " "), "name"),
        (SaveCode("diets", "x", "软、食"), "name"),
        (SaveCode("diets", "x", "软食"), "name"),
        (SaveCode("diets", "x", "长" * 21), "name"),
        (SaveCode("classes", "x", "新类", group="none"), "group"),
    ],
)
def test_what_cannot_be_an_entry(
    app: Application, manager: Actor, command: SaveCode, field: str
) -> None:
    with pytest.raises(ValidationProblem) as caught:
        app.codes.save(command, manager)
    assert set(caught.value.fields) == {field}


def test_the_counter_does_not_edit_tables(app: Application, clerk: Actor) -> None:
    with pytest.raises(NotAllowed):
        app.codes.save(SaveCode("diets", "x", "新"), clerk)


@pytest.mark.parametrize("table", sorted(EDITABLE))
def test_codes_are_unique(table: str) -> None:
    codes = [entry.code for entry in shipped_table(table)]
    assert len(codes) == len(set(codes))
