"""Health notes that the centre needs at the counter; no clinical record-keeping."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base, Recorded


class HealthNote(Recorded, Base):
    """What kitchen and counter must know of one member; at most one row a member.

    ``diets`` codes of the table ``diets`` joined by ``、``; ``doctor_signed_on`` ISO date of the
    contract with the family doctor (家庭医生签约).
    """

    __tablename__ = "health_note"
    __table_args__: Any = (STRICT,)

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), unique=True)
    allergies: Mapped[str | None]
    diets: Mapped[str | None]
    diet_note: Mapped[str | None]
    mobility: Mapped[str | None]
    medication: Mapped[str | None]
    doctor_organisation: Mapped[str | None]
    doctor_name: Mapped[str | None]
    doctor_phone: Mapped[str | None]
    doctor_signed_on: Mapped[str | None]
    note: Mapped[str | None]
