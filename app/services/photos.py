"""The photo of a member (照片): off by default, only with the person's consent, small."""

from __future__ import annotations

from sqlalchemy import Connection, select

from app.core.errors import UserError
from app.models import Attachment, Member
from app.services.attachments import keep, media_type
from app.services.base import Service
from app.services.consents.rows import PHOTO, erase_photo, may_keep_photo
from app.services.members.loading import load_member
from app.services.rights import Actor, Right, open_to_all, requires
from app.services.settings import Settings

SIDE = 480
"""Largest side of a stored photo, pixels: enough to know somebody, too little for much else."""


class Photos(Service):
    """Keeps one JPEG per member while the setting and the consent allow it, and they are here."""

    @open_to_all
    def enabled(self) -> bool:
        """Whether the centre keeps photos at all."""
        return bool(Settings(self._db).get("photos"))

    @requires(Right.LOOK)
    def may_have(self, uid: str, actor: Actor) -> bool:
        """Whether this member's photo may be kept today."""
        with self._db.read() as connection:
            return self.enabled() and self._consented(connection, uid)

    @requires(Right.LOOK)
    def of(self, uid: str, actor: Actor) -> bytes | None:
        """The JPEG; None without one, without consent, after leaving, or while photos are off."""
        if not self.enabled():
            return None
        with self._db.read() as connection:
            if not self._consented(connection, uid):
                return None
            found = connection.execute(
                select(Attachment.content)
                .join(Member, Member.id == Attachment.member_id)
                .where(
                    Member.uid == uid,
                    Attachment.kind == PHOTO,
                    Attachment.deleted_at.is_(None),
                )
                .order_by(Attachment.id.desc())
            ).scalar()
        return bytes(found) if found else None

    @requires(Right.EDIT_MEMBERS)
    def save(self, uid: str, jpeg: bytes, actor: Actor) -> None:
        """Keep ``jpeg`` (at most `SIDE` pixels a side); an earlier one is erased.

        Raises ``photos_off``, ``no_consent`` (also after leaving), ``wrong_kind``, ``too_large``,
        ``not_found``.
        """
        if not self.enabled():
            raise UserError(
                "photos_off", "本中心没有开启照片。请在“设置 › 中心与助餐”的“名单”里开启。"
            )
        media_type(jpeg, ("image/jpeg",))
        if max(jpeg_size(jpeg)) > SIDE:
            raise UserError("too_large", f"照片要裁到 {SIDE} 像素以内。")
        with self._db.write(actor, "更换照片") as unit:
            member = load_member(unit, uid)
            today = self._today().isoformat()
            if not may_keep_photo(unit.session.connection(), member.id, today):
                words = "没有有效的照片留存同意书（退出的老人不留照片），不能保存照片。请先签署。"
                raise UserError("no_consent", words)
            erase_photo(unit, member.id, "换了新照片")
            keep(unit, member.id, PHOTO, "photo.jpg", jpeg)

    @requires(Right.EDIT_MEMBERS)
    def remove(self, uid: str, reason: str, actor: Actor) -> None:
        """Erase the photo for good. Raises ``not_found`` when there is none."""
        with self._db.write(actor, reason or "删除照片") as unit:
            member = load_member(unit, uid)
            if not erase_photo(unit, member.id, reason or "删除照片"):
                raise UserError("not_found", "这位老人没有照片。请按 F5 刷新。")

    def _consented(self, connection: Connection, uid: str) -> bool:
        member_id = connection.execute(
            select(Member.id).where(Member.uid == uid, Member.deleted_at.is_(None))
        ).scalar()
        today = self._today().isoformat()
        return member_id is not None and may_keep_photo(connection, member_id, today)


def jpeg_size(content: bytes) -> tuple[int, int]:
    """Width and height from the frame header (ITU-T T.81, B.2.2). Raises ``wrong_kind``."""
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height = int.from_bytes(content[at + 5 : at + 7], "big")
            return int.from_bytes(content[at + 7 : at + 9], "big"), height
        at += 2 + length
    raise UserError("wrong_kind", "这张照片读不出来，请换一张。")
