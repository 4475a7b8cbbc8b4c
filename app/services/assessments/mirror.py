"""The mirror of the newest valid level on the member, and how long a result is valid."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from app.db.session import UnitOfWork
from app.models import Assessment, Member
from app.services.assessments.types import GB


def in_force(today: str | None = None, of: Any = Assessment) -> ColumnElement[bool]:
    """Final, not deleted, not corrected since; with ``today`` also not past its last day.

    ``of``: the class, or an alias of it, that the condition is about.
    """
    later = aliased(Assessment)
    corrected = (
        select(later.id)
        .where(later.corrects == of.uid, later.state == "final", later.deleted_at.is_(None))
        .exists()
    )
    found = and_(of.state == "final", of.deleted_at.is_(None), ~corrected)
    if today is None:
        return found
    return and_(found, or_(of.valid_until.is_(None), of.valid_until >= today))


def has_valid(today: dt.date) -> ColumnElement[bool]:
    """Whether the member of the outer select has an assessment that is valid on ``today``."""
    other = aliased(Assessment)
    return (
        select(other.id)
        .where(
            other.member_id == Member.id,
            other.standard == GB,
            in_force(today.isoformat(), other),
        )
        .exists()
    )


def mirror_level(unit: UnitOfWork, member: Member, today: dt.date) -> None:
    """Put the level of the newest valid assessment on ``member``, in the open transaction.

    None once all have run out. A level that came with a list stays while there is no assessment
    by GB/T 42195-2022 at all.
    """
    unit.session.flush()
    assessed = select(Assessment.final_level).where(
        Assessment.member_id == member.id, Assessment.standard == GB
    )
    newest = (Assessment.assessed_on.desc(), Assessment.id.desc())
    if not unit.rows(assessed.where(in_force()).limit(1)):
        return
    valid = unit.rows(assessed.where(in_force(today.isoformat())).order_by(*newest).limit(1))
    level = valid[0][0] if valid else None
    if member.ability_level != level:
        member.ability_level = level


def last_day(assessed_on: dt.date, months: int) -> dt.date | None:
    """The same day ``months`` later, or the end of that month (民法典 Art. 202); 0 has no end."""
    if not months:
        return None
    month = assessed_on.month - 1 + months
    year, month = assessed_on.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(assessed_on.day, calendar.monthrange(year, month)[1]))
