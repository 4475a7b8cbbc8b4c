"""Cards: a number in use belongs to one person, an ended one is refused and says so."""

from __future__ import annotations

import datetime as dt

import pytest

from app.core.clock import FixedClock
from app.core.codes import MealSlot
from app.core.errors import UserError, ValidationProblem
from app.services.attendance import CheckIn
from app.services.cards import EndCard, IssueCard, RenewCard
from app.services.members import ChangeMember
from app.services.rights import Actor
from app.wiring import Application
from tests.helpers.people import put_card, register

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def wang(app: Application, clerk: Actor) -> str:
    return register(app, clerk)


def card_uid(app: Application, clerk: Actor, uid: str) -> str:
    return app.cards.of(uid, clerk)[0].uid


def states(app: Application, clerk: Actor, uid: str) -> list[tuple[str, str]]:
    return [(card.number, card.state_label) for card in app.cards.of(uid, clerk)]


def test_a_lost_card_is_refused_and_says_so(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    app.cards.issue(IssueCard(wang, " zj 01 ", "老年卡"), clerk)
    assert app.attendance.scan("ZJ01", clerk).outcome == "checked_in"
    app.cards.lose(EndCard(card_uid(app, clerk, wang), "公交车上丢了"), clerk)
    clock.advance(86400)
    said = app.attendance.scan("zj01", clerk)
    assert (said.outcome, said.name) == ("ended_card", "王秀英")
    assert said.refusal == "这张卡 11-23 已挂失，请收回这张卡，或在会籍里补办。"
    assert app.meals.scan("zj01", MealSlot.LUNCH, clerk).outcome == "ended_card"
    assert app.work_items.count(clerk) == 0


def test_a_lost_card_is_refused_even_if_it_is_her_member_number(
    app: Application, clerk: Actor, wang: str
) -> None:
    app.cards.issue(IssueCard(wang, "000001"), clerk)
    app.cards.lose(EndCard(card_uid(app, clerk, wang)), clerk)
    assert app.attendance.scan("000001", clerk).outcome == "ended_card"


def test_a_number_given_to_somebody_else_is_theirs(
    app: Application, clerk: Actor, wang: str
) -> None:
    app.cards.issue(IssueCard(wang, "ZJ01"), clerk)
    app.cards.take_back(EndCard(card_uid(app, clerk, wang)), clerk)
    other = register(app, clerk, "李建国")
    put_card(app, clerk, other, "ZJ01")
    assert app.attendance.scan("zj01", clerk).member_uid == other


def test_replacing_keeps_the_kind_and_undo_brings_the_old_card_back(
    app: Application, clerk: Actor, wang: str
) -> None:
    app.cards.issue(IssueCard(wang, "A1", "市民卡"), clerk)
    change = app.cards.replace(EndCard(card_uid(app, clerk, wang), "磨损", number="A2"), clerk)
    assert states(app, clerk, wang) == [("A2", "在用"), ("A1", "已补办")]
    assert app.cards.of(wang, clerk)[0].kind == "市民卡"
    app.cards.undo(change, clerk)
    assert states(app, clerk, wang) == [("A1", "在用")]
    assert app.attendance.scan("A1", clerk).outcome == "checked_in"


def test_replacing_a_lost_card_keeps_the_day_it_was_lost(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    app.cards.issue(IssueCard(wang, "A1"), clerk)
    app.cards.lose(EndCard(card_uid(app, clerk, wang), "公交车上丢了"), clerk)
    clock.advance(2 * 86400)
    app.cards.replace(EndCard(card_uid(app, clerk, wang), number="A2"), clerk)
    old = app.cards.of(wang, clerk)[1]
    assert (old.state, old.ended_on, old.end_reason) == (
        "replaced", "2026-11-23", "挂失；公交车上丢了",
    )  # fmt: skip


def test_faults_of_a_card_come_at_once(app: Application, clerk: Actor, wang: str) -> None:
    app.cards.issue(IssueCard(wang, "A1", "老年卡"), clerk)
    other = register(app, clerk, "李建国")
    with pytest.raises(ValidationProblem) as caught:
        app.cards.issue(IssueCard(other, "a1", "月票", TODAY + dt.timedelta(days=1)), clerk)
    assert set(caught.value.fields) == {"number", "kind", "on"}
    assert "王秀英" in caught.value.fields["number"]
    with pytest.raises(ValidationProblem, match="已有一张在用的老年卡"):
        app.cards.issue(IssueCard(wang, "A2", "老年卡"), clerk)
    with pytest.raises(ValidationProblem, match="换一张新卡"):
        app.cards.replace(EndCard(card_uid(app, clerk, wang), number="A1"), clerk)
    with pytest.raises(ValidationProblem, match="早于发卡日期"):
        app.cards.lose(EndCard(card_uid(app, clerk, wang), on=dt.date(2026, 1, 1)), clerk)


def test_a_card_that_turns_up_is_valid_again_unless_somebody_has_the_number(
    app: Application, clerk: Actor, wang: str
) -> None:
    app.cards.issue(IssueCard(wang, "A1"), clerk)
    uid = card_uid(app, clerk, wang)
    lost = app.cards.lose(EndCard(uid), clerk)
    app.cards.find_again(uid, clerk)
    assert app.attendance.scan("A1", clerk).outcome == "checked_in"
    with pytest.raises(UserError, match="不能再撤销"):
        app.cards.undo(lost, clerk)
    app.cards.lose(EndCard(uid), clerk)
    put_card(app, clerk, register(app, clerk, "李建国"), "A1")
    with pytest.raises(UserError, match="李建国"):
        app.cards.find_again(uid, clerk)


def test_many_cards_in_one_go_say_who_got_none(app: Application, clerk: Actor, wang: str) -> None:
    other = register(app, clerk, "李建国")
    report = app.cards.issue_many([(wang, "A1"), (other, "A1"), ("x", "A3")], clerk, "中心卡")
    assert report.issued == 1
    assert [(uid, number) for uid, number, _ in report.refused] == [(other, "A1"), ("x", "A3")]
    assert app.cards.of(wang, clerk)[0].kind == "中心就餐卡"
    app.cards.undo(report.change, clerk)
    assert app.cards.of(wang, clerk) == ()


def test_a_card_settles_what_the_desk_did_not_know(
    app: Application, clerk: Actor, wang: str
) -> None:
    app.attendance.scan("ZJ09", clerk)
    assert app.work_items.count(clerk) == 1
    app.cards.issue(IssueCard(wang, "zj09"), clerk)
    assert app.work_items.count(clerk) == 0


def test_a_card_whose_issue_was_taken_back_is_on_no_file(
    app: Application, clerk: Actor, wang: str
) -> None:
    app.cards.issue(IssueCard(wang, "A1"), clerk)
    app.cards.undo(app.cards.issue(IssueCard(wang, "B2", "中心卡"), clerk), clerk)
    assert app.members.file(wang, clerk).card == "A1"


@pytest.mark.parametrize("typed", ["Ａ１", "a 1", " a1 "])
def test_a_number_in_use_is_refused_however_it_is_typed(
    app: Application, clerk: Actor, wang: str, typed: str
) -> None:
    app.cards.issue(IssueCard(wang, "A1"), clerk)
    with pytest.raises(ValidationProblem) as caught:
        register(app, clerk, "李四", card=typed)
    assert set(caught.value.fields) == {"card"}


def test_the_one_card_field_of_the_form_leaves_cards_of_other_kinds_alone(
    app: Application, clerk: Actor, wang: str
) -> None:
    app.cards.issue(IssueCard(wang, "A1", "老年卡"), clerk)
    app.cards.issue(IssueCard(wang, "B2", "中心卡"), clerk)
    file = app.members.file(wang, clerk)
    assert file.card == "B2"
    app.members.change(ChangeMember(wang, file.version, {}, card="B3"), clerk)
    assert dict(states(app, clerk, wang)) == {"A1": "在用", "B2": "已退回", "B3": "在用"}


def test_days_and_words_of_a_card_that_cannot_be(app: Application, clerk: Actor, wang: str) -> None:
    with pytest.raises(ValidationProblem) as caught:
        app.cards.issue(IssueCard(wang, "A1", "", dt.date(1026, 1, 1)), clerk)
    assert set(caught.value.fields) == {"on"}
    app.cards.issue(IssueCard(wang, "A1"), clerk)
    with pytest.raises(ValidationProblem) as caught:
        app.cards.lose(EndCard(card_uid(app, clerk, wang), "丢" * 201), clerk)
    assert set(caught.value.fields) == {"reason"}


def test_a_counter_that_asks_for_the_person_refuses_a_lost_card_too(
    app: Application, clerk: Actor, wang: str
) -> None:
    """Whoever finds a card must not eat with it because its digits are a member number."""
    other = register(app, clerk, "李四", card="000001")
    assert app.members.who("000001", clerk).uid == other
    app.cards.lose(EndCard(card_uid(app, clerk, other)), clerk)
    with pytest.raises(UserError, match="已挂失"):
        app.cards.refuse_ended("000001", clerk)
    put_card(app, clerk, wang, "000001")
    app.cards.refuse_ended("000001", clerk)


# -- the last day of a card ------------------------------------------------------------------

DAY = dt.timedelta(days=1)


def until(app: Application, clerk: Actor, uid: str) -> list[tuple[str, str, str]]:
    cards = app.cards.of(uid, clerk)
    return [(card.number, card.valid_until, card.state_label) for card in cards]


def test_a_card_is_taken_on_its_last_day_and_refused_the_day_after(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    app.cards.issue(IssueCard(wang, "ZJ01", "老年卡", valid_until=TODAY + DAY), clerk)
    clock.advance(86400)
    assert app.attendance.scan("zj01", clerk).outcome == "checked_in"
    clock.advance(86400)
    said = app.attendance.scan("zj 01", clerk)
    assert (said.outcome, said.name, said.member_uid) == ("ended_card", "王秀英", wang)
    assert said.refusal == (
        "这张卡已于 2026-11-24 到期，请在会籍里补办或改有效期；这次可以报姓名或完整手机号。"
    )
    assert app.meals.scan("ZJ01", MealSlot.LUNCH, clerk).refusal == said.refusal
    with pytest.raises(UserError, match="已于 2026-11-24 到期"):
        app.cards.refuse_ended("zj01", clerk)
    (card,) = app.cards.of(wang, clerk)
    assert (card.state_label, card.in_use) == ("已到期", False)
    assert app.work_items.count(clerk) == 0


def test_an_expired_card_is_refused_even_if_it_is_a_member_number(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    app.cards.issue(IssueCard(wang, "000001", valid_until=TODAY), clerk)
    clock.advance(86400)
    assert app.attendance.scan("000001", clerk).outcome == "ended_card"
    assert app.attendance.scan("王秀英", clerk).outcome == "checked_in"


def test_another_last_day_makes_it_valid_and_that_can_be_taken_back(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    app.cards.issue(IssueCard(wang, "A1", valid_until=TODAY), clerk)
    uid = card_uid(app, clerk, wang)
    clock.advance(86400)
    longer = app.cards.renew(RenewCard(uid, TODAY + 365 * DAY, "年审"), clerk)
    assert until(app, clerk, wang) == [("A1", "2027-11-23", "在用")]
    assert app.attendance.scan("A1", clerk).outcome == "checked_in"
    app.cards.undo(longer, clerk)
    assert until(app, clerk, wang) == [("A1", "2026-11-23", "已到期")]
    app.cards.renew(RenewCard(uid, None), clerk)
    assert until(app, clerk, wang) == [("A1", "", "在用")]
    with pytest.raises(UserError, match="不能再撤销"):
        app.cards.undo(longer, clerk)


def test_an_expired_card_is_replaced_by_one_with_its_own_last_day(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    app.cards.issue(IssueCard(wang, "A1", "老年卡", valid_until=TODAY), clerk)
    clock.advance(86400)
    old, new = card_uid(app, clerk, wang), TODAY + 400 * DAY
    change = app.cards.replace(EndCard(old, "到期", number="A2", valid_until=new), clerk)
    assert until(app, clerk, wang) == [
        ("A2", new.isoformat(), "在用"), ("A1", "2026-11-23", "已补办"),
    ]  # fmt: skip
    assert "已补办" in app.attendance.scan("A1", clerk).refusal
    app.cards.undo(change, clerk)
    assert until(app, clerk, wang) == [("A1", "2026-11-23", "已到期")]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY - DAY, "已经到期"),
        (dt.date(2026, 1, 1), "早于发卡日期 2026-02-01"),
        (dt.date(2207, 1, 1), "长期有效请留空"),
    ],
)
def test_a_last_day_that_cannot_be(
    app: Application, clerk: Actor, wang: str, day: dt.date, words: str
) -> None:
    issue = IssueCard(wang, "A1", "", dt.date(2026, 2, 1), day)
    with pytest.raises(ValidationProblem) as caught:
        app.cards.issue(issue, clerk)
    assert set(caught.value.fields) == {"valid_until"}
    assert words in caught.value.fields["valid_until"]
    assert app.cards.of(wang, clerk) == ()


def test_a_correction_may_say_that_a_card_is_over_but_must_say_something(
    app: Application, clerk: Actor, wang: str
) -> None:
    app.cards.issue(IssueCard(wang, "A1", "", dt.date(2026, 2, 1)), clerk)
    uid = card_uid(app, clerk, wang)
    with pytest.raises(ValidationProblem, match="没有改动"):
        app.cards.renew(RenewCard(uid, None), clerk)
    with pytest.raises(ValidationProblem) as caught:
        app.cards.renew(RenewCard(uid, dt.date(2026, 1, 31), "长" * 201), clerk)
    assert set(caught.value.fields) == {"valid_until", "reason"}
    app.cards.renew(RenewCard(uid, TODAY - DAY), clerk)
    assert until(app, clerk, wang) == [("A1", "2026-11-22", "已到期")]
    app.cards.lose(EndCard(uid), clerk)
    with pytest.raises(UserError, match="按 F5"):
        app.cards.renew(RenewCard(uid, None), clerk)


def test_the_search_says_that_a_card_is_not_valid(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    app.cards.issue(IssueCard(wang, "ZJ0123", "老年卡", valid_until=TODAY), clerk)
    assert [hit.matched_by for hit in app.members.find("zj01", 5, clerk)] == ["卡号"]
    clock.advance(86400)
    assert [hit.matched_by for hit in app.members.find("zj01", 5, clerk)] == ["卡已到期"]
    app.cards.issue(IssueCard(wang, "ZJ0199", "市民卡"), clerk)
    assert [hit.matched_by for hit in app.members.find("zj01", 5, clerk)] == ["卡号"]
    assert [hit.matched_by for hit in app.members.find("zj0123", 5, clerk)] == ["卡已到期"]


def test_a_merge_carries_the_last_day_along(app: Application, clerk: Actor, wang: str) -> None:
    other = register(app, clerk, "王秀瑛")
    app.cards.issue(IssueCard(other, "A1", valid_until=TODAY + DAY), clerk)
    merged = app.merging.merge(wang, other, {}, "本人核对", clerk)
    assert until(app, clerk, wang) == [("A1", "2026-11-24", "在用")]
    app.merging.undo(merged.uid, "不是一个人", clerk)
    assert until(app, clerk, other) == [("A1", "2026-11-24", "在用")]


def test_the_last_day_is_in_the_audit(
    app: Application, clerk: Actor, administrator: Actor, wang: str
) -> None:
    app.cards.issue(IssueCard(wang, "A1"), clerk)
    app.cards.renew(RenewCard(card_uid(app, clerk, wang), TODAY, "年审"), clerk)
    (event,) = app.audit.show(administrator, limit=1)
    assert (event.entity, event.reason) == ("member_card", "年审")
    assert "2026-11-23" in repr(event)
    assert app.audit.verify(administrator).sound


# -- numbers that were a card before ---------------------------------------------------------


def number_fault(app: Application, clerk: Actor, command: IssueCard) -> str:
    with pytest.raises(ValidationProblem) as caught:
        app.cards.issue(command, clerk)
    assert set(caught.value.fields) == {"number"}
    return caught.value.fields["number"]


def test_a_lost_number_asks_for_the_way_back(app: Application, clerk: Actor, wang: str) -> None:
    app.cards.issue(IssueCard(wang, "A1"), clerk)
    app.cards.lose(EndCard(card_uid(app, clerk, wang)), clerk)
    said = number_fault(app, clerk, IssueCard(wang, " a1"))
    assert "已挂失（2026-11-23）" in said
    assert "解挂" in said
    file = app.members.file(wang, clerk)
    with pytest.raises(ValidationProblem, match="解挂"):
        app.members.change(ChangeMember(wang, file.version, {}, card="A1"), clerk)
    assert states(app, clerk, wang) == [("A1", "已挂失")]
    assert app.attendance.scan("A1", clerk).outcome == "ended_card"


def test_ones_own_returned_card_is_used_again_only_when_that_is_meant(
    app: Application, clerk: Actor, wang: str
) -> None:
    app.cards.issue(IssueCard(wang, "A1"), clerk)
    app.cards.take_back(EndCard(card_uid(app, clerk, wang)), clerk)
    assert "重新启用" in number_fault(app, clerk, IssueCard(wang, "A1"))
    file = app.members.file(wang, clerk)
    with pytest.raises(ValidationProblem, match="重新启用"):
        app.members.change(ChangeMember(wang, file.version, {}, card="A1"), clerk)
    app.cards.issue(IssueCard(wang, "B2"), clerk)
    old = next(card.uid for card in app.cards.of(wang, clerk) if card.number == "A1")
    with pytest.raises(UserError, match="请把 B2 一起退回"):
        app.cards.use_again(old, clerk)
    swapped = app.cards.use_again(old, clerk, instead=True, reason="新卡读不出")
    assert swapped.returned == "B2"
    assert states(app, clerk, wang) == [("A1", "在用"), ("B2", "已退回"), ("A1", "已退回")]
    assert app.cards.of(wang, clerk)[1].end_reason == "用回 A1；新卡读不出"
    app.cards.undo(swapped, clerk)
    assert states(app, clerk, wang) == [("B2", "在用"), ("A1", "已退回")]
    app.cards.take_back(EndCard(card_uid(app, clerk, wang)), clerk)
    change = app.cards.use_again(old, clerk)
    assert states(app, clerk, wang) == [("A1", "在用"), ("B2", "已退回"), ("A1", "已退回")]
    with pytest.raises(UserError, match="现在由"):
        app.cards.use_again(old, clerk)
    assert app.attendance.scan("A1", clerk).outcome == "checked_in"
    app.cards.undo(change, clerk)
    assert app.meals.scan("A1", MealSlot.LUNCH, clerk).outcome == "ended_card"


def test_nobody_gets_a_card_that_was_somebody_elses(
    app: Application, clerk: Actor, wang: str
) -> None:
    app.cards.issue(IssueCard(wang, "A1"), clerk)
    app.cards.lose(EndCard(card_uid(app, clerk, wang)), clerk)
    other = register(app, clerk, "李建国")
    said = number_fault(app, clerk, IssueCard(other, "A1"))
    assert "王秀英" in said
    assert "不能发给别人" in said
    with pytest.raises(ValidationProblem, match="不能发给别人"):
        register(app, clerk, "赵德发", card="a1")
    report = app.cards.issue_many([(other, "A1"), (other, "B7")], clerk)
    assert (report.issued, [number for _, number, _ in report.refused]) == (1, ["A1"])


def test_a_card_that_was_given_back_goes_to_the_next_person_and_returns(
    app: Application, clerk: Actor, wang: str
) -> None:
    app.cards.issue(IssueCard(wang, "A1"), clerk)
    old = card_uid(app, clerk, wang)
    app.cards.take_back(EndCard(old), clerk)
    other = register(app, clerk, "李建国")
    app.cards.issue(IssueCard(other, "A1"), clerk)
    assert app.attendance.scan("A1", clerk).name == "李建国"
    with pytest.raises(UserError, match="李建国"):
        app.cards.use_again(old, clerk)
    app.cards.take_back(EndCard(card_uid(app, clerk, other)), clerk)
    app.cards.use_again(old, clerk)
    assert app.meals.scan("A1", MealSlot.LUNCH, clerk).name == "王秀英"


# -- one card of a kind ----------------------------------------------------------------------


def test_a_card_that_turns_up_after_another_was_issued_does_not_make_two(
    app: Application, clerk: Actor, wang: str
) -> None:
    app.cards.issue(IssueCard(wang, "A1"), clerk)
    found = card_uid(app, clerk, wang)
    lost = app.cards.lose(EndCard(found), clerk)
    app.cards.issue(IssueCard(wang, "B2"), clerk)
    for attempt in (
        lambda: app.cards.find_again(found, clerk), lambda: app.cards.undo(lost, clerk)
    ):  # fmt: skip
        with pytest.raises(UserError, match="B2") as caught:
            attempt()
        assert caught.value.code == "card_in_use"
    assert states(app, clerk, wang) == [("B2", "在用"), ("A1", "已挂失")]
    change = app.cards.find_again(found, clerk, instead=True)
    assert dict(states(app, clerk, wang)) == {"A1": "在用", "B2": "已退回"}
    app.cards.undo(change, clerk)
    assert dict(states(app, clerk, wang)) == {"A1": "已挂失", "B2": "在用"}
    assert app.attendance.scan("B2", clerk).outcome == "checked_in"


def test_cards_of_two_kinds_may_both_be_found(app: Application, clerk: Actor, wang: str) -> None:
    app.cards.issue(IssueCard(wang, "A1", "老年卡"), clerk)
    found = card_uid(app, clerk, wang)
    app.cards.lose(EndCard(found), clerk)
    app.cards.issue(IssueCard(wang, "B2", "市民卡"), clerk)
    app.cards.find_again(found, clerk)
    assert dict(states(app, clerk, wang)) == {"A1": "在用", "B2": "在用"}


def test_a_chain_of_steps_is_taken_back_one_after_the_other(
    app: Application, clerk: Actor, wang: str
) -> None:
    """Each step that was taken back leaves the cards as the one before it had left them."""
    first = app.cards.issue(IssueCard(wang, "TK001"), clerk)
    old = card_uid(app, clerk, wang)
    lost = app.cards.lose(EndCard(old), clerk)
    second = app.cards.issue(IssueCard(wang, "TK002"), clerk)
    swapped = app.cards.find_again(old, clerk, instead=True)
    assert states(app, clerk, wang) == [("TK001", "在用"), ("TK002", "已退回")]
    with pytest.raises(UserError, match="后来又办过别的"):
        app.cards.undo(second, clerk)
    app.cards.undo(swapped, clerk)
    assert states(app, clerk, wang) == [("TK002", "在用"), ("TK001", "已挂失")]
    app.cards.undo(second, clerk)
    assert states(app, clerk, wang) == [("TK001", "已挂失")]
    app.cards.undo(lost, clerk)
    assert states(app, clerk, wang) == [("TK001", "在用")]
    app.cards.undo(first, clerk)
    assert states(app, clerk, wang) == []


def test_a_step_is_put_back_as_often_as_one_likes(
    app: Application, clerk: Actor, wang: str
) -> None:
    app.cards.issue(IssueCard(wang, "A1", "老年卡"), clerk)
    step = app.cards.replace(EndCard(card_uid(app, clerk, wang), "磨损", number="A2"), clerk)
    for standing in ([("A1", "在用")], [("A2", "在用"), ("A1", "已补办")]) * 2:
        step = app.cards.undo(step, clerk)
        assert states(app, clerk, wang) == standing


@pytest.mark.parametrize("now", ["uses it", "lost it"])
def test_a_number_that_went_to_somebody_else_is_not_put_back(
    app: Application, clerk: Actor, wang: str, now: str
) -> None:
    back = app.cards.undo(app.cards.issue(IssueCard(wang, "A1"), clerk), clerk)
    other = register(app, clerk, "李建国")
    app.cards.issue(IssueCard(other, "A1"), clerk)
    if now == "lost it":
        app.cards.lose(EndCard(card_uid(app, clerk, other)), clerk)
    with pytest.raises(UserError, match="李建国") as refused:
        app.cards.undo(back, clerk)
    assert refused.value.code == "taken"
    assert states(app, clerk, wang) == []


def test_putting_a_card_back_makes_no_two_of_a_kind(
    app: Application, clerk: Actor, wang: str
) -> None:
    back = app.cards.undo(app.cards.issue(IssueCard(wang, "A1", "老年卡"), clerk), clerk)
    second = app.cards.issue(IssueCard(wang, "A2", "老年卡"), clerk)
    with pytest.raises(UserError, match="要用回 A1，请先退 A2。") as refused:
        app.cards.undo(back, clerk)
    assert refused.value.code == "card_in_use"
    app.cards.undo(second, clerk)
    app.cards.undo(back, clerk)
    assert states(app, clerk, wang) == [("A1", "在用")]


# -- a number between two holders --------------------------------------------------------------


@pytest.mark.parametrize("again", [False, True], ids=["somebody else", "the same again"])
def test_between_two_holders_a_card_is_nobodys(app: Application, clerk: Actor, again: bool) -> None:
    first = register(app, clerk, "王秀英", joined_on="2020-01-01")
    then = first if again else register(app, clerk, "李建国", joined_on="2020-01-01")
    app.cards.issue(IssueCard(first, "C1", on=dt.date(2020, 1, 1)), clerk)
    ended = dt.date(2026, 11, 15)
    app.cards.take_back(EndCard(card_uid(app, clerk, first), on=ended), clerk)
    if again:
        app.cards.use_again(card_uid(app, clerk, first), clerk)
    else:
        app.cards.issue(IssueCard(then, "C1"), clerk)
    gap = dt.date(2026, 11, 18)
    for day in (ended, gap, TODAY - dt.timedelta(days=1)):
        refused = app.meals.refused_card("C1", MealSlot.LUNCH, day, clerk)
        assert refused is not None
        assert (refused.member_uid, refused.refusal) == (
            first, "这张卡 11-15 已退回，11-23 起另发，那天还没有人用；请按姓名或完整手机号找人。",
        )  # fmt: skip
        hits = app.members.find("C1", 5, clerk, on=day)
        assert [(hit.name, hit.matched_by) for hit in hits] == [("王秀英", "旧卡")]
        at = dt.datetime.combine(day, dt.time(9))
        made = app.attendance.check_in(CheckIn(then, at, note="补记", code="C1"), clerk)
        assert made.outcome == "ended_card"
    before = ended - dt.timedelta(days=1)
    assert app.cards.holder("C1", before, clerk) == first
    assert app.meals.refused_card("C1", MealSlot.LUNCH, before, clerk) is None
    for day, uid in ((before, first), (TODAY, then)):
        assert [hit.uid for hit in app.members.find("C1", 5, clerk, on=day)] == [uid]
    assert app.meals.scan("C1", MealSlot.LUNCH, clerk).member_uid == then


def test_a_card_that_was_nobodys_before_may_be_shown_for_a_day_before_its_issue(
    app: Application, clerk: Actor, wang: str
) -> None:
    app.cards.issue(IssueCard(wang, "C1"), clerk)
    day = TODAY - dt.timedelta(days=1)
    assert app.meals.refused_card("C1", MealSlot.LUNCH, day, clerk) is None
    assert [hit.uid for hit in app.members.find("C1", 5, clerk, on=day)] == [wang]
