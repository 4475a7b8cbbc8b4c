"""Time as the centre sees it."""

from __future__ import annotations

import datetime as dt

import pytest

from app.core.clock import FixedClock, SystemClock, age_on, local, today, utc_text, weekday

HALF_PAST_MIDNIGHT = dt.datetime(2026, 3, 2, 0, 30, 5, 123456)


def test_a_naive_moment_is_shanghai_time() -> None:
    assert FixedClock(HALF_PAST_MIDNIGHT).now() == dt.datetime(
        2026, 3, 1, 16, 30, 5, 123456, tzinfo=dt.UTC
    )


def test_the_service_date_is_the_local_one() -> None:
    clock = FixedClock(HALF_PAST_MIDNIGHT)
    assert today(clock) == dt.date(2026, 3, 2)
    assert local(clock.now()) == dt.datetime(2026, 3, 2, 0, 30, 5)


def test_stored_times_sort_like_the_moments() -> None:
    clock = FixedClock(HALF_PAST_MIDNIGHT)
    texts = []
    for step in (0.000001, 1, 60, 86400):
        texts.append(utc_text(clock.now()))
        clock.advance(step)
    assert texts == sorted(texts)
    assert texts[0] == "2026-03-01T16:30:05.123456Z"
    assert len({len(text) for text in texts}) == 1


def test_the_machine_clock_is_aware_utc() -> None:
    assert SystemClock().now().utcoffset() == dt.timedelta(0)


def test_the_weekday_is_said_in_chinese() -> None:
    assert weekday(dt.date(2020, 10, 29)) == "星期四"
    assert weekday(dt.date(2026, 11, 22)) == "星期日"


@pytest.mark.parametrize(
    ("birth", "date", "age"),
    [
        ((1938, 12, 22), (2026, 12, 21), 87),
        ((1938, 12, 22), (2026, 12, 22), 88),
        ((1940, 2, 29), (2023, 2, 28), 82),
        ((1940, 2, 29), (2023, 3, 1), 83),
        ((1940, 2, 29), (2024, 2, 29), 84),
    ],
)
def test_age_grows_on_the_birthday(
    birth: tuple[int, int, int], date: tuple[int, int, int], age: int
) -> None:
    assert age_on(dt.date(*birth), dt.date(*date)) == age
