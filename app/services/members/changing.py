"""Writing the fields of a file inside an open transaction, with everything that follows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from app.db.session import UnitOfWork
from app.models import Member
from app.services import contacts
from app.services.classification.words import GivenClasses
from app.services.members.keys import Key, member_keys, replace_keys
from app.services.members.types import FIELDS

EMERGENCY = frozenset({"emergency_contact", "emergency_phone"})


def set_fields(
    unit: UnitOfWork,
    member: Member,
    clean: Mapping[str, Any],
    classes: GivenClasses,
    today: dt.date,
    relation: str | None = None,
) -> None:
    """Set checked values; classes, the first emergency contact and the search keys follow.

    ``relation``: of an emergency contact who is new.
    """
    before = keys_of(member)
    for key, value in clean.items():
        if getattr(member, key) != value:
            setattr(member, key, value)
    classes.follow(member.id, today)
    if EMERGENCY & clean.keys():
        name, phone = member.emergency_contact, member.emergency_phone
        contacts.follow(unit, member, name, phone, relation)
    unit.session.flush()
    replace_keys(unit, before, keys_of(member))


def keys_of(member: Member) -> list[Key]:
    """The search keys that belong to the file as it stands."""
    return list(member_keys(member.id, {key: getattr(member, key) for key in FIELDS}))
