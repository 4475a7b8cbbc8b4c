"""恢复并签到: back on the list and checked in with one gesture, and taken back with one."""

from __future__ import annotations

import datetime as dt

import pytest

from app.core.clock import FixedClock
from app.core.codes import MealSlot
from app.core.errors import NotAllowed, UserError
from app.devices.attlog_file import read_attlog
from app.services.attendance import CheckIn, Undone
from app.services.meals import ServeMeal
from app.services.memberships import ChangePeriod
from app.services.rights import AT_THE_DOOR, Actor
from app.services.timeline import TimelineQuery
from app.wiring import Application
from tests.db.tools import count, rows
from tests.helpers.people import id_number, leave, pause, register

TODAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)
UNTIL = TODAY + 4 * DAY


@pytest.fixture
def li(app: Application, clerk: Actor) -> str:
    """李桂兰, in hospital from today to the day after the day after tomorrow and one more."""
    uid = register(app, clerk, "李桂兰", card="A1", joined_on="2020-01-01")
    pause(app, clerk, uid, TODAY, UNTIL)
    return uid


def spans(app: Application, clerk: Actor, uid: str) -> list[tuple[dt.date, dt.date | None]]:
    return [(p.from_on, p.to_on) for p in app.memberships.of(uid, clerk).periods]


QUESTIONS = "SELECT subject, detail, opened_at, closed_at, resolution FROM work_item"


def seen(app: Application, clerk: Actor, uid: str) -> None:
    """A terminal recognised them this morning, and a person is asked about it."""
    app.face_checks.link_pin("101", uid, clerk)
    raw = b"      101\t2026-11-23 08:05:00\t1\t0\t15\t0\r\n"
    app.face_checks.store_file(
        raw, "x.dat", "1", lambda data: read_attlog(data, app.clock.now()), clerk
    )
    app.face_checks.reconcile_dates((TODAY.isoformat(),), clerk)


def state(app: Application, clerk: Actor, uid: str) -> tuple[str, int]:
    """(where the membership stands, how many are checked in today)"""
    return app.memberships.of(uid, clerk).state, app.attendance.day(TODAY, clerk).present


@pytest.mark.parametrize("earlier", [0, 2], ids=["paused today", "paused before"])
def test_it_is_one_step_there_and_one_back(
    app: Application, clerk: Actor, li: str, clock: FixedClock, earlier: int
) -> None:
    clock.advance(earlier * 86400)
    before = spans(app, clerk, li)
    date = TODAY + earlier * DAY
    made = app.attendance.come_back(li, clerk)
    assert (made.outcome, made.name, made.arrived_at) == ("checked_in", "李桂兰", "08:30:00")
    assert made.came_back
    assert app.memberships.of(li, clerk).state == "active"
    assert spans(app, clerk, li) == ([(TODAY, date - DAY)] if earlier else [])
    clock.advance(60)
    undone = app.attendance.undo(made.attendance_uid, "前台撤销", clerk)
    assert undone.away is not None
    assert undone.words == "暂停也照旧：住院暂停中（11-23 起，到 11-27）。"
    assert spans(app, clerk, li) == before
    assert app.members.file(li, clerk).state == "paused"
    assert app.attendance.day(date, clerk).present == 0


def test_one_transaction_says_what_it_was(app: Application, clerk: Actor, li: str) -> None:
    before = rows(app, "SELECT max(id) FROM audit_event")[0][0]
    made = app.attendance.come_back(li, clerk)
    sql = f"SELECT DISTINCT entity, reason FROM audit_event WHERE id > {before} ORDER BY entity"
    assert rows(app, sql) == [
        ("attendance", "恢复并签到"), ("member", "恢复并签到"), ("membership_period", "恢复并签到"),
    ]  # fmt: skip
    before = rows(app, "SELECT max(id) FROM audit_event")[0][0]
    app.attendance.undo(made.attendance_uid, "前台撤销", clerk)
    sql = f"SELECT DISTINCT reason FROM audit_event WHERE id > {before}"
    assert rows(app, sql) == [("撤销：恢复并签到",)]
    assert rows(app, "SELECT deleted_reason FROM attendance") == [("前台撤销",)]


def test_the_time_line_tells_both(
    app: Application, clerk: Actor, li: str, clock: FixedClock
) -> None:
    made = app.attendance.come_back(li, clerk)
    clock.advance(60)
    app.attendance.undo(made.attendance_uid, "", clerk)
    query = TimelineQuery(li, frozenset({"change"}))
    slots = app.timeline.ids(query, clerk)
    told = [event.text for event in app.timeline.events(query, slots, clerk) if event is not None]
    assert told[:2] == [
        "修改：状态 在册 → 暂停（撤销：恢复并签到）", "修改：状态 暂停 → 在册（恢复并签到）",
    ]  # fmt: skip


