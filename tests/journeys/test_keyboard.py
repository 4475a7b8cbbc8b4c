"""Everything by keyboard, from page to page."""

from __future__ import annotations

from app.core.clock import FixedClock
from app.views import theme
from app.views.theme import Theme
from tests.journeys.fits import faults
from tests.journeys.hand import Hand
from tests.journeys.pages import DeskPage, Frame, MembersPage, SettingsPage
from tests.journeys.test_desk import SECOND

PAGES = ("今日", "老人", "考勤", "助餐", "人脸核验", "打印", "上报", "设置")
DAY = 24 * 3600


def wait_title(hand: Hand, title: str) -> None:
    hand.wait(lambda: Frame(hand).title() == title, f"the page {title}")


def test_ctrl_and_a_number_opens_the_pages(at_work: Hand) -> None:
    for number, title in enumerate(PAGES, 1):
        at_work.keys(f"Ctrl+{number}")
        wait_title(at_work, title)


def test_f1_explains_every_page_and_escape_closes(at_work: Hand) -> None:
    hand = at_work
    for number, title in enumerate(PAGES, 1):
        hand.keys(f"Ctrl+{number}", "F1")
        hand.wait_for(f"{title} · 帮助")
        assert max(map(len, hand.texts(Frame(hand).sheet()))) > 30, title
        hand.keys("Esc")
        hand.wait_gone(f"{title} · 帮助")


def test_f2_and_escape(at_work: Hand) -> None:
    hand = at_work
    hand.keys("Ctrl+3")
    wait_title(hand, "考勤")
    DeskPage(hand).open()
    hand.keys("Esc")
    wait_title(hand, "考勤")
    hand.keys("Esc")
    wait_title(hand, "今日")


def test_f5_notices_that_midnight_has_passed(at_work: Hand, clock: FixedClock) -> None:
    hand = at_work
    hand.wait_for("2026-11-23 星期一")
    clock.advance(DAY)
    hand.keys("F5")
    hand.wait_for("2026-11-24 星期二")


def test_ctrl_f_filters_the_list(at_work: Hand) -> None:
    hand, page = at_work, MembersPage(at_work)
    hand.keys("Ctrl+2")
    hand.wait_for("共 60 人")
    hand.keys("Ctrl+F")
    hand.type(SECOND.card)
    hand.wait_for("共 1 人")
    assert page.table.column("姓名") == [SECOND.name]
    hand.keys("Esc")
    hand.wait_for("共 60 人")


def test_ctrl_k_checks_in_from_anywhere(at_work: Hand) -> None:
    hand = at_work
    hand.keys("Ctrl+8", "Ctrl+K")
    hand.type(SECOND.card)
    hand.wait_for("Ctrl+Enter 签到")
    hand.keys("Ctrl+Return")
    hand.wait_for(f"{SECOND.name} 签到成功 08:31")
    hand.keys("Ctrl+Z")
    hand.wait_for(f"已撤销{SECOND.name}的签到。")
    assert not hand.sees("签到成功"), "what is no longer true is no longer said"
    hand.keys("Ctrl+Z")
    hand.wait_for("没有可以撤销的操作。")


def test_ctrl_p_shows_what_will_be_printed(at_work: Hand) -> None:
    hand = at_work
    for keys, form in (("Ctrl+2", "老人花名册"), ("Ctrl+3", "每日签到花名册")):
        hand.keys(keys, "Ctrl+P")
        wait_title(hand, "打印")
        hand.wait_for("，已存档", "第 1 / ")
        assert hand.button(form).isChecked()


def test_dark_and_large_by_the_settings_page(at_work: Hand) -> None:
    hand, page, desk = at_work, SettingsPage(at_work), DeskPage(at_work)
    desk.open()
    hand.keys("Esc")
    page.go("设置")
    page.open("外观")
    small = hand.button("深色").height()
    hand.press("深色")
    hand.press("150 %")
    hand.wait(lambda: hand.button("深色").height() > small * 1.4, "larger buttons")
    assert theme.current().theme is Theme.DARK
    hand.settle()
    assert hand.has_button("浅色"), "it stays where it was tried on"
    page.go("老人")
    hand.wait_for("共 60 人")
    desk.open()
    hand.scan(SECOND.card)
    desk.wait_answer(SECOND.name)
    hand.settle()
    assert not faults(hand.window)


def test_a_half_typed_date_survives_a_refresh(at_work: Hand) -> None:
    hand, frame = at_work, Frame(at_work)
    hand.keys("Ctrl+3")
    wait_title(hand, "考勤")
    hand.settle()
    hand.click(hand.field("日期", frame.root()))
    hand.type("2026-11")
    hand.keys("F5")
    hand.settle()
    hand.type("-20")
    hand.keys("Return")
    hand.wait_for("补记 11 月 20 日", "2026-11-20 星期五")
