"""Upload: the paired district, the bundles and the rows it refused."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base, Recorded


class SyncPeer(Recorded, Base):
    """The district this centre uploads to. One row is current, the last one not deleted."""

    __tablename__ = "sync_peer"
    __table_args__: Any = (STRICT,)

    pair: Mapped[str]
    target: Mapped[str]
    host_key: Mapped[str | None]
    identity: Mapped[str | None]


class SyncBundle(Recorded, Base):
    """One frozen range of the outbox; ``state`` built, sending, sent, acknowledged, rejected."""

    __tablename__ = "sync_bundle"
    __table_args__: Any = (Index("ix_sync_bundle_state", "state"), STRICT)

    bundle_id: Mapped[str] = mapped_column(unique=True)
    file_name: Mapped[str]
    seq_from: Mapped[int]
    seq_to: Mapped[int]
    prev_sha256: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    totals: Mapped[str]
    state: Mapped[str]
    built_at: Mapped[str]
    sent_at: Mapped[str | None]
    acknowledged_at: Mapped[str | None]
    receipt: Mapped[str | None]
    problem: Mapped[str | None]


class SyncRejection(Recorded, Base):
    """A row the district refused, until it was corrected and sent again."""

    __tablename__ = "sync_rejection"
    __table_args__: Any = (STRICT,)

    bundle_id: Mapped[str]
    entity: Mapped[str]
    entity_uid: Mapped[str] = mapped_column(index=True)
    row_version: Mapped[int]
    seq: Mapped[int]
    code: Mapped[str]
    reason: Mapped[str]
    settled_at: Mapped[str | None]


class SyncIdentity(Recorded, Base):
    """The centre's signing key; the secret is never in the audit and never leaves the file."""

    __tablename__ = "sync_identity"
    __hidden__ = frozenset({"secret"})
    __table_args__: Any = (STRICT,)

    public: Mapped[str]
    secret: Mapped[str]
