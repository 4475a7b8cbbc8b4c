"""What the duplicates service hands out; numbers are masked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PersonFacts:
    """What tells two files apart at a glance; ``registered``, ``last_seen`` ISO or ``""``."""

    uid: str
    member_no: str
    name: str
    sex: str
    birth_date: str
    community: str
    address: str
    id_masked: str
    phone_masked: str
    state: str
    registered: str
    last_seen: str = ""


@dataclass(frozen=True)
class DuplicatePair:
    """Two files that may be one person; ``first`` was registered earlier. ``reasons`` words."""

    first: PersonFacts
    second: PersonFacts
    reasons: tuple[str, ...]
    weight: int

    @property
    def key(self) -> tuple[str, str]:
        """The two uids."""
        return self.first.uid, self.second.uid


@dataclass(frozen=True)
class TypedPerson:
    """What has been typed so far about somebody who is being registered."""

    name: str = ""
    birth_date: str = ""
    id_number: str = ""
    phone: str = ""
    phone2: str = ""
    former_name: str = ""


@dataclass(frozen=True)
class Similar:
    """Somebody registered who may be the person being typed."""

    person: PersonFacts
    reasons: tuple[str, ...]
