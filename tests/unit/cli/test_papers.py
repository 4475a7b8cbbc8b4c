"""``yizhan print``: every form with what it needs, the papers of one person, full numbers."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from app.core.paths import DataFolder
from app.db.session import Database
from app.printing.registry import FORMS
from app.services.assessments import OtherResult
from app.services.consents import SignConsent, WithdrawConsent
from app.services.rights import SYSTEM
from app.wiring import Application
from tests.helpers.assessing import assess
from tests.helpers.cli import Desk
from tests.unit.cli.conftest import PEOPLE
from tests.unit.printing import papers

NUMBER, PHONE = PEOPLE[2][1], PEOPLE[2][2]
OF_ONE = [form.name for form in FORMS if form.takes == "member"]


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """K003 has assessments of both standards and took a consent back."""
    folder = DataFolder(desk.data)
    app = Application(folder, Database(folder.database, desk.key()), None)
    uid = app.members.who("K003", SYSTEM).uid
    assess(app, SYSTEM, uid, assessed_on=dt.date(2026, 1, 5))
    assess(app, SYSTEM, uid, assessed_on=dt.date(2026, 3, 5), b1_1=0)
    older = OtherResult(uid, "MZ/T 039-2013", dt.date(2019, 5, 1), "1 级（轻度失能）", "65")
    app.assessments.record_other(older, SYSTEM)
    for kind in ("photo", "face"):
        day = dt.date(2026, 1, 2)
        signed = SignConsent(uid, kind, 1, "self", day, witness="小王")
        consent = app.consents.sign(signed, SYSTEM)
        app.consents.withdraw(WithdrawConsent(consent, dt.date(2026, 2, 1), ""), SYSTEM)
    app.close()
    return desk


def text_of(desk: Desk, name: str = "a.pdf") -> str:
    return papers.text((desk.folder / name).read_bytes())


def test_the_list_says_what_each_form_needs(desk: Desk) -> None:
    rows = {row["name"]: row for row in desk.json("print", "list")}
    assert set(rows) == {form.name for form in FORMS}
    assert {name: row["usage"] for name, row in rows.items()} == {
        "daily-roster": "--date 日期",
        "member-list": "",
        "member-file": "--member 谁 [--full --reason 用途]",
        "member-card": "--member 谁[,谁…]",
        "consent-sheet": "--member 谁 [--kind 种类]",
        "consent-withdrawal": "--member 谁 [--kind 种类]",
        "assessment-report": "--member 谁 [--assessment 编号或日期] [--full --reason 用途]",
        "assessment-comparison": "--member 谁 [--assessment 编号或日期] [--compare 编号或日期]",
    }
    lines = desk.run("print", "list").out.splitlines()
    assert lines[1] == "member-list  老人花名册"
    options = set(re.findall(r"--[a-z]+", desk.run("print", "--help").out))
    assert {word for line in lines for word in re.findall(r"--[a-z]+", line)} <= options


@pytest.mark.parametrize("name", OF_ONE)
def test_every_paper_of_one_person_is_made_and_filed_under_them(filled: Desk, name: str) -> None:
    made = filled.json("print", name, "--member", "K003", "--out", "a.pdf")
    assert made["pages"] >= 1
    text = text_of(filled)
    assert "李建国" in text
    assert NUMBER not in text
    assert PHONE not in text
    (row,) = filled.query("SELECT d.form, m.member_no FROM document d JOIN member m"
                          " ON m.uid = d.member_uid")  # fmt: skip
    assert row == (name, "000003")


@pytest.mark.parametrize("name", OF_ONE)
def test_a_paper_of_one_person_asks_for_whom(desk: Desk, name: str) -> None:
    assert "选定一位老人" in desk.refused("print", name, "--out", "a.pdf")


def test_which_assessment_is_printed(filled: Desk) -> None:
    report = ("print", "assessment_report", "--member", "K003", "--out", "a.pdf")
    filled.run(*report)
    assert "2026-03-05" in text_of(filled)
    filled.run(*report, "--assessment", "2026-01-05")
    assert "基准日期：2026-01-05" in text_of(filled)
    rows = filled.json("assessments", "show", "K003")
    number = next(row["number"] for row in rows if row["standard"].startswith("MZ"))
    made = filled.run(*report, "--assessment", number).out
    assert made.startswith("能力评估结果摘录 ")
    assert "1 级（轻度失能）" in text_of(filled)
    assert number in filled.refused(*report, "--assessment", "2020-02-02")


def test_full_numbers_need_a_reason_which_stands_on_the_paper(filled: Desk) -> None:
    summary = ("print", "member-file", "--member", "K003", "--out", "a.pdf")
    assert "请写明为什么" in filled.refused(*summary, "--full")
    assert not (filled.folder / "a.pdf").exists()
    made = filled.json(*summary, "--full", "--reason", "街道核对档案")
    text = text_of(filled)
    assert NUMBER in text
    assert PHONE in text
    assert "含完整证件号 · 用途：街道核对档案" in text
    event = next(e for e in filled.json("audit", "show") if e["action"] == "print_full")
    assert (event["subject"], event["reason"]) == (made["number"], "街道核对档案")
    assert "--full" in filled.run(*summary, "--reason", "忘了", code=2).err


def test_a_full_paper_is_taken_out_again_with_a_reason(filled: Desk) -> None:
    made = filled.json(
        "print", "assessment-report", "--member", "K003", "--full", "--reason", "复评", "--out",
        "a.pdf",
    )  # fmt: skip
    again = ("print", made["number"], "--out", "b.pdf")
    assert "请写明为什么" in filled.refused(*again)
    out = filled.run(*again, "--reason", "补寄").out
    assert out.startswith("老年人能力评估报告（含完整证件号） ")
    assert (filled.folder / "b.pdf").read_bytes() == (filled.folder / "a.pdf").read_bytes()


def test_what_a_form_does_not_take_is_refused_instead_of_overlooked(filled: Desk) -> None:
    who = ("--member", "K003")
    for form, more, words in (
        ("member-card", (*who, "--full", "--reason", "看看"), "没有含完整证件号的版本"),
        ("member-file", (*who, "--assessment", "2026-01-05"), "不用选评估"),
        ("member-list", ("--date", "2026-01-05"), "不用选日期"),
        ("member-file", ("--member", "K003,K004"), "一次打印一位老人"),
        ("consent-sheet", (*who, "--kind", "fase"), "没有“fase”这种同意书。有："),
    ):
        assert words in filled.refused("print", form, *more, "--out", "a.pdf"), form
    assert filled.counts()["document"] == 0


def test_consents_by_the_name_of_their_kind(filled: Desk) -> None:
    who = ("--member", "K003", "--out", "a.pdf")
    filled.run("print", "consent-withdrawal", *who, "--kind", "photo")
    assert "照片" in text_of(filled)
    filled.run("print", "consent-sheet", *who, "--kind", "人脸识别单独同意书")
    assert "人脸识别单独同意书" in text_of(filled)
    assert "没有撤回" in filled.refused("print", "consent-withdrawal", *who, "--kind", "meals")
