"""Households (一户一策): who lives as one family, as one file of the whole house."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from app.core.codes import MemberState
from app.core.dates import age_text
from app.core.errors import UserError, ValidationProblem
from app.db.session import UnitOfWork
from app.models import Contact, Household, HouseholdMember, Member
from app.services.base import Service
from app.services.codes import shipped_table
from app.services.household_heads import HEAD, LEAVING, hand_back, heads_of, pass_on_head, places_of
from app.services.members.loading import load_member
from app.services.members.types import ability_text, sex_text
from app.services.memberships.away import away_on
from app.services.memberships.types import NOT_JOINED
from app.services.rights import Actor, Right, requires

TEXT_LIMIT = 200
NEIGHBOURS = 20


@dataclass(frozen=True)
class HouseholdPerson:
    """Somebody of a household: a member (``uid`` set), or a contact who lives there."""

    place_uid: str
    uid: str
    name: str
    sex: str
    age: str
    relation: str
    relation_text: str
    community: str
    state: str
    categories: str
    ability: str


@dataclass(frozen=True)
class HouseholdFile:
    """One household with everybody in it, the head first."""

    uid: str
    version: int
    number: str
    address: str
    community: str
    note: str
    people: tuple[HouseholdPerson, ...]


@dataclass(frozen=True)
class Neighbour:
    """A member at the same address, proposed as the same household."""

    uid: str
    name: str
    birth_year: str
    community: str
    address: str
    household: str


@dataclass(frozen=True)
class ChangeHousehold:
    """Address, community and note of a household, seen at ``version``."""

    uid: str
    version: int
    address: str
    community: str
    note: str = ""


class Households(Service):
    """Founds households, lets people join and leave."""

    @requires(Right.LOOK)
    def of(self, member_uid: str, actor: Actor) -> HouseholdFile | None:
        """The household that a member lives in; None while they have none."""
        with self._db.read() as connection:
            found = connection.execute(
                select(HouseholdMember.household_id)
                .join(Member, Member.id == HouseholdMember.member_id)
                .where(Member.uid == member_uid, HouseholdMember.deleted_at.is_(None))
            ).scalar()
            return None if found is None else _file(connection, found, self._today())

    @requires(Right.LOOK)
    def neighbours(self, member_uid: str, actor: Actor) -> tuple[Neighbour, ...]:
        """Members at exactly the same address who are not in the same household yet."""
        with self._db.read() as connection:
            me = connection.execute(
                select(Member.id, Member.address, _household_of(Member.id).label("household"))
                .where(Member.uid == member_uid, Member.deleted_at.is_(None))
            ).first()  # fmt: skip
            if me is None or not me.address:
                return ()
            number = _household_of(Member.id).label("household")
            rows = connection.execute(
                select(
                    Member.uid, Member.name, Member.birth_date, Member.community, Member.address,
                    number,
                )
                .where(
                    Member.address == me.address,
                    Member.id != me.id,
                    Member.deleted_at.is_(None),
                )
                .order_by(Member.id)
                .limit(NEIGHBOURS)
            ).all()  # fmt: skip
        return tuple(
            Neighbour(
                row.uid, row.name, (row.birth_date or "")[:4], row.community or "",
                row.address or "", row.household or "",
            )
            for row in rows
            if not row.household or row.household != me.household
        )  # fmt: skip

    @requires(Right.EDIT_MEMBERS)
    def create(self, member_uid: str, actor: Actor, relation: str = HEAD) -> str:
        """Found a household at the member's address; returns its uid.

        ``relation`` of the founder to the head; they are the head unless said otherwise.
        Raises `UserError` ``has_household``, `ValidationProblem`.
        """
        _check_relation(relation)
        with self._db.write(actor, "建立家庭") as unit:
            member = load_member(unit, member_uid)
            return _found(unit, member, relation).uid

    @requires(Right.EDIT_MEMBERS)
    def join(self, member_uid: str, other_uid: str, relation: str, actor: Actor) -> str:
        """Let a member join the household of another member; returns the uid of their place.

        Somebody who has no household yet becomes the head of a new one. Raises `UserError`
        ``has_household``, ``same_person``, ``not_found``; `ValidationProblem` for the relation.
        """
        _check_relation(relation)
        with self._db.write(actor, "加入家庭") as unit:
            member, other = load_member(unit, member_uid), load_member(unit, other_uid)
            if member.id == other.id:
                raise UserError("same_person", "这就是本人，请选择家里的另一位老人。")
            theirs = _place_of(unit, other.id)
            household = (
                unit.session.get_one(Household, theirs.household_id)
                if theirs
                else _found(unit, other, HEAD)
            )
            return _add(unit, household, member, relation).uid

    @requires(Right.EDIT_MEMBERS)
    def change_relation(self, place_uid: str, relation: str, actor: Actor) -> None:
        """Say anew how somebody is related to the head. A new head takes the place of the old."""
        _check_relation(relation)
        with self._db.write(actor, "家庭关系") as unit:
            place = _load_place(unit, place_uid)
            if relation == HEAD:
                for one in places_of(unit, place.household_id):
                    if one.relation == HEAD and one is not place:
                        raise UserError(
                            "has_head", "这一家已经有户主。请先改原来户主的关系，再指定新的户主。"
                        )
            place.relation = relation

    @requires(Right.EDIT_MEMBERS)
    def leave(self, place_uid: str, actor: Actor) -> str:
        """Take somebody out of their household; `come_back` undoes it.

        When the head leaves, the next one becomes the head; returns that name, else ``""``.
        """
        with self._db.write(actor, LEAVING) as unit:
            place = _load_place(unit, place_uid)
            place.deleted_at, place.deleted_reason = unit.now, LEAVING
            unit.session.flush()
            headless = place.relation == HEAD and not heads_of(unit, place.household_id)
            return pass_on_head(unit, place.household_id) if headless else ""

    @requires(Right.EDIT_MEMBERS)
    def come_back(self, place_uid: str, actor: Actor) -> None:
        """Undo `leave`; who became the head by it is related to the head as before.

        Raises `UserError` ``has_household`` when they joined another one, ``has_head`` when
        somebody was made the head since.
        """
        with self._db.write(actor, "撤销离开家庭") as unit:
            statement = select(HouseholdMember).where(HouseholdMember.uid == place_uid)
            place = unit.session.scalars(statement).first()
            if place is None:
                raise UserError("not_found", "找不到这一家的登记。请按 F5 刷新。")
            if place.deleted_at is not None and _place_of(unit, place.member_id):
                raise _has_household(unit.session.get_one(Member, place.member_id).name)
            if place.deleted_at is not None and place.relation == HEAD:
                hand_back(unit, place)
            place.deleted_at = place.deleted_reason = None

    @requires(Right.EDIT_MEMBERS)
    def change(self, command: ChangeHousehold, actor: Actor) -> None:
        """Change address, community and note. Raises `UserError` ``changed_meanwhile``."""
        given = {key: getattr(command, key).strip() for key in ("address", "community", "note")}
        faults = {
            key: f"太长了，最多 {TEXT_LIMIT} 个字。"
            for key, value in given.items()
            if len(value) > TEXT_LIMIT
        }
        if faults:
            raise ValidationProblem(faults)
        with self._db.write(actor, "修改家庭") as unit:
            household = unit.session.scalars(
                select(Household).where(Household.uid == command.uid)
            ).first()
            if household is None:
                raise UserError("not_found", "找不到这一家。请按 F5 刷新。")
            if household.version != command.version:
                raise UserError("changed_meanwhile", "这一家刚被别人修改过。请按 F5 刷新后再改。")
            for key, value in given.items():
                setattr(household, key, value or None)


def _household_of(member_id: Any) -> Any:
    return (
        select(Household.number)
        .join(HouseholdMember, HouseholdMember.household_id == Household.id)
        .where(HouseholdMember.member_id == member_id, HouseholdMember.deleted_at.is_(None))
        .scalar_subquery()
    )


def _check_relation(relation: str) -> None:
    known = {entry.code for entry in shipped_table("relation")} - {"01"}
    if relation not in known:
        raise ValidationProblem({"relation": "请选择与户主的关系。"})


def _has_household(name: str) -> UserError:
    return UserError("has_household", f"{name}已经在一个家庭里。请先让他离开那一家。")


def _place_of(unit: UnitOfWork, member_id: int) -> HouseholdMember | None:
    return unit.session.scalars(
        select(HouseholdMember).where(
            HouseholdMember.member_id == member_id, HouseholdMember.deleted_at.is_(None)
        )
    ).first()


def _load_place(unit: UnitOfWork, uid: str) -> HouseholdMember:
    place = unit.session.scalars(
        select(HouseholdMember).where(
            HouseholdMember.uid == uid, HouseholdMember.deleted_at.is_(None)
        )
    ).first()
    if place is None:
        raise UserError("not_found", "已经不在这一家了。请按 F5 刷新。")
    return place


def _found(unit: UnitOfWork, member: Member, relation: str) -> Household:
    last = unit.session.scalar(select(func.max(Household.number))) or "H000000"
    household = Household(
        number=f"H{int(last[1:]) + 1:06d}", address=member.address, community=member.community
    )
    unit.session.add(household)
    unit.session.flush()
    _add(unit, household, member, relation)
    return household


def _add(unit: UnitOfWork, household: Household, member: Member, relation: str) -> HouseholdMember:
    if _place_of(unit, member.id):
        raise _has_household(member.name)
    if relation == HEAD and any(one.relation == HEAD for one in places_of(unit, household.id)):
        raise ValidationProblem({"relation": "这一家已经有户主，请选择与户主的关系。"})
    place = HouseholdMember(household_id=household.id, member_id=member.id, relation=relation)
    unit.session.add(place)
    unit.session.flush()
    return place


def _file(connection: Connection, household_id: int, today: dt.date) -> HouseholdFile:
    house = connection.execute(
        select(Household.__table__).where(Household.id == household_id)
    ).one()
    rows = connection.execute(
        select(
            HouseholdMember.uid.label("place_uid"), HouseholdMember.relation, Member.id,
            Member.uid, Member.name, Member.sex, Member.birth_date, Member.community,
            Member.categories, Member.ability_level, Member.self_care,
        )
        .join(Member, Member.id == HouseholdMember.member_id)
        .where(
            HouseholdMember.household_id == household_id,
            HouseholdMember.deleted_at.is_(None),
            Member.deleted_at.is_(None),
        )
        .order_by(HouseholdMember.relation != HEAD, HouseholdMember.relation, Member.id)
    ).all()  # fmt: skip
    words = {entry.code: entry.name for entry in shipped_table("relation")}
    people = [
        HouseholdPerson(
            row.place_uid, row.uid, row.name, sex_text(row.sex), age_text(row.birth_date, today),
            row.relation, words.get(row.relation, row.relation), row.community or "",
            _state(connection, row.id, today), row.categories or "",
            ability_text(row.ability_level, row.self_care),
        )
        for row in rows
    ]  # fmt: skip
    others = _others(connection, {row.id: row.name for row in rows}, words)
    return HouseholdFile(
        house.uid, house.version, house.number, house.address or "", house.community or "",
        house.note or "", (*people, *others),
    )  # fmt: skip


def _state(connection: Connection, member_id: int, today: dt.date) -> str:
    """Where the membership stands by its periods; the mirror may still be of yesterday."""
    away = away_on(connection, member_id, today.isoformat())
    known = away is not None and away.state != NOT_JOINED
    return (MemberState(away.state) if away and known else MemberState.ACTIVE).label


def _others(
    connection: Connection, members: dict[int, str], words: dict[str, str]
) -> list[HouseholdPerson]:
    """People who live there and are no members: contacts marked 同住, each once by name."""
    rows = connection.execute(
        select(Contact.member_id, Contact.name, Contact.relation, Contact.linked_member_id)
        .where(
            Contact.member_id.in_(list(members)),
            Contact.lives_together == 1,
            Contact.deleted_at.is_(None),
        )
        .order_by(Contact.id)
    ).all()
    found: dict[str, HouseholdPerson] = {}
    for row in rows:
        if row.linked_member_id in members or row.name in found:
            continue
        word = words.get(row.relation or "", "")
        whose = f"{members[row.member_id]}的{word}" if word else f"与{members[row.member_id]}同住"
        found[row.name] = HouseholdPerson(
            "", "", row.name, "", "", row.relation or "", whose, "", "", "", ""
        )
    return list(found.values())
