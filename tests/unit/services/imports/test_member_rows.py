from __future__ import annotations

import datetime as dt
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import UserError
from app.core.progress import Cancelled
from app.services.imports.member_rows import (
    ImportedMember,
    MemberSheet,
    duplicate_code,
    peek,
    read_members,
)
from app.services.imports.messages import REJECTIONS, WARNINGS, sentence

from .conftest import MakeXlsx

SAMPLES = Path(__file__).parents[4] / "resources" / "samples"
SAMPLE = SAMPLES / "members_messy.xlsx"
TODAY = dt.date(2026, 3, 2)
ID = "330105193805123225"
OTHER = "330782194102032116"


def outcomes(sheet: MemberSheet) -> list[dict[str, Any]]:
    """What becomes of each row when nobody is registered yet, in the form of the answers file."""
    known: dict[str, ImportedMember] = {}
    result = []
    for member in sheet.rows:
        answer: dict[str, Any] = {"row": member.row, "outcome": "added"}
        if member.rejection:
            answer.update(outcome="rejected", reason=member.rejection)
        elif member.id_number in known:
            reason = duplicate_code(known[member.id_number], member)
            answer.update(outcome="duplicate", reason=reason)
        else:
            known[member.id_number] = member
            answer["stored"] = {
                "name": member.name,
                "id_number": member.id_number,
                "phone": member.phone,
                "sex": member.sex,
                "birth_date": str(member.birth_date),
                "categories": list(member.categories),
                "card": member.card,
                "terminal_pin": member.terminal_pin,
            }
            if member.warnings:
                answer["warnings"] = list(member.warnings)
        result.append(answer)
    return result


def read_rows(make_xlsx: MakeXlsx, *rows: list[object]) -> tuple[ImportedMember, ...]:
    return read_members(make_xlsx(list(rows)), TODAY).rows


def test_the_messy_list_comes_out_row_by_row_as_it_must() -> None:
    answers = json.loads((SAMPLES / "members_messy.answers.json").read_text(encoding="utf-8"))
    sheet = read_members(SAMPLE, TODAY)
    assert sheet.sheet == "花名册"
    assert sheet.header_row == answers["header_row"]
    assert len(sheet.rows) == answers["data_rows"]
    got = outcomes(sheet)
    for row, expected in zip(got, answers["rows"], strict=True):
        assert row == {key: value for key, value in expected.items() if key != "kind"}
    assert Counter(row["outcome"] for row in got) == answers["totals"]
    assert sum(len(row.get("warnings", ())) for row in got) == answers["warnings"]


def test_fields_beside_the_answers() -> None:
    rows = {member.row: member for member in read_members(SAMPLE, TODAY).rows}
    assert rows[4].joined_on == dt.date(2018, 2, 26)
    assert rows[5].joined_on == dt.date(2018, 9, 8)
    assert rows[6].joined_on == dt.date(2019, 7, 22)
    assert rows[11].joined_on == dt.date(2019, 3, 4)
    assert (rows[4].ability_level, rows[4].self_care) == (2, "")
    assert (rows[7].ability_level, rows[7].self_care) == (None, "半失能")
    assert rows[10].ability_level == 0
    assert rows[192].phone2 == "0571-88225012"
    assert rows[128].note.startswith("=HYPERLINK(")
    assert rows[4].emergency_contact == "张寿松"
    assert rows[4].emergency_phone == "13901954206"
    assert rows[4].living == "与配偶同住"


def test_other_order_other_words_header_in_the_first_row(make_xlsx: MakeXlsx) -> None:
    (member,) = read_rows(
        make_xlsx,
        ["村居", "公民身份号码", "长者姓名", "家属", "手机", "电话", "保障类别", "一卡通", "工号"],
        ["和睦社区", ID, "王 秀英", "李明", 13812341234, "13912341234", "低保户", "A 01", 1001],
    )  # fmt: skip
    assert member.row == 2
    assert (member.name, member.id_number, member.sex) == ("王秀英", ID, "2")
    assert member.community == "和睦社区"
    assert (member.phone, member.emergency_phone) == ("13812341234", "13912341234")
    assert member.categories == ("低保",)
    assert (member.card, member.terminal_pin) == ("A01", "1001")
    assert member.warnings == ()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
