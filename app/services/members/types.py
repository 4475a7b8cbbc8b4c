"""Commands and results of the members service. Numbers are masked unless a field says full."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.core.codes import ABILITY_LEVELS, MemberState, Sex
from app.core.dates import age_words

if TYPE_CHECKING:
    from app.services.timeline.types import TimelineEvent

FIELDS = (
    "name", "former_name", "id_type", "id_number", "birth_date", "sex", "phone", "phone2",
    "address", "community", "categories", "ability_level", "self_care", "living",
    "emergency_contact", "emergency_phone", "joined_on", "note", "no_document_reason",
    "ethnic", "marital", "education", "registered_area", "registered_address",
)  # fmt: skip
"""What a form may set on a member."""


@dataclass(frozen=True)
class MemberQuery:
    """What the list shows: a text to find, filters, order. Empty texts mean all.

    ``category`` and ``classes`` (all of them) are words of 人员类别; ``ability`` a level, a legacy
    word, 未评估 or 评估过期; ``state`` `MemberState` as of today; ``age_band`` a key of
    `listing.AGE_BANDS`; ``priority`` 重点 or 一般.
    """

    text: str = ""
    community: str = ""
    category: str = ""
    ability: str = ""
    state: str = ""
    sort: str = "member_no"
    descending: bool = False
    classes: tuple[str, ...] = ()
    age_band: str = ""
    priority: str = ""


@dataclass(frozen=True)
class MemberRow:
    """One line of the list; texts are ready to show, dates ISO, ``""`` when there is none.

    ``namesake``: somebody else on the list has the same name.
    """

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
    age_about: bool = False
    birth_year: str = ""
    priority: str = ""
    last_seen: str = ""
    assessed_on: str = ""
    valid_until: str = ""
    namesake: bool = False

    @property
    def age_text(self) -> str:
        """``81``, ``约 80`` when only the year of birth is known, empty when nothing is."""
        return age_words(self.age, about=self.age_about)


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
    ``history`` the newest events of the time line.
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
    history: tuple[TimelineEvent, ...] = ()
    age_about: bool = False

    @property
    def age_text(self) -> str:
        """As `MemberRow.age_text`."""
        return age_words(self.age, about=self.age_about)


@dataclass(frozen=True)
class RegisterMember:
    """Take a person in. ``values`` by `FIELDS`; card and terminal number may be empty.

    They are on the list (在册) from ``joined_on``, today by default; ``waiting``: in the file
    only (登记) from that day on, until `Memberships.resume` takes them in.
    """

    values: Mapping[str, Any]
    card: str = ""
    terminal_pin: str = ""
    waiting: bool = False


@dataclass(frozen=True)
class ChangeMember:
    """Change some fields of one member, if nobody else changed it since ``version``."""

    uid: str
    version: int
    values: Mapping[str, Any]
    card: str | None = None
    terminal_pin: str | None = None
    reason: str = field(default="")


def level_text(level: int | None) -> str:
    """``中度失能`` from level 2; empty without an assessment."""
    return "" if level is None else ABILITY_LEVELS[level]


def ability_text(level: int | None, self_care: str | None) -> str:
    """As `level_text`; without an assessment ``旧：半失能`` from the legacy field.

    A level is only ever the result of an assessment (GB/T 42195-2022): what somebody once wrote
    down is never shown as one.
    """
    return level_text(level) or (f"旧：{self_care}" if self_care else "")


def sex_text(code: str) -> str:
    """``男`` from ``1``; empty when unknown."""
    return "" if code in ("", "0") else Sex(code).label


def state_text(code: str) -> str:
    """``在册`` from ``active``."""
    return MemberState(code).label
