"""The recorder: writes the audit row and the outbox row of every change, in its transaction.

It listens to the session, so no service can forget it; bulk work goes through
`Recorder.bulk_insert`. A Core or bulk statement that would change a recorded table behind its
back is refused.

The audit is a hash chain. The hash of event *n* covers the hash of event *n-1*, the event's own
fields and the digest of its changes; ``row_hash`` is the digest of the whole row after the
change, so that a row altered outside the product no longer matches its last event.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, Protocol

from sqlalchemy import Connection, event, inspect
from sqlalchemy.orm import ORMExecuteState, Session

from app.core.canonical import canonical, digest
from app.core.clock import Clock, utc_text
from app.core.ids import uid7, uid7s
from app.db.base import Base, Recorded
from app.db.bulk import insert_rows
from app.db.stored import settle, settle_rows

GENESIS = "0" * 64
NO_CHANGES = "{}"
"""Of a new row: the row itself holds its values, and every later change keeps old and new."""
NO_CHANGES_DIGEST = digest(NO_CHANGES.encode())
AUDIT_INSERT = (
    "INSERT INTO audit_event (id, at, actor_uid, actor_name, action, entity, entity_uid,"
    " row_hash, changes, reason, prev_hash, hash)"
)
HEAD_UPSERT = (
    "INSERT INTO audit_head (id, event_id, hash) VALUES (1,?,?)"
    " ON CONFLICT (id) DO UPDATE SET event_id = excluded.event_id, hash = excluded.hash"
)
OUTBOX_INSERT = "INSERT INTO outbox (entity, entity_uid, version, at)"


class Author(Protocol):
    """Who makes a change."""

    @property
    def uid(self) -> str:
        """Account uid, or a name in angle brackets for the product itself."""
        ...

    @property
    def name(self) -> str:
        """Display name at the time of the change."""
        ...


def event_hash(prev_hash: str, fields: Sequence[Any], changes: str) -> str:
    """Hash of one audit event.

    ``fields``: id, at, actor_uid, actor_name, action, entity, entity_uid, row_hash, reason.
    """
    changed = NO_CHANGES_DIGEST if changes == NO_CHANGES else digest(changes.encode())
    return digest(canonical([prev_hash, *fields, changed]))


def row_values(obj: Recorded) -> dict[str, Any]:
    """Column values of ``obj`` without the local key and without empty ones."""
    model: Any = type(obj)
    pairs = ((key, getattr(obj, key)) for key in recorded_columns(model))
    return {key: value for key, value in pairs if value is not None}


@cache
def recorded_columns(model: Any) -> tuple[str, ...]:
    """Columns of the recorded ``model`` that the audit covers, in table order."""
    hidden = model.__hidden__ | {"id"}
    return tuple(a.key for a in inspect(model).column_attrs if a.key not in hidden)


class Recorder:
    """Collects the changes of one transaction and writes their audit and outbox rows.

    Attributes:
        touched: names of the tables changed so far.
        at_work: whether a flush or the recorder itself is writing; nobody else may.
    """

    def __init__(
        self, session: Session, author: Author, clock: Clock, reason: str, head: tuple[int, str]
    ) -> None:
        self.session = session
        self.author = author
        self.now = utc_text(clock.now())
        self.reason = reason
        self.head = head
        self.touched: set[str] = set()
        self.at_work = False
        self._pending: list[tuple[str, Recorded, dict[str, list[Any]] | None]] = []

    # -- called by the session's events -------------------------------------------------

    def before_flush(self) -> None:
        """Stamp identity, version and times; remember what the flush will change."""
        for obj in self.session.deleted:
            if isinstance(obj, Recorded):
                raise RuntimeError("recorded rows are tombstoned, never deleted")
        for obj in self.session.new:
            if isinstance(obj, Recorded):
                _settle(obj)
                self._stamp_new(obj)
                self._pending.append(("insert", obj, None))
        for obj in self.session.dirty:
            if not isinstance(obj, Recorded):
                continue
            _settle(obj)
            if self.session.is_modified(obj):
                self._pending.append(("update", obj, self._stamp_changed(obj)))
        self.at_work = True

    def after_flush(self) -> None:
        """Write the audit and outbox rows for what was flushed."""
        self.at_work = False
        pending, self._pending = self._pending, []
        if not pending:
            return
        audit, outbox = [], []
        for action, obj, before in pending:
            values = row_values(obj)
            row_text = canonical(values)
            changes = NO_CHANGES if before is None else canonical(before).decode()
            audit.append((action, obj.__tablename__, obj.uid, digest(row_text), changes))
            if obj.__sync__:
                outbox.append((obj.__sync__, obj.uid, obj.version, self.now))
            self.touched.add(obj.__tablename__)
        self._write(audit, outbox)

    # -- called by services --------------------------------------------------------------

    def note(self, action: str, entity: str, entity_uid: str, details: Mapping[str, Any]) -> None:
        """Record an event that changes no row: a print, an export, a look at a full number."""
        self._write([(action, entity, entity_uid, "", canonical(dict(details)).decode())], [])

    def bulk_insert(self, model: type[Base], rows: Iterable[Mapping[str, Any]]) -> list[str]:
        """Insert many new rows of a recorded ``model`` with Core speed; returns their uids.

        Rows hold column values without uid, version and times; an explicit ``uid`` or ``id`` is
        kept.
        """
        if not issubclass(model, Recorded):
            raise TypeError("bulk_insert is for recorded entities")
        fulls = self._full_rows(model, list(rows))
        if not fulls:
            return []
        table = model.__tablename__
        # What no row fills is left to the table: nothing is bound to it ten thousand times.
        names = [name for name in fulls[0] if any(full[name] is not None for full in fulls)]
        settle_rows(model, names, fulls)
        uids = [full["uid"] for full in fulls]
        self._insert(
            f"INSERT INTO {table} ({','.join(names)})", list(map(itemgetter(*names), fulls))
        )
        self.touched.add(table)
        unseen = [name for name in fulls[0] if name not in recorded_columns(model)]
        audit = []
        for uid, full in zip(uids, fulls, strict=True):
            for name in unseen:
                del full[name]
            present = {key: value for key, value in full.items() if value is not None}
            audit.append(("insert", table, uid, digest(canonical(present)), NO_CHANGES))
        sync = model.__sync__
        self._write(audit, [(sync, uid, 1, self.now) for uid in uids] if sync else [])
        return uids

    def bulk_bury(self, model: type[Base], ids: Sequence[int], reason: str) -> int:
        """Make the living rows of a recorded ``model`` with these local keys tombstones, with Core
        speed; returns how many. Audit and outbox are those of an object changed one by one.
        """
        if not issubclass(model, Recorded):
            raise TypeError("bulk_bury is for recorded entities")
        self.session.flush()
        table, sync = model.__tablename__, model.__sync__
        columns = ("id", *recorded_columns(model))
        end = {"deleted_at": self.now, "deleted_reason": reason, "updated_at": self.now}
        changes = canonical({key: [None, end[key]] for key in ("deleted_at", "deleted_reason")})
        audit, outbox = [], []
        for part in _parts(ids):
            where = f"WHERE id IN ({','.join('?' * len(part))}) AND deleted_at IS NULL"
            select = f"SELECT {','.join(columns)} FROM {table} {where} ORDER BY id"  # noqa: S608
            for row in self._connection().exec_driver_sql(select, part).all():
                full = dict(zip(columns[1:], row[1:], strict=True)) | end
                full["version"] += 1
                present = {key: value for key, value in full.items() if value is not None}
                row_hash = digest(canonical(present))
                audit.append(("update", table, full["uid"], row_hash, changes.decode()))
                outbox.append((sync or "", full["uid"], full["version"], self.now))
            update = (
                f"UPDATE {table} SET deleted_at = ?, deleted_reason = ?, updated_at = ?,"  # noqa: S608
                f" version = version + 1 {where}"
            )
            with self._working():
                self._connection().exec_driver_sql(update, (*end.values(), *part))
        if audit:
            self.touched.add(table)
            self._forget(model)
            self._write(audit, outbox if sync else [])
        return len(audit)

    # -- inside --------------------------------------------------------------------------

    def _forget(self, model: type[Base]) -> None:
        """Let objects of ``model`` that the session holds be read anew."""
        for obj in self.session.identity_map.values():
            if isinstance(obj, model):
                self.session.expire(obj)

    def _full_rows(self, model: Any, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """``rows`` with identity, version, times and defaults, all with the same columns."""
        stamps = {
            **column_defaults(model), "version": 1, "created_at": self.now, "updated_at": self.now
        }  # fmt: skip
        used = {"uid"}.union(stamps, *rows)
        known = {attr.key for attr in inspect(model).column_attrs}
        if not used <= known:
            raise ValueError(f"no column of {model.__tablename__}: {sorted(used - known)}")
        # In the order of the canonical text, so that there is nothing left to sort in it.
        start = {**dict.fromkeys(sorted(used)), **stamps}
        fresh = iter(uid7s(sum(not row.get("uid") for row in rows)))
        return [{**start, **row, "uid": row.get("uid") or next(fresh)} for row in rows]

    def _stamp_new(self, obj: Recorded) -> None:
        obj.uid = obj.uid or uid7()
        obj.version = 1
        obj.created_at = obj.updated_at = self.now

    def _stamp_changed(self, obj: Recorded) -> dict[str, list[Any]]:
        state = inspect(obj)
        before = {}
        for attr in state.mapper.column_attrs:
            history = state.attrs[attr.key].history
            if history.has_changes() and attr.key not in obj.__hidden__:
                old = history.deleted[0] if history.deleted else None
                before[attr.key] = [old, getattr(obj, attr.key)]
        obj.version += 1
        obj.updated_at = self.now
        return before

    def _connection(self) -> Connection:
        return self.session.connection()

    def _insert(self, into: str, rows: Sequence[tuple[Any, ...]]) -> None:
        with self._working():
            insert_rows(self._connection(), into, rows)

    @contextmanager
    def _working(self) -> Iterator[None]:
        before, self.at_work = self.at_work, True
        try:
            yield
        finally:
            self.at_work = before

    def _write(
        self,
        audit: list[tuple[str, str, str, str, str]],
        outbox: list[tuple[str, str, int, str]],
    ) -> None:
        number, prev = self.head
        now, uid, name, reason = self.now, self.author.uid, self.author.name, self.reason
        rows = []
        for action, entity, entity_uid, row_hash, changes in audit:
            number += 1
            fields = (number, now, uid, name, action, entity, entity_uid, row_hash)
            this = event_hash(prev, (*fields, reason), changes)
            rows.append((*fields, changes, reason, prev, this))
            prev = this
        self._insert(AUDIT_INSERT, rows)
        with self._working():
            self._connection().exec_driver_sql(HEAD_UPSERT, (number, prev))
        self._insert(OUTBOX_INSERT, outbox)
        self.head = (number, prev)


def _parts(ids: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """``ids`` in portions that one statement takes."""
    for start in range(0, len(ids), 1_000):
        yield tuple(ids[start : start + 1_000])


class RecordedSession(Session):
    """A session whose recorder sits in ``info["recorder"]``."""


def _settle(obj: Recorded) -> None:
    """Let ``obj`` hold what the file will say, before it is hashed."""
    model: Any = type(obj)
    settle(obj, recorded_columns(model))


@lru_cache(maxsize=64)
def column_defaults(model: type[Base]) -> dict[str, Any]:
    """Scalar defaults of ``model``'s columns."""
    columns = model.__table__.columns
    return {c.key: c.default.arg for c in columns if c.default is not None and c.default.is_scalar}


