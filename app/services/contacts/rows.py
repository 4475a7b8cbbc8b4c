"""Contacts inside an open transaction: the order of whom to call, and its mirror."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from app.db.session import UnitOfWork
from app.models import Contact, Member


def follow(
    unit: UnitOfWork,
    member: Member,
    name: str | None,
    phone: str | None,
    relation: str | None = None,
) -> None:
    """Let the first emergency contact follow what the member's own form says; ``relation`` is
    that of somebody new.

    Both empty takes the first one off the list; the next one moves up. Another name with another
    number is another person: they go first, and who was there keeps what is known of them.
    """
    order = to_call(unit, member.id)
    first = order[0] if order else None
    if name or phone:
        if first is None:
            unit.session.add(new_emergency(member.id, name, phone, relation))
        elif (first.name, first.phone) != (name or "", phone):
            _replace_first(unit, order, new_emergency(member.id, name, phone, relation))
    elif first is not None:
        _dismiss(unit, first)
        unit.session.flush()
        number_anew(to_call(unit, member.id))
    mirror(unit, member)


def settle(unit: UnitOfWork, member: Member) -> None:
    """Number the emergency contacts anew and keep the first one beside the member."""
    unit.session.flush()
    number_anew(to_call(unit, member.id))
    mirror(unit, member)


def new_emergency(
    member_id: int, name: str | None, phone: str | None, relation: str | None = None
) -> Contact:
    """A first emergency contact of whom hardly more than name or phone is known."""
    return Contact(
        member_id=member_id, name=name or "", phone=phone, relation=relation, emergency_order=1
    )


def bulk_row(member_id: int, name: str | None, phone: str | None) -> dict[str, Any]:
    """`new_emergency` for `Recorder.bulk_insert`."""
    return {"member_id": member_id, "name": name or "", "phone": phone, "emergency_order": 1}


def _replace_first(unit: UnitOfWork, order: Sequence[Contact], given: Contact) -> None:
    """Let ``given`` be called first: corrected, somebody of ``order``, or a new person."""
    first, *others = order
    name, phone = given.name, given.phone
    row = next((one for one in others if (one.name, one.phone) == (name, phone)), None)
    another = _known(first) and name != first.name and phone != first.phone
    if row is None and not another:
        first.name, first.phone = name, phone
        return
    if row is None:
        row = given
        unit.session.add(row)
    if not _known(first):
        _dismiss(unit, first)
    number_anew([row, *(one for one in order if one is not row and one.deleted_at is None)])


def _known(row: Contact) -> bool:
    """Whether more than name and phone is known: who they are, what they may do."""
    return bool(
        row.relation or row.guardian or row.may_collect or row.lives_together
        or row.linked_member_id
    )  # fmt: skip


def _dismiss(unit: UnitOfWork, row: Contact) -> None:
    """Off the list of whom to call; of whom nothing else is known goes altogether."""
    row.emergency_order = None
    if not _known(row):
        row.deleted_at, row.deleted_reason = unit.now, "紧急联系人清空"


def to_call(unit: UnitOfWork, member_id: int) -> list[Contact]:
    """Whom to call, in order."""
    return list(
        unit.session.scalars(
            select(Contact)
            .where(
                Contact.member_id == member_id,
                Contact.emergency_order.is_not(None),
                Contact.deleted_at.is_(None),
            )
            .order_by(Contact.emergency_order, Contact.id)
        )
    )


def put(unit: UnitOfWork, row: Contact, emergency: bool | None) -> None:
    """Put ``row`` at the end of the list of whom to call, or take it off; None: as it is."""
    if emergency is None or emergency == (row.emergency_order is not None):
        return
    order = [one for one in to_call(unit, row.member_id) if one is not row]
    if emergency:
        order.append(row)
    else:
        row.emergency_order = None
    number_anew(order)


def number_anew(order: Sequence[Contact]) -> None:
    """Let everybody of ``order`` have the place in which they stand."""
    for place, row in enumerate(order, 1):
        if row.emergency_order != place:
            row.emergency_order = place


def mirror(unit: UnitOfWork, member: Member) -> None:
    """Keep the first emergency contact beside the member, for lists and papers."""
    unit.session.flush()
    order = to_call(unit, member.id)
    name, phone = (order[0].name or None, order[0].phone) if order else (None, None)
    if (member.emergency_contact, member.emergency_phone) != (name, phone):
        member.emergency_contact, member.emergency_phone = name, phone
