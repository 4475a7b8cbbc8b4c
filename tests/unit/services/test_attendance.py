"""Attendance: once a day, by hand, by scan, undone and done again."""

from __future__ import annotations

import datetime as dt

import pytest

from app.core.clock import FixedClock
from app.core.codes import MealSlot, Method
from app.core.errors import UserError, ValidationProblem
from app.services.attendance import CheckIn
from app.services.meals import ServeMeal
from app.services.rights import Actor
from app.wiring import Application
from tests.db.tools import count, rows
from tests.helpers.assessing import assess
from tests.helpers.people import id_number, paper_code, register

TODAY = dt.date(2026, 11, 23)
WOMAN = id_number("19381222", 124)


@pytest.fixture
def wang(app: Application, clerk: Actor) -> str:
    return register(app, clerk, "王秀英", id_number=WOMAN, card="ZJ01", phone="13812341234",
                    joined_on="2026-01-05")  # fmt: skip


# -- checking in ---------------------------------------------------------------------------


def test_a_check_in_is_one_line_of_the_day(app: Application, clerk: Actor, wang: str) -> None:
    result = app.attendance.check_in(CheckIn(wang, method=Method.FACE), clerk)
    assert (result.outcome, result.name, result.arrived_at) == ("checked_in", "王秀英", "08:30:00")
    day = app.attendance.day(TODAY, clerk)
    assert day.present == 1
    (row,) = day.people
    assert (row.uid, row.arrived_at, row.method_label, row.source) == (
        result.attendance_uid, "08:30:00", "人脸", "desk",
    )  # fmt: skip


