"""Imports of member lists, so that one can be looked up and taken back."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base, Recorded


class ImportRun(Recorded, Base):
    """One import. Its new members have the local ids ``first_id`` … ``last_id``.

    ``source`` digest of the header words, by which a mapping is remembered; ``mapping`` and
    ``updates`` canonical JSON: column → field, and per changed member the fields as they were
    and became.
    """

    __tablename__ = "import_run"
    __table_args__: Any = (STRICT,)

    file_name: Mapped[str]
    sha256: Mapped[str]
    source: Mapped[str] = mapped_column(index=True)
    mapping: Mapped[str]
    rows: Mapped[int]
    added: Mapped[int]
    updated: Mapped[int]
    duplicates: Mapped[int]
    rejected: Mapped[int]
    first_id: Mapped[int | None]
    last_id: Mapped[int | None]
    updates: Mapped[str | None]
    undone_at: Mapped[str | None]
