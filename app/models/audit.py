"""The audit (审计日志): append-only, hash-chained."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base


class AuditEvent(Base):
    """One event; see `app.db.recorder` for what the hashes cover."""

    __tablename__ = "audit_event"
    __table_args__: Any = (Index("ix_audit_event_entity_uid", "entity_uid", "id"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str]
    actor_uid: Mapped[str]
    actor_name: Mapped[str]
    action: Mapped[str]
    entity: Mapped[str]
    entity_uid: Mapped[str]
    row_hash: Mapped[str]
    changes: Mapped[str]
    reason: Mapped[str]
    prev_hash: Mapped[str]
    hash: Mapped[str]


class AuditHead(Base):
    """Number and hash of the last event, so that a removed tail is found. One row, id 1."""

    __tablename__ = "audit_head"
    __table_args__: Any = (STRICT,)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int]
    hash: Mapped[str]