def test_redone_and_undone_as_often_as_one_likes(app: Application, clerk: Actor, li: str) -> None:
    made = app.attendance.come_back(li, clerk)
    for _ in range(3):
        app.attendance.undo(made.attendance_uid, "", clerk)
        assert state(app, clerk, li) == ("paused", 0)
        app.attendance.redo(made.attendance_uid, clerk)
        assert state(app, clerk, li) == ("active", 1)
    assert count(app, "attendance") == 1


@pytest.mark.parametrize("how", ["came again", "ate", "changed"])
def test_who_is_here_since_stays_on_the_list(
    app: Application, clerk: Actor, li: str, clock: FixedClock, how: str
) -> None:
    clock.advance(86400)
    made = app.attendance.come_back(li, clerk)
    if how == "came again":
        clock.advance(86400)
        app.attendance.check_in(CheckIn(li), clerk)
    elif how == "ate":
        app.meals.serve(ServeMeal(li, MealSlot.LUNCH), clerk)
    else:
        period = app.memberships.of(li, clerk).periods[0]
        change = ChangePeriod(period.uid, TODAY - DAY, TODAY - DAY, "hospital", "早一天就住院了")
        app.memberships.change(change, clerk)
    undone = app.attendance.undo(made.attendance_uid, "", clerk)
    assert (undone.away, undone.stayed) == (None, True)
    assert undone.words == (
        "恢复在册没有撤销：后来又有签到、就餐或会籍改动。不在中心的话请到会籍里登记暂停。"
    )
    assert app.memberships.of(li, clerk).state == "active"
    assert app.attendance.day(TODAY + DAY, clerk).present == 0
    app.attendance.redo(made.attendance_uid, clerk)
    assert app.attendance.day(TODAY + DAY, clerk).present == 1


def test_coming_after_the_pause_would_have_ended_is_nothing_against_it(
    app: Application, clerk: Actor, li: str, clock: FixedClock
) -> None:
    made = app.attendance.come_back(li, clerk)
    clock.advance(6 * 86400)
    app.attendance.check_in(CheckIn(li), clerk)
    app.attendance.undo(made.attendance_uid, "认错人", clerk)
    assert spans(app, clerk, li) == [(TODAY, UNTIL)]
    assert app.memberships.of(li, clerk).state == "active"


def test_a_plain_check_in_is_taken_back_alone(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk, "王秀英", card="A2")
    made = app.attendance.check_in(CheckIn(uid), clerk)
    assert app.attendance.undo(made.attendance_uid, "", clerk) == Undone("王秀英")
    assert Undone("王秀英").words == ""


def test_a_check_in_is_not_redone_into_a_pause(
    app: Application, clerk: Actor, clock: FixedClock
) -> None:
    uid = register(app, clerk, "王秀英", card="A2")
    made = app.attendance.check_in(CheckIn(uid), clerk)
    app.attendance.undo(made.attendance_uid, "", clerk)
    clock.advance(60)
    pause(app, clerk, uid, TODAY)
    with pytest.raises(UserError, match=r"住院暂停中（11-23 起），不能再恢复这条签到"):
        app.attendance.redo(made.attendance_uid, clerk)
    assert state(app, clerk, uid) == ("paused", 0)


def test_somebody_who_left_comes_back_too(
    app: Application, clerk: Actor, clock: FixedClock
) -> None:
    uid = register(app, clerk, "王秀英", joined_on="2020-01-01")
    leave(app, clerk, uid, TODAY - DAY)
    made = app.attendance.come_back(uid, clerk)
    assert state(app, clerk, uid) == ("active", 1)
    app.attendance.undo(made.attendance_uid, "", clerk)
    assert state(app, clerk, uid) == ("left", 0)


def test_nobody_who_is_on_the_list_is_paused_by_an_undo(app: Application, clerk: Actor) -> None:
    """F4 twice, or somebody else resumed the membership meanwhile: it is a check-in."""
    uid = register(app, clerk, "王秀英")
    made = app.attendance.come_back(uid, clerk)
    assert (made.outcome, made.came_back) == ("checked_in", False)
    assert app.attendance.come_back(uid, clerk).outcome == "already"
    app.attendance.undo(made.attendance_uid, "", clerk)
    assert state(app, clerk, uid) == ("active", 0)


def test_what_takes_a_right_takes_it_to_undo(app: Application, clerk: Actor, li: str) -> None:
    with pytest.raises(NotAllowed):
        app.attendance.come_back(li, AT_THE_DOOR)
    made = app.attendance.come_back(li, clerk)
    with pytest.raises(NotAllowed):
        app.attendance.undo(made.attendance_uid, "", AT_THE_DOOR)
    assert state(app, clerk, li) == ("active", 1)


