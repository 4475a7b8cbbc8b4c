"""设置 › 导出方案: read, change, remove and bring back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.export_profiles import COLUMNS
from app.services.export_profiles.service import as_command
from app.services.rights import Actor
from app.views.settings import build
from app.views.settings.exports import ExportsSection, ProfileForm
from app.views.theme import Space, px
from app.views.widgets.form.ordering import OrderedChoice
from app.wiring import Application
from tests.gui.pages.desk import shown
from tests.gui.pages.opened import Opened, open_page

Open = Callable[[Actor], Opened]


@pytest.fixture
def open_as(qtbot: QtBot, app: Application) -> Open:
    """Opens the section as somebody."""

    def made(actor: Actor) -> Opened:
        return open_page(qtbot, app, build, actor, {"section": "exports"})

    return made


def section(opened: Opened) -> ExportsSection:
    found = opened.page.sections["exports"]
    assert isinstance(found, ExportsSection)
    return found


def form(opened: Opened) -> ProfileForm:
    found = opened.page.sheet().content
    assert isinstance(found, ProfileForm)
    return found


def fill(made: ProfileForm, **values: Any) -> None:
    for key, value in values.items():
        line: Any = made.editor(key)
        line.setText(value)


def test_the_templates_wait_to_be_read(open_as: Open, manager: Actor) -> None:
    lines = shown(section(open_as(manager)).table)
    assert [line[0] for line in lines] == ["街道花名册", "助餐名单", "能力评估汇总", "应急联系名单"]
    assert {line[1] for line in lines} == {"模板，待核对"}


def test_a_template_is_changed(open_as: Open, manager: Actor, app: Application) -> None:
    opened = open_as(manager)
    table = section(opened).table
    table.select(table.model.ids()[1])
    section(opened).edit.click()
    fill(form(opened), recipient="第二食堂")
    form(opened).submit()
    assert opened.toast == "导出方案已保存。"
    assert shown(table)[1][3] == "第二食堂"
    assert shown(table)[1][1] == "使用"
    assert app.exports.all(manager)[1].columns[0] == "member_no"


def test_whom_a_profile_is_about_is_chosen(open_as: Open, manager: Actor, app: Application) -> None:
    opened = open_as(manager)
    table = section(opened).table
    assert [line[4] for line in shown(table)] == ["在册", "在册", "在册和暂停", "在册和暂停"]
    table.select(table.model.ids()[1])
    section(opened).edit.click()
    who: Any = form(opened).editor("who")
    who.setCurrentIndex(who.findData("paused"))
    form(opened).submit()
    assert shown(table)[1][4] == "在册和暂停"
    opened.kit.notify.undo_last()
    assert app.exports.all(manager)[1].who == "listed"


def test_a_change_is_taken_back(open_as: Open, manager: Actor, app: Application) -> None:
    opened = open_as(manager)
    table = section(opened).table
    table.select(table.model.ids()[1])
    section(opened).edit.click()
    fill(form(opened), recipient="第二食堂")
    form(opened).submit()
    assert table.current_id() == table.model.ids()[1], "what was changed stays chosen"
    opened.kit.notify.undo_last()
    assert shown(table)[1][3] == "食堂、送餐员"
    section(opened).add.click()
    fill(form(opened), name="生日名单", recipient="社区", purpose="慰问")
    columns(opened).boxes["name"].click()
    form(opened).submit()
    assert [line[0] for line in shown(table)][-1] == "生日名单"
    opened.kit.notify.undo_last()
    assert len(shown(table)) == 4
    assert [one.name for one in app.exports.all(manager)][-1] == "应急联系名单"


def test_taking_back_does_not_write_over_a_later_change(
    open_as: Open, manager: Actor, app: Application
) -> None:
    opened = open_as(manager)
    table = section(opened).table
    table.select(table.model.ids()[1])
    section(opened).edit.click()
    fill(form(opened), recipient="第二食堂")
    form(opened).submit()
    later = replace(as_command(app.exports.all(manager)[1]), recipient="第三食堂")
    app.exports.save(later, manager)
    opened.kit.notify.undo_last()
    assert "刚刚被别人改过" in opened.message
    assert app.exports.all(manager)[1].recipient == "第三食堂"


def test_a_new_one_says_what_is_missing(open_as: Open, manager: Actor) -> None:
    opened = open_as(manager)
    section(opened).add.click()
    fill(form(opened), name="街道花名册", recipient="街道", purpose="核对")
    form(opened).submit()
    assert set(form(opened).errors()) == {"name", "columns"}


def test_removing_can_be_taken_back(open_as: Open, manager: Actor) -> None:
    opened = open_as(manager)
    table = section(opened).table
    table.select(table.model.ids()[0])
    section(opened).remove.click()
    assert len(shown(table)) == 3
    opened.kit.notify.undo_last()
    assert len(shown(table)) == 4


def test_who_may_not_export_sees_none_and_changes_none(open_as: Open, clerk: Actor) -> None:
    found = section(open_as(clerk))
    assert shown(found.table) == []
    assert not found.add.isEnabled()
    assert "只有中心负责人" in found.why_not.text()
    assert found.why_not.isVisible()


def columns(opened: Opened) -> OrderedChoice:
    found = form(opened).editor("columns")
    assert isinstance(found, OrderedChoice)
    return found


def test_the_order_of_the_columns_is_chosen_and_kept(
    open_as: Open, manager: Actor, app: Application
) -> None:
    opened = open_as(manager)
    section(opened).add.click()
    fill(form(opened), name="生日名单", recipient="社区", purpose="慰问")
    choice = columns(opened)
    for key in ("birth_date", "name", "phone", "community"):
        choice.boxes[key].click()
    assert choice.chosen() == ["birth_date", "name", "phone", "community"]
    QTest.keyClick(choice.order, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert choice.chosen() == ["birth_date", "name", "community", "phone"]
    choice.order.setCurrentRow(0)
    assert not choice.up.isEnabled()
    choice.down.click()
    assert choice.chosen() == ["name", "birth_date", "community", "phone"]
    assert choice.order.currentItem().text() == "出生日期"
    QTest.keyClick(choice.order, Qt.Key.Key_Delete)
    assert not choice.boxes["birth_date"].isChecked()
    assert form(opened).is_dirty()
    form(opened).submit()
    saved = app.exports.all(manager)[-1]
    assert saved.columns == ("name", "community", "phone")
    table = section(opened).table
    assert shown(table)[-1][4:] == ["在册", "姓名、社区、电话"]
    table.select(saved.uid)
    section(opened).edit.click()
    assert columns(opened).chosen() == ["name", "community", "phone"]
    assert not form(opened).is_dirty()


def test_every_column_stands_under_a_heading(open_as: Open, manager: Actor) -> None:
    opened = open_as(manager)
    section(opened).add.click()
    assert set(columns(opened).boxes) == {column.key for column in COLUMNS}
    assert columns(opened).order.count() == 0
    assert not columns(opened).drop.isEnabled()


def test_the_state_of_a_profile_is_not_clipped(open_as: Open, manager: Actor) -> None:
    view = section(open_as(manager)).table.view
    column = next(n for n, c in enumerate(view.model().columns) if c.key == "template")
    needed = view.fontMetrics().horizontalAdvance("模板，待核对") + px(18 + 6 + 2 * Space.M)
    assert view.columnWidth(column) >= needed
