"""Taking over what is kept beside a file: cards' ends, first days of classes, relations, diet."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select

from app.db.session import UnitOfWork
from app.models import Contact, Member, MemberCard
from app.services.classification.words import class_table, new_row, rows_of
from app.services.contacts.rows import settle, to_call
from app.services.health import BETWEEN, open_note
from app.services.imports.imported import ImportedMember
from app.services.members.import_beside import lacking


def set_card_until(unit: UnitOfWork, member_id: int, row: ImportedMember) -> None:
    """The last day of the card that the row is about: the one it names, else the one in use."""
    if row.card_until is None:
        return
    cards = unit.session.scalars(
        select(MemberCard)
        .where(
            MemberCard.member_id == member_id, MemberCard.state == "issued",
            MemberCard.deleted_at.is_(None),
        )
        .order_by(MemberCard.id)
    ).all()  # fmt: skip
    for card in [one for one in cards if not row.card or one.number == row.card][:1]:
        card.valid_until = row.card_until.isoformat()


def set_since(unit: UnitOfWork, member_id: int, dated: Mapping[str, str]) -> None:
    """Code → the first day of the class that is open, or is opened by this; never within an
    earlier time of it."""
    if not dated:
        return
    rows = rows_of(unit, member_id)
    table = class_table(unit)
    for code, day in dated.items():
        same = [one for one in rows if one.code == code]
        if day <= max((one.to_on for one in same if one.to_on is not None), default=""):
            continue
        still = next((one for one in same if one.to_on is None), None)
        if still is None:
            unit.session.add(new_row(member_id, code, table, day))
        else:
            still.from_on = day
    unit.session.flush()


def set_relations(
    unit: UnitOfWork, member_id: int, row: ImportedMember, fields: Collection[str]
) -> None:
    """Who the contacts of the row are to the member, where that or their name is taken over."""
    if not {"contact_relation", "contact2_relation", "emergency_contact"} & set(fields):
        return
    order = to_call(unit, member_id)
    given = row.contacts[:1]
    first = {"contact_relation", "emergency_contact"} & set(fields)
    wanted = given[0].relation if first and given and order else ""
    if wanted and order[0].relation != wanted:
        order[0].relation = wanted
    if "contact2_relation" in fields:
        second = row.contacts[1]
        found = [
            one for one in order
            if (one.name == second.name if second.name else one.phone == second.phone)
        ]  # fmt: skip
        for one in found[:1]:
            one.relation = second.relation


def set_others(
    unit: UnitOfWork, member: Member, row: ImportedMember, fields: Collection[str]
) -> None:
    """Whom else to call: people of the row whom the file does not have, and another number of the
    second one, where that is taken over."""
    if not {"contact2", "contact2_phone"} & set(fields):
        return
    order = to_call(unit, member.id)
    if "contact2_phone" in fields:
        second = row.contacts[1]
        for one in [one for one in order if one.name == second.name][:1]:
            one.phone = second.phone
    if "contact2" in fields:
        for place, given in enumerate(lacking(row.contacts, order), len(order) + 1):
            unit.session.add(
                Contact(
                    member_id=member.id, name=given.name, phone=given.phone or None,
                    phone2=given.phone2 or None, relation=given.relation or None,
                    note=given.note or None, emergency_order=place,
                )
            )  # fmt: skip
    settle(unit, member)


def set_diet(unit: UnitOfWork, member_id: int, row: ImportedMember) -> None:
    """What the row says about the diet; of what it does not speak stays."""
    note = open_note(unit, member_id)
    if row.diets:
        note.diets = BETWEEN.join(row.diets)
    if row.diet_note:
        note.diet_note = row.diet_note
