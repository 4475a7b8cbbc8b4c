"""The scan of an assessment's signed paper, kept where the scans of consents are."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import defer

from app.core.errors import UserError, ValidationProblem
from app.db.session import UnitOfWork
from app.models import Attachment
from app.services.assessments.rows import find_row
from app.services.attachments import erase, keep

KIND = "assessment"
"""Of the attachments."""


def put_scan(unit: UnitOfWork, uid: str, file_name: str, content: bytes, reason: str) -> None:
    """Put the scan to the finished assessment ``uid``; one that was there is erased, for which
    ``reason`` is needed.

    Raises `UserError` ``not_found``, ``not_final`` and as `attachments.media_type`;
    `ValidationProblem` (``reason``).
    """
    row = find_row(unit, uid)
    if row.state == "draft":
        raise UserError("not_final", "草稿还没有签字的评估报告，请先完成评估，再加扫描件。")
    if row.state == "void":
        raise UserError("not_final", "这份评估已经作废，不用再加扫描件。")
    if row.scan_uid and not reason.strip():
        raise ValidationProblem({"reason": "请写明为什么换掉原来的扫描件。"})
    earlier = row.scan_uid
    row.scan_uid = keep(unit, row.member_id, KIND, file_name, content)
    if earlier:
        found = unit.session.scalars(
            select(Attachment).where(Attachment.uid == earlier).options(defer(Attachment.content))
        ).first()
        if found is not None:
            erase(unit, found, reason.strip())
