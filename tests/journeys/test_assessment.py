"""An ability assessment in the real window: by keyboard alone, corrected, compared, readable."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QTabBar

from app.services.assessments.items import ITEMS
from app.views.theme import Theme
from tests.journeys.hand import Hand
from tests.journeys.pages import MembersPage
from tests.journeys.test_desk import SECOND
from tests.journeys.test_sizes import Inspector, sizes

WHOLE = "".join(str(item.maximum) for item in ITEMS)
MOST_KEYS = 120
"""Keys of a whole assessment, two names included: two seconds each are four minutes."""


class Typist:
    """Presses keys and counts them; a character of a name counts as three."""

    def __init__(self, hand: Hand) -> None:
        self.hand, self.pressed = hand, 0

    def keys(self, *names: str) -> None:
        self.pressed += len(names)
        self.hand.keys(*names)

    def type(self, text: str) -> None:
        self.pressed += sum(1 if ch.isascii() else 3 for ch in text)
        self.hand.type(text)


def open_tab(hand: Hand) -> None:
    """The file of SECOND at the tab 能力评估, by keyboard."""
    page = MembersPage(hand)
    page.go("老人")
    page.find(SECOND.name)
    page.table.click(double=True, 姓名=SECOND.name)
    hand.wait(lambda: any(hand.widgets(QTabBar, page.root())), "the tabs of the file")
    bar = next(hand.widgets(QTabBar, page.root()))
    bar.setFocus()
    while bar.tabText(bar.currentIndex()) != "能力评估":
        hand.keys("Right")
    hand.wait_for("新评估")


def answer_all(typist: Typist, scores: str = WHOLE, events: str = "00000") -> None:
    """From 新评估 to 完成, nothing but keys."""
    hand = typist.hand
    hand.wait_for("A.1 评估信息")
    typist.keys("PgDown")
    typist.type(scores)
    typist.type(events)
    hand.wait_for("A.4 疾病诊断和用药")
    typist.keys("PgDown")
    hand.wait_for("A.5 健康相关问题")
    typist.keys("PgDown")
    hand.wait_for("A.3 信息提供者和联系人")
    typist.type("陈小明")
    typist.keys("Tab", "Down", "Down", "Down", "Tab", "Tab", "Tab", "Tab")
    typist.type("周评估")
    typist.keys("Ctrl+Return")


def start(typist: Typist) -> None:
    typist.hand.button("新评估").setFocus()
    typist.keys("Return")


def test_by_keyboard_alone_in_under_four_minutes(at_work: Hand) -> None:
    typist = Typist(at_work)
    open_tab(at_work)
    start(typist)
    answer_all(typist)
    at_work.wait_for("评估已完成：0 级 能力完好")
    at_work.wait_for("2027-11-23")
    assert at_work.table("等级").column("总分") == ["90"]
    assert typist.pressed <= MOST_KEYS
    print(f"{typist.pressed} keys")


def test_left_corrected_and_compared(at_work: Hand) -> None:
    hand, typist = at_work, Typist(at_work)
    open_tab(hand)
    start(typist)
    hand.wait_for("A.1 评估信息")
    typist.keys("PgDown")
    typist.type("000")
    hand.wait_for("B.1.4 穿/脱上衣")
    hand.keys("Esc")  # the draft is kept
    hand.wait_for("草稿，未完成")
    hand.press("继续")
    hand.wait_for("B.1.4 穿/脱上衣")
    hand.keys("Ctrl+Return")
    hand.wait_for("还不能完成，有 31 处要填写或修改：")
    typist.type(WHOLE[3:] + "11000")
    typist.keys("PgDown", "PgDown")
    typist.type("陈小明")
    typist.keys("Tab", "Down", "Down", "Down", "Tab", "Tab", "Tab", "Tab")
    typist.type("周评估")
    typist.keys("Ctrl+Return")
    hand.wait_for("评估已完成：2 级 中度失能")
    hand.press("更正")
    hand.wait_for("写明哪里不对")
    hand.type("洗澡看错了")
    hand.keys("Ctrl+S")
    hand.wait_for("更正：洗澡看错了")
    hand.keys("PgDown", "Right", "Right")
    hand.wait_for("B.1.3 洗澡")
    hand.keys("4", "Ctrl+Return")
    hand.wait_for("评估已完成：2 级 中度失能")
    hand.press("显示更正前的版本")
    hand.wait(lambda: hand.table("等级").column("总分") == ["82", "78"], "both versions")
    hand.press("对比")
    hand.wait_for("两次评估对比")
    way = ["不变", "不变", "+4", "不变"]
    hand.wait(lambda: hand.table("变化").column("变化")[:4] == way, "the differences")


@sizes
def test_everything_fits(at_work: Hand, look: Theme, scale: int, width: int, height: int) -> None:
    hand, typist = at_work, Typist(at_work)
    inspector = Inspector(hand, look, scale, width, height)
    open_tab(hand)
    start(typist)
    answer_all(typist)
    hand.wait_for("评估已完成")
    inspector.look("list")
    start(typist)
    hand.wait_for("A.1 评估信息")
    inspector.look("background")
    typist.keys("PgDown")
    inspector.look("B.1.1")
    typist.type("43210")
    inspector.look("B.1.6")
    hand.keys("Ctrl+Return")
    hand.wait_for("还不能完成")
    inspector.look("faults")
    inspector.judge()


@pytest.mark.parametrize("key", ["9", "0"])
def test_coma_and_stupor_are_told_apart(at_work: Hand, key: str) -> None:
    typist = Typist(at_work)
    open_tab(at_work)
    start(typist)
    place = [item.code for item in ITEMS].index("B.3.9")
    answer_all(typist, WHOLE[:place] + key + WHOLE[place + 1 :])
    level = "4 级 完全失能" if key == "9" else "1 级 轻度失能"
    at_work.wait_for(f"评估已完成：{level}")
    assert at_work.table("等级").column("总分") == ["88"]
