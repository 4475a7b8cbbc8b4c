"""The rows of the file that goes: they change hands, and none is lost.

Where both files have the same thing (attendance of one day, a class, a place in a household), the
kept file's row stands and the other becomes a tombstone with the reason, so that undoing the
merge brings it back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, or_, select
from sqlalchemy.orm import defer

from app.db.session import UnitOfWork
from app.models import (
    Assessment,
    Attachment,
    Attendance,
    Consent,
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
from app.services.merging.beside import CLASSES, chosen_health, has_ended
from app.services.merging.houses import HOUSEHOLD, headed, keep_heads
from app.services.merging.people import count_contacts, move_contacts, plain_contacts
from app.services.merging.sheets import cards_of, join_sheets, repeats_sheet, return_cards
from app.services.merging.standing import STANDING, count_periods, file_of, move_periods, settled
from app.services.merging.types import CLASH, FOREVER, KEPT, MERGED, MoveCount

CHOSEN = "合并：采用了另一份档案的"
HISTORY = (Attendance, Meal)
"""Of these also what was taken back moves, so that a terminal does not enter it again."""

Clash = Callable[[Any, Sequence[Any]], bool]


def move_rows(
    unit: UnitOfWork,
    kept: Member,
    merged: Member,
    joined: str,
    choices: Mapping[str, str],
    today: dt.date,
) -> tuple[tuple[MoveCount, ...], tuple[str, ...]]:
    """Give every row of ``merged`` to ``kept``, in the open transaction.

    ``joined``: the kept file's own day of joining, ``""`` when there is none; ``choices``: of the
    fields of `merging.beside`. Returns what moved, and in words what happened beside it.
    """
    ids = (kept.id, merged.id)
    sheets = [_rows(unit, Consent, one) for one in ids]
    houses = headed(unit, ids)
    said = return_cards(unit, cards_of(unit, kept.id), cards_of(unit, merged.id), choices, today)
    _give_way(unit, kept.id, choices, today)
    moves = [
        _move(unit, model, word, kept.id, merged.id, _chosen(model, clash, choices, today))
        for model, word, clash in OWNED
    ]
    moves.insert(PERIODS_AT, _move_standing(unit, ids, (joined, merged.joined_on), choices, today))
    join_sheets(unit, sheets[0], sheets[1])
    said += keep_heads(unit, kept.id, houses)
    moves.append(move_contacts(unit, kept.id, merged.id, choices))
    moves.append(_join_health(unit, kept.id, merged.id, choices))
    papers = unit.session.scalars(
        select(Document).where(Document.member_uid == merged.uid).options(defer(Document.pdf))
    ).all()
    for paper in papers:
        paper.member_uid = kept.uid
    moves.append(MoveCount(PAPERS, len(papers)))
    unit.session.flush()
    return tuple(one for one in moves if one.rows), tuple(said)


def count_moves(
    connection: Connection, kept: Any, merged: Any, today: dt.date
) -> tuple[MoveCount, ...]:
    """What `move_rows` would give from one file to the other, as far as nobody chooses."""
    moves = []
    for model, word, clash in OWNED:
        mine, theirs = (_plain(connection, model, row.id) for row in (kept, merged))
        moves.append(MoveCount(word, len(theirs), sum(clash(row, mine) for row in theirs)))
    periods = [_plain(connection, MembershipPeriod, row.id) for row in (kept, merged)]
    one, other = (file_of(r, f.joined_on) for r, f in zip(periods, (kept, merged), strict=True))
    fates = settled(one, other, "", today.isoformat())
    moves.insert(PERIODS_AT, count_periods(periods[1], fates))
    moves.append(count_contacts(*(plain_contacts(connection, row.id) for row in (kept, merged))))
    notes = _plain(connection, HealthNote, merged.id)
    moves.append(MoveCount(NOTES, len(notes)))
    papers = select(func.count()).where(
        Document.member_uid == merged.uid, Document.deleted_at.is_(None)
    )
    moves.append(MoveCount(PAPERS, connection.execute(papers).scalar_one()))
    return tuple(one for one in moves if one.rows)


def _plain(connection: Connection, model: Any, member_id: int) -> Sequence[Any]:
    """The living rows of one member as they are read, without the bytes of scans."""
    columns = [column for column in model.__table__.c if column.key != "content"]
    return connection.execute(
        select(*columns)
        .where(model.member_id == member_id, model.deleted_at.is_(None))
        .order_by(model.id)
    ).all()


def close_questions(unit: UnitOfWork, merged_uid: str, now: str) -> None:
    """Open work items about the file that goes have no subject any more."""
    items = select(WorkItem).where(
        or_(WorkItem.subject == merged_uid, WorkItem.subject.startswith(f"{merged_uid} ")),
        WorkItem.closed_at.is_(None),
        WorkItem.deleted_at.is_(None),
    )
    for item in unit.session.scalars(items):
        item.closed_at, item.resolution = now, "档案已合并"


def _give_way(unit: UnitOfWork, kept_id: int, choices: Mapping[str, str], today: dt.date) -> None:
    """What of the kept file stands back, because a person chose the other's instead."""
    for model, key in CHOOSABLE.items():
        for row in _rows(unit, model, kept_id) if choices.get(key) == MERGED else ():
            if model is not MemberClass or not has_ended(row, today):
                row.deleted_at, row.deleted_reason = unit.now, CHOSEN
    unit.session.flush()


