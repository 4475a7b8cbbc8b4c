"""Contacts, households, cards, consents and levels of two files: joined, chosen, said, undone."""

from __future__ import annotations

import datetime as dt

import pytest

from app.core.errors import UserError
from app.services.assessments import SaveAssessment
from app.services.cards import EndCard, IssueCard
from app.services.consents import SignConsent, WithdrawConsent
from app.services.contacts import SaveContact
from app.services.merging import MergeField
from app.services.merging.types import KEPT, MERGED
from app.services.rights import Actor
from app.wiring import Application
from tests.helpers.assessing import whole
from tests.helpers.people import id_number, put_card, register

from .conftest import snapshot

PHONE = "13812341234"
SIGNED = dt.date(2026, 11, 1)


@pytest.fixture
def two(app: Application, clerk: Actor) -> tuple[str, str]:
    """Two files of 王秀英 that say nothing more."""
    one, other = (
        register(app, clerk, "王秀英", id_number=id_number("19400101", n)) for n in (124, 142)
    )
    return one, other


def line(app: Application, actor: Actor, two: tuple[str, str], label: str) -> MergeField:
    (found,) = (f for f in app.merging.preview(*two, actor).fields if f.label == label)
    return found


# -- contacts ------------------------------------------------------------------------------


def test_what_only_one_file_knows_of_a_contact_is_kept(
    app: Application, clerk: Actor, two: tuple[str, str]
) -> None:
    kept, merged = two
    app.contacts.save(SaveContact(kept, {"name": "王小明", "phone": PHONE}), clerk)
    known = {
        "name": "王小明", "phone": PHONE, "relation": "20", "may_collect": True,
        "emergency": True, "lives_together": True, "phone2": "13912341234", "note": "上夜班",
        "guardian": True, "guardian_evidence": "协议 7",
    }  # fmt: skip
    app.contacts.save(SaveContact(merged, known), clerk)
    before = snapshot(app)
    result = app.merging.merge(*two, {}, "本人核对", clerk)
    (one,) = app.contacts.of(kept, clerk)
    assert (one.relation, one.phone2_masked, one.note) == ("20", "139****1234", "上夜班")
    assert (one.may_collect, one.lives_together, one.emergency_order) == (True, True, 1)
    assert (one.guardian, one.guardian_evidence) == (True, "协议 7")
    assert app.members.file(kept, clerk).values["emergency_contact"] == "王小明"
    app.merging.undo(result.uid, "是两个人", clerk)
    assert snapshot(app) == before


@pytest.mark.parametrize(("choice", "relation"), [("", "20"), (KEPT, "20"), (MERGED, "30")])
def test_what_two_files_say_otherwise_of_a_contact_is_chosen(
    app: Application, clerk: Actor, two: tuple[str, str], choice: str, relation: str
) -> None:
    for uid, code in zip(two, ("20", "30"), strict=True):
        values = {"name": "王小明", "phone": PHONE, "relation": code, "address": f"路 {code} 号"}
        app.contacts.save(SaveContact(uid, values), clerk)
    one = line(app, clerk, two, "联系人")
    assert (one.kept, one.merged, one.wins) == (
        "王小明　子　路 20 号", "王小明　女　路 30 号", KEPT,
    )  # fmt: skip
    app.merging.merge(*two, {one.key: choice} if choice else {}, "本人核对", clerk)
    (found,) = app.contacts.of(two[0], clerk)
    assert (found.relation, found.address) == (relation, f"路 {relation} 号")


@pytest.mark.parametrize("whose", [0, 1])
def test_nobody_becomes_a_contact_of_their_own(
    app: Application, clerk: Actor, two: tuple[str, str], whose: int
) -> None:
    values = {"name": "王秀英", "linked_uid": two[1 - whose], "phone": PHONE}
    app.contacts.save(SaveContact(two[whose], values), clerk)
    assert "联系人王秀英就是本人" in "".join(app.merging.preview(*two, clerk).notes)
    before = snapshot(app)
    result = app.merging.merge(*two, {}, "本人核对", clerk)
    assert [(c.name, c.linked_uid) for c in app.contacts.of(two[0], clerk)] == [("王秀英", "")]
    app.merging.undo(result.uid, "是两个人", clerk)
    assert snapshot(app) == before


