"""Taking somebody in, and taking that back while nothing hangs on them yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from app.core.codes import MemberState
from app.core.errors import UserError, ValidationProblem
from app.db.session import UnitOfWork
from app.models import Member, MembershipPeriod
from app.services.members.changing import keys_of
from app.services.members.import_undo import MIRRORS, WORDS, dependents
from app.services.members.keys import replace_keys
from app.services.way_back import Changes, take_back
from app.services.work_items import reopen_settled

QUESTIONS = "work_item"
OWN_PERIODS = "membership_period"
ANSWERED_NO_MORE = "登记已撤销"


@dataclass(frozen=True)
class Registration:
    """What taking somebody in came to.

    Attributes:
        changes: the rows it wrote, for `Members.unregister`.
    """

    uid: str
    name: str
    member_no: str
    changes: Changes = field(default_factory=dict, repr=False)


def waiting_period(member: Member) -> MembershipPeriod:
    """登记 only, from the day of joining on, until somebody takes them in."""
    return MembershipPeriod(
        member_id=member.id, state=MemberState.REGISTERED.value, from_on=member.joined_on
    )


def take_away(
    unit: UnitOfWork, registration: Registration, reason: str, moment: dt.datetime
) -> None:
    """Bury everything that the registration wrote.

    Raises `UserError` ``undone``, ``depends`` (what hangs on them, and how much),
    ``changed_meanwhile``; `ValidationProblem` without a reason.
    """
    if not reason.strip():
        raise ValidationProblem({"reason": "请写明为什么撤销这次登记。"})
    member = unit.session.scalars(select(Member).where(Member.uid == registration.uid)).one()
    if member.deleted_at is not None:
        raise UserError("undone", f"{registration.name}的登记已经撤销过了。")
    changes = dict(registration.changes)
    questions = changes.pop(QUESTIONS, {})
    _refuse_dependent(unit, member, changes)
    keys = keys_of(member)
    take_back(unit, changes, f"撤销登记：{reason.strip()}", MIRRORS)
    replace_keys(unit, keys, ())
    reopen_settled(unit, questions, ANSWERED_NO_MORE, moment)


def _refuse_dependent(
    unit: UnitOfWork, member: Member, changes: Mapping[str, Mapping[str, Any]]
) -> None:
    """Say what has been entered about them since: the rule of a whole import, for one person."""
    found = dependents(unit, member.id, member.id, member.created_at)
    found[OWN_PERIODS] -= len(changes.get(OWN_PERIODS, {}))
    words = [WORDS[key].format(number) for key, number in found.items() if number > 0]
    if words:
        listed = "、".join(words)
        raise UserError(
            "depends",
            f"不能撤销{member.name}的登记，已经有：{listed}。不再服务时请在“会籍”里登记退出。",
        )
