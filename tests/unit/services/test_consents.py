"""Consents: versions of the words, who signed, until when; withdrawing ends what needs them."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from sqlalchemy import select

from app.core.clock import FixedClock
from app.core.errors import NotAllowed, UserError, ValidationProblem
from app.models import Attachment
from app.services.attachments import LARGEST
from app.services.consents import SignConsent, WithdrawConsent
from app.services.memberships import LeaveMember, ResumeMember
from app.services.rights import Actor
from app.wiring import Application
from tests.helpers.people import id_number, pause, register

TODAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@pytest.fixture
def wang(app: Application, clerk: Actor) -> str:
    return register(app, clerk, pin="101", joined_on="2020-01-01")


def sign(app: Application, clerk: Actor, uid: str, kind: str = "face", **more: object) -> str:
    given = SignConsent(uid, kind, 1, "self", TODAY, witness="小王")
    return app.consents.sign(dataclasses.replace(given, **more), clerk)  # type: ignore[arg-type]


def state(app: Application, clerk: Actor, uid: str) -> str:
    return app.consents.of(uid, clerk)[0].state


# -- texts ---------------------------------------------------------------------------------


def test_every_kind_has_a_text_that_says_it_is_a_template(app: Application, clerk: Actor) -> None:
    for kind in app.consents.kinds():
        text = app.consents.text(kind.code, clerk)
        assert text.is_template
        assert text.number == 1
        assert "法律顾问审核" in text.body
        assert len(text.body) > 200
    assert {"face", "photo", "information"} <= {kind.code for kind in app.consents.kinds()}


def test_a_new_version_leaves_the_signed_one_as_it_was(
    app: Application, clerk: Actor, manager: Actor, wang: str
) -> None:
    before = app.consents.text("face", clerk)
    sign(app, clerk, wang)
    made = app.consents.save_text("face", "新的文本，法律顾问审核过。", manager)
    assert (made.number, made.is_template) == (2, False)
    assert app.consents.text("face", clerk).body == made.body
    assert app.consents.text("face", clerk, 1).body == before.body
    assert app.consents.of(wang, clerk)[0].number == 1
    with pytest.raises(ValidationProblem, match="没有改动"):
        app.consents.save_text("face", made.body + "\n", manager)
    with pytest.raises(ValidationProblem, match="请填写"):
        app.consents.save_text("face", "  ", manager)
    with pytest.raises(NotAllowed):
        app.consents.save_text("face", "x", clerk)


# -- signing -------------------------------------------------------------------------------


def test_a_new_version_is_taken_back_while_nobody_signed_it(
    app: Application, clerk: Actor, manager: Actor, wang: str
) -> None:
    before = app.consents.text("face", clerk)
    app.consents.save_text("face", "新的文本。", manager)
    app.consents.remove_text("face", 2, manager)
    assert app.consents.text("face", clerk).body == before.body
    with pytest.raises(ValidationProblem, match="没有这一版"):
        sign(app, clerk, wang, number=2)
    again = app.consents.save_text("face", "又一版文本。", manager)
    assert again.number == 3, "a sheet of the second version may have been printed"
    sign(app, clerk, wang, number=3)
    with pytest.raises(UserError, match="已经有老人签了这一版"):
        app.consents.remove_text("face", 3, manager)
    app.consents.save_text("face", "第四版。", manager)
    with pytest.raises(UserError, match="更新的一版"):
        app.consents.remove_text("face", 3, manager)
    with pytest.raises(UserError, match="没有这一版"):
        app.consents.remove_text("face", 1, manager)
    with pytest.raises(NotAllowed):
        app.consents.remove_text("face", 4, clerk)


def test_a_guardian_gives_name_relation_and_why(app: Application, clerk: Actor, wang: str) -> None:
    with pytest.raises(ValidationProblem) as caught:
        sign(app, clerk, wang, signed_by="guardian", witness="",
             signed_on=TODAY + dt.timedelta(days=1), until=TODAY, number=9)  # fmt: skip
    assert set(caught.value.fields) == {
        "signer_name", "relation", "guardian_reason", "witness", "signed_on", "until", "number",
    }  # fmt: skip
    sign(app, clerk, wang, signed_by="guardian", signer_name="李明", relation="20",
         guardian_reason="认知障碍")  # fmt: skip
    assert app.consents.of(wang, clerk)[0].signer == "监护人 李明（子）"


def test_a_consent_holds_until_its_last_day(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    sign(app, clerk, wang, until=TODAY + dt.timedelta(days=1))
    assert state(app, clerk, wang) == "valid"
    clock.advance(86400)
    assert state(app, clerk, wang) == "valid"
    clock.advance(86400)
    assert state(app, clerk, wang) == "expired"


def test_the_scan_is_judged_by_its_bytes_and_kept_with_the_consent(
    app: Application, clerk: Actor, wang: str
) -> None:
    uid = sign(app, clerk, wang, witness="", scan=("家里/同意书.png", PNG))
    row = app.consents.of(wang, clerk)[0]
    found = app.attachments.open(row.scan_uid, clerk)
    assert (found.file_name, found.media_type, found.content) == ("同意书.png", "image/png", PNG)
    for name, content, words in (
        ("a.pdf", b"MZ" + PNG, "这不是"), ("a.png", b"", "空"),
        ("a.png", PNG + b"0" * LARGEST, "最大 10 MB"),
    ):  # fmt: skip
        with pytest.raises(UserError, match=words):
            app.consents.attach(uid, name, content, clerk)
    app.consents.attach(uid, "b.pdf", b"%PDF-1.7 new", clerk)
    with pytest.raises(UserError, match="已按规定删除"):
        app.attachments.open(row.scan_uid, clerk)
    scan_uid = app.consents.of(wang, clerk)[0].scan_uid
    assert app.attachments.open(scan_uid, clerk).file_name == "b.pdf"


def test_a_clerk_does_not_destroy_what_was_signed(
    app: Application, clerk: Actor, manager: Actor, wang: str
) -> None:
    sign(app, clerk, wang, witness="", scan=("同意书.png", PNG))
    scan_uid = app.consents.of(wang, clerk)[0].scan_uid
    with pytest.raises(NotAllowed):
        app.attachments.erase(scan_uid, "不要了", clerk)
    with pytest.raises(ValidationProblem):
        app.attachments.erase(scan_uid, " ", manager)
    assert app.attachments.open(scan_uid, clerk).content == PNG
    app.attachments.erase(scan_uid, "扫错了人", manager)
    with pytest.raises(UserError, match="已按规定删除"):
        app.attachments.open(scan_uid, clerk)


def test_filing_can_be_taken_back(app: Application, clerk: Actor, wang: str) -> None:
    uid = sign(app, clerk, wang)
    app.consents.remove(uid, "登记错了", clerk)
    assert app.consents.of(wang, clerk) == ()
    app.consents.restore(uid, clerk)
    assert state(app, clerk, wang) == "valid"


# -- withdrawing ---------------------------------------------------------------------------


def test_withdrawing_the_face_consent_asks_for_removal_and_unlinks_nothing(
    app: Application, clerk: Actor, wang: str
) -> None:
    uid = sign(app, clerk, wang)
    found = app.consents.withdraw(WithdrawConsent(uid, TODAY, "不想用了"), clerk)
    assert found.pins == ("101",)
    assert state(app, clerk, wang) == "withdrawn"
    item = app.work_items.open_items(clerk)[0]
    assert (item.title, item.detail) == ("从人脸机删除此人", "王秀英撤回了人脸同意，编号 101")
    assert [pin.pin for pin in app.face_checks.pins(wang, clerk)] == ["101"]
    with pytest.raises(ValidationProblem, match="已经撤回过"):
        app.consents.withdraw(WithdrawConsent(uid, TODAY), clerk)
    app.consents.unwithdraw(uid, clerk)
    assert state(app, clerk, wang) == "valid"


def test_a_face_consent_that_runs_out_is_asked_about_once(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    sign(app, clerk, wang, until=TODAY)
    assert app.consents.lapse() == 0
    clock.advance(86400)
    assert not app.consents.holds(wang, "face", clerk)
    assert app.consents.lapse() == 1
    item = app.work_items.open_items(clerk)[0]
    assert item.detail == "王秀英的人脸同意 2026-11-23 到期，编号 101"
    app.work_items.dismiss(item.uid, "已删除", clerk)
    assert app.consents.lapse() == 0
    sign(app, clerk, wang, signed_on=TODAY + dt.timedelta(days=1))
    assert app.consents.holds(wang, "face", clerk)


def test_one_withdrawal_ends_every_sheet_of_the_kind(
    app: Application, clerk: Actor, wang: str
) -> None:
    first = sign(app, clerk, wang, signed_on=TODAY - DAY)
    renewed, other = sign(app, clerk, wang), sign(app, clerk, wang, "information")
    for chosen in (first, renewed):
        found = app.consents.withdraw(WithdrawConsent(chosen, TODAY, "不同意了"), clerk)
        assert (found.signed, found.pins) == (("2026-11-22", "2026-11-23"), ("101",))
        assert not app.consents.holds(wang, "face", clerk)
        assert [item.kind for item in app.work_items.open_items(clerk)] == ["face_removal"]
        states = {one.uid: one.state for one in app.consents.of(wang, clerk)}
        assert states == {first: "withdrawn", renewed: "withdrawn", other: "valid"}
        app.consents.unwithdraw(chosen, clerk)
        assert {one.state for one in app.consents.of(wang, clerk)} == {"valid"}
        assert app.work_items.count(clerk) == 0


def test_two_files_that_agreed_and_became_one_withdraw_once(
    app: Application, clerk: Actor, wang: str
) -> None:
    twin = register(app, clerk, id_number=id_number(sequence=303))
    for uid in (wang, twin):
        sign(app, clerk, uid, signed_on=TODAY - (DAY if uid == twin else 0 * DAY))
    app.merging.merge(wang, twin, {}, "同一人", clerk)
    left = app.consents.of(wang, clerk)
    app.consents.withdraw(WithdrawConsent(left[-1].uid, TODAY), clerk)
    assert not app.consents.holds(wang, "face", clerk)
    assert {one.state for one in app.consents.of(wang, clerk)} == {"withdrawn"}
    assert app.work_items.count(clerk) == 1


def test_what_was_withdrawn_before_or_ran_out_is_not_put_back(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    ran_out = sign(app, clerk, wang, signed_on=TODAY - 9 * DAY, until=TODAY - DAY)
    earlier = sign(app, clerk, wang)
    app.consents.withdraw(WithdrawConsent(earlier, TODAY), clerk)
    clock.advance(60)
    last = sign(app, clerk, wang)
    assert app.consents.withdraw(WithdrawConsent(last, TODAY), clerk).signed == ("2026-11-23",)
    clock.advance(60)
    app.consents.unwithdraw(last, clerk)
    states = {one.uid: one.state for one in app.consents.of(wang, clerk)}
    assert states == {ran_out: "expired", earlier: "withdrawn", last: "valid"}


def test_a_day_before_the_newest_sheet_is_no_day_to_withdraw(
    app: Application, clerk: Actor, wang: str
) -> None:
    first = sign(app, clerk, wang, signed_on=TODAY - 9 * DAY)
    sign(app, clerk, wang, signed_on=TODAY - DAY)
    with pytest.raises(ValidationProblem, match="早于签署日期 2026-11-22"):
        app.consents.withdraw(WithdrawConsent(first, TODAY - 2 * DAY), clerk)
    assert app.consents.holds(wang, "face", clerk)


# -- the photo -----------------------------------------------------------------------------


def jpeg(side: int = 480) -> bytes:
    """The frame header of a JPEG of ``side`` pixels, and nothing to see."""
    size = side.to_bytes(2, "big")
    head, tail = b"\xff\xd8\xff\xe0\x00\x04xx\xff\xc0\x00\x0b\x08", b"\x01\x01\x11\x00\xff\xd9"
    return head + size + size + tail


def test_a_photo_needs_the_setting_and_the_consent(
    app: Application, clerk: Actor, manager: Actor, wang: str
) -> None:
    with pytest.raises(UserError, match="没有开启照片"):
        app.photos.save(wang, jpeg(), clerk)
    app.settings.change({"photos": True}, manager)
    with pytest.raises(UserError, match="没有有效的照片留存同意书"):
        app.photos.save(wang, jpeg(), clerk)
    sign(app, clerk, wang, "photo")
    torn = b"\xff\xd8\xff\xe0"
    for wrong, words in ((PNG, "这不是"), (jpeg(481), "480 像素"), (torn, "读不出来")):
        with pytest.raises(UserError, match=words):
            app.photos.save(wang, wrong, clerk)
    app.photos.save(wang, jpeg(), clerk)
    assert app.photos.of(wang, clerk) == jpeg()
    app.settings.change({"photos": False}, manager)
    assert app.photos.of(wang, clerk) is None


def test_the_photo_goes_with_its_consent_for_good(
    app: Application, clerk: Actor, manager: Actor, wang: str
) -> None:
    app.settings.change({"photos": True}, manager)
    uid = sign(app, clerk, wang, "photo")
    app.photos.save(wang, jpeg(100), clerk)
    app.photos.save(wang, jpeg(200), clerk)
    assert app.consents.withdraw(WithdrawConsent(uid, TODAY), clerk).photo_erased
    app.consents.unwithdraw(uid, clerk)
    assert app.photos.of(wang, clerk) is None
    with app.db.read() as connection:
        kept = connection.execute(select(Attachment.content, Attachment.size)).all()
    assert [content for content, _ in kept] == [None, None]
    with pytest.raises(UserError, match="没有照片"):
        app.photos.remove(wang, "", clerk)


def bytes_kept(app: Application) -> list[str]:
    """Reasons of the photos; ``""`` of one whose bytes are still there."""
    with app.db.read() as connection:
        rows = connection.execute(
            select(Attachment.content, Attachment.deleted_reason)
            .where(Attachment.kind == "photo")
            .order_by(Attachment.id)
        ).all()
    return [row.deleted_reason if row.content is None else "" for row in rows]


@pytest.fixture
def pictured(app: Application, clerk: Actor, manager: Actor, wang: str) -> str:
    """The uid of 王秀英's photo consent, until tomorrow; her photo is kept."""
    app.settings.change({"photos": True}, manager)
    uid = sign(app, clerk, wang, "photo", until=TODAY + DAY)
    app.photos.save(wang, jpeg(), clerk)
    return uid