# -- households ----------------------------------------------------------------------------


def house(app: Application, actor: Actor, uid: str) -> list[tuple[str, str]]:
    found = app.households.of(uid, actor)
    assert found is not None
    return [(one.name, one.relation_text) for one in found.people]


def test_a_house_whose_head_is_merged_away_gets_another(
    app: Application, clerk: Actor, two: tuple[str, str]
) -> None:
    son, wife = (
        register(app, clerk, name, id_number=id_number("19500101", n))
        for name, n in (("李小明", 111), ("周兰", 122))
    )
    for uid in two:
        app.households.create(uid, clerk)
    app.households.join(son, two[1], "20", clerk)
    app.households.join(wife, two[1], "12", clerk)
    said = "不留 H000002 时，这一户由周兰当户主"
    assert said in "".join(app.merging.preview(*two, clerk).notes)
    before = snapshot(app)
    result = app.merging.merge(*two, {}, "本人核对", clerk)
    assert house(app, clerk, wife) == [("周兰", "户主"), ("李小明", "子")]
    assert "H000002 现在由周兰当户主" in "".join(result.notes)
    app.merging.undo(result.uid, "是两个人", clerk)
    assert snapshot(app) == before


@pytest.mark.parametrize("choice", ["", KEPT, MERGED])
def test_of_one_house_the_head_stays_the_head(
    app: Application, clerk: Actor, two: tuple[str, str], choice: str
) -> None:
    wife = register(app, clerk, "周兰", id_number=id_number("19500101", 122))
    app.households.create(two[1], clerk)
    app.households.join(two[0], two[1], "80", clerk)
    app.households.join(wife, two[1], "12", clerk)
    assert line(app, clerk, two, "家庭").same
    before = snapshot(app)
    choices = {"household": choice} if choice else {}
    result = app.merging.merge(*two, choices, "本人核对", clerk)
    assert house(app, clerk, wife) == [("王秀英", "户主"), ("周兰", "妻")]
    app.merging.undo(result.uid, "是两个人", clerk)
    assert snapshot(app) == before


# -- cards ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("choice", "used"), [("", "M1"), (KEPT, "M1"), (MERGED, "M2")])
def test_of_two_cards_of_a_kind_one_is_returned(
    app: Application, clerk: Actor, two: tuple[str, str], choice: str, used: str
) -> None:
    for uid, number in zip(two, ("M1", "M2"), strict=True):
        app.cards.issue(IssueCard(uid, number), clerk)
    app.cards.issue(IssueCard(two[1], "X9", "市民卡"), clerk)
    one = line(app, clerk, two, "卡")
    assert (one.kept, one.merged, one.wins) == ("M1", "M2", KEPT)
    assert "另一张记为已退回" in "".join(app.merging.preview(*two, clerk).notes)
    before = snapshot(app)
    result = app.merging.merge(*two, {one.key: choice} if choice else {}, "本人核对", clerk)
    other = {"M1": "M2", "M2": "M1"}[used]
    states = {card.number: card.state for card in app.cards.of(two[0], clerk)}
    assert states == {used: "issued", other: "returned", "X9": "issued"}
    assert f"卡 {other} 记为已退回。" in result.notes
    app.merging.undo(result.uid, "是两个人", clerk)
    assert snapshot(app) == before


def test_a_card_returned_by_a_merge_and_given_away_stands_in_the_way(
    app: Application, clerk: Actor, two: tuple[str, str]
) -> None:
    for uid, number in zip(two, ("M1", "M2"), strict=True):
        app.cards.issue(IssueCard(uid, number), clerk)
    result = app.merging.merge(*two, {}, "本人核对", clerk)
    other = register(app, clerk, "李建国", id_number=id_number("19390101", 111))
    put_card(app, clerk, other, "M2")
    with pytest.raises(UserError) as caught:
        app.merging.undo(result.uid, "是两个人", clerk)
    assert caught.value.code == "taken"
    (card,) = app.cards.of(other, clerk)
    app.cards.take_back(EndCard(card.uid), clerk)
    app.merging.undo(result.uid, "是两个人", clerk)
    assert app.attendance.scan("M2", clerk).outcome == "checked_in"


