"""The assessment report: which assessment it shows, and what it says of corrections."""

from __future__ import annotations

import datetime as dt

import pytest

from app.core.clock import SHANGHAI, FixedClock
from app.core.errors import UserError
from app.services.assessments import OtherResult, SaveAssessment
from app.services.rights import Actor
from app.wiring import Application
from tests.helpers.assessing import assess
from tests.helpers.people import id_number, register
from tests.unit.printing import papers


def printed(app: Application, actor: Actor, who: str, uid: str = "") -> str:
    params = {"member": who, **({"assessment": uid} if uid else {})}
    return papers.text(app.printing.make("assessment-report", params, actor).pdf)


def test_an_old_sheet_says_that_it_is_old(app: Application, clerk: Actor) -> None:
    who = register(app, clerk)
    first = assess(app, clerk, who)
    assert "代替" not in printed(app, clerk, who)
    draft = app.assessments.correct(first, "漏看一项", clerk)
    version = app.assessments.get(draft, clerk).version
    app.assessments.finish(SaveAssessment(who, {"b1_1": 0}, draft, version), clerk)
    numbers = [app.assessments.get(uid, clerk).number for uid in (first, draft)]
    params = {"member": who, "assessment": first}
    for page in papers.pages(app.printing.make("assessment-report", params, clerk).pdf):
        assert f"本件已由 {numbers[1]} 代替，仅供查阅。" in page
    newest = printed(app, clerk, who)
    assert f"代替 {numbers[0]}。原因：漏看一项" in newest
    assert "仅供查阅" not in newest


def test_one_that_was_taken_back_says_so_on_every_page(app: Application, clerk: Actor) -> None:
    who = register(app, clerk)
    uid = assess(app, clerk, who)
    number = app.assessments.get(uid, clerk).number
    app.assessments.void(uid, "登错了人，女儿 13812345678", clerk)
    params = {"member": who, "assessment": app.assessments.which(who, number, clerk)}
    for page in papers.pages(app.printing.make("assessment-report", params, clerk).pdf):
        assert "本件已作废，不作为依据。原因：登错了人，女儿 138****5678" in page
    with pytest.raises(UserError, match="还没有完成的能力评估"):
        printed(app, clerk, who)
    assert number not in papers.text(app.printing.make("member-file", {"member": who}, clerk).pdf)


def test_an_older_result_that_was_taken_back_says_so(app: Application, clerk: Actor) -> None:
    who = register(app, clerk)
    older = OtherResult(who, "MZ/T 039-2013", dt.date(2019, 5, 1), "2 级")
    uid = app.assessments.record_other(older, clerk)
    app.assessments.void(uid, "抄了别人的", clerk)
    assert "本件已作废" in printed(app, clerk, who, uid)


def test_a_draft_and_somebody_elses_are_not_printed(app: Application, clerk: Actor) -> None:
    who, other = register(app, clerk), register(app, clerk, "李四")
    draft = app.assessments.save_draft(SaveAssessment(who, {"b1_1": 0}), clerk).uid
    with pytest.raises(UserError, match="只有已完成"):
        printed(app, clerk, who, draft)
    with pytest.raises(UserError, match="不是这位老人的"):
        printed(app, clerk, other, assess(app, clerk, who))
    with pytest.raises(UserError, match="还没有完成的能力评估"):
        printed(app, clerk, other)


def test_the_newest_is_printed_and_says_when_it_has_run_out(
    app: Application, clerk: Actor, clock: FixedClock
) -> None:
    who = register(app, clerk)
    assess(app, clerk, who, assessed_on=dt.date(2026, 1, 5), b1_1=0)
    text = printed(app, clerk, who)
    assert "2027-01-05" in text
    assert "已过期" not in text
    clock.moment = dt.datetime(2027, 1, 6, 9, tzinfo=SHANGHAI)
    assert "2027-01-05（打印时已过期）" in printed(app, clerk, who)


def test_what_nobody_asked_is_not_printed_as_none(app: Application, clerk: Actor) -> None:
    who = register(app, clerk)
    asked = assess(app, clerk, who, diagnoses=["none"], conditions=["none"])
    skipped = assess(app, clerk, who)
    said = {uid: answers(printed(app, clerk, who, uid)) for uid in (asked, skipped)}
    assert said[asked] == {"疾病诊断": "无", "健康相关问题": "无"}
    assert said[skipped] == {"疾病诊断": "—", "健康相关问题": "—"}


def answers(text: str) -> dict[str, str]:
    lines = [line.split() for line in text.splitlines()]
    return {w[0]: w[1] for w in lines if w[:1] in (["疾病诊断"], ["健康相关问题"])}


def test_without_a_document_the_report_says_why(app: Application, clerk: Actor) -> None:
    born = {"birth_date": "1938", "id_number": "", "no_document_reason": "户口未办"}
    who = register(app, clerk, id_type="none", **born)
    assess(app, clerk, who)
    assert "无证件（户口未办）" in printed(app, clerk, who)


def test_an_older_result_is_printed_in_its_own_words(
    app: Application, clerk: Actor, manager: Actor
) -> None:
    who = register(app, clerk, "陈秀英", id_number=id_number("19381222", 124))
    command = OtherResult(
        who, "MZ/T 039-2013", dt.date(2019, 5, 1), "2 级（中度失能）",
        "日常生活活动 55；精神状态 1", "某评估中心", dt.date(2019, 11, 1), "原件在档案柜 3 号",
    )  # fmt: skip
    uid = app.assessments.record_other(command, clerk)
    made = app.printing.make("assessment-report", {"member": who, "assessment": uid}, clerk)
    assert made.title == "能力评估结果摘录"
    text = papers.text(made.pdf)
    for words in ("陈秀英", "MZ/T 039-2013", "2019-05-01", "2 级（中度失能）", "某评估中心",
                  "日常生活活动 55；精神状态 1", "2019-11-01（打印时已过期）", "原件在档案柜 3 号",
                  "没有换算成 GB/T 42195-2022"):  # fmt: skip
        assert words in text
    assert "附录" not in text
    assert id_number("19381222", 124) not in text
    corrected = app.assessments.record_other(
        OtherResult(who, "MZ/T 039-2013", dt.date(2019, 5, 1), "1 级", corrects=uid, reason="抄错"),
        clerk,
    )
    numbers = [app.assessments.get(one, clerk).number for one in (uid, corrected)]
    assert f"已由 {numbers[1]} 代替，仅供查阅" in printed(app, clerk, who, uid)
    assert f"代替 {numbers[0]}。原因：抄错" in printed(app, clerk, who)
    params = {"member": who, "full": "1", "reason": "复核"}
    full = papers.text(app.printing.make("assessment-report", params, manager).pdf)
    assert id_number("19381222", 124) in full
    assert "含完整证件号 · 用途：复核" in full
