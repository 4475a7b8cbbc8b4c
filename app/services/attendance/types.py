"""Commands and results of the attendance service."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from app.core.codes import Method
from app.services.members.types import MemberHit

Outcome = Literal["checked_in", "already", "unknown", "ambiguous", "not_active"]


@dataclass(frozen=True)
class CheckIn:
    """Check one member in. ``at`` local time (None: now); back-entry needs a ``note``."""

    member_uid: str
    at: dt.datetime | None = None
    method: Method = Method.MANUAL
    note: str = ""


@dataclass(frozen=True)
class CheckInResult:
    """What the desk answers; a repeat is an answer, not an error.

    Attributes:
        arrived_at: local ``HH:MM:SS`` of this or the earlier check-in; empty when there is none.
        attendance_uid: for 撤销; empty unless ``checked_in``.
        candidates: the people meant, when the code is not unique.
    """

    outcome: Outcome
    name: str = ""
    arrived_at: str = ""
    attendance_uid: str = ""
    member_uid: str = ""
    code: str = ""
    candidates: tuple[MemberHit, ...] = ()


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
