"""The trace of a check-in or a meal that was taken back, on the time line of whose it was.

The row itself becomes a tombstone, which no index of a member leads to; so the gesture is an event
in the audit of the person, found as their other changes are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from app.db.session import UnitOfWork

Entity: TypeAlias = Literal["attendance", "meal"]
TAKEN = "take_back"
"""Audit action: 撤销 of a check-in or meal; ``put_back`` when that was undone."""


def tell_taken_back(
    unit: UnitOfWork,
    entity: Entity,
    member_uid: str,
    facts: Mapping[str, str | int],
) -> None:
    """Note that an ``entity`` (``attendance``, ``meal``) of a member was taken back.

    ``facts``: ``date``, ``at`` (local), ``method``, ``slot`` of a meal and ``row``, its uid; or
    ``days`` alone, of many that went at once.
    """
    if entity == "meal":
        unit.recorder.note("take_back", "meal", member_uid, facts)
    else:
        unit.recorder.note("take_back", "attendance", member_uid, facts)


def tell_put_back(
    unit: UnitOfWork,
    entity: Entity,
    member_uid: str,
    facts: Mapping[str, str | int],
) -> None:
    """Note that it stands again; ``facts`` as `tell_taken_back`."""
    if entity == "meal":
        unit.recorder.note("put_back", "meal", member_uid, facts)
    else:
        unit.recorder.note("put_back", "attendance", member_uid, facts)
