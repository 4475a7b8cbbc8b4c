"""``yizhan assessments`` and the report on paper."""

from __future__ import annotations

import datetime as dt

from app.core.paths import DataFolder
from app.db.session import Database
from app.services.assessments import OtherResult
from app.services.rights import SYSTEM
from app.wiring import Application
from tests.helpers.assessing import assess
from tests.helpers.cli import Desk


def assessed(desk: Desk) -> str:
    """K003 has two assessments; returns the number of the newest."""
    app = Application(
        DataFolder(desk.data), Database(DataFolder(desk.data).database, desk.key()), None
    )
    uid = app.members.who("K003", SYSTEM).uid
    assess(app, SYSTEM, uid, b1_1=0)
    older = OtherResult(uid, "MZ/T 039-2013", dt.date(2019, 5, 1), "1 级（轻度失能）", "65")
    app.assessments.record_other(older, SYSTEM)
    number = app.assessments.of_member(uid, SYSTEM)[0].number
    app.close()
    return number


def test_all_assessments_of_one_person(desk: Desk) -> None:
    assert desk.json("assessments", "show", "K003") == []
    number = assessed(desk)
    rows = desk.json("assessments", "show", "K003")
    assert [(r["level"], r["words"], r["total"]) for r in rows] == [
        (1, "轻度失能", 86), (None, "1 级（轻度失能）", None),
    ]  # fmt: skip
    out = desk.run("assessments", "show", "K003").out.splitlines()
    assert "共 2 份能力评估" in out[0]
    assert "1 级 轻度失能  86 分  有效期至" in out[1]
    assert out[1].endswith(number)
    assert "1 级（轻度失能）  65" in out[2]


def test_nobody_of_that_name(desk: Desk) -> None:
    assert "找不到" in desk.refused("assessments", "show", "没有这个人")


def test_the_report_is_the_newest_valid_one(desk: Desk) -> None:
    assert "没有报告可打印" in desk.refused(
        "print", "assessment-report", "--member", "K003", "--out", "a.pdf"
    )
    assessed(desk)
    made = desk.json("print", "assessment-report", "--member", "K003", "--out", "a.pdf")
    assert made["pages"] == 3
    rows = desk.query(
        "SELECT d.member_uid, m.uid FROM document d JOIN member m ON m.uid = d.member_uid"
    )
    assert len(rows) == 1


def test_two_are_compared_on_paper(desk: Desk) -> None:
    form, out = ("print", "assessment-comparison", "--member", "K003"), ("--out", "a.pdf")
    assert "还没有完成的能力评估" in desk.refused(*form, *out)
    number = assessed(desk)
    made = desk.json(*form, *out)
    assert made["number"].startswith("DB-")
    assert made["pages"] == 1  # an older result beside it: in words
    same = ("--assessment", number, "--compare", number)
    assert "同一份评估" in desk.refused(*form, *same, *out)
    assert "没有编号或日期是" in desk.refused(*form, "--compare", "PG-1", *out)
    assert "不用选另一份评估" in desk.refused(
        "print", "member-file", "--member", "K003", "--compare", number, *out
    )
