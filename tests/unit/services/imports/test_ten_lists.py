"""Ten more lists as real centres keep them; each row's fate is what a careful clerk would say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter
from stdnum.cn.ric import calc_check_digit

from app.core.errors import UserError
from app.services.imports.imported import ImportedMember
from app.services.imports.member_rows import peek, read_members
from app.services.imports.messages import REJECTIONS, WARNINGS
from tests.helpers.people import id_number

from .conftest import MakeXlsx

TODAY = dt.date(2026, 3, 2)
MEN = [id_number("19400101", n) for n in range(101, 141, 2)]
WOMEN = [id_number("19400101", n) for n in range(102, 142, 2)]


def read(path: Path, sheet: str | None = None) -> Sequence[ImportedMember]:
    return read_members(path, TODAY, sheet=sheet).rows


def fates(path: Path) -> list[tuple[int, str, str | None, tuple[str, ...]]]:
    return [(one.row, one.name, one.rejection, one.warnings) for one in read(path)]


def test_1_the_template_of_a_platform(make_xlsx: MakeXlsx) -> None:
    """Required marks, two telephones, a contact with telephone in one cell, remarks in names."""
    path = make_xlsx([
        ["填报单位：小河街道居家养老服务中心", "", "", "", "", "", "填表日期：2026年2月"],
        ["姓名(必填)", "身份证号码(必填)", "出生年月", "性别", "联系电话1", "联系电话2",
         "紧急联系人及电话"],
        ["张三（已故）", MEN[0], "1940.1", "男", "13811112222", "88225012", "王强13900001111"],
        ["李四（组长）", MEN[1], "1940年1月", "男", "13811112222", "",
         "李强（子）13900001111、李丽13900002222"],
        ["王五(曾用名:王武)", MEN[2], 1940.1, "男", "1381111222213900001111", "",
         "儿子 13900001111"],
        ["*赵六", MEN[3], "1940.10", "男", "13811112222（儿子）13900001111（女儿）", "",
         "13900001111"],
        ["孙*", MEN[4], "", "男", "", "", "无"],
        ["周七", "330105********3225", "", "男", "138****1234", "", "/"],
        ["吴八", f"{MEN[5]}（已核）", "农历1940年三月初五", "男", "13811112222.0",
         "0571-88225012转801", ""],
        ["合  计", "", "7人", "", "", "", ""],
    ])  # fmt: skip
    rows = {one.row: one for one in read(path)}
    assert fates(path) == [
        (3, "张三", "marked_gone", ("name_remark",)),
        (4, "李四", None, ("name_remark",)),
        (5, "王五", None, ()),
        (6, "赵六", None, ("birth_conflict",)),
        (7, "孙", "masked", ()),
        (8, "周七", "masked", ("phone_invalid",)),
        (9, "吴八", None, ()),
    ]
    assert (rows[4].note, rows[5].former_name) == ("组长", "王武")
    assert [tuple(one[:2]) for one in rows[4].contacts] == [
        ("李强(子)", "13900001111"), ("李丽", "13900002222"),
    ]  # fmt: skip
    assert (rows[4].emergency_contact, rows[4].emergency_phone) == ("李强(子)", "13900001111")
    assert (rows[5].phone, rows[5].phone2) == ("13811112222", "13900001111")
    assert (rows[5].emergency_contact, rows[5].emergency_phone) == ("儿子", "13900001111")
    assert (rows[6].phone, rows[6].phone2) == ("13811112222", "13900001111")
    assert rows[7].contacts == rows[8].contacts == ()
    assert (rows[9].phone, rows[9].phone2) == ("13811112222", "0571-88225012-801")


def test_2_words_that_say_nothing_and_failed_formulas(tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    head = ["姓名", "身份证号", "老年卡号", "人脸机编号", "紧急联系人", "社区", "居住地址", "备注"]
    lines = [
        ["甲甲", MEN[0], "无", "无", "无", "无", "/", "无"],
        ["甲乙", MEN[1], "未办", "未录入", "—", "nan", "暂无", "已故"],
        ["甲丙", MEN[2], "6.22202E+18", "有", "", "", "", "丈夫已故"],
    ]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for y, line in enumerate([head, *lines]):
            for x, value in enumerate(line):
                sheet.write_string(y, x, value)
        for x in (2, 4, 5, 6):
            sheet.write_formula(4, x, "=VLOOKUP(A9,B:C,2,0)", None, "#N/A")
        sheet.write_string(4, 0, "甲丁")
        sheet.write_string(4, 1, MEN[3])
        sheet.write_number(4, 3, 1001)
    rows = read(path)
    for one in rows:
        assert (one.card, one.emergency_contact, one.community, one.address) == ("", "", "", "")
        assert one.rejection is None
    assert [one.terminal_pin for one in rows] == ["", "", "", "1001"]
    assert [one.warnings for one in rows] == [
        (), ("note_gone",), ("card_invalid", "terminal_pin_invalid"), (),
    ]  # fmt: skip
    assert [one.note for one in rows] == ["", "已故", "丈夫已故", ""]


def test_3_numbers_of_others_are_not_those_of_the_person(make_xlsx: MakeXlsx) -> None:
    path = make_xlsx([
        ["姓名", "身份证号", "是否录入人脸", "银行卡号", "家庭医生", "家庭医生电话", "配偶姓名",
         "配偶身份证号", "配偶电话", "网格员电话", "是否持有老年卡", "本人电话"],
        ["甲甲", MEN[0], "是", "6222021234567890123", "王医生", "88225012", "李四", MEN[1],
         "13900001111", "13900002222", "是", "13811112222"],
    ])  # fmt: skip
    (one,) = read(path)
    assert (one.name, one.id_number) == ("甲甲", MEN[0])
    assert (one.phone, one.phone2) == ("13811112222", "")
    assert (one.card, one.terminal_pin, one.emergency_contact) == ("", "", "")


def test_4_one_sheet_for_each_community(make_xlsx: MakeXlsx) -> None:
    head = ["姓名", "身份证号"]
    path = make_xlsx(
        {"封面": [], "塘河": [head, ["甲甲", MEN[0]]], "旧名单": [head, ["甲乙", MEN[1]]],
         "小河": [head, ["甲丙", MEN[2]], ["甲丁", MEN[3]]]},
        hidden=["旧名单"],
    )  # fmt: skip
    looked = peek(path)
    assert (looked.sheet, looked.lists) == ("塘河", (("塘河", 1), ("小河", 2)))
    assert peek(path, "小河").sheet == "小河"
    assert [one.name for one in read(path)] == ["甲甲"]
    assert [one.name for one in read(path, "小河")] == ["甲丙", "甲丁"]


def test_a_list_that_nobody_sees_is_said(make_xlsx: MakeXlsx) -> None:
    path = make_xlsx({"说明": [["每月更新"]], "名册": [["姓名", "身份证号"]]}, hidden=["名册"])
    with pytest.raises(UserError) as caught:
        read(path)
    assert "隐藏的工作表" in caught.value.message


def test_5_two_people_on_a_line(make_xlsx: MakeXlsx) -> None:
    """Two lists side by side: the second is left out and said, never mixed into the first."""
    path = make_xlsx([
        ["小河社区老年人名册"],
        ["序号", "姓名", "身份证号", "电话", "序号", "姓名", "身份证号", "电话"],
        [1, "甲甲", MEN[0], "13811112222", 2, "甲乙", MEN[1], "13900001111"],
    ])  # fmt: skip
    (one,) = read(path)
    assert (one.name, one.phone, one.phone2) == ("甲甲", "13811112222", "")
    assert peek(path).columns.twice
    assert not peek(make_xlsx([["姓名", "身份证号", "监护人姓名", "监护人身份证号"]])).columns.twice


def test_6_ticks_questions_and_levels(make_xlsx: MakeXlsx) -> None:
    path = make_xlsx([
        ["姓名", "身份证号", "是否低保", "独居老人", "空巢（是/否）", "能力等级", "人员类别"],
        ["甲甲", MEN[0], "是", "√", "否", "3级（重度失能）", "普通老人"],
        ["甲乙", MEN[1], "否", "", "是", "轻度失能(1级)", "其他"],
        ["甲丙", MEN[2], "Y", "✓", "×", "二级", "老党员"],
    ])  # fmt: skip
    rows = read(path)
    assert [one.categories for one in rows] == [("低保", "独居"), ("空巢",), ("低保", "独居")]
    assert [one.ability_level for one in rows] == [3, 1, None]
    assert [one.warnings for one in rows] == [
        (), (), ("ability_unknown", "category_unknown"),
    ]  # fmt: skip


def test_7_people_without_a_resident_number(make_xlsx: MakeXlsx) -> None:
    path = make_xlsx([
        ["姓名", "证件类型", "证件号码", "出生日期", "性别"],
        ["SMITH JOHN", "护照", "E1234567", "1940-05-06", "M"],
        ["SMITH ANN", "护照", "E1234568", "2030-01-01", "F"],
        ["SMITH BOB", "护照", "E1234569", "1940-02-30", "男"],
        ["SMITH TOM", "护照", "E1234570", "1980-02-03", "男"],
        ["SMITH SUE", "护照", "E1234571", "1940.3", "女"],
        ["SMITH LEA", "护照", "E1234572", 1940.3, "女"],
        ["SMITH KIM", "护照", "E1234573", "农历1940年三月", "女"],
        ["SMITH MAX", "护照", "E1234574", 1870, "男"],
        ["林某", "无证件", "无", "1940-01-01", "男"],
    ])  # fmt: skip
    rows = read(path)
    assert [(one.born, one.warnings) for one in rows[:8]] == [
        ("1940-05-06", ()),
        ("", ("birth_invalid",)),
        ("", ("birth_invalid",)),
        ("1980-02-03", ("under_60",)),
        ("1940-03-01", ("birth_month",)),
        ("1940", ()),
        ("", ("birth_missing",)),
        ("", ("birth_invalid",)),
    ]
    assert [one.sex for one in rows[:3]] == ["1", "2", "1"]
    assert rows[8].rejection == "id_missing"


def test_a_permanent_residence_card_is_known_by_its_number(make_xlsx: MakeXlsx) -> None:
    body = "93384019400506001"
    new = body + calc_check_digit(body + "0")
    rows = read(make_xlsx([
        ["姓名", "身份证号", "出生日期", "性别"],
        ["SMITH JOHN", new, "", "男"],
        ["SMITH ANN", "USA330040050601", "1940-05-06", "女"],
        ["SMITH BOB", new[:-1] + ("0" if new[-1] != "0" else "1"), "1940-05-06", "男"],
    ]))  # fmt: skip
    assert [(one.id_type, one.id_number, one.born, one.rejection) for one in rows[:2]] == [
        ("foreign_residence", new, "1940-05-06", None),
        ("foreign_residence", "USA330040050601", "1940-05-06", None),
    ]
    assert rows[2].rejection in ("id_region", "id_checksum")
    typed = read(make_xlsx([["姓名", "证件类型", "证件号码"], ["SMITH JOHN", "身份证", new]]))
    assert (typed[0].id_type, typed[0].warnings) == ("foreign_residence", ("id_type_conflict",))


@pytest.mark.parametrize(
    ("man", "woman", "unsure"), [("1", "2", ""), ("1", "0", ""), ("0", "1", "2"), (1, 2, "")]
)
def test_8_sexes_as_programs_count_them(
    make_xlsx: MakeXlsx, man: object, woman: object, unsure: str
) -> None:
    """GB/T 2261.1 counts 1 and 2; where the numbers say otherwise a whole list does."""
    people = [[f"男{n}", number, man] for n, number in enumerate(MEN[:12])]
    people += [[f"女{n}", number, woman] for n, number in enumerate(WOMEN[:12])]
    if unsure:
        people.append(["某", MEN[13], unsure])
    rows = read(make_xlsx([["姓名", "身份证号", "性别"], *people]))
    assert {one.warnings for one in rows[:24]} == {()}
    assert [one.sex for one in rows[:24]] == ["1"] * 12 + ["2"] * 12


def test_one_wrong_digit_among_many_is_a_conflict(make_xlsx: MakeXlsx) -> None:
    people = [[f"男{n}", number, "1"] for n, number in enumerate(MEN[:12])]
    rows = read(make_xlsx([["姓名", "身份证号", "性别"], *people, ["某", MEN[13], "2"]]))
    assert [one.warnings for one in rows if one.warnings] == [("sex_conflict",)]


def test_9_a_printed_list_with_merged_cells(tmp_path: Path) -> None:
    """Two header lines, a community beside all its people, the header on each page, totals."""
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 6, "小河街道老年人花名册")
        for x, word in enumerate(["社区", "老人姓名", "身份证号码", "地址"]):
            sheet.merge_range(1, x, 2, x, word)
        sheet.merge_range(1, 4, 1, 6, "紧急联系人")
        for x, word in enumerate(["姓名", "电话", "与老人关系"], 4):
            sheet.write_string(2, x, word)
        sheet.merge_range(3, 0, 5, 0, "塘河社区")
        sheet.merge_range(3, 3, 4, 3, "塘河路 1 号")
        for y, (name, number) in enumerate(zip("甲乙丙", MEN[:3], strict=True), 3):
            sheet.write_row(y, 1, [f"陈{name}", number])
            sheet.write_row(y, 4, [f"陈{name}子", "13900001111", "子"])
        for x, word in enumerate(["社区", "老人姓名", "身份证号码", "地址"]):
            sheet.write_string(6, x, word)
        sheet.write_row(7, 0, ["小河社区", "陈丁", MEN[3], "小河路 2 号"])
        sheet.write_row(8, 0, ["", "陈戊", MEN[4], ""])
        sheet.write_row(9, 0, ["合计：5人"])
        sheet.write_row(10, 0, ["制表：李四", "", "审核：", "", "2026.3.1"])
    rows = read(path)
    assert [(one.row, one.name, one.community, one.address) for one in rows] == [
        (4, "陈甲", "塘河社区", "塘河路 1 号"),
        (5, "陈乙", "塘河社区", "塘河路 1 号"),
        (6, "陈丙", "塘河社区", ""),
        (8, "陈丁", "小河社区", "小河路 2 号"),
        (9, "陈戊", "", ""),
    ]
    assert rows[0].contacts == (("陈甲子", "13900001111", "", "20", ""),)
    assert {one.rejection for one in rows} == {None}


def test_10_numbers_and_names_as_input_methods_write_them(make_xlsx: MakeXlsx) -> None:
    body = next(n for n in MEN + WOMEN if n.endswith("X"))
    path = make_xlsx([
        ["姓名", "公民身份号码", "联系方式"],
        ["阿卜杜．买买提．艾力", MEN[0], "13811112222"],
        ["阿依古丽 · 吐尔逊", WOMEN[0], ""],
        ["王　英", f"{MEN[1][:6]}-{MEN[1][6:14]}-{MEN[1][14:]}", ""],
        ["𠮷田花子", f" {MEN[2][:6]} {MEN[2][6:14]} {MEN[2][14:]}", ""],
        ["李一", body[:-1] + "x", ""],
        ["李二", body[:-1] + "×", ""],
        ["李三", body[:-1] + "Ｘ", ""],
        ["李四", "'" + MEN[3], ""],
        ["李五", "1.10101E+17", ""],
        ["李六", 330105194001011000.0, ""],
        ["李七", "330105 400101 101", ""],
        ["李八", "33010319450928021X", ""],
        ["李九", MEN[4][:17], ""],
        ["李十", f"{MEN[4]}、{MEN[5]}", ""],
    ])  # fmt: skip
    rows = read(path)
    assert [one.name for one in rows[:4]] == [
        "阿卜杜·买买提·艾力", "阿依古丽·吐尔逊", "王英", "𠮷田花子",
    ]  # fmt: skip
    assert [one.id_number for one in rows[:8]] == [
        MEN[0], WOMEN[0], MEN[1], MEN[2], body, body, body, MEN[3],
    ]  # fmt: skip
    assert [one.rejection for one in rows[8:]] == [
        "id_precision_lost", "id_precision_lost", None, None, "id_length", "id_length",
    ]  # fmt: skip
    assert rows[10].id_number == MEN[0]


def test_two_contacts_in_columns_of_their_own(make_xlsx: MakeXlsx) -> None:
    for head in (
        ["姓名", "身份证号", "紧急联系人1", "紧急联系电话1", "紧急联系人2", "紧急联系电话2"],
        ["姓名", "身份证号", "紧急联系人", "紧急联系电话", "紧急联系人", "紧急联系电话"],
        ["姓名", "身份证号", "第一联系人", "第一联系人电话", "第二联系人", "第二联系人电话"],
    ):
        (one,) = read(make_xlsx([
            head, ["甲甲", MEN[0], "王强", "13900001111", "王丽", "13900002222/88225012"],
        ]))  # fmt: skip
        assert [contact[:3] for contact in one.contacts] == [
            ("王强", "13900001111", ""), ("王丽", "13900002222", "88225012"),
        ], head  # fmt: skip


def test_names_and_numbers_of_contacts_in_pairs(make_xlsx: MakeXlsx) -> None:
    (one,) = read(make_xlsx([
        ["姓名", "身份证号", "紧急联系人", "紧急联系电话"],
        ["甲甲", MEN[0], "王强、王丽", "13900001111、13900002222"],
    ]))  # fmt: skip
    assert [contact[:3] for contact in one.contacts] == [
        ("王强", "13900001111", ""), ("王丽", "13900002222", ""),
    ]  # fmt: skip


def test_a_workbook_that_counts_days_from_1904(tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True, "default_date_format": "yyyy/m/d"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["姓名", "身份证号", "出生日期", "入会日期"])
        sheet.write_row(1, 0, ["甲甲", MEN[0], dt.date(1940, 1, 1), dt.date(2019, 7, 22)])
    (one,) = read(path)
    assert (one.joined_on, one.warnings) == (dt.date(2019, 7, 22), ())


def test_every_doubt_and_refusal_has_a_sentence() -> None:
    assert all(text.endswith("。") for text in (*WARNINGS.values(), *REJECTIONS.values()))
