"""Layouts that give way: rows that wrap, panes that go below each other."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.views.widgets.flow import FlowLayout
from app.views.widgets.panes import FrontLayout, PanesLayout


def block(width: int, height: int = 40) -> QWidget:
    made = QWidget()
    made.setFixedSize(width, height)
    return made


def shown(qtbot: QtBot, width: int, height: int = 400) -> QWidget:
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.resize(width, height)
    return holder


def test_what_follows_a_stretch_goes_right_and_stays_together(qtbot: QtBot) -> None:
    holder = shown(qtbot, 500)
    flow = FlowLayout(holder)
    box, chip, count, export = (block(each) for each in (200, 100, 60, 80))
    for each in (box, chip):
        flow.addWidget(each)
    flow.add_stretch()
    for each in (count, export):
        flow.addWidget(each)
    holder.show()
    assert {each.y() for each in (box, chip, count, export)} == {0}
    assert export.geometry().right() + 1 == 500
    holder.resize(400, 400)
    assert box.y() == chip.y() == 0
    assert count.y() == export.y() > 0, "both go to the next row"
    assert export.geometry().right() + 1 == 400


def test_buttons_of_a_row_stay_together_below_its_words(qtbot: QtBot) -> None:
    """A stretch that takes nothing: the words have the row to themselves, then all buttons."""
    holder = shown(qtbot, 520)
    flow = FlowLayout(holder)
    words, first, second = QWidget(), block(100), block(100)
    words.setMinimumSize(250, 40)
    flow.add(words, 1)
    flow.add_stretch(0)
    for each in (first, second):
        flow.addWidget(each)
    holder.show()
    assert {each.y() for each in (words, first, second)} == {0}
    assert words.width() == 520 - 200 - 2 * flow.spacing(), "what is to spare is for the words"
    holder.resize(400, 400)
    assert words.width() == 400
    assert first.y() == second.y() > words.y()
    assert first.x() == 0


def test_columns_are_as_many_as_fit_and_of_one_width(qtbot: QtBot) -> None:
    holder = shown(qtbot, 700)
    flow = FlowLayout(holder, columns=3)
    cells = [QWidget() for _ in range(4)]
    for each in cells:
        each.setMinimumSize(200, 40)
        flow.addWidget(each)
    holder.show()
    assert [each.y() > 0 for each in cells] == [False, False, False, True]
    assert len({each.width() for each in cells}) == 1
    holder.resize(500, 400)
    assert [each.y() > 0 for each in cells] == [False, False, True, True]


def test_panes_stand_beside_each_other_or_below(qtbot: QtBot) -> None:
    holder = shown(qtbot, 1000)
    panes = PanesLayout(holder)
    left, right = QWidget(), QWidget()
    left.setMinimumHeight(100)
    right.setMinimumHeight(150)
    panes.add(left, 3, 380)
    panes.add(right, 2, 320, 340)
    holder.show()
    assert left.y() == right.y() == 0
    assert right.width() == 340, "no wider than its most"
    assert left.geometry().right() < right.x()
    holder.resize(600, 400)
    assert left.width() == right.width() == 600
    assert right.y() > left.geometry().bottom()
    assert panes.heightForWidth(600) >= 250


def test_a_stack_is_as_high_as_what_is_in_front(qtbot: QtBot) -> None:
    holder = shown(qtbot, 300)
    stack = FrontLayout(holder)
    low, high = block(100, 50), block(100, 900)
    stack.addWidget(low)
    stack.addWidget(high)
    assert stack.minimumSize().height() == 50
    stack.setCurrentWidget(high)
    assert stack.minimumSize().height() == 900
