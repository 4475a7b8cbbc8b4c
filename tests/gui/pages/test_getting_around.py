"""From page to page and back: the rail, 返回, Ctrl+N, F1, tabs by keyboard, in one window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTabBar
from pytestqt.qtbot import QtBot

from app.services.members import RegisterMember
from app.services.rights import Actor
from app.views.members import build
from app.views.members.form import MemberForm
from app.views.members.page import FILE, LIST, MembersPage
from app.views.shell import NavItem, Shell
from app.views.widgets.page import Page
from app.views.widgets.table import DataTable
from app.wiring import Application
from tests.gui.pages.desk import Desk

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def people(app: Application, manager: Actor) -> dict[str, str]:
    """Two people: name → uid."""
    names = ("王秀英", "李桂兰")
    return {
        name: app.members.register(
            RegisterMember({"name": name, "id_type": "none", "no_document_reason": "遗失",
                            "birth_date": "1940"}), manager)
        for name in names
    }  # fmt: skip


@pytest.fixture
def desk(app: Application, manager: Actor) -> Desk:
    return Desk(app, manager)


@pytest.fixture
def shell(qtbot: QtBot, desk: Desk, people: dict[str, str]) -> Iterator[Shell]:
    """A window with 今日, which has nothing new to offer, and 老人."""
    go: list[Callable[..., None]] = []
    kit = replace(desk.kit, go=lambda *place: go[0](*place))
    made = Shell(
        kit,
        (
            NavItem("today", "今日", "today", lambda: Page("今日", help_text="今日的帮助")),
            NavItem("members", "老人", "members", lambda: build(desk.app, kit)),
        ),
        centre_name="小河中心",
    )
    go.append(made.navigate)
    qtbot.addWidget(made)
    made.resize(1280, 860)
    made.show()
    made.navigate("today")
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    yield made
    made.pages.clear()


def members(shell: Shell) -> MembersPage:
    page = shell.page("members")
    assert isinstance(page, MembersPage)
    return page


def press(key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, with_)
    QApplication.processEvents()


def title(shell: Shell) -> str:
    page = shell.current_page()
    assert page is not None
    return page.header.title.text()


def test_an_opened_file_has_the_focus_on_its_tabs_and_tab_goes_into_it(
    shell: Shell, people: dict[str, str]
) -> None:
    shell.navigate("members", people["王秀英"])
    bar = QApplication.focusWidget()
    assert isinstance(bar, QTabBar)
    press(Qt.Key.Key_Right)
    assert members(shell).tabs.current() == "family"
    assert QApplication.focusWidget() is bar
    press(Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is not None
    tab = members(shell).tabs.tab("family")
    assert tab is not None
    assert tab.isAncestorOf(focus)
    press(Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is bar


@pytest.mark.parametrize(
    ("key", "with_", "tab"),
    [
        (Qt.Key.Key_PageDown, CTRL, "family"),
        (Qt.Key.Key_Tab, CTRL, "family"),
        (Qt.Key.Key_PageUp, CTRL, "timeline"),
        (Qt.Key.Key_Tab, CTRL | SHIFT, "timeline"),
    ],
)
def test_keys_change_the_tab_from_anywhere_in_the_file(
    shell: Shell, people: dict[str, str], key: Qt.Key, with_: Qt.KeyboardModifier, tab: str
) -> None:
    shell.navigate("members", people["王秀英"])
    members(shell).header.buttons["edit"].setFocus()
    press(key, with_)
    assert members(shell).tabs.current() == tab
    members(shell).header.buttons["edit"].click()
    press(key, with_)
    assert members(shell).tabs.current() == tab, "not behind a form"
    members(shell).close_sheet()


def test_the_rail_and_its_key_lead_from_the_file_to_the_list(
    shell: Shell, people: dict[str, str]
) -> None:
    shell.navigate("members", people["王秀英"])
    press(Qt.Key.Key_2, CTRL)
    assert members(shell).view() == LIST
    assert members(shell).table.isAncestorOf(QApplication.focusWidget())
    shell.navigate("members", people["王秀英"])
    shell.navigate("today")
    press(Qt.Key.Key_2, CTRL)
    assert members(shell).view() == FILE, "from another page it is as it was left"
    shell.rail.buttons["members"].click()
    assert members(shell).view() == LIST


def test_the_rail_loses_no_half_filled_form(shell: Shell, people: dict[str, str]) -> None:
    page = members(shell)
    shell.navigate("members", people["王秀英"])
    page.header.buttons["edit"].click()
    sheet = page.sheet()
    assert sheet is not None
    line: Any = sheet.content.editor("former_name")  # type: ignore[attr-defined]
    line.setText("王小英")
    press(Qt.Key.Key_2, CTRL)
    assert page.sheet() is sheet
    assert page.view() == FILE
    page.close_sheet()


def test_back_from_a_file_leads_to_where_the_person_was(
    shell: Shell, people: dict[str, str]
) -> None:
    page = members(shell)
    back = page.header.buttons["back"]
    shell.navigate("members", people["王秀英"])
    press(Qt.Key.Key_Escape)
    assert shell.current_key() == "today"
    shell.navigate("members", people["王秀英"])
    shell.navigate("members", people["李桂兰"])
    assert title(shell) == "李桂兰"
    back.click()
    assert title(shell) == "王秀英"
    back.click()
    assert shell.current_key() == "today"
    shell.navigate("members")
    page.show_list()
    shell.navigate("members", people["王秀英"])
    back.click()
    assert (shell.current_key(), page.view()) == ("members", LIST)


def test_back_forgets_a_list_that_was_left_long_ago(shell: Shell, people: dict[str, str]) -> None:
    page, gone = members(shell), []
    shell.navigate("members")
    page.return_to(lambda: gone.append("quality"))
    shell.navigate("members", people["王秀英"])
    shell.navigate("today")
    shell.navigate("members", people["李桂兰"])
    press(Qt.Key.Key_Escape)
    assert shell.current_key() == "today"
    assert gone == []


def test_ctrl_n_registers_a_person_from_a_page_with_nothing_new(shell: Shell) -> None:
    press(Qt.Key.Key_N, CTRL)
    sheet = members(shell).sheet()
    assert shell.current_key() == "members"
    assert sheet is not None
    assert isinstance(sheet.content, MemberForm)
    members(shell).close_sheet()


def help_words(page: Page) -> tuple[str, str]:
    sheet = page.sheet()
    assert sheet is not None
    words = sheet.content
    assert isinstance(words, QLabel)
    page.back()
    return sheet.title.text(), words.text()


def test_f1_explains_what_is_in_sight(shell: Shell, people: dict[str, str]) -> None:
    page = members(shell)
    shell.navigate("members")
    seen = []
    press(Qt.Key.Key_F1)
    seen.append(help_words(page))
    shell.navigate("members", people["王秀英"])
    for _ in range(8):
        press(Qt.Key.Key_F1)
        seen.append(help_words(page))
        press(Qt.Key.Key_PageDown, CTRL)
    titles = ["老人", "概况", "家庭", "分类保障", "健康提示", "能力评估", "会籍", "同意书", "动态"]
    assert [one.split(" ")[0] for one, _ in seen] == titles
    assert len({words for _, words in seen}) == len(titles)


def test_an_import_begins_with_the_choice_of_the_file(shell: Shell) -> None:
    shell.navigate("members")
    page = members(shell)
    page.header.buttons["import"].setFocus()
    press(Qt.Key.Key_Space)
    assert page.wizard is not None
    assert QApplication.focusWidget() is page.wizard.choose.button
    press(Qt.Key.Key_Escape)
    assert isinstance(page.table, DataTable)
    assert page.view() == LIST
