"""What is said under 证件号 while it is typed and when the field is left."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.core.documents import doubt_of, fault_of, kind_of
from app.core.idcard import MESSAGES, IdError, IdNumber, clean_id, parse_id
from app.services.members.validation import CHECKED
from app.views import parts
from app.views.theme import Tone

LENGTH = 18


@dataclass(frozen=True)
class NumberNote:
    """A remark on a number.

    Attributes:
        text: the remark; empty when there is nothing to say.
        fault: the number cannot be right as it stands: an error, not a remark.
        kind: the only document it can belong to, where that is another than the one chosen.
        found: what the number says, when it is right.
    """

    text: str = ""
    tone: Tone = Tone.NEUTRAL
    fault: bool = False
    kind: str = ""
    found: IdNumber | None = None


def note_on(kind: str, text: str, today: dt.date, *, left: bool) -> NumberNote:
    """What to say about ``text`` as a number of ``kind``.

    ``left``: the field was left, so that what is missing is missing; while it is typed only the
    count is said.
    """
    number = clean_id(text)
    if not number or "*" in number:
        return NumberNote()
    sure = kind_of(number, today)
    if sure and sure != (kind or "resident"):
        return _other(kind, number, today, sure)
    if kind in ("", *CHECKED):
        return _checked(number, today, left=left)
    return _free(kind, number, left=left)


def _other(kind: str, number: str, today: dt.date, sure: str) -> NumberNote:
    """It can only be of another kind; the words are for whoever chose this one on purpose."""
    if kind == "hmt_residence" and sure == "resident":
        words = _tr("港澳台居民居住证的号码以 81、82 或 83 开头，请核对证件类型。")
        return NumberNote(words, Tone.WARN, fault=True, kind=sure)
    found = parse_id(number, today) if sure in CHECKED and kind in ("", *CHECKED) else None
    words = {
        "hmt_residence": _tr("81、82、83 开头的是港澳台居民居住证的号码。"),
        "foreign_residence": _tr("这是外国人永久居留身份证的号码。"),
        "hk_macao_permit": _tr("这像是港澳居民来往内地通行证的号码。"),
    }.get(sure, _tr("这是居民身份证的号码。"))
    if kind in ("", *CHECKED) and sure in ("hmt_residence", "foreign_residence"):
        words += _tr("保存时按它登记。")
    return NumberNote(words, Tone.WARN, kind=sure, found=found)


def _checked(number: str, today: dt.date, *, left: bool) -> NumberNote:
    """A number of GB 11643."""
    try:
        found = parse_id(number, today)
    except IdError as problem:
        if len(number) >= LENGTH:
            return NumberNote(problem.message, Tone.DANGER, fault=True)
        if not left:
            words = _tr("已输入 %1 位，身份证号共 %2 位。")
            return NumberNote(parts.fill(words, len(number), LENGTH))
        words = parts.fill(_tr("只有 %1 位。"), len(number))
        return NumberNote(
            problem.message if problem.code != "id_length" else words + MESSAGES["id_length"],
            Tone.WARN,
        )
    if not found.was_15:
        return NumberNote(found=found)
    words = parts.fill(_tr("15 位旧号码，保存为 18 位：%1"), found.number)
    return NumberNote(words, Tone.INFO, found=found)


def _free(kind: str, number: str, *, left: bool) -> NumberNote:
    """A number of another document: its characters are certain, its usual shape a doubt."""
    fault = fault_of(kind, number)
    if fault:
        return NumberNote(fault, Tone.DANGER, fault=True)
    if left:
        return NumberNote(doubt_of(kind, number), Tone.WARN)
    long = kind == "foreign_residence" and number.isdigit() and len(number) < LENGTH
    words = parts.fill(_tr("已输入 %1 位，新证共 %2 位。"), len(number), LENGTH)
    return NumberNote(words if long else "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("NumberNote", text)
