"""Consents (同意书) and the versions of their texts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import STRICT, Base, Recorded


class ConsentText(Recorded, Base):
    """One version of a consent's wording; ``kind`` of the table ``consents``, never changed."""

    __tablename__ = "consent_text"
    __table_args__: Any = (Index("uq_consent_text", "kind", "number", unique=True), STRICT)

    kind: Mapped[str]
    number: Mapped[int]
    body: Mapped[str]
    from_on: Mapped[str]


class Consent(Recorded, Base):
    """One signed consent (个人信息保护法 Art. 14, 29; 人脸识别办法 Art. 6).

    ``signed_by`` self or guardian, with ``relation`` (GB/T 4761) and ``signer_name``;
    ``signed_on``, ``until`` (its last day), ``withdrawn_on`` ISO dates; ``scan_uid`` the
    attachment.
    """

    __tablename__ = "consent"
    __table_args__: Any = (STRICT,)

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    kind: Mapped[str]
    text_number: Mapped[int]
    signed_by: Mapped[str]
    signer_name: Mapped[str]
    relation: Mapped[str | None]
    guardian_reason: Mapped[str | None]
    signed_on: Mapped[str]
    until: Mapped[str | None]
    witness: Mapped[str | None]
    scan_uid: Mapped[str | None]
    withdrawn_on: Mapped[str | None]
    withdrawn_reason: Mapped[str | None]
    note: Mapped[str | None]
