"""Two files of one person, put together; and pairs that are two people after all."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base, Recorded


class MemberMerge(Recorded, Base):
    """One merge: ``merged_uid`` went into ``kept_uid``.

    ``moved`` canonical JSON of `app.services.way_back.Changes`: table → uid → column → before and
    after, of every row that changed hands; enough to take the merge back. ``undone_at`` UTC text.
    """

    __tablename__ = "member_merge"
    __table_args__: Any = (STRICT,)

    kept_uid: Mapped[str] = mapped_column(index=True)
    merged_uid: Mapped[str] = mapped_column(index=True)
    moved: Mapped[str]
    undone_at: Mapped[str | None]


class MemberDistinct(Recorded, Base):
    """A decision that two similar files are two people; ``first_uid`` < ``second_uid``."""

    __tablename__ = "member_distinct"
    __table_args__: Any = (
        Index(
            "uq_member_distinct",
            "first_uid",
            "second_uid",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
        ),
        STRICT,
    )

    first_uid: Mapped[str]
    second_uid: Mapped[str]
