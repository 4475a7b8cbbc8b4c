"""Attendance (签到)."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base, Recorded

LIVING = text("deleted_at IS NULL")


class Attendance(Recorded, Base):
    """One member's presence on one service date: at most one that is not undone.

    ``arrived_at`` local ``YYYY-MM-DD HH:MM:SS``; ``method`` `app.core.codes.Method`;
    ``source`` desk (窗口), terminal (终端) or import.
    """

    __tablename__ = "attendance"
    __sync__: ClassVar[str | None] = "attendance"
    __table_args__: Any = (
        Index(
            "uq_attendance_member_date",
            "member_id",
            "service_date",
            unique=True,
            sqlite_where=LIVING,
        ),
        Index("ix_attendance_date_arrived", "service_date", "arrived_at"),
        STRICT,
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    service_date: Mapped[str]
    arrived_at: Mapped[str]
    method: Mapped[str]
    source: Mapped[str] = mapped_column(default="desk")
    note: Mapped[str | None]