def test_csv_of_another_program(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "名单.csv"
    text = f"姓名;身份证;性别\r\n王𬱖;{ID};女\r\n\r\n;;\r\n刘某;{OTHER};男\r\n"
    path.write_bytes(text.encode(encoding))
    rows = read_members(path, TODAY).rows
    assert [(member.row, member.name) for member in rows] == [(2, "王𬱖"), (5, "刘某")]


@pytest.mark.parametrize(
    ("identity", "code"),
    [
        ("", "id_missing"),
        ("无", "id_missing"),
        ("无身份证", "id_missing"),
        ("330105********3225", "masked"),
        ("33010519380512322", "id_length"),
        ("33010519380512A225", "id_characters"),
        ("990105193805123225", "id_region"),
        ("330105193802314229", "id_birth_date"),
        ("330105193805123224", "id_checksum"),
        (3.30105193805123e17, "id_precision_lost"),
        ("3.30105E+17", "id_precision_lost"),
    ],
)
def test_refusals(make_xlsx: MakeXlsx, identity: object, code: str) -> None:
    header = ["姓名", "身份证号", "出生日期", "地址"]
    (member,) = read_rows(make_xlsx, header, ["王秀英", identity, "1938-05-12", "小河路"])
    assert member.rejection == code
    assert (member.name, member.id_number) == ("王秀英", "")
    assert sentence(code) == REJECTIONS[code] != code


def test_a_list_without_numbers_keeps_name_and_birth_date(make_xlsx: MakeXlsx) -> None:
    (member,) = read_rows(make_xlsx, ["姓名", "性别", "出生年月"], ["王秀英", "女", "1938.5.12"])
    assert member.rejection == "id_missing"
    assert (member.name, member.sex, member.birth_date) == ("王秀英", "2", dt.date(1938, 5, 12))


def test_15_digits_typed_as_a_number_are_whole(make_xlsx: MakeXlsx) -> None:
    (member,) = read_rows(make_xlsx, ["姓名", "身份证"], ["王秀英", 330105380512322])
    assert member.id_number == ID


@pytest.mark.parametrize(
    ("column", "value", "warning"),
    [
        ("电话", "123", "phone_invalid"),
        ("紧急联系电话", "123", "phone_invalid"),
        ("性别", "男", "sex_conflict"),
        ("出生日期", "1938-05-13", "birth_conflict"),
        ("出生年月", "1938.6", "birth_conflict"),
        ("出生日期", "19991301", "birth_conflict"),
        ("出生日期", 19991301, "birth_conflict"),
        ("出生日期", "1938-13-12", "birth_conflict"),
        ("入会日期", "2019-02-30", "date_invalid"),
        ("入会日期", "2026-03-03", "date_invalid"),
        ("人员类别", "劳模之家", "category_unknown"),
        ("能力等级", "很好", "ability_unknown"),
    ],
)
def test_doubts_are_warnings_not_refusals(
    make_xlsx: MakeXlsx, column: str, value: str, warning: str
) -> None:
    (member,) = read_rows(make_xlsx, ["姓名", "身份证号", column], ["王秀英", ID, value])
    assert member.warnings == (warning,)
    assert member.rejection is None
    assert (member.sex, member.birth_date) == ("2", dt.date(1938, 5, 12))
    assert WARNINGS[warning].endswith("。")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("性别", "女"),
        ("出生日期", "1938年5月12日"),
        ("出生年月", "1938.05"),
        ("出生日期", "不详"),
        ("出生日期", "1938年"),
        ("入会日期", "2026-03-02"),
    ],
)
def test_columns_that_agree_give_no_warning(make_xlsx: MakeXlsx, column: str, value: str) -> None:
    (member,) = read_rows(make_xlsx, ["姓名", "身份证号", column], ["王秀英", ID, value])
    assert member.warnings == ()


def test_the_60th_birthday_counts(make_xlsx: MakeXlsx) -> None:
    path = make_xlsx([["姓名", "身份证号"], ["王秀英", ID]])
    assert read_members(path, dt.date(1998, 5, 11)).rows[0].warnings == ("under_60",)
    assert read_members(path, dt.date(1998, 5, 12)).rows[0].warnings == ()