def test_a_photo_goes_the_day_after_its_consent_ran_out(
    app: Application, clerk: Actor, administrator: Actor, wang: str, pictured: str,
    clock: FixedClock,
) -> None:  # fmt: skip
    clock.advance(86400)
    app.begin_day()
    assert app.photos.of(wang, clerk) == jpeg()
    clock.advance(86400)
    app.begin_day()
    assert bytes_kept(app) == ["照片同意 2026-11-24 到期"]
    (event,) = app.audit.show(administrator, limit=1)
    assert (event.actor_name, event.entity, event.reason) == (
        "系统", "attachment", "删除不能再留的照片",
    )  # fmt: skip
    assert jpeg().hex() not in repr(event)
    assert app.audit.verify(administrator).sound
    again = sign(app, clerk, wang, "photo", signed_on=TODAY + 2 * DAY)
    assert app.photos.of(wang, clerk) is None, "a new consent does not bring it back"
    app.photos.save(wang, jpeg(200), clerk)
    assert app.consents.lapse() == 0
    assert app.consents.of(wang, clerk)[0].uid == again


def test_another_sheet_that_holds_keeps_the_photo(
    app: Application, clerk: Actor, wang: str, pictured: str, clock: FixedClock
) -> None:
    sign(app, clerk, wang, "photo")
    clock.advance(2 * 86400)
    app.begin_day()
    assert app.photos.of(wang, clerk) == jpeg()


