"""Founding and joining a household as steps that can be taken back; what is odd about a house."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.core.names import told_apart
from app.services.household_heads import HEAD
from app.services.households import HouseholdFile, Households
from app.services.members import MemberFile
from app.services.rights import Actor
from app.views import parts

if TYPE_CHECKING:
    from app.wiring import Application

ALONE = "独居"
"""The class, and the word of 居住情况."""


@dataclass(frozen=True)
class Founding:
    """Somebody founds a household."""

    households: Households
    member_uid: str
    actor: Actor

    def found(self) -> None:
        """Do it."""
        self.households.create(self.member_uid, self.actor)

    def take_back(self) -> None:
        """They are in no household again."""
        for uid in _places(self.households, self.member_uid, self.actor):
            self.households.leave(uid, self.actor)


@dataclass(frozen=True)
class Joining:
    """``comes`` joins the household of ``lives``, who founds one for that if need be."""

    households: Households
    comes: str
    lives: str
    relation: str
    actor: Actor
    _added: list[str] = field(default_factory=list)

    def join(self) -> None:
        """Do it."""
        had = _places(self.households, self.lives, self.actor)
        place = self.households.join(self.comes, self.lives, self.relation, self.actor)
        now = _places(self.households, self.lives, self.actor)
        self._added.extend((place, *(uid for uid in now if uid not in had)))

    def take_back(self) -> None:
        """Both are where they were before."""
        for uid in self._added:
            self.households.leave(uid, self.actor)


def _places(households: Households, member_uid: str, actor: Actor) -> list[str]:
    """The uid of somebody's place in their household; nothing without one."""
    house = households.of(member_uid, actor)
    return [one.place_uid for one in house.people if one.uid == member_uid] if house else []


@dataclass(frozen=True)
class Met:
    """What to know before two become one house: who the head is, and what does not fit."""

    head: str
    doubt: str


def met(app: Application, comes: str, lives: str, actor: Actor) -> Met:
    """``comes`` would join the household of ``lives``, who becomes the head where there is none."""
    house, living = app.households.of(lives, actor), app.members.file(lives, actor)
    coming, head = app.members.file(comes, actor), living
    if house is not None:
        uid = next((one.uid for one in house.people if one.relation == HEAD), "")
        if not uid:
            return Met(_tr("这一户还没有户主。"), _apart(coming, house.address))
        head = living if uid == lives else app.members.file(uid, actor)
    values = {key: str(head.values[key] or "") for key in ("name", "birth_date", "community")}
    words = told_apart(values["name"], values["birth_date"][:4], values["community"])
    address = house.address if house is not None and house.address else _address(living)
    return Met(parts.fill(_tr("户主：%1。"), words), _apart(coming, address))


def lives_alone(
    app: Application, file: MemberFile, house: HouseholdFile | None, actor: Actor
) -> str:
    """A sentence when somebody counts as living alone, and others of the house share the address;
    else empty."""
    rows = app.classification.of(file.uid, actor).rows if house is not None else ()
    if house is None or not any(one.code == ALONE and one.standing == "now" for one in rows):
        return ""
    others = [one for one in house.people if one.uid and one.uid != file.uid]
    here = _address(file)
    beside = [one.name for one in others if _address(app.members.file(one.uid, actor)) == here]
    if not here or not beside:
        return ""
    words = _tr("分类是“独居”，但同一户、同一地址还有%1，请核对“分类保障”。")
    return parts.fill(words, "、".join(beside))


def _address(file: MemberFile) -> str:
    return str(file.values["address"] or "")


def _apart(coming: MemberFile, address: str) -> str:
    own, name = _address(coming), str(coming.values["name"])
    if not own or not address or own == address:
        return ""
    words = _tr("%1登记的地址是“%2”，这一户在“%3”，请核对是不是住在一起。")
    return parts.fill(words, name, own, address)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Household", text)
