"""Accounts."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base, Recorded


class User(Recorded, Base):
    """An account; ``password_hash`` Argon2id, never in the audit."""

    __tablename__ = "user_account"
    __hidden__ = frozenset({"password_hash"})
    __table_args__: Any = (STRICT,)

    username: Mapped[str] = mapped_column(unique=True)
    display_name: Mapped[str]
    role: Mapped[str]
    password_hash: Mapped[str]
    active: Mapped[int] = mapped_column(default=1)
    failed_count: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[str | None]
