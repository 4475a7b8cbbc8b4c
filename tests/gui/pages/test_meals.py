"""The meals page: one line that is always ready, repeats are answers, choices by number key."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.core.codes import MealSlot
from app.services.cards import EndCard, IssueCard
from app.services.health import SaveHealth
from app.services.meals import ServeMeal
from app.services.member_codes import VoidCard
from app.services.rights import Actor
from app.views import meals
from app.wiring import Application
from tests.gui.pages.opened import Opened, cells, compose, open_page, press, type_text
from tests.helpers.people import id_number, paper_code, put_card, register

TODAY = dt.date(2026, 11, 23)
SATURDAY = dt.date(2026, 11, 21)


@pytest.fixture
def people(app: Application, clerk: Actor) -> list[str]:
    """Two people of one name and one other."""
    given = (
        ("王秀英", "小河社区", "13800001111"),
        ("王秀英", "长乐社区", "13800002222"),
        ("李建国", "小河社区", "13900002222"),
    )
    return [
        register(app, clerk, name, card=f"0090000{i}", community=place, phone=phone,
                 id_number=id_number(sequence=100 + i), joined_on="2026-01-05")
        for i, (name, place, phone) in enumerate(given)
    ]  # fmt: skip


@pytest.fixture
def opened(
    qtbot: QtBot, app: Application, clerk: Actor, clock: FixedClock, people: list[str]
) -> Opened:
    """The page at 11:32, lunch time."""
    clock.advance(3 * 3600 + 120)
    return open_page(qtbot, app, meals.build, clerk)


def eaten(opened: Opened) -> list[tuple[str, ...]]:
    return cells(opened.page.table, "served_at", "name", "slot_label", "method_label")


def answer(opened: Opened) -> str:
    return opened.page.answer.text()


def test_a_card_is_recorded_for_the_meal_of_the_hour(qtbot: QtBot, opened: Opened) -> None:
    assert opened.page.field.hasFocus()
    assert opened.page.slot() is MealSlot.LUNCH
    type_text("00900002")
    assert answer(opened) == "李建国 午餐已登记 11:32"
    qtbot.waitUntil(lambda: eaten(opened) == [("11:32:00", "李建国", "午餐", "刷卡")])
    assert opened.page.switches[MealSlot.LUNCH].text() == "午餐 1"
    assert opened.page.field.hasFocus()
    assert opened.page.field.text() == ""


def test_a_second_meal_is_answered_and_not_recorded(
    opened: Opened, app: Application, clerk: Actor, clock: FixedClock
) -> None:
    type_text("00900002")
    clock.advance(600)
    type_text("00900002")
    assert answer(opened) == "李建国 午餐已就餐 11:32"
    assert len(app.meals.day(TODAY, clerk)) == 1
    assert not opened.heard.messages


def test_a_scan_is_taken_while_the_table_has_the_focus(
    qtbot: QtBot, opened: Opened, app: Application, clerk: Actor
) -> None:
    type_text("00900000")
    qtbot.waitUntil(lambda: len(eaten(opened)) == 1)
    opened.page.table.view.selectRow(0)
    opened.page.table.view.setFocus()
    type_text("00900002")
    assert answer(opened) == "李建国 午餐已登记 11:32"
    opened.page.table.undo_button.setFocus()
    type_text("00900001")
    assert len(app.meals.day(TODAY, clerk)) == 3


def test_people_of_one_name_are_chosen_by_number_key(
    qtbot: QtBot, opened: Opened, app: Application, clerk: Actor
) -> None:
    compose("王秀英")
    assert [hit.community for hit in opened.page.choices.hits()] == ["小河社区", "长乐社区"]
    type_text("2", enter=False)
    qtbot.waitUntil(lambda: answer(opened) == "王秀英 午餐已登记 11:32")
    assert [row.community for row in app.meals.day(TODAY, clerk)] == ["长乐社区"]
    assert opened.page.choices.isHidden()


def test_the_next_scan_is_no_choice_although_it_starts_with_a_digit(
    qtbot: QtBot, opened: Opened
) -> None:
    type_text("2222")
    assert {hit.name for hit in opened.page.choices.hits()} == {"王秀英", "李建国"}
    type_text("00900002")
    assert answer(opened) == "李建国 午餐已登记 11:32"
    assert opened.page.choices.hits() == []


def test_a_part_of_a_name_asks_and_enter_takes_the_only_one(
    opened: Opened, app: Application, clerk: Actor
) -> None:
    type_text("lj")
    assert [hit.name for hit in opened.page.choices.hits()] == ["李建国"]
    assert app.work_items.count(clerk) == 0
    press(Qt.Key.Key_Return)
    assert answer(opened) == "李建国 午餐已登记 11:32"


def test_an_unknown_card_goes_to_the_work_list(
    opened: Opened, app: Application, clerk: Actor
) -> None:
    type_text("0099999999")
    assert answer(opened) == "未找到，已记入待办。可用姓名再试。"
    assert [item.subject for item in app.work_items.open_items(clerk)] == ["0099999999"]


def test_ctrl_z_takes_the_last_meal_back(
    qtbot: QtBot, opened: Opened, app: Application, clerk: Actor
) -> None:
    type_text("00900002")
    assert opened.toast == "李建国 午餐已登记 11:32"
    assert opened.kit.notify.undo_last()
    assert answer(opened) == "已撤销李建国的午餐。"
    assert app.meals.day(TODAY, clerk) == []
    qtbot.waitUntil(lambda: eaten(opened) == [])


def test_a_row_is_taken_back_and_put_back_at_its_time(
    qtbot: QtBot, opened: Opened, clock: FixedClock
) -> None:
    type_text("00900002")
    qtbot.waitUntil(lambda: len(eaten(opened)) == 1)
    clock.advance(1800)
    opened.page.table.view.selectRow(0)
    opened.page.table.undo_button.click()
    qtbot.waitUntil(lambda: eaten(opened) == [])
    assert opened.toast == "已撤销李建国的午餐。"
    opened.kit.notify.undo_last()
    qtbot.waitUntil(lambda: [row[:3] for row in eaten(opened)] == [("11:32:00", "李建国", "午餐")])


def test_the_clerk_may_choose_another_meal_until_the_next_begins(
    qtbot: QtBot, opened: Opened, clock: FixedClock
) -> None:
    opened.page.switches[MealSlot.BREAKFAST].click()
    type_text("00900002")
    assert answer(opened) == "李建国 早餐已登记 11:32"
    opened.page.refresh()
    assert opened.page.slot() is MealSlot.BREAKFAST
    clock.advance(5 * 3600)
    opened.page.refresh()
    assert opened.page.slot() is MealSlot.DINNER


def test_a_meal_of_another_day_needs_a_reason(
    qtbot: QtBot, opened: Opened, app: Application, clerk: Actor
) -> None:
    opened.page.dates.choose(SATURDAY)
    opened.page.ready()
    type_text("00900002")
    entry = opened.page.back_entry
    assert entry.errors["note"].text() == "请写明补记的原因。"
    assert opened.page.field.text() == "00900002"
    entry.reason.setFocus()
    type_text("paper list")
    assert opened.page.field.hasFocus()
    press(Qt.Key.Key_Return)
    assert [(row.name, row.note) for row in app.meals.day(SATURDAY, clerk)] == [
        ("李建国", "paper list")
    ]
    type_text("0088888888")
    assert answer(opened) == "没有找到，请换姓名或电话尾号再试。"
    assert app.work_items.count(clerk) == 0


def test_another_day_asks_for_its_own_reason(opened: Opened) -> None:
    page = opened.page
    page.dates.choose(SATURDAY)
    page.back_entry.reason.setText("停电补登")
    page.refresh()
    assert page.back_entry.reason.text() == "停电补登", "the same list"
    page.dates.choose(SATURDAY - dt.timedelta(days=1))
    assert page.back_entry.reason.text() == ""
    page.back_entry.reason.setText("纸质签到表")
    page.dates.choose(TODAY)
    page.dates.choose(SATURDAY)
    assert page.back_entry.reason.text() == ""


def test_a_card_read_while_the_reason_is_missing_is_no_reason(
    qtbot: QtBot, opened: Opened, app: Application, clerk: Actor
) -> None:
    page = opened.page
    page.dates.choose(SATURDAY)
    reason = page.back_entry.reason
    page.ready()
    type_text("00900002")
    assert reason.hasFocus()
    type_text("00900001")
    assert (reason.text(), page.field.text()) == ("", "00900002"), "the first one is not lost"
    assert page.back_entry.errors["note"].text() == "请先填好这里，再刷卡。"
    page.field.clear()
    type_text("00900001")
    assert (reason.text(), page.field.text()) == ("", "00900001")
    assert reason.hasFocus()
    compose("停电补登")
    press(Qt.Key.Key_Return)
    reason.setFocus()
    type_text("00900002")
    assert reason.text() == "停电补登"
    assert {(row.name, row.note) for row in app.meals.day(SATURDAY, clerk)} == {
        ("王秀英", "停电补登"), ("李建国", "停电补登"),
    }  # fmt: skip


def test_a_reason_with_digits_is_typed_by_hand(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened.page
    page.dates.choose(SATURDAY)
    reason, moment = page.back_entry.reason, iter(range(100, 200))
    monkeypatch.setattr(reason, "_monotonic", lambda: next(moment) * 0.2)
    reason.setFocus()
    type_text("list 20261121")
    assert reason.text() == "list 20261121"
    assert page.field.hasFocus()


def test_chips_narrow_to_one_meal_and_the_switches_count(
    qtbot: QtBot, app: Application, clerk: Actor, people: list[str]
) -> None:
    for uid, slot in zip(people, (MealSlot.BREAKFAST, MealSlot.LUNCH, MealSlot.LUNCH), strict=True):
        app.meals.serve(ServeMeal(uid, slot), clerk)
    opened = open_page(qtbot, app, meals.build, clerk, {"date": "2026-11-23", "slot": "lunch"})
    assert {row[2] for row in eaten(opened)} == {"午餐"}
    assert len(eaten(opened)) == 2
    assert [b.text() for b in opened.page.switches.values()] == ["早餐 1", "午餐 2", "晚餐 0"]
    opened.page.table.toolbar.chips["slot"].choose("breakfast")
    assert {row[2] for row in eaten(opened)} == {"早餐"}


def test_esc_ends_a_choice_before_it_leaves(opened: Opened) -> None:
    type_text("2222")
    assert opened.page.choices.hits()
    assert opened.page.back()
    assert opened.page.choices.hits() == []
    assert not opened.page.back()


def test_nobody_ate_yet_says_what_to_do(opened: Opened) -> None:
    assert opened.page.table.states.state.text() == "今天还没有人就餐。"
    opened.page.dates.choose(dt.date(2026, 11, 24))
    assert not opened.page.field.isEnabled()


def test_the_switch_shows_its_meal_and_the_chip_shows_all(
    qtbot: QtBot, app: Application, clerk: Actor, people: list[str]
) -> None:
    for uid, slot in zip(
        people, (MealSlot.BREAKFAST, MealSlot.LUNCH, MealSlot.DINNER), strict=True
    ):
        app.meals.serve(ServeMeal(uid, slot), clerk)
    opened = open_page(qtbot, app, meals.build, clerk)
    opened.page.switches[MealSlot.LUNCH].click()
    qtbot.waitUntil(lambda: {row[2] for row in eaten(opened)} == {"午餐"})
    opened.page.switches[MealSlot.DINNER].click()
    qtbot.waitUntil(lambda: {row[2] for row in eaten(opened)} == {"晚餐"})
    opened.page.table.toolbar.chips["slot"].choose("")
    qtbot.waitUntil(lambda: len(eaten(opened)) == 3)


def test_the_toast_names_what_it_takes_back(opened: Opened) -> None:
    type_text("00900002")
    assert opened.heard.toasts[-1].what == "李建国午餐"


def test_allergies_and_diet_of_whoever_is_served_are_said_until_the_next_one(
    opened: Opened, app: Application, clerk: Actor, people: list[str]
) -> None:
    given = {"allergies": "花生", "diets": ("糖尿病餐",)}
    app.health.save(SaveHealth(people[2], 0, given), clerk)
    type_text("00900002")
    assert opened.page.diet.text() == "李建国　过敏：花生；糖尿病餐"
    assert opened.page.diet.isVisible()
    type_text("00900001")
    assert opened.page.diet.isHidden()
    type_text("00900002")
    assert "花生" in opened.page.diet.text(), "said again although it was no new meal"


def test_by_hand_a_lost_card_is_refused_as_by_scan(
    opened: Opened, app: Application, clerk: Actor, people: list[str]
) -> None:
    issue_earlier(app, clerk, people[2], "YS1")
    app.cards.lose(EndCard(app.cards.of(people[2], clerk)[0].uid, on=SATURDAY), clerk)
    type_text("YS1")
    by_scan = answer(opened)
    assert "没有登记" in by_scan
    opened.page.dates.choose(SATURDAY)
    opened.page.back_entry.reason.setText("补记")
    opened.page.field.setFocus()
    type_text("YS1")
    assert answer(opened) == by_scan
    assert eaten(opened) == []


def test_a_void_paper_card_is_refused_by_scan_and_by_hand(
    opened: Opened, app: Application, clerk: Actor, people: list[str]
) -> None:
    code = paper_code(app, clerk, people[2])
    app.member_codes.void(VoidCard(people[2], "damaged"), clerk)
    type_text(code)
    assert "这张会员卡 11-23 损坏作废" in answer(opened)
    assert eaten(opened) == []
    opened.page.dates.choose(SATURDAY)
    opened.page.back_entry.reason.setText("补记")
    opened.page.field.setFocus()
    type_text(code)  # on Saturday it was hers
    assert answer(opened).startswith("李建国 ")


def test_by_hand_a_card_counts_that_was_valid_that_day_and_ended_since(
    opened: Opened, app: Application, clerk: Actor, people: list[str]
) -> None:
    issue_earlier(app, clerk, people[2], "YS1")
    lost = SATURDAY + dt.timedelta(days=1)
    app.cards.lose(EndCard(app.cards.of(people[2], clerk)[0].uid, on=lost), clerk)
    opened.page.dates.choose(SATURDAY)
    opened.page.back_entry.reason.setText("补记")
    opened.page.field.setFocus()
    type_text("YS1")
    assert answer(opened).startswith("李建国 ")
    assert "已登记" in answer(opened)
    opened.page.dates.choose(lost)
    opened.page.back_entry.reason.setText("补记")
    opened.page.field.setFocus()
    type_text("YS1")
    assert "这张卡 11-22 已挂失" in answer(opened)


def test_a_number_given_on_means_who_had_it_on_that_day(
    opened: Opened, app: Application, clerk: Actor, people: list[str]
) -> None:
    lost = SATURDAY + dt.timedelta(days=1)
    issue_earlier(app, clerk, people[2], "YS1")
    app.cards.take_back(EndCard(app.cards.of(people[2], clerk)[0].uid, on=lost), clerk)
    put_card(app, clerk, people[1], "YS1", lost)
    for date, uid in ((SATURDAY, people[2]), (lost, people[1])):
        opened.page.dates.choose(date)
        opened.page.back_entry.reason.setText("补记")
        opened.page.field.setFocus()
        type_text("YS1")
        assert "已登记" in answer(opened)
        assert [row.member_uid for row in app.meals.day(date, clerk)] == [uid]


def issue_earlier(app: Application, clerk: Actor, uid: str, number: str) -> None:
    """A card given out long ago, in place of the one of today."""
    app.cards.take_back(EndCard(app.cards.of(uid, clerk)[0].uid), clerk)
    app.cards.issue(IssueCard(uid, number, on=SATURDAY - dt.timedelta(days=90)), clerk)


@pytest.mark.parametrize("by_row", [False, True])
def test_the_diet_goes_with_the_meal_that_was_taken_back(
    qtbot: QtBot, opened: Opened, app: Application, clerk: Actor, people: list[str], by_row: bool
) -> None:
    app.health.save(SaveHealth(people[2], 0, {"allergies": "花生"}), clerk)
    type_text("00900002")
    assert opened.page.diet.isVisible()
    if by_row:
        qtbot.waitUntil(lambda: len(eaten(opened)) == 1)
        opened.page.table.view.selectRow(0)
        opened.page.table.undo_button.click()
    else:
        opened.kit.notify.undo_last()
    qtbot.waitUntil(lambda: eaten(opened) == [])
    assert opened.page.diet.isHidden()
