"""The full numbers that a paper of one member may show instead of the masked ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from app.core.errors import UserError, ValidationProblem
from app.core.masking import LONGEST_PURPOSE
from app.models import Assessment, Contact, HealthNote, Member

MEMBER_KEYS = ("id_number", "phone", "phone2", "emergency_phone")


@dataclass(frozen=True)
class PaperNumbers:
    """Unmasked numbers; never kept longer than a paper takes to draw.

    Attributes:
        purpose: why, as it stands on the paper.
        member: by `MEMBER_KEYS`, ``""`` where nothing is known.
        contacts: uid of a contact → both phones.
        assessments: uid of an assessment → the phone of its A.3.
        doctor: phone of the family doctor.
    """

    purpose: str
    member: Mapping[str, str] = field(default_factory=dict)
    contacts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    assessments: Mapping[str, str] = field(default_factory=dict)
    doctor: str = ""


def purpose_of(reason: str) -> str:
    """``reason`` as it is printed. Raises `ValidationProblem` (``reason``)."""
    purpose = " ".join(reason.split())
    if not purpose:
        raise ValidationProblem({"reason": "请写明为什么要完整证件号。"})
    if len(purpose) > LONGEST_PURPOSE:
        raise ValidationProblem({"reason": f"原因最多 {LONGEST_PURPOSE} 个字，请缩短。"})
    return purpose


def read_numbers(connection: Connection, member_uid: str, purpose: str) -> PaperNumbers:
    """Every number of one member that some paper shows. Raises `UserError` ``not_found``."""
    member = connection.execute(
        select(Member.id, *(getattr(Member, key) for key in MEMBER_KEYS)).where(
            Member.uid == member_uid, Member.deleted_at.is_(None)
        )
    ).first()
    if member is None:
        raise UserError("not_found", "找不到这位老人的档案，可能已被删除。请刷新名单。")
    contacts = connection.execute(
        select(Contact.uid, Contact.phone, Contact.phone2).where(Contact.member_id == member.id)
    )
    assessments = connection.execute(
        select(Assessment.uid, Assessment.contact_phone).where(Assessment.member_id == member.id)
    )
    doctor = connection.execute(
        select(HealthNote.doctor_phone).where(
            HealthNote.member_id == member.id, HealthNote.deleted_at.is_(None)
        )
    ).scalar()
    return PaperNumbers(
        purpose,
        {key: getattr(member, key) or "" for key in MEMBER_KEYS},
        {row.uid: (row.phone or "", row.phone2 or "") for row in contacts},
        {row.uid: row.contact_phone or "" for row in assessments},
        doctor or "",
    )
