"""Everything readable and reachable, however large and dark it is made and low the window is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

from app.views import theme
from app.views.theme import Theme
from tests.journeys.conftest import CODE, NAME
from tests.journeys.fits import faults
from tests.journeys.hand import Hand
from tests.journeys.pages import DeskPage, FirstRun, Frame, LockPage, MembersPage
from tests.journeys.test_desk import SECOND
from tests.journeys.test_keyboard import PAGES, wait_title

SIZES = (
    (Theme.LIGHT, 150, 1280, 800),
    (Theme.LIGHT, 200, 1440, 900),
)
"""Look, scale and the window of the smallest screen on which that scale is chosen."""
MORE = (
    (Theme.LIGHT, 100, 1280, 800),
    (Theme.DARK, 150, 1280, 800),
    (Theme.DARK, 150, 1440, 900),
    (Theme.DARK, 200, 1440, 900),
    (Theme.DARK, 200, 1920, 1080),
)
"""Roomier ones and the other look, which changes no size: for the long form."""
SECTIONS = (
    "中心与助餐", "外观", "代码表", "重点对象规则", "导出方案", "账号", "备份", "审计日志", "安全",
)  # fmt: skip

sizes = pytest.mark.parametrize(
    ("look", "scale", "width", "height"),
    [*SIZES, *(pytest.param(*more, marks=pytest.mark.soak) for more in MORE)],
)


class Inspector:
    """Looks at the window again and again and keeps what was wrong where."""

    def __init__(self, hand: Hand, look: Theme, scale: int, width: int, height: int) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._hand, self._width = hand, width
        self._found: dict[str, list[str]] = {}
        theme.apply(application, look, scale)
        hand.window.resize(width, height)
        hand.settle()

    def look(self, place: str) -> None:
        """Look at everything in the window now."""
        self._hand.settle()
        self._found[place] = faults(self._hand.window)
        assert self._hand.window.width() == self._width, f"{place} widens the window"

    def judge(self) -> None:
        """Fail with all that was found."""
        bad = {place: found for place, found in self._found.items() if found}
        assert not bad, "\n".join(f"{place}: {one}" for place, some in bad.items() for one in some)


def bring_into_sight(hand: Hand, text: str) -> None:
    """Scroll the list of sections, which is longer than a low window, to the button ``text``."""
    for button in hand.window.findChildren(QAbstractButton):
        above = button.parentWidget() if button.text() == text else None
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(button)
            above = above.parentWidget()
    hand.settle()


@sizes
def test_every_page_fits(at_work: Hand, look: Theme, scale: int, width: int, height: int) -> None:
    hand, inspector = at_work, Inspector(at_work, look, scale, width, height)
    for number, title in enumerate(PAGES, 1):
        hand.keys(f"Ctrl+{number}")
        wait_title(hand, title)
        inspector.look(title)
    for section in SECTIONS:
        bring_into_sight(hand, section)
        hand.press(section, Frame(hand).root())
        inspector.look(f"设置 {section}")
    hand.keys("Ctrl+L")
    hand.wait(LockPage(hand).is_shown, "the lock")
    inspector.look("锁定")
    inspector.judge()


@sizes
def test_what_opens_on_the_pages_fits(
    at_work: Hand, look: Theme, scale: int, width: int, height: int
) -> None:
    hand, inspector = at_work, Inspector(at_work, look, scale, width, height)
    for keys, title in (("Ctrl+3", "考勤"), ("Ctrl+4", "助餐")):
        hand.keys(keys)
        wait_title(hand, title)
        Frame(hand).go_to_day("2026-11-20")
        hand.wait_for("补记 11 月 20 日")
        inspector.look(f"{title} 补记")
    hand.keys("Ctrl+3", "Ctrl+P")
    hand.wait_for("，已存档", "第 1 / ")
    inspector.look("打印 预览")
    hand.keys("Ctrl+2")
    wait_title(hand, "老人")
    hand.press("导入名单", Frame(hand).root())
    inspector.look("导入名单")
    hand.keys("Esc", "Ctrl+N")
    inspector.look("登记老人")
    assert hand.has_button("登记 (Ctrl+S)"), "the button of a form is always in sight"
    hand.keys("Esc")
    MembersPage(hand).find(SECOND.card)
    hand.wait_for("共 1 人")
    MembersPage(hand).table.click(double=True, 姓名=SECOND.name)
    hand.wait_for("身份")
    inspector.look("档案")
    inspector.judge()


@sizes
def test_the_desk_fits(at_work: Hand, look: Theme, scale: int, width: int, height: int) -> None:
    hand, inspector = at_work, Inspector(at_work, look, scale, width, height)
    desk = DeskPage(hand)
    desk.open()
    inspector.look("欢迎")
    hand.scan(SECOND.card)
    desk.wait_answer(SECOND.name)
    inspector.look("签到")
    hand.press("按姓名找")
    inspector.look("字母")
    hand.type("WX")
    inspector.look("选人")
    inspector.judge()


@sizes
def test_the_first_run_fits(
    opens: Callable[[Path], Hand],
    tmp_path: Path,
    look: Theme,
    scale: int,
    width: int,
    height: int,
) -> None:
    hand = opens(tmp_path / "data")
    hand.wait_for("设立中心")
    inspector = Inspector(hand, look, scale, width, height)
    inspector.look("中心")
    FirstRun(hand).name_centre(NAME, CODE)
    hand.wait_for("第 2 步")
    inspector.look("管理员")
    inspector.judge()


def test_the_buttons_of_the_settings_stay_in_sight(at_work: Hand) -> None:
    hand, inspector = at_work, Inspector(at_work, Theme.LIGHT, 100, 1440, 900)
    hand.keys("Ctrl+8")
    wait_title(hand, "设置")
    inspector.look("设置")
    save = hand.button("保存 (Ctrl+S)")
    assert whole(save), "nobody has to look for the button below the fold"


def whole(widget: QWidget) -> bool:
    """Whether all of it is on the screen."""
    return widget.visibleRegion().boundingRect().size() == widget.size()
