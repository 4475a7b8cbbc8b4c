"""What the time line says and who did it: no word of the program, no line without its maker."""

from __future__ import annotations

import re
from typing import Any

import pytest

from app.core.clock import FixedClock, today
from app.core.codes import MealSlot
from app.db.recorder import recorded_columns
from app.models import Attachment, Contact, HealthNote, HouseholdMember, Member, TerminalPin
from app.services.attendance import CheckIn
from app.services.cards import EndCard, IssueCard
from app.services.consents import SignConsent, WithdrawConsent
from app.services.meals import ServeMeal
from app.services.members import ChangeMember
from app.services.rights import Actor
from app.services.timeline import TimelineEvent, TimelineQuery
from app.services.timeline.changes import UNSAID, in_words
from app.wiring import Application
from tests.helpers.people import id_number, register
from tests.unit.services.test_audit import noted_events
from tests.unit.services.test_consents import jpeg

FILE = (Member, Contact, HealthNote, HouseholdMember, TerminalPin, Attachment)
LETTERS = re.compile("[A-Za-z_]+")


def line(app: Application, actor: Actor, uid: str, *kinds: str) -> list[TimelineEvent]:
    query = TimelineQuery(uid, frozenset(kinds))
    found = app.timeline.events(query, app.timeline.ids(query, actor), actor)
    return [event for event in found if event is not None]


def texts(events: list[TimelineEvent]) -> list[str]:
    return [event.text for event in events]


def change(app: Application, actor: Actor, uid: str, **values: Any) -> None:
    version = app.members.file(uid, actor).version
    app.members.change(ChangeMember(uid, version, values), actor)


# --- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", FILE, ids=lambda model: model.__tablename__)
def test_every_change_of_a_file_is_said_in_chinese(model: Any) -> None:
    name = model.__tablename__
    stamps = {"uid", "version", "created_at", "updated_at"}
    columns = {key: [None, "1"] for key in recorded_columns(model) if key not in stamps}
    said = [in_words("insert", name, {}, ""), in_words("update", name, {}, "")]
    for key, pair in columns.items():
        said.append(in_words("update", name, {key: pair}, ""))
        if key not in UNSAID:
            assert "→ " in said[-1], key
    assert [text for text in said if LETTERS.search(text)] == []


def test_everything_that_is_noted_is_said_in_chinese() -> None:
    said = {in_words(action, entity, {}, "") for action, entity in noted_events()}
    assert [text for text in said if LETTERS.search(text)] == []


def test_codes_are_said_in_words(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk)
    change(app, clerk, uid, marital="20", ethnic="05", self_care="半失能")
    told = texts(line(app, clerk, uid, "change"))[0]
    for words in ("婚姻状况 （空） → 已婚", "→ 维吾尔族", "自理情况（旧） （空） → 半失能"):
        assert words in told


def test_a_merge_and_its_undoing_are_told_once_with_who_and_why(
    app: Application, clerk: Actor, manager: Actor, clock: FixedClock
) -> None:
    kept = register(app, clerk, "王秀英", id_number=id_number("19400101", 124))
    gone = register(app, clerk, "王秀瑛", id_number=id_number("19400101", 126))
    clock.advance(60)
    merge = app.merging.merge(kept, gone, {}, "本人核对", manager)
    told = line(app, clerk, kept)
    assert [(e.text, e.who) for e in told if e.kind == "merge"] == [
        ("并入档案 王秀瑛（000002）（原因：本人核对）", "李主任"),
    ]  # fmt: skip
    assert "重复的档案停用（合并档案：本人核对）" in texts(told)
    clock.advance(60)
    app.merging.undo(merge.uid, "认错人", clerk)
    for uid in (kept, gone):
        told = line(app, clerk, uid)
        first = next(event for event in told if event.kind == "merge")
        assert first.text.endswith("（原因：认错人）")
        assert first.who == "小王"
        assert "删除档案" not in str(texts(told))
        assert [e.text for e in told if LETTERS.search(e.text)] == []
    assert len(app.timeline.newest(kept, 3, clerk)) == 3


def test_a_photo_says_whether_it_is_the_first(
    app: Application, clerk: Actor, manager: Actor, clock: FixedClock
) -> None:
    uid = register(app, clerk)
    app.settings.change({"photos": True}, manager)
    app.consents.sign(SignConsent(uid, "photo", 1, "self", today(clock), witness="小王"), clerk)
    for _ in range(2):
        clock.advance(60)
        app.photos.save(uid, jpeg(), clerk)
    clock.advance(60)
    app.photos.remove(uid, "家属要求", clerk)
    assert [text for text in texts(line(app, clerk, uid, "change")) if "照片" in text] == [
        "照片：删除（原因：家属要求）", "照片：更换", "照片：原来的一张已删除", "照片：第一次存入",
    ]  # fmt: skip


