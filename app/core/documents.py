"""Numbers of the documents people show: whose a number can only be, and what looks odd about it.

Resident cards and residence permits of Hong Kong, Macao and Taiwan are numbers of GB 11643-1999
(`app.core.idcard`). The permanent residence card of a foreigner has, since December 2023, 18
characters: ``9``, two digits of the province, three of the nationality, eight of the birth date,
three of sequence and the check character of GB 11643; before that three letters and twelve digits
(National Immigration Administration, machine-readable rules of the 2023 card). Of everything else
only the usual shape is known: that is worth a doubt in words, never a refusal.
"""

from __future__ import annotations

import datetime as dt
import re

from stdnum.cn.ric import calc_check_digit

from app.core.idcard import IdError, clean_id, parse_id

HMT_PREFIXES = ("81", "82", "83")
"""Numbers of residence permits for people of Hong Kong, Macao and Taiwan (港澳台居民居住证)."""
FOREIGN_CHECK = "外国人永久居留身份证号末位校验不符，可能有一位写错，请对照证件核对。"
CHARACTERS = "证件号只有字母、数字和括号，请对照证件核对。"
_NEW_FOREIGN = re.compile(r"9\d{16}[\dX]")
_OLD_FOREIGN = re.compile(r"[A-Z]{3}\d{12}")
_HK_MACAO = re.compile(r"[HM](?:\d{10}|\d{8})")
_SURELY_HK_MACAO = re.compile(r"[HM]\d{10}")
"""With eight digits it may be a passport as well."""
_TAIWAN = re.compile(r"\d{8}|\d{10}[A-Z]?|[A-Z]\d{10}")
_PASSPORT = re.compile(r"[A-Z0-9]{6,9}")
_WRITTEN = re.compile(r"[A-Z0-9()/]+")
_USUAL = {
    "hk_macao_permit": (_HK_MACAO, "来往内地通行证号一般是 H 或 M 加 8 位（或 10 位）数字"),
    "taiwan_permit": (_TAIWAN, "来往大陆通行证号一般是 8 位数字"),
    "passport": (_PASSPORT, "护照号一般是 6 到 9 位字母和数字"),
}


def number_text(kind: str, number: str, reason: str) -> str:
    """What a paper says of a document: its number as given, or that there is none and why."""
    if kind != "none":
        return number
    return f"无证件（{reason}）" if reason else "无证件"


def kind_of(text: str, today: dt.date) -> str:
    """The only kind of document that a complete number can belong to (`codes.ID_TYPES`).

    Empty while it is not complete, not right, or could be of several kinds.
    """
    number = clean_id(text)
    if foreign_number(number):
        return "foreign_residence"
    if _SURELY_HK_MACAO.fullmatch(number):
        return "hk_macao_permit"
    try:
        parsed = parse_id(number, today)
    except IdError:
        return ""
    if parsed.number.startswith("9"):
        return ""
    return "hmt_residence" if parsed.number.startswith(HMT_PREFIXES) else "resident"


def foreign_number(number: str) -> bool:
    """Whether a cleaned number is one of a permanent residence card, new (checked) or old."""
    if _NEW_FOREIGN.fullmatch(number):
        return calc_check_digit(number[:17] + "0") == number[17]
    return bool(_OLD_FOREIGN.fullmatch(number))


def foreign_birth(number: str, today: dt.date) -> str:
    """The ISO birth date in a new permanent residence number; empty where there is none."""
    if len(number) != 18 or not foreign_number(number):
        return ""
    try:
        birth = dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return ""
    return birth.isoformat() if birth <= today else ""


def fault_of(kind: str, number: str) -> str:
    """Why a cleaned number cannot be right for a document without GB 11643; empty when it may be.

    The check character of the 2023 permanent residence card is certain; for the others only the
    characters are.
    """
    if not _WRITTEN.fullmatch(number):
        return CHARACTERS
    new = kind == "foreign_residence" and _NEW_FOREIGN.fullmatch(number)
    return FOREIGN_CHECK if new and not foreign_number(number) else ""


def doubt_of(kind: str, number: str) -> str:
    """What looks unusual about a cleaned number of ``kind``; empty when nothing does."""
    if kind == "foreign_residence":
        if foreign_number(number):
            return ""
        words = "外国人永久居留身份证号是 9 开头的 18 位数字，旧证是 3 个字母加 12 位数字"
    elif kind in _USUAL and not _USUAL[kind][0].fullmatch(number):
        words = _USUAL[kind][1]
    else:
        return ""
    return f"{words}，请对照证件核对。"
