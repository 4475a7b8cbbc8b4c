"""Face terminals and the numbers (PIN) they know people by."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base, Recorded


class Terminal(Recorded, Base):
    """One terminal; ``device_no`` is the number it writes into its USB export."""

    __tablename__ = "terminal"
    __table_args__: Any = (STRICT,)

    device_no: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    model: Mapped[str | None]


class TerminalPin(Recorded, Base):
    """A terminal number (人脸机编号) and the member it belongs to.

    ``device_no``: the one terminal where it does; None on every terminal without one of its own.
    """

    __tablename__ = "terminal_pin"
    __table_args__: Any = (
        Index(
            "uq_terminal_pin_pin",
            "pin",
            unique=True,
            sqlite_where=text("device_no IS NULL AND deleted_at IS NULL"),
        ),
        Index(
            "uq_terminal_pin_device",
            "pin",
            "device_no",
            unique=True,
            sqlite_where=text("device_no IS NOT NULL AND deleted_at IS NULL"),
        ),
        STRICT,
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    pin: Mapped[str]
    device_no: Mapped[str | None] = mapped_column(sort_order=100)
