"""作废: a finished assessment is taken back whole, and the file says so."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from app.core.errors import UserError
from app.db.session import UnitOfWork
from app.models import Assessment, Member
from app.services.assessments import rows
from app.services.assessments.mirror import assessed_level, mirror_level, unassessed_level
from app.services.assessments.types import FINISHED, GB


def take_back(unit: UnitOfWork, uid: str, reason: str, today: dt.date) -> None:
    """Void ``uid`` and what it took the place of: a correction of an assessment that was entered
    on the wrong person does not hand back to the uncorrected one.

    Raises `UserError` ``not_found``, ``not_final``, ``already_corrected``, ``open_correction``.
    """
    row = rows.find_row(unit, uid)
    if row.state != "final":
        raise UserError("not_final", "只有已完成的评估可以作废；草稿请用“删除草稿”。")
    rows.refuse_second_correction(unit, uid)
    if rows.open_correction(unit, uid) is not None:
        raise UserError(
            "open_correction", "这份评估有一份更正还没有完成，请先完成或删除那份更正草稿再作废。"
        )
    for one in _chain(unit, row):
        one.state, one.deleted_reason = "void", reason
    _follow(unit, row, today)


def bring_back(unit: UnitOfWork, uid: str, today: dt.date) -> None:
    """Undo of `take_back`, whole like it: what was corrected comes back with its correction.

    Raises `UserError` ``not_found``, ``not_void``, ``already_corrected``.
    """
    row = rows.find_row(unit, uid)
    if row.state != "void":
        raise UserError("not_void", "这份评估没有作废。请按 F5 刷新。")
    rows.refuse_second_correction(unit, uid, FINISHED)
    for one in _chain(unit, row):
        one.state, one.deleted_reason = "final", None
    _follow(unit, row, today)


def _chain(unit: UnitOfWork, row: Assessment) -> list[Assessment]:
    """``row`` and everything that it took the place of in the end."""
    found = [row]
    while found[-1].corrects:
        before = unit.session.scalars(
            select(Assessment).where(
                Assessment.uid == found[-1].corrects, Assessment.deleted_at.is_(None)
            )
        ).first()
        if before is None or before in found:
            break
        found.append(before)
    return found


def _follow(unit: UnitOfWork, row: Assessment, today: dt.date) -> None:
    """The level on the file: that of what is valid now; without any assessment the one that a
    list or a person had given."""
    if row.standard != GB:
        return
    member = unit.session.get_one(Member, row.member_id)
    unit.session.flush()
    if assessed_level(unit, member.id, today) is None:
        unassessed_level(unit, member)
    else:
        mirror_level(unit, member, today)
