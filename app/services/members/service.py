"""The members service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, bindparam, func, literal, select

from app.core.clock import age_on
from app.core.codes import MemberState
from app.core.errors import UserError, ValidationProblem
from app.core.masking import mask_id, mask_phone
from app.db.session import UnitOfWork
from app.models import Member, MemberCard, TerminalPin
from app.services.base import Service
from app.services.members import finding
from app.services.members.giving import give_card, give_pin, member_no, taken
from app.services.members.history import member_history
from app.services.members.keys import Key, member_keys, replace_keys
from app.services.members.types import (
    FIELDS,
    ChangeMember,
    MemberFile,
    MemberHit,
    MemberQuery,
    MemberRow,
    RegisterMember,
    SetMemberState,
    ability_text,
    parse_date,
    sex_text,
    state_text,
)
from app.services.members.validation import clean_member
from app.services.rights import Actor, Right, requires
from app.services.settings import peek, put
from app.services.work_items import SETTLED, settle_codes

PinLinked = Callable[[UnitOfWork, str, int], object]
"""Called when a terminal number was given to a member: (open transaction, pin, member id)."""

CARD_OF = (
    select(MemberCard.number)
    .where(
        MemberCard.member_id == Member.id,
        MemberCard.state == "issued",
        MemberCard.deleted_at.is_(None),
    )
    .order_by(MemberCard.id.desc())
    .limit(1)
    .scalar_subquery()
)
ROW_COLUMNS = (
    Member.id, Member.uid, Member.member_no, Member.name, Member.sex, Member.birth_date,
    Member.id_number, Member.phone, Member.community, Member.categories, Member.ability_level,
    Member.self_care, Member.state, CARD_OF.label("card"),
)  # fmt: skip
ROWS = select(*ROW_COLUMNS).where(Member.id.in_(bindparam("ids", expanding=True)))
SORTS = {
    "member_no": Member.member_no, "name": Member.name, "age": Member.birth_date,
    "community": Member.community, "ability": Member.ability_level, "sex": Member.sex,
}  # fmt: skip


class Members(Service):
    """Takes people in, changes their file, lists and finds them."""

    def __init__(self, db: Any, pin_linked: PinLinked | None = None) -> None:
        super().__init__(db)
        self.pin_linked = pin_linked

    # -- reading --------------------------------------------------------------------------

    @requires(Right.LOOK)
    def list_ids(self, query: MemberQuery, actor: Actor) -> tuple[int, ...]:
        """Ids of the list in its order; rows are fetched as they come into view."""
        statement = _filtered(select(Member.id), query)
        order = SORTS.get(query.sort, Member.member_no)
        statement = statement.order_by(order.desc() if query.descending else order, Member.id)
        with self._db.read() as connection:
            if query.text:
                found = finding.find_ids(connection, query.text, 5000)
                statement = statement.where(Member.id.in_(list(found) or [-1]))
            return tuple(connection.execute(statement).scalars())

    @requires(Right.LOOK)
    def rows(self, ids: Sequence[int], actor: Actor) -> list[MemberRow]:
        """List rows for ``ids``, in their order; unknown ids are left out."""
        today = self._today()
        with self._db.read() as connection:
            found = {row.id: row for row in connection.execute(ROWS, {"ids": list(ids)})}
        return [_row(found[i], today) for i in ids if i in found]

    @requires(Right.LOOK)
    def find(self, text: str, limit: int, actor: Actor) -> list[MemberHit]:
        """What the search box answers to ``text``, at most ``limit`` people."""
        with self._db.read() as connection:
            return finding.hits(connection, finding.find_ids(connection, text, limit))

    @requires(Right.LOOK)
    def who(self, text: str, actor: Actor) -> MemberHit:
        """The one member that ``text`` means (number, card, ID, phone tail, unique name).

        Raises `UserError` ``not_found`` or ``ambiguous``, which lists them masked.
        """
        with self._db.read() as connection:
            ids, _ = finding.resolve(connection, text)
            found = finding.hits(connection, dict.fromkeys(ids, ""))
        return only(found, text)

    @requires(Right.LOOK)
    def file(self, uid: str, actor: Actor) -> MemberFile:
        """One member's file. Raises `UserError` ``not_found``."""
        with self._db.read() as connection:
            row = connection.execute(
                select(Member.__table__).where(Member.uid == uid, Member.deleted_at.is_(None))
            ).first()
            if row is None:
                raise UserError("not_found", "找不到这位老人的档案，可能已被删除。请刷新名单。")
            card = connection.execute(
                select(MemberCard.number)
                .where(MemberCard.member_id == row.id, MemberCard.state == "issued")
                .order_by(MemberCard.id.desc())
            ).scalar()
            pins = connection.execute(
                select(TerminalPin.pin).where(
                    TerminalPin.member_id == row.id, TerminalPin.deleted_at.is_(None)
                )
            ).scalars()
            history = member_history(connection, row.id, row.uid)
            return _file(row, card or "", tuple(pins), history, self._today())

    @requires(Right.LOOK)
    def communities(self, actor: Actor) -> list[str]:
        """Communities in use, by name."""
        statement = select(Member.community).where(
            Member.community.is_not(None), Member.deleted_at.is_(None)
        )
        with self._db.read() as connection:
            return sorted(
                name for name in connection.execute(statement.distinct()).scalars() if name
            )

    @requires(Right.LOOK)
    def count(self, actor: Actor) -> int:
        """Members on the list (在册)."""
        with self._db.read() as connection:
            return int(
                connection.execute(
                    select(func.count()).where(
                        Member.state == "active", Member.deleted_at.is_(None)
                    )
                ).scalar_one()
            )

    @requires(Right.FULL_NUMBERS)
    def full_numbers(self, uid: str, reason: str, actor: Actor) -> dict[str, str]:
        """Unmasked numbers of one member; who looked and why is in the audit (PIPL Art. 51).

        Raises `ValidationProblem` without a reason.
        """
        if not reason.strip():
            raise ValidationProblem({"reason": "请写明为什么要看完整号码。"})
        with self._db.write(actor, reason) as unit:
            member = _load(unit, uid)
            unit.recorder.note("look", "member", uid, {"fields": "full_numbers"})
            keys = ("id_number", "phone", "phone2", "emergency_phone")
            return {key: getattr(member, key) or "" for key in keys}

    # -- writing --------------------------------------------------------------------------

    @requires(Right.EDIT_MEMBERS)
    def register(self, command: RegisterMember, actor: Actor) -> str:
        """Take a person in; returns the uid. Raises `ValidationProblem`."""
        values = {"id_type": "resident", "name": "", **command.values}
        clean, faults = clean_member(values, self._today())
        with self._db.write(actor) as unit:
            faults |= taken(unit, clean, command.card, command.terminal_pin, None)
            if faults:
                raise ValidationProblem(faults)
            clean["joined_on"] = clean.get("joined_on") or self._today().isoformat()
            number = int(peek(unit, "next_member_no"))
            put(unit, "next_member_no", number + 1)
            member = Member(member_no=member_no(number), **clean)
            unit.session.add(member)
            unit.session.flush()
            self._give(unit, member, command.card, command.terminal_pin)
            replace_keys(unit, (), _keys(member))
            return member.uid

    @requires(Right.EDIT_MEMBERS)
    def change(self, command: ChangeMember, actor: Actor) -> None:
        """Change some fields. Raises `ValidationProblem`; ``changed_meanwhile`` when stale."""
        with self._db.write(actor, command.reason) as unit:
            member = _load_version(unit, command.uid, command.version)
            values = _with_identity(member, command.values)
            clean, faults = clean_member(values, self._today())
            faults |= taken(unit, clean, command.card or "", command.terminal_pin or "", member.id)
            if faults:
                raise ValidationProblem(faults)
            before = _keys(member)
            for key, value in clean.items():
                if getattr(member, key) != value:
                    setattr(member, key, value)
            unit.session.flush()
            self._give(unit, member, command.card, command.terminal_pin)
            replace_keys(unit, before, _keys(member))

    @requires(Right.EDIT_MEMBERS)
    def set_state(self, command: SetMemberState, actor: Actor) -> None:
        """Pause, leave, or come back. ``on`` is the last day (退出) and today when not given.

        Raises `ValidationProblem` without a reason or for a day to come; ``changed_meanwhile``
        when stale.
        """
        state, today = MemberState(command.state), self._today()
        back = state in (MemberState.ACTIVE, MemberState.REGISTERED)
        if not back and not command.reason.strip():
            raise ValidationProblem({"reason": f"请写明{state.label}的原因。"})
        if command.on is not None and command.on > today:
            raise ValidationProblem({"on": "最后一天在今天以后，请核对。"})
        with self._db.write(actor, command.reason) as unit:
            member = _load_version(unit, command.uid, command.version)
            member.state = state.value
            left = state is MemberState.LEFT
            member.left_on = (command.on or today).isoformat() if left else None

    def _give(self, unit: UnitOfWork, member: Member, card: str | None, pin: str | None) -> None:
        if card is not None:
            give_card(unit, member.id, card.strip(), self._today())
        self._settle_codes(unit, member, card or "")
        if pin is not None and give_pin(unit, member.id, pin.strip()) and self.pin_linked:
            self.pin_linked(unit, pin.strip(), member.id)

    def _settle_codes(self, unit: UnitOfWork, member: Member, card: str) -> None:
        """A code that the desk did not know is settled once somebody has it."""
        codes = (card, member.id_number, member.phone, member.phone2)
        settle_codes(unit, codes, SETTLED, self._local_now())


