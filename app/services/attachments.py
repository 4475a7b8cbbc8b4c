"""Pictures and scans of a member: checked by their first bytes, kept in the encrypted file only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from sqlalchemy import select

from app.core.canonical import digest
from app.core.errors import UserError, ValidationProblem
from app.db.session import UnitOfWork
from app.models import Attachment
from app.services.base import Service
from app.services.rights import Actor, Right, requires

LARGEST = 10 * 1024 * 1024
"""Bytes of one scan; a page scanned at 300 dots per inch takes about one megabyte."""
SIGNS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"%PDF-", "application/pdf"),
)
"""First bytes and the media type: what a file is called proves nothing."""
LONGEST_NAME = 120


@dataclass(frozen=True)
class AttachmentFile:
    """One file with its content."""

    uid: str
    file_name: str
    media_type: str
    content: bytes


class Attachments(Service):
    """Hands out what `keep` stored, and erases it."""

    @requires(Right.LOOK)
    def open(self, uid: str, actor: Actor) -> AttachmentFile:
        """The file; that it was looked at is in the audit. Raises ``not_found``, ``erased``,
        ``attachment_damaged`` when the bytes no longer fit their hash."""
        with self._db.write(actor, "查看扫描件") as unit:
            row = load_attachment(unit, uid)
            if row.content is None:
                raise UserError("erased", "这个扫描件已按规定删除，只留下登记。")
            if digest(row.content) != row.sha256:
                raise UserError("attachment_damaged", "扫描件与登记不符，请从备份核对。")
            unit.recorder.note("look", "attachment", uid, {"kind": row.kind})
            return AttachmentFile(uid, row.file_name, row.media_type, bytes(row.content))

    @requires(Right.SETTINGS)
    def erase(self, uid: str, reason: str, actor: Actor) -> None:
        """Delete the content for good; name, size and hash stay as proof that it was there.

        What cannot be undone is not a clerk's. Raises `ValidationProblem` without a reason,
        ``not_found``.
        """
        if not reason.strip():
            raise ValidationProblem({"reason": "请写明为什么删除扫描件。"})
        with self._db.write(actor, reason) as unit:
            erase(unit, load_attachment(unit, uid), reason)


def media_type(content: bytes, allowed: tuple[str, ...] = ()) -> str:
    """What the bytes are. Raises `UserError` ``too_large``, ``empty_file``, ``wrong_kind``."""
    if not content:
        raise UserError("empty_file", "这个文件是空的，请重新扫描。")
    if len(content) > LARGEST:
        size = len(content) / 1024 / 1024
        raise UserError(
            "too_large", f"文件有 {size:.1f} MB，最大 10 MB。请把扫描分辨率调到 200–300。"
        )
    found = next((kind for sign, kind in SIGNS if content.startswith(sign)), "")
    if not found or (allowed and found not in allowed):
        kinds = "JPEG、PNG 图片" if allowed else "JPEG、PNG 图片或 PDF"
        raise UserError("wrong_kind", f"这不是{kinds}。请换一种格式保存后再选。")
    return found


def keep(unit: UnitOfWork, member_id: int, kind: str, file_name: str, content: bytes) -> str:
    """Store a checked file in this transaction; returns its uid. Raises as `media_type`."""
    found = media_type(content)
    row = Attachment(
        member_id=member_id, kind=kind, file_name=PurePath(file_name).name[-LONGEST_NAME:],
        media_type=found, size=len(content), sha256=digest(content), content=content,
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    return row.uid


def erase(unit: UnitOfWork, row: Attachment, reason: str) -> None:
    """Take the content away and leave the tombstone."""
    row.content = None
    row.deleted_at, row.deleted_reason = unit.now, reason or "删除"
    unit.session.flush()


def load_attachment(unit: UnitOfWork, uid: str) -> Attachment:
    """The attachment, also an erased one. Raises ``not_found``."""
    row = unit.session.scalars(select(Attachment).where(Attachment.uid == uid)).first()
    if row is None:
        raise UserError("not_found", "找不到这个扫描件。请按 F5 刷新。")
    return row
