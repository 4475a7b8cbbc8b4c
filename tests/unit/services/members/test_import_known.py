"""What a list cannot change about people who are registered is said in the fate of its row."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from app.services.imports.messages import WARNINGS
from app.services.members.importing import ImportReport
from app.services.memberships import WaitMember
from app.services.rights import Actor
from app.wiring import Application
from tests.db.tools import rows
from tests.helpers.assessing import assess
from tests.helpers.people import id_number, leave, register

HEAD = "姓名,身份证号,电话,能力等级,卡号,人脸编号,性别\n"
ONE, TWO = id_number("19400101", 101), id_number("19410202", 102)


def run(app: Application, clerk: Actor, folder: Path, *lines: str) -> ImportReport:
    path = folder / "名单.csv"
    path.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    preview = app.imports.preview(path, clerk, updates="all")
    report = app.imports.run(path, clerk, updates="all")
    assert preview.details == report.details
    return report


def test_a_level_does_not_outrank_an_assessment(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    uid = register(app, clerk, "甲", id_number=ONE, phone="13811112222")
    assess(app, clerk, uid)
    only = run(app, clerk, tmp_path, f"甲,{ONE},13811112222,中度失能,,,")
    assert [(d.outcome, d.warnings) for d in only.details] == [("duplicate", ("ability_assessed",))]
    assert "评估" in WARNINGS["ability_assessed"]
    beside = run(app, clerk, tmp_path, f"甲,{ONE},13800000000,中度失能,,,")
    assert [(d.outcome, d.warnings) for d in beside.details] == [("updated", ("ability_assessed",))]
    assert beside.warnings == 1
    assert rows(app, "SELECT ability_level, phone FROM member") == [(0, "13800000000")]
    same = run(app, clerk, tmp_path, f"甲,{ONE},13800000000,能力完好,,,")
    assert [(d.outcome, d.warnings) for d in same.details] == [("duplicate", ())]


def test_without_an_assessment_the_level_is_taken_over(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    register(app, clerk, "甲", id_number=ONE)
    report = run(app, clerk, tmp_path, f"甲,{ONE},,中度失能,,,")
    assert [(d.outcome, d.warnings) for d in report.details] == [("updated", ())]
    assert rows(app, "SELECT ability_level FROM member") == [(2,)]


def test_numbers_of_others_are_said(app: Application, clerk: Actor, tmp_path: Path) -> None:
    register(app, clerk, "甲", id_number=ONE)
    register(app, clerk, "乙", id_number=TWO, card="C1", pin="7")
    report = run(app, clerk, tmp_path, f"甲,{ONE},,,C1,7,")
    assert report.details[0].warnings == ("card_taken", "pin_taken")
    assert report.details[0].outcome == "duplicate"


def test_who_left_is_said_and_the_row_is_no_new_file(
    app: Application, clerk: Actor, tmp_path: Path
) -> None:
    uid = register(app, clerk, "甲", id_number=ONE, joined_on="2026-01-01")
    leave(app, clerk, uid, dt.date(2026, 11, 1))
    report = run(app, clerk, tmp_path, f"甲,{ONE},,,,,")
    assert [(d.outcome, d.warnings) for d in report.details] == [("duplicate", ("known_left",))]
    report = run(app, clerk, tmp_path, f"甲,{ONE},13811112222,,,,")
    assert [(d.outcome, d.warnings) for d in report.details] == [("updated", ("known_left",))]


def test_who_only_waits_is_said(app: Application, clerk: Actor, tmp_path: Path) -> None:
    uid = register(app, clerk, "甲", id_number=ONE, joined_on="2026-11-01")
    app.memberships.wait(WaitMember(uid, dt.date(2026, 11, 1), "家属来办"), clerk)
    report = run(app, clerk, tmp_path, f"甲,{ONE},,,,,")
    assert [(d.outcome, d.warnings) for d in report.details] == [("duplicate", ("known_waiting",))]


def test_a_second_row_names_the_first(app: Application, clerk: Actor, tmp_path: Path) -> None:
    register(app, clerk, "乙", id_number=TWO)
    report = run(app, clerk, tmp_path, f"甲,{ONE},,,,,", f"乙,{TWO},,,,,", f"甲,{ONE},,,,,")
    assert [(d.row, d.outcome, d.twin) for d in report.details] == [
        (2, "added", 0), (3, "duplicate", 0), (4, "duplicate", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(("phone", "outcome"), [("13800000000", "updated"), ("", "duplicate")])
def test_doubts_about_what_is_taken_over_are_kept(
    app: Application, clerk: Actor, tmp_path: Path, phone: str, outcome: str
) -> None:
    register(app, clerk, "甲", id_number=ONE, phone="13811112222")
    report = run(app, clerk, tmp_path, f"甲,{ONE},{phone},,,,女")
    said = ("sex_conflict",) if outcome == "updated" else ()
    assert [(d.outcome, d.warnings) for d in report.details] == [(outcome, said)]


def test_everybody_to_call_is_taken_in(app: Application, clerk: Actor, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    head = "姓名,身份证号,紧急联系人及电话,第二联系人,第二联系人电话\n"
    path.write_text(f"{head}甲,{ONE},王强13900001111/88225012,王丽,13900002222\n", "utf-8")
    app.imports.run(path, clerk)
    assert rows(app, "SELECT name, phone, phone2, emergency_order FROM contact ORDER BY id") == [
        ("王强", "13900001111", "88225012", 1), ("王丽", "13900002222", None, 2),
    ]  # fmt: skip
    kept = rows(app, "SELECT emergency_contact, emergency_phone FROM member")
    assert kept == [("王强", "13900001111")]
    assert app.imports.run(path, clerk).conflicts == ()


def test_another_sheet_of_the_workbook(app: Application, clerk: Actor, tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "名单.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, number in (("塘河", ONE), ("小河", TWO)):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["姓名", "身份证号"])
            sheet.write_row(1, 0, [f"{name}人", number])
    assert app.imports.peek(path, clerk, "小河").sheet == "小河"
    assert app.imports.preview(path, clerk, sheet="小河").added == 1
    app.imports.run(path, clerk, sheet="小河")
    assert rows(app, "SELECT name FROM member") == [("小河人",)]
