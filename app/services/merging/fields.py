"""The fields of two files side by side: what they say, which one wins, what is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.core.codes import ABILITY_LEVELS
from app.core.masking import mask_id, mask_phone
from app.models import Member
from app.services.codes import shipped_table
from app.services.members.types import sex_text
from app.services.members.validation import CHECKED
from app.services.merging.types import KEPT, MERGED, MergeField

LABELS = {
    "name": "姓名", "former_name": "曾用名", "document": "证件", "sex": "性别",
    "birth_date": "出生日期", "ethnic": "民族", "marital": "婚姻状况", "education": "文化程度",
    "phone": "电话", "phone2": "备用电话", "community": "社区", "address": "居住地址",
    "registered_area": "户籍地", "registered_address": "户籍地址", "living": "居住情况",
    "ability_level": "能力等级", "self_care": "自理情况（旧）",
    "joined_on": "入会日期", "note": "备注",
}  # fmt: skip
"""What a person chooses between, in this order; classes, contacts and the like are put together."""

DOCUMENT = ("id_type", "id_number", "no_document_reason")
DERIVED = ("sex", "birth_date")
"""What a checked identity number says by itself."""
DOCUMENTS = {
    "resident": "居民身份证", "hmt_residence": "港澳台居民居住证",
    "hk_macao_permit": "港澳居民来往内地通行证", "taiwan_permit": "台湾居民来往大陆通行证",
    "foreign_residence": "外国人永久居留身份证", "passport": "护照", "none": "无证件",
}  # fmt: skip
_PHONES = ("phone", "phone2")
_CODED = ("ethnic", "marital", "education")


def fields_of(kept: Any, merged: Any) -> tuple[MergeField, ...]:
    """Every field that one of the two files fills in."""
    made = (
        MergeField(
            key, LABELS[key], *_texts(key, kept, merged), _side(key, kept, merged, {}),
            follows=_checked_sides(kept, merged) if key in DERIVED else (),
            otherwise=_winner(key, kept, merged),
        )
        for key in LABELS
    )  # fmt: skip
    return tuple(one for one in made if one.kept or one.merged)


def chosen_values(kept: Member, merged: Member, choices: Mapping[str, str]) -> dict[str, Any]:
    """Column → value for the kept file, where it is not its own.

    With a checked number come the birth date and the sex that it says, whatever is chosen there.
    """
    values: dict[str, Any] = {}
    for key in LABELS:
        if _side(key, kept, merged, choices) == MERGED:
            values.update({column: getattr(merged, column) for column in _columns(key)})
    return {key: value for key, value in values.items() if value != getattr(kept, key)}


def _side(key: str, kept: Any, merged: Any, choices: Mapping[str, str]) -> str:
    """Whose value of ``key`` stands with ``choices``."""
    if key in DERIVED:
        document = _side("document", kept, merged, choices)
        if document in _checked_sides(kept, merged):
            return document
    return choices.get(key, _winner(key, kept, merged))


def _checked_sides(kept: Any, merged: Any) -> tuple[str, ...]:
    """The sides whose document has a number that says the birth date and the sex."""
    sides = ((KEPT, kept), (MERGED, merged))
    return tuple(side for side, row in sides if row.id_number and row.id_type in CHECKED)


def _columns(key: str) -> Iterable[str]:
    return DOCUMENT if key == "document" else (key,)


def _winner(key: str, kept: Any, merged: Any) -> str:
    """The kept file's own value, unless it has none; of two days of joining the earlier one."""
    if key == "document":
        mine, other = kept.id_number, merged.id_number
    else:
        mine, other = getattr(kept, key), getattr(merged, key)
    empty = (None, "", "0") if key == "sex" else (None, "")
    if other in empty:
        return KEPT
    if mine in empty:
        return MERGED
    if key == "joined_on" and other < mine:
        return MERGED
    # A whole birth date says more than a year.
    return MERGED if key == "birth_date" and other != mine and other.startswith(mine) else KEPT


def _texts(key: str, kept: Any, merged: Any) -> tuple[str, str]:
    mine, other = _text(key, kept), _text(key, merged)
    if mine == other and mine and key in ("document", *_PHONES):
        column = "id_number" if key == "document" else key
        if getattr(kept, column) != getattr(merged, column):
            other = f"{other}（中间几位不同）"
    return mine, other


def _text(key: str, row: Any) -> str:
    if key == "document":
        number = mask_id(row.id_number) or row.no_document_reason or ""
        return f"{DOCUMENTS.get(row.id_type, row.id_type)} {number}".strip()
    value = getattr(row, key)
    if value is None or value == "":
        return ""
    if key in _PHONES:
        return mask_phone(value)
    if key == "sex":
        return sex_text(value)
    if key == "ability_level":
        return ABILITY_LEVELS[value]
    if key in _CODED:
        return next((e.name for e in shipped_table(key) if e.code == value), value)
    return str(value)
