"""Terminal records (人脸核验): the raw bytes, the readable checks, the unreadable lines.

A check is what a device claims, not what a person decided: it is kept as it came and is not
itself recorded in the audit; the import of its file is, with the file's SHA-256, and so is
every attendance that follows from it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base, Recorded


class TerminalFile(Recorded, Base):
    """One imported file, byte for byte (kept before anything is parsed)."""

    __tablename__ = "terminal_file"
    __hidden__ = frozenset({"raw"})
    __table_args__: Any = (STRICT,)

    sha256: Mapped[str] = mapped_column(unique=True)
    device_no: Mapped[str]
    file_name: Mapped[str]
    size: Mapped[int]
    raw: Mapped[bytes] = mapped_column(LargeBinary)


class FaceCheck(Base):
    """One readable record of a terminal.

    ``checked_at`` local text as the device wrote it; ``service_date`` its date part;
    ``implausible`` 1 when the clock was wrong (kept, never turned into attendance).
    """

    __tablename__ = "face_check"
    __table_args__: Any = (
        Index(
            "uq_face_check_natural",
            "pin",
            "checked_at",
            "status",
            "verify",
            "device_no",
            unique=True,
        ),
        Index("ix_face_check_date", "service_date", "checked_at"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("terminal_file.id"))
    line_no: Mapped[int]
    device_no: Mapped[str]
    pin: Mapped[str]
    checked_at: Mapped[str]
    service_date: Mapped[str]
    status: Mapped[int]
    verify: Mapped[int]
    work_code: Mapped[int]
    implausible: Mapped[int]


class TerminalUnreadable(Base):
    """A line that could not be read: which one and why; its bytes are in the file."""

    __tablename__ = "terminal_unreadable"
    __table_args__: Any = (STRICT,)

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("terminal_file.id"), index=True)
    line_no: Mapped[int]
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    reason: Mapped[str]
