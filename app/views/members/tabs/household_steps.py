"""Founding and joining a household as steps that can be taken back."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.services.households import Households
from app.services.rights import Actor


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
