"""Code tables: what ships, what a centre changes, and that standards stand."""

from __future__ import annotations

import datetime as dt

import pytest

from app.core.errors import NotAllowed, UserError, ValidationProblem
from app.services.cards import IssueCard
from app.services.classification import PriorityRule, SaveClass
from app.services.codes import AXES, EDITABLE, SaveCode, shipped_table
from app.services.health import SaveHealth
from app.services.memberships import PauseMember
from app.services.rights import Actor
from app.wiring import Application
from tests.db.tools import count
from tests.helpers.people import register


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


# -- the order -------------------------------------------------------------------------------


def codes_of(app: Application, table: str) -> list[str]:
    return [entry.code for entry in app.codes.table(table, every=True)]


def test_an_entry_changes_places_with_its_neighbour(app: Application, manager: Actor) -> None:
    before = codes_of(app, "diets")
    app.codes.save(SaveCode("diets", "无糖", "无糖餐"), manager)
    assert app.codes.move("diets", "无糖", manager, up=True)
    assert codes_of(app, "diets") == [*before[:-1], "无糖", before[-1]]
    assert app.codes.move("diets", before[0], manager, up=False)
    assert codes_of(app, "diets")[:2] == [before[1], before[0]]
    assert not app.codes.move("diets", before[1], manager, up=True), "it is the first"
    assert app.codes.move("diets", before[1], manager, up=False)
    assert codes_of(app, "diets") == [*before[:-1], "无糖", before[-1]]
    rows = count(app, "code_entry")
    assert rows == 4, "only what moved is written down"


def test_an_entry_stays_in_its_group(app: Application, manager: Actor) -> None:
    """A class moves among those of its axis, however far apart they stand in the table."""
    app.codes.save(SaveCode("classes", "低收入", "低收入", group="economic"), manager)
    for _ in range(3):
        assert app.codes.move("classes", "低收入", manager, up=True)
    assert not app.codes.move("classes", "低收入", manager, up=True)
    of_axis = [e.code for e in app.codes.table("classes") if e.group == "economic"]
    assert of_axis == ["低收入", "特困", "低保", "低边"]
    others = [e.code for e in app.codes.table("classes") if e.group == "physical"]
    assert others == [e.code for e in shipped_table("classes") if e.group == "physical"]


def test_a_moved_entry_is_still_as_shipped(app: Application, manager: Actor) -> None:
    app.codes.move("diets", "软食", manager, up=True)
    soft = app.codes.table("diets")[0]
    assert (soft.code, soft.own, soft.synonyms) == ("软食", False, ("软饭", "软烂"))
    app.codes.save(SaveCode("diets", "软食", "软饭软菜"), manager)
    assert app.codes.table("diets")[0].own
    assert codes_of(app, "diets")[0] == "软食"


def test_what_files_say_does_not_follow_the_order(app: Application, manager: Actor) -> None:
    """A list that comes again would differ in every file otherwise."""
    uid = register(app, manager, categories=("独居", "低保"))
    before = app.members.file(uid, manager)
    assert before.values["categories"] == "低保、独居"
    with_order = [e.code for e in app.codes.table("classes")]
    while app.codes.move("classes", "独居", manager, up=False):
        pass
    app.codes.move("classes", "低保", manager, up=False)
    assert [e.code for e in app.codes.table("classes")] != with_order
    again = register(app, manager, "李建国", categories=("独居", "低保"))
    assert app.members.file(again, manager).values["categories"] == "低保、独居"


def test_who_may_not_change_tables_moves_nothing(
    app: Application, clerk: Actor, manager: Actor
) -> None:
    with pytest.raises(NotAllowed):
        app.codes.move("diets", "软食", clerk, up=True)
    with pytest.raises(UserError, match="国家标准"):
        app.codes.move("ethnic", "05", manager, up=True)
    with pytest.raises(UserError, match="没有这一项"):
        app.codes.move("diets", "gone", manager, up=True)
    assert count(app, "code_entry") == 0


# -- taking a new entry back ---------------------------------------------------------------


def test_a_new_entry_is_taken_back_and_may_come_again(app: Application, manager: Actor) -> None:
    before = app.codes.table("diets", every=True)
    app.codes.save(SaveCode("diets", "无糖餐", "无糖餐"), manager)
    app.codes.remove("diets", "无糖餐", manager)
    assert app.codes.table("diets", every=True) == before
    app.codes.save(SaveCode("diets", "无糖餐", "无糖餐"), manager)
    assert app.codes.names("diets")["无糖餐"] == "无糖餐"


@pytest.mark.parametrize("table", sorted(EDITABLE))
def test_an_entry_that_somebody_has_stays(
    app: Application, manager: Actor, clerk: Actor, table: str
) -> None:
    uid = register(app, clerk, joined_on="2020-01-01")
    group = {"classes": "identity", "membership_reasons": "paused"}.get(table, "")
    app.codes.save(SaveCode(table, "新项", "新项", group), manager)
    if table == "classes":
        app.classification.save(SaveClass(uid, "新项"), clerk)
    elif table == "diets":
        app.health.save(SaveHealth(uid, 0, {"diets": "软食、新项"}), clerk)
    elif table == "cards":
        app.cards.issue(IssueCard(uid, "X1", "新项"), clerk)
    else:
        app.memberships.pause(PauseMember(uid, dt.date(2026, 11, 23), "新项"), clerk)
    with pytest.raises(UserError, match=r"已经有档案在用.*停用"):
        app.codes.remove(table, "新项", manager)
    assert app.codes.names(table)["新项"] == "新项"


def test_a_class_that_a_rule_names_stays(app: Application, manager: Actor) -> None:
    app.codes.save(SaveCode("classes", "新项", "新项", "identity"), manager)
    app.classification.set_rules([PriorityRule(("新项",))], manager)
    with pytest.raises(UserError, match="重点对象规则"):
        app.codes.remove("classes", "新项", manager)


def test_what_the_program_ships_is_not_removed(app: Application, manager: Actor) -> None:
    with pytest.raises(UserError, match="没有这一项"):
        app.codes.remove("diets", "软食", manager)
    app.codes.save(SaveCode("diets", "软食", "软饭"), manager)
    with pytest.raises(UserError, match="没有这一项"):
        app.codes.remove("diets", "软食", manager)
    with pytest.raises(UserError, match="国家标准"):
        app.codes.remove("ethnic", "01", manager)


def test_a_class_moves_to_another_axis_with_everybody_who_has_it(
    app: Application, manager: Actor
) -> None:
    entry = next(one for one in app.codes.table("classes") if one.group == "economic")
    uid = register(app, manager, "王秀英")
    app.classification.save(SaveClass(uid, entry.code, dt.date(2026, 1, 1)), manager)
    before = count(app, "audit_event")
    app.codes.save(SaveCode("classes", entry.code, entry.name, "identity"), manager)
    assert [row.axis for row in app.classification.of(uid, manager).rows] == ["identity"]
    assert count(app, "audit_event") == before + 2, "the entry and the row of the person"
    app.codes.save(SaveCode("classes", entry.code, entry.name, entry.group), manager)
    assert [row.axis for row in app.classification.of(uid, manager).rows] == ["economic"]
    assert app.audit.verify(manager).sound
