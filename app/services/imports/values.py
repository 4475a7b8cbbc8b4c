"""Reading single cells of a member list: text, dates, classes, levels, codes."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, lru_cache
from typing import NamedTuple

from app.core.codes import ABILITY_LEVELS
from app.services.imports.code_tables import words
from app.services.imports.sheets import Cell

EPOCH = dt.date(1899, 12, 30)
"""Day 0 of Excel's serial numbers (correct from 1 March 1900 on)."""

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b\ufeff]+|_x000[dD]_")
_DATE = re.compile(
    r"(\d{4})\s*[-./年\\]\s*(\d{1,2})\s*(?:[-./月\\]\s*(\d{1,2})\s*[日号]?|月)?"
    r"(?:[ T]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR = re.compile(r"约?((?:18|19|20)\d\d)年?")
_WHOLE = re.compile(r"(\d+)\.0+")
_SERIAL = re.compile(r"[1-9]\d{4}(?:\.0+)?")
_LEVEL = re.compile(r"(?:能力)?([0-4])(?:\.0)?级?")
NOTHING = frozenset(
    {"", "无", "没有", "暂无", "空", "未知", "不详", "/", "//", "\\", "-", "--", "—", "——", "…",
     "nan", "NaN", "None", "null", "NULL", "N/A", "n/a", "NA", "#N/A", "#REF!", "#VALUE!", "#NAME?",
     "#NULL!", "#DIV/0!", "#NUM!"}
)  # fmt: skip
"""What people, programs and failed formulas write into a cell that says nothing."""
NO_CLASS = NOTHING | {"否", "普通", "一般", "正常", "其他", "其它"}
"""What stands in the place of a class or code that nobody has."""
_TICKS = frozenset({"√", "✓", "✔", "是", "1", "有", "y", "yes", "v", "对", "☑", "●", "o"})


class Ability(NamedTuple):
    """Level 0–4 (GB/T 42195), or the older word 自理 半失能 失能, or neither."""

    level: int | None
    self_care: str
    known: bool


def text_of(value: Cell) -> str:
    """A cell as one line of text; ``1001.0`` is ``1001``, a date ``2019-07-22``."""
    if isinstance(value, str):
        return value.strip() if value.isprintable() else _CONTROL.sub(" ", value).strip()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        # Above 15 digits a float is no longer what was typed: show that, do not make up digits.
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def said(value: Cell) -> str:
    """What a cell says as one line of text; ``""`` for ``无``, ``/`` or a formula that failed."""
    if value == "":
        return ""
    text = text_of(value)
    return "" if text in NOTHING else text


def whole_number(text: str) -> str:
    """``1001`` from the ``1001.0`` that programs write into csv files; other text as it is."""
    found = _WHOLE.fullmatch(text)
    return found[1] if found else text


@lru_cache(maxsize=65536)
def half_width(text: str) -> str:
    """``text`` with full-width letters, digits and signs made narrow."""
    return text if text.isascii() else text.translate(_WIDTH)


def date_of(value: Cell) -> dt.date | None:
    """The date in a cell: a real date, an Excel serial, or text in the usual spellings.

    ``2019年7月`` is its first day. None when there is no such day in the calendar or the cell
    holds something else.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, (int, float)):
        return _serial(value)
    return _date_text(value) if isinstance(value, str) else None


def _serial(value: float) -> dt.date | None:
    """An Excel serial; eight digits are ``yyyymmdd`` typed as a number.

    ``2019.7`` is a year and month that became a number, not a day in 1905, and as a number it
    cannot be told from ``2019.70``: no date.
    """
    if 19000101 <= value <= 21001231:
        return _date_text(str(int(value)))
    plausible = 367 <= value < 73415 and not 1800 <= value < 2101
    return EPOCH + dt.timedelta(days=int(value)) if plausible else None


@lru_cache(maxsize=65536)
def _date_text(text: str) -> dt.date | None:
    """A date written as text."""
    plain = half_width(text).strip()
    if _SERIAL.fullmatch(plain):
        return _serial(float(plain))
    found = _DATE.fullmatch(plain) or _COMPACT_DATE.fullmatch(plain)
    if not found:
        return None
    year, month, day = found.groups()
    try:
        return dt.date(int(year), int(month), int(day or 1))
    except ValueError:
        return None


def last_day_of(value: Cell) -> dt.date | None:
    """The last day something holds: of ``2027.12`` that month's end, of ``2027`` the year's, of
    ``2020.1.1-2027.12.31`` the later one. None when there is no such day."""
    text = half_width(text_of(value)).replace(" ", "")
    if year := year_of(value):
        return dt.date(int(year), 12, 31)
    if isinstance(value, str):
        text = re.split(r"至|到|~|—+|–|(?<=\d)-(?=\d{4}[-./年])", text)[-1].strip("止前内")
        if re.fullmatch(r"\d{4}[-./年]\d{1,2}月?", text):
            first = _date_text(text)
            after = (first.replace(day=28) + dt.timedelta(days=4)) if first else None
            return after - dt.timedelta(days=after.day) if after else None
        return _date_text(text)
    return date_of(value)


def year_of(value: Cell) -> str:
    """``1940`` from a cell that holds a year and no more (``1940``, ``1940年``), else ``""``.

    Of ``1940.1`` as a number the month is not sure (January, or the October of ``1940.10``): the
    year is what it says.
    """
    if isinstance(value, float) and 1800 <= value < 2101:
        return str(int(value))
    found = _YEAR.fullmatch(half_width(text_of(value)).replace(" ", ""))
    return found[1] if found else ""


@lru_cache(maxsize=4096)
def ability_of(text: str) -> Ability:
    """The level or the older word in ``text``; ``known`` is false for anything else."""
    plain = half_width(text).replace(" ", "")
    if plain in NO_CLASS:
        return Ability(None, "", True)
    level = _LEVEL.fullmatch(plain)
    if level:
        return Ability(int(level[1]), "", True)
    plain = re.sub(r"[(（].*?[)）]|^能力", "", plain) or plain
    level = _LEVEL.fullmatch(plain)
    if level:
        return Ability(int(level[1]), "", True)
    if plain in _LEVEL_WORDS:
        return Ability(_LEVEL_WORDS[plain], "", True)
    old = _OLD_WORDS.get(plain, "")
    return Ability(None, old, bool(old))


_LEVEL_WORDS = {name: level for level, name in enumerate(ABILITY_LEVELS)} | {
    "完好": 0, "轻度": 1, "轻度受损": 1, "中度": 2, "中度受损": 2, "重度": 3, "重度受损": 3,
    "完全丧失": 4, "丧失": 4, "能力完全丧失": 4,
}  # fmt: skip
_OLD_WORDS = {
    "自理": "自理", "能自理": "自理", "完全自理": "自理", "可自理": "自理", "全自理": "自理",
    "生活自理": "自理", "健康": "自理", "介助": "半失能", "半失能": "半失能", "半自理": "半失能",
    "部分自理": "半失能", "失能": "失能", "全失能": "失能", "介护": "失能", "不能自理": "失能",
    "生活不能自理": "失能",
}  # fmt: skip


class Coded(NamedTuple):
    """The code of a word, ``""`` when nothing was written; ``known`` is false for other words."""

    code: str
    known: bool


@lru_cache(maxsize=8192)
def coded_of(table: str, text: str) -> Coded:
    """The code in ``table`` (``ethnic``, ``marital``, ``education``) of a written word.

    A code itself counts as a word, also one that lost its zero as an Excel number.
    """
    plain = half_width(text).replace(" ", "")
    if plain in NO_CLASS:
        return Coded("", True)
    known = words(table)
    for word in (plain, plain.zfill(2), *(plain.removesuffix(tail) for tail in _WORD_TAILS)):
        if word in known:
            return Coded(known[word], True)
    return Coded("", False)


@lru_cache(maxsize=4096)
def id_type_of(text: str) -> Coded:
    """The kind of document (`app.core.codes.ID_TYPES`) that a word names."""
    plain = re.sub(r"[(（].*?[)）]", "", half_width(text).replace(" ", ""))
    if plain in ("无", "无证件", "无证", "没有"):
        return Coded("none", True)
    if plain in NO_CLASS:
        return Coded("", True)
    code = next((code for word, code in _ID_WORDS if word in plain), "")
    return Coded(code, bool(code))


@cache
def sex_of(text: str) -> str:
    """``"1"`` male, ``"2"`` female, ``""`` when the word says neither."""
    code = words("sex").get(half_width(text).strip(), "")
    return code if code in ("1", "2") else ""


def ticked(value: Cell) -> bool:
    """Whether a ✓ column says yes."""
    return value is True or half_width(text_of(value)).lower() in _TICKS


_WORD_TAILS = ("文化", "程度", "文化程度", "毕业", "学历", "族")
_ID_WORDS = (
    ("港澳台", "hmt_residence"), ("居住证", "hmt_residence"), ("回乡证", "hk_macao_permit"),
    ("台胞证", "taiwan_permit"), ("台湾居民来往", "taiwan_permit"),
    ("港澳居民来往", "hk_macao_permit"), ("港澳通行证", "hk_macao_permit"),
    ("永久居留", "foreign_residence"), ("护照", "passport"), ("身份证", "resident"),
    ("户口", "resident"),
)  # fmt: skip
"""What a word for a document contains → its kind, the special ones first; a household register
shows the same number as the card."""
