"""The number in a cell: what is a rounding of Excel, what is hidden, what only has a remark."""

from __future__ import annotations

import datetime as dt
import re

from app.core.documents import HMT_PREFIXES, fault_of, foreign_birth, foreign_number
from app.core.idcard import IdError, IdNumber, clean_id, parse_id
from app.services.imports.sheets import Cell
from app.services.imports.values import NOTHING, half_width, text_of, whole_number

FREE_DOCUMENTS = ("hk_macao_permit", "taiwan_permit", "foreign_residence", "passport")
"""Documents whose numbers nothing but the document itself can check."""
LONGEST_DOCUMENT = 40

_EXPONENT = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_WITHIN = re.compile(r"(?<![0-9A-Z])(\d{17}[\dX]|\d{15})(?![0-9A-Z])")
_LIKE_X = re.compile(r"(?<=\d)[×✕✖ХхΧχⅩⅹ]$")
"""Signs that people and input methods put for the X of a check digit."""
_NO_NUMBER = NOTHING | {"无证", "无证件", "无身份证", "没有身份证"}


_UNDOCUMENTED = re.compile(
    r"(?:确?无|没有|暂?无有?效?|未办)(?:身份证件?|证件|证)?(?:[(（\[【:：,，、;；—\-\s]+(.*?)[)）\]】]*)?"
)
_NO_REASON = NOTHING | {"待补", "待补充", "待核", "待核实", "未提供", "忘带", "不知道"}
"""What stands in the place of a reason."""
_WORD_BEFORE = re.compile(
    r"([\u4e00-\u9fff]+(?:[(（].*?[)）])?)[:：\s]*([A-Za-z][A-Za-z0-9]{4,}|\d[A-Za-z0-9]+)"
)


def reason_in(value: Cell) -> str:
    """Why somebody has no document, from a cell such as ``无证件（遗失补办中）``; else ``""``."""
    found = _UNDOCUMENTED.fullmatch(text_of(value).strip())
    return reason_of(found[1] or "") if found else ""


def undocumented(value: Cell) -> bool:
    """Whether a cell says that there is no document, with a reason or without."""
    return bool(_UNDOCUMENTED.fullmatch(text_of(value).strip()))


def says_none(value: Cell) -> bool:
    """Whether a cell writes out that there is no document, which a bare ``无`` does not."""
    return undocumented(value) and "证" in text_of(value)


def reason_of(value: Cell) -> str:
    """The reason in a cell, ``""`` for words that are none."""
    text = text_of(value).strip()
    return "" if text in _NO_REASON else text


def named_number(value: Cell) -> tuple[str, str]:
    """The word and the number of a cell that says both (``护照 E12345678``), else ``""`` twice."""
    found = _WORD_BEFORE.fullmatch(half_width(text_of(value)).strip())
    return (found[1], found[2]) if found else ("", "")


def document_of(number: str) -> str:
    """The kind of document that a checked number of GB 11643 belongs to."""
    if number.startswith("9"):
        return "foreign_residence"
    return "hmt_residence" if number.startswith(HMT_PREFIXES) else "resident"


def free_number(kind: str, value: Cell, rejection: str | None) -> tuple[str, str] | None:
    """Kind and number of a document that GB 11643 does not check; None when it is none.

    A permanent residence card is known by its number. Another number is taken as it stands when
    ``kind`` says that it is no resident number, and it does not look like one.
    """
    text = clean_id(text_of(value))
    if foreign_number(text):
        return "foreign_residence", text
    plain = kind in FREE_DOCUMENTS and len(text) not in (15, 18)
    if not plain or rejection not in ("id_length", "id_characters"):
        return None
    if not 5 <= len(text) <= LONGEST_DOCUMENT or fault_of(kind, text):
        return None
    return kind, text


def birth_within(number: str, today: dt.date) -> dt.date | None:
    """The birth date that the number of a permanent residence card says, if it says one."""
    born = foreign_birth(number, today)
    return dt.date.fromisoformat(born) if born else None


def identity_of(value: Cell, today: dt.date) -> tuple[IdNumber | None, str | None]:
    """The checked number, or the code of `messages.REJECTIONS` why there is none."""
    if isinstance(value, str):
        text = value
        # Most numbers are plainly no rounded ones: the pattern is for the rest.
        if not value[:15].isdigit() and _EXPONENT.fullmatch(half_width(text).strip()):
            return None, "id_precision_lost"
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        # A cell keeps 15 digits; what is longer was filled up with zeros by Excel.
        if value >= 1e15:
            return None, "id_precision_lost"
        text = text_of(value)
    else:
        text = text_of(value)
    try:
        return parse_id(text, today), None
    except IdError as error:
        return _less_plain(text, error.code, today)


def _less_plain(text: str, code: str, today: dt.date) -> tuple[IdNumber | None, str | None]:
    """The number beside a remark or with another sign for its X, else why there is none."""
    plain = clean_id(text)
    if not plain or plain in _NO_NUMBER or text.strip() in NOTHING:
        return None, "id_missing"
    if "*" in plain:
        return None, "masked"
    if code in ("id_length", "id_characters"):
        numbers = _WITHIN.findall(whole_number(_LIKE_X.sub("X", plain)))
        if len(numbers) == 1:
            try:
                return parse_id(numbers[0], today), None
            except IdError as error:
                return None, error.code
    return None, code
