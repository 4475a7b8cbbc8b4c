"""Commands and results of the contacts service; phones are masked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FLAGS = ("guardian", "may_collect", "lives_together")
TEXTS = ("name", "relation", "phone", "phone2", "address", "guardian_evidence", "note")


@dataclass(frozen=True)
class ContactRow:
    """One person around a member; phones masked.

    ``relation`` GB/T 4761-2008 as seen from the member, ``""`` unknown; ``emergency_order`` 1 is
    called first, None never; ``linked_uid`` when that person is a member too.
    """

    uid: str
    version: int
    name: str
    relation: str
    relation_text: str
    phone_masked: str
    phone2_masked: str
    address: str
    guardian: bool
    guardian_evidence: str
    emergency_order: int | None
    may_collect: bool
    lives_together: bool
    linked_uid: str
    linked_name: str
    note: str


@dataclass(frozen=True)
class SaveContact:
    """Add a person (``uid`` empty) or change one seen at ``version``.

    ``values``: any of `TEXTS`, `FLAGS`, ``emergency`` (bool: is on the list of whom to call) and
    ``linked_uid``; what is left out stays as it is.
    """

    member_uid: str
    values: Mapping[str, Any]
    uid: str = ""
    version: int = 0
