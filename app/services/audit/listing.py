"""The events as a list: ids first, filtered in SQL, each with whom it is about."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    func,
    literal,
    or_,
    select,
    union_all,
)

from app.core.clock import SHANGHAI, local, utc_text
from app.core.masking import mask_within
from app.core.names import typed_text
from app.models import AuditEvent, Document, Member, User
from app.services.accounts import SIGNING_IN
from app.services.audit.checking import recorded_models
from app.services.base import pieces
from app.services.paper_names import plain_reason
from app.services.rights import SYSTEM

PRODUCT = ((SYSTEM.uid, SYSTEM.name), ("<command-line>", "命令行"))
"""Who acts besides the accounts (`app.wiring` names the second)."""
FILES = frozenset({"import", "export"})
"""Actions whose entity uid is a file's name."""


@dataclass(frozen=True)
class AuditQuery:
    """Which events.

    Attributes:
        text: in the name of who acted, in the reason, or name or number of the member it is about.
        since, until: local dates, both inclusive.
        action: as stored, such as ``sign_in``; account: uid of who acted.
        sort: id, at, actor_name, action or entity; the newest first without one.
    """

    text: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    action: str = ""
    account: str = ""
    sort: str = ""
    descending: bool = False

    @property
    def everything(self) -> bool:
        """Whether no condition is set."""
        return not (self.text or self.since or self.until or self.action or self.account)


@dataclass(frozen=True)
class AuditRow:
    """One event as the log page shows it; ``at`` UTC text.

    ``subject``: whom or what it is about, such as ``王秀英（000123）``, an account, a document's
    number, a file; empty where that is no longer known. Identity and phone numbers that stand in
    the reason or in a file's name are masked.
    """

    id: int
    at: str
    actor_name: str
    action: str
    entity: str
    entity_uid: str
    reason: str
    fields: tuple[str, ...]
    subject: str = ""


@dataclass(frozen=True)
class AuditChoices:
    """What can be filtered by: accounts as (uid, name); the local date of the first event."""

    accounts: tuple[tuple[str, str], ...]
    first: dt.date | None


def event_ids(connection: Connection, query: AuditQuery) -> Sequence[int]:
    """Numbers of the events that ``query`` finds, in its order.

    Without conditions that is every number from the first to the last, also of an event that
    somebody removed: events are numbered without gaps, and a gap shall be seen.
    """
    by_number = query.sort in ("", "id")
    newest_first = query.descending if query.sort else True
    if query.everything and by_number:
        last = connection.execute(select(func.max(AuditEvent.id))).scalar() or 0
        return range(last, 0, -1) if newest_first else range(1, last + 1)
    found = connection.execute(_ordered(select(AuditEvent.id).where(*_conditions(query)), query))
    return found.scalars().all()


def event_rows(connection: Connection, ids: Sequence[int]) -> list[AuditRow]:
    """The events ``ids`` in that order; one that is not there is left out."""
    found: dict[int, Any] = {}
    for part in pieces([str(one) for one in ids]):
        statement = select(AuditEvent.__table__).where(AuditEvent.id.in_([int(p) for p in part]))
        found.update((row.id, row) for row in connection.execute(statement))
    subjects = _subjects(connection, list(found.values()))
    return [
        AuditRow(
            r.id, r.at, r.actor_name, r.action, r.entity, r.entity_uid,
            mask_within(plain_reason(r.reason)), tuple(json.loads(r.changes)),
            subjects.get((r.entity, r.entity_uid), _file_of(r)),
        )
        for r in (found[one] for one in ids if one in found)
    ]  # fmt: skip


def _file_of(event: Any) -> str:
    return mask_within(event.entity_uid) if event.action in FILES else ""


