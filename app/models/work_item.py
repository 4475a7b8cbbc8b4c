"""The work list (待办): what a person must decide."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from app.db.base import STRICT, Base, Recorded

OPEN = text("closed_at IS NULL AND deleted_at IS NULL")


class WorkItem(Recorded, Base):
    """One open question; ``kind`` of `app.services.work_items.KINDS`.

    ``subject`` is the code, PIN, row or member uid (and date); one open item per (kind, subject).
    """

    __tablename__ = "work_item"
    __table_args__: Any = (
        Index(
            "uq_work_item_open",
            "kind",
            "subject",
            unique=True,
            sqlite_where=OPEN,
        ),
        STRICT,
    )

    kind: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[str]
    opened_at: Mapped[str]
    closed_at: Mapped[str | None]
    resolution: Mapped[str | None]
