"""Codes of paper cards: one valid code a person; a lost card is refused as a lost chip card is."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from app.core.clock import FixedClock
from app.core.codes import MealSlot
from app.core.errors import NotAllowed, UserError, ValidationProblem
from app.services.attendance import CheckIn
from app.services.member_codes import REASONS, VoidCard
from app.services.memberships import LeaveMember
from app.services.rights import AT_THE_DOOR, SYSTEM, Actor
from app.services.timeline import TimelineQuery
from app.wiring import Application
from tests.db.tools import rows
from tests.helpers.people import leave, paper_code, register

TODAY = dt.date(2026, 11, 23)
LOST = "这张会员卡 11-23 遗失作废"
ADVICE = "请收回旧卡；新会员卡在会籍里打印，也可以报姓名或完整手机号。"


@pytest.fixture
def wang(app: Application, clerk: Actor) -> str:
    return register(app, clerk, joined_on="2020-01-01")


def void(app: Application, clerk: Actor, uid: str, reason: str = "lost", **given: object) -> None:
    app.member_codes.void(VoidCard(uid, reason, **given), clerk)  # type: ignore[arg-type]


def states(app: Application, clerk: Actor, uid: str) -> list[str]:
    return [code.state_label for code in app.member_codes.of(uid, clerk)]


def lines(app: Application, clerk: Actor, uid: str) -> list[str]:
    query = TimelineQuery(uid, frozenset({"card"}))
    found = app.timeline.events(query, app.timeline.ids(query, clerk), clerk)
    return [event.line for event in found if event is not None]


# -- giving ----------------------------------------------------------------------------------


def test_a_code_comes_with_the_first_card_and_stays(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    assert app.member_codes.of(wang, clerk) == ()
    code = paper_code(app, clerk, wang)
    assert str(uuid.UUID(code)) == code != wang
    clock.advance(86400)
    assert paper_code(app, clerk, wang) == code
    (row,) = app.member_codes.of(wang, clerk)
    assert (row.made_on, row.state_label, row.reason_label) == ("2026-11-23", "有效", "")
    assert app.audit.verify(SYSTEM).sound


def test_many_at_once_get_one_each(app: Application, clerk: Actor, wang: str) -> None:
    other = register(app, clerk, "李建国")
    first = paper_code(app, clerk, wang)
    codes = app.member_codes.to_print([wang, other], clerk)
    assert codes[wang] == first
    assert app.attendance.scan(codes[other], clerk).member_uid == other
    assert len({*codes.values()}) == 2


def test_what_is_not_a_code_finds_nobody(app: Application, clerk: Actor, wang: str) -> None:
    """The uid leaves the centre with every upload: it opens nothing."""
    code = paper_code(app, clerk, wang)
    for typed in (wang, str(uuid.uuid4()), code[:-1]):
        assert app.attendance.scan(typed, clerk).outcome == "unknown", typed
        assert app.members.find(typed, 5, clerk) == [], typed


@pytest.mark.parametrize("change", [str.upper, lambda code: f" {code}　", lambda code: code])
def test_a_code_is_read_however_the_scanner_types_it(
    app: Application, clerk: Actor, wang: str, change: object
) -> None:
    typed = change(paper_code(app, clerk, wang))  # type: ignore[operator]
    assert app.meals.scan(typed, MealSlot.LUNCH, clerk).outcome == "served"
    assert app.attendance.scan(typed, clerk).outcome == "checked_in"
    assert rows(app, "SELECT method FROM attendance") == [("qr",)]
    (hit,) = app.members.find(typed, 5, clerk)
    assert (hit.uid, hit.matched_by) == (wang, "会员卡")


def test_nobody_gets_a_new_card_after_their_last_day(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    other = register(app, clerk, "李建国", joined_on="2020-01-01")
    code = paper_code(app, clerk, other)
    leave(app, clerk, other, TODAY)
    app.memberships.leave(LeaveMember(wang, TODAY, "died"), clerk)
    clock.advance(86400)
    with pytest.raises(UserError, match="王秀英：档案登记 2026-11-23 去世，发新会员卡不能"):
        app.member_codes.to_print([wang], clerk)
    assert set(app.member_codes.to_print([other, wang], clerk)) == {other}
    assert paper_code(app, clerk, other) == code  # as a chip card stays theirs
    assert app.attendance.scan(code, clerk).outcome == "away"


# -- void ------------------------------------------------------------------------------------


def test_a_lost_card_is_refused_everywhere_and_says_whose_it_was(
    app: Application, clerk: Actor, wang: str
) -> None:
    code = paper_code(app, clerk, wang)
    void(app, clerk, wang, note="公交车上丢了")
    said = app.attendance.scan(code.upper(), clerk)
    assert (said.outcome, said.name, said.member_uid) == ("ended_card", "王秀英", wang)
    assert said.refusal == f"{LOST}，{ADVICE}"
    assert app.attendance.scan(code, AT_THE_DOOR).outcome == "ended_card"
    assert app.meals.scan(code, MealSlot.LUNCH, clerk).refusal == said.refusal
    with pytest.raises(UserError, match="遗失作废"):
        app.cards.refuse_ended(code, clerk)
    (hit,) = app.members.find(code, 5, clerk)
    assert (hit.uid, hit.matched_by) == (wang, "旧会员卡")
    assert rows(app, "SELECT count(*) FROM attendance") == [(0,)]
    assert app.work_items.count(clerk) == 0


def test_the_next_card_has_a_new_code_and_the_old_one_stays_refused(
    app: Application, clerk: Actor, wang: str
) -> None:
    old = paper_code(app, clerk, wang)
    void(app, clerk, wang, "damaged")
    new = paper_code(app, clerk, wang)
    assert new != old
    assert states(app, clerk, wang) == ["有效", "已作废"]
    assert app.attendance.scan(new, clerk).outcome == "checked_in"
    assert "损坏作废" in app.attendance.scan(old, clerk).refusal
    assert app.audit.verify(SYSTEM).sound
    void(app, clerk, wang, "other")
    assert app.attendance.scan(new, clerk).refusal.startswith("这张会员卡 11-23 已作废，请收回")


def test_a_card_is_valid_for_the_days_before_it_was_lost(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    """A day that is entered later asks for the card of that day, as with chip cards."""
    code = paper_code(app, clerk, wang)
    clock.advance(2 * 86400)
    lost = TODAY + dt.timedelta(days=1)
    void(app, clerk, wang, on=lost)
    for date, holds in ((TODAY, True), (lost, False)):
        assert app.cards.holder(code, date, clerk) == (wang if holds else "")
        refused = app.meals.refused_card(code, MealSlot.LUNCH, date, clerk)
        assert (refused is None) is holds
        command = CheckIn(wang, dt.datetime.combine(date, dt.time(9)), note="补记", code=code)
        outcome = app.attendance.check_in(command, clerk).outcome
        assert outcome == ("checked_in" if holds else "ended_card")
        (hit,) = app.members.find(code, 5, clerk, date)
        assert hit.matched_by == ("会员卡" if holds else "旧会员卡")


def test_undoing_makes_the_old_card_valid_again(app: Application, clerk: Actor, wang: str) -> None:
    code = paper_code(app, clerk, wang)
    change = app.member_codes.void(VoidCard(wang, "other", note="点错人"), clerk)
    app.member_codes.undo(change, clerk)
    assert states(app, clerk, wang) == ["有效"]
    assert app.attendance.scan(code, clerk).outcome == "checked_in"
    assert paper_code(app, clerk, wang) == code
    with pytest.raises(UserError, match="不能再撤销"):
        app.member_codes.undo(change, clerk)


def test_once_a_new_card_is_printed_only_that_one_counts(
    app: Application, clerk: Actor, wang: str
) -> None:
    paper_code(app, clerk, wang)
    change = app.member_codes.void(VoidCard(wang, "lost"), clerk)
    new = paper_code(app, clerk, wang)
    with pytest.raises(UserError, match="只认新卡，不能再撤销") as caught:
        app.member_codes.undo(change, clerk)
    assert caught.value.code == "card_in_use"
    assert app.attendance.scan(new, clerk).outcome == "checked_in"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"reason": "stolen"}, "reason"), ({"on": TODAY + dt.timedelta(days=1)}, "on"),
        ({"on": TODAY - dt.timedelta(days=1)}, "on"), ({"note": "长" * 201}, "note"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_the_field(
    app: Application, clerk: Actor, wang: str, given: dict[str, object], field: str
) -> None:
    paper_code(app, clerk, wang)
    with pytest.raises(ValidationProblem) as caught:
        void(app, clerk, wang, **{"reason": "lost", **given})  # type: ignore[arg-type]
    assert list(caught.value.fields) == [field]
    assert states(app, clerk, wang) == ["有效"]


def test_without_a_card_there_is_nothing_to_make_void(
    app: Application, clerk: Actor, wang: str
) -> None:
    with pytest.raises(UserError, match="没有可以作废的会员卡"):
        void(app, clerk, wang)
    with pytest.raises(NotAllowed):
        void(app, AT_THE_DOOR, wang)
    with pytest.raises(NotAllowed):
        app.member_codes.to_print([wang], AT_THE_DOOR)


# -- what is told ------------------------------------------------------------------------------


def test_the_time_line_and_the_audit_tell_of_it(app: Application, clerk: Actor, wang: str) -> None:
    paper_code(app, clerk, wang)
    change = app.member_codes.void(VoidCard(wang, "lost", note="菜场"), clerk)
    assert lines(app, clerk, wang)[0] == f"会员卡作废（遗失，菜场）（{clerk.name}）"
    app.member_codes.undo(change, clerk)
    assert lines(app, clerk, wang) == [
        f"会员卡作废已撤销（{clerk.name}）", f"会员卡印上新的二维码（{clerk.name}）",
    ]  # fmt: skip
    reasons = "SELECT reason FROM audit_event WHERE entity = 'member_code' ORDER BY id"
    assert [reason for (reason,) in rows(app, reasons)] == [
        "打印会员卡", "会员卡作废：遗失", "撤销会员卡作废",
    ]  # fmt: skip
    assert set(REASONS) == {"lost", "damaged", "other"}


# -- merged files --------------------------------------------------------------------------------


def test_cards_of_both_files_find_the_kept_one_until_one_is_reported_lost(
    app: Application, clerk: Actor, wang: str
) -> None:
    gone = register(app, clerk, "王秀英")
    own, theirs = paper_code(app, clerk, wang), paper_code(app, clerk, gone)
    number = app.members.file(gone, clerk).member_no
    app.merging.merge(wang, gone, {}, "本人核对", clerk)
    for code in (own, theirs):
        assert app.members.who(code, clerk).uid == wang
        assert app.members.find(code, 5, clerk)[0].matched_by == "会员卡"
    shown = [(code.state_label, code.former_no) for code in app.member_codes.of(wang, clerk)]
    assert shown == [("有效", ""), ("有效", number)]
    assert paper_code(app, clerk, wang) == own
    change = app.member_codes.void(VoidCard(wang, "lost"), clerk)
    for code in (own, theirs):
        said = app.attendance.scan(code, clerk)
        assert (said.outcome, said.member_uid) == ("ended_card", wang)
    assert [line.partition("（")[0] for line in lines(app, clerk, wang)].count("会员卡作废") == 2
    app.member_codes.undo(change, clerk)
    assert app.members.who(theirs, clerk).uid == wang


def test_undoing_a_merge_gives_each_file_its_card_back(
    app: Application, clerk: Actor, wang: str
) -> None:
    gone = register(app, clerk, "王秀瑛")
    own, theirs = paper_code(app, clerk, wang), paper_code(app, clerk, gone)
    app.merging.merge(wang, gone, {}, "本人核对", clerk)
    app.merging.undo(gone, "不是同一人", clerk)
    assert app.attendance.scan(own, clerk).member_uid == wang
    assert app.attendance.scan(theirs, clerk).member_uid == gone
    for uid, code in ((wang, own), (gone, theirs)):
        assert states(app, clerk, uid) == ["有效"]
        assert paper_code(app, clerk, uid) == code


def test_a_card_lost_while_the_files_were_one_stays_lost(
    app: Application, clerk: Actor, wang: str
) -> None:
    gone = register(app, clerk, "王秀瑛")
    theirs = paper_code(app, clerk, gone)
    app.merging.merge(wang, gone, {}, "本人核对", clerk)
    void(app, clerk, wang)
    app.merging.undo(gone, "不是同一人", clerk)
    said = app.attendance.scan(theirs, clerk)
    assert (said.outcome, said.member_uid) == ("ended_card", gone)
    assert paper_code(app, clerk, gone) != theirs


def test_whoever_left_does_not_keep_the_others_from_their_cards(
    app: Application, clerk: Actor, wang: str
) -> None:
    gone = register(app, clerk, "王秀兰", joined_on="2020-01-01")
    leave(app, clerk, gone, TODAY - dt.timedelta(days=1))
    assert set(app.member_codes.to_print([wang, gone], clerk)) == {wang}
    printed = app.printing.make("member-card", {"member": f"{gone},{wang}"}, clerk)
    assert printed.pages == 1
    with pytest.raises(UserError) as refused:
        app.member_codes.to_print([gone], clerk)
    assert refused.value.code == "gone"


def test_a_lost_card_of_a_merged_file_is_void_from_the_day_it_was_lost(
    app: Application, clerk: Actor, clock: FixedClock, wang: str
) -> None:
    other = register(app, clerk, "王秀兰")
    lost = paper_code(app, clerk, other)
    clock.advance(20 * 86400)
    app.merging.merge(wang, other, {}, "本人核对", clerk)
    own = paper_code(app, clerk, wang)
    printed_on = dt.date(2026, 12, 13)
    app.member_codes.void(VoidCard(wang, "lost", printed_on - dt.timedelta(days=8)), clerk)
    voided = rows(app, "SELECT code, voided_on FROM member_code ORDER BY id")
    assert dict(voided) == {lost: "2026-12-05", own: printed_on.isoformat()}
