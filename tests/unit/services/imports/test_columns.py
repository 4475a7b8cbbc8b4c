from __future__ import annotations

import pytest

from app.services.imports.code_tables import code_table
from app.services.imports.columns import LABELS, find_header, recognise


def fields(*headers: str) -> dict[str, int]:
    return dict(recognise(headers).fields)


@pytest.mark.parametrize(
    ("word", "field"),
    [
        ("老人姓名", "name"),
        ("姓　名", "name"),
        ("*姓名", "name"),
        ("公民身份号码", "id_number"),
        ("身份证号\n（18位）", "id_number"),
        ("出生年月", "birth_date"),
        ("手机号码", "phone"),
        ("现住址", "address"),
        ("户籍地址", "registered_address"),
        ("户口所在地", "registered_address"),
        ("身份证地址", "registered_address"),
        ("曾用名", "former_name"),
        ("证件类型", "id_type"),
        ("民族", "ethnic"),
        ("婚姻情况", "marital"),
        ("学历", "education"),
        ("村（居）", "community"),
        ("老人类别", "categories"),
        ("自理能力", "ability"),
        ("居住状况", "living"),
        ("监护人", "emergency_contact"),
        ("紧急联系人电话", "emergency_phone"),
        ("子女联系方式", "emergency_phone"),
        ("一卡通", "card"),
        ("IC卡号", "card"),
        ("考勤号", "terminal_pin"),
        ("终端编号", "terminal_pin"),
        ("建档日期", "joined_on"),
        ("备  注", "note"),
        ("序号", "serial"),
    ],
)
def test_synonyms(word: str, field: str) -> None:
    assert fields(word) == {field: 0}


@pytest.mark.parametrize(
    "word",
    ["", "监护人身份证号", "与老人关系", "户口性质", "护理员姓名", "评估日期", "体重"],
)
def test_columns_that_must_not_be_taken(word: str) -> None:
    assert fields(word) == {}


def test_telephone_columns_are_told_apart() -> None:
    assert fields("姓名", "紧急联系电话", "联系电话") == {
        "name": 0, "emergency_phone": 1, "phone": 2,
    }  # fmt: skip
    assert fields("姓名", "联系电话", "紧急联系人", "联系电话") == {
        "name": 0, "phone": 1, "emergency_contact": 2, "emergency_phone": 3,
    }  # fmt: skip
    assert fields("姓名", "电话", "手机", "紧急联系人") == {
        "name": 0, "phone": 1, "phone2": 2, "emergency_contact": 3,
    }  # fmt: skip


def test_residence_and_household_address_are_two_things() -> None:
    assert fields("户籍地址", "居住地址") == {"registered_address": 0, "address": 1}
    assert "address" not in fields("姓名", "户籍地址")


def test_category_columns_with_ticks() -> None:
    columns = recognise(["姓名", "低保", "独居", "优抚对象", "爱好"])
    assert columns.flags == {1: "低保", 2: "独居", 3: "优抚"}


def test_header_is_found_not_assumed() -> None:
    title = ["街道居家养老服务中心老年人花名册（姓名、电话仅供内部使用）", "", ""]
    rows = [
        title,
        ["", "", ""],
        ["序号", "姓名", "身份证号"],
        [1.0, "王秀英", "330105193805123225"],
    ]
    found = find_header(rows)
    assert found is not None
    assert found[0] == 2


def test_header_of_two_lines() -> None:
    rows = [
        ["序号", "姓名", "身份证号", "联系电话", "紧急联系人", "", "备注"],
        ["", "", "", "", "姓名", "电话", ""],
        [1.0, "王秀英", "330105193805123225", "13800000001", "李明", "13800000002", ""],
    ]
    found = find_header(rows)
    assert found is not None
    index, columns = found
    assert index == 1
    assert columns.fields["name"] == 1
    assert (columns.fields["emergency_contact"], columns.fields["emergency_phone"]) == (4, 5)


@pytest.mark.parametrize(
    "rows",
    [[], [["", ""]], [["姓名"]], [["花名册"], ["张三", "330105193805123225"]], [[1.0, 2.0]]],
)
def test_no_header(rows: list[list[str | float]]) -> None:
    assert find_header(rows) is None


def test_a_persons_choice_outranks_recognition() -> None:
    columns = recognise(["姓名", "编码", "联系电话", "低保"])
    chosen = columns.with_mapping({1: "card", 2: "", 3: "note"})
    assert chosen.fields == {"name": 0, "card": 1, "note": 3}
    assert chosen.flags == {}
    assert columns.with_mapping({1: "phone"}).fields == {"name": 0, "phone": 1}
    assert columns.with_mapping(None) is columns


def test_table_and_program_know_the_same_fields() -> None:
    assert {row.code: row.name for row in code_table("member_columns")} == LABELS
