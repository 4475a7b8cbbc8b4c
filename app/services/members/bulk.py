"""Changing many files in one gesture, and taking it back as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.core.codes import LONGEST_NAME
from app.core.errors import UserError, ValidationProblem
from app.db.session import UnitOfWork
from app.models import Member
from app.services.base import Service, chunks, pieces
from app.services.rights import Actor, Right, requires


@dataclass(frozen=True)
class BulkChange:
    """What a gesture changed: (uid, community before), for `Bulk.undo`."""

    community: str
    before: tuple[tuple[str, str | None], ...]

    @property
    def count(self) -> int:
        """How many files changed."""
        return len(self.before)


class Bulk(Service):
    """Sets one field of many members; cards are given out by `app.services.cards`."""

    @requires(Right.EDIT_MEMBERS)
    def set_community(self, ids: Sequence[int], community: str, actor: Actor) -> BulkChange:
        """Everybody of ``ids`` lives in ``community``; who does already is left alone.

        Raises `ValidationProblem` (``community``).
        """
        community = community.strip()
        if not community:
            raise ValidationProblem({"community": "请填写社区。"})
        if len(community) > LONGEST_NAME:
            raise ValidationProblem({"community": f"太长了，最多 {LONGEST_NAME} 个字。"})
        with self._db.write(actor, f"批量设置社区：{community}") as unit:
            changed = []
            for member in _load(unit, ids):
                if member.community != community:
                    changed.append((member, member.community))
                    member.community = community
            unit.session.flush()
            before = tuple((member.uid, old) for member, old in changed)
        return BulkChange(community, before)

    @requires(Right.EDIT_MEMBERS)
    def undo(self, change: BulkChange, actor: Actor) -> None:
        """Put the communities back as they were.

        The field is compared, not the version of the file: a later step that was taken back
        leaves it as it was, and what else was entered since has nothing to do with it. Raises
        ``changed_meanwhile`` when somebody has another community by now, or no file any more.
        """
        with self._db.write(actor, "撤销") as unit:
            found: dict[str, Member] = {}
            for part in pieces([uid for uid, _ in change.before]):
                statement = select(Member).where(Member.uid.in_(part), Member.deleted_at.is_(None))
                found |= {member.uid: member for member in unit.session.scalars(statement)}
            for uid, old in change.before:
                member = found.get(uid)
                if member is None or member.community != change.community:
                    raise UserError(
                        "changed_meanwhile",
                        "其中有人的社区后来又改过，没有撤销。请在名单里按社区筛选后再改。",
                    )
                member.community = old


def _load(unit: UnitOfWork, ids: Sequence[int]) -> list[Member]:
    """The living members of ``ids``."""
    return [
        member
        for part in chunks(list(ids))
        for member in unit.session.scalars(
            select(Member).where(Member.id.in_(part), Member.deleted_at.is_(None))
        )
    ]