def _chosen(model: Any, clash: Clash, choices: Mapping[str, str], today: dt.date) -> Clash:
    """``clash``, and what a person decided against."""
    if choices.get(CHOOSABLE.get(model, "")) != KEPT:
        return clash
    return lambda row, mine: (
        clash(row, mine) or model is not MemberClass or not has_ended(row, today)
    )


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


def _move_standing(
    unit: UnitOfWork,
    ids: tuple[int, int],
    joined: tuple[str | None, str | None],
    choices: Mapping[str, str],
    today: dt.date,
) -> MoveCount:
    mine, theirs = (_rows(unit, MembershipPeriod, one) for one in ids)
    one, other = (file_of(rows, day) for rows, day in zip((mine, theirs), joined, strict=True))
    fates = settled(one, other, choices.get(STANDING, ""), today.isoformat())
    return move_periods(unit, [*mine, *theirs], theirs, ids[0], fates)


def _rows(unit: UnitOfWork, model: Any, member_id: int, *, every: bool = False) -> Sequence[Any]:
    statement = select(model).where(model.member_id == member_id).order_by(model.id)
    if not every:
        statement = statement.where(model.deleted_at.is_(None))
    if model is Attachment:
        statement = statement.options(defer(Attachment.content))
    return unit.session.scalars(statement).all()


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
    (Consent, "同意书", repeats_sheet),
    (Attachment, "附件", _is_photo),
    (MemberClass, "分类", _overlaps("code")),
    (HouseholdMember, "家庭", _has_any),
)
"""Model, its word, and when a row of the file that goes only repeats one of the other."""


PERIODS_AT = len(OWNED) - 2
"""Where the membership is counted among the others."""
CHOOSABLE = {MemberClass: CLASSES, HouseholdMember: HOUSEHOLD}
"""Model → the field by which a person chooses whose rows stand."""
NOTES, PAPERS = "健康提示", "打印件"


def _join_health(
    unit: UnitOfWork, kept_id: int, merged_id: int, choices: Mapping[str, str]
) -> MoveCount:
    """What must not be overlooked at the counter is never lost: both notes become one."""
    mine: Any
    theirs: Any
    (mine,) = _rows(unit, HealthNote, kept_id, every=True) or (None,)
    (theirs,) = _rows(unit, HealthNote, merged_id) or (None,)
    living = mine if mine is not None and mine.deleted_at is None else None
    if living is None and theirs is None:
        return MoveCount(NOTES, 0)
    values = chosen_health(living, theirs, choices)
    row = mine if mine is not None else theirs
    if theirs is not None and row is not theirs:
        theirs.deleted_at, theirs.deleted_reason = unit.now, CLASH
    # There is one row a member, so that one that was taken back is used again.
    row.member_id, row.deleted_at, row.deleted_reason = kept_id, None, None
    for column, value in values.items():
        if getattr(row, column) != value:
            setattr(row, column, value)
    return MoveCount(NOTES, int(theirs is not None))
