"""Settings of this centre."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base, Recorded


class Setting(Recorded, Base):
    """One setting; ``value`` canonical JSON. The catalogue is `app.core.settings`."""

    __tablename__ = "setting"
    __table_args__: Any = (STRICT,)

    key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[str]