def recorder_of(session: Session) -> Recorder:
    """The recorder of ``session``."""
    found: Recorder = session.info["recorder"]
    return found


@event.listens_for(RecordedSession, "before_flush")
def _before_flush(session: Session, *_: Any) -> None:
    recorder_of(session).before_flush()


@event.listens_for(RecordedSession, "after_flush")
def _after_flush(session: Session, *_: Any) -> None:
    recorder_of(session).after_flush()


@event.listens_for(RecordedSession, "do_orm_execute")
def _refuse_hidden_changes(state: ORMExecuteState) -> None:
    if state.is_select:
        return
    table = getattr(state.statement, "table", None)
    if table is not None and table.name in recorded_tables():
        raise RuntimeError(f"{table.name} is recorded: change it through the unit of work")


def recorded_tables() -> frozenset[str]:
    """Names of all tables whose changes are recorded, and of the records themselves."""
    recorded = {
        mapper.class_.__tablename__
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Recorded)
    }
    return frozenset(recorded | {"audit_event", "audit_head", "outbox"})


CHANGING = re.compile(
    r"\b(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)"
    r"\s+[\"`\[]?(\w+)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def changed_table(statement: str) -> str:
    """The recorded table that an SQL text would change; ``""`` when there is none."""
    if statement.lstrip()[:6].upper() in ("SELECT", "PRAGMA"):
        return ""
    named = (found[1].lower() for found in CHANGING.finditer(statement))
    return next((table for table in named if table in recorded_tables()), "")
