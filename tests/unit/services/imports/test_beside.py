"""Columns about what stands beside a person: end of a card, relations, diet, classes on axes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from app.services.imports.columns import LABELS, recognise
from app.services.imports.imported import ImportedMember
from app.services.imports.member_rows import read_members
from app.services.imports.messages import sentences
from app.services.imports.relations import relation_of
from app.services.imports.values import last_day_of
from app.services.imports.vocabulary import shipped
from tests.helpers.people import id_number

TODAY = dt.date(2026, 3, 2)
ONE = id_number("19400101", 101)


def read(tmp_path: Path, head: str, line: str) -> ImportedMember:
    path = tmp_path / "名单.csv"
    path.write_text(f"姓名,身份证号,{head}\n甲,{ONE},{line}\n", encoding="utf-8")
    (row,) = read_members(path, TODAY).rows
    return row


def fields(*headers: str) -> dict[str, int]:
    return dict(recognise(headers).fields)


# -- which columns -------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["卡有效期", "有效期至", "到期日期", "老年卡有效期", "卡到期时间"])
def test_the_end_of_a_card_stands_beside_its_number(word: str) -> None:
    assert fields("姓名", "身份证号", "老年卡号", word)["card_until"] == 3


def test_the_end_of_another_document_is_none_of_a_card() -> None:
    assert "card_until" not in fields("姓名", "身份证号", "有效期至", "老年卡号")
    assert "card_until" not in fields("姓名", "老年卡号", "身份证号", "有效期至")
    assert "card_until" not in fields("姓名", "身份证有效期", "老年卡号")
    assert "card_until" not in fields("姓名", "社保卡有效期", "老年卡号")


def test_each_contact_has_their_own_relation() -> None:
    found = fields("姓名", "联系人1", "关系", "联系人1电话", "联系人2", "与老人关系", "联系人2电话")
    assert (found["contact_relation"], found["contact2_relation"]) == (2, 5)
    only = fields("姓名", "紧急联系人", "紧急联系电话", "第二联系人", "第二联系人电话", "关系")
    assert (only.get("contact_relation"), only["contact2_relation"]) == (None, 5)
    assert fields("姓名", "与本人关系", "监护人")["contact_relation"] == 1


def test_a_relation_to_somebody_else_is_not_taken() -> None:
    assert "contact_relation" not in fields("姓名", "与户主关系", "紧急联系人", "紧急联系电话")
    assert "contact_relation" not in fields("姓名", "关系", "身份证号")


def test_axes_and_diets_have_columns() -> None:
    found = fields("姓名", "经济状况", "家庭结构", "认定日期", "饮食禁忌")
    assert found == {
        "name": 0, "class_economic": 1, "class_family": 2, "classes_from": 3, "diet": 4,
    }  # fmt: skip
    assert "class_economic" not in fields("姓名", "身份证号", "经济保证情况")
    assert "class_physical" not in fields("姓名", "身份证号", "身心状况")
    assert "classes_from" not in fields("姓名", "身份证号", "认定日期")


@pytest.mark.parametrize("name", ["经济状况", "生理心理", "家庭结构", "社会优待", "社会身份"])
def test_the_programs_own_names_are_taken_alone(name: str) -> None:
    found = fields("姓名", "身份证号", "卡号", name, "类别起始日期")
    assert len(found) == 5
    assert LABELS[next(key for key, at in found.items() if at == 3)] == f"分类：{name}"
    assert found["classes_from"] == 4
    assert fields("姓名", "身份证号", f"分类：{name}").keys() > {"name", "id_number"}
    assert fields("姓名", "身份证号", "类别起始日期")["classes_from"] == 2


@pytest.mark.parametrize(
    ("cells", "codes", "since", "said"),
    [
        ("低保（2020-05-01起）,", ("低保",), (("低保", dt.date(2020, 5, 1)),), ""),
        ("低保,2021-03-02", ("低保",), (("低保", dt.date(2021, 3, 2)),), ""),
        ("小康,2021-03-02", (), (), "“经济状况”一列的“小康”是系统没有的类别，不保存，请补正。"),
        ("低保,2021-02-30", ("低保",), (),
         "“类别起始日期”一列的“2021-02-30”不存在或晚于今天，该日期不保存，请补正。"),
        (",下个月", (), (), "“类别起始日期”一列的“下个月”不存在或晚于今天，该日期不保存，请补正。"),
        (",2021-03-02", (), (), "写了类别起始日期，却没有类别，该日期不保存，请补正。"),
        (",", (), (), ""),
    ],
)  # fmt: skip
def test_what_a_lone_axis_and_its_day_say(
    tmp_path: Path, cells: str, codes: tuple[str, ...], since: tuple[object, ...], said: str
) -> None:
    row = read(tmp_path, "经济状况,类别起始日期", cells)
    assert sentences(row.warnings, row.cells) == said
    assert row.since == since
    assert [shipped().classes_of(word).codes for word in codes] == [row.categories] * len(codes)


# -- what they say -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2027-06-30", dt.date(2027, 6, 30)), ("2027年2月", dt.date(2027, 2, 28)),
        ("2028.02", dt.date(2028, 2, 29)), ("2027年12月", dt.date(2027, 12, 31)),
        ("2027", dt.date(2027, 12, 31)), ("2022.01.01-2027.12.30", dt.date(2027, 12, 30)),
        ("2022-01-01至2027-12-30", dt.date(2027, 12, 30)), (46753.0, dt.date(2028, 1, 1)),
        ("2027年6月30日止", dt.date(2027, 6, 30)), ("2027-02-30", None), ("待定", None),
    ],
)  # fmt: skip
def test_the_last_day(written: str | float, day: dt.date | None) -> None:
    assert last_day_of(written) == day


@pytest.mark.parametrize(
    ("written", "day", "warned"),
    [
        ("2027.6", dt.date(2027, 6, 30), ()), ("长期有效", None, ()), ("", None, ()),
        ("2027-13-01", None, ("card_until_invalid",)),
        ("2025-12-31", dt.date(2025, 12, 31), ("card_until_past",)),
    ],
)  # fmt: skip
def test_the_end_of_a_card(
    tmp_path: Path, written: str, day: dt.date | None, warned: tuple[str, ...]
) -> None:
    row = read(tmp_path, "卡号,卡有效期", f"A1,{written}")
    assert (row.card_until, row.warnings) == (day, warned)


@pytest.mark.parametrize(
    ("word", "code"),
    [("儿子", "20"), ("之女", "30"), ("长女", "30"), ("老人之子", "20"), ("配偶", "10"),
     ("侄女", "97"), ("夫妻关系", "10"), ("邻居", "99"), ("20", "20"), ("无", "")],
)  # fmt: skip
def test_words_for_relations(word: str, code: str) -> None:
    assert relation_of(word) == (code, True)


@pytest.mark.parametrize("word", ["子女", "本人", "干亲"])
def test_words_that_are_no_relation(word: str) -> None:
    assert relation_of(word) == ("", False)


def test_relations_of_two_contacts_in_one_cell_and_in_two(tmp_path: Path) -> None:
    row = read(tmp_path, "紧急联系人,紧急联系电话,与老人关系",
               "王强、王丽,13900001111、13900002222,子、女")  # fmt: skip
    assert [(c.name, c.relation) for c in row.contacts] == [("王强", "20"), ("王丽", "30")]
    row = read(tmp_path, "联系人1,联系人1电话,关系,联系人2,联系人2电话,关系",
               "王强,13900001111,儿子,王丽,13900002222,干女儿")  # fmt: skip
    assert [(c.relation, c.note) for c in row.contacts] == [("20", ""), ("", "干女儿")]
    assert row.warnings == ("relation_unknown",)
    assert "“关系”一列的“干女儿”" in sentences(row.warnings, row.cells)


@pytest.mark.parametrize(
    ("text", "codes", "note", "unknown"),
    [
        ("软食", ("软食",), "", ()),
        ("糖尿病、低盐低脂饮食", ("糖尿病餐", "低盐", "低脂"), "", ()),
        ("低盐/清真餐 素食", ("低盐", "清真", "素食"), "", ()),
        ("忌口：海鲜、羊肉", ("忌口",), "海鲜、羊肉", ()),
        ("不吃辣，软食", ("忌口", "软食"), "不吃辣", ()),
        ("少渣、软食", ("软食",), "少渣", ("少渣",)),
        ("普通", (), "", ()), ("无", (), "", ()), ("", (), "", ()),
    ],
)  # fmt: skip
def test_diets(text: str, codes: tuple[str, ...], note: str, unknown: tuple[str, ...]) -> None:
    assert shipped().diets_of(text) == (codes, note, unknown)


def test_an_unknown_diet_is_kept_and_named(tmp_path: Path) -> None:
    row = read(tmp_path, "饮食要求", "少渣、软食")
    assert (row.diets, row.diet_note, row.warnings) == (("软食",), "少渣", ("diet_unknown",))
    assert "“饮食要求”一列的“少渣”" in sentences(row.warnings, row.cells)
    assert read(tmp_path, "饮食要求", "忌口").warnings == ("diet_bare",)
    assert read(tmp_path, "软食", "√").diets == ()


# -- classes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("between", ["、", "，", "；", "/", " ", "＋"])
def test_values_of_five_axes_in_one_cell(tmp_path: Path, between: str) -> None:
    words = ("低保", "重大疾病", "独居老人", "百岁老人", "劳模")
    row = read(tmp_path, "人员类别", between.join(words))
    assert row.categories == ("低保", "重病", "独居", "百岁", "劳模")
    axes = [shipped().axes[code] for code in row.categories]
    assert axes == ["economic", "physical", "family", "preference", "identity"]
    assert row.warnings == ()


def test_since_when_beside_a_class_and_of_the_whole_row(tmp_path: Path) -> None:
    row = read(tmp_path, "人员类别,认定日期", "低保（2020/5/1起）、独居,2023年7月")
    assert dict(row.since) == {"低保": dt.date(2020, 5, 1), "独居": dt.date(2023, 7, 1)}
    row = read(tmp_path, "人员类别,认定日期", "低保,2026-12-01")
    assert (row.since, row.warnings) == ((), ("since_invalid",))


def test_unknown_classes_name_their_column(tmp_path: Path) -> None:
    row = read(tmp_path, "经济状况,家庭结构", "低保、小康,独居、低边")
    assert (row.categories, row.by_axis) == (("低保", "独居", "低边"), True)
    said = sentences(row.warnings, row.cells)
    assert "“经济状况”一列的“小康”是系统没有的类别" in said
    assert "“家庭结构”一列的“低边”属于别的分类" in said
