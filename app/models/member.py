"""Members (老人), their cards, and the index that finds them."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, validates

from app.core.names import sort_text
from app.db.base import STRICT, Base, Recorded


class Member(Recorded, Base):
    """One person on the centre's list (一人一案).

    ``sex`` GB/T 2261.1; ``id_type`` ``resident`` (居民身份证), another document, or ``none`` with
    its reason; ``birth_date`` ``YYYY-MM-DD``, or ``YYYY`` when only the year is known;
    ``ethnic`` GB/T 3304, ``marital`` GB/T 2261.2; ``registered_area`` 户籍地, never taken from
    the number, apart from ``address`` and ``community`` where they live; ``self_care`` the legacy
    自理/半失能/失能; ``merged_into`` uid of the file this one went into.

    Mirrors of what other tables hold, kept by their services for lists and papers:
    ``categories`` 人员类别 in force joined by ``、``; ``ability_level`` 0–4 (GB/T 42195-2022) or
    None; the first emergency contact; ``state`` `MemberState` and ``left_on`` (the last day).
    ``name_sort`` and ``community_sort`` are the reading, for the order of a dictionary.
    """

    __tablename__ = "member"
    __sync__: ClassVar[str | None] = "member"
    __hidden__ = frozenset({"name_sort", "community_sort"})
    __table_args__: Any = (
        Index(
            "uq_member_id_number",
            "id_number",
            unique=True,
            sqlite_where=text("id_number IS NOT NULL AND deleted_at IS NULL"),
        ),
        Index("ix_member_community", "community"),
        STRICT,
    )

    member_no: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    former_name: Mapped[str | None]
    id_type: Mapped[str] = mapped_column(default="resident")
    id_number: Mapped[str | None]
    birth_date: Mapped[str | None]
    sex: Mapped[str] = mapped_column(default="0")
    phone: Mapped[str | None]
    phone2: Mapped[str | None]
    address: Mapped[str | None]
    community: Mapped[str | None]
    categories: Mapped[str | None]
    ability_level: Mapped[int | None]
    self_care: Mapped[str | None]
    living: Mapped[str | None]
    emergency_contact: Mapped[str | None]
    emergency_phone: Mapped[str | None]
    joined_on: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="active")
    left_on: Mapped[str | None]
    note: Mapped[str | None]
    no_document_reason: Mapped[str | None] = mapped_column(sort_order=100)
    ethnic: Mapped[str | None] = mapped_column(sort_order=100)
    marital: Mapped[str | None] = mapped_column(sort_order=100)
    education: Mapped[str | None] = mapped_column(sort_order=100)
    registered_area: Mapped[str | None] = mapped_column(sort_order=100)
    registered_address: Mapped[str | None] = mapped_column(sort_order=100)
    merged_into: Mapped[str | None] = mapped_column(sort_order=100)
    name_sort: Mapped[str | None] = mapped_column(sort_order=100)
    community_sort: Mapped[str | None] = mapped_column(sort_order=100)

    @validates("name", "community")
    def _keep_order(self, key: str, value: str | None) -> str | None:
        """Keep the reading beside the word; bulk inserts give both themselves."""
        setattr(self, f"{key}_sort", sort_text(value) if value else None)
        return value


class MemberCard(Recorded, Base):
    """A card (老年卡) and its life: ``state`` issued, returned, lost or replaced.

    ``kind`` code of the table ``cards``; ``ended_on`` the day it stopped being valid;
    ``valid_until`` the last day it is valid, as printed on it, None while it has no end.
    """

    __tablename__ = "member_card"
    __table_args__: Any = (
        Index(
            "uq_member_card_number",
            "number",
            unique=True,
            sqlite_where=text("state = 'issued' AND deleted_at IS NULL"),
        ),
        # Few: cards that are not valid any more and are still presented or looked up.
        Index("ix_member_card_ended", "number", sqlite_where=text("state <> 'issued'")),
        STRICT,
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    number: Mapped[str]
    state: Mapped[str] = mapped_column(default="issued")
    issued_on: Mapped[str | None]
    kind: Mapped[str | None] = mapped_column(sort_order=100)
    ended_on: Mapped[str | None] = mapped_column(sort_order=100)
    end_reason: Mapped[str | None] = mapped_column(sort_order=100)
    valid_until: Mapped[str | None] = mapped_column(sort_order=101)


class MemberKey(Base):
    """Derived search keys; rebuilt from the member whenever it changes, never recorded.

    ``kind``: ``name`` (and its suffixes), ``pinyin``, ``initials``, ``phone_tail`` and
    ``id_tail`` (reversed digits). No foreign key and no second index: derived rows that are
    written by the hundred thousand, and only together with their member.
    """

    __tablename__ = "member_key"
    __table_args__: Any = ({"sqlite_with_rowid": False, **STRICT},)

    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(primary_key=True)
