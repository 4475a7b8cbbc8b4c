"""设置 › 导出方案: read, change, remove and bring back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.services.rights import Actor
from app.views.settings import build
from app.views.settings.exports import ExportsSection, ProfileForm
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
    assert {line[4] for line in lines} == {"模板，待核对"}


def test_a_template_is_changed(open_as: Open, manager: Actor, app: Application) -> None:
    opened = open_as(manager)
    table = section(opened).table
    table.select(table.model.ids()[1])
    section(opened).edit.click()
    fill(form(opened), recipient="第二食堂")
    form(opened).submit()
    assert opened.toast == "导出方案已保存。"
    assert shown(table)[1][2] == "第二食堂"
    assert shown(table)[1][4] == "使用"
    assert app.exports.all(manager)[1].columns[0] == "member_no"


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
    assert "只有中心负责人" in found.words.text()
