"""Printed documents: number, what was asked for, the PDF and its hash."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base, Recorded


class Document(Recorded, Base):
    """One print. ``number`` stands in the footer; ``pdf`` is None until it was rendered.

    ``member_uid``: whose paper it is, None for lists.
    """

    __tablename__ = "document"
    __hidden__ = frozenset({"pdf"})
    __table_args__: Any = (Index("ix_document_created", "created_at"), STRICT)

    number: Mapped[str] = mapped_column(unique=True)
    form: Mapped[str]
    parameters: Mapped[str]
    sha256: Mapped[str | None]
    pages: Mapped[int | None]
    made_by: Mapped[str]
    pdf: Mapped[bytes | None] = mapped_column(LargeBinary)
    member_uid: Mapped[str | None] = mapped_column(index=True, sort_order=100)
