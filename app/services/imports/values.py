"""Reading single cells of a member list: text, dates, telephone numbers, classes, levels."""

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
_SERIAL = re.compile(r"[1-9]\d{4}(?:\.0+)?")
_BETWEEN = re.compile(r"[/、,，;；\\|\n]|或|以及| {2,}")
_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
_LAND = re.compile(r"(?:\+?86)?(0(?:10|2\d|[3-9]\d{2}))-?(\d{7,8})(?:(?:-|转)(\d{1,6}))?")
_LOCAL = re.compile(r"[2-8]\d{6,7}")
_SERVICE = re.compile(r"(?:400|800)-?\d{3}-?\d{4}")
_PHONE_NOISE = re.compile(r"[\s()\[\]]|[^\x00-\x7f]+(?<!转)")
_CLASSES_BETWEEN = re.compile(r"[、,，;；/\\|+＋\s]+|和|及")
_CLASS_TAILS = ("老年人", "老人", "家庭", "人员", "对象", "户", "人群", "群体", "类")
_LEVEL = re.compile(r"(?:能力)?([0-4])(?:\.0)?级?")
_NOTHING = frozenset(
    {"", "无", "否", "/", "-", "—", "--", "普通", "一般", "正常", "未知", "不详", "没有"}
)
_TICKS = frozenset({"√", "✓", "✔", "是", "1", "有", "y", "yes", "v", "对", "☑", "●", "o"})


class Phones(NamedTuple):
    """Telephone numbers of one cell and whether some part of it is none."""

    first: str
    second: str
    invalid: bool


_NO_PHONES = Phones("", "", False)


class Classes(NamedTuple):
    """Category codes of one cell in its order, and the words that are in no table."""

    codes: tuple[str, ...]
    unknown: tuple[str, ...]


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
    plausible = 367 <= value < 73415 and not 1900 <= value < 2101
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


def year_of(value: Cell) -> str:
    """``1940`` from a cell that holds a year and no more (``1940``, ``1940年``), else ``""``."""
    found = _YEAR.fullmatch(half_width(text_of(value)).replace(" ", ""))
    return found[1] if found else ""


def phones_of(value: Cell) -> Phones:
    """The telephone numbers of a cell: mobile, land line with or without area code, 400."""
    if value == "":
        return _NO_PHONES
    text = value if isinstance(value, str) else text_of(value)
    if len(text) == 11 and text.isascii() and text.isdigit() and text[0] == "1" and text[1] > "2":
        return Phones(text, "", False)
    text = half_width(text).strip()
    if text in _NOTHING:
        return _NO_PHONES
    whole = _phone(text)
    if whole:
        return Phones(whole, "", False)
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    if len(parts) == 1:
        parts = text.split()
    found = [_phone(part) for part in parts]
    numbers = list(dict.fromkeys(number for number in found if number))
    return Phones(
        numbers[0] if numbers else "", numbers[1] if len(numbers) > 1 else "", "" in found
    )


def _phone(text: str) -> str:
    """One number in its stored spelling (``0571-88225012``), or ``""``."""
    bare = _PHONE_NOISE.sub("", text)
    land = _LAND.fullmatch(bare)
    if land:
        area, number, extension = land.groups()
        return f"{area}-{number}" + (f"-{extension}" if extension else "")
    if _LOCAL.fullmatch(bare) or _SERVICE.fullmatch(bare):
        return bare
    mobile = _MOBILE.fullmatch(bare.replace("-", ""))
    return mobile[1] if mobile else ""


@lru_cache(maxsize=8192)
def classes_of(text: str) -> Classes:
    """The member categories named in ``text``, by the table and its synonyms."""
    codes: dict[str, None] = {}
    unknown: list[str] = []
    for word in _CLASSES_BETWEEN.split(half_width(text)):
        if word in _NOTHING:
            continue
        code = _class_of(word)
        if code:
            codes[code] = None
        else:
            unknown.append(word)
    return Classes(tuple(codes), tuple(unknown))


def _class_of(word: str) -> str:
    """Code of one word, also when it carries a tail such as 家庭 or 老人."""
    table = words("categories")
    while word not in table:
        tail = next((tail for tail in _CLASS_TAILS if word.endswith(tail)), None)
        if tail is None:
            return ""
        word = word.removesuffix(tail)
    return table[word]


@lru_cache(maxsize=4096)
def ability_of(text: str) -> Ability:
    """The level or the older word in ``text``; ``known`` is false for anything else."""
    plain = half_width(text).replace(" ", "")
    if plain in _NOTHING:
        return Ability(None, "", True)
    level = _LEVEL.fullmatch(plain)
    if level:
        return Ability(int(level[1]), "", True)
    plain = re.sub(r"[(（].*?[)）]|^能力", "", plain) or plain
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
    if plain in _NOTHING:
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
    if plain in _NOTHING:
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
