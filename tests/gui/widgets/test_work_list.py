"""What a person must decide, and the numbers above it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.views.theme import Tone
from app.views.widgets.flow import FlowLayout
from app.views.widgets.numbers import NumberButton, NumberGroup
from app.views.widgets.work_list import WorkAction, WorkItem, WorkList, age_words
from tests.helpers.qt import MORNING

MINUTE = dt.timedelta(minutes=1)
LINK = (WorkAction("link", "关联"), WorkAction("later", "以后"))


def item(key: str, minutes: int, actions: tuple[WorkAction, ...] = LINK) -> WorkItem:
    return WorkItem(key, "card", f"卡 {key} 没有登记", MORNING - minutes * MINUTE, actions=actions)


@pytest.fixture
def work(qtbot: QtBot) -> WorkList:
    made = WorkList(FixedClock(MORNING))
    qtbot.addWidget(made)
    made.set_items([item("b", 5), item("a", 90), item("c", 1, ())])
    made.show()
    return made


def heard(work: WorkList) -> list[Any]:
    told: list[Any] = []
    work.acted.connect(lambda *what: told.append(what))
    work.opened.connect(lambda key: told.append((key, "open")))
    return told


def test_the_oldest_stands_first(work: WorkList) -> None:
    assert [one.key for one in work.items()] == ["a", "b", "c"]
    words = [label.text() for label in work.findChildren(QLabel)]
    assert "今天 07:01" in words
    assert "5 分钟前" in words


def test_a_digit_does_the_first_action_of_its_item(work: WorkList, qtbot: QtBot) -> None:
    told = heard(work)
    qtbot.keyClick(work, Qt.Key.Key_2)
    qtbot.keyClick(work, Qt.Key.Key_3)
    qtbot.keyClick(work, Qt.Key.Key_9)
    assert told == [("b", "link"), ("c", "open")]


def test_arrows_and_enter_work_through_the_list(work: WorkList, qtbot: QtBot) -> None:
    told = heard(work)
    qtbot.keyClick(work, Qt.Key.Key_Down)
    qtbot.keyClick(work._rows[0], Qt.Key.Key_Down)
    qtbot.keyClick(work._rows[1], Qt.Key.Key_Return)
    qtbot.keyClick(work._rows[1], Qt.Key.Key_O)
    assert told == [("b", "link"), ("b", "open")]


def test_buttons_name_their_action(work: WorkList) -> None:
    told = heard(work)
    later = [b for b in work._rows[0].findChildren(QPushButton) if b.text() == "以后"]
    later[0].click()
    assert told == [("a", "later")]


def test_after_a_decision_the_focus_is_on_the_next_item(work: WorkList) -> None:
    work._rows[0].setFocus()
    work.set_items([item("b", 5), item("c", 1)])
    assert work.focusWidget() is work._rows[0]
    assert work._rows[0].item.key == "b"


def test_a_new_item_does_not_move_the_focus(work: WorkList) -> None:
    work._rows[1].setFocus()
    work.set_items([item("older", 500), item("a", 90), item("b", 5)])
    focused = work.focusWidget()
    assert focused is work._rows[2]


def test_a_button_pressed_while_the_items_come_again_is_pressed(
    work: WorkList, qtbot: QtBot
) -> None:
    told = heard(work)
    later = next(b for b in work._rows[1].findChildren(QPushButton) if b.text() == "以后")
    qtbot.mousePress(later, Qt.MouseButton.LeftButton)
    work.set_items([item("a", 90), item("b", 5), item("d", 0)])
    qtbot.mouseRelease(later, Qt.MouseButton.LeftButton)
    assert told == [("b", "later")]


def test_the_focus_stays_on_a_button_and_goes_from_it_to_the_next_item(work: WorkList) -> None:
    later = next(b for b in work._rows[0].findChildren(QPushButton) if b.text() == "以后")
    later.setFocus()
    work.set_items([item("a", 90), item("b", 5)])
    assert work.focusWidget() is later
    work.set_items([item("b", 5)])
    assert work.focusWidget() is work._rows[0]


def test_items_that_come_again_do_not_turn_the_list_back(qtbot: QtBot) -> None:
    work = WorkList(FixedClock(MORNING))
    qtbot.addWidget(work)
    work.set_items([item(str(at), 100 - at) for at in range(20)])
    work.resize(600, 240)
    work.show()
    bar = work._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: work.isActiveWindow() and bar.maximum() > 100)
    work._rows[0].setFocus()
    bar.setValue(bar.maximum())
    work.set_items([item(str(at), 100 - at) for at in range(1, 20)])
    qtbot.wait(50)  # the layout of the rows
    assert work.focusWidget() is work._rows[0]
    assert bar.value() == bar.maximum() > 0


def test_a_row_that_stays_says_its_new_key_and_age(work: WorkList) -> None:
    assert isinstance(work._clock, FixedClock)
    work._clock.advance(600)
    work.set_items([item("b", 5), item("c", 1, ())])
    words = [label.text() for label in work._rows[0].findChildren(QLabel)]
    assert {"1", "15 分钟前"} <= set(words)


def test_nothing_to_do_is_said(work: WorkList) -> None:
    work.set_empty("今天没有要处理的事。")
    work.set_items([])
    assert not work.states.shows_content()
    assert work.states.state.text() == "今天没有要处理的事。"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "刚刚"),
        (59, "59 分钟前"),
        (60, "今天 07:31"),
        (8 * 60 + 32, "昨天 23:59"),
        (24 * 60 * 3, "3 天前"),
    ],
)
def test_age_is_said_as_people_say_it(minutes: int, words: str) -> None:
    assert age_words(MORNING - minutes * MINUTE, MORNING) == words


def test_a_number_is_a_button_with_a_name(qtbot: QtBot) -> None:
    button = NumberButton("未到", "人", Tone.WARN)
    qtbot.addWidget(button)
    assert button.value_text() == "—"
    button.set_value(12_345)
    assert button.value_text() == "12,345"
    assert button.accessibleName() == "未到 12,345人"
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)


def test_a_number_is_never_clipped(qtbot: QtBot) -> None:
    button = NumberButton("已匹配", "次")
    qtbot.addWidget(button)
    button.set_value(5)
    narrow = button.minimumSizeHint().width()
    button.set_value(123_456)
    button.set_hint("比昨天多 3")
    assert button.minimumSizeHint().width() > narrow
    figure = next(w for w in button.findChildren(QLabel) if w.text() == "123,456")
    button.resize(button.sizeHint())
    button.show()
    assert figure.width() >= figure.fontMetrics().horizontalAdvance("123,456")


def test_a_group_keeps_its_numbers(qtbot: QtBot) -> None:
    numbers = [NumberButton("应到"), NumberButton("已到")]
    group = NumberGroup("出勤", numbers)
    qtbot.addWidget(group)
    assert list(group.numbers) == numbers


def test_what_does_not_fit_wraps_and_fills_the_row(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, 10, fill=True)
    boxes = [QWidget() for _ in range(3)]
    for box in boxes:
        box.setMinimumSize(100, 40)
        flow.addWidget(box)
    holder.resize(400, 200)
    holder.show()
    assert {box.y() for box in boxes} == {0}
    assert boxes[2].geometry().right() >= 395
    holder.resize(250, 200)
    assert [box.y() for box in boxes] == [0, 0, 50]
    assert boxes[2].width() == 250
    assert flow.heightForWidth(250) == 90
    assert flow.takeAt(0) is not None
    assert flow.count() == 2
