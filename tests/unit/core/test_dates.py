"""Dates and times as clerks type them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.dates import (
    Lean,
    age_of,
    age_text,
    parse_birth,
    parse_date,
    parse_time,
    year_only,
)
from app.core.errors import UserError

TODAY = dt.date(2026, 3, 5)  # a Thursday
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("今天", "2026-03-05"),
        (" 昨天 ", "2026-03-04"),
        ("前天", "2026-03-03"),
        ("明天", "2026-03-06"),
        ("+1", "2026-03-06"),
        ("＋７", "2026-03-12"),
        ("-30", "2026-02-03"),
        ("0312", "2026-03-12"),
        ("3.5", "2026-03-05"),
        ("3-5", "2026-03-05"),
        ("3月5日", "2026-03-05"),
        ("2026/3/5", "2026-03-05"),
        ("2026-03-05", "2026-03-05"),
        ("２０２６．３．５", "2026-03-05"),
        ("2026年3月5日", "2026-03-05"),
        ("20260305", "2026-03-05"),
        ("1938-5-12", "1938-05-12"),
        ("380512", "1938-05-12"),
        ("26.3.5", "2026-03-05"),
        ("周一", "2026-03-02"),
        ("上周五", "2026-02-27"),
        ("下周日", "2026-03-15"),
        ("星期天", "2026-03-08"),
    ],
)
def test_a_clerk_is_understood(text: str, date: str) -> None:
    assert parse_date(text, TODAY).isoformat() == date


def test_a_date_without_a_year_is_the_nearest_one() -> None:
    january = dt.date(2026, 1, 3)
    assert parse_date("1231", january) == dt.date(2025, 12, 31)
    assert parse_date("0105", dt.date(2025, 12, 30)) == dt.date(2026, 1, 5)


@pytest.mark.parametrize(
    ("text", "lean", "date"),
    [
        ("3.5", "near", "2027-03-05"),
        ("3.5", "past", "2026-03-05"),
        ("0506", "past", "2026-05-06"),
        ("1122", "past", "2026-11-22"),
        ("1123", "past", "2025-11-23"),
        ("1122", "future", "2026-11-22"),
        ("1121", "future", "2027-11-21"),
        ("0821", "future", "2027-08-21"),
        ("27-03-05", "past", "1927-03-05"),
        ("27-03-05", "near", "2027-03-05"),
        ("31-03-05", "near", "1931-03-05"),
        ("31-03-05", "future", "2031-03-05"),
        ("2027-03-05", "past", "2027-03-05"),
        ("2020-03-05", "future", "2020-03-05"),
        ("+1", "past", "2026-11-23"),
    ],
)
def test_a_short_date_leans_to_where_it_can_only_lie(text: str, lean: Lean, date: str) -> None:
    assert parse_date(text, dt.date(2026, 11, 22), lean).isoformat() == date


def test_nobody_is_born_next_year() -> None:
    assert parse_birth("3.5", dt.date(2026, 11, 22)) == "2026-03-05"
    assert parse_birth("270305", dt.date(2026, 11, 22)) == "1927-03-05"


def test_the_leap_day_is_found_where_there_is_one() -> None:
    assert parse_date("0229", dt.date(2027, 12, 1)) == dt.date(2028, 2, 29)
    with pytest.raises(UserError, match="2026 年 2 月 29 日"):
        parse_date("0229", TODAY)


@pytest.mark.parametrize("text", ["", "abc", "31", "0-0-0", "1/2/3/4", "+12345", "今天下午"])
def test_what_cannot_be_read_is_said_with_examples(text: str) -> None:
    with pytest.raises(UserError, match="请写成") as caught:
        parse_date(text, TODAY)
    assert caught.value.code == "date_unreadable"


@pytest.mark.parametrize("text", ["1345", "2.30", "2025-02-29", "2026-0-1", "2026", "0000-1-1"])
def test_what_is_not_in_the_calendar_is_said(text: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_date(text, TODAY)
    assert caught.value.code == "date_impossible"


@given(DAYS, DAYS)
def test_every_written_form_of_a_date_means_that_date(date: dt.date, today: dt.date) -> None:
    forms = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日")
    assert {parse_date(date.strftime(form), today) for form in forms} == {date}


@given(DAYS, st.integers(-999, 999))
def test_days_are_counted_from_today(today: dt.date, days: int) -> None:
    assert (parse_date(f"{days:+d}", today) - today).days == days


@given(DAYS, DAYS)
def test_month_and_day_never_lead_more_than_half_a_year_away(date: dt.date, today: dt.date) -> None:
    if (date.month, date.day) == (2, 29):
        return
    found = parse_date(date.strftime("%m%d"), today)
    assert (found.month, found.day) == (date.month, date.day)
    assert abs((found - today).days) <= 184


@given(st.text(max_size=12), DAYS)
def test_any_text_is_a_date_or_a_sentence(text: str, today: dt.date) -> None:
    try:
        said = parse_date(text, today).isoformat() + "。"
    except UserError as problem:
        said = problem.message
    assert said.endswith("。")


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("0731", "07:31"),
        ("731", "07:31"),
        ("7:31", "07:31"),
        ("７：３１", "07:31"),
        ("7点半", "07:30"),
        ("7点31分", "07:31"),
        ("7时", "07:00"),
        ("7", "07:00"),
        ("17.05", "17:05"),
        ("00:00", "00:00"),
    ],
)
def test_a_time_is_understood(text: str, time: str) -> None:
    assert parse_time(text).strftime("%H:%M") == time


def test_seconds_are_kept() -> None:
    assert parse_time("07:10:05") == dt.time(7, 10, 5)


@pytest.mark.parametrize("text", ["", "noon", "7:3:2:1", "12345"])
def test_a_time_that_cannot_be_read(text: str) -> None:
    with pytest.raises(UserError, match="请写成"):
        parse_time(text)


@pytest.mark.parametrize("text", ["24:00", "2560", "7:61"])
def test_a_time_that_does_not_exist(text: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_time(text)
    assert caught.value.code == "time_impossible"


@given(st.times())
def test_every_clock_time_is_read_back(time: dt.time) -> None:
    assert parse_time(time.strftime("%H:%M:%S")) == time.replace(microsecond=0)


# -- birth dates and ages -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("birth", "age", "words"),
    [
        ("1938-11-23", 88, "88"),
        ("1938-11-24", 87, "87"),
        ("1938", 87, "约 87"),
        (None, None, ""),
        ("", None, ""),
    ],
)
def test_the_age_of_whom_only_the_year_is_known_is_not_too_high(
    birth: str | None, age: int | None, words: str
) -> None:
    on = dt.date(2026, 11, 23)
    assert (age_of(birth, on), age_text(birth, on)) == (age, words)


def test_at_the_end_of_the_year_everybody_born_in_it_has_had_their_birthday() -> None:
    assert age_of("1938", dt.date(2026, 12, 31)) == 88
    assert age_of("1926", dt.date(2026, 12, 30)) == 99, "百岁 is a hundred completed years"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1938", "1938"),
        ("１９３８年", "1938"),
        ("1938/12/22", "1938-12-22"),
        ("19381222", "1938-12-22"),
        ("38-12-22", "1938-12-22"),
        ("0312", "2025-03-12"),
    ],
)
def test_a_birth_date_may_be_the_year_alone(typed: str, kept: str) -> None:
    assert parse_birth(typed, dt.date(2026, 3, 5)) == kept


def test_year_only() -> None:
    found = [year_only(birth) for birth in ("1938", "1938-12-22", "", None)]
    assert found == [True, False, False, False]
