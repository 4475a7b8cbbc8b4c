"""The contacts service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.core.errors import UserError, ValidationProblem
from app.core.masking import mask_phone
from app.db.session import UnitOfWork
from app.models import Contact, Member
from app.services.base import Service
from app.services.codes import shipped_table
from app.services.contacts.checks import clean_contact, phone_lost
from app.services.contacts.rows import mirror, number_anew, put, to_call
from app.services.contacts.types import ContactRow, SaveContact
from app.services.members.loading import load_member
from app.services.rights import Actor, Right, requires


class Contacts(Service):
    """Keeps the people around the members and the order in which they are called."""

    @requires(Right.LOOK)
    def of(self, member_uid: str, actor: Actor) -> tuple[ContactRow, ...]:
        """Whom to call first, then the others as they were entered."""
        linked = aliased(Member)
        statement = (
            select(
                Contact.__table__,
                linked.uid.label("linked_uid"),
                linked.name.label("linked_name"),
            )
            .join(Member, Member.id == Contact.member_id)
            .outerjoin(linked, linked.id == Contact.linked_member_id)
            .where(Member.uid == member_uid, Contact.deleted_at.is_(None))
            .order_by(Contact.emergency_order.is_(None), Contact.emergency_order, Contact.id)
        )
        words = {entry.code: entry.name for entry in shipped_table("relation")}
        with self._db.read() as connection:
            return tuple(_row(row, words) for row in connection.execute(statement))

    @requires(Right.FULL_NUMBERS)
    def full_phones(self, uid: str, reason: str, actor: Actor) -> tuple[str, str]:
        """Both phones of one contact; who looked and why is in the audit.

        Raises `ValidationProblem` without a reason.
        """
        if not reason.strip():
            raise ValidationProblem({"reason": "请写明为什么要看完整号码。"})
        with self._db.write(actor, reason) as unit:
            row = _load(unit, uid)
            unit.recorder.note("look", "contact", uid, {"fields": "full_numbers"})
            return row.phone or "", row.phone2 or ""

    @requires(Right.EDIT_MEMBERS)
    def save(self, command: SaveContact, actor: Actor) -> str:
        """Add or change a contact; returns its uid.

        Raises `ValidationProblem`; `UserError` ``changed_meanwhile``, ``not_found``.
        """
        with self._db.write(actor, "家庭与联系人") as unit:
            member = load_member(unit, command.member_uid)
            clean, faults = clean_contact(command.values, new=not command.uid)
            linked = _linked(unit, command, member, faults)
            if faults:
                raise ValidationProblem(faults)
            if command.uid:
                row = _load(unit, command.uid, command.version)
                if row.member_id != member.id:
                    raise UserError("not_found", "这位联系人不是这位老人的。请按 F5 刷新。")
                if fault := phone_lost(row, clean):
                    raise ValidationProblem({"phone": fault})
            else:
                row = Contact(member_id=member.id, name=clean["name"])
                unit.session.add(row)
            for key, value in clean.items():
                if key != "emergency" and getattr(row, key) != value:
                    setattr(row, key, value)
            if "linked_uid" in command.values:
                row.linked_member_id = linked
            unit.session.flush()
            put(unit, row, clean.get("emergency"))
            mirror(unit, member)
            return row.uid

    @requires(Right.EDIT_MEMBERS)
    def move(self, uid: str, *, up: bool, actor: Actor) -> None:
        """Call this person one place earlier or later; at the end of the list nothing happens."""
        with self._db.write(actor, "调整紧急联系顺序") as unit:
            row = _load(unit, uid)
            order = to_call(unit, row.member_id)
            if row not in order:
                return
            at = order.index(row)
            to = at - 1 if up else at + 1
            if not 0 <= to < len(order):
                return
            order[at], order[to] = order[to], order[at]
            number_anew(order)
            mirror(unit, unit.session.get_one(Member, row.member_id))

    @requires(Right.EDIT_MEMBERS)
    def remove(self, uid: str, reason: str, actor: Actor) -> None:
        """Take a contact off the file; `restore` undoes it."""
        with self._db.write(actor, reason) as unit:
            row = _load(unit, uid)
            row.deleted_at, row.deleted_reason = unit.now, reason or None
            unit.session.flush()
            number_anew(to_call(unit, row.member_id))
            mirror(unit, unit.session.get_one(Member, row.member_id))

    @requires(Right.EDIT_MEMBERS)
    def restore(self, uid: str, actor: Actor) -> None:
        """Undo `remove`; the person is called in the same place again."""
        with self._db.write(actor, "撤销删除") as unit:
            row = unit.session.scalars(select(Contact).where(Contact.uid == uid)).first()
            if row is None:
                raise UserError("not_found", "这位联系人已经不在了。请按 F5 刷新。")
            place = row.emergency_order
            row.deleted_at = row.deleted_reason = None
            unit.session.flush()
            if place is not None:
                order = [one for one in to_call(unit, row.member_id) if one is not row]
                order.insert(place - 1, row)
                number_anew(order)
            mirror(unit, unit.session.get_one(Member, row.member_id))


def _linked(
    unit: UnitOfWork, command: SaveContact, member: Member, faults: dict[str, str]
) -> int | None:
    uid = command.values.get("linked_uid")
    if not uid:
        return None
    found = load_member(unit, uid)
    if found.id == member.id:
        faults["linked_uid"] = "不能关联到本人。"
    return found.id


def _load(unit: UnitOfWork, uid: str, version: int | None = None) -> Contact:
    row = unit.session.scalars(
        select(Contact).where(Contact.uid == uid, Contact.deleted_at.is_(None))
    ).first()
    if row is None:
        raise UserError("not_found", "这位联系人已经不在了。请按 F5 刷新。")
    if version is not None and row.version != version:
        raise UserError("changed_meanwhile", "这位联系人刚被别人修改过。请按 F5 刷新后再改。")
    return row


def _row(row: Any, words: Mapping[str, str]) -> ContactRow:
    relation = row.relation or ""
    return ContactRow(
        row.uid, row.version, row.name, relation, words.get(relation, relation),
        mask_phone(row.phone), mask_phone(row.phone2), row.address or "", bool(row.guardian),
        row.guardian_evidence or "", row.emergency_order, bool(row.may_collect),
        bool(row.lives_together), row.linked_uid or "", row.linked_name or "", row.note or "",
    )  # fmt: skip
