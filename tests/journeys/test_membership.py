"""The life of a membership in the window: somebody is in hospital, somebody moves away."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QTabBar

from app.core.clock import FixedClock
from app.demo.people import invented_members
from app.services.imports.imported import ImportedMember
from tests.journeys.conftest import NOW, PEOPLE
from tests.journeys.hand import Hand
from tests.journeys.pages import DeskPage, MembersPage, TodayPage
from tests.unit.printing import papers

MEMBERS: list[ImportedMember] = list(invented_members(PEOPLE, NOW.date()))
PATIENT, MOVER = MEMBERS[20], MEMBERS[21]
A_DAY = 24 * 60 * 60


def open_tab(hand: Hand, title: str) -> None:
    """Click a tab of the file."""
    bar = next(one for one in hand.widgets(QTabBar) if one.count() > 1)
    place = next(i for i in range(bar.count()) if bar.tabText(i) == title)
    hand.click_at(bar.window(), bar.mapTo(bar.window(), bar.tabRect(place).center()))


def open_membership(hand: Hand, name: str) -> MembersPage:
    """The tab 会籍 of somebody's file, from the list."""
    page = MembersPage(hand)
    page.go("老人")
    hand.settle()
    if hand.has_button("返回"):  # the file of before is still open
        hand.keys("Esc")
    page.find(name)
    page.table.click(double=True, 姓名=name)
    hand.button("返回")
    open_tab(hand, "会籍")
    hand.wait_for("暂停和退出")
    return page


def wait_today(hand: Hand, **numbers: str) -> None:
    """Wait for figures of the today page."""
    today = TodayPage(hand)
    hand.keys("Ctrl+1")
    hand.wait_for("待办")
    hand.keys("F5")
    for name, figure in numbers.items():
        today.wait_number(name, figure)


def test_somebody_goes_to_hospital_and_comes_back_by_date(at_work: Hand, clock: FixedClock) -> None:
    hand, desk = at_work, DeskPage(at_work)
    page = open_membership(hand, PATIENT.name)
    hand.press("暂停", page.root())
    hand.choose("原因", "住院", page.sheet())
    hand.keys("Ctrl+S")
    hand.wait_for(
        f"{PATIENT.name}：已登记暂停，自 11-23 起生效；今天：暂停。", "暂停 · 住院，2026-11-23 起"
    )
    wait_today(hand, 在册="59", 请假="1")
    desk.open()
    hand.scan(PATIENT.card)
    desk.wait_answer(PATIENT.name, "住院暂停中（11-23 起）")
    hand.wait_for("人已经回来的，按下面的按钮：今天起恢复在册，并签到。")
    hand.keys("Esc")
    page = open_membership(hand, PATIENT.name)
    hand.press("恢复", page.root())
    hand.fill("从哪天起在册", "+1", page.sheet())
    hand.keys("Ctrl+S")
    hand.wait_for("2026-11-23 到 2026-11-23（1 天）")
    wait_today(hand, 在册="59", 请假="1")
    clock.advance(A_DAY)
    wait_today(hand, 在册="60", 请假="0")
    desk.open()
    hand.scan(PATIENT.card)
    desk.wait_answer(PATIENT.name, "签到成功 08:31")


def test_the_desk_takes_somebody_back_with_one_key(at_work: Hand, clock: FixedClock) -> None:
    hand, desk = at_work, DeskPage(at_work)
    page = open_membership(hand, PATIENT.name)
    hand.press("暂停", page.root())
    hand.choose("原因", "外出", page.sheet())
    hand.keys("Ctrl+S")
    hand.wait_for("暂停 · 外出，2026-11-23 起")
    clock.advance(A_DAY)
    desk.open()
    hand.scan(PATIENT.card)
    desk.wait_answer(PATIENT.name, "外出暂停中（11-23 起）")
    hand.keys("F4")
    desk.wait_answer(PATIENT.name, "签到成功 08:31")
    hand.wait_for("已恢复在册。")
    hand.keys("Ctrl+Z")  # it was somebody else
    desk.wait_answer(PATIENT.name, "已撤销签到")
    hand.wait_for("暂停也照旧：外出暂停中（11-23 起）。")
    hand.keys("Esc")
    wait_today(hand, 在册="59", 请假="1", 已到="0")
    page = open_membership(hand, PATIENT.name)
    hand.wait_for("暂停 · 外出，2026-11-23 起")
    desk.open()
    hand.scan(PATIENT.card)
    desk.wait_answer(PATIENT.name, "外出暂停中（11-23 起）")
    hand.keys("F4")
    desk.wait_answer(PATIENT.name, "签到成功 08:31")
    hand.keys("Esc")
    wait_today(hand, 在册="60", 请假="0", 已到="1")