def test_rows_that_are_no_people_are_skipped(make_xlsx: MakeXlsx) -> None:
    header: list[object] = ["序号", "姓名", "身份证号", "电话", "备注"]
    rows = read_rows(
        make_xlsx,
        ["花名册"],
        header,
        ["和睦社区（2人）"],
        [1, "王秀英", ID, "13812341234", ""],
        ["", "小 计", "1人", "", ""],
        [],
        ["序 号", "姓 名", "身份证号码", "电话", ""],
        [2, "刘金根", OTHER, "", ""],
        [3, "", "", "", ""],
        ["合计", "2人", "", "", ""],
        ["", "共2人", "", "", ""],
        ["", "以上名单截至三月底为准", "", "", ""],
        ["注：本表每月更新", "", "", "", ""],
        ["制表人：", "", "审核人：", "", "日期：2020.10.28"],
        ["中心负责人（签字）：", "", "", "盖章：", ""],
    )
    assert [(member.row, member.name) for member in rows] == [(4, "王秀英"), (8, "刘金根")]


def test_a_person_without_name_is_refused_not_skipped(make_xlsx: MakeXlsx) -> None:
    rows = read_rows(
        make_xlsx,
        ["序号", "姓名", "身份证号", "电话", "地址"],
        [1, "", ID, "", ""],
        [2, "", "", "13812341234", "小河路1号"],
        [3, "王秀英", "", "", ""],
    )
    assert [member.rejection for member in rows] == ["name_missing", "name_missing", "id_missing"]


def test_tick_columns_become_categories(make_xlsx: MakeXlsx) -> None:
    (member,) = read_rows(
        make_xlsx, ["姓名", "身份证号", "低保", "独居", "空巢"], ["王秀英", ID, "√", "", "是"]
    )
    assert member.categories == ("低保", "空巢")


def test_the_sheet_that_is_a_list_is_chosen(make_xlsx: MakeXlsx) -> None:
    people = [["姓名", "身份证号"], ["王秀英", ID]]
    path = make_xlsx(
        {"说明": [["每月更新"]], "联系人": [["姓名", "电话"], ["李", "1"]], "三月": people}
    )
    sheet = read_members(path, TODAY)
    assert (sheet.sheet, sheet.sheets) == ("三月", ("说明", "联系人", "三月"))
    assert read_members(path, TODAY, sheet="联系人").rows[0].name == "李"
    with pytest.raises(UserError) as caught:
        read_members(path, TODAY, sheet="四月")
    assert caught.value.code == "sheet_missing"


def test_a_persons_mapping_is_followed(make_xlsx: MakeXlsx) -> None:
    path = make_xlsx([["姓名", "身份证号", "编码", "电话"], ["王秀英", ID, "C7", "13812341234"]])
    (member,) = read_members(path, TODAY, mapping={2: "card", 3: ""}).rows
    assert (member.card, member.phone) == ("C7", "")


def test_peek_shows_what_will_be_read(make_xlsx: MakeXlsx) -> None:
    first = peek(SAMPLE)
    assert (first.sheet, first.header_row, first.missing) == ("花名册", 3, ())
    assert first.columns.fields["terminal_pin"] == 13
    assert len(first.rows) == 20
    assert first.rows[0][0] == 4
    assert first.rows[0][1][:3] == ("1", "钟惠珍", "330105195606140080")
    assert peek(make_xlsx([["姓名", "电话"], ["王", "1"]])).missing == ("id_number",)


def test_a_file_without_header_says_so(make_xlsx: MakeXlsx) -> None:
    with pytest.raises(UserError) as caught:
        read_members(make_xlsx([["王秀英", ID], ["刘金根", OTHER]]), TODAY)
    assert caught.value.code == "header_missing"
    assert "姓名" in caught.value.message


