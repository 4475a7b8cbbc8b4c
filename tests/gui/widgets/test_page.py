"""The base of all pages, and the side sheet."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.views.notify import Action
from app.views.tasks import InlineTaskRunner
from app.views.widgets.page import Page
from app.views.widgets.table import Column, DataTable
from tests.helpers.qt import TODAY


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    made = Page("老人", "在册 118 人", "帮助", frozenset({"member"}))
    qtbot.addWidget(made)
    made.resize(900, 600)
    return made


def refreshes(page: Page) -> list[int]:
    told: list[int] = []
    page.refresh_requested.connect(lambda: told.append(1))
    return told


def test_it_loads_when_first_opened_and_not_again(page: Page) -> None:
    told, arguments = refreshes(page), []
    page.activated.connect(arguments.append)
    page.activate("u1")
    page.activate()
    assert len(told) == 1
    assert arguments == ["u1", None]


def test_a_change_refreshes_at_once_in_sight_and_later_out_of_sight(page: Page) -> None:
    told = refreshes(page)
    page.activate()
    page.changed(frozenset({"member"}))
    assert len(told) == 1
    page.activate()
    assert len(told) == 2
    page.show()
    page.changed(frozenset({"member", "meal"}))
    assert len(told) == 3
    page.changed(frozenset({"meal"}))
    assert len(told) == 3


def test_actions_answer_their_key_only_while_they_can(page: Page) -> None:
    pressed: list[int] = []
    button = page.header.add_action("new", "登记", "person_add", "primary")
    button.clicked.connect(lambda: pressed.append(1))
    assert page.trigger("new")
    button.setEnabled(False)
    assert not page.trigger("new")
    assert not page.trigger("print")
    assert pressed == [1]
    assert "Ctrl+N" in button.toolTip()


def test_the_head_can_change(page: Page) -> None:
    page.header.set_title("王秀英")
    page.header.set_subtitle("")
    assert page.header.title.text() == "王秀英"
    assert page.header.subtitle.isHidden()
    switch = page.header.add_date_switch(TODAY)
    assert page.header.dates is switch


def test_every_state_has_its_words_and_a_way_on(page: Page) -> None:
    told = refreshes(page)
    state = page.states.state
    page.show_loading()
    assert (state.kind, state.text()) == ("loading", "正在读取…")
    page.show_offline("连不上区平台。")
    assert state.kind == "offline"
    state.action_button().click()
    assert len(told) == 1
    page.show_error("读不了。", Action("看日志", lambda: told.append(7)))
    state.action_button().click()
    assert told[-1] == 7
    page.show_empty("还没有名单。")
    assert state.action_button().isHidden()
    page.show_content()
    assert page.states.shows_content()


def test_ctrl_f_goes_to_the_filter_of_the_table_in_sight(page: Page) -> None:
    table = DataTable("x", (Column("a", "甲"),), InlineTaskRunner())
    page.body.addWidget(table)
    page.show()
    page.focus_filter()
    assert page.focusWidget() is table.toolbar.box


def test_work_begins_in_the_table(page: Page) -> None:
    table = DataTable("x", (Column("a", "甲"),), InlineTaskRunner())
    page.body.addWidget(table)
    page.show()
    page.take_focus()
    assert page.focusWidget() in (table.view, table)


def test_a_sheet_covers_the_right_side_and_takes_the_focus(page: Page) -> None:
    page.show()
    line = QLineEdit()
    sheet = page.open_sheet("王秀英", line, 400)
    assert sheet is not None
    assert sheet.geometry().right() == page.rect().right()
    assert sheet.width() == 480
    assert page.focusWidget() is line
    page.resize(300, 500)
    assert sheet.width() == 300


def test_escape_closes_the_sheet(page: Page, qtbot: QtBot) -> None:
    page.show()
    line = QLineEdit()
    sheet = page.open_sheet("王秀英", line)
    assert sheet is not None
    with qtbot.waitSignal(sheet.closed):
        qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert page.sheet() is None
    assert not page.back()


def test_unsaved_changes_are_not_lost_by_escape(page: Page, qtbot: QtBot) -> None:
    page.show()
    clean: list[bool] = [False]
    sheet = page.open_sheet("王秀英", QLineEdit(), guard=lambda: clean[0])
    assert sheet is not None
    assert page.back()
    assert sheet.bar.isVisible()
    sheet.stay.click()
    assert not sheet.bar.isVisible()
    assert page.open_sheet("李建国", QWidget()) is None
    assert page.sheet() is sheet
    with qtbot.waitSignal(sheet.closed):
        sheet.drop.click()
    assert page.sheet() is None


def test_a_second_sheet_takes_the_place_of_a_clean_one(page: Page) -> None:
    page.show()
    first = page.open_sheet("王秀英", QWidget())
    second = page.open_sheet("李建国", QWidget())
    assert second is not None
    assert page.sheet() is second
    assert first is not None
    assert first.isHidden()


def test_a_sheet_that_closes_by_itself_leaves_the_focus_where_somebody_types(
    page: Page, qtbot: QtBot
) -> None:
    """Saving takes a while on a slow machine, and the person goes on meanwhile."""
    search, listed = QLineEdit(page), QLineEdit(page)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    listed.setFocus()
    page.open_sheet("登记", QLineEdit())
    search.setFocus()
    page.close_sheet()
    assert QApplication.focusWidget() is search
    page.open_sheet("登记", QLineEdit())
    listed.setFocus()
    listed.setEnabled(False)  # the focus has no place any more
    page.close_sheet()
    assert QApplication.focusWidget() is search


def test_building_pieces_throws_nothing_on_the_screen(qtbot: QtBot) -> None:
    from tests.helpers.gallery import form, today_page
    from tests.helpers.qt import make_kit

    before = {w for w in QApplication.topLevelWidgets() if w.isVisible()}
    made: list[Any] = [today_page(make_kit()), form(make_kit())]
    for each in made:
        qtbot.addWidget(each)
    assert {w for w in QApplication.topLevelWidgets() if w.isVisible()} == before