def test_one_withdrawal_erases_the_photo_that_two_sheets_allowed(
    app: Application, clerk: Actor, wang: str, pictured: str
) -> None:
    sign(app, clerk, wang, "photo")
    found = app.consents.withdraw(WithdrawConsent(pictured, TODAY), clerk)
    assert found.photo_erased
    assert len(found.signed) == 2
    assert app.photos.of(wang, clerk) is None
    app.consents.unwithdraw(pictured, clerk)
    assert [one.state for one in app.consents.of(wang, clerk)] == ["valid", "valid"]
    assert app.photos.of(wang, clerk) is None, "erased is erased"


def test_a_photo_goes_when_its_person_has_left(
    app: Application, clerk: Actor, wang: str, pictured: str, clock: FixedClock
) -> None:
    """The text that people sign says so: 您撤回同意或退出中心时删除."""
    gone = app.memberships.leave(LeaveMember(wang, TODAY, "moved"), clerk)
    assert app.consents.lapse() == 0
    assert app.photos.of(wang, clerk) == jpeg()
    clock.advance(86400)
    assert not app.photos.may_have(wang, clerk)
    assert app.photos.of(wang, clerk) is None
    with pytest.raises(UserError, match="退出的老人不留照片"):
        app.photos.save(wang, jpeg(), clerk)
    assert bytes_kept(app) == [""], "a departure entered by mistake can still be taken back"
    app.begin_day()
    assert bytes_kept(app) == ["已退出，照片不再需要"]
    app.memberships.undo(gone, clerk)
    assert app.photos.may_have(wang, clerk)
    assert app.photos.of(wang, clerk) is None


