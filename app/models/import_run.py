"""Imports of member lists, so that one can be looked up and taken back."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base, Recorded


class ImportRun(Recorded, Base):
    """One import that wrote something. Its new members have the ids ``first_id`` … ``last_id``.

    ``source`` digest of the header words, by which a mapping is remembered; ``mapping`` canonical
    JSON: ``fields`` column → field as it was used, ``corrected`` what a person chose otherwise;
    ``updates`` canonical JSON of `app.services.way_back.Changes`, what was taken over about
    people registered before.
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
