"""The outbox: what still has to go up, in commit order."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base


class Outbox(Base):
    """One committed change of a syncable entity; ``seq`` grows and is never used twice."""

    __tablename__ = "outbox"
    __table_args__: Any = (
        Index("ix_outbox_entity_seq", "entity", "seq", "entity_uid"),
        {"sqlite_autoincrement": True, **STRICT},
    )

    seq: Mapped[int] = mapped_column(primary_key=True)
    entity: Mapped[str]
    entity_uid: Mapped[str]
    version: Mapped[int]
    at: Mapped[str]