def test_a_pause_keeps_the_photo(
    app: Application, clerk: Actor, wang: str, pictured: str, clock: FixedClock
) -> None:
    pause(app, clerk, wang, TODAY)
    clock.advance(86400)
    app.begin_day()
    assert app.photos.of(wang, clerk) == jpeg()


def test_a_photo_whose_consent_was_filed_by_mistake_goes_with_the_day(
    app: Application, clerk: Actor, wang: str, pictured: str, clock: FixedClock
) -> None:
    app.consents.remove(pictured, "录错了人", clerk)
    assert app.photos.of(wang, clerk) is None
    app.consents.restore(pictured, clerk)
    assert app.photos.of(wang, clerk) == jpeg()
    app.consents.remove(pictured, "录错了人", clerk)
    clock.advance(86400)
    app.begin_day()
    assert bytes_kept(app) == ["没有有效的照片同意"]


def test_undoing_a_merge_does_not_bring_an_erased_photo_back(
    app: Application, clerk: Actor, wang: str, pictured: str
) -> None:
    """Of two files with a photo each the merge keeps one and lays the other aside."""
    other = register(app, clerk, "王秀瑛")
    sign(app, clerk, other, "photo")
    app.photos.save(other, jpeg(200), clerk)
    merged = app.merging.merge(wang, other, {}, "本人核对", clerk)
    assert bytes_kept(app) == ["", ""]
    sheet = app.consents.of(wang, clerk)[0].uid
    assert app.consents.withdraw(WithdrawConsent(sheet, TODAY), clerk).photo_erased
    assert "" not in bytes_kept(app)
    app.consents.unwithdraw(sheet, clerk)
    app.merging.undo(merged.uid, "不是一个人", clerk)
    assert [app.photos.of(uid, clerk) for uid in (wang, other)] == [None, None]
    with app.db.read() as connection:
        assert connection.execute(select(Attachment.content)).scalars().all() == [None, None]
    app.photos.save(other, jpeg(300), clerk)
    assert app.photos.of(other, clerk) == jpeg(300)