def test_progress_is_told_and_may_cancel() -> None:
    steps: list[tuple[int, int, str]] = []
    read_members(SAMPLE, TODAY, progress=lambda *step: steps.append(step))
    assert steps[-1] == (245, 245, "正在核对名册")

    def cancel(done: int, total: int, what: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_members(SAMPLE, TODAY, progress=cancel)


def test_duplicates_are_compared_by_what_both_say(make_xlsx: MakeXlsx) -> None:
    header: list[object] = ["姓名", "身份证号", "电话", "卡号", "考勤号", "地址"]
    first, moved, empty, phone, card = read_rows(
        make_xlsx,
        header,
        ["王秀英", ID, "13812341234", "C1", "7", "小河路"],
        ["王秀英", ID, "13812341234", "C1", "7", "大关路"],
        ["王秀英", ID, "", "", "", ""],
        ["王秀英", ID, "13912341234", "C1", "7", ""],
        ["王秀英", ID, "", "C2", "", ""],
    )
    assert duplicate_code(first, moved) == duplicate_code(first, empty) == "same_id"
    assert duplicate_code(first, phone) == duplicate_code(first, card) == "same_id_changed"


def test_ten_thousand_rows_stay_quick(make_xlsx: MakeXlsx) -> None:
    row = [
        "王秀英",
        ID,
        "女",
        "13812341234",
        "拱墅区小河路1号",
        "和睦社区",
        "低保、独居",
        "2019.7.2",
    ]
    header = ["姓名", "身份证号", "性别", "电话", "地址", "社区", "类别", "入会日期"]
    path = make_xlsx([header, *[row] * 10_000])
    start = time.perf_counter()
    assert len(read_members(path, TODAY).rows) == 10_000
    assert time.perf_counter() - start < 3


# -- the columns that few lists have ----------------------------------------------------------

MORE = ["姓名", "证件类型", "证件号码", "出生日期", "民族", "婚姻", "学历", "户籍地址", "曾用名"]


def test_codes_of_nation_marriage_and_schooling(make_xlsx: MakeXlsx) -> None:
    (one, two) = read_rows(
        make_xlsx, MORE,
        ["王秀英", "身份证", ID, "", "汉", "离异", "本科", "杭州市拱墅区小河路 1 号", "王 英"],
        ["李建国", "", OTHER, "", "维吾尔族", "30", "小学毕业", "", ""],
    )  # fmt: skip
    assert (one.ethnic, one.marital, one.education) == ("01", "40", "college")
    assert (one.registered_address, one.former_name) == ("杭州市拱墅区小河路 1 号", "王英")
    assert one.address == ""
    assert (two.ethnic, two.marital, two.education) == ("05", "30", "primary")
    assert one.warnings == two.warnings == ()


def test_unknown_words_are_warnings_and_never_refusals(make_xlsx: MakeXlsx) -> None:
    (one,) = read_rows(
        make_xlsx, MORE, ["王秀英", "工作证", ID, "", "火星", "很好", "私塾", "", ""]
    )
    assert one.rejection is None
    assert set(one.warnings) == {
        "id_type_unknown", "ethnic_unknown", "marital_unknown", "education_unknown",
    }  # fmt: skip
    assert (one.id_type, one.ethnic, one.marital, one.education) == ("resident", "", "", "")


def test_a_valid_number_outranks_the_named_document(make_xlsx: MakeXlsx) -> None:
    (one,) = read_rows(make_xlsx, MORE, ["王秀英", "护照", ID, "", "", "", "", "", ""])
    assert (one.id_type, one.rejection, one.warnings) == ("resident", None, ("id_type_conflict",))


def test_a_passport_is_taken_as_it_stands(make_xlsx: MakeXlsx) -> None:
    (one, two, three) = read_rows(
        make_xlsx, MORE,
        ["约翰", "护照", "e 1234567", "1940-05-06", "", "", "", "", ""],
        ["玛丽", "外国护照", "E7654321", "", "", "", "", "", ""],
        ["王秀英", "护照", ID[:-1] + "0", "", "", "", "", "", ""],
    )  # fmt: skip
    assert (one.id_type, one.id_number, one.rejection) == ("passport", "E1234567", None)
    assert one.birth_date == dt.date(1940, 5, 6)
    assert (two.rejection, two.warnings) == (None, ("birth_missing",))
    assert three.rejection == "id_checksum"  # plainly meant as a resident number


def test_a_workbook_of_excel_97_by_another_program() -> None:
    """Written by xlwt: merged title, real dates, numbers as floats, a formula in the total."""
    sheet = read_members(Path(__file__).with_name("made_by_xlwt.xls"), TODAY)
    assert (sheet.sheet, sheet.header_row) == ("花名册", 3)
    assert [(m.row, m.name, m.phone, m.ethnic) for m in sheet.rows] == [
        (4, "王秀英", "13800001111", "01"),
        (5, "李建国", "13800001112", "01"),
        (6, "阿卜杜热合曼·买买提艾力", "13800001113", "05"),
    ]
    assert [m.rejection for m in sheet.rows] == [None, None, None]
    assert [m.warnings for m in sheet.rows] == [(), (), ()]
