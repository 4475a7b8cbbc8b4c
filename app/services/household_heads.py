"""The head (户主) of a household: one, also when the one there was goes."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, select

from app.core.codes import MemberState
from app.core.errors import UserError
from app.db.session import UnitOfWork
from app.models import AuditEvent, HouseholdMember, Member

HEAD = "02"
"""户主 in GB/T 4761-2008."""
LEAVING = "离开家庭"
"""Reason in the audit under which somebody leaves, and somebody else becomes the head by it."""
SPOUSES = ("10", "11", "12")
"""配偶, 夫, 妻 in GB/T 4761-2008."""


def places_of(unit: UnitOfWork, household_id: int) -> list[HouseholdMember]:
    """Everybody's living place in a household."""
    return list(
        unit.session.scalars(
            select(HouseholdMember).where(
                HouseholdMember.household_id == household_id, HouseholdMember.deleted_at.is_(None)
            )
        )
    )


def heads_of(unit: UnitOfWork, household_id: int) -> list[HouseholdMember]:
    """The places of those who are the head of a household: one, or none yet."""
    return [one for one in places_of(unit, household_id) if one.relation == HEAD]


def successor(connection: Connection, household_id: int, without: Collection[int] = ()) -> Any:
    """Who comes next as the head: the row with ``place_id``, ``name`` of a member; None where
    nobody else lives. Those still with the centre go first, of them the husband or wife, then
    whoever joined the household first.
    """
    rows = connection.execute(
        select(
            HouseholdMember.id.label("place_id"), HouseholdMember.relation, Member.name,
            Member.state,
        )
        .join(Member, Member.id == HouseholdMember.member_id)
        .where(
            HouseholdMember.household_id == household_id, HouseholdMember.deleted_at.is_(None),
            Member.deleted_at.is_(None), Member.id.not_in(without),
        )
        .order_by(HouseholdMember.id)
    ).all()  # fmt: skip
    order = sorted(rows, key=lambda r: (r.state == MemberState.LEFT, r.relation not in SPOUSES))
    return order[0] if order else None


def pass_on_head(unit: UnitOfWork, household_id: int) -> str:
    """Let the `successor` be the head of a household that lost its own; returns the name, ``""``
    when nobody is left."""
    unit.session.flush()
    heir = successor(unit.session.connection(), household_id)
    if heir is None:
        return ""
    unit.session.get_one(HouseholdMember, heir.place_id).relation = HEAD
    unit.session.flush()
    return str(heir.name)


def hand_back(unit: UnitOfWork, place: HouseholdMember) -> None:
    """The head comes back to ``place``: whoever became the head by the leaving is so no more."""
    for one in heads_of(unit, place.household_id):
        event = unit.session.execute(
            select(AuditEvent.at, AuditEvent.reason, AuditEvent.changes)
            .where(AuditEvent.entity_uid == one.uid, AuditEvent.changes.contains('"relation":['))
            .order_by(AuditEvent.id.desc())
        ).first()
        if event is None or (event.at, event.reason) != (place.deleted_at, LEAVING):
            name = unit.session.get_one(Member, one.member_id).name
            raise UserError(
                "has_head",
                f"这一家现在的户主是{name}，没有撤销。请先改{name}的关系，或重新加入并选择关系。",
            )
        one.relation = json.loads(event.changes)["relation"][0]
    unit.session.flush()
