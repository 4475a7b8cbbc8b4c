"""Finding the one member a command is about, inside the open transaction."""

from __future__ import annotations

from sqlalchemy import select

from app.core.errors import UserError
from app.db.session import UnitOfWork
from app.models import Member


def load_member(unit: UnitOfWork, uid: str) -> Member:
    """The member ``uid``. Raises `UserError` ``not_found``."""
    member = unit.session.scalars(
        select(Member).where(Member.uid == uid, Member.deleted_at.is_(None))
    ).first()
    if member is None:
        raise UserError("not_found", "找不到这位老人的档案，可能已被删除。请刷新名单。")
    return member


def load_version(unit: UnitOfWork, uid: str, version: int) -> Member:
    """The member ``uid`` as the form saw it. Raises `UserError` ``changed_meanwhile`` too."""
    member = load_member(unit, uid)
    if member.version != version:
        raise UserError("changed_meanwhile", "这份档案刚被别人修改过。请按 F5 刷新后再改。")
    return member
