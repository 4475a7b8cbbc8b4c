"""Pictures and scans that belong to a member; they live in the encrypted file only."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base, Recorded


class Attachment(Recorded, Base):
    """One file; ``kind`` photo, consent, assessment or evidence; ``sha256`` of ``content``.

    ``content`` is None once the privacy routines erased it.
    """

    __tablename__ = "attachment"
    __hidden__ = frozenset({"content"})
    __table_args__: Any = (
        # Few among many scans: looked through every day for those that may not be kept any more.
        Index(
            "ix_attachment_photo",
            "member_id",
            sqlite_where=text("kind = 'photo' AND content IS NOT NULL"),
        ),
        STRICT,
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    kind: Mapped[str]
    file_name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
