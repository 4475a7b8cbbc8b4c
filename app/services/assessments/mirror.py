"""The mirror of the newest valid level on the member, and how long a result is valid."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from app.db.session import UnitOfWork
from app.models import Assessment, Member
from app.services.assessments.types import GB


def in_force(of: Any = Assessment) -> ColumnElement[bool]:
    """Final, not deleted, not corrected since. ``of``: the class, or an alias of it."""
    later = aliased(Assessment)
    corrected = (
        select(later.id)
        .where(later.corrects == of.uid, later.state == "final", later.deleted_at.is_(None))
        .exists()
    )
    return and_(of.state == "final", of.deleted_at.is_(None), ~corrected)


def first_of_chain(of: Any = Assessment) -> ColumnElement[int]:
    """Id of the assessment that ``of`` corrects in the end, its own when it corrects none: of two
    on one day the one begun later holds (`app.services.standing.FIRST_OF_CHAIN` is the same)."""
    corrected, before = aliased(Assessment), aliased(Assessment)
    chain = (
        select(corrected.id, corrected.corrects)
        .where(corrected.uid == of.corrects)
        .correlate(of)
        .cte("chain", recursive=True, nesting=True)
    )
    chain = chain.union_all(
        select(before.id, before.corrects).where(before.uid == chain.c.corrects)
    )
    return func.coalesce(select(func.min(chain.c.id)).scalar_subquery(), of.id)


def newest() -> ColumnElement[bool]:
    """Whether no later assessment by GB/T 42195-2022 took the place of that of the outer select.

    One that ran out does not hand back to an older one: the person had changed since.
    """
    other = aliased(Assessment)
    later = or_(
        other.assessed_on > Assessment.assessed_on,
        and_(
            other.assessed_on == Assessment.assessed_on,
            first_of_chain(other) > first_of_chain(),
        ),
    )
    same = (other.member_id == Assessment.member_id, other.standard == GB)
    return ~select(other.id).where(*same, in_force(other), later).exists()


def assessed_level(unit: UnitOfWork, member_id: int, today: dt.date) -> tuple[int | None] | None:
    """The level of the newest assessment by GB/T 42195-2022, empty (``(None,)``) once it ran
    out; None when there never was one."""
    statement = select(Assessment.final_level, Assessment.valid_until).where(
        Assessment.member_id == member_id, Assessment.standard == GB, in_force(), newest()
    )
    for row in unit.rows(statement):
        lapsed = row.valid_until is not None and row.valid_until < today.isoformat()
        return (None if lapsed else row.final_level,)
    return None


def mirror_level(unit: UnitOfWork, member: Member, today: dt.date) -> None:
    """Put the level of the newest assessment on ``member``, in the open transaction.

    None once it has run out. A level that came with a list stays while there is no assessment
    by GB/T 42195-2022 at all.
    """
    unit.session.flush()
    found = assessed_level(unit, member.id, today)
    if found is not None and member.ability_level != found[0]:
        member.ability_level = found[0]


def last_day(assessed_on: dt.date, months: int) -> dt.date | None:
    """The same day ``months`` later, or the end of that month (民法典 Art. 202); 0 has no end."""
    if not months:
        return None
    month = assessed_on.month - 1 + months
    year, month = assessed_on.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(assessed_on.day, calendar.monthrange(year, month)[1]))
