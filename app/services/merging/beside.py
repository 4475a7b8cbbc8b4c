"""What stands beside the fields of two files: health notes, household, classes.

Nothing of it is lost without somebody choosing so: where both can be kept, both are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from app.core.masking import mask_phone
from app.models import Consent, Contact, HealthNote, MemberCard, MemberClass, MembershipPeriod
from app.services.codes import merged_table, shipped_table
from app.services.memberships.away import reason_names
from app.services.merging.houses import HOUSEHOLD, House, house_field, house_notes, house_of
from app.services.merging.people import contact_fields, own_contacts
from app.services.merging.sheets import card_fields, card_notes, sheet_notes
from app.services.merging.standing import STANDING, File, died_on, file_of, standing_field
from app.services.merging.types import BOTH, KEPT, MERGED, MergeField

CLASSES, DOCTOR = "classes", "doctor"
"""Fields that are rows, or several columns that belong together, beside `STANDING` and
`HOUSEHOLD`."""
HEALTH = {
    "allergies": "过敏", "diets": "饮食要求", "diet_note": "饮食说明", "mobility": "行动",
    "medication": "用药提醒", "health_note": "健康备注",
}  # fmt: skip
"""Field → word, as `column_of` names the column of `HealthNote`."""
DOCTOR_COLUMNS = ("doctor_organisation", "doctor_name", "doctor_phone", "doctor_signed_on")
LABELS = {
    STANDING: "会籍", CLASSES: "分类", HOUSEHOLD: "家庭", **HEALTH, DOCTOR: "家庭医生"
}  # fmt: skip
"""What a person chooses between beside `merging.fields.LABELS`, in this order; contacts and cards
that contradict have lines of their own."""
LISTED = ("allergies", "diets")
BETWEEN = {True: "、", False: "；"}
_NOTHING = frozenset({"无", "没有", "无过敏", "无过敏史", "不过敏", "无特殊", "否认"})
"""Words that stand back when the other file names something."""


class Beside(NamedTuple):
    """What one file has beside its fields.

    Attributes:
        health: row of `HealthNote`, or None.
        house: where they live, or None.
        classes: rows of `MemberClass` that have not ended.
        periods: the membership, as `standing` reads it.
        contacts, cards, consents: living rows.
    """

    health: Any
    house: House | None
    classes: Sequence[Any]
    periods: File
    contacts: Sequence[Any]
    cards: Sequence[Any]
    consents: Sequence[Any]


def read_beside(connection: Connection, member: Any, twin_id: int, today: dt.date) -> Beside:
    """What the member has beside the fields of the file; ``twin_id``: of the other file."""

    def rows(model: Any) -> Sequence[Any]:
        statement = select(model.__table__).where(
            model.member_id == member.id, model.deleted_at.is_(None)
        )
        return connection.execute(statement.order_by(model.id)).all()

    return Beside(
        next(iter(rows(HealthNote)), None),
        house_of(connection, member.id, twin_id),
        [row for row in rows(MemberClass) if not has_ended(row, today)],
        file_of(rows(MembershipPeriod), member.joined_on),
        *(rows(model) for model in (Contact, MemberCard, Consent)),
    )


def fields_beside(
    mine: Beside, theirs: Beside, connection: Connection, today: dt.date
) -> tuple[MergeField, ...]:
    """The fields that one of the two fills in, with what is kept unless a person chooses."""
    day, reasons = today.isoformat(), reason_names(connection)
    made = [standing_field(mine.periods, theirs.periods, reasons, day)]
    made.append(_classes(mine.classes, theirs.classes, _names(connection, "classes")))
    made += card_fields(mine.cards, theirs.cards, _names(connection, "cards"), day)
    made.append(house_field(mine.house, theirs.house))
    relations = {entry.code: entry.name for entry in shipped_table("relation")}
    made += contact_fields(mine.contacts, theirs.contacts, relations)
    diets = _names(connection, "diets")
    for key in HEALTH:
        words: Callable[[str], str] = (lambda text: _worded(text, diets)) if key == "diets" else str
        one, other = _noted(mine.health, key), _noted(theirs.health, key)
        made.append(_field(key, words(one), words(other), words(joined(key, one, other))))
    made.append(_field(DOCTOR, _doctor(mine.health), _doctor(theirs.health)))
    return tuple(one for one in made if one.kept or one.merged)


def notes_beside(
    files: Sequence[Any], mine: Beside, theirs: Beside, connection: Connection, today: dt.date
) -> tuple[str, ...]:
    """What follows from the merge and is to be looked at, in sentences; ``files``: both rows."""
    said, day = [], today.isoformat()
    lasts = [died_on(beside.periods, day) for beside in (mine, theirs)]
    for file, last in zip(files, lasts, strict=True):
        if last and len(set(lasts)) > 1:
            said.append(
                f"会员号 {file.member_no} 登记为去世（最后一天 {last}），另一份不是这样："
                "请先核对，再在“会籍”一行决定。"
            )
    said += card_notes(mine.cards, theirs.cards, _names(connection, "cards"))
    said += house_notes(mine.house, theirs.house)
    said += sheet_notes(mine.consents, theirs.consents, _names(connection, "consents"), day)
    kept, merged = files
    own = own_contacts(kept, merged, mine.contacts, theirs.contacts)
    if own:
        said.append(f"联系人{'、'.join(own)}就是本人，合并后不再关联档案，请到家庭与联系人里核对。")
    return tuple(said)


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
