"""A list shaped by mouse: filter chips, columns, the name that stays, steps taken back."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QMenu, QTableView

from tests.journeys.hand import Hand
from tests.journeys.pages import MembersPage
from tests.journeys.test_keyboard import wait_title


def tick(hand: Hand, *titles: str) -> None:
    """Set ticks in the menu that is open; it stays."""
    for title in titles:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(one for one in menu.actions() if one.text() == title)
        hand.click_at(menu, menu.actionGeometry(action).center())


def test_a_list_is_filtered_and_its_columns_are_chosen(at_work: Hand) -> None:
    hand, page = at_work, MembersPage(at_work)
    hand.keys("Ctrl+2")
    wait_title(hand, "老人")
    hand.wait_for("共 60 人")
    place = page.table.column("社区")[0]
    hand.choose_in_menu("社区  ▾", place)
    hand.wait_for(f"社区：{place}")
    hand.wait(lambda: set(page.table.column("社区")) == {place}, "the list to follow")
    assert set(page.table.whole_column("社区")) == {place}
    hand.press("清除“社区”")
    hand.wait_for("共 60 人")
    bar = page.table.view.horizontalScrollBar()
    before = bar.maximum()
    hand.press("选择显示的列")
    tick(hand, "出生年份", "最近一次来", "评估日期", "评估有效期", "卡号")
    hand.keys("Esc")
    hand.wait(lambda: bar.maximum() > before, "the columns")
    bar.setValue(bar.maximum())
    assert stands_left(page.table.view, "姓名")
    hand.press("选择显示的列")
    tick(hand, "恢复默认")
    hand.keys("Esc")
    hand.wait(lambda: bar.maximum() == before, "the columns of before")


def stands_left(view: QTableView, title: str) -> bool:
    """Whether the column in sight at the left edge is ``title``."""
    index = view.indexAt(view.viewport().rect().topLeft())
    return str(view.model().headerData(index.column(), view.horizontalHeader().orientation())) == (
        title
    )


def test_a_button_with_a_menu_is_calm_again_when_the_mouse_has_gone(at_work: Hand) -> None:
    hand = at_work
    hand.keys("Ctrl+2")
    wait_title(hand, "老人")
    button = hand.button("整理")
    hand.hover(button)
    hand.choose_in_menu("整理", "导入记录")
    wait_title(hand, "导入记录")
    hand.keys("Esc")
    wait_title(hand, "老人")
    hand.hover(MembersPage(hand).table.view)
    hand.wait(lambda: not button.underMouse(), "整理 to be calm")
    assert not button.isDown()