def event_choices(connection: Connection) -> AuditChoices:
    """Every account there is or was, then the product itself."""
    accounts = connection.execute(select(User.uid, User.display_name).order_by(User.id))
    first = connection.execute(select(AuditEvent.at).order_by(AuditEvent.id).limit(1)).scalar()
    moment = dt.datetime.fromisoformat(first.replace("Z", "+00:00")) if first else None
    return AuditChoices(
        (*((row.uid, row.display_name) for row in accounts), *PRODUCT),
        local(moment).date() if moment else None,
    )


def _ordered(statement: Select[Any], query: AuditQuery) -> Select[Any]:
    columns: dict[str, Any] = {
        "at": AuditEvent.at, "actor_name": AuditEvent.actor_name, "action": AuditEvent.action,
        "entity": AuditEvent.entity,
    }  # fmt: skip
    column = columns.get(query.sort)
    if column is not None:
        statement = statement.order_by(column.desc() if query.descending else column)
    oldest_first = query.sort == "id" and not query.descending
    return statement.order_by(AuditEvent.id if oldest_first else AuditEvent.id.desc())


def _conditions(query: AuditQuery) -> Iterator[ColumnElement[bool]]:
    if query.since:
        yield AuditEvent.at >= _utc_midnight(query.since)
    if query.until:
        yield AuditEvent.at < _utc_midnight(query.until + dt.timedelta(days=1))
    if query.action:
        yield AuditEvent.action == query.action
    if query.account:
        # Signing in was at first written down as done by the product, about the account.
        signed_in = and_(
            AuditEvent.actor_uid == SYSTEM.uid,
            AuditEvent.entity_uid == query.account,
            AuditEvent.reason == SIGNING_IN,
        )
        yield or_(AuditEvent.actor_uid == query.account, signed_in)
    if wanted := typed_text(query.text):
        yield or_(
            AuditEvent.actor_name.contains(wanted, autoescape=True),
            AuditEvent.reason.contains(wanted, autoescape=True),
            AuditEvent.entity_uid.in_(_rows_about(wanted)),
        )


def _utc_midnight(day: dt.date) -> str:
    return utc_text(dt.datetime.combine(day, dt.time(), SHANGHAI))


def _rows_about(text: str) -> Any:
    """Uids of the members called ``text`` (or with that number), and of their rows."""
    people = select(Member.id).where(
        or_(Member.name.contains(text, autoescape=True), Member.member_no == text)
    )
    own = (select(m.uid).where(m.member_id.in_(people)) for m in _models().values() if _owned(m))
    return union_all(select(Member.uid).where(Member.id.in_(people)), *own)


def _models() -> dict[str, Any]:
    return {model.__tablename__: model for model in recorded_models()}


def _owned(model: Any) -> bool:
    """Whether a row of ``model`` belongs to a member."""
    return hasattr(model, "member_id")


def _subjects(connection: Connection, events: Sequence[Any]) -> dict[tuple[str, str], str]:
    """(entity, uid) → whom it is about."""
    wanted: dict[str, set[str]] = {}
    for event in events:
        wanted.setdefault(event.entity, set()).add(event.entity_uid)
    models, found = _models(), {}
    for entity, uids in wanted.items():
        statement = _subject_of(models.get(entity))
        if statement is None:
            continue
        for part in pieces(sorted(uids)):
            column = models[entity].uid
            for uid, name, number in connection.execute(statement.where(column.in_(part))):
                found[(entity, uid)] = f"{name}（{number}）" if name else number
    return found


def _subject_of(model: Any) -> Select[Any, Any, Any] | None:
    """Select of uid, name, number of what a row of ``model`` is about."""
    if model is Member:
        return select(Member.uid, Member.name, Member.member_no)
    if model is User:
        return select(User.uid, User.display_name, User.username)
    if model is Document:
        return select(Document.uid, literal(""), Document.number)
    if model is not None and _owned(model):
        uid: Any = model.uid
        joined = select(uid, Member.name, Member.member_no)
        return joined.join(Member, Member.id == model.member_id)
    return None
