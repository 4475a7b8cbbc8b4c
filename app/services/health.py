"""Health notes that kitchen and counter need: allergies, diet, mobility; no clinical records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.core.errors import UserError, ValidationProblem
from app.db.session import UnitOfWork
from app.models import HealthNote, Member
from app.services.base import Service, chunks
from app.services.codes import merged_table
from app.services.members.loading import load_member
from app.services.members.validation import phone_fault
from app.services.rights import Actor, Right, requires

FIELDS = (
    "allergies", "diets", "diet_note", "mobility", "medication", "doctor_organisation",
    "doctor_name", "doctor_phone", "doctor_signed_on", "note",
)  # fmt: skip
TEXT_LIMIT = 200
BETWEEN = "、"
AVOIDS = "忌口"
"""The diet that says nothing without a note: whoever hands out the meal must know of what."""


@dataclass(frozen=True)
class HealthFile:
    """The notes of one member; ``version`` 0 while there are none.

    ``values`` by `FIELDS`: texts, ``""`` unknown; ``diets`` codes of the table ``diets`` joined
    by ``、``, ``diet_words`` their names.
    """

    member_uid: str
    version: int
    values: Mapping[str, str]
    diet_words: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is noted."""
        return not any(self.values.values())


@dataclass(frozen=True)
class SaveHealth:
    """Change some notes of a member, if nobody else did since ``version`` (0: none yet)."""

    member_uid: str
    version: int
    values: Mapping[str, Any]


class Health(Service):
    """Keeps the notes and says at the counter what must not be overlooked."""

    @requires(Right.LOOK)
    def of(self, member_uid: str, actor: Actor) -> HealthFile:
        """The notes of one member; empty ones while there are none."""
        statement = (
            select(HealthNote.__table__)
            .join(Member, Member.id == HealthNote.member_id)
            .where(Member.uid == member_uid, HealthNote.deleted_at.is_(None))
        )
        with self._db.read() as connection:
            row = connection.execute(statement).first()
            if row is None:
                return HealthFile(member_uid, 0, dict.fromkeys(FIELDS, ""))
            names = {entry.code: entry.name for entry in merged_table(connection, "diets")}
        values = {key: getattr(row, key) or "" for key in FIELDS}
        return HealthFile(member_uid, row.version, values, _words(values["diets"], names))

    @requires(Right.LOOK)
    def warnings(self, member_uids: Sequence[str], actor: Actor) -> dict[str, str]:
        """What the kitchen must know, by member: ``过敏：花生；软食``; others left out."""
        made = {}
        with self._db.read() as connection:
            names = {entry.code: entry.name for entry in merged_table(connection, "diets")}
            for part in chunks(list(member_uids)):  # type: ignore[arg-type]
                rows = connection.execute(
                    select(Member.uid, HealthNote.allergies, HealthNote.diets, HealthNote.diet_note)
                    .join(Member, Member.id == HealthNote.member_id)
                    .where(Member.uid.in_(part), HealthNote.deleted_at.is_(None))
                )
                for row in rows:
                    if text := warning(row.allergies, _words(row.diets, names), row.diet_note):
                        made[row.uid] = text
        return made

    @requires(Right.EDIT_MEMBERS)
    def save(self, command: SaveHealth, actor: Actor) -> None:
        """Change the notes. Raises `ValidationProblem`; `UserError` ``changed_meanwhile``."""
        clean, faults = clean_health(command.values)
        if (clean.get("doctor_signed_on") or "") > self._today().isoformat():
            faults.setdefault("doctor_signed_on", "签约日期在今天以后，请核对。")
        if faults:
            raise ValidationProblem(faults)
        with self._db.write(actor, "健康提示") as unit:
            member = load_member(unit, command.member_uid)
            _check_diets(unit, clean)
            found = unit.session.scalars(
                select(HealthNote.version).where(
                    HealthNote.member_id == member.id, HealthNote.deleted_at.is_(None)
                )
            ).first()
            if (found or 0) != command.version:
                raise UserError("changed_meanwhile", "健康提示刚被别人修改过。请按 F5 刷新后再改。")
            row = open_note(unit, member.id)
            for key, value in clean.items():
                if getattr(row, key) != value:
                    setattr(row, key, value)


def open_note(unit: UnitOfWork, member_id: int) -> HealthNote:
    """The notes of a member to write in. There is one row a member: one that was taken back is
    used again, empty."""
    row = unit.session.scalars(select(HealthNote).where(HealthNote.member_id == member_id)).first()
    if row is None:
        row = HealthNote(member_id=member_id)
        unit.session.add(row)
    elif row.deleted_at is not None:
        row.deleted_at = row.deleted_reason = None
        for key in FIELDS:
            if getattr(row, key) is not None:
                setattr(row, key, None)
    return row


def warning(allergies: str | None, diets: Sequence[str], diet_note: str | None) -> str:
    """One line for whoever hands out the meal."""
    bits = [f"过敏：{allergies}"] if allergies else []
    if diets:
        bits.append(BETWEEN.join(diets))
    if diet_note:
        bits.append(diet_note)
    return "；".join(bits)


def clean_health(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Normalised values and faults: field → sentence."""
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise ValueError(f"not a health field: {sorted(unknown)}")
    clean = {key: _text(value) for key, value in values.items()}
    faults = {
        key: f"太长了，最多 {TEXT_LIMIT} 个字。"
        for key, value in clean.items()
        if value and len(value) > TEXT_LIMIT
    }
    avoids = AVOIDS in str(clean.get("diets") or "").split(BETWEEN)
    if avoids and "diet_note" in clean and not clean["diet_note"]:
        faults["diet_note"] = "选了“忌口”，请写明忌什么，如“不吃海鲜”。"
    if (phone := clean.get("doctor_phone")) and (fault := phone_fault(phone)):
        faults["doctor_phone"] = fault
    if signed := clean.get("doctor_signed_on"):
        try:
            clean["doctor_signed_on"] = dt.date.fromisoformat(signed).isoformat()
        except ValueError:
            faults["doctor_signed_on"] = "日期不存在，请按 2026-03-05 的样子填写。"
    return clean, faults


def _check_diets(unit: UnitOfWork, clean: Mapping[str, Any]) -> None:
    known = {entry.code for entry in merged_table(unit.session.connection(), "diets")}
    chosen = [code for code in (clean.get("diets") or "").split(BETWEEN) if code]
    if not set(chosen) <= known:
        raise ValidationProblem({"diets": "饮食要求不在代码表里，请重新选择。"})


def _words(codes: str | None, names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names.get(code, code) for code in (codes or "").split(BETWEEN) if code)


def _text(value: Any) -> str | None:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return BETWEEN.join(value) or None
    return str(value or "").strip() or None