def only(found: Sequence[MemberHit], text: str) -> MemberHit:
    """The single hit, or the refusal that says why there is none."""
    if not found:
        raise UserError(
            "not_found", f"找不到“{text}”。可以用会员号、卡号、证件号、手机尾号或姓名。"
        )
    if len(found) > 1:
        people = "；".join(
            f"{h.name} {h.sex} {h.birth_year} {h.community} 会员号{h.member_no} {h.id_masked}"
            for h in found
        )
        raise UserError(
            "ambiguous", f"“{text}”对应 {len(found)} 位老人，请用会员号区分：{people}。"
        )
    return found[0]


def _load(unit: UnitOfWork, uid: str) -> Member:
    member = unit.session.scalars(
        select(Member).where(Member.uid == uid, Member.deleted_at.is_(None))
    ).first()
    if member is None:
        raise UserError("not_found", "找不到这位老人的档案，可能已被删除。请刷新名单。")
    return member


def _load_version(unit: UnitOfWork, uid: str, version: int) -> Member:
    member = _load(unit, uid)
    if member.version != version:
        raise UserError("changed_meanwhile", "这份档案刚被别人修改过。请按 F5 刷新后再改。")
    return member


def _with_identity(member: Member, values: Mapping[str, Any]) -> dict[str, Any]:
    """``values`` with what decides them: document, birth date and sex are checked together."""
    if not {"id_type", "id_number", "birth_date", "sex"} & values.keys():
        return dict(values)
    stored = {key: getattr(member, key) for key in ("id_type", "id_number", "birth_date")}
    return {**stored, **values}


