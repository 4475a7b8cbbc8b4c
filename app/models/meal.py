"""Meals eaten (就餐)."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base, Recorded
from app.models.attendance import LIVING


class Meal(Recorded, Base):
    """One meal of one member: unique on (member, date, slot) while not undone (domain §6.3).

    ``slot`` `app.core.codes.MealSlot`; ``served_at`` local time; amounts in 分.
    """

    __tablename__ = "meal"
    __sync__: ClassVar[str | None] = "meal"
    __table_args__: Any = (
        Index(
            "uq_meal_member_date_slot",
            "member_id",
            "service_date",
            "slot",
            unique=True,
            sqlite_where=LIVING,
        ),
        Index("ix_meal_date_slot", "service_date", "slot"),
        STRICT,
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    service_date: Mapped[str]
    slot: Mapped[str]
    served_at: Mapped[str]
    method: Mapped[str]
    price_fen: Mapped[int] = mapped_column(default=0)
    subsidy_fen: Mapped[int] = mapped_column(default=0)
    note: Mapped[str | None]
