"""Classification (分类保障) on five independent axes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base, Recorded


class MemberClass(Recorded, Base):
    """One value on one axis for a while: several per axis and person (西城区方案 2018).

    ``axis`` economic, physical, family, preference or identity; ``code`` of the table
    ``classes``; ``from_on`` and ``to_on`` (its last day) ISO dates, open when None.
    """

    __tablename__ = "member_class"
    __table_args__: Any = (STRICT,)

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    axis: Mapped[str]
    code: Mapped[str]
    from_on: Mapped[str | None]
    to_on: Mapped[str | None]
    evidence_no: Mapped[str | None]
    decided_by: Mapped[str | None]
    note: Mapped[str | None]
