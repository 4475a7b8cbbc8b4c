"""Papers of one person in the real window: masked, and with full numbers for a purpose."""

from __future__ import annotations

from app.views.printing.parameters import Parameters
from app.views.theme import Theme
from tests.journeys.hand import Hand
from tests.journeys.pages import Frame, MembersPage
from tests.journeys.test_assessment import Typist, answer_all, open_tab, start
from tests.journeys.test_desk import SECOND
from tests.journeys.test_sizes import Inspector, bring_into_sight, sizes

REPORT = "老年人能力评估报告"


def assessed(hand: Hand) -> None:
    """SECOND was assessed."""
    open_tab(hand)
    typist = Typist(hand)
    start(typist)
    answer_all(typist)
    hand.wait_for("评估已完成")


def choose_second(hand: Hand) -> None:
    """Type the name and take the person."""
    hand.click(hand.field("老人", next(hand.widgets(Parameters))))
    hand.type(SECOND.name)
    hand.wait_for("↑↓ 选择   Enter 确定")
    hand.keys("Return")
    hand.wait_gone("↑↓ 选择   Enter 确定")


def test_the_report_of_a_chosen_person_masked_and_full(at_work: Hand) -> None:
    hand = at_work
    assessed(hand)
    Frame(hand).go("打印")
    hand.press(REPORT)
    hand.press("预览")
    hand.wait_for("请先选一位老人。")
    choose_second(hand)
    hand.wait(lambda: hand.choices("哪一份") == ["2026-11-23　0 级 能力完好"], "what there is")
    hand.press("预览")
    hand.wait_for("编号 NL-20261123-001，已存档")
    hand.wait_for("第 1 / 3 页")
    hand.choose("证件号", "完整号码")
    hand.wait_for("内容已改，按“预览”生成。")
    hand.press("预览")
    hand.wait_for("含完整证件号的打印件")
    hand.type("街道核对档案")
    hand.keys("Ctrl+S")
    hand.wait_for("编号 NL-20261123-002，已存档，含完整证件号")
    hand.keys("Ctrl+L")
    hand.wait_for("解锁")


def test_the_summary_of_the_open_file_with_full_numbers(at_work: Hand) -> None:
    hand = at_work
    page = MembersPage(hand)
    page.go("老人")
    page.find(SECOND.name)
    page.table.click(double=True, 姓名=SECOND.name)
    hand.press("打印档案")
    hand.wait_for("证件号和电话只印了一部分。")
    hand.press("改印完整号码")
    hand.wait_for("含完整证件号的打印件")
    hand.type("街道核对档案")
    hand.keys("Ctrl+S")
    hand.wait_for("老人档案摘要（含完整证件号）", "DA-20261123-002")
    assert not hand.has_button("改印完整号码")
    hand.keys("Esc")
    hand.wait_for("打印档案")


@sizes
def test_everything_fits(at_work: Hand, look: Theme, scale: int, width: int, height: int) -> None:
    hand = at_work
    inspector = Inspector(hand, look, scale, width, height)
    Frame(hand).go("打印")
    inspector.look("start")
    bring_into_sight(hand, REPORT)
    hand.press(REPORT)
    inspector.look("report")
    inspector.judge()
