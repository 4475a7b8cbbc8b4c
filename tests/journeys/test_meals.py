"""Lunch: a card, an answer, and nobody pays twice."""

from __future__ import annotations

from app.core.clock import FixedClock
from tests.journeys.hand import Hand
from tests.journeys.pages import MealsPage, TodayPage
from tests.journeys.test_desk import FIRST, SECOND

TO_LUNCH = 3 * 3600 + 60  # 08:31 → 11:32


def test_the_second_scan_is_an_answer_and_costs_nothing(at_work: Hand, clock: FixedClock) -> None:
    hand, page = at_work, MealsPage(at_work)
    clock.advance(TO_LUNCH)
    page.go("助餐")
    hand.wait_for("可以刷卡了。", "午餐 0", "今天还没有人就餐。")
    hand.scan(FIRST.card)
    hand.wait_for(f"{FIRST.name} 午餐已登记 11:32", "午餐 1")
    clock.advance(600)
    hand.scan(FIRST.card)
    hand.wait_for(f"{FIRST.name} 午餐已就餐 11:32")
    (row,) = page.table.rows()
    assert (row["姓名"], row["餐别"], row["餐费（元）"]) == (FIRST.name, "午餐", "12.00")
    hand.scan(SECOND.card)
    hand.wait_for("午餐 2")
    today = TodayPage(hand)
    today.go("今日")
    today.wait_number("午餐已就餐", "2")


def test_a_meal_is_taken_back(at_work: Hand, clock: FixedClock) -> None:
    hand, page = at_work, MealsPage(at_work)
    clock.advance(TO_LUNCH)
    page.go("助餐")
    hand.wait_for("可以刷卡了。", "午餐 0")
    hand.scan(FIRST.card)
    hand.wait_for("午餐 1")
    hand.keys("Ctrl+Z")
    hand.wait_for(f"已撤销{FIRST.name}的午餐。", "午餐 0", "今天还没有人就餐。")
    hand.scan(FIRST.card)
    hand.wait_for(f"{FIRST.name} 午餐已登记 11:32", "午餐 1")
