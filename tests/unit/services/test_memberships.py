"""The life of a membership: which days count, what every other module makes of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.clock import FixedClock, today
from app.core.codes import MealSlot
from app.core.errors import UserError, ValidationProblem
from app.models import Member
from app.services.attendance import CheckIn
from app.services.classification import SaveClass
from app.services.face_checks import FaceChecks
from app.services.meals import ServeMeal
from app.services.memberships import (
    ChangePeriod,
    LeaveMember,
    PauseMember,
    ResumeMember,
    WaitMember,
)
from app.services.rights import SYSTEM, Actor
from app.wiring import Application
from tests.helpers.people import id_number, leave, paper_code, pause, register

TODAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)


@pytest.fixture
def wang(app: Application, clerk: Actor) -> str:
    """王秀英, on the list since 2020."""
    return register(app, clerk, card="A1", joined_on="2020-01-01")


def on_list(app: Application, clerk: Actor, date: dt.date) -> tuple[int, int]:
    """(在册, 请假) on ``date``."""
    day = app.dashboard.day(date, clerk)
    return day.members, day.paused


def faults(caught: pytest.ExceptionInfo[ValidationProblem]) -> dict[str, str]:
    return dict(caught.value.fields)


# -- the days ------------------------------------------------------------------------------


def test_the_last_day_counts_and_the_next_does_not(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    leave(app, clerk, wang, TODAY)
    assert on_list(app, clerk, TODAY) == (1, 0)
    assert on_list(app, clerk, TODAY + DAY) == (0, 0)
    assert [hit.uid for hit in app.attendance.absent(TODAY, clerk)] == [wang]
    assert app.attendance.check_in(CheckIn(wang), clerk).outcome == "checked_in"
    clock.advance(86400)
    refused = app.attendance.check_in(CheckIn(wang), clerk)
    assert refused.outcome == "away"
    assert refused.refusal == "已退出（最后一天 11-23，迁出），如已恢复请到会籍里恢复。"
    assert app.attendance.absent(TODAY + DAY, clerk) == []


def test_a_pause_with_an_end_ends_by_itself(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    pause(app, clerk, wang, TODAY, TODAY + DAY)
    assert [on_list(app, clerk, TODAY + n * DAY) for n in (-1, 0, 1, 2)] == [
        (1, 0), (0, 1), (0, 1), (1, 0),
    ]  # fmt: skip
    said = app.attendance.scan("A1", clerk)
    assert (said.outcome, said.name) == ("away", "王秀英")
    assert said.refusal == "住院暂停中（11-23 起，到 11-24），如已恢复请到会籍里恢复。"
    clock.advance(2 * 86400)
    assert app.attendance.scan("A1", clerk).outcome == "checked_in"


def test_a_pause_to_come_takes_effect_on_its_day(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    pause(app, clerk, wang, TODAY + DAY)
    assert app.attendance.check_in(CheckIn(wang), clerk).outcome == "checked_in"
    assert app.members.file(wang, clerk).state == "active"
    assert app.memberships.of(wang, clerk).coming is not None
    clock.advance(86400)
    assert app.memberships.roll() == 1
    assert app.members.file(wang, clerk).state == "paused"
    assert app.memberships.roll() == 0


def test_leap_day(app: Application, clerk: Actor, wang: str, clock: FixedClock) -> None:
    clock.moment = clock.moment.replace(year=2028, month=2, day=28)
    leave(app, clerk, wang, dt.date(2028, 2, 29))
    assert on_list(app, clerk, dt.date(2028, 2, 29)) == (1, 0)
    assert on_list(app, clerk, dt.date(2028, 3, 1)) == (0, 0)
    assert app.memberships.of(wang, clerk).last_day == dt.date(2028, 2, 29)


def test_the_day_of_joining_counts(app: Application, clerk: Actor) -> None:
    register(app, clerk, "李建国", joined_on="2026-11-20")
    assert on_list(app, clerk, dt.date(2026, 11, 19)) == (0, 0)
    assert on_list(app, clerk, dt.date(2026, 11, 20)) == (1, 0)


# -- backdating ----------------------------------------------------------------------------


def test_an_earlier_day_needs_words_and_tells_what_stands_there(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    app.attendance.check_in(CheckIn(wang), clerk)
    clock.advance(3 * 86400)
    with pytest.raises(ValidationProblem) as caught:
        app.memberships.pause(PauseMember(wang, TODAY, "hospital"), clerk)
    assert faults(caught) == {"note": "日期在今天以前，请在说明里写明为什么补登。"}
    change = app.memberships.pause(
        PauseMember(wang, TODAY, "hospital", note="女儿今天才告知"), clerk
    )
    assert change.seen == (TODAY.isoformat(),)
    assert app.attendance.day(TODAY, clerk).present == 1  # what was entered stays


def test_all_faults_come_at_once(app: Application, clerk: Actor, wang: str) -> None:
    with pytest.raises(ValidationProblem) as caught:
        app.memberships.pause(
            PauseMember(wang, dt.date(2019, 5, 1), "moved", dt.date(2019, 4, 1)), clerk
        )
    assert set(faults(caught)) == {"first_day", "last_day", "reason", "note"}
    with pytest.raises(ValidationProblem) as caught:
        app.memberships.leave(LeaveMember(wang, dt.date(2036, 1, 1), "hospital"), clerk)
    assert faults(caught) == {
        "last_day": "日期在两年以后，请核对年份。", "reason": "请选择退出的原因。",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "fits"),
    [
        (-3, -1, True), (-3, 0, False), (0, 0, False), (2, 2, False), (3, 3, True),
        (-3, None, False), (3, None, True), (-5, 9, False),
    ],
)  # fmt: skip
def test_two_periods_never_share_a_day(
    app: Application, clerk: Actor, wang: str, first: int, last: int | None, fits: bool
) -> None:
    pause(app, clerk, wang, TODAY, TODAY + 2 * DAY)
    command = PauseMember(
        wang, TODAY + first * DAY, "travelling", None if last is None else TODAY + last * DAY, "补"
    )
    if fits:
        app.memberships.pause(command, clerk)
        assert len(app.memberships.of(wang, clerk).periods) == 2
        return
    words = "与已登记的“暂停 · 住院”（2026-11-23 到 2026-11-25）重叠"
    with pytest.raises(ValidationProblem, match=words):
        app.memberships.pause(command, clerk)


# -- coming back ---------------------------------------------------------------------------


def test_resuming_counts_from_its_day(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    pause(app, clerk, wang, TODAY)
    clock.advance(2 * 86400)
    change = app.memberships.resume(ResumeMember(wang, TODAY + 2 * DAY), clerk)
    assert change.state == "active"
    assert [on_list(app, clerk, TODAY + n * DAY) for n in (0, 1, 2)] == [(0, 1), (0, 1), (1, 0)]
    with pytest.raises(ValidationProblem, match="这一天本来就在册"):
        app.memberships.resume(ResumeMember(wang, TODAY + 2 * DAY), clerk)


def test_a_pause_resumed_on_its_first_day_leaves_no_day(
    app: Application, clerk: Actor, wang: str
) -> None:
    pause(app, clerk, wang, TODAY)
    app.memberships.resume(ResumeMember(wang, TODAY), clerk)
    assert app.memberships.of(wang, clerk).periods == ()
    assert app.attendance.check_in(CheckIn(wang), clerk).outcome == "checked_in"


def test_whoever_left_is_taken_in_again_and_the_gap_stays(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    leave(app, clerk, wang, TODAY)
    clock.advance(10 * 86400)
    app.memberships.resume(ResumeMember(wang, TODAY + 10 * DAY), clerk)
    assert app.members.file(wang, clerk).state == "active"
    assert [on_list(app, clerk, TODAY + n * DAY)[0] for n in (0, 1, 9, 10)] == [1, 0, 0, 1]
    with app.db.read() as connection:
        assert connection.execute(select(Member.left_on)).scalar() is None


def test_dying_in_hospital_ends_the_pause(app: Application, clerk: Actor, wang: str) -> None:
    pause(app, clerk, wang, TODAY - 5 * DAY)
    change = app.memberships.leave(LeaveMember(wang, TODAY - DAY, "died"), clerk)
    assert [(p.state, p.from_on, p.to_on) for p in app.memberships.of(wang, clerk).periods] == [
        ("left", TODAY, None), ("paused", TODAY - 5 * DAY, TODAY - DAY),
    ]  # fmt: skip
    app.memberships.undo(change, clerk)
    assert [(p.state, p.to_on) for p in app.memberships.of(wang, clerk).periods] == [
        ("paused", None)
    ]
    assert app.members.file(wang, clerk).state == "paused"


def test_registered_only_until_taken_in(app: Application, clerk: Actor, wang: str) -> None:
    app.memberships.wait(WaitMember(wang, TODAY), clerk)
    refused = app.attendance.scan("A1", clerk)
    assert refused.refusal == "只登记、还没有入册（11-23 起），批准后请到会籍里入册。"
    app.memberships.resume(ResumeMember(wang, TODAY), clerk)
    assert app.attendance.scan("A1", clerk).outcome == "checked_in"


# -- correcting and undoing ----------------------------------------------------------------


def test_every_change_can_be_taken_back(app: Application, clerk: Actor, wang: str) -> None:
    made = app.memberships.pause(PauseMember(wang, TODAY, "hospital"), clerk)
    period = app.memberships.of(wang, clerk).periods[0]
    longer = app.memberships.change(
        ChangePeriod(period.uid, TODAY, TODAY + DAY, "travelling", "改为探亲"), clerk
    )
    assert app.memberships.of(wang, clerk).periods[0].label == "暂停 · 外出"
    with pytest.raises(UserError, match="后来又改过"):
        app.memberships.undo(made, clerk)
    app.memberships.undo(longer, clerk)
    assert app.memberships.of(wang, clerk).periods[0].label == "暂停 · 住院"
    gone = app.memberships.remove(period.uid, "登记错了", clerk)
    assert app.memberships.of(wang, clerk).periods == ()
    app.memberships.undo(gone, clerk)
    assert len(app.memberships.of(wang, clerk).periods) == 1
    app.memberships.undo(made, clerk)  # every later step was taken back
    assert app.memberships.of(wang, clerk).periods == ()


def test_undo_is_refused_where_it_would_overlap(app: Application, clerk: Actor, wang: str) -> None:
    pause(app, clerk, wang, TODAY)
    period = app.memberships.of(wang, clerk).periods[0]
    gone = app.memberships.remove(period.uid, "登记错了", clerk)
    leave(app, clerk, wang, TODAY + DAY)
    with pytest.raises(UserError, match="重叠"):
        app.memberships.undo(gone, clerk)


# -- other modules -------------------------------------------------------------------------


def test_a_bare_state_of_an_older_file_gets_its_period(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk, joined_on="2020-01-01")
    with app.db.write(SYSTEM) as unit:
        member = unit.session.scalars(select(Member).where(Member.uid == uid)).one()
        member.state, member.left_on = "left", "2026-11-01"
    assert on_list(app, clerk, dt.date(2026, 11, 2)) == (1, 0)
    app.memberships.roll()
    assert on_list(app, clerk, dt.date(2026, 11, 1)) == (1, 0)
    assert on_list(app, clerk, dt.date(2026, 11, 2)) == (0, 0)
    assert app.members.file(uid, clerk).state == "left"


def test_leaving_asks_for_removal_from_the_terminal(
    app: Application, clerk: Actor, clock: FixedClock
) -> None:
    uid = register(app, clerk, pin="101", joined_on="2020-01-01")
    leave(app, clerk, uid, TODAY)
    assert app.work_items.count(clerk) == 0
    clock.advance(86400)
    app.memberships.roll()
    item = app.work_items.open_items(clerk)[0]
    assert (item.kind, item.subject, item.detail) == (
        "face_removal", uid, "王秀英已退出，编号 101",
    )  # fmt: skip
    app.memberships.resume(ResumeMember(uid, TODAY + DAY), clerk)
    assert app.work_items.count(clerk) == 0


def feed(app: Application, clerk: Actor, *times: str, device: str = "1", pin: str = "101") -> None:
    """Terminal records of ``pin``, matched."""
    from app.devices.attlog_file import read_attlog

    raw = "".join(f"{pin:>9}\t{at}\t1\t0\t15\t0\r\n" for at in times).encode()
    faces: FaceChecks = app.face_checks
    faces.store_file(raw, "x.dat", device, lambda data: read_attlog(data, app.clock.now()), clerk)
    faces.reconcile_dates(tuple(sorted({at[:10] for at in times})), clerk)


def test_a_check_of_somebody_paused_is_asked_about_and_follows_the_decision(
    app: Application, clerk: Actor
) -> None:
    uid = register(app, clerk, pin="101", joined_on="2020-01-01")
    pause(app, clerk, uid, TODAY - 2 * DAY)
    feed(app, clerk, "2026-11-22 08:05:00")
    assert app.attendance.day(TODAY - DAY, clerk).present == 0
    item = app.work_items.open_items(clerk)[0]
    assert item.detail == "王秀英 11-22 08:05 在 1 号机核验，当天住院暂停中（11-21 起）"
    assert (item.kind, item.subject) == ("away_check", f"{uid} 2026-11-22")
    app.memberships.resume(ResumeMember(uid, TODAY - DAY, "昨天已回来"), clerk)
    assert app.attendance.day(TODAY - DAY, clerk).present == 1
    assert app.work_items.count(clerk) == 0


def test_undoing_a_resumption_asks_again_what_it_had_answered(
    app: Application, clerk: Actor
) -> None:
    uid = register(app, clerk, pin="101", joined_on="2020-01-01")
    pause(app, clerk, uid, TODAY - 2 * DAY)
    feed(app, clerk, "2026-11-22 08:05:00")
    (item,) = app.work_items.open_items(clerk)
    for _ in range(2):
        back = app.memberships.resume(ResumeMember(uid, TODAY - DAY, "昨天已回来"), clerk)
        assert app.work_items.count(clerk) == 0
        undone = app.memberships.undo(back, clerk)
        assert [one.uid for one in app.work_items.open_items(clerk)] == [item.uid]
        assert app.attendance.day(TODAY - DAY, clerk).present == 0
        assert app.memberships.of(uid, clerk).state == "paused"
        redone = app.memberships.undo(undone, clerk)
        assert app.attendance.day(TODAY - DAY, clerk).present == 1
        assert app.work_items.count(clerk) == 0
        app.memberships.undo(redone, clerk)
    assert app.audit.verify(SYSTEM).problems == ()


def test_undoing_a_resumption_leaves_what_was_entered_by_hand(
    app: Application, clerk: Actor
) -> None:
    uid = register(app, clerk, pin="101", joined_on="2020-01-01")
    app.attendance.check_in(CheckIn(uid), clerk)
    pause(app, clerk, uid, TODAY - 2 * DAY)
    feed(app, clerk, "2026-11-22 08:05:00")
    back = app.memberships.resume(ResumeMember(uid, TODAY - DAY, "昨天已回来"), clerk)
    assert app.attendance.day(TODAY - DAY, clerk).present == 1
    app.memberships.undo(back, clerk)
    assert app.attendance.day(TODAY, clerk).present == 1
    assert app.attendance.day(TODAY - DAY, clerk).present == 0


@pytest.mark.parametrize("how", ["came", "ate", "came yesterday", "a terminal saw her"])
def test_who_came_since_is_not_taken_off_the_list_again(
    app: Application, clerk: Actor, how: str
) -> None:
    uid = register(app, clerk, pin="101", joined_on="2020-01-01")
    pause(app, clerk, uid, TODAY - 2 * DAY)
    back = app.memberships.resume(ResumeMember(uid, TODAY - DAY, "昨天已回来"), clerk)
    if how == "came":
        app.attendance.check_in(CheckIn(uid), clerk)
    elif how == "ate":
        app.meals.serve(ServeMeal(uid, MealSlot.LUNCH), clerk)
    elif how == "came yesterday":
        at = dt.datetime.combine(TODAY - DAY, dt.time(9))
        app.attendance.check_in(CheckIn(uid, at, note="补记"), clerk)
    else:
        feed(app, clerk, "2026-11-23 08:05:00")
    day = "11-22" if how == "came yesterday" else "11-23"
    with pytest.raises(UserError, match=rf"没有撤销.*后来又有签到或就餐（{day}）.*会籍") as refused:
        app.memberships.undo(back, clerk)
    assert refused.value.code == "came_since"
    assert app.memberships.of(uid, clerk).state == "active"
    for date in (TODAY, TODAY - DAY):
        for row in app.attendance.day(date, clerk).people:
            app.attendance.undo(row.uid, "记错人", clerk)
    for meal in app.meals.day(TODAY, clerk):
        app.meals.undo(meal.uid, "记错人", clerk)
    app.memberships.undo(back, clerk)
    assert app.memberships.of(uid, clerk).state == "paused"


def test_what_stood_before_the_pause_is_nothing_against_undoing_step_after_step(
    app: Application, clerk: Actor
) -> None:
    uid = register(app, clerk, joined_on="2020-01-01")
    app.attendance.check_in(CheckIn(uid), clerk)
    app.meals.serve(ServeMeal(uid, MealSlot.BREAKFAST), clerk)
    step = app.memberships.pause(PauseMember(uid, TODAY, "hospital"), clerk)
    for state in ("active", "paused") * 2:
        step = app.memberships.undo(step, clerk)
        assert app.memberships.of(uid, clerk).state == state
    app.memberships.undo(step, clerk)
    app.meals.serve(ServeMeal(uid, MealSlot.LUNCH), clerk)


def test_a_pause_that_comes_back_does_not_cover_who_came_meanwhile(
    app: Application, clerk: Actor
) -> None:
    uid = register(app, clerk, joined_on="2020-01-01")
    made = app.memberships.pause(PauseMember(uid, TODAY, "hospital"), clerk)
    undone = app.memberships.undo(made, clerk)
    app.attendance.check_in(CheckIn(uid), clerk)
    with pytest.raises(UserError, match="后来又有签到"):
        app.memberships.undo(undone, clerk)


def test_a_settled_check_is_not_asked_about_again(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk, pin="101", joined_on="2020-01-01")
    pause(app, clerk, uid, TODAY - 2 * DAY)
    feed(app, clerk, "2026-11-22 08:05:00")
    app.work_items.dismiss(app.work_items.open_items(clerk)[0].uid, "家属代刷", clerk)
    app.face_checks.reconcile(TODAY - DAY, clerk)
    assert app.work_items.count(clerk) == 0


# -- where nothing may go wrong --------------------------------------------------------------


def test_before_anybody_opened_the_day_nothing_says_yesterday(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    """The mirror is of yesterday until the day begins; file, count and household are not."""
    app.households.create(wang, clerk)
    leave(app, clerk, wang, TODAY)
    clock.advance(86400)
    house = app.households.of(wang, clerk)
    assert house is not None
    assert house.people[0].state == "退出"
    assert (app.members.file(wang, clerk).state, app.members.count(clerk)) == ("left", 0)


def test_a_period_changed_elsewhere_is_not_overwritten(
    app: Application, clerk: Actor, wang: str
) -> None:
    pause(app, clerk, wang, TODAY)
    (seen,) = app.memberships.of(wang, clerk).periods
    given = ChangePeriod(seen.uid, TODAY, TODAY + DAY, "travelling", "", seen.version)
    app.memberships.change(given, clerk)
    with pytest.raises(UserError, match="刚被改过"):
        app.memberships.change(given, clerk)


def test_a_fault_in_the_middle_leaves_nothing(
    app: Application, clerk: Actor, wang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("power went off")

    monkeypatch.setattr(app.memberships, "_settled", fail)
    with pytest.raises(RuntimeError):
        pause(app, clerk, wang, TODAY)
    assert app.memberships.of(wang, clerk).periods == ()
    assert app.members.file(wang, clerk).version == 1
    assert app.audit.verify(SYSTEM).sound


@pytest.mark.parametrize(
    "code", ["A1", "paper", "id", "13812341234", "1234", "000001", "1", "王秀英"]
)
def test_somebody_paused_is_refused_however_they_are_named(
    app: Application, clerk: Actor, code: str
) -> None:
    number = id_number("19400101", 12)
    uid = register(app, clerk, card="A1", phone="13812341234", id_number=number)
    paper = paper_code(app, clerk, uid)
    pause(app, clerk, uid, TODAY)
    said = {"paper": paper, "id": number}.get(code, code)
    assert app.attendance.scan(said, clerk).outcome == "away"
    assert app.meals.scan(said, MealSlot.LUNCH, clerk).outcome == "away"


def test_every_mirror_says_what_its_rows_say_after_every_path(
    app: Application, clerk: Actor, manager: Actor, clock: FixedClock, tmp_path: Path
) -> None:
    """Imported, updated from a list, taken back, paused, undone, left: day by day."""
    first, second = tmp_path / "1.csv", tmp_path / "2.csv"
    head = "姓名,身份证号,人员类别,紧急联系人,紧急联系人电话,卡号,能力等级\n"
    person = f"赵一,{id_number('19400101', 11)}"
    first.write_text(f"{head}{person},独居、低保,赵二,13900000001,C1,\n", encoding="utf-8-sig")
    second.write_text(f"{head}{person},失独,孙四,13900000009,C9,3\n", encoding="utf-8-sig")
    app.imports.run(first, clerk)
    agree(app)
    assert app.imports.run(second, clerk, updates="all").updated == 1
    agree(app)
    app.import_runs.undo(app.import_runs.all(manager)[0].uid, "用错了名单", manager)
    agree(app)
    uid = app.members.who("赵一", clerk).uid
    assert app.members.file(uid, clerk).card == "C1"
    app.classification.save(SaveClass(uid, "重病", None, TODAY), clerk)
    clock.advance(86400)
    agree(app)
    change = app.memberships.pause(PauseMember(uid, TODAY + DAY, "hospital"), clerk)
    agree(app)
    app.memberships.undo(change, clerk)
    agree(app)
    leave(app, clerk, uid, TODAY + 3 * DAY)
    for _ in range(4):
        clock.advance(86400)
        agree(app)
    assert app.members.file(uid, clerk).state == "left"
    assert app.audit.verify(SYSTEM).sound


def agree(app: Application) -> None:
    """Every mirror on the members says what the rows behind it say today."""
    app.begin_day()
    names = app.codes.names("classes")
    with app.db.glance() as connection:
        day = {"d": today(app.clock).isoformat()}
        for row in connection.execute(MIRRORS, day).fetchall():
            state, stands, contact, calls, words, codes = row
            assert (state, contact) == (stands, calls)
            held = {names[code] for code in (codes or "").split(",") if code}
            assert set((words or "").split("、")) - {""} == held


MIRRORS = (
    "SELECT m.state, coalesce((SELECT p.state FROM membership_period p WHERE p.member_id = m.id"
    " AND p.deleted_at IS NULL AND p.from_on <= :d AND coalesce(p.to_on, :d) >= :d), 'active'),"
    " coalesce(m.emergency_contact, '') || coalesce(m.emergency_phone, ''),"
    " coalesce((SELECT k.name || coalesce(k.phone, '') FROM contact k WHERE k.member_id = m.id"
    " AND k.deleted_at IS NULL AND k.emergency_order = 1), ''),"
    " m.categories, (SELECT group_concat(c.code) FROM member_class c WHERE c.member_id = m.id"
    " AND c.deleted_at IS NULL AND coalesce(c.from_on, '') <= :d AND coalesce(c.to_on, :d) >= :d)"
    " FROM member m WHERE m.deleted_at IS NULL"
)
