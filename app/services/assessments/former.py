"""The level that a file had without its assessments: from a list, or entered by hand.

The member has one column for the level, and an assessment writes its own there. What stood there
before is in the audit, which keeps every value that a change replaced.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, case, func, select

from app.core.clock import local
from app.models import Assessment, AuditEvent, Member
from app.services.assessments.types import FINISHED, GB

FINISH, LAPSE, VOID, UNVOID = (
    "完成能力评估", "能力评估到期", "作废能力评估", "撤销作废能力评估",
)  # fmt: skip
"""Reasons in the audit under which the level of an assessment is written on the member."""
OWN = (FINISH, LAPSE, VOID, UNVOID)
MERGES = ("合并档案", "撤销合并")
"""Beginnings of reasons under which a level comes along, be it assessed or not."""


@dataclass(frozen=True)
class Entered:
    """A level that nobody assessed: ``event`` of the audit that wrote it and its local day; 0 and
    ``""`` when it came with the file."""

    level: int | None
    event: int = 0
    day: str = ""


def entered(connection: Connection, member_id: int) -> Entered:
    """What a list or a person last said of the level; the level of the file while no assessment
    ever changed it."""
    member = connection.execute(
        select(Member.uid, Member.ability_level).where(Member.id == member_id)
    ).one()
    assessed = _assessed_levels(connection, member_id)
    before = member.ability_level
    for event in _changes(connection, member.uid):
        old, new = json.loads(event.changes)["ability_level"]
        if not _is_own(event.reason, new, assessed):
            return Entered(new, event.id, _day_of(event.at))
        before = old
    return Entered(before)


def entered_after(connection: Connection, member_id: int, uid: str, until: str) -> int | None:
    """The level that somebody entered after the assessment ``uid`` had run out on ``until``."""
    found = entered(connection, member_id)
    since = found.event > _finished(connection, uid) and found.day > until
    return found.level if since else None


def _day_of(at: str) -> str:
    return local(dt.datetime.fromisoformat(at)).date().isoformat()


def _changes(connection: Connection, member_uid: str) -> Sequence[Any]:
    """Every change of the level, newest first."""
    statement = (
        select(AuditEvent.id, AuditEvent.at, AuditEvent.reason, AuditEvent.changes)
        .where(
            AuditEvent.entity_uid == member_uid,
            AuditEvent.entity == "member",
            AuditEvent.changes.contains('"ability_level":['),
        )
        .order_by(AuditEvent.id.desc())
    )
    return connection.execute(statement).all()


def _finished(connection: Connection, uid: str) -> int:
    """Number of the event with which the assessment ``uid`` was finished: what made a draft of it
    final, or what made it, when it never was a draft."""
    draft_ended = AuditEvent.changes.contains('"state":["draft","final"]')
    found = connection.execute(
        select(
            func.coalesce(func.max(case((draft_ended, AuditEvent.id))), func.min(AuditEvent.id), 0)
        ).where(AuditEvent.entity_uid == uid)
    )
    return int(found.scalar_one())


def _is_own(reason: str, level: int | None, assessed: Collection[int]) -> bool:
    """Whether an assessment wrote ``level``; with a merge one came along, or none did."""
    if reason.startswith(MERGES):
        return level in assessed
    return reason.startswith(OWN)


def _assessed_levels(connection: Connection, member_id: int) -> frozenset[int]:
    statement = select(Assessment.final_level).where(
        Assessment.member_id == member_id,
        Assessment.standard == GB,
        Assessment.state.in_(FINISHED),
        Assessment.deleted_at.is_(None),
    )
    return frozenset(row.final_level for row in connection.execute(statement))