def _keys(member: Member) -> list[Key]:
    return list(member_keys(member.id, {key: getattr(member, key) for key in FIELDS}))


def _filtered(statement: Select[Any], query: MemberQuery) -> Select[Any]:
    statement = statement.where(Member.deleted_at.is_(None))
    if query.community:
        statement = statement.where(Member.community == query.community)
    if query.category:
        listed = literal("、") + Member.categories + "、"
        statement = statement.where(listed.contains(f"、{query.category}、", autoescape=True))
    if query.ability.isdigit():
        statement = statement.where(Member.ability_level == int(query.ability))
    elif query.ability == "未评估":
        statement = statement.where(Member.ability_level.is_(None), Member.self_care.is_(None))
    elif query.ability:
        statement = statement.where(Member.self_care == query.ability)
    if query.state:
        statement = statement.where(Member.state == query.state)
    return statement


def _row(row: Any, today: dt.date) -> MemberRow:
    birth = parse_date(row.birth_date)
    return MemberRow(
        row.id, row.uid, row.member_no, row.name, sex_text(row.sex),
        age_on(birth, today) if birth else None, mask_id(row.id_number), mask_phone(row.phone),
        row.community or "", row.categories or "", ability_text(row.ability_level, row.self_care),
        state_text(row.state), row.card or "",
    )  # fmt: skip


def _file(
    row: Any, card: str, pins: tuple[str, ...], history: tuple[Any, ...], today: dt.date
) -> MemberFile:
    values = {key: getattr(row, key) for key in FIELDS}
    values["id_number"] = mask_id(row.id_number)
    for key in ("phone", "phone2", "emergency_phone"):
        values[key] = mask_phone(values[key])
    birth = parse_date(row.birth_date)
    return MemberFile(
        row.id, row.uid, row.version, row.member_no, row.state,
        age_on(birth, today) if birth else None, values, card, pins, history,
    )  # fmt: skip
