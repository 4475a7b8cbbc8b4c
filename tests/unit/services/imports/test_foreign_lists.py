"""Lists as strangers keep them: what a careful clerk would make of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.services.imports.imported import ImportedMember
from app.services.imports.member_rows import read_members
from tests.helpers.people import id_number

from .conftest import MakeXlsx

TODAY = dt.date(2026, 3, 2)
ONE, TWO, THREE, FOUR = (id_number("19400101", n) for n in (101, 103, 105, 107))
WIDE = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}


def read(path: Path) -> Sequence[ImportedMember]:
    return read_members(path, TODAY).rows


def only(path: Path) -> ImportedMember:
    (row,) = read(path)
    return row


def test_the_contact_under_a_merged_heading_is_not_the_person(make_xlsx: MakeXlsx) -> None:
    row = only(make_xlsx([
        ["小河街道老年人花名册"],
        ["序号", "老人信息", "", "", "紧急联系人", "", ""],
        ["", "姓名", "身份证号", "电话", "姓名", "电话", "关系"],
        [1, "王秀英", ONE, "13811112222", "王强", "13900001111", "子"],
    ]))  # fmt: skip
    assert (row.name, row.phone, row.phone2) == ("王秀英", "13811112222", "")
    assert (row.emergency_contact, row.emergency_phone) == ("王强", "13900001111")


def test_a_title_above_is_no_heading(make_xlsx: MakeXlsx) -> None:
    row = only(make_xlsx([
        ["塘河社区老人名册", "", "填表：张三"],
        ["姓名", "身份证号", "电话", "电话", "备注"],
        ["王秀英", ONE, "13811112222", "88225012", "组长"],
    ]))  # fmt: skip
    assert (row.phone, row.phone2, row.community, row.note) == (
        "13811112222", "88225012", "", "组长",
    )  # fmt: skip


def test_the_guardian_stands_before_the_elder(make_xlsx: MakeXlsx) -> None:
    row = only(make_xlsx([
        ["监护人", "监护人身份证号", "监护人电话", "老人", "老人证件号码", "老人电话"],
        ["王强", FOUR, "13900001111", "王秀英", ONE, "13811112222"],
    ]))  # fmt: skip
    assert (row.name, row.id_number, row.phone) == ("王秀英", ONE, "13811112222")
    assert (row.emergency_contact, row.emergency_phone) == ("王强", "13900001111")


def test_of_two_columns_of_one_name_the_first_counts(make_xlsx: MakeXlsx) -> None:
    row = only(make_xlsx([
        ["姓名", "身份证号", "姓名", "备注", "备注"], ["王秀英", ONE, "王强", "甲", "乙"],
    ]))  # fmt: skip
    assert (row.name, row.note) == ("王秀英", "甲")


def test_subtotals_places_and_signatures_are_no_people(make_xlsx: MakeXlsx) -> None:
    rows = read(make_xlsx([
        ["序号", "姓名", "身份证号", "社区"],
        ["", "塘河社区"],
        [1, "王秀英", ONE, "塘河"],
        ["塘河社区小计", "", "", "1人"],
        ["", "塘河小计：", "", "1"],
        [2, "李建国", TWO, "小河"],
        ["总人数：2"],
        ["小河社区（盖章）", "", "2026年3月2日", ""],
        ["领导签字：", "", "经办人：张三", ""],
        ["", "", "", "填表日期：2026-03-02"],
        [3, "陈村", "", ""],
    ]))  # fmt: skip
    assert [(row.row, row.name, row.rejection) for row in rows] == [
        (3, "王秀英", None), (6, "李建国", None), (11, "陈村", "id_missing"),
    ]  # fmt: skip


@pytest.mark.parametrize("head", ["\ufeff\ufeff长者,公民身份号码", '\ufeff"老人","证号"'])
def test_marks_that_nobody_sees_hide_no_column(tmp_path: Path, head: str) -> None:
    path = tmp_path / "名单.csv"
    path.write_text(f"{head}\r\n王𬱖,{ONE}\r\n", encoding="utf-8")
    assert (only(path).name, only(path).id_number) == ("王𬱖", ONE)


def test_numbers_as_excel_and_phones_type_them(make_xlsx: MakeXlsx) -> None:
    rows = read(make_xlsx([
        ["身份证", "电话", "老人姓名", "一卡通"],
        [float(ONE[:6] + ONE[8:17]), 13811112222.0, "王 秀 英", 1001.0],
        [TWO.translate(WIDE), "１３９ 0000 1111", "李建国", "ｙｓ 0099"],
        ["'" + THREE, "0571-88225012转801", "陈阿毛", ""],
        [float(FOUR[:17] + "0"), "", "赵四", ""],
    ]))  # fmt: skip
    assert [row.id_number for row in rows] == [ONE, TWO, THREE, ""]
    assert [row.phone for row in rows] == ["13811112222", "13900001111", "0571-88225012-801", ""]
    assert [row.card for row in rows] == ["1001", "YS0099", "", ""]
    assert rows[3].rejection == "id_precision_lost"


@pytest.mark.parametrize("written", ["1940", "1940年", 1940.0, "约1940年"])
def test_a_year_alone_is_kept(make_xlsx: MakeXlsx, written: object) -> None:
    row = only(make_xlsx([
        ["姓名", "证件类型", "证件号", "出生年月"], ["SMITH JOHN", "护照", "E1234567", written],
    ]))  # fmt: skip
    assert (row.born, row.rejection, row.warnings) == ("1940", None, ())


@pytest.mark.parametrize(("year", "warned"), [("1940", False), ("1941", True)])
def test_a_year_is_held_against_the_number(make_xlsx: MakeXlsx, year: str, warned: bool) -> None:
    row = only(make_xlsx([["姓名", "身份证号", "出生年份"], ["王秀英", ONE, year]]))
    assert row.born == "1940-01-01"
    assert ("birth_conflict" in row.warnings) is warned
