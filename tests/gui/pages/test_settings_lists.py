"""The sections 代码表 and 重点对象规则 of the settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.services.rights import Actor
from app.views.settings import build
from app.views.settings.codes import CodesSection
from app.views.settings.page import SettingsPage
from app.views.settings.rules import RulesSection
from app.wiring import Application
from tests.gui.pages.desk import Desk, shown
from tests.helpers.people import register


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
    assert not any(b.isEnabled() for b in (codes.add, codes.edit, codes.switch))


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


def test_switching_off_can_be_taken_back(codes: CodesSection, desk: Desk) -> None:
    codes.choice.setCurrentIndex(codes.choice.findData("diets"))
    codes.table.select("清真")
    codes.switch.click()
    assert "清真" not in [one.code for one in desk.app.codes.table("diets")]
    assert codes.switch.text() == "启用"
    desk.notify.undo_last()
    assert "清真" in [one.code for one in desk.app.codes.table("diets")]


def test_a_clerk_looks_and_is_told_who_may(page: SettingsPage, desk: Desk, clerk: Actor) -> None:
    desk.actor = clerk
    page.activate("codes")
    section: Any = page.sections["codes"]
    section.table.select("低保")
    assert not section.edit.isEnabled()
    assert "中心负责人" in section.words.text()
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
    rules.table.select(10)
    rules.edit.click()
    form_of(page).editor("min_age").setText("95")
    form_of(page).submit()
    assert conditions(rules)[-1] == "满 95 周岁"
    rules.table.select(10)
    rules.remove.click()
    assert conditions(rules)[-1] == "独居且满 80 周岁"
    desk.notify.undo_last()
    assert conditions(rules)[-1] == "满 95 周岁"


def test_the_default_comes_back_and_that_can_be_undone(rules: RulesSection, desk: Desk) -> None:
    rules.table.select(0)
    rules.remove.click()
    assert len(conditions(rules)) == 9
    rules.reset.click()
    assert len(conditions(rules)) == 10
    desk.notify.undo_last()
    assert conditions(rules)[0] == "低保"
