"""Classes inside an open transaction: rows that follow the words of a file, and their mirror."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from app.db.session import UnitOfWork
from app.models import Member, MemberClass
from app.services.codes import Code, merged_table

BETWEEN = "、"
TABLE = "classes"
FALLBACK_AXIS = "identity"
"""Of a word that is in no table any more; nothing that was written down is dropped."""


def class_table(unit: UnitOfWork) -> tuple[Code, ...]:
    """The table ``classes`` as the centre has it, in order, hidden entries too."""
    return merged_table(unit.session.connection(), TABLE)


def codes_of(words: str | None, table: Sequence[Code]) -> tuple[list[str], list[str]]:
    """Codes meant by ``独居、高龄`` in the order of ``table``, and the words that are in none.

    A word may be the name of an entry or its code: files of earlier releases hold codes.
    """
    given = [word for word in (words or "").split(BETWEEN) if word]
    by_code = {entry.code: entry.code for entry in table}
    by_word = by_code | {entry.name: entry.code for entry in table}
    known = {by_word[word] for word in given if word in by_word}
    return (
        [entry.code for entry in table if entry.code in known],
        [word for word in given if word not in by_word],
    )


def words_of(codes: Collection[str], table: Sequence[Code]) -> str | None:
    """The mirror ``member.categories`` of ``codes``: names in the order of ``table``, then words
    of older files that no table has."""
    known = {entry.code for entry in table}
    words = [entry.name for entry in table if entry.code in codes]
    return BETWEEN.join([*words, *sorted(set(codes) - known)]) or None


def in_force(row: Any, on: dt.date) -> bool:
    """Whether ``row`` (mapped or read) holds on that day; ``to_on`` is its last one."""
    day = on.isoformat()
    return (row.from_on or "") <= day and (row.to_on is None or row.to_on >= day)


def rows_of(unit: UnitOfWork, member_id: int) -> Sequence[MemberClass]:
    """All rows of one member that were not removed."""
    return unit.session.scalars(
        select(MemberClass)
        .where(MemberClass.member_id == member_id, MemberClass.deleted_at.is_(None))
        .order_by(MemberClass.id)
    ).all()


def axis_of(code: str, table: Iterable[Code]) -> str:
    """The axis that ``code`` stands on."""
    axes = {entry.code: entry.group for entry in table}
    return axes.get(code) or FALLBACK_AXIS


def follow(
    unit: UnitOfWork, member_id: int, codes: Collection[str], table: Sequence[Code], on: dt.date
) -> None:
    """Open and close rows so that exactly ``codes`` hold on the day ``on``.

    A value that goes held until the day before; one that came and goes on the same day never
    held and is taken back. One that comes holds until it was to begin anyway.
    """
    rows = rows_of(unit, member_id)
    now = [row for row in rows if in_force(row, on)]
    for row in now:
        if row.code in codes:
            continue
        if row.from_on is not None and row.from_on >= on.isoformat():
            row.deleted_at, row.deleted_reason = unit.now, "当日撤回"
        else:
            row.to_on = (on - dt.timedelta(days=1)).isoformat()
    held = {row.code for row in now}
    for code in codes:
        if code not in held:
            row = new_row(member_id, code, table, on.isoformat())
            row.to_on = _day_before([r.from_on for r in rows if r.code == code], on)
            unit.session.add(row)


def _day_before(beginnings: Iterable[str | None], on: dt.date) -> str | None:
    """The last day before the next of ``beginnings`` after ``on``; None without one."""
    coming = [day for day in beginnings if day is not None and day > on.isoformat()]
    if not coming:
        return None
    return (dt.date.fromisoformat(min(coming)) - dt.timedelta(days=1)).isoformat()


def new_row(member_id: int, code: str, table: Sequence[Code], from_on: str | None) -> MemberClass:
    """A class given to somebody since ``from_on``."""
    return MemberClass(member_id=member_id, axis=axis_of(code, table), code=code, from_on=from_on)


def mirror(unit: UnitOfWork, member: Member, table: Sequence[Code], on: dt.date) -> None:
    """Write what holds on ``on`` to ``member.categories``, if that changes anything."""
    codes = {row.code for row in rows_of(unit, member.id) if in_force(row, on)}
    words = words_of(codes, table)
    if member.categories != words:
        member.categories = words


def bulk_rows(
    member_id: int, codes: Iterable[str], axes: Mapping[str, str]
) -> list[dict[str, object]]:
    """Rows for `Recorder.bulk_insert`; since when is not known."""
    return [
        {"member_id": member_id, "axis": axes.get(code) or FALLBACK_AXIS, "code": code}
        for code in codes
    ]


class GivenClasses:
    """The words of ``categories`` in a command: normalised, judged, then kept as rows.

    ``member_id``: whose file it is; a word that no table has stays where it was written before.
    """

    def __init__(
        self, unit: UnitOfWork, clean: dict[str, Any], faults: dict[str, str], member_id: int = 0
    ) -> None:
        self._unit, self._given = unit, "categories" in clean
        if not self._given:
            return
        self._table = class_table(unit)
        self._codes, unknown = codes_of(clean["categories"], self._table)
        has = {row.code for row in rows_of(unit, member_id)} if unknown and member_id else set()
        self._codes += [word for word in unknown if word in has]
        unknown = [word for word in unknown if word not in has]
        clean["categories"] = words_of(self._codes, self._table)
        if unknown:
            listed = BETWEEN.join(unknown)
            faults["categories"] = f"代码表里没有“{listed}”，请重新选择，或者先在设置里增加。"

    def follow(self, member_id: int, on: dt.date) -> None:
        """Let the rows of the member hold exactly these classes from ``on``."""
        if self._given:
            follow(self._unit, member_id, self._codes, self._table, on)
