"""The keyboard in a real window: where the focus is, where Tab, Enter and 返回 lead."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QTabBar, QWidget

from tests.journeys.hand import Hand
from tests.journeys.pages import Frame, MembersPage
from tests.journeys.test_desk import SECOND


def focus() -> QWidget | None:
    return QApplication.focusWidget()


def in_the_page(hand: Hand) -> bool:
    now = focus()
    return now is not None and Frame(hand).root().isAncestorOf(now)


def test_a_file_found_by_name_is_worked_in_and_left_by_keyboard(at_work: Hand) -> None:
    hand = at_work
    hand.keys("Ctrl+1", "Ctrl+K")
    hand.type(SECOND.card)
    hand.wait_for("Ctrl+Enter 签到")
    hand.keys("Return")
    hand.wait(lambda: Frame(hand).title() == SECOND.name, "the file")
    hand.wait(lambda: isinstance(focus(), QTabBar), "the focus on the tabs")
    hand.keys("Right")
    hand.wait_for("增加联系人")
    hand.keys("Tab")
    assert in_the_page(hand)
    assert not isinstance(focus(), QTabBar)
    hand.keys("Ctrl+PgDown")
    hand.wait_for("生理心理")
    hand.keys("F1")
    hand.wait_for("分类保障 · 帮助")
    hand.keys("Esc", "Esc")
    hand.wait(lambda: Frame(hand).title() == "今日", "the page of before")
    hand.keys("Ctrl+N")
    hand.wait_for("登记老人")


def test_the_rail_leads_from_a_file_to_the_list(at_work: Hand) -> None:
    hand, page = at_work, MembersPage(at_work)
    hand.keys("Ctrl+2")
    hand.wait_for("共 60 人")
    page.table.click(double=True, 姓名=SECOND.name)
    hand.wait(lambda: Frame(hand).title() == SECOND.name, "the file")
    hand.keys("Ctrl+2")
    hand.wait_for("共 60 人")
    assert in_the_page(hand)


def test_enter_looks_at_the_full_numbers_and_the_focus_stays_in_the_page(at_work: Hand) -> None:
    hand, page = at_work, MembersPage(at_work)
    hand.keys("Ctrl+2")
    hand.wait_for("共 60 人")
    page.table.click(double=True, 姓名=SECOND.name)
    hand.wait(lambda: Frame(hand).title() == SECOND.name, "the file")
    hand.press("完整号码")
    hand.wait_for("为什么要看")
    hand.keys("Return")
    hand.wait_for("请填写为什么要看。")
    hand.type("核对")
    hand.keys("Return")
    hand.wait_for("秒后自动收起。")
    assert in_the_page(hand)
    hand.keys("Esc")
    hand.wait_gone("秒后自动收起。")
    assert in_the_page(hand)