# -- face consent and the terminals ----------------------------------------------------------


def removals(app: Application, clerk: Actor) -> list[str]:
    return [item.detail for item in app.work_items.open_items(clerk, "face_removal")]


def test_a_pause_does_not_settle_what_a_withdrawal_asked(
    app: Application, clerk: Actor, wang: str
) -> None:
    """The pause closed the question, and the face stayed on the terminal."""
    app.consents.withdraw(WithdrawConsent(sign(app, clerk, wang), TODAY), clerk)
    pause(app, clerk, wang, TODAY)
    app.memberships.resume(ResumeMember(wang, TODAY), clerk)
    assert removals(app, clerk) == ["王秀英撤回了人脸同意，编号 101"]


def test_whoever_comes_back_without_a_face_consent_stays_to_be_deleted(
    app: Application, clerk: Actor, wang: str
) -> None:
    app.consents.withdraw(WithdrawConsent(sign(app, clerk, wang), TODAY), clerk)
    gone = app.memberships.leave(LeaveMember(wang, TODAY - DAY, "moved"), clerk)
    assert removals(app, clerk) == ["王秀英已退出，编号 101"]
    app.memberships.undo(gone, clerk)
    assert removals(app, clerk) == ["王秀英没有有效的人脸同意，编号 101"]


