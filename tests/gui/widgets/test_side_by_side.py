"""Two versions of the same fields: one line a field, chosen by key and by button."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.views.widgets.side_by_side import Pair, SideBySide, Words
from tests.gui.pages.desk import shown
from tests.helpers.qt import make_kit

PAIRS = (
    Pair("name", "姓名", "王秀英", "王秀瑛"),
    Pair("sex", "性别", "女", "女"),
    Pair("card", "卡号", "C1", "C2", locked="别的老人在用"),
    Pair("phone", "电话", "", "138****1234"),
)


@pytest.fixture
def sides(qtbot: QtBot) -> SideBySide:
    made = SideBySide("test", make_kit().runner, Words("左边", "右边", "用左边", "用右边"))
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    made.set_pairs(PAIRS, {"phone", "sex"})
    return made


def test_every_line_says_what_stands(sides: SideBySide) -> None:
    assert [row[1] for row in shown(sides.table)] == ["用左边", "相同", "别的老人在用", "用右边"]
    assert sides.right() == {"phone"}  # what is the same on both sides is no choice
    assert sides.table.current_id() == "name"


def test_keys_choose_and_change_over(qtbot: QtBot, sides: SideBySide) -> None:
    view = sides.table.view
    with qtbot.waitSignal(sides.changed):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert sides.right() == {"name", "phone"}
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert sides.right() == {"name", "phone"}
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert sides.right() == {"phone"}
    assert sides.table.current_id() == "name"


def test_locked_and_equal_lines_stay(qtbot: QtBot, sides: SideBySide) -> None:
    for _ in range(2):
        qtbot.keyClick(sides.table.view, Qt.Key.Key_Down)
        qtbot.keyClick(sides.table.view, Qt.Key.Key_Right)
    assert sides.right() == {"phone"}
    sides.all_right.click()
    assert sides.right() == {"name", "phone"}
    sides.all_left.click()
    assert sides.right() == set()


def test_one_persons_lines_at_once(qtbot: QtBot) -> None:
    words = Words("左", "右", "用左", "用右", group="谁")
    sides = SideBySide("test", make_kit().runner, words)
    qtbot.addWidget(sides)
    sides.show()
    pairs = [Pair((who, key), key, "a", "b", who) for who in "甲乙" for key in ("x", "y")]
    sides.set_pairs(pairs)
    sides.table.select(("乙", "x"))
    assert sides.group_right.isVisible()
    sides.group_right.click()
    assert sides.right() == {("乙", "x"), ("乙", "y")}
