"""Contacts of two files: somebody both name is kept once, with all that either says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from app.core.masking import mask_phone
from app.db.session import UnitOfWork
from app.models import Contact
from app.services.merging.types import CLASH, KEPT, MERGED, MergeField, MoveCount

CALLED = "联系人"
FLAGS = ("guardian", "may_collect", "lives_together")
"""What one of the two files allows or knows is allowed and known."""
CONTRARY = ("relation", "phone2", "address", "guardian_evidence")
"""Columns of which one value stands, so that a person chooses where both files have one."""
LONGEST_NOTE = 200


def repeats(mine: Sequence[Any], theirs: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Contacts of the file that goes beside the same person (name and phone) of the other one."""
    known = {(one.name, one.phone): one for one in reversed(mine)}
    pairs = ((row, known.get((row.name, row.phone))) for row in theirs)
    return [(row, own) for row, own in pairs if own is not None]


def contact_fields(
    mine: Sequence[Any], theirs: Sequence[Any], relations: Mapping[str, str]
) -> list[MergeField]:
    """One line for everybody of whom the two files say different things."""
    made = []
    for row, own in repeats(mine, theirs):
        apart = _apart(own, row)
        if apart:
            one, other = (_text(each, apart, relations) for each in (own, row))
            if one == other:
                other = f"{other}（中间几位不同）"
            made.append(MergeField(_key(row), CALLED, one, other, KEPT))
    return made


def count_contacts(mine: Sequence[Any], theirs: Sequence[Any]) -> MoveCount:
    """How many change hands, and how many of them both files have."""
    return MoveCount(CALLED, len(theirs), len(repeats(mine, theirs)))


def own_contacts(kept: Any, merged: Any, mine: Sequence[Any], theirs: Sequence[Any]) -> list[str]:
    """Names of contacts who are the person: linked to the other one of the two files."""
    rows = [row for row in mine if row.linked_member_id == merged.id]
    rows += [row for row in theirs if row.linked_member_id == kept.id]
    return list(dict.fromkeys(row.name for row in rows))


def plain_contacts(connection: Connection, member_id: int) -> Sequence[Any]:
    """The living contacts of one member as they are read."""
    return connection.execute(
        select(Contact.__table__)
        .where(Contact.member_id == member_id, Contact.deleted_at.is_(None))
        .order_by(Contact.id)
    ).all()


def move_contacts(
    unit: UnitOfWork, kept_id: int, merged_id: int, choices: Mapping[str, str]
) -> MoveCount:
    """The kept file's people are called first; nobody becomes a contact of their own."""
    mine, theirs = (_rows(unit, member_id) for member_id in (kept_id, merged_id))
    same = {row.uid: own for row, own in repeats(mine, theirs)}
    last = max((one.emergency_order or 0 for one in mine), default=0)
    for row in theirs:
        own = same.get(row.uid)
        if own is not None:
            _join(own, row, taken=choices.get(_key(row)) == MERGED)
            row.deleted_at, row.deleted_reason = unit.now, CLASH
        standing = own if own is not None else row
        if row.emergency_order is not None and (own is None or own.emergency_order is None):
            last += 1
            standing.emergency_order = last
        row.member_id = kept_id
    unit.session.flush()
    linked = unit.session.scalars(select(Contact).where(Contact.linked_member_id == merged_id))
    for row in linked.all():
        row.linked_member_id = kept_id
    for row in (*mine, *theirs):
        if row.linked_member_id == kept_id:
            row.linked_member_id = None
    unit.session.flush()
    return MoveCount(CALLED, len(theirs), len(same))


def _rows(unit: UnitOfWork, member_id: int) -> Sequence[Contact]:
    return unit.session.scalars(
        select(Contact)
        .where(Contact.member_id == member_id, Contact.deleted_at.is_(None))
        .order_by(Contact.id)
    ).all()


def _join(own: Contact, row: Contact, *, taken: bool) -> None:
    """Let ``own`` say what either says; ``taken``: of what contradicts, the word of ``row``."""
    contrary = _apart(own, row)
    for key in FLAGS:
        if getattr(row, key) and not getattr(own, key):
            setattr(own, key, 1)
    for key in (*CONTRARY, "linked_member_id"):
        value = getattr(row, key)
        if value and (not getattr(own, key) or (taken and key in contrary)):
            setattr(own, key, value)
    notes = dict.fromkeys(part for part in (own.note, row.note) if part)
    text = "；".join(notes)
    if text != (own.note or "") and len(text) <= LONGEST_NOTE:
        own.note = text


def _apart(own: Any, row: Any) -> list[str]:
    """Columns that both fill in and not alike."""
    values = {key: (getattr(own, key), getattr(row, key)) for key in CONTRARY}
    return [key for key, (one, other) in values.items() if one and other and one != other]


def _text(row: Any, keys: Sequence[str], relations: Mapping[str, str]) -> str:
    """``王小明　子　备用电话 139****1234``: who it is, and what the other file says otherwise."""
    words = {
        "relation": relations.get(row.relation or "", row.relation or ""),
        "phone2": f"备用电话 {mask_phone(row.phone2)}",
        "address": row.address or "",
        "guardian_evidence": f"监护依据 {row.guardian_evidence}",
    }
    return "　".join([row.name, *(words[key] for key in keys)])


def _key(row: Any) -> str:
    return f"contact {row.uid}"
