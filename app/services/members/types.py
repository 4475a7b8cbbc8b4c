"""Commands and results of the members service. Numbers are masked unless a field says full."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.core.codes import ABILITY_LEVELS, MemberState, Sex

FIELDS = (
    "name", "former_name", "id_type", "id_number", "birth_date", "sex", "phone", "phone2",
    "address", "community", "categories", "ability_level", "self_care", "living",
    "emergency_contact", "emergency_phone", "joined_on", "note",
)  # fmt: skip
"""What a form may set on a member."""


@dataclass(frozen=True)
class MemberQuery:
    """What the list shows: a text to find, filters, order. Empty texts mean all."""

    text: str = ""
    community: str = ""
    category: str = ""
    ability: str = ""
    state: str = ""
    sort: str = "member_no"
    descending: bool = False


@dataclass(frozen=True)
class MemberRow:
    """One line of the list; texts are ready to show."""

    id: int
    uid: str
    member_no: str
    name: str
    sex: str
    age: int | None
    id_masked: str
    phone_masked: str
    community: str
    categories: str
    ability: str
    state: str
    card: str


@dataclass(frozen=True)
class MemberHit:
    """One answer of the search box; same names are told apart by community and birth year."""

    id: int
    uid: str
    name: str
    sex: str
    birth_year: str
    community: str
    member_no: str
    phone_masked: str
    id_masked: str
    matched_by: str = ""


@dataclass(frozen=True)
class MemberFile:
    """One member's file.

    ``values`` holds `FIELDS` as stored except ``id_number``, ``phone``, ``phone2`` and
    ``emergency_phone``, which are masked here; `Members.full_numbers` gives them with a reason.
    """

    id: int
    uid: str
    version: int
    member_no: str
    state: str
    age: int | None
    values: Mapping[str, Any]
    card: str
    pins: tuple[str, ...]
    history: tuple[FileEvent, ...] = ()


@dataclass(frozen=True)
class FileEvent:
    """One line of a member's time line."""

    at: str
    kind: str
    text: str


@dataclass(frozen=True)
class RegisterMember:
    """Take a person in (登记). ``values`` by `FIELDS`; card and terminal number may be empty."""

    values: Mapping[str, Any]
    card: str = ""
    terminal_pin: str = ""


@dataclass(frozen=True)
class ChangeMember:
    """Change some fields of one member, if nobody else changed it since ``version``."""

    uid: str
    version: int
    values: Mapping[str, Any]
    card: str | None = None
    terminal_pin: str | None = None
    reason: str = field(default="")


@dataclass(frozen=True)
class SetMemberState:
    """Change where a membership stands; ``state`` of `MemberState`, ``on`` its last day."""

    uid: str
    version: int
    state: str
    reason: str = ""
    on: dt.date | None = None


def ability_text(level: int | None, self_care: str | None) -> str:
    """``中度失能`` from level 2, else the legacy field as it stands."""
    return ABILITY_LEVELS[level] if level is not None else (self_care or "")


def sex_text(code: str) -> str:
    """``男`` from ``1``; empty when unknown."""
    return "" if code in ("", "0") else Sex(code).label


def state_text(code: str) -> str:
    """``在册`` from ``active``."""
    return MemberState(code).label


def parse_date(text: str | None) -> dt.date | None:
    """The stored date, or None."""
    return dt.date.fromisoformat(text) if text else None
