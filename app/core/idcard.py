"""Resident identity numbers (公民身份号码, GB 11643-1999).

Six digits of the place of first registration, eight of the birth date, three of sequence (odd =
male) and a check character. Abolished prefixes stay valid for life, so only the first two digits
are held against a list; the prefix says nothing about where a person lives now.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from stdnum.cn.ric import calc_check_digit

from app.core.errors import UserError

PROVINCES = frozenset(
    {"11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37"}
    | {"41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54"}
    | {"61", "62", "63", "64", "65", "71", "81", "82", "83", "91"}
)
"""First two digits in use (GB/T 2260; 81–83 are residence permits, 91 is for foreigners)."""

MESSAGES = {
    "id_length": "身份证号应为18位（旧证15位），请核对是否缺位或多位。",
    "id_characters": "身份证号只能是数字，末位可以是X，请核对。",
    "id_region": "身份证号前两位不是有效的省级代码，请核对。",
    "id_birth_date": "身份证号中的出生日期不存在或晚于今天，请核对第7至14位。",
    "id_checksum": "身份证号末位校验不符，可能有一位写错，请对照证件核对。",
}
"""Error code → the sentence for people."""

_MALE = frozenset("13579")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BLANKS = " \t\r\n\u00a0\u3000\u2002\u2003\u2009\u200b\ufeff"
_SIGNS = "'`-\u2010\u2011\u2013\u2014\uff07\uff0d"
_CLEAN = _NARROW | {ord(sign): None for sign in _BLANKS + _SIGNS}


class IdError(UserError):
    """The text is no identity number; ``code`` is a key of `MESSAGES`."""

    def __init__(self, code: str) -> None:
        super().__init__(code, MESSAGES[code])


class IdNumber(NamedTuple):
    """A checked identity number and what it says about the person.

    Attributes:
        number: 18 characters, upper-case ``X``.
        birth_date: the date in positions 7–14.
        sex: ``"1"`` male or ``"2"`` female (GB/T 2261.1), from position 17.
        region: six digits of the place of first registration; may be abolished.
        was_15: whether the text was the 15-digit form of before 1999.
    """

    number: str
    birth_date: dt.date
    sex: str
    region: str
    was_15: bool


def clean_id(text: str) -> str:
    """``text`` with half-width characters, without blanks and dashes, upper-case ``X``."""
    if text.isascii() and text.isalnum():
        return text.upper()
    return text.translate(_CLEAN).upper()


def parse_id(text: str, today: dt.date) -> IdNumber:
    """Read ``text`` (15 or 18 characters after cleaning) as an identity number.

    Raises:
        IdError: with code ``id_length``, ``id_characters``, ``id_region``, ``id_birth_date`` (not
            in the calendar or after ``today``) or ``id_checksum``, tested in this order.
    """
    number = clean_id(text)
    was_15 = len(number) == 15
    if not was_15 and len(number) != 18:
        raise IdError("id_length")
    body = number[:6] + "19" + number[6:] if was_15 else number[:17]
    check = "" if was_15 else number[17]
    digits = body if check in ("", "X") else body + check
    if not (digits.isascii() and digits.isdigit()):
        raise IdError("id_characters")
    if body[:2] not in PROVINCES:
        raise IdError("id_region")
    birth = _birth(body, today)
    right = calc_check_digit(body + "0")
    if check and check != right:
        raise IdError("id_checksum")
    return IdNumber(body + right, birth, "1" if body[16] in _MALE else "2", body[:6], was_15)


def full_number(text: str) -> str:
    """The 18 characters of an identity number of 15 or 18; anything else as `clean_id` has it."""
    try:
        return parse_id(text, dt.date.max).number
    except IdError:
        return clean_id(text)


def _birth(body: str, today: dt.date) -> dt.date:
    """The birth date in positions 7–14 of ``body``."""
    try:
        birth = dt.date(int(body[6:10]), int(body[10:12]), int(body[12:14]))
    except ValueError:
        raise IdError("id_birth_date") from None
    if birth > today:
        raise IdError("id_birth_date")
    return birth
