"""The people around a member: family, guardian, emergency contacts in order, who may collect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.core.codes import LONGEST_NAME
from app.core.errors import UserError, ValidationProblem
from app.core.masking import mask_phone
from app.core.names import normalise_name
from app.db.session import UnitOfWork
from app.models import Contact, Member
from app.services.base import Service
from app.services.codes import shipped_table
from app.services.members.loading import load_member
from app.services.members.validation import PHONE
from app.services.rights import Actor, Right, requires

FLAGS = ("guardian", "may_collect", "lives_together")
TEXTS = ("name", "relation", "phone", "phone2", "address", "guardian_evidence", "note")
TEXT_LIMIT = 200
SELF = ("01", "02")
"""Of GB/T 4761, what only the person themselves can be: 本人, 户主."""


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
            else:
                row = Contact(member_id=member.id, name=clean["name"])
                unit.session.add(row)
            for key, value in clean.items():
                if key != "emergency" and getattr(row, key) != value:
                    setattr(row, key, value)
            if "linked_uid" in command.values:
                row.linked_member_id = linked
            unit.session.flush()
            _place(unit, row, clean.get("emergency"))
            _mirror(unit, member)
            return row.uid

    @requires(Right.EDIT_MEMBERS)
    def move(self, uid: str, *, up: bool, actor: Actor) -> None:
        """Call this person one place earlier or later; at the end of the list nothing happens."""
        with self._db.write(actor, "调整紧急联系顺序") as unit:
            row = _load(unit, uid)
            order = _emergency(unit, row.member_id)
            if row not in order:
                return
            at = order.index(row)
            to = at - 1 if up else at + 1
            if not 0 <= to < len(order):
                return
            order[at], order[to] = order[to], order[at]
            _number(order)
            _mirror(unit, unit.session.get_one(Member, row.member_id))

    @requires(Right.EDIT_MEMBERS)
    def remove(self, uid: str, reason: str, actor: Actor) -> None:
        """Take a contact off the file; `restore` undoes it."""
        with self._db.write(actor, reason) as unit:
            row = _load(unit, uid)
            row.deleted_at, row.deleted_reason = unit.now, reason or None
            unit.session.flush()
            _number(_emergency(unit, row.member_id))
            _mirror(unit, unit.session.get_one(Member, row.member_id))

    @requires(Right.EDIT_MEMBERS)
    def restore(self, uid: str, actor: Actor) -> None:
        """Undo `remove`; the person is called in the same place again."""
        with self._db.write(actor, "撤销删除") as unit:
            row = unit.session.scalars(select(Contact).where(Contact.uid == uid)).one()
            place = row.emergency_order
            row.deleted_at = row.deleted_reason = None
            unit.session.flush()
            if place is not None:
                order = [one for one in _emergency(unit, row.member_id) if one is not row]
                order.insert(place - 1, row)
                _number(order)
            _mirror(unit, unit.session.get_one(Member, row.member_id))


def clean_contact(values: Mapping[str, Any], *, new: bool) -> tuple[dict[str, Any], dict[str, str]]:
    """Normalised values and faults: field → sentence."""
    clean: dict[str, Any] = {}
    for key in TEXTS:
        if key in values:
            clean[key] = str(values[key] or "").strip() or None
    for key in FLAGS:
        if key in values:
            clean[key] = int(bool(values[key]))
    if "emergency" in values:
        clean["emergency"] = bool(values["emergency"])
    faults = _text_faults(clean)
    if new or "name" in clean:
        clean["name"] = normalise_name(clean.get("name") or "")
        if not clean["name"]:
            faults["name"] = "请填写姓名。"
    known = {entry.code for entry in shipped_table("relation")} - {SELF[0]}
    if clean.get("relation") and clean["relation"] not in known:
        faults["relation"] = "关系不在代码表里，请从列表中选择。"
    if new and clean.get("emergency") and not clean.get("phone"):
        faults["phone"] = "紧急联系人要有电话。"
    return clean, faults


def _text_faults(clean: Mapping[str, Any]) -> dict[str, str]:
    faults = {}
    for key in ("phone", "phone2"):
        if clean.get(key) and not PHONE.fullmatch(clean[key]):
            faults[key] = "电话不完整：手机 11 位，座机带区号或 7–8 位。"
    for key in TEXTS:
        most = LONGEST_NAME if key == "name" else TEXT_LIMIT
        if len(clean.get(key) or "") > most:
            faults[key] = f"太长了，最多 {most} 个字。"
    return faults


def follow(unit: UnitOfWork, member: Member, name: str | None, phone: str | None) -> None:
    """Let the first emergency contact follow what the member's own form says.

    Both empty takes the first one off the list; the next one moves up.
    """
    order = _emergency(unit, member.id)
    first = order[0] if order else None
    if name or phone:
        if first is None:
            unit.session.add(new_emergency(member.id, name, phone))
        elif (first.name, first.phone) != (name or "", phone):
            first.name, first.phone = name or "", phone
    elif first is not None:
        _dismiss(unit, first)
        unit.session.flush()
        _number(_emergency(unit, member.id))
    _mirror(unit, member)


def settle(unit: UnitOfWork, member: Member) -> None:
    """Number the emergency contacts anew and keep the first one beside the member."""
    unit.session.flush()
    _number(_emergency(unit, member.id))
    _mirror(unit, member)


def new_emergency(member_id: int, name: str | None, phone: str | None) -> Contact:
    """A first emergency contact of whom only name or phone is known."""
    return Contact(member_id=member_id, name=name or "", phone=phone, emergency_order=1)


def bulk_row(member_id: int, name: str | None, phone: str | None) -> dict[str, Any]:
    """`new_emergency` for `Recorder.bulk_insert`."""
    return {"member_id": member_id, "name": name or "", "phone": phone, "emergency_order": 1}


def _dismiss(unit: UnitOfWork, row: Contact) -> None:
    """Off the list of whom to call; of whom nothing else is known goes altogether."""
    row.emergency_order = None
    if not (row.relation or row.guardian or row.may_collect or row.lives_together):
        row.deleted_at, row.deleted_reason = unit.now, "紧急联系人清空"


def _emergency(unit: UnitOfWork, member_id: int) -> list[Contact]:
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


def _place(unit: UnitOfWork, row: Contact, emergency: bool | None) -> None:
    """Put ``row`` at the end of the list of whom to call, or take it off; None: as it is."""
    if emergency is None or emergency == (row.emergency_order is not None):
        return
    order = [one for one in _emergency(unit, row.member_id) if one is not row]
    if emergency:
        order.append(row)
    else:
        row.emergency_order = None
    _number(order)


def _number(order: Sequence[Contact]) -> None:
    for place, row in enumerate(order, 1):
        if row.emergency_order != place:
            row.emergency_order = place


def _mirror(unit: UnitOfWork, member: Member) -> None:
    """Keep the first emergency contact beside the member, for lists and papers."""
    unit.session.flush()
    order = _emergency(unit, member.id)
    name, phone = (order[0].name or None, order[0].phone) if order else (None, None)
    if (member.emergency_contact, member.emergency_phone) != (name, phone):
        member.emergency_contact, member.emergency_phone = name, phone


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
