"""Households (家庭, 一户一策) and the people around a member."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base, Recorded


class Household(Recorded, Base):
    """People who live as one family; ``number`` the centre's own (``H000001``)."""

    __tablename__ = "household"
    __table_args__: Any = (STRICT,)

    number: Mapped[str] = mapped_column(unique=True)
    address: Mapped[str | None]
    community: Mapped[str | None]
    note: Mapped[str | None]


class HouseholdMember(Recorded, Base):
    """A member's place in a household; ``relation`` to its head by GB/T 4761-2008."""

    __tablename__ = "household_member"
    __table_args__: Any = (
        Index(
            "uq_household_member",
            "member_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
        ),
        STRICT,
    )

    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    relation: Mapped[str]


class Contact(Recorded, Base):
    """Somebody around a member: family, guardian, emergency contact, who may collect them.

    ``relation`` by GB/T 4761-2008, as seen from the member; ``guardian``, ``may_collect``,
    ``lives_together`` 0/1; ``emergency_order`` 1 is called first, None never;
    ``linked_member_id`` when that person is a member too.
    """

    __tablename__ = "contact"
    __table_args__: Any = (STRICT,)

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    name: Mapped[str]
    relation: Mapped[str | None]
    phone: Mapped[str | None]
    phone2: Mapped[str | None]
    address: Mapped[str | None]
    guardian: Mapped[int] = mapped_column(default=0)
    guardian_evidence: Mapped[str | None]
    emergency_order: Mapped[int | None]
    may_collect: Mapped[int] = mapped_column(default=0)
    lives_together: Mapped[int] = mapped_column(default=0)
    linked_member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    note: Mapped[str | None]
