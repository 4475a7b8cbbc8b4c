"""Finding a person while typing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.codes import Sex
from app.views.tasks import InlineTaskRunner, TaskRunner
from app.views.widgets.member_picker import HIT_ROLE, MemberPicker, describe
from tests.helpers.qt import PEOPLE, Hit, find_people

Make = Callable[..., MemberPicker]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    windows: list[QWidget] = []

    def build(**options: Any) -> MemberPicker:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(900, 700)
        find = options.pop("find", find_people)
        runner = options.pop("runner", None) or InlineTaskRunner()
        made = MemberPicker(find, runner, **options)
        box = QVBoxLayout(window)
        box.addWidget(made)
        box.addStretch(1)
        window.show()
        made.setFocus()
        return made

    return build


def chosen(picker: MemberPicker) -> list[Any]:
    told: list[Any] = []
    picker.chosen.connect(told.append)
    return told


def test_hits_appear_while_typing(make: Make) -> None:
    picker = make()
    picker.search("王")
    assert [hit.name for hit in picker.hits()] == ["王秀英", "王建国", "王𬱖"]
    assert picker.popup.isVisible()
    picker.search("")
    assert not picker.popup.isVisible()


def test_what_tells_people_of_one_name_apart_is_shown() -> None:
    assert describe(PEOPLE[0]) == "女 · 1938 年 · 小河社区 · 138****1234"
    assert describe(PEOPLE[3]) == "女 · 137****0001"
    assert describe(Hit("u", "王", Sex.MALE, None, "", "")) == "男"  # type: ignore[arg-type]


def test_arrows_and_enter_choose(make: Make, qtbot: QtBot) -> None:
    picker = make()
    told = chosen(picker)
    picker.search("王")
    qtbot.keyClick(picker, Qt.Key.Key_Down)
    qtbot.keyClick(picker, Qt.Key.Key_Down)
    qtbot.keyClick(picker, Qt.Key.Key_Down)
    qtbot.keyClick(picker, Qt.Key.Key_Up)
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert [hit.uid for hit in told] == ["u2"]
    assert picker.hit().uid == "u2"
    assert picker.text() == "王建国"
    assert not picker.popup.isVisible()


def test_changing_the_text_forgets_the_person(make: Make, qtbot: QtBot) -> None:
    picker = make()
    picker.set_hit(PEOPLE[0])
    qtbot.keyClick(picker, Qt.Key.Key_Backspace)
    assert picker.hit() is None


def test_ctrl_enter_is_the_second_action(make: Make, qtbot: QtBot) -> None:
    picker = make(secondary="签到", keep_text=False)
    second: list[Any] = []
    picker.secondary_chosen.connect(second.append)
    told = chosen(picker)
    picker.search("王秀")
    assert "Ctrl+Enter 签到" in picker.note.text()
    qtbot.keyClick(picker, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [hit.uid for hit in second] == ["u1"]
    assert told == []
    assert picker.text() == ""


def test_an_empty_line_stands_for_nobody(make: Make, qtbot: QtBot) -> None:
    picker = make(secondary="签到", keep_text=False)
    second: list[Any] = []
    picker.secondary_chosen.connect(second.append)
    told = chosen(picker)
    picker.search("王秀")
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert len(told) == 1
    assert picker.hits() == []
    qtbot.keyClick(picker, Qt.Key.Key_Down)
    assert not picker.popup.isVisible()
    qtbot.keyClick(picker, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    picker.search("王秀")
    picker.clear()
    assert picker.hits() == []
    assert not picker.popup.isVisible()
    qtbot.keyClick(picker, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert second == []


def test_nobody_found_is_said_with_advice(make: Make, qtbot: QtBot) -> None:
    picker = make()
    told = chosen(picker)
    picker.search("赵")
    assert "没有找到“赵”" in picker.note.text()
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert told == []


def test_escape_closes_then_empties(make: Make, qtbot: QtBot) -> None:
    picker = make()
    picker.search("王")
    qtbot.keyClick(picker, Qt.Key.Key_Escape)
    assert not picker.popup.isVisible()
    assert picker.text() == "王"
    qtbot.keyClick(picker, Qt.Key.Key_Escape)
    assert picker.text() == ""


def test_the_mouse_chooses_too(make: Make, qtbot: QtBot) -> None:
    picker = make()
    told = chosen(picker)
    picker.search("王")
    item = picker.list.item(2)
    spot = picker.list.visualItemRect(item).center()
    qtbot.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert told == [item.data(HIT_ROLE)]


def test_a_scanner_that_is_faster_than_the_search_still_finds(make: Make, qtbot: QtBot) -> None:
    go = threading.Event()

    def find(text: str) -> list[Hit]:
        go.wait(5)
        return [PEOPLE[1]] if text == "0012345678" else list(PEOPLE)

    runner = TaskRunner()
    picker = make(find=find, runner=runner)
    told = chosen(picker)
    qtbot.keyClicks(picker, "0012345678")
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert told == []
    go.set()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [PEOPLE[1]]
    assert runner.stop()


def test_a_hurried_enter_does_not_choose_among_several(make: Make, qtbot: QtBot) -> None:
    runner = TaskRunner()
    picker = make(find=lambda _: list(PEOPLE), runner=runner)
    told = chosen(picker)
    qtbot.keyClicks(picker, "w")
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(picker.hits()))
    assert told == []
    assert picker.popup.isVisible()
    assert runner.stop()


@pytest.fixture
def late(make: Make, qtbot: QtBot) -> Iterator[tuple[MemberPicker, Callable[[], None]]]:
    """A line that lists who fits "w" and now looks for "wa", and what lets that answer come."""
    go, runner = threading.Event(), TaskRunner()

    def find(text: str) -> list[Hit]:
        if text == "w":
            return PEOPLE[:1]
        go.wait(5)
        return list(PEOPLE)

    picker = make(find=find, runner=runner)
    qtbot.waitUntil(picker.hasFocus)

    def answer() -> None:
        go.set()
        qtbot.waitUntil(lambda: len(picker.hits()) > 1)

    qtbot.keyClicks(picker, "w")
    qtbot.waitUntil(picker.popup.isVisible)
    qtbot.keyClicks(picker, "a")
    qtbot.waitUntil(runner.busy)
    yield picker, answer
    go.set()
    assert runner.stop()


def test_an_answer_does_not_open_the_list_over_what_the_person_went_on_to(
    late: tuple[MemberPicker, Callable[[], None]], qtbot: QtBot
) -> None:
    picker, answer = late
    other = QLineEdit(picker.window())
    other.show()
    other.setFocus()
    answer()
    assert not picker.popup.isVisible()
    picker.setFocus()
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert picker.popup.isVisible()


def test_an_answer_does_not_open_the_list_that_escape_closed(
    late: tuple[MemberPicker, Callable[[], None]], qtbot: QtBot
) -> None:
    picker, answer = late
    qtbot.keyClick(picker, Qt.Key.Key_Escape)
    answer()
    assert not picker.popup.isVisible()
    qtbot.keyClicks(picker, "n")
    qtbot.waitUntil(picker.popup.isVisible)


def test_the_list_stays_inside_the_window(make: Make) -> None:
    picker = make(find=lambda _: list(PEOPLE) * 5)
    picker.search("王")
    assert picker.window().rect().contains(picker.popup.geometry())
