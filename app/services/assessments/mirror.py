"""The mirror of the newest valid level on the member, and how long a result is valid."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from app.db.session import UnitOfWork
from app.models import Assessment, Member
from app.services.assessments.former import entered, entered_after
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
    row = _newest_of(unit, member_id)
    if row is None:
        return None
    return (None if has_lapsed(row.valid_until, today) else row.final_level,)


def has_lapsed(valid_until: str | None, today: dt.date) -> bool:
    """Whether the last day of a result has passed."""
    return valid_until is not None and valid_until < today.isoformat()


def mirror_level(unit: UnitOfWork, member: Member, today: dt.date) -> None:
    """Put the level of the newest assessment on ``member``, in the open transaction.

    Once it has run out: what somebody entered since then, else none. A level that came with a
    list stays while there is no assessment by GB/T 42195-2022 at all.
    """
    unit.session.flush()
    row = _newest_of(unit, member.id)
    if row is None:
        return
    level = row.final_level
    if has_lapsed(row.valid_until, today):
        level = entered_after(unit.session.connection(), member.id, row.uid, row.valid_until)
    set_level(member, level)


def unassessed_level(unit: UnitOfWork, member: Member) -> None:
    """The last assessment of ``member`` was taken back: the level that the file had before comes
    back, as if nobody had assessed."""
    unit.session.flush()
    set_level(member, entered(unit.session.connection(), member.id).level)


def set_level(member: Member, level: int | None) -> None:
    """Write it only where it is another one: the same again is no change."""
    if member.ability_level != level:
        member.ability_level = level


def _newest_of(unit: UnitOfWork, member_id: int) -> Any:
    """Uid, level and last day of the newest assessment in force; None without one."""
    statement = select(Assessment.uid, Assessment.final_level, Assessment.valid_until).where(
        Assessment.member_id == member_id, Assessment.standard == GB, in_force(), newest()
    )
    return next(iter(unit.rows(statement)), None)


def last_day(assessed_on: dt.date, months: int) -> dt.date | None:
    """The same day ``months`` later, or the end of that month (民法典 Art. 202); 0 has no end."""
    if not months:
        return None
    month = assessed_on.month - 1 + months
    year, month = assessed_on.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(assessed_on.day, calendar.monthrange(year, month)[1]))
