"""The rows of the file that goes: they change hands, and none is lost.

Where both files have the same thing (attendance of one day, a class, a place in a household), the
kept file's row stands and the other becomes a tombstone with the reason, so that undoing the
merge brings it back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import defer

from app.db.session import UnitOfWork
from app.models import (
    Assessment,
    Attachment,
    Attendance,
    Consent,
    Contact,
    Document,
    HealthNote,
    HouseholdMember,
    Meal,
    Member,
    MemberCard,
    MemberClass,
    MembershipPeriod,
    TerminalPin,
    WorkItem,
)
from app.services.merging.types import MoveCount

CLASH = "合并：另一份档案已有"
HISTORY = (Attendance, Meal)
"""Of these also what was taken back moves, so that a terminal does not enter it again."""
TEXTS = ("diet_note", "mobility", "medication", "note")
DOCTOR = ("doctor_organisation", "doctor_name", "doctor_phone", "doctor_signed_on")
LISTED = ("allergies", "diets")
FOREVER = "9999-12-31"

Clash = Callable[[Any, Sequence[Any]], bool]


def move_rows(unit: UnitOfWork, kept: Member, merged: Member, joined: str) -> tuple[MoveCount, ...]:
    """Give every row of ``merged`` to ``kept``, in the open transaction.

    ``joined``: the kept file's own day of joining, ``""`` when there is none.
    """
    _settle_standing(unit, kept.id, merged.id, (joined, merged.joined_on or ""))
    moves = [_move(unit, model, word, kept.id, merged.id, clash) for model, word, clash in OWNED]
    moves.append(_move_contacts(unit, kept.id, merged.id))
    moves.append(_join_health(unit, kept.id, merged.id))
    papers = unit.session.scalars(
        select(Document).where(Document.member_uid == merged.uid).options(defer(Document.pdf))
    ).all()
    for paper in papers:
        paper.member_uid = kept.uid
    moves.append(MoveCount("打印件", len(papers)))
    unit.session.flush()
    return tuple(one for one in moves if one.rows)


def close_questions(unit: UnitOfWork, merged_uid: str, now: str) -> None:
    """Open work items about the file that goes have no subject any more."""
    items = select(WorkItem).where(
        or_(WorkItem.subject == merged_uid, WorkItem.subject.startswith(f"{merged_uid} ")),
        WorkItem.closed_at.is_(None),
        WorkItem.deleted_at.is_(None),
    )
    for item in unit.session.scalars(items):
        item.closed_at, item.resolution = now, "档案已合并"


def _move(
    unit: UnitOfWork, model: Any, word: str, kept_id: int, merged_id: int, clash: Clash
) -> MoveCount:
    mine = _rows(unit, model, kept_id)
    theirs = _rows(unit, model, merged_id, every=model in HISTORY)
    clashes = moved = 0
    for row in theirs:
        if row.deleted_at is None:
            moved += 1
            if clash(row, mine):
                row.deleted_at, row.deleted_reason = unit.now, CLASH
                clashes += 1
        row.member_id = kept_id
    unit.session.flush()
    return MoveCount(word, moved, clashes)


def _rows(unit: UnitOfWork, model: Any, member_id: int, *, every: bool = False) -> Sequence[Any]:
    statement = select(model).where(model.member_id == member_id).order_by(model.id)
    if not every:
        statement = statement.where(model.deleted_at.is_(None))
    if model is Attachment:
        statement = statement.options(defer(Attachment.content))
    return unit.session.scalars(statement).all()


def _settle_standing(
    unit: UnitOfWork, kept_id: int, merged_id: int, joined: tuple[str, str]
) -> None:
    """Where the membership stands from now on, when a period of one file has no end.

    Whoever left and was registered anew later came back on that day; otherwise the kept file
    says how it stands, and a duplicate that somebody closed closes nothing.
    """
    mine, theirs = joined
    came_back = False
    for row in _open_periods(unit, kept_id):
        if row.from_on < theirs > mine:
            row.to_on, came_back = _day_before(theirs), True
    for row in () if came_back else _open_periods(unit, merged_id):
        if row.from_on < mine:
            row.to_on = _day_before(mine)
        else:
            row.deleted_at, row.deleted_reason = unit.now, CLASH
    unit.session.flush()


def _open_periods(unit: UnitOfWork, member_id: int) -> list[Any]:
    return [row for row in _rows(unit, MembershipPeriod, member_id) if row.to_on is None]


def _day_before(day: str) -> str:
    return (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()


def _never(row: Any, mine: Sequence[Any]) -> bool:
    return False


def _same(*columns: str) -> Clash:
    """Whether the kept file has a row with the same values."""

    def clash(row: Any, mine: Sequence[Any]) -> bool:
        keys: set[Hashable] = {tuple(getattr(one, c) for c in columns) for one in mine}
        return tuple(getattr(row, c) for c in columns) in keys

    return clash


def _overlaps(*columns: str) -> Clash:
    """Whether the kept file has a row with the same values in the same days."""

    def clash(row: Any, mine: Sequence[Any]) -> bool:
        return any(
            all(getattr(row, c) == getattr(one, c) for c in columns)
            and (row.from_on or "") <= (one.to_on or FOREVER)
            and (one.from_on or "") <= (row.to_on or FOREVER)
            for one in mine
        )

    return clash


def _is_photo(row: Any, mine: Sequence[Any]) -> bool:
    return row.kind == "photo" and any(one.kind == "photo" for one in mine)


def _has_any(row: Any, mine: Sequence[Any]) -> bool:
    return bool(mine)


OWNED: tuple[tuple[Any, str, Clash], ...] = (
    (Attendance, "签到", lambda row, mine: _same("service_date")(row, mine)),
    (Meal, "就餐", lambda row, mine: _same("service_date", "slot")(row, mine)),
    (MemberCard, "卡", _never),
    (TerminalPin, "人脸机编号", _never),
    (Assessment, "能力评估", _never),
    (Consent, "同意书", _never),
    (Attachment, "附件", _is_photo),
    (MembershipPeriod, "会籍", _overlaps()),
    (MemberClass, "分类", _overlaps("code")),
    (HouseholdMember, "家庭", _has_any),
)
"""Model, its word, and when a row of the file that goes only repeats one of the other."""


def _move_contacts(unit: UnitOfWork, kept_id: int, merged_id: int) -> MoveCount:
    """The kept file's people are called first; somebody both name is kept once."""
    mine = _rows(unit, Contact, kept_id)
    known = {(one.name, one.phone) for one in mine}
    last = max((one.emergency_order or 0 for one in mine), default=0)
    theirs = _rows(unit, Contact, merged_id)
    clashes = 0
    for row in theirs:
        row.member_id = kept_id
        if (row.name, row.phone) in known and not row.guardian:
            row.deleted_at, row.deleted_reason = unit.now, CLASH
            clashes += 1
        elif row.emergency_order is not None:
            last += 1
            row.emergency_order = last
    linked = unit.session.scalars(select(Contact).where(Contact.linked_member_id == merged_id))
    for row in linked:
        row.linked_member_id = None if row.member_id == kept_id else kept_id
    for row in mine:
        if row.linked_member_id == kept_id:
            row.linked_member_id = None
    unit.session.flush()
    return MoveCount("联系人", len(theirs), clashes)


def _join_health(unit: UnitOfWork, kept_id: int, merged_id: int) -> MoveCount:
    """What must not be overlooked at the counter is never lost: both lists become one."""
    (mine,) = _rows(unit, HealthNote, kept_id, every=True) or (None,)
    (theirs,) = _rows(unit, HealthNote, merged_id) or (None,)
    if theirs is None:
        return MoveCount("健康提示", 0)
    if mine is None:
        theirs.member_id = kept_id
        return MoveCount("健康提示", 1)
    for key in LISTED:
        parts = [p for row in (mine, theirs) for p in (getattr(row, key) or "").split("、") if p]
        setattr(mine, key, "、".join(dict.fromkeys(parts)) or None)
    for key in TEXTS:
        parts = [p for p in (getattr(mine, key), getattr(theirs, key)) if p]
        setattr(mine, key, "；".join(dict.fromkeys(parts)) or None)
    if not any(getattr(mine, key) for key in DOCTOR):
        for key in DOCTOR:
            setattr(mine, key, getattr(theirs, key))
    theirs.deleted_at, theirs.deleted_reason = unit.now, CLASH
    return MoveCount("健康提示", 1, 1)