def test_a_scan_is_called_by_its_name_and_looking_at_it_is_no_full_number(
    app: Application, clerk: Actor, clock: FixedClock
) -> None:
    uid = register(app, clerk)
    scan = ("同意书.pdf", b"%PDF-1.4 invented")
    signed = SignConsent(uid, "face", 1, "self", today(clock), witness="小王", scan=scan)
    app.consents.sign(signed, clerk)
    clock.advance(60)
    app.attachments.open(app.consents.of(uid, clerk)[0].scan_uid, clerk)
    told = texts(line(app, clerk, uid, "change"))
    assert told[0] == "查看扫描件：同意书.pdf"
    assert "新增扫描件：同意书.pdf" in told
    assert "完整号码" not in str(told)


# --- who, and in which order ------------------------------------------------------------------


def test_every_line_says_who_did_it(app: Application, clerk: Actor, manager: Actor) -> None:
    uid = register(app, clerk, card="YS0001")
    app.attendance.check_in(CheckIn(uid), manager)
    app.meals.serve(ServeMeal(uid, MealSlot.LUNCH), clerk)
    app.documents.store(
        app.documents.reserve("member-file", "DA", {"member": uid}, manager), b"%PDF", 2, manager
    )
    who = {event.kind: event.who for event in line(app, clerk, uid)}
    assert who == {
        "attendance": "李主任", "meal": "小王", "card": "小王", "membership": "小王",
        "change": "小王", "print": "李主任",
    }  # fmt: skip


def test_of_one_day_what_was_written_down_later_comes_first(
    app: Application, clerk: Actor, clock: FixedClock
) -> None:
    uid = register(app, clerk)
    day = today(clock)
    clock.advance(3600)
    signed = app.consents.sign(SignConsent(uid, "face", 1, "self", day, witness="小王"), clerk)
    clock.advance(3600)
    app.attendance.check_in(CheckIn(uid), clerk)
    clock.advance(3600)
    app.consents.withdraw(WithdrawConsent(signed, day, ""), clerk)
    clock.advance(60)
    app.cards.issue(IssueCard(uid, "YS0001"), clerk)
    told = line(app, clerk, uid, "consent", "attendance", "card")
    assert [event.text[:2] for event in told] == ["发卡", "撤回", "签到", "签署"]
    assert [len(event.at) for event in told] == [10, 10, 19, 10]
    assert app.timeline.newest(uid, 2, clerk)[0].text == "发卡 YS0001"


def test_what_is_entered_later_for_an_earlier_day_comes_before_its_hours(
    app: Application, clerk: Actor, clock: FixedClock
) -> None:
    uid = register(app, clerk)
    app.attendance.check_in(CheckIn(uid), clerk)
    day = today(clock)
    clock.advance(86_400)
    app.cards.issue(IssueCard(uid, "YS0001", on=day), clerk)
    app.cards.lose(EndCard(app.cards.of(uid, clerk)[0].uid, on=day), clerk)
    told = line(app, clerk, uid, "attendance", "card")
    assert [event.text[:2] for event in told] == ["签到", "挂失", "发卡"]


# --- papers -----------------------------------------------------------------------------------


def test_a_paper_is_made_then_printed_then_saved(
    app: Application, clerk: Actor, manager: Actor, clock: FixedClock
) -> None:
    uid = register(app, clerk)
    made = app.printing.make("member-file", {"member": uid}, clerk)
    assert [(e.text, e.who) for e in line(app, clerk, uid, "print")] == [
        (f"生成老人档案摘要 {made.number}（1 页）", "小王"),
    ]  # fmt: skip
    clock.advance(60)
    app.documents.printed([made.number], 1, manager)
    clock.advance(60)
    app.documents.saved([made.number], clerk)
    clock.advance(60)
    app.documents.again(made.number, clerk)
    assert [(e.text, e.who) for e in line(app, clerk, uid, "print")] == [
        (f"再次取出老人档案摘要 {made.number}", "小王"),
        (f"保存为文件：老人档案摘要 {made.number}", "小王"),
        (f"打印老人档案摘要 {made.number}（1 页）", "李主任"),
        (f"生成老人档案摘要 {made.number}（1 页）", "小王"),
    ]  # fmt: skip
