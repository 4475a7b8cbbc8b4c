"""Dates and times as clerks type them: ``0312``, ``+1``, ``今天``, ``3.5``, ``2026/3/5``."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Literal

from app.core.clock import age_on
from app.core.errors import UserError

Lean = Literal["past", "future", "near"]
"""Where a date without its year lies: at or before today, at or after it, or nearest to it."""

_WORDS = {
    "今天": 0, "今": 0, "今日": 0,
    "昨天": -1, "昨": -1, "昨日": -1, "前天": -2,
    "明天": 1, "明": 1, "明日": 1, "后天": 2,
}  # fmt: skip
_WEEK_DAYS = "一二三四五六日"
_SEPARATED = re.compile(r"(?:(\d{4}|\d{2})[-./年])?(\d{1,2})[-./月](\d{1,2})日?")
_COMPACT = re.compile(r"(\d{4}|\d{2})?(\d{2})(\d{2})")
_TIME = re.compile(r"(\d{1,2})(?:[:：.点时](\d{1,2}|半)?分?)?(?:[:：](\d{1,2}))?")


def parse_date(text: str, today: dt.date, lean: Lean = "near") -> dt.date:
    """The date meant by ``text``, seen from ``today``.

    A month and day without a year is the nearest such date: on 3 January ``1231`` means last
    year, because clerks catch up on yesterday more often than they plan a year ahead. ``lean``
    says of what can only have been (a birth, a signature) or is still to come (a last day of
    validity) that no other is meant. A year that is written counts as it stands.

    Raises:
        UserError: ``date_unreadable`` or ``date_impossible``, with a sentence for the field.
    """
    words = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if words in _WORDS:
        return _shift(today, _WORDS[words])
    if re.fullmatch(r"[+-]\d{1,4}", words):
        return _shift(today, int(words))
    if match := re.fullmatch(r"(上|本|这|下)?(?:周|星期)([一二三四五六日天])", words):
        return _in_week(match[1] or "本", match[2].replace("天", "日"), today)
    match = _SEPARATED.fullmatch(words) or _COMPACT.fullmatch(words)
    if match is None:
        raise UserError(
            "date_unreadable", "看不懂这个日期，请写成 2026-3-5、0305、3.5、今天 或 +1。"
        )
    return _make(match[1], int(match[2]), int(match[3]), today, lean)


def parse_time(text: str) -> dt.time:
    """The time of day meant by ``text``: ``0731``, ``7:31``, ``7点半``, ``7``.

    Raises:
        UserError: ``time_unreadable`` or ``time_impossible``.
    """
    words = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if re.fullmatch(r"\d{3,4}", words):
        words = f"{words[:-2]}:{words[-2:]}"
    match = _TIME.fullmatch(words)
    if match is None:
        raise UserError("time_unreadable", "看不懂这个时间，请写成 7:31、0731 或 7点半。")
    minute = 30 if match[2] == "半" else int(match[2] or 0)
    try:
        return dt.time(int(match[1]), minute, int(match[3] or 0))
    except ValueError:
        raise UserError("time_impossible", "没有这个时间，小时 0–23，分钟 0–59。") from None


def year_only(birth: str | None) -> bool:
    """Whether a stored birth date says only the year (``1938``)."""
    return birth is not None and len(birth) == 4


def age_of(birth: str | None, on: dt.date) -> int | None:
    """Completed years on ``on`` of somebody born ``birth`` (``YYYY-MM-DD`` or ``YYYY``).

    Of whom only the year is known counts as born on its last day, so that nobody is taken for
    older than they surely are. None when nothing is known.
    """
    if not birth:
        return None
    date = dt.date(int(birth), 12, 31) if year_only(birth) else dt.date.fromisoformat(birth)
    return age_on(date, on)


def age_text(birth: str | None, on: dt.date) -> str:
    """The age as shown: ``81``, ``约 80`` when only the year of birth is known, else empty."""
    return age_words(age_of(birth, on), about=year_only(birth))


def age_words(age: int | None, *, about: bool) -> str:
    """An age as shown; ``about`` when it follows from the year alone: ``约 80``.

    With a blank, because the sentences put one before 岁: ``约 80 岁`` beside ``81 岁``.
    """
    return "" if age is None else f"约 {age}" if about else str(age)


def parse_birth(text: str, today: dt.date) -> str:
    """A birth date as typed: ``1938`` gives ``1938``, everything else as `parse_date` in ISO.

    Raises:
        UserError: ``date_unreadable`` or ``date_impossible``.
    """
    words = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    year = re.fullmatch(r"(1[89]\d\d|20\d\d)年?", words)
    return year[1] if year else parse_date(text, today, "past").isoformat()


def _shift(today: dt.date, days: int) -> dt.date:
    try:
        return today + dt.timedelta(days=days)
    except OverflowError:
        raise UserError("date_impossible", "这个日期太远了，请检查天数。") from None


def _in_week(which: str, day: str, today: dt.date) -> dt.date:
    monday = _shift(today, -today.weekday() + {"上": -7, "下": 7}.get(which, 0))
    return _shift(monday, _WEEK_DAYS.index(day))


def _make(year: str | None, month: int, day: int, today: dt.date, lean: Lean) -> dt.date:
    if year is None:
        return _nearest(month, day, today, lean)
    return _real(_full_year(year, today, lean), month, day)


def _full_year(year: str, today: dt.date, lean: Lean) -> int:
    """``38`` → 1938, ``26`` → 2026: two digits later than next year lie in the last century.

    What leans to the past has no next year, what leans to the future no last century.
    """
    number = int(year)
    if len(year) == 4:
        return number
    century = today.year // 100 * 100
    latest = {"past": today.year, "near": today.year + 1, "future": century + 99}[lean]
    return century + number if century + number <= latest else century - 100 + number


def _nearest(month: int, day: int, today: dt.date, lean: Lean) -> dt.date:
    found = []
    for year in range(today.year - 1, today.year + 2):
        try:
            found.append(dt.date(year, month, day))
        except ValueError:
            continue
    if lean != "near":
        found = [one for one in found if one == today or (one < today) == (lean == "past")]
    if not found:
        return _real(today.year, month, day)
    return min(found, key=lambda one: abs((one - today).days))


def _real(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise UserError(
            "date_impossible", f"日历上没有 {year} 年 {month} 月 {day} 日，请检查。"
        ) from None
