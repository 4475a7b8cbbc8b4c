"""Rows inside an open transaction: found, refused, numbered, begun."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from app.core.codes import ABILITY_LEVELS
from app.core.errors import UserError
from app.core.masking import mask_phone
from app.db.session import UnitOfWork
from app.models import Assessment, Member
from app.services.assessments.content import LONGEST_TEXT, TABLES, codes_said, names
from app.services.assessments.types import FIELDS, FINISHED, GB, STANDARDS, OtherResult

CARRIED = ("height", "religion", "payment", "income")
"""A.2 that a new assessment takes over from the one before; the rest comes from the file."""

OLDEST_RESULT = dt.date(2000, 1, 1)
"""Nothing that a centre files was assessed before; an earlier year is a slip of the keyboard."""


def find_member(unit: UnitOfWork, uid: str) -> Member:
    """The member ``uid``. Raises `UserError` ``not_found``."""
    member = unit.session.scalars(
        select(Member).where(Member.uid == uid, Member.deleted_at.is_(None))
    ).first()
    if member is None:
        raise gone()
    return member


def gone() -> UserError:
    """What to say when a member's file cannot be found."""
    return UserError("not_found", "找不到这位老人的档案，可能已被删除。请刷新名单。")


def find_row(unit: UnitOfWork, uid: str, *, deleted: bool = False) -> Assessment:
    """The assessment ``uid``. Raises `UserError` ``not_found``."""
    row = unit.session.scalars(select(Assessment).where(Assessment.uid == uid)).first()
    if row is None or (row.deleted_at is not None) is not deleted:
        raise UserError("not_found", "找不到这份评估，可能已被删除。请刷新后再看。")
    return row


def refuse_final(row: Assessment) -> None:
    """A finished assessment is not changed. Raises `UserError` ``already_final``."""
    if row.state in FINISHED:
        raise UserError(
            "already_final", "这份评估已经完成，不能再改。需要改动请用“更正”，写明原因。"
        )


def refuse_second_correction(
    unit: UnitOfWork, uid: str, states: tuple[str, ...] = ("final",)
) -> None:
    """One row takes the place of another once; ``states``: of the one that did.

    Raises `UserError` ``already_corrected``.
    """
    found = select(Assessment.id).where(
        Assessment.corrects == uid, Assessment.state.in_(states), Assessment.deleted_at.is_(None)
    )
    if unit.rows(found.limit(1)):
        raise UserError("already_corrected", "这份评估已经更正过，请对更正后的那一份操作。")


def refuse_lost_correction(unit: UnitOfWork, uid: str) -> None:
    """A correction takes the place of what still counts: not of one that was corrected already,
    nor of one that was taken back while the correction lay deleted.

    Raises `UserError` ``already_corrected``, ``corrected_void``.
    """
    refuse_second_correction(unit, uid)
    if find_row(unit, uid).state != "final":
        raise UserError(
            "corrected_void", "要更正的那份评估已经作废，这份更正不能完成。请删除草稿，重新评估。"
        )


def open_correction(unit: UnitOfWork, uid: str) -> Assessment | None:
    """The unfinished correction of ``uid``, if there is one."""
    return unit.session.scalars(
        select(Assessment).where(
            Assessment.corrects == uid,
            Assessment.state == "draft",
            Assessment.deleted_at.is_(None),
        )
    ).first()


def next_number(unit: UnitOfWork, today: dt.date) -> str:
    """The next number of the day, ``PG-20261123-001`` (A.1 编号)."""
    stem = f"PG-{today:%Y%m%d}-"
    used = unit.session.scalar(
        select(func.count()).where(Assessment.number.startswith(stem, autoescape=True))
    )
    return f"{stem}{(used or 0) + 1:03d}"


def columns_of(row: Assessment) -> dict[str, Any]:
    """What a form may set, as stored."""
    return {key: getattr(row, key) for key in FIELDS}


def keep_masked_phone(columns: dict[str, Any], row: Assessment | None, member: Member) -> None:
    """A phone that came back masked is the one that is stored, or the one of the file."""
    given = columns.get("contact_phone")
    if not given or "*" not in given:
        return
    for known in (row.contact_phone if row is not None else None, member.emergency_phone):
        if known and mask_phone(known) == given:
            columns["contact_phone"] = known
            return
    del columns["contact_phone"]


def known_background(member: Any, before: Mapping[str, Any]) -> dict[str, Any]:
    """A.2 as far as the file and the assessment before know it."""
    found = {key: before[key] for key in CARRIED if key in before}
    for key in ("ethnic", "education", "marital"):
        if getattr(member, key) in names(TABLES[key]):
            found[key] = getattr(member, key)
    if living := before.get("living") or codes_said(TABLES["living"], member.living):
        found["living"] = living
    return found


def other_faults(command: OtherResult, today: dt.date) -> dict[str, str]:
    """What is wrong with a result of an older standard, all at once."""
    faults: dict[str, str] = {}
    if command.standard not in STANDARDS[1:]:
        faults["standard"] = "请选择旧标准；按国标做的评估请用“新评估”。"
    if not command.level.strip():
        faults["level"] = "请照原结果填写等级的文字。"
    if command.assessed_on is None:
        faults["assessed_on"] = "请填写评估日期。"
    elif command.assessed_on > today:
        faults["assessed_on"] = "评估日期在今天以后，请核对。"
    elif command.assessed_on < OLDEST_RESULT:
        faults["assessed_on"] = f"评估日期在 {OLDEST_RESULT.year} 年以前，请核对年份。"
    on, until = command.assessed_on, command.valid_until
    if on is not None and until is not None and until < on:
        faults["valid_until"] = "有效期早于评估日期，请核对。"
    for key in ("level", "score", "organisation", "note", "reason"):
        if len(getattr(command, key)) > LONGEST_TEXT:
            faults[key] = f"最多 {LONGEST_TEXT} 个字，请缩短。"
    if command.corrects and not command.reason.strip():
        faults["reason"] = "请写明为什么要更正。"
    return faults


def other_row(command: OtherResult, member_id: int, number: str) -> Assessment:
    """The row of an older result; its words stay as they are, nothing is scored."""
    until = command.valid_until
    return Assessment(
        member_id=member_id,
        number=number,
        standard=command.standard,
        state="final",
        assessed_on=command.assessed_on.isoformat() if command.assessed_on else "",
        cause="other",
        coma=0,
        other_level=command.level.strip(),
        other_score=command.score.strip() or None,
        organisation=command.organisation.strip() or None,
        valid_until=until.isoformat() if until else None,
        note=command.note.strip() or None,
        corrects=command.corrects or None,
        correction_reason=command.reason.strip() or None,
    )


def refuse_other(row: Assessment, member_id: int) -> None:
    """An older result takes the place of an older result of the same member only.

    Raises ``not_final``, ``not_found``.
    """
    if row.member_id != member_id:
        raise UserError("not_found", "这份评估不是这位老人的。请返回档案重新打开。")
    if row.standard == GB or row.state != "final":
        raise UserError("not_final", "这份是国标评估，请打开它用“更正”重新评分。")


def level_text(level: int | None) -> str:
    """``2 级 中度失能``; empty without a level."""
    return "" if level is None else f"{level} 级 {ABILITY_LEVELS[level]}"
