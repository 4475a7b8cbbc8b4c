"""The sections 代码表 and 重点对象规则 of the settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.classification import PriorityRule
from app.services.rights import Actor
from app.views.settings import build
from app.views.settings.codes import CodesSection
from app.views.settings.page import SettingsPage
from app.views.settings.rules import RulesSection
from app.views.widgets.table import TableQuery
from app.wiring import Application
from tests.gui.pages.desk import Desk, shown
from tests.helpers.people import id_number, register

BORN = {"王秀英": "19300102", "陈建国": "19350506", "李桂兰": "19550708"}


@pytest.fixture
def desk(app: Application, manager: Actor) -> Desk:
    return Desk(app, manager)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[SettingsPage]:
    made = build(desk.app, desk.kit)
    assert isinstance(made, SettingsPage)
    made.resize(1240, 820)
    made.show()
    yield made
    if (sheet := made.sheet()) is not None:
        sheet.close_sheet(force=True)
    made.hide()
    made.deleteLater()


@pytest.fixture
def codes(page: SettingsPage) -> CodesSection:
    page.activate("codes")
    section = page.sections["codes"]
    assert isinstance(section, CodesSection)
    return section


@pytest.fixture
def rules(page: SettingsPage) -> RulesSection:
    page.activate("rules")
    section = page.sections["rules"]
    assert isinstance(section, RulesSection)
    return section


def form_of(page: SettingsPage) -> Any:
    sheet = page.sheet()
    assert sheet is not None
    return sheet.content


def conditions(section: RulesSection) -> list[str]:
    return [row[0] for row in shown(section.table)]


# --- code tables --------------------------------------------------------------------------


def test_a_standard_is_shown_and_cannot_be_changed(codes: CodesSection) -> None:
    codes.choice.setCurrentIndex(codes.choice.findData("ethnic"))
    assert shown(codes.table)[4][:2] == ["维吾尔族", "05"]
    assert "只能查看" in codes.words.text()
    codes.table.select("05")
    buttons = (codes.add, codes.edit, codes.switch, codes.up, codes.down)
    assert not any(button.isEnabled() for button in buttons)


def test_an_own_class_is_added_to_an_axis(
    page: SettingsPage, codes: CodesSection, desk: Desk
) -> None:
    codes.add.click()
    form = form_of(page)
    form.editor("name").setText("新业态老人")
    form.submit()
    assert "请选择属于" in form.errors()["group"]
    group = form.editor("group")
    group.setCurrentIndex(group.findData("identity"))
    form.submit()
    assert shown(codes.table)[-1][:4] == ["新业态老人", "新业态老人", "社会身份", "本中心"]
    assert desk.toasts == ["“新业态老人”已保存。"]
    assert desk.undoable == ["增加“新业态老人”"]
    assert codes.table.current_id() == "新业态老人", "what was just entered is in sight"
    assert codes.edit.isEnabled()
    desk.notify.undo_last()
    assert "新业态老人" not in desk.app.codes.names("classes")
    assert "新业态老人" not in [row[0] for row in shown(codes.table)]


def test_another_name_reaches_the_files_and_the_old_one_is_free(
    page: SettingsPage, codes: CodesSection, desk: Desk, manager: Actor
) -> None:
    uid = register(desk.app, manager, categories=("低边",))
    codes.table.select("低边")
    codes.edit.click()
    form_of(page).editor("name").setText("低保边缘")
    form_of(page).submit()
    assert desk.app.members.file(uid, manager).values["categories"] == "低保边缘"
    codes.add.click()
    form = form_of(page)
    form.editor("name").setText("低边")
    form.editor("group").setCurrentIndex(form.editor("group").findData("economic"))
    form.submit()
    names = desk.app.codes.names("classes")
    assert (names["低边"], names["低边2"]) == ("低保边缘", "低边")


def test_a_new_entry_is_shown_whatever_was_filtered(
    qtbot: QtBot, page: SettingsPage, codes: CodesSection
) -> None:
    codes.choice.setCurrentIndex(codes.choice.findData("diets"))
    codes.table.set_query(TableQuery(text="软食"))
    codes.add.click()
    form_of(page).editor("name").setText("无糖餐")
    form_of(page).submit()
    assert codes.table.current_id() == "无糖餐"
    index = codes.table.view.currentIndex()
    assert codes.table.view.viewport().rect().intersects(codes.table.view.visualRect(index))


def test_another_name_is_taken_back(page: SettingsPage, codes: CodesSection, desk: Desk) -> None:
    codes.choice.setCurrentIndex(codes.choice.findData("diets"))
    codes.table.select("软食")
    codes.edit.click()
    form_of(page).editor("name").setText("软饭软菜")
    form_of(page).submit()
    assert desk.undoable == ["修改“软饭软菜”"]
    desk.notify.undo_last()
    assert desk.app.codes.names("diets")["软食"] == "软食"
    assert {row[3] for row in shown(codes.table)} == {"自带"}


def test_switching_off_can_be_taken_back(codes: CodesSection, desk: Desk) -> None:
    codes.choice.setCurrentIndex(codes.choice.findData("diets"))
    codes.table.select("清真")
    codes.switch.click()
    assert "清真" not in [one.code for one in desk.app.codes.table("diets")]
    assert codes.switch.text() == "启用"
    assert desk.undoable == ["停用“清真”"]
    desk.notify.undo_last()
    assert "清真" in [one.code for one in desk.app.codes.table("diets")]


def test_entries_are_moved_and_forms_follow(codes: CodesSection, desk: Desk) -> None:
    codes.choice.setCurrentIndex(codes.choice.findData("diets"))
    codes.table.select("流食")
    codes.up.click()
    codes.up.click()
    assert [row[0] for row in shown(codes.table)][:3] == ["流食", "糖尿病餐", "软食"]
    assert codes.chosen() is not None, "it stays chosen, for the next step"
    assert not codes.up.isEnabled()
    assert desk.app.codes.table("diets")[0].code == "流食"
    assert {row[3] for row in shown(codes.table)} == {"自带"}, "another place is no change"
    codes.down.click()
    assert [row[0] for row in shown(codes.table)][:2] == ["糖尿病餐", "流食"]


def test_entries_are_moved_with_the_keyboard(
    qtbot: QtBot, page: SettingsPage, codes: CodesSection
) -> None:
    with qtbot.waitActive(page.window()):
        page.window().activateWindow()
    codes.choice.setCurrentIndex(codes.choice.findData("cards"))
    codes.table.select("市民卡")
    codes.table.view.setFocus()
    qtbot.keyClick(codes.table.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [row[0] for row in shown(codes.table)][:2] == ["市民卡", "老年卡"]
    qtbot.keyClick(codes.table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(codes.table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [row[0] for row in shown(codes.table)][:3] == ["老年卡", "爱心卡", "市民卡"]


def test_a_sorted_table_says_why_nothing_can_be_moved(codes: CodesSection) -> None:
    codes.choice.setCurrentIndex(codes.choice.findData("diets"))
    codes.table.select("流食")
    assert codes.up.isEnabled()
    assert codes.up.toolTip() == "上移 (Alt+↑)"
    codes.table.set_query(TableQuery(sort="name"))
    codes.table.select("流食")
    assert not codes.up.isEnabled()
    assert "不再排序" in codes.up.toolTip()


def test_a_clerk_looks_and_is_told_who_may(page: SettingsPage, desk: Desk, clerk: Actor) -> None:
    desk.actor = clerk
    page.activate("codes")
    section: Any = page.sections["codes"]
    section.table.select("低保")
    assert not section.edit.isEnabled()
    assert "中心负责人" in section.why_not.text()
    assert section.why_not.isVisibleTo(section)
    page.activate("rules")
    rules: Any = page.sections["rules"]
    assert not rules.add.isEnabled()
    assert rules.why_not.isVisible()


# --- the rule -----------------------------------------------------------------------------


def test_a_condition_is_added_changed_and_removed(
    page: SettingsPage, rules: RulesSection, desk: Desk, manager: Actor
) -> None:
    assert conditions(rules)[-1] == "独居且满 80 周岁"
    rules.add.click()
    form = form_of(page)
    form.submit()
    assert "至少要写一个条件" in form.errors()["classes"]
    form.editor("min_age").setText("121")
    form.submit()
    assert "1 到 120" in form.errors()["min_age"]
    form.editor("min_age").setText("90")
    form.submit()
    assert conditions(rules)[-1] == "满 90 周岁"
    assert desk.undoable == ["增加规则"]
    assert rules.table.current_id() == 10
    rules.edit.click()
    form_of(page).editor("min_age").setText("95")
    form_of(page).submit()
    assert conditions(rules)[-1] == "满 95 周岁"
    rules.table.select(10)
    rules.remove.click()
    assert conditions(rules)[-1] == "独居且满 80 周岁"
    assert desk.toasts[-1] == "规则已删除。"
    assert desk.undoable[-2:] == ["修改规则", "删除规则"]
    desk.notify.undo_last()
    assert conditions(rules)[-1] == "满 95 周岁"
    desk.notify.undo_last()
    assert conditions(rules)[-1] == "满 90 周岁"
    desk.notify.undo_last()
    assert conditions(rules)[-1] == "独居且满 80 周岁"


def test_the_same_condition_is_not_saved_twice(page: SettingsPage, rules: RulesSection) -> None:
    for again in (False, True):
        rules.add.click()
        form = form_of(page)
        form.editor("min_age").setText("90")
        form.submit()
        assert bool(form.errors()) is again
    assert "与第 11 条规则完全相同" in form.errors()["classes"]
    assert len(conditions(rules)) == 11


@pytest.mark.parametrize(("place", "then"), [(0, 0), (4, 4), (9, 8)])
def test_after_deleting_a_rule_the_next_one_has_the_keyboard(
    qtbot: QtBot, page: SettingsPage, rules: RulesSection, desk: Desk, place: int, then: int
) -> None:
    with qtbot.waitActive(page.window()):
        page.window().activateWindow()
    rules.table.select(place)
    rules.remove.setFocus()
    qtbot.keyClick(rules.remove, Qt.Key.Key_Space)
    assert len(conditions(rules)) == 9
    assert rules.table.view.hasFocus()
    assert rules.table.current_id() == then
    focused = page.window().focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    assert len(conditions(rules)) == 9, "one key more changes nothing"
    assert len(desk.toasts) == 1


def test_the_last_rule_leaves_the_keyboard_where_a_new_one_is_made(
    qtbot: QtBot, page: SettingsPage, rules: RulesSection, desk: Desk, manager: Actor
) -> None:
    with qtbot.waitActive(page.window()):
        page.window().activateWindow()
    desk.app.classification.set_rules([PriorityRule(min_age=90)], manager)
    page.activate("rules")
    rules.table.select(0)
    rules.remove.setFocus()
    qtbot.keyClick(rules.remove, Qt.Key.Key_Space)
    assert conditions(rules) == []
    assert rules.add.hasFocus()


def test_a_rule_says_whom_it_moves_before_and_after_it_is_saved(
    page: SettingsPage, rules: RulesSection, desk: Desk, manager: Actor
) -> None:
    for number, (name, born) in enumerate(BORN.items()):
        document = id_number(born, number)
        register(desk.app, manager, name, id_number=document)
    register(desk.app, manager, "赵大爷", id_number=id_number("19310101", 8), categories=("低保",))
    rules.add.click()
    form = form_of(page)
    assert form.effect() == ""
    form.editor("min_age").setText("90")
    assert form.effect() == "保存后重点对象共 3 人（不含已退出的）：2 人由一般变为重点。"
    form.editor("min_age").setText("100")
    assert form.effect() == "保存后重点对象共 1 人（不含已退出的）：没有人因此改变。"
    form.editor("min_age").setText("100x")
    assert form.effect() == "", "nothing is said of what cannot be read"
    form.editor("min_age").setText("90")
    form.submit()
    assert desk.toasts[-1] == "规则已保存。2 人由一般变为重点。"
    rules.table.select(10)
    rules.remove.click()
    assert desk.toasts[-1] == "规则已删除。2 人由重点变为一般。"
    desk.notify.undo_last()
    assert conditions(rules)[-1] == "满 90 周岁"
    assert desk.toasts[-1] == "已撤销：删除规则。"


def test_a_rule_and_its_conditions_have_one_word_each(rules: RulesSection) -> None:
    assert rules.add.text() == "增加规则"
    assert rules.table.model.columns[0].title == "规则"


def test_the_default_comes_back_and_that_can_be_undone(rules: RulesSection, desk: Desk) -> None:
    rules.table.select(0)
    rules.remove.click()
    assert len(conditions(rules)) == 9
    rules.reset.click()
    assert len(conditions(rules)) == 10
    assert desk.undoable[-1] == "恢复默认规则"
    desk.notify.undo_last()
    assert conditions(rules)[0] == "低保"
