from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.imports.values import (
    Cell,
    ability_of,
    date_of,
    said,
    sex_of,
    text_of,
    ticked,
)
from app.services.imports.vocabulary import shipped

DAY = dt.date(2019, 7, 2)


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        dt.datetime(2019, 7, 2, 9, 30),
        43648.0,
        "43648",
        "2019.7.2",
        "2019年7月2日",
        "2019年07月02",
        "2019/7/2",
        "2019-07-02",
        "2019-7-2 0:00:00",
        "20190702",
        20190702.0,
        " ２０１９．７．２ ",
        "2019 年 7 月 2 日",
    ],
)
def test_every_spelling_of_a_day(value: Cell) -> None:
    assert date_of(value) == DAY


@pytest.mark.parametrize(
    "value",
    ["", "2019-02-30", "2019.13.1", "去年", "19.7.2", "2019", 2019.7, 0.0, -5.0, 1e12, True],
)
def test_no_day(value: Cell) -> None:
    assert date_of(value) is None


def test_year_and_month_are_the_first_of_the_month() -> None:
    assert date_of("1938年5月") == date_of("1938.05") == dt.date(1938, 5, 1)


@given(st.dates(dt.date(1905, 10, 1), dt.date(2099, 12, 31)))
def test_dates_survive_excel(day: dt.date) -> None:
    assert date_of(float((day - dt.date(1899, 12, 30)).days)) == day
    assert date_of(f"{day.year}年{day.month}月{day.day}日") == day


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("留守、空巢", ("留守", "空巢")),
        ("低保户", ("低保",)),
        ("低保边缘家庭", ("低边",)),
        ("独居老人,空巢老年人", ("独居", "空巢")),
        ("孤寡；独居/高龄", ("孤寡", "独居", "高龄")),
        ("计划生育特殊家庭", ("计生特殊",)),
        ("分散供养特困人员", ("特困",)),
        ("低保 低保", ("低保",)),
        ("普通老人", ()),
        ("其他", ()),
        ("无", ()),
        ("", ()),
    ],
)
def test_classes(text: str, codes: tuple[str, ...]) -> None:
    assert shipped().classes_of(text)[:2] == (codes, ())


def test_unknown_classes_are_named() -> None:
    assert shipped().classes_of("低保、劳模之家")[:2] == (("低保",), ("劳模之家",))


@pytest.mark.parametrize(
    ("text", "level", "word"),
    [
        ("能力完好", 0, ""),
        ("轻度失能", 1, ""),
        ("2级", 2, ""),
        ("3", 3, ""),
        ("完全失能", 4, ""),
        ("能力轻度受损（轻度失能）", 1, ""),
        ("自理", None, "自理"),
        ("半自理", None, "半失能"),
        ("失能", None, "失能"),
        ("3级（重度失能）", 3, ""),
        ("", None, ""),
    ],
)
def test_abilities_are_never_converted(text: str, level: int | None, word: str) -> None:
    assert ability_of(text) == (level, word, True)


def test_unknown_ability() -> None:
    assert ability_of("一般般") == (None, "", False)
    assert ability_of("5级") == (None, "", False)


@pytest.mark.parametrize(
    ("text", "code"), [("男", "1"), ("女", "2"), ("女性", "2"), ("1", "1"), ("", ""), ("不详", "")]
)
def test_sex(text: str, code: str) -> None:
    assert sex_of(text) == code


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1001.0, "1001"),
        (36.5, "36.5"),
        (3.301051950120739e17, "3.301051950120739e+17"),
        (True, "是"),
        (dt.date(2019, 7, 22), "2019-07-22"),
        ("  小河路\n1号 ", "小河路 1号"),
        ("一_x000D_\n二", "一  二"),
        ("=1+1", "=1+1"),
    ],
)
def test_cells_as_text(value: Cell, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("value", "yes"), [("√", True), ("是", True), (1.0, True), ("", False), ("否", False)]
)
def test_ticks(value: Cell, yes: bool) -> None:
    assert ticked(value) is yes


@pytest.mark.parametrize("value", ["", "无", " / ", "-", "——", "#N/A", "nan", "NULL", "暂无"])
def test_words_that_say_nothing(value: str) -> None:
    assert said(value) == ""


def test_other_words_say_something() -> None:
    assert said("无名路 3 号") == "无名路 3 号"
