from __future__ import annotations

import pytest

from app.core.codes import CATEGORIES, Sex
from app.core.idcard import PROVINCES
from app.services.imports.code_tables import code_table, words
from app.services.imports.messages import REJECTIONS, WARNINGS, sentence

TABLES = ["categories", "ethnic", "marital", "member_columns", "regions", "relation", "sex"]


@pytest.mark.parametrize("name", TABLES)
def test_codes_and_words_are_unambiguous(name: str) -> None:
    rows = code_table(name)
    assert len({row.code for row in rows}) == len(rows)
    assert all(row.code and row.name for row in rows)
    said = [word for row in rows for word in {row.name, *row.synonyms}]
    doubled = {word for word in said if said.count(word) > 1}
    # Hong Kong and Taiwan occur as provinces and as kinds of residence permit.
    assert doubled == ({"台湾居民居住证"} if name == "regions" else set())


def test_tables_agree_with_the_rules_in_code() -> None:
    assert tuple(row.code for row in code_table("categories")) == CATEGORIES
    assert [(row.code, row.name) for row in code_table("sex")] == [
        (sex.value, sex.label) for sex in Sex
    ]
    assert {row.code for row in code_table("regions") if len(row.code) == 2} == PROVINCES
    assert len(code_table("ethnic")) == 58


@pytest.mark.parametrize(
    ("table", "word", "code"),
    [
        ("ethnic", "维吾尔", "05"),
        ("ethnic", "汉族", "01"),
        ("marital", "丧偶", "30"),
        ("relation", "女儿", "30"),
        ("relation", "老伴", "10"),
        ("categories", "低保边缘", "低边"),
        ("regions", "拱墅区", "330105"),
    ],
)
def test_words_of_real_life(table: str, word: str, code: str) -> None:
    assert words(table)[word] == code


def test_every_code_of_an_import_has_one_chinese_sentence() -> None:
    assert not set(WARNINGS) & set(REJECTIONS)
    for code in (*WARNINGS, *REJECTIONS):
        assert sentence(code).endswith("。")
    assert sentence("something_new") == "something_new"
