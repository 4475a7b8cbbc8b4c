"""Unfinished forms, so that a crash costs no typing."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base


class Draft(Base):
    """What one account had typed into one form; never recorded, gone when the form is saved.

    ``form`` the form's own name and subject; ``content`` canonical JSON; ``updated_at`` UTC text.
    """

    __tablename__ = "draft"
    __table_args__: Any = ({"sqlite_with_rowid": False, **STRICT},)

    form: Mapped[str] = mapped_column(primary_key=True)
    actor_uid: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[str]
    updated_at: Mapped[str]
