"""Entries of code tables that a centre added, renamed or switched off."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base, Recorded


class CodeEntry(Recorded, Base):
    """One entry over or beside those of ``resources/codes``; ``active`` 0 hides it.

    ``position`` its place in the table, from 1; None is where it would stand by itself.
    """

    __tablename__ = "code_entry"
    __table_args__: Any = (Index("uq_code_entry", "table_name", "code", unique=True), STRICT)

    table_name: Mapped[str]
    code: Mapped[str]
    name: Mapped[str]
    grouping: Mapped[str | None]
    position: Mapped[int | None]
    active: Mapped[int] = mapped_column(default=1)
