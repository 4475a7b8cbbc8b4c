"""Where Tab goes, and where the focus stays when what has it disappears."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.views import parts
from app.views.widgets.form import Field, Form
from app.views.widgets.page import Page
from app.views.widgets.tab_order import stops


class Files(Page):
    """A page with a place of its own for the focus."""

    def __init__(self) -> None:
        super().__init__("老人")
        self.home = QLineEdit()
        self.inside = QWidget()
        self.list = QVBoxLayout(self.inside)
        self.back_button = self.header.add_action("back", "返回")
        self.body.addWidget(self.home)
        self.body.addWidget(self.inside)

    def focus_home(self) -> None:
        """The first line."""
        self.home.setFocus()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A page with a rail made before it and a status line made after it."""
    made = QWidget()
    qtbot.addWidget(made)
    box = QVBoxLayout(made)
    for each in (QPushButton("rail"), Files(), QPushButton("status")):
        box.addWidget(each)
    made.resize(900, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


@pytest.fixture
def page(window: QWidget) -> Files:
    return window.findChildren(Files)[0]


def add(page: Files, name: str) -> QPushButton:
    """A button that is made late, as rows of a list are."""
    made = QPushButton(name)
    page.list.addWidget(made)
    QApplication.processEvents()
    return made


def tab(key: Qt.Key = Qt.Key.Key_Tab) -> QWidget | None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)
    return QApplication.focusWidget()


def test_tab_goes_through_the_content_then_the_actions_then_the_frame(page: Files) -> None:
    late, later = add(page, "late"), add(page, "later")
    page.list.insertWidget(0, first := QPushButton("first"))
    QApplication.processEvents()
    page.take_focus()
    assert [tab(), tab(), tab(), tab()] == [first, late, later, page.back_button]
    assert [tab(Qt.Key.Key_Backtab), tab(Qt.Key.Key_Backtab)] == [later, late]
    page.back_button.setFocus()
    frame = tab()
    assert isinstance(frame, QPushButton)
    assert frame.text() == "status"


def test_tab_stays_in_an_open_sheet_before_the_frame(page: Files) -> None:
    form = Form((Field("name", "姓名"), Field("phone", "电话")))
    sheet = page.open_sheet("登记", form)
    assert sheet is not None
    lines = [form.editor("name"), form.editor("phone")]
    assert stops(page) == [*lines, form.save_button, form.cancel_button, sheet.close_button]
    assert QApplication.focusWidget() is lines[0]
    assert tab() is lines[1]
    sheet.close_sheet(force=True)


@pytest.mark.parametrize("how", ["hide", "disable", "clear"])
def test_what_disappears_leaves_the_focus_with_the_page(page: Files, how: str) -> None:
    button = add(page, "photo")
    add(page, "next")
    button.setFocus()
    if how == "hide":
        page.inside.hide()
    elif how == "disable":
        button.setEnabled(False)
    else:
        parts.clear(page.list)
    assert QApplication.focusWidget() is page.home


def test_what_disappears_out_of_a_sheet_leaves_the_focus_in_the_sheet(page: Files) -> None:
    form = Form((Field("name", "姓名"),))
    sheet = page.open_sheet("登记", form)
    assert sheet is not None
    form.save_button.setFocus()
    form.set_busy(True)
    assert QApplication.focusWidget() is form.editor("name")
    sheet.close_sheet(force=True)


def test_the_focus_elsewhere_is_left_alone(window: QWidget, page: Files) -> None:
    button = add(page, "photo")
    rail = window.findChildren(QPushButton)[0]
    rail.setFocus()
    button.hide()
    assert QApplication.focusWidget() is rail
