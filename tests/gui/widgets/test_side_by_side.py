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


def test_both_values_are_a_third_choice(qtbot: QtBot) -> None:
    words = Words("左边", "右边", "用左边", "用右边", choose_both="两边都留")
    sides = SideBySide("test", make_kit().runner, words)
    qtbot.addWidget(sides)
    sides.show()
    sides.set_pairs(
        (Pair("diet", "饮食", "少盐", "少糖", both="少盐；少糖"), Pair("sex", "性别", "男", "女")),
        both={"diet", "sex"},
    )
    assert [row[1] for row in shown(sides.table)] == ["两边都留", "用左边"]
    assert (sides.both(), sides.right()) == ({"diet"}, set())
    assert sides.outcome.text() == "饮食将是：少盐；少糖"
    view = sides.table.view
    for key, said, outcome in (
        (Qt.Key.Key_Space, "用左边", "少盐"),
        (Qt.Key.Key_Space, "用右边", "少糖"),
        (Qt.Key.Key_Space, "两边都留", "少盐；少糖"),
        (Qt.Key.Key_Right, "用右边", "少糖"),
        (Qt.Key.Key_Left, "用左边", "少盐"),
    ):
        qtbot.keyClick(view, key)
        assert shown(sides.table)[0][1] == said
        assert sides.outcome.text() == f"饮食将是：{outcome}"
    sides.choose_both("diet")
    sides.choose_both("sex")
    assert (sides.both(), sides.right()) == ({"diet"}, set())
    sides.all_right.click()
    assert (sides.both(), sides.right()) == (set(), {"diet", "sex"})


def test_what_a_line_comes_to_is_said_whole(qtbot: QtBot, sides: SideBySide) -> None:
    assert sides.outcome.text() == "姓名将是：王秀英"
    qtbot.keyClick(sides.table.view, Qt.Key.Key_Right)
    assert sides.outcome.text() == "姓名将是：王秀瑛"
    qtbot.keyClick(sides.table.view, Qt.Key.Key_Down)
    assert sides.outcome.text() == ""
    sides.table.select("phone")
    sides.choose("phone", right=False)
    assert sides.outcome.text() == "电话将是：（空）"


def test_a_line_that_another_one_decides_is_not_chosen(qtbot: QtBot, sides: SideBySide) -> None:
    led = Pair("born", "出生", "1953", "1954", follows={True: "name"}, by="由姓名得出")
    sides.set_pairs((*PAIRS, led))
    assert sides.right() == frozenset()
    sides.choose("name", right=True)
    assert sides.right() == {"name", "born"}
    assert [row[1] for row in shown(sides.table)][-1] == "由姓名得出"
    sides.choose("born", right=False)
    sides.choose_all(right=True)
    sides.choose("name", right=False)
    assert "born" not in sides.right(), "its own choice stands again"
    sides.choose("born", right=True)
    assert "born" in sides.right()