def test_a_card_given_since_stands_in_the_way_of_a_second_of_its_kind(
    app: Application, clerk: Actor, two: tuple[str, str]
) -> None:
    for uid, number in zip(two, ("M1", "M2"), strict=True):
        app.cards.issue(IssueCard(uid, number), clerk)
    result = app.merging.merge(*two, {"card ": MERGED}, "本人核对", clerk)
    used = next(card for card in app.cards.of(two[0], clerk) if card.state == "issued")
    app.cards.take_back(EndCard(used.uid), clerk)
    app.cards.issue(IssueCard(two[0], "M3"), clerk)
    with pytest.raises(UserError, match="M3") as caught:
        app.merging.undo(result.uid, "是两个人", clerk)
    assert caught.value.code == "two_cards"
    new = next(card for card in app.cards.of(two[0], clerk) if card.number == "M3")
    app.cards.take_back(EndCard(new.uid), clerk)
    app.merging.undo(result.uid, "是两个人", clerk)
    assert [card.state for card in app.cards.of(two[0], clerk) if card.number == "M1"] == ["issued"]


# -- consents ------------------------------------------------------------------------------


def sign(app: Application, actor: Actor, uid: str, until: dt.date | None = None) -> None:
    command = SignConsent(uid, "face", 1, "self", SIGNED, until=until, witness="小王")
    app.consents.sign(command, actor)


@pytest.mark.parametrize("longer", [0, 1])
def test_of_two_sheets_of_one_wording_the_longer_stays_and_one_withdrawal_is_enough(
    app: Application, clerk: Actor, two: tuple[str, str], longer: int
) -> None:
    sign(app, clerk, two[longer])
    sign(app, clerk, two[1 - longer], dt.date(2027, 10, 31))
    assert app.merging.preview(*two, clerk).notes == ()
    before = snapshot(app)
    result = app.merging.merge(*two, {}, "本人核对", clerk)
    (sheet,) = app.consents.of(two[0], clerk)
    assert sheet.until == ""
    app.consents.withdraw(WithdrawConsent(sheet.uid, dt.date(2026, 11, 23), "不同意了"), clerk)
    assert not app.consents.holds(two[0], "face", clerk)
    app.consents.unwithdraw(sheet.uid, clerk)
    app.merging.undo(result.uid, "是两个人", clerk)
    assert snapshot(app) == before


def test_two_sheets_of_which_neither_repeats_the_other_are_said(
    app: Application, clerk: Actor, two: tuple[str, str]
) -> None:
    sign(app, clerk, two[0], dt.date(2026, 12, 31))
    app.consents.sign(
        SignConsent(two[1], "face", 1, "self", dt.date(2026, 11, 20), witness="小王"), clerk
    )
    (note,) = app.merging.preview(*two, clerk).notes
    assert note == "人脸识别单独同意书会有两份有效，撤回时一起撤回。"
    app.merging.merge(*two, {}, "本人核对", clerk)
    assert len(app.consents.of(two[0], clerk)) == 2


# -- levels --------------------------------------------------------------------------------


@pytest.mark.parametrize("listed", [None, 1])
def test_a_draft_finished_since_takes_its_level_back_with_it(
    app: Application, clerk: Actor, listed: int | None
) -> None:
    kept = register(
        app, clerk, "王秀英", id_number=id_number("19400101", 124), ability_level=listed
    )
    merged = register(app, clerk, "王秀英", id_number=id_number("19400101", 142))
    draft = app.assessments.save_draft(SaveAssessment(merged, {"b1_1": 4}), clerk)
    result = app.merging.merge(kept, merged, {}, "本人核对", clerk)
    version = app.assessments.get(draft.uid, clerk).version
    answers = whole(**{f"b1_{n}": 0 for n in range(1, 8)})
    app.assessments.finish(SaveAssessment(kept, answers, draft.uid, version), clerk)
    level = app.members.file(kept, clerk).values["ability_level"]
    assert level not in (None, listed)
    app.merging.undo(result.uid, "是两个人", clerk)
    assert app.members.file(kept, clerk).values["ability_level"] == listed
    assert app.assessments.of_member(kept, clerk) == ()
    assert app.members.file(merged, clerk).values["ability_level"] == level
    assert len(app.assessments.of_member(merged, clerk)) == 1
