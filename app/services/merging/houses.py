"""Households of two files: one place stays, and every house keeps one head."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from app.core.errors import UserError
from app.db.session import UnitOfWork
from app.models import Household, HouseholdMember, Member
from app.services.codes import shipped_table
from app.services.household_heads import HEAD, heads_of, pass_on_head, successor
from app.services.merging.types import KEPT, MergeField

HOUSEHOLD, LABEL = "household", "家庭"


class House(NamedTuple):
    """Where one of the two files lives; ``heir``: who would be the head without them, ``""``."""

    id: int
    number: str
    relation: str
    others: tuple[str, ...]
    heir: str

    @property
    def text(self) -> str:
        """``H000001　户主　另有李建国``."""
        relations = {entry.code: entry.name for entry in shipped_table("relation")}
        relation = relations.get(self.relation, self.relation)
        who = f"另有{'、'.join(self.others)}" if self.others else "没有别人"
        return f"{self.number}　{relation}　{who}"


def house_of(connection: Connection, member_id: int, twin_id: int) -> House | None:
    """The household of a member, counted without the other file of the same person."""
    place = connection.execute(
        select(Household.id, Household.number, HouseholdMember.relation)
        .join(Household, Household.id == HouseholdMember.household_id)
        .where(HouseholdMember.member_id == member_id, HouseholdMember.deleted_at.is_(None))
    ).first()
    if place is None:
        return None
    others = connection.scalars(
        select(Member.name)
        .join(HouseholdMember, HouseholdMember.member_id == Member.id)
        .where(
            HouseholdMember.household_id == place.id, HouseholdMember.deleted_at.is_(None),
            Member.id.not_in((member_id, twin_id)), Member.deleted_at.is_(None),
        )
        .order_by(Member.id)
    ).all()  # fmt: skip
    heir = successor(connection, place.id, (member_id, twin_id))
    return House(
        place.id, place.number, place.relation, tuple(others), heir.name if heir is not None else ""
    )


def house_field(mine: House | None, theirs: House | None) -> MergeField:
    """The line of the two households; of one house both live in, the head is the head."""
    one, other = (house.text if house else "" for house in (mine, theirs))
    if mine and theirs and mine.id == theirs.id and HEAD in (mine.relation, theirs.relation):
        one = other = mine._replace(relation=HEAD).text
    return MergeField(HOUSEHOLD, LABEL, one, other, KEPT if one or not other else "merged")


def house_notes(mine: House | None, theirs: House | None) -> list[str]:
    """Who would be the head of a house that loses its own by the merge."""
    if mine is None or theirs is None or mine.id == theirs.id:
        return []
    return [
        f"两份档案在两户，只留一户：不留 {house.number} 时，这一户由{house.heir}当户主。"
        for house in (mine, theirs)
        if house.relation == HEAD and house.heir
    ]


def headed(unit: UnitOfWork, member_ids: Sequence[int]) -> list[int]:
    """Ids of the households that one of the two files is the head of."""
    return list(
        unit.session.scalars(
            select(HouseholdMember.household_id).where(
                HouseholdMember.member_id.in_(member_ids), HouseholdMember.relation == HEAD,
                HouseholdMember.deleted_at.is_(None),
            )
        )
    )  # fmt: skip


def keep_heads(unit: UnitOfWork, kept_id: int, houses: Sequence[int]) -> list[str]:
    """Every one of ``houses`` that lost its head gets one: the kept file where it lives there,
    else whoever comes next. Returns what was done, in words."""
    unit.session.flush()
    said = []
    for house_id in dict.fromkeys(houses):
        if heads_of(unit, house_id):
            continue
        own = unit.session.scalars(
            select(HouseholdMember).where(
                HouseholdMember.household_id == house_id, HouseholdMember.member_id == kept_id,
                HouseholdMember.deleted_at.is_(None),
            )
        ).first()  # fmt: skip
        if own is not None:
            own.relation = HEAD
            continue
        heir = pass_on_head(unit, house_id)
        if heir:
            number = unit.session.get_one(Household, house_id).number
            said.append(f"{number} 现在由{heir}当户主，请核对这一户的关系。")
    unit.session.flush()
    return said


def refuse_two_heads(unit: UnitOfWork, member_ids: Sequence[int]) -> None:
    """Raise ``has_head`` when a house of one of the two would have two heads after an undo."""
    for house_id in dict.fromkeys(headed(unit, member_ids)):
        heads = [unit.session.get_one(Member, one.member_id) for one in heads_of(unit, house_id)]
        if len(heads) > 1:
            number = unit.session.get_one(Household, house_id).number
            others = "、".join(one.name for one in heads if one.id not in member_ids)
            raise UserError(
                "has_head",
                f"撤销后 {number} 会有两位户主，没有撤销。合并以后这一户由{others}当户主，"
                "请先在家庭里改他的关系。",
            )
