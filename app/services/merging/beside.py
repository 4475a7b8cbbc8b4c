"""What stands beside the fields of two files: health notes, household, classes.

Nothing of it is lost without somebody choosing so: where both can be kept, both are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from app.core.masking import mask_phone
from app.models import HealthNote, Household, HouseholdMember, Member, MemberClass
from app.services.codes import merged_table, shipped_table
from app.services.merging.types import BOTH, KEPT, MERGED, MergeField

HOUSEHOLD, CLASSES, DOCTOR = "household", "classes", "doctor"
"""Fields that are rows, or several columns that belong together."""
HEALTH = {
    "allergies": "过敏", "diets": "饮食要求", "diet_note": "饮食说明", "mobility": "行动",
    "medication": "用药提醒", "health_note": "健康备注",
}  # fmt: skip
"""Field → word, as `column_of` names the column of `HealthNote`."""
DOCTOR_COLUMNS = ("doctor_organisation", "doctor_name", "doctor_phone", "doctor_signed_on")
LABELS = {CLASSES: "分类", HOUSEHOLD: "家庭", **HEALTH, DOCTOR: "家庭医生"}
"""What a person chooses between beside `merging.fields.LABELS`, in this order."""
LISTED = ("allergies", "diets")
BETWEEN = {True: "、", False: "；"}
_NOTHING = frozenset({"无", "没有", "无过敏", "无过敏史", "不过敏", "无特殊", "否认"})
"""Words that stand back when the other file names something."""


class Beside(NamedTuple):
    """What one file has beside its fields; texts as they are shown.

    Attributes:
        health: row of `HealthNote`, or None.
        household: ``H000001　户主　共 2 人（李建国）``, or ``""``.
        classes: rows of `MemberClass` that have not ended.
    """

    health: Any
    household: str
    classes: Sequence[Any]


def read_beside(connection: Connection, member_id: int, today: dt.date) -> Beside:
    """What the member has beside the fields of the file."""
    health = connection.execute(
        select(HealthNote.__table__).where(
            HealthNote.member_id == member_id, HealthNote.deleted_at.is_(None)
        )
    ).first()
    classes = connection.execute(
        select(MemberClass.__table__)
        .where(MemberClass.member_id == member_id, MemberClass.deleted_at.is_(None))
        .order_by(MemberClass.id)
    ).all()
    return Beside(
        health,
        _household(connection, member_id),
        [row for row in classes if not has_ended(row, today)],
    )


def fields_beside(mine: Beside, theirs: Beside, connection: Connection) -> tuple[MergeField, ...]:
    """The fields that one of the two fills in, with what is kept unless a person chooses."""
    made = [_classes(mine.classes, theirs.classes, _names(connection, "classes"))]
    made.append(_field(HOUSEHOLD, mine.household, theirs.household))
    diets = _names(connection, "diets")
    for key in HEALTH:
        words: Callable[[str], str] = (lambda text: _worded(text, diets)) if key == "diets" else str
        one, other = _noted(mine.health, key), _noted(theirs.health, key)
        made.append(_field(key, words(one), words(other), words(joined(key, one, other))))
    made.append(_field(DOCTOR, _doctor(mine.health), _doctor(theirs.health)))
    return tuple(one for one in made if one.kept or one.merged)


def chosen_health(mine: Any, theirs: Any, choices: Mapping[str, str]) -> dict[str, str | None]:
    """Column of `HealthNote` → its value afterwards; ``mine`` and ``theirs`` rows or None."""
    values: dict[str, str | None] = {}
    for key in HEALTH:
        one, other = _noted(mine, key), _noted(theirs, key)
        taken = choices.get(key, _winner(one, other, joined(key, one, other)))
        text = {KEPT: one, MERGED: other}.get(taken, joined(key, one, other))
        values[column_of(key)] = text or None
    taken = choices.get(DOCTOR, _winner(_doctor(mine), _doctor(theirs), ""))
    source = theirs if taken == MERGED else mine
    values.update({column: getattr(source, column, None) for column in DOCTOR_COLUMNS})
    return values


def column_of(key: str) -> str:
    """The column of `HealthNote` that a field of `HEALTH` stands in."""
    return "note" if key == "health_note" else key


def joined(key: str, one: str, other: str) -> str:
    """Both texts as one: each thing once, and ``无`` only where nothing is named."""
    between = BETWEEN[key in LISTED]
    parts = [part.strip() for text in (one, other) for part in text.split(between)]
    named = [part for part in dict.fromkeys(parts) if part]
    return between.join([part for part in named if part not in _NOTHING] or named[:1])


def has_ended(row: Any, today: dt.date) -> bool:
    """Whether a class is history."""
    return row.to_on is not None and row.to_on < today.isoformat()


def _field(key: str, one: str, other: str, both: str = "") -> MergeField:
    offered = both if both not in (one, other) else ""
    return MergeField(key, LABELS[key], one, other, _winner(one, other, both), offered)


def _winner(one: str, other: str, both: str) -> str:
    """Both where they say different things and can stand together; else what says something."""
    if not other or one == other or both == one:
        return KEPT
    if not one or both == other:
        return MERGED
    return BOTH if both else KEPT


def _noted(row: Any, key: str) -> str:
    return (getattr(row, column_of(key)) or "") if row is not None else ""


def _doctor(row: Any) -> str:
    if row is None:
        return ""
    signed = f"{row.doctor_signed_on} 签约" if row.doctor_signed_on else ""
    said = (row.doctor_organisation, row.doctor_name, mask_phone(row.doctor_phone), signed)
    return "　".join(filter(None, said))


def _names(connection: Connection, table: str) -> dict[str, str]:
    return {entry.code: entry.name for entry in merged_table(connection, table)}


def _worded(codes: str, names: Mapping[str, str]) -> str:
    return "、".join(names.get(code, code) for code in codes.split("、") if code)


def _classes(mine: Sequence[Any], theirs: Sequence[Any], names: Mapping[str, str]) -> MergeField:
    """Classes; of one that both files have in the same days the kept file's row stands."""
    has = {row.code for row in mine}
    both = [*mine, *(row for row in theirs if row.code not in has)]
    one, other, together = (
        "、".join(_class_text(row, names) for row in rows) for rows in (mine, theirs, both)
    )
    return _field(CLASSES, one, other, together)