def test_the_second_time_is_answered_with_the_first(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    app.attendance.check_in(CheckIn(wang), clerk)
    clock.advance(3600)
    again = app.attendance.check_in(CheckIn(wang), clerk)
    assert (again.outcome, again.arrived_at, again.attendance_uid) == ("already", "08:30:00", "")
    assert count(app, "attendance") == 1
    clock.advance(86400)
    assert app.attendance.check_in(CheckIn(wang), clerk).outcome == "checked_in"


def test_midnight_in_shanghai_ends_the_day(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    clock.moment = clock.moment.replace(hour=23, minute=59, second=59)
    app.attendance.check_in(CheckIn(wang), clerk)
    clock.advance(1)
    assert app.attendance.check_in(CheckIn(wang), clerk).outcome == "checked_in"
    assert rows(app, "SELECT service_date FROM attendance") == [("2026-11-23",), ("2026-11-24",)]


def test_entering_an_earlier_day_needs_a_reason(app: Application, clerk: Actor, wang: str) -> None:
    at = dt.datetime(2026, 11, 20, 9, 15)
    with pytest.raises(ValidationProblem) as caught:
        app.attendance.check_in(CheckIn(wang, at, note="  "), clerk)
    assert set(caught.value.fields) == {"note"}
    app.attendance.check_in(CheckIn(wang, at, note="停电补记"), clerk)
    (row,) = app.attendance.day(at.date(), clerk).people
    assert (row.arrived_at, row.note) == ("09:15:00", "停电补记")
    assert rows(app, "SELECT reason FROM audit_event ORDER BY id DESC LIMIT 1") == [("停电补记",)]


def test_an_earlier_hour_of_today_needs_none(app: Application, clerk: Actor, wang: str) -> None:
    at = dt.datetime(2026, 11, 23, 7, 5)
    assert app.attendance.check_in(CheckIn(wang, at), clerk).arrived_at == "07:05:00"


@pytest.mark.parametrize(("minutes", "allowed"), [(4, True), (6, False), (60 * 24, False)])
def test_the_future_is_refused_but_not_a_clock_that_is_off_a_little(
    app: Application, clerk: Actor, wang: str, minutes: int, allowed: bool
) -> None:
    command = CheckIn(wang, dt.datetime(2026, 11, 23, 8, 30) + dt.timedelta(minutes=minutes))
    if allowed:
        assert app.attendance.check_in(command, clerk).outcome == "checked_in"
    else:
        with pytest.raises(ValidationProblem, match="在现在以后"):
            app.attendance.check_in(command, clerk)
        assert count(app, "attendance") == 0


def test_someone_not_on_the_list_is_said(app: Application, clerk: Actor) -> None:
    with pytest.raises(UserError, match="找不到"):
        app.attendance.check_in(CheckIn("nobody"), clerk)


# -- scanning ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "method"),
    [
        ("zj01", "card"),
        (WOMAN, "id_card"),
        ("paper", "qr"),
        ("1234", "manual"),
        ("王秀英", "manual"),
    ],
)
def test_whatever_is_scanned_checks_her_in(
    app: Application, clerk: Actor, wang: str, code: str, method: str
) -> None:
    typed = paper_code(app, clerk, wang) if code == "paper" else code
    result = app.attendance.scan(typed, clerk)
    assert (result.outcome, result.member_uid) == ("checked_in", wang)
    assert rows(app, "SELECT method FROM attendance") == [(method,)]
    assert app.attendance.scan(typed, clerk).outcome == "already"


def test_an_unknown_code_is_one_question_however_often_it_is_scanned(
    app: Application, clerk: Actor
) -> None:
    for _ in range(3):
        assert app.attendance.scan(" 88887777 ", clerk).outcome == "unknown"
    (item,) = app.work_items.open_items(clerk)
    assert (item.kind, item.subject, item.opened_at) == (
        "unknown_code", "88887777", "2026-11-23 08:30:00",
    )  # fmt: skip
    assert count(app, "attendance") == 0


@pytest.mark.parametrize("code", ["", "   ", "\r\n"])
def test_an_empty_scan_is_no_question(app: Application, clerk: Actor, code: str) -> None:
    assert app.attendance.scan(code, clerk).outcome == "unknown"
    assert app.work_items.count(clerk) == 0


def test_a_pasted_page_is_not_kept_whole(app: Application, clerk: Actor) -> None:
    app.attendance.scan("x" * 5000, clerk)
    assert len(app.work_items.open_items(clerk)[0].subject) == 64


def test_an_ambiguous_code_lists_the_people_and_enters_nobody(
    app: Application, clerk: Actor, wang: str
) -> None:
    register(app, clerk, "李建国", phone="13900001234", community="小河社区")
    result = app.attendance.scan("1234", clerk)
    assert result.outcome == "ambiguous"
    assert {hit.name for hit in result.candidates} == {"王秀英", "李建国"}
    assert all(hit.phone_masked.endswith("****1234") for hit in result.candidates)
    assert (count(app, "attendance"), app.work_items.count(clerk)) == (0, 0)


# -- undoing -------------------------------------------------------------------------------


def test_undone_is_kept_with_its_reason_and_may_be_done_again(
    app: Application, clerk: Actor, wang: str
) -> None:
    first = app.attendance.check_in(CheckIn(wang), clerk)
    app.attendance.undo(first.attendance_uid, "点错人", clerk)
    assert app.attendance.day(TODAY, clerk).present == 0
    assert rows(app, "SELECT deleted_reason, version FROM attendance") == [("点错人", 2)]
    app.attendance.redo(first.attendance_uid, clerk)
    assert app.attendance.day(TODAY, clerk).present == 1
    app.attendance.undo(first.attendance_uid, "", clerk)
    second = app.attendance.check_in(CheckIn(wang), clerk)
    assert second.outcome == "checked_in"
    assert count(app, "attendance") == 2


def test_undoing_twice_and_redoing_too_late_are_refused(
    app: Application, clerk: Actor, wang: str
) -> None:
    first = app.attendance.check_in(CheckIn(wang), clerk)
    app.attendance.undo(first.attendance_uid, "", clerk)
    with pytest.raises(UserError, match="已经撤销过"):
        app.attendance.undo(first.attendance_uid, "", clerk)
    app.attendance.check_in(CheckIn(wang), clerk)
    with pytest.raises(UserError, match="已有签到"):
        app.attendance.redo(first.attendance_uid, clerk)
    with pytest.raises(UserError) as caught:
        app.attendance.redo("nobody", clerk)
    assert caught.value.code == "not_found"
    assert app.attendance.day(TODAY, clerk).present == 1


# -- the day -------------------------------------------------------------------------------


def test_the_day_is_ordered_by_arrival_and_the_absent_are_the_others(
    app: Application, clerk: Actor
) -> None:
    uids = {name: register(app, clerk, name) for name in ("甲一", "乙二", "丙三", "丁四")}
    for name, hour in (("乙二", 8), ("甲一", 7), ("丙三", 6)):
        app.attendance.check_in(CheckIn(uids[name], dt.datetime(2026, 11, 23, hour)), clerk)
    assert [row.name for row in app.attendance.day(TODAY, clerk).people] == ["丙三", "甲一", "乙二"]
    assert [hit.name for hit in app.attendance.absent(TODAY, clerk)] == ["丁四"]
    assert app.attendance.absent(TODAY - dt.timedelta(days=1), clerk) == []  # not yet a member
    assert app.attendance.day(TODAY - dt.timedelta(days=1), clerk).present == 0


def test_the_roster_groups_by_community_and_shows_the_meals(
    app: Application, clerk: Actor, clock: FixedClock
) -> None:
    values = {
        "王秀英": {"community": "小河社区", "ability_level": 2, "id_number": WOMAN},
        "李建国": {"community": "拱宸社区", "self_care": "自理"},
        "张桂兰": {},
        "赵德发": {"community": "小河社区"},
    }
    for name, given in values.items():
        uid = register(app, clerk, name, **given)
        app.attendance.check_in(CheckIn(uid), clerk)
        if name == "王秀英":
            app.meals.serve(ServeMeal(uid, MealSlot.LUNCH), clerk)
        clock.advance(60)
    roster = app.attendance.roster(TODAY, app.settings.centre(), "QD-20261123-001", clerk)
    assert [(g.community, [r.name for r in g.rows]) for g in roster.groups] == [
        ("拱宸社区", ["李建国"]), ("小河社区", ["王秀英", "赵德发"]), ("未填社区", ["张桂兰"]),
    ]  # fmt: skip
    assert [row.number for group in roster.groups for row in group.rows] == [1, 2, 3, 4]
    first = roster.groups[1].rows[0]
    assert (first.sex, first.age, first.ability, first.arrived_at, first.method) == (
        "女", "87", "中度失能", "08:30", "人工",
    )  # fmt: skip
    assert (first.breakfast, first.lunch, first.dinner) == (False, True, False)
    assert (roster.centre_name, roster.made_by) == ("小河街道居家养老服务中心", "小王")


def test_there_is_no_roster_of_a_day_that_has_not_come(app: Application, clerk: Actor) -> None:
    tomorrow = TODAY + dt.timedelta(days=1)
    with pytest.raises(UserError, match="2026-11-24 这一天还没有到") as caught:
        app.printing.make("daily-roster", {"date": tomorrow.isoformat()}, clerk)
    assert caught.value.code == "day_to_come"
    assert app.documents.recent(clerk) == [], "no number was used up"


def test_the_roster_masks_a_number_that_stands_in_a_remark(app: Application, clerk: Actor) -> None:
    said = f"女儿13812345678代说，证号 {WOMAN}"
    uid = register(app, clerk, "王秀英", id_number=WOMAN)
    app.attendance.check_in(CheckIn(uid, note=said), clerk)
    roster = app.attendance.roster(TODAY, app.settings.centre(), "QD-20261123-001", clerk)
    (row,) = roster.groups[0].rows
    assert row.note == f"女儿138****5678代说，证号 330105********{WOMAN[-4:]}"
    assert app.attendance.day(TODAY, clerk).people[0].note == said


def test_a_check_in_of_another_age_is_refused(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk)
    old = CheckIn(uid, dt.datetime(2014, 12, 31, 8, 0), note="补记")
    with pytest.raises(ValidationProblem, match="2015"):
        app.attendance.check_in(old, clerk)


def test_a_roster_of_a_past_day_shows_what_was_known_then(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    app.attendance.check_in(CheckIn(wang), clerk)
    first, centre = dt.date(2026, 11, 23), app.settings.centre()

    def ability(date: dt.date) -> str:
        return app.attendance.roster(date, centre, "", clerk).groups[0].rows[0].ability

    assess(app, clerk, wang, b1_1=0)
    assert ability(first) == "轻度失能"
    clock.advance(86400)
    app.attendance.check_in(CheckIn(wang), clerk)
    assess(app, clerk, wang, **dict.fromkeys(("b1_1", "b1_2", "b1_3", "b1_4", "b1_5", "b1_6"), 0),
           b1_7=0)  # fmt: skip
    assert (ability(first), ability(first + dt.timedelta(days=1))) == ("轻度失能", "中度失能")
    clock.advance(400 * 86400)
    app.begin_day()
    assert ability(first) == "轻度失能"
