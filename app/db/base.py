"""What every mapped class shares: naming convention, identity, version, tombstone."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Declarative base. Texts are ``TEXT``, dates ISO text, money integer 分: STRICT tables."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text(), int: Integer()}


class Recorded:
    """Mixin of every entity whose changes are in the audit (and, if named, in the outbox).

    Class attributes:
        __sync__: entity name in the exchange format, or None when it never leaves the centre.
        __hidden__: columns that the audit does not copy (a password's hash).

    Columns:
        id: local integer key, never leaves the file.
        uid: UUIDv7, the identity everywhere else.
        version: 1 at birth, +1 per change; optimistic lock of forms.
        created_at, updated_at: UTC text (`app.core.clock.utc_text`).
        deleted_at, deleted_reason: tombstone; rows are never removed.
    """

    __tablename__: Any
    __sync__: ClassVar[str | None] = None
    __hidden__: ClassVar[frozenset[str]] = frozenset()

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-10)
    uid: Mapped[str] = mapped_column(unique=True, sort_order=-9)
    version: Mapped[int] = mapped_column(default=1, sort_order=90)
    created_at: Mapped[str] = mapped_column(sort_order=91)
    updated_at: Mapped[str] = mapped_column(sort_order=92)
    deleted_at: Mapped[str | None] = mapped_column(sort_order=93)
    deleted_reason: Mapped[str | None] = mapped_column(sort_order=94)


STRICT: dict[str, Any] = {"sqlite_strict": True}