def _class_text(row: Any, names: Mapping[str, str]) -> str:
    """``低保（2025-01-01 起，证明 123）``."""
    said = [f"{row.from_on} 起" if row.from_on else "", f"到 {row.to_on}" if row.to_on else ""]
    said.append(f"证明 {row.evidence_no}" if row.evidence_no else "")
    beside = "，".join(filter(None, said))
    name = names.get(row.code, row.code)
    return f"{name}（{beside}）" if beside else name


def _household(connection: Connection, member_id: int) -> str:
    """``H000001　户主　共 2 人（李建国）``: number, relation to the head, who else lives there."""
    place = connection.execute(
        select(Household.id, Household.number, HouseholdMember.relation)
        .join(Household, Household.id == HouseholdMember.household_id)
        .where(HouseholdMember.member_id == member_id, HouseholdMember.deleted_at.is_(None))
    ).first()
    if place is None:
        return ""
    others = connection.scalars(
        select(Member.name)
        .join(HouseholdMember, HouseholdMember.member_id == Member.id)
        .where(
            HouseholdMember.household_id == place.id, HouseholdMember.deleted_at.is_(None),
            Member.id != member_id, Member.deleted_at.is_(None),
        )
        .order_by(Member.id)
    ).all()  # fmt: skip
    relations = {entry.code: entry.name for entry in shipped_table("relation")}
    relation = relations.get(place.relation, place.relation)
    who = f"另有{'、'.join(others)}" if others else "没有别人"
    return f"{place.number}　{relation}　{who}"