def test_somebody_moves_away_and_the_days_before_stay(at_work: Hand, clock: FixedClock) -> None:
    hand, desk, today = at_work, DeskPage(at_work), TodayPage(at_work)
    page = open_membership(hand, MOVER.name)
    hand.press("退出", page.root())
    hand.choose("原因", "迁出", page.sheet())
    hand.keys("Ctrl+S")
    hand.wait_for("已登记退出：最后一天 2026-11-23，第二天起自动生效。")
    desk.open()
    hand.scan(MOVER.card)
    desk.wait_answer(MOVER.name, "签到成功 08:31")  # the last day counts
    hand.keys("Esc")
    wait_today(hand, 在册="60", 已到="1")
    clock.advance(A_DAY)
    desk.open()
    hand.scan(MOVER.card)
    desk.wait_answer(MOVER.name, "已退出（最后一天 11-23，迁出）")
    hand.keys("Esc")
    wait_today(hand, 在册="59", 已到="0", 未到="59")
    today.go_to_day("2026-11-23")
    for name, figure in (("在册", "60"), ("已到", "1")):
        today.wait_number(name, figure)
    page = open_membership(hand, MOVER.name)
    hand.wait_for("退出 · 迁出，最后一天 2026-11-23")
    hand.press("撤销", page.root())
    hand.wait_for(f"{MOVER.name}：已取消“退出 · 迁出”；今天：在册。")
    wait_today(hand, 在册="60")


def print_card(hand: Hand, page: MembersPage, target: Path, asked: list[Path]) -> str:
    """Print the paper card; what a scanner reads off it."""
    hand.press("打印会员卡", page.root())
    hand.wait_for("第 1 / 1 页")
    asked.append(target)
    hand.press("另存为")
    hand.wait(target.exists, "the saved card")
    code = papers.code_of_card(target.read_bytes(), target.parent)
    hand.keys("Esc")
    hand.wait_for("暂停和退出")
    return code


def test_a_lost_paper_card_is_refused_and_the_new_one_lets_in(
    at_work: Hand, tmp_path: Path, asked: list[Path]
) -> None:
    hand, desk = at_work, DeskPage(at_work)
    page = open_membership(hand, PATIENT.name)
    hand.turn_to("还没有打印", page.root())
    old = print_card(hand, page, tmp_path / "old.pdf", asked)
    hand.press("旧卡作废、换新码", page.root())
    hand.choose("原因", "遗失", page.sheet())
    hand.keys("Ctrl+S")
    hand.wait_for(f"{PATIENT.name}：旧会员卡已作废", "待打印新卡")
    desk.open()
    hand.scan(old)
    desk.wait_answer(PATIENT.name, "这张会员卡 11-23 遗失作废")
    hand.wait_for("请收回旧卡；新会员卡在会籍里打印，也可以报姓名或完整手机号。")
    hand.keys("Esc")
    page = open_membership(hand, PATIENT.name)
    new = print_card(hand, page, tmp_path / "new.pdf", asked)
    assert new != old
    desk.open()
    hand.scan(new)
    desk.wait_answer(PATIENT.name, "签到成功 08:31")
    hand.scan(old)
    desk.wait_answer(PATIENT.name, "这张会员卡 11-23 遗失作废")
    hand.keys("Esc")
    wait_today(hand, 已到="1")


def test_a_card_runs_out_and_is_extended(at_work: Hand, clock: FixedClock) -> None:
    hand, desk = at_work, DeskPage(at_work)
    page = open_membership(hand, PATIENT.name)
    hand.press("改有效期", page.root())
    hand.fill("有效期至", "今天", page.sheet())
    hand.keys("Ctrl+S")
    hand.wait_for(f"卡 {PATIENT.card} 的有效期已更改。")
    desk.open()
    hand.scan(PATIENT.card)
    desk.wait_answer(PATIENT.name, "签到成功 08:31")  # the last day counts
    hand.keys("Esc")
    clock.advance(A_DAY)
    desk.open()
    hand.scan(PATIENT.card)
    desk.wait_answer(PATIENT.name, "这张卡已于 2026-11-23 到期")
    hand.wait_for("请在会籍里补办或改有效期；这次可以报姓名或完整手机号。")
    hand.keys("Esc")
    page = open_membership(hand, PATIENT.name)
    hand.wait_for("已到期")
    hand.press("改有效期", page.root())
    hand.fill("有效期至", "+365", page.sheet())
    hand.keys("Ctrl+S")
    hand.wait_gone("已到期")
    desk.open()
    hand.scan(PATIENT.card)
    desk.wait_answer(PATIENT.name, "签到成功 08:31")
