"""The life of a membership (登记 在册 暂停 退出)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base, Recorded


class MembershipPeriod(Recorded, Base):
    """A stretch of days on which a member is *not* 在册; without one they are.

    ``state`` registered, paused or left (`app.core.codes.MemberState`); ``from_on`` its first
    and ``to_on`` its last day, ISO, open when None; ``reason`` code of the table
    ``membership_reasons``. Somebody whose last day is the 3rd has left from the 4th on.
    """

    __tablename__ = "membership_period"
    __table_args__: Any = (STRICT,)

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    state: Mapped[str]
    from_on: Mapped[str]
    to_on: Mapped[str | None]
    reason: Mapped[str | None]
    note: Mapped[str | None]