def test_signing_again_settles_it_and_filing_by_mistake_asks_again(
    app: Application, clerk: Actor, wang: str
) -> None:
    first = sign(app, clerk, wang)
    app.consents.withdraw(WithdrawConsent(first, TODAY), clerk)
    again = sign(app, clerk, wang)
    assert removals(app, clerk) == []
    app.consents.remove(again, "录错了人", clerk)
    assert removals(app, clerk) == ["王秀英没有有效的人脸同意，编号 101"]
    app.consents.restore(again, clerk)
    assert removals(app, clerk) == []
    app.consents.remove(again, "录错了人", clerk)
    app.consents.unwithdraw(first, clerk)
    assert removals(app, clerk) == []


def test_what_runs_out_on_the_day_it_was_asked_about_is_asked_again(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    app.consents.withdraw(WithdrawConsent(sign(app, clerk, wang), TODAY), clerk)
    sign(app, clerk, wang, until=TODAY)
    assert app.consents.lapse() == 0
    clock.advance(86400)
    assert (app.consents.lapse(), app.consents.lapse()) == (1, 0)
    assert removals(app, clerk) == ["王秀英的人脸同意 2026-11-23 到期，编号 101"]


def test_a_consent_of_somebody_who_left_keeps_nobody_on_the_terminal(
    app: Application, clerk: Actor, wang: str
) -> None:
    app.memberships.leave(LeaveMember(wang, TODAY - DAY, "moved"), clerk)
    sign(app, clerk, wang, signed_on=TODAY - DAY)  # filed late: signed on the last day
    assert removals(app, clerk) == ["王秀英已退出，编号 101"]


def test_nobody_is_their_own_guardian(app: Application, clerk: Actor, wang: str) -> None:
    with pytest.raises(ValidationProblem) as caught:
        sign(app, clerk, wang, signed_by="guardian", signer_name="王秀英", relation="01",
             guardian_reason="失智")  # fmt: skip
    assert set(caught.value.fields) == {"relation"}


def test_nobody_signed_a_text_before_it_was_written(
    app: Application, clerk: Actor, manager: Actor, wang: str
) -> None:
    app.consents.save_text("face", "本中心自己的文本。", manager)
    with pytest.raises(ValidationProblem) as caught:
        sign(app, clerk, wang, number=2, signed_on=TODAY - DAY)
    assert set(caught.value.fields) == {"signed_on"}
    sign(app, clerk, wang, number=1, signed_on=TODAY - DAY)
    sign(app, clerk, wang, number=2)
