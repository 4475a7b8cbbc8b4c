"""Commands and results of the attendance service."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from app.core.codes import MemberState, Method
from app.services.cards import EndedCard
from app.services.members.types import MemberHit
from app.services.memberships.types import Away, MembershipChange

Outcome = Literal["checked_in", "already", "unknown", "ambiguous", "away", "ended_card"]


@dataclass(frozen=True)
class CheckIn:
    """Check one member in. ``at`` local time (None: now); back-entry needs a ``note``.

    ``code``: what was typed to find them; a card that was not valid that day is refused.
    """

    member_uid: str
    at: dt.datetime | None = None
    method: Method = Method.MANUAL
    note: str = ""
    code: str = ""


@dataclass(frozen=True)
class Returned:
    """That somebody is on the list again from today on.

    Attributes:
        was: why they were not until then.
        change: what it changed, for `Memberships.undo`.
    """

    was: Away
    change: MembershipChange

    @property
    def word(self) -> str:
        """What coming back is called: ``重新入会``, ``入册``, ``恢复在册``."""
        names: dict[str, str] = {MemberState.LEFT: "重新入会", MemberState.REGISTERED: "入册"}
        return names.get(self.was.state, "恢复在册")

    @property
    def as_before(self) -> str:
        """Once it was taken back: ``退出也照旧：已退出（最后一天 11-21）。``"""
        return f"{self.was.again}：{self.was.words}。"


@dataclass(frozen=True)
class CheckInResult:
    """What the desk answers; a repeat is an answer, not an error.

    Attributes:
        arrived_at: local ``HH:MM:SS`` of this or the earlier check-in; empty when there is none.
        attendance_uid: for 撤销; empty unless ``checked_in``.
        candidates: the people meant, when the code is not unique.
        away: why somebody is not on the list that day, with ``away``.
        card: the lost, replaced, returned or expired card, with ``ended_card``.
        returned: they are on the list again with it (`Attendances.come_back`). Where they are
            ``already`` checked in that is all that was done, and `Memberships.undo` undoes it.
        about: year of birth and community, where another file has the same name; else empty.
    """

    outcome: Outcome
    name: str = ""
    arrived_at: str = ""
    attendance_uid: str = ""
    member_uid: str = ""
    code: str = ""
    candidates: tuple[MemberHit, ...] = ()
    away: Away | None = None
    card: EndedCard | None = None
    returned: Returned | None = None
    about: str = ""

    @property
    def came_back(self) -> bool:
        """Whether they are on the list again with it."""
        return self.returned is not None

    @property
    def refusal(self) -> str:
        """Why nothing was entered and what to do, for staff; empty when that is not so."""
        return refusal(self.away, self.card)


def refusal(away: Away | None, card: EndedCard | None) -> str:
    """``住院暂停中（11-20 起），如已恢复请到会籍里恢复。``"""
    if away is not None:
        return f"{away.words}，{away.advice}"
    return f"{card.words}，{card.advice}" if card is not None else ""


@dataclass(frozen=True)
class Undone:
    """What taking a check-in back came to.

    Attributes:
        away: why they are off the list again, where coming back was taken back with it.
        stayed: they came back with it, and that was left as it is.
    """

    name: str
    away: Away | None = None
    stayed: bool = False

    @property
    def words(self) -> str:
        """What became of the membership, for staff; empty when nothing did."""
        if self.stayed:
            return (
                "恢复在册没有撤销：后来又有签到、就餐或会籍改动。不在中心的话请到会籍里登记暂停。"
            )
        return f"{self.away.again}：{self.away.words}。" if self.away is not None else ""


@dataclass(frozen=True)
class AttendanceRow:
    """One person present; texts ready to show; ``arrived_at`` ``HH:MM:SS``."""

    id: int
    uid: str
    member_uid: str
    name: str
    sex: str
    birth_year: str
    community: str
    arrived_at: str
    method: str
    method_label: str
    source: str
    note: str


@dataclass(frozen=True)
class AttendanceDay:
    """One service date, ordered by arrival."""

    date: dt.date
    people: tuple[AttendanceRow, ...]

    @property
    def present(self) -> int:
        """How many people came."""
        return len(self.people)
