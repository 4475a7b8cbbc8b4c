"""An ability assessment in the real window: by keyboard alone, corrected, compared, readable."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar

from app.services.assessments.items import EVENTS, ITEMS
from app.views.assessments.card import OptionRow
from app.views.assessments.plain import FactsCard
from app.views.drafts import SETTLE_MS
from app.views.theme import Theme
from tests.journeys.conftest import PASSWORD, Centre
from tests.journeys.hand import Hand
from tests.journeys.pages import LockPage, MembersPage
from tests.journeys.test_desk import SECOND
from tests.journeys.test_sizes import Inspector, sizes

WHOLE = "".join(str(item.maximum) for item in ITEMS)
MOST_KEYS = 120
"""Keys of a whole assessment, two names included: two seconds each are four minutes."""
ALONG_TABS = ("Ctrl+Tab",) * 4
"""From 概况 to 能力评估."""


def _no_mouse(*_: object, **__: object) -> NoReturn:
    raise AssertionError("this journey has no mouse")


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
    """From the search for the person to the end, every key counted and the mouse never touched."""
    typist = Typist(at_work)
    at_work.click = at_work.press = _no_mouse  # type: ignore[method-assign]
    typist.keys("Ctrl+K")
    typist.type(SECOND.card)
    at_work.wait_for("Ctrl+Enter 签到")
    typist.keys("Return")
    at_work.wait(lambda: any(at_work.widgets(QTabBar)), "the tabs of the file")
    typist.keys(*ALONG_TABS)
    at_work.wait_for("新评估")
    typist.keys("Alt+N")
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
    hand.press("打印对比")
    hand.wait_for("能力评估对比", "第 1 / 2 页")
    hand.press("返回")
    hand.wait_for("两次评估对比")
    hand.press("返回")
    hand.wait(lambda: hand.table("等级").column("总分") == ["82", "78"], "the list again")


def test_the_signed_paper_is_added_later_and_replaced(
    at_work: Hand, asked: list[Path], tmp_path: Path
) -> None:
    hand, typist = at_work, Typist(at_work)
    first, second = tmp_path / "报告.png", tmp_path / "第二页.png"
    for path in (first, second):
        QImage(300, 400, QImage.Format.Format_RGB32).save(str(path))
    asked += [first, second]
    open_tab(hand)
    start(typist)
    answer_all(typist)
    hand.wait_for("评估已完成")
    hand.press("加扫描件")
    hand.wait_for("扫描件已保存。")
    hand.wait(lambda: hand.has_button("看扫描件"), "the scan can be seen")
    hand.wait(lambda: hand.table("等级").column("扫描件") == ["有"], "the list says so")
    hand.press("看扫描件")
    hand.wait_for("签字的评估报告：2026-11-23", "报告.png")
    hand.press("换扫描件")
    hand.wait_for("换 2026-11-23 评估的扫描件")
    hand.type("扫歪了")
    hand.keys("Ctrl+S")
    hand.wait_for("扫描件已换成新的。")
    hand.press("看扫描件")
    hand.wait_for("第二页.png")


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
    at_work.wait(lambda: at_work.table("等级").column("总分") == ["88"], "the list with it")


def test_by_mouse(at_work: Hand) -> None:
    """Every step is clicked; only names are typed."""
    hand = at_work
    open_tab(hand)
    hand.press("新评估")
    hand.wait_for("A.1 评估信息")
    hand.press("下一步")  # at the foot, in sight however long the form is
    for item in ITEMS:
        hand.wait_for(f"{item.code} {item.name}")
        best = next(hand.widgets(OptionRow))
        hand.click(best)
    for event in EVENTS:
        hand.wait_for(event.name)
        hand.click(list(hand.widgets(OptionRow))[1 if event.column == "falls" else 0])
    hand.wait_for("A.4 疾病诊断和用药")
    hand.press("高血压")
    hand.press("下一步")
    hand.wait_for("A.5 健康相关问题")
    hand.press("完成评估")
    hand.wait_for("还不能完成，有 3 处要填写或修改：")
    hand.press("请填写信息提供者姓名。")
    hand.fill("信息提供者", "陈小明")
    hand.choose("与老人的关系", "子女")
    hand.press("请填写第二名评估人员姓名。")
    hand.fill("评估人员二", "周评估")
    hand.press("完成评估")
    hand.wait_for("评估已完成：0 级 能力完好")


def test_an_older_result_is_registered_shown_and_not_compared(at_work: Hand) -> None:
    hand = at_work
    open_tab(hand)
    hand.press("登记旧标准结果")
    hand.wait_for("登记旧标准的评估结果")
    hand.choose("标准", "MZ/T 039-2013")
    hand.fill("评估日期", "2019-05-01")
    hand.fill("等级", "2 级（中度失能）")
    hand.fill("得分", "日常生活活动 55")
    hand.fill("有效期至", "2018-05-01")
    hand.press("登记 (Ctrl+S)")
    hand.wait_for("有效期早于评估日期，请核对。")
    hand.fill("有效期至", "2019-11-01")
    hand.press("登记 (Ctrl+S)")
    hand.wait_for("已登记旧标准的评估结果。")
    hand.wait_for("2019-11-01 已过期")
    hand.table("等级").click(double=True, 日期="2019-05-01")
    hand.wait_for("没有换算成国标等级")
    (card,) = hand.widgets(FactsCard)
    assert hand.sees("2 级（中度失能）", card)
    assert hand.sees("日常生活活动 55", card)
    hand.press("返回")
    typist = Typist(hand)
    start(typist)
    answer_all(typist)
    hand.wait_for("评估已完成：0 级 能力完好")
    hand.press("对比")
    hand.wait_for("不可比较：不同标准")
    assert len(list(hand.widgets(FactsCard))) == 2
    hand.press("返回")
    hand.table("等级").click(日期="2019-05-01")
    hand.press("打印", MembersPage(hand).root())
    hand.wait_for("能力评估结果摘录")


def test_what_was_answered_survives_a_crash(
    at_work: Hand, opens: Callable[[Path], Hand], full_centre: Centre, tmp_path: Path
) -> None:
    """The folder as it is a moment after the last key, which is what kill -9 leaves."""
    open_tab(at_work)
    typist = Typist(at_work)
    start(typist)
    at_work.wait_for("A.1 评估信息")
    typist.keys("PgDown")
    typist.type("4321")
    QTest.qWait(2 * SETTLE_MS)
    at_work.settle()
    shutil.copytree(tmp_path / "data", tmp_path / "after")
    again = opens(Centre(tmp_path / "after", full_centre.phrase).trust().root)
    LockPage(again).sign_in(PASSWORD)
    open_tab(again)
    assert not again.sees("草稿，未完成"), "nothing was kept in the file yet"
    start(Typist(again))
    again.wait_for("已找回上次没有存完的填写")
    again.wait_for("B.1.5 穿/脱裤子和鞋袜")
    again.wait_for("10 / 32")
