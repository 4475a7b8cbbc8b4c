"""What a member's fields must fulfil, all faults at once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from app.core.codes import ABILITY_LEVELS, ID_TYPES, LEGACY_ABILITY, LONGEST_NAME, LONGEST_TEXT, Sex
from app.core.documents import HMT_PREFIXES, fault_of, foreign_birth, foreign_number
from app.core.idcard import PROVINCES, IdError, clean_id, parse_id
from app.core.names import normalise_name
from app.services.codes import shipped_table
from app.services.members.types import FIELDS

PHONE = re.compile(
    r"1[3-9]\d{9}|0\d{2,3}-?[2-9]\d{6,7}(?:-\d{1,6})?|[2-9]\d{6,7}|[48]00-?\d{3}-?\d{4}"
)
"""A mobile number, a land line with or without area code and extension, a 400 or 800 number:
what a list may bring (`imports.phones.numbers_of`). A land line does not begin with 1: eight
digits that do are half a mobile number."""
_NO_NAME = re.compile(r"[\d\s.,+()/\-]*\d[\d\s.,+()/\-]*")
"""Nothing but digits and what stands between them: a number in the wrong field."""
_MOBILE = 11
TEXT_LIMIT = LONGEST_TEXT
LIMITS = {"name": LONGEST_NAME, "community": LONGEST_NAME, "id_number": 40}
"""Fields that the district takes shorter than `TEXT_LIMIT`, in characters."""
CODES: tuple[tuple[str, tuple[Any, ...], str], ...] = (
    ("sex", tuple(sex.value for sex in Sex), "请选择性别。"),
    ("id_type", ID_TYPES, "请选择证件类型。"),
    ("ability_level", tuple(range(len(ABILITY_LEVELS))), "能力等级只有 0 到 4 级，请选择。"),
    ("self_care", LEGACY_ABILITY, "自理情况（旧）只有自理、半失能、失能，请选择。"),
)
"""Field, its codes, and the sentence for anything else."""
TABLES = {
    "ethnic": "民族不在代码表里，请从列表中选择。",
    "marital": "婚姻状况不在代码表里，请从列表中选择。",
    "education": "文化程度不在代码表里，请从列表中选择。",
}
"""Fields whose codes are a table in ``resources/codes`` that no centre may edit."""
CHECKED = ("resident", "hmt_residence")
"""Documents whose numbers are built and checked by GB 11643-1999."""
OLDEST = 130
"""Completed years that nobody has reached yet."""
TOO_OLD = f"这样算已经过了 {OLDEST} 岁，请核对出生年份。"
FIRST_CENTRES = 1980
"""Nobody joined a community centre earlier; such a year is a slip of the keyboard."""
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_AREA = re.compile(r"\d+")


def clean_member(
    values: Mapping[str, Any], today: dt.date
) -> tuple[dict[str, Any], dict[str, str]]:
    """Normalised fields and the faults: field → Chinese sentence.

    An identity number decides birth date and sex (GB 11643); without one (``id_type`` ``none``
    or a foreign document) the birth date must be given, unless a permanent residence card says
    it, and no document at all needs a reason.
    ``birth_date`` may be the year alone.
    """
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise ValueError(f"not a member field: {sorted(unknown)}")
    clean = {key: _text(value) for key, value in values.items()}
    faults: dict[str, str] = {}
    if "name" in clean:
        clean["name"] = normalise_name(clean["name"] or "")
        if fault := name_fault(clean["name"]):
            faults["name"] = fault
    if clean.get("former_name"):
        clean["former_name"] = normalise_name(clean["former_name"])
    _check_number(clean, faults, today)
    _check_dates(clean, faults, today)
    for key in ("phone", "phone2", "emergency_phone"):
        if clean.get(key) and (fault := phone_fault(clean[key])):
            faults[key] = fault
    for key, value in clean.items():
        most = LIMITS.get(key, TEXT_LIMIT)
        if isinstance(value, str) and len(value) > most:
            faults[key] = f"太长了，最多 {most} 个字。"
    _check_codes(clean, faults)
    _check_area(clean, faults)
    return clean, faults


def name_fault(name: str) -> str:
    """What is wrong with ``name`` as it would be stored; empty when nothing is."""
    if not name:
        return "请填写姓名。"
    return "姓名不能只有数字，请核对是不是填错了格。" if _NO_NAME.fullmatch(name) else ""


def phone_fault(number: str) -> str:
    """What is wrong with the telephone ``number``; empty when nothing is."""
    if PHONE.fullmatch(number):
        return ""
    digits = re.sub(r"[\s\-]", "", number)
    if not digits.isdecimal() or not digits.startswith("1"):
        return "电话不完整：手机 11 位，座机带区号或 7–8 位。"
    if len(digits) == _MOBILE:
        return "没有这样的手机号：手机 11 位，第二位是 3 到 9。请核对。"
    lead = "电话不完整" if len(digits) < _MOBILE else "电话位数太多"
    return f"{lead}：手机 {_MOBILE} 位，这里是 {len(digits)} 位；座机不以 1 开头。"


def _check_codes(clean: dict[str, Any], faults: dict[str, str]) -> None:
    """Nothing but what the code tables hold."""
    for key, codes, sentence in CODES:
        if clean.get(key) is not None and clean[key] not in codes:
            faults[key] = sentence
    for key, sentence in TABLES.items():
        known = {entry.code for entry in shipped_table(key)} if clean.get(key) else ()
        if clean.get(key) and clean[key] not in known:
            faults[key] = sentence


def _check_area(clean: dict[str, Any], faults: dict[str, str]) -> None:
    """户籍地: words, or a code of GB/T 2260; abolished codes stay what they were."""
    area = clean.get("registered_area")
    if not area or not _AREA.fullmatch(area):
        return
    if len(area) != 6 or area[:2] not in PROVINCES:
        faults["registered_area"] = "户籍地写六位行政区划代码，或者直接写地名。"


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return "、".join(value) or None
    return value


def _check_number(clean: dict[str, Any], faults: dict[str, str], today: dt.date) -> None:
    if "id_type" not in clean and "id_number" not in clean:
        return
    kind = clean.get("id_type") or "resident"
    number = clean.get("id_number")
    if kind == "none":
        clean["id_number"] = None
        if not clean.get("no_document_reason"):
            faults["no_document_reason"] = "没有证件时要写明原因。"
        return
    clean["no_document_reason"] = None
    if not number:
        faults["id_number"] = "请填写证件号；确实没有证件时，把证件类型改为“无证件”。"
    elif kind not in CHECKED or foreign_number(clean_id(number)):
        _check_free(clean, faults, today, kind)
    else:
        _check_built(clean, faults, today, kind)


def _check_free(clean: dict[str, Any], faults: dict[str, str], today: dt.date, kind: str) -> None:
    """A number that is no number of GB 11643: only what is certain about it is refused."""
    number = clean_id(clean["id_number"])
    if kind in CHECKED:
        kind = clean["id_type"] = "foreign_residence"
    clean["id_number"] = number
    if fault := fault_of(kind, number):
        faults["id_number"] = fault
    born = foreign_birth(number, today)
    if kind == "foreign_residence" and born and not clean.get("birth_date"):
        clean["birth_date"] = born


def _check_built(clean: dict[str, Any], faults: dict[str, str], today: dt.date, kind: str) -> None:
    """A number of GB 11643: what it says about the person is taken over."""
    try:
        parsed = parse_id(clean["id_number"], today)
    except IdError as problem:
        faults["id_number"] = problem.message
        return
    permit = parsed.number.startswith(HMT_PREFIXES)
    if kind == "hmt_residence" and not permit:
        faults["id_number"] = "港澳台居民居住证的号码以 81、82 或 83 开头，请对照证件核对。"
        return
    clean["id_type"] = "hmt_residence" if permit else kind
    clean["id_number"] = parsed.number
    clean["birth_date"] = parsed.birth_date.isoformat()
    clean["sex"] = parsed.sex


def _check_dates(clean: dict[str, Any], faults: dict[str, str], today: dt.date) -> None:
    for key in ("birth_date", "joined_on"):
        if not clean.get(key):
            continue
        if key == "birth_date" and _YEAR.fullmatch(clean[key]):
            if int(clean[key]) > today.year:
                faults[key] = "出生日期在今天以后，请核对。"
            elif int(clean[key]) < today.year - OLDEST:
                faults[key] = TOO_OLD
            continue
        try:
            date = dt.date.fromisoformat(clean[key])
        except ValueError:
            faults[key] = "日期不存在，请按 1938-12-22 的样子填写，只知道年份就填 1938。"
            continue
        clean[key] = date.isoformat()
        if date > today:
            word = "出生日期" if key == "birth_date" else "入会日期"
            faults[key] = f"{word}在今天以后，请核对。"
        elif key == "birth_date" and date.year < today.year - OLDEST:
            faults[key] = TOO_OLD
        elif key == "joined_on" and date.year < FIRST_CENTRES:
            faults[key] = f"入会日期在 {FIRST_CENTRES} 年以前，请核对年份。"
    free = "id_type" in clean and clean.get("id_type") not in CHECKED
    if free and not clean.get("birth_date"):
        faults.setdefault("birth_date", "没有身份证时要填写出生日期，只知道年份就填年份。")
