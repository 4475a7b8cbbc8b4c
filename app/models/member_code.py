"""The code on the paper card of a member (会员卡), which can be made void."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base, Recorded


class MemberCode(Recorded, Base):
    """An opaque code that finds a member while it is valid; a member has one valid code at most.

    ``code`` 36 characters, unique for ever: one that was void is never given again; ``made_on``
    the day it was first printed, None of one from before codes could be made void;
    ``voided_on`` the day since when it is refused, with ``void_reason`` lost, damaged or other
    and words in ``note``.
    """

    __tablename__ = "member_code"
    __table_args__: Any = (
        Index(
            "uq_member_code_valid",
            "member_id",
            unique=True,
            sqlite_where=text("voided_on IS NULL AND deleted_at IS NULL"),
        ),
        STRICT,
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    made_on: Mapped[str | None]
    voided_on: Mapped[str | None]
    void_reason: Mapped[str | None]
    note: Mapped[str | None]