def test_two_people_at_once_are_kept_apart(app: Application, clerk: Actor, li: str) -> None:
    other = register(app, clerk, "王秀英", card="A2", id_number=id_number(sequence=300))
    pause(app, clerk, other, TODAY)
    first = app.attendance.come_back(li, clerk)
    app.attendance.come_back(other, clerk)
    app.attendance.undo(first.attendance_uid, "", clerk)
    assert app.memberships.of(li, clerk).state == "paused"
    assert app.memberships.of(other, clerk).state == "active"


def test_who_was_seen_by_a_terminal_is_checked_in_at_that_time(
    app: Application, clerk: Actor
) -> None:
    uid = register(app, clerk, pin="101", joined_on="2020-01-01")
    pause(app, clerk, uid, TODAY)
    raw = b"      101\t2026-11-23 08:05:00\t1\t0\t15\t0\r\n"
    app.face_checks.store_file(
        raw, "x.dat", "1", lambda data: read_attlog(data, app.clock.now()), clerk
    )
    app.face_checks.reconcile_dates((TODAY.isoformat(),), clerk)
    made = app.attendance.come_back(uid, clerk)
    assert (made.outcome, made.arrived_at, app.work_items.count(clerk)) == (
        "checked_in", "08:05:00", 0,
    )  # fmt: skip
    app.attendance.undo(made.attendance_uid, "", clerk)
    assert state(app, clerk, uid) == ("paused", 0)


def test_taking_it_back_asks_about_the_terminals_check_again(
    app: Application, clerk: Actor, li: str
) -> None:
    seen(app, clerk, li)
    before = rows(app, QUESTIONS)
    (item,) = app.work_items.open_items(clerk, "away_check")
    made = app.attendance.come_back(li, clerk)
    assert app.work_items.open_items(clerk, "away_check") == []
    mark = rows(app, "SELECT max(id) FROM audit_event")[0][0]
    for _ in range(2):
        app.attendance.undo(made.attendance_uid, "", clerk)
        assert app.work_items.open_items(clerk, "away_check") == [item]
        assert rows(app, QUESTIONS) == before
        assert state(app, clerk, li) == ("paused", 0)
        app.attendance.redo(made.attendance_uid, clerk)
        assert app.work_items.open_items(clerk, "away_check") == []
        assert state(app, clerk, li) == ("active", 1)
    sql = f"SELECT DISTINCT at, reason FROM audit_event WHERE id > {mark} AND entity = 'work_item'"
    assert {reason for _, reason in rows(app, sql)} == {"撤销：恢复并签到", "恢复并签到"}


def test_a_question_stays_answered_where_the_membership_stays(
    app: Application, clerk: Actor, li: str
) -> None:
    seen(app, clerk, li)
    made = app.attendance.come_back(li, clerk)
    app.meals.serve(ServeMeal(li, MealSlot.LUNCH), clerk)
    assert app.attendance.undo(made.attendance_uid, "", clerk).stayed
    assert app.work_items.open_items(clerk, "away_check") == []


def test_nobody_is_brought_onto_the_list_before_the_day_of_joining(
    app: Application, clerk: Actor, clock: FixedClock
) -> None:
    clock.advance(86400)
    uid = register(app, clerk, "赵兰英")
    clock.advance(-86400)  # the clock of the computer had been a day ahead
    made = app.attendance.come_back(uid, clerk)
    assert (made.outcome, made.came_back) == ("away", False)
    assert "入会日期 2026-11-24" in made.refusal


def test_who_was_checked_in_before_they_left_comes_back_and_goes_again(
    app: Application, clerk: Actor, clock: FixedClock
) -> None:
    """退出 was entered late, for a day past: the check-in of this morning stands already."""
    uid = register(app, clerk, "王秀英", joined_on="2020-01-01")
    seen(app, clerk, uid)
    leave(app, clerk, uid, TODAY - 2 * DAY)
    before = spans(app, clerk, uid)
    made = app.attendance.come_back(uid, clerk)
    assert (made.outcome, made.arrived_at, made.attendance_uid) == ("already", "08:05:00", "")
    assert made.returned is not None
    assert made.returned.word == "重新入会"
    assert state(app, clerk, uid) == ("active", 1)
    for _ in range(2):
        clock.advance(60)
        app.memberships.undo(made.returned.change, clerk)
        assert state(app, clerk, uid) == ("left", 1)
        assert spans(app, clerk, uid) == before
        assert made.returned.as_before == "退出也照旧：已退出（最后一天 11-21，迁出）。"
        made = app.attendance.come_back(uid, clerk)
        assert made.returned is not None
