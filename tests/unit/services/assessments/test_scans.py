"""The scan of an assessment's signed paper."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from app.core.errors import NotAllowed, UserError, ValidationProblem
from app.services.assessments import OtherResult, SaveAssessment
from app.services.attachments import LARGEST
from app.services.audit import AuditQuery
from app.services.rights import Actor
from app.services.timeline import TimelineQuery
from app.wiring import Application
from tests.helpers.assessing import assess
from tests.helpers.people import register

PNG, PDF = b"\x89PNG\r\n\x1a\n invented", b"%PDF-1.4 invented"


@pytest.fixture
def who(app: Application, clerk: Actor) -> str:
    return register(app, clerk, "陈秀英")


@pytest.fixture
def uid(app: Application, clerk: Actor, who: str) -> str:
    return assess(app, clerk, who, b1_1=0)


def scan_of(app: Application, actor: Actor, who: str, at: int = 0) -> str:
    return app.assessments.of_member(who, actor)[at].scan_uid


def test_the_scan_is_kept_and_the_assessment_stays_as_it_was(
    app: Application, clerk: Actor, who: str, uid: str
) -> None:
    before = app.assessments.get(uid, clerk)
    assert before.scan_uid == scan_of(app, clerk, who) == ""
    app.assessments.attach_scan(uid, "柜子/报告.pdf", PDF, clerk)
    after = app.assessments.get(uid, clerk)
    assert after.scan_uid == scan_of(app, clerk, who) != ""
    file = app.attachments.open(after.scan_uid, clerk)
    assert (file.file_name, file.media_type, file.content) == ("报告.pdf", "application/pdf", PDF)
    assert dataclasses.replace(after, scan_uid="", version=before.version) == before


def test_another_one_needs_a_reason_and_erases_the_first(
    app: Application, clerk: Actor, who: str, uid: str
) -> None:
    app.assessments.attach_scan(uid, "a.pdf", PDF, clerk)
    first = scan_of(app, clerk, who)
    with pytest.raises(ValidationProblem) as caught:
        app.assessments.attach_scan(uid, "b.png", PNG, clerk, "  ")
    assert caught.value.fields == {"reason": "请写明为什么换掉原来的扫描件。"}
    assert scan_of(app, clerk, who) == first
    app.assessments.attach_scan(uid, "b.png", PNG, clerk, "第一张扫歪了")
    second = scan_of(app, clerk, who)
    assert app.attachments.open(second, clerk).content == PNG
    with pytest.raises(UserError, match="只留下登记"):
        app.attachments.open(first, clerk)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty_file"), (b"MZ not a scan", "wrong_kind"), (PDF + bytes(LARGEST), "too_large")],
)
def test_what_is_no_scan_is_refused_and_changes_nothing(
    app: Application, clerk: Actor, who: str, uid: str, content: bytes, code: str
) -> None:
    app.assessments.attach_scan(uid, "a.pdf", PDF, clerk)
    first = scan_of(app, clerk, who)
    with pytest.raises(UserError) as caught:
        app.assessments.attach_scan(uid, "b.pdf", content, clerk, "换一张")
    assert caught.value.code == code
    assert app.attachments.open(first, clerk).content == PDF
    assert scan_of(app, clerk, who) == first


def test_a_draft_and_a_void_one_have_no_signed_paper(
    app: Application, clerk: Actor, who: str, uid: str
) -> None:
    draft = app.assessments.save_draft(SaveAssessment(who, {"b1_1": 1}), clerk).uid
    with pytest.raises(UserError, match="草稿还没有签字"):
        app.assessments.attach_scan(draft, "a.pdf", PDF, clerk)
    app.assessments.void(uid, "登错了人", clerk)
    with pytest.raises(UserError, match="已经作废"):
        app.assessments.attach_scan(uid, "a.pdf", PDF, clerk)
    with pytest.raises(UserError, match="找不到这份评估"):
        app.assessments.attach_scan("gone", "a.pdf", PDF, clerk)


def test_each_version_has_its_own_paper_also_once_taken_back(
    app: Application, clerk: Actor, who: str, uid: str
) -> None:
    app.assessments.attach_scan(uid, "a.pdf", PDF, clerk)
    draft = app.assessments.correct(uid, "看错了", clerk)
    version = app.assessments.get(draft, clerk).version
    app.assessments.finish(SaveAssessment(who, {"b1_1": 4}, draft, version), clerk)
    (row,) = app.assessments.of_member(who, clerk)
    assert (bool(row.scan_uid), bool(row.earlier[0].scan_uid)) == (False, True)
    app.assessments.attach_scan(uid, "b.pdf", PDF, clerk, "补扫背面")
    app.assessments.attach_scan(draft, "c.png", PNG, clerk)
    app.assessments.void(draft, "登错了人", clerk)
    (row,) = app.assessments.of_member(who, clerk)
    assert app.attachments.open(row.scan_uid, clerk).content == PNG
    assert app.attachments.open(row.earlier[0].scan_uid, clerk).file_name == "b.pdf"


def test_an_older_result_has_its_paper_too(app: Application, clerk: Actor, who: str) -> None:
    older = OtherResult(who, "MZ/T 039-2013", dt.date(2019, 5, 1), "2 级")
    other = app.assessments.record_other(older, clerk)
    app.assessments.attach_scan(other, "a.png", PNG, clerk)
    assert app.assessments.get(other, clerk).scan_uid


def test_who_may_not_write_adds_no_scan(app: Application, uid: str) -> None:
    stranger: Any = object()
    with pytest.raises(NotAllowed):
        app.assessments.attach_scan(uid, "a.pdf", PDF, stranger)


def test_the_audit_and_the_time_line_tell_of_it(
    app: Application, clerk: Actor, manager: Actor, who: str, uid: str
) -> None:
    app.assessments.attach_scan(uid, "a.pdf", PDF, clerk)
    app.attachments.open(scan_of(app, clerk, who), clerk)
    app.assessments.attach_scan(uid, "b.pdf", PDF, clerk, "第一张扫歪了")
    query = TimelineQuery(who, frozenset({"change"}))
    events = app.timeline.events(query, app.timeline.ids(query, clerk), clerk)
    said = [one.text for one in events if one is not None and "扫描件" in one.text]
    assert sorted(said) == sorted([
        "新增评估扫描件：a.pdf", "查看评估扫描件：a.pdf",
        "新增评估扫描件：b.pdf（原因：第一张扫歪了）",
        "删除评估扫描件：a.pdf（原因：第一张扫歪了）",
    ])  # fmt: skip
    rows = app.audit.rows(app.audit.ids(AuditQuery(), manager)[:3], manager)
    assert {row.reason for row in rows} == {"第一张扫歪了"}
