"""The way back: what a gesture changed, row by row, kept so that it can be undone days later.

A merge or an import touches many tables. `watching` notes every recorded row that a transaction
adds or changes; `take_back` restores exactly those columns, or refuses when somebody changed
them since. Derived rows (search keys, mirrors) are the caller's.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import event, inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import defer

from app.core.errors import UserError
from app.db.base import Base, Recorded
from app.db.session import UnitOfWork
from app.models import AuditEvent
from app.services.base import chunks, pieces

Columns: TypeAlias = Mapping[str, tuple[Any, Any]]
Changes: TypeAlias = Mapping[str, Mapping[str, Columns | None]]
"""Table → uid → column → (before, after); None for a row that was new. Plain JSON."""

STAMPS = frozenset({"id", "uid", "version", "created_at", "updated_at"})
WORDS = {
    "member": "档案", "attendance": "签到", "meal": "就餐", "member_card": "卡",
    "member_code": "会员卡",
    "terminal_pin": "人脸机编号", "assessment": "能力评估", "consent": "同意书",
    "contact": "联系人", "member_class": "分类", "health_note": "健康提示",
    "membership_period": "会籍", "attachment": "附件", "document": "打印件",
    "household_member": "家庭", "household": "家庭", "work_item": "待办",
}  # fmt: skip
"""Table → the word for its rows in a sentence."""


class Journal:
    """The rows that changed while it watched."""

    def __init__(self) -> None:
        self._new: dict[int, Recorded] = {}
        self._changed: dict[int, tuple[Recorded, dict[str, Any]]] = {}
        self._inserted: dict[str, list[str]] = {}

    def note(self, session: Any) -> None:
        """Look at what the session is about to flush; the first value of a column is kept."""
        for obj in session.new:
            if isinstance(obj, Recorded):
                self._new[id(obj)] = obj
        for obj in session.dirty:
            if not isinstance(obj, Recorded) or id(obj) in self._new:
                continue
            _, before = self._changed.setdefault(id(obj), (obj, {}))
            state = inspect(obj)
            for attr in state.mapper.column_attrs:
                history = state.attrs[attr.key].history
                if attr.key not in STAMPS and history.has_changes():
                    before.setdefault(attr.key, history.deleted[0] if history.deleted else None)

    def inserted(self, table: str, uids: Iterable[str]) -> None:
        """Rows of ``table`` that came in bulk, which a session does not see."""
        self._inserted.setdefault(table, []).extend(uids)

    def changes(self) -> dict[str, dict[str, Columns | None]]:
        """What changed, by table and uid."""
        found: dict[str, dict[str, Columns | None]] = {}
        for table, uids in self._inserted.items():
            found.setdefault(table, {}).update(dict.fromkeys(uids))
        for new in self._new.values():
            found.setdefault(new.__tablename__, {})[new.uid] = None
        for obj, before in self._changed.values():
            columns = {
                key: (old, getattr(obj, key))
                for key, old in before.items()
                if old != getattr(obj, key)
            }
            if columns:
                found.setdefault(obj.__tablename__, {})[obj.uid] = columns
        return found


@contextmanager
def watching(unit: UnitOfWork) -> Iterator[Journal]:
    """Note every recorded row that is added or changed inside the block."""
    journal = Journal()

    def note(session: Any, *_: Any) -> None:
        journal.note(session)

    unit.session.flush()
    event.listen(unit.session, "before_flush", note)
    try:
        yield journal
        unit.session.flush()
    finally:
        event.remove(unit.session, "before_flush", note)


def changed_since(
    unit: UnitOfWork, changes: Changes, mirrors: Mapping[str, Collection[str]] | None = None
) -> Counter[str]:
    """Table → rows of ``changes`` that no longer say what the gesture left them saying.

    ``mirrors``: table → columns that follow from other rows and are left out.
    """
    found: Counter[str] = Counter()
    for table, rows in changes.items():
        derived = (mirrors or {}).get(table, ())
        objects = _load(unit, table, rows)
        new = [
            uid for uid, columns in rows.items()
            if columns is None and uid in objects and _touched(objects[uid])
        ]  # fmt: skip
        moved = moved_on(unit, new, derived)
        for uid, columns in rows.items():
            obj = objects.get(uid)
            if obj is None or uid in moved or _differs(obj, columns, derived):
                found[table] += 1
    return found


def moved_on(
    unit: UnitOfWork, uids: Sequence[str], derived: Collection[str] = ()
) -> frozenset[str]:
    """Of rows that were changed after they had been new, those that say something else by now,
    all changes taken together: a later merge that was undone leaves them as they were.

    ``derived``: columns that follow from other rows and say nothing of their own.
    """
    first: dict[str, dict[str, Any]] = {}
    last: dict[str, dict[str, Any]] = {}
    for part in pieces(uids):
        events = (
            select(AuditEvent.entity_uid, AuditEvent.changes)
            .where(AuditEvent.entity_uid.in_(part), AuditEvent.action == "update")
            .order_by(AuditEvent.id)
        )
        for uid, text in unit.session.execute(events):
            before, after = first.setdefault(uid, {}), last.setdefault(uid, {})
            for key, (old, new) in json.loads(text).items():
                if key not in derived:
                    before.setdefault(key, old)
                    after[key] = new
    # What was changed without a word in the audit was changed all the same.
    return frozenset(uid for uid in uids if uid not in first or first[uid] != last[uid])


def take_back(
    unit: UnitOfWork,
    changes: Changes,
    reason: str,
    mirrors: Mapping[str, Collection[str]] | None = None,
) -> None:
    """Restore what ``changes`` say was before; rows that were new become tombstones.

    Raises `UserError` ``changed_meanwhile`` that names what was changed since, ``taken`` when a
    number has gone to somebody else.
    """
    since = changed_since(unit, changes, mirrors)
    if since:
        raise UserError("changed_meanwhile", f"{counted_words(since)}后来又改过，不能再撤销。")
    loaded = {table: _load(unit, table, rows) for table, rows in changes.items()}
    try:
        # New rows go first, revived ones come last: a number is free before it is given again.
        for phase in range(3):
            for table, rows in changes.items():
                for uid, columns in rows.items():
                    if _phase(columns) == phase:
                        _restore(loaded[table][uid], columns, unit.now, reason)
            unit.session.flush()
    except IntegrityError as problem:
        raise UserError(
            "taken", "原来的证件号、卡号或编号后来给了别人，不能再撤销。请先核对。"
        ) from problem


def counted_words(counts: Mapping[str, int]) -> str:
    """``档案 1 份、签到 3 条`` from table → number; a word that two tables share once."""
    merged: Counter[str] = Counter()
    for table, number in counts.items():
        merged[WORDS.get(table, table)] += number
    return "、".join(f"{word} {number} 条" for word, number in merged.items() if number)


def _phase(columns: Columns | None) -> int:
    if columns is None:
        return 0
    return 2 if "deleted_at" in columns else 1


def _restore(obj: Any, columns: Columns | None, now: str, reason: str) -> None:
    if columns is None:
        if obj.deleted_at is None:
            obj.deleted_at, obj.deleted_reason = now, reason
        return
    for key, (before, _) in columns.items():
        if getattr(obj, key) != before:
            setattr(obj, key, before)


def _touched(obj: Any) -> bool:
    """Whether a row that was new is still there and was changed since."""
    return obj.deleted_at is None and obj.version > 1


def _differs(obj: Any, columns: Columns | None, derived: Collection[str]) -> bool:
    """Whether a row that was there before says something else than the gesture left."""
    return any(
        getattr(obj, key) != after
        for key, (_, after) in (columns or {}).items()
        if key not in derived
    )


def _load(unit: UnitOfWork, table: str, uids: Collection[str]) -> dict[str, Any]:
    """Mapped rows by uid, without the bytes of scans and prints."""
    model = _models()[table]
    bytes_left_out = [defer(getattr(model, key)) for key in model.__hidden__ & {"pdf", "content"}]
    found = {}
    for part in chunks(list(uids)):  # type: ignore[arg-type]
        statement = select(model).where(model.uid.in_(part)).options(*bytes_left_out)
        found.update({obj.uid: obj for obj in unit.session.scalars(statement)})
    return found


@cache
def _models() -> dict[str, Any]:
    return {
        mapper.class_.__tablename__: mapper.class_
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Recorded)
    }
