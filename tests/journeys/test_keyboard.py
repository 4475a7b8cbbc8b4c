"""Everything by keyboard, and everything readable however large and dark it is made."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QSizePolicy, QWidget

from app.core.clock import FixedClock
from app.views import parts, theme
from app.views.theme import Theme
from tests.journeys.eyes import is_in_sight, words_of
from tests.journeys.hand import Hand
from tests.journeys.pages import DeskPage, Frame, LockPage, MembersPage, SettingsPage
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


# --- nothing is clipped ---------------------------------------------------------------------


def clipped(widget: QWidget) -> str:
    """Why the words of ``widget`` cannot be read; empty when they can."""
    words = words_of(widget)
    if not words or isinstance(widget, parts.ElidedLabel) or _may_shrink(widget):
        return ""
    if isinstance(widget, QLabel) and widget.wordWrap():
        needed = widget.heightForWidth(widget.width())
        return f"{needed} high, has {widget.height()}" if needed > widget.height() + 1 else ""
    hint = widget.minimumSizeHint() if isinstance(widget, QLabel) else widget.sizeHint()
    if hint.width() > widget.width() + 1 or hint.height() > widget.height() + 1:
        return f"needs {hint.toTuple()}, has {widget.size().toTuple()}"
    return ""


def _may_shrink(widget: QWidget) -> bool:
    """Its page shortens it on purpose and says the rest in a tip."""
    parent = widget.parentWidget()
    return parent is not None and (
        parent.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored
    )


def all_clipped(hand: Hand) -> list[str]:
    shown = [one for one in hand.widgets(QWidget) if isinstance(one, QLabel | QAbstractButton)]
    found = [(words_of(one), clipped(one)) for one in shown if is_in_sight(one)]
    return [f"{words!r} {why}" for words, why in found if why]


def outside(hand: Hand) -> list[str]:
    """Buttons that lie partly beyond the right edge of the window."""
    top = hand.window
    return [
        words_of(one)
        for one in hand.widgets(QAbstractButton)
        if one.mapTo(top, one.rect().topRight()).x() > top.width()
    ]


SIZES = ((Theme.LIGHT, 100, 1280, 800), (Theme.DARK, 150, 1440, 900), (Theme.DARK, 200, 1920, 1080))
"""Look, scale and the window of a screen on which that scale is chosen."""


@pytest.mark.parametrize(("look", "scale", "width", "height"), SIZES)
def test_no_word_is_clipped(
    at_work: Hand, qapp: QApplication, look: Theme, scale: int, width: int, height: int
) -> None:
    hand = at_work
    theme.apply(qapp, look, scale)
    hand.window.resize(width, height)
    hand.settle()
    found: dict[str, list[str]] = {}
    for number, title in enumerate(PAGES, 1):
        hand.keys(f"Ctrl+{number}")
        wait_title(hand, title)
        hand.settle()
        found[title] = all_clipped(hand) + outside(hand)
    DeskPage(hand).open()
    hand.scan(SECOND.card)
    DeskPage(hand).wait_answer(SECOND.name)
    found["前台签到"] = all_clipped(hand)
    hand.keys("Esc", "Ctrl+L")
    hand.wait(LockPage(hand).is_shown, "the lock")
    found["锁定"] = all_clipped(hand)
    assert not any(found.values()), "\n".join(f"{k}: {v}" for k, v in found.items() if v)
    assert hand.window.width() == width, "the pages must not widen the window"


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
    assert not all_clipped(hand)


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
