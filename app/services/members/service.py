"""The members service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select, text

from app.core.codes import MemberState
from app.core.dates import age_of, year_only
from app.core.errors import UserError, ValidationProblem
from app.core.masking import mask_id, mask_phone
from app.db.session import UnitOfWork
from app.models import Member, MemberCard, TerminalPin
from app.services import contacts
from app.services.base import Service
from app.services.classification.words import GivenClasses
from app.services.members import finding, listing
from app.services.members.changing import keys_of, set_fields
from app.services.members.giving import (
    give_card,
    give_pin,
    gone_with_card,
    member_no,
    plain_pin,
    taken,
)
from app.services.members.keys import replace_keys
from app.services.members.loading import load_member, load_version
from app.services.members.namesakes import namesakes
from app.services.members.places import AREAS, IN_USE
from app.services.members.registering import Registration, take_away, waiting_period
from app.services.members.types import (
    FIELDS,
    ChangeMember,
    MemberFile,
    MemberHit,
    MemberQuery,
    MemberRow,
    RegisterMember,
)
from app.services.members.validation import clean_member
from app.services.rights import Actor, Right, requires
from app.services.settings import peek, put
from app.services.standing import ON_LIST, STATE
from app.services.way_back import watching
from app.services.work_items import SETTLED, settle_codes

PinLinked = Callable[[UnitOfWork, str, int], object]
"""Called when a terminal number was given to a member: (open transaction, pin, member id)."""

STATE_OF = text(f"SELECT {STATE} FROM member m WHERE m.id = :m")  # noqa: S608
SHOWN = 20
"""Events on the first page of a file; all of them are on its time line."""
IDENTITY = frozenset({"id_type", "id_number", "birth_date", "sex", "no_document_reason"})


class Members(Service):
    """Takes people in, changes their file, lists and finds them."""

    def __init__(self, db: Any, pin_linked: PinLinked | None = None) -> None:
        super().__init__(db)
        self.pin_linked = pin_linked

    # -- reading --------------------------------------------------------------------------

    @requires(Right.LOOK)
    def list_ids(self, query: MemberQuery, actor: Actor) -> tuple[int, ...]:
        """Ids of the list in its order; rows are fetched as they come into view."""
        with self._db.read() as connection:
            return listing.find(connection, query, self._today())

    @requires(Right.LOOK)
    def rows(self, ids: Sequence[int], actor: Actor) -> list[MemberRow]:
        """List rows for ``ids``, in their order; unknown ids are left out."""
        today = self._today()
        with self._db.read() as connection:
            found = listing.rows_of(connection, ids, today)
            words = listing.priority_words(connection)
            shared = namesakes(connection, {row.name for row in found.values()})
        rows = (listing.member_row(found[i], today, words) for i in ids if i in found)
        return [replace(row, namesake=True) if row.name in shared else row for row in rows]

    @requires(Right.LOOK)
    def find(
        self, text: str, limit: int, actor: Actor, on: dt.date | None = None
    ) -> list[MemberHit]:
        """What the search box answers to ``text``, at most ``limit`` people. Where something is
        entered for a date, ``on`` it: a card number is whoever had the card then."""
        look, date = (finding.find_on, on) if on else (finding.find_ids, self._today())
        with self._db.read() as connection:
            return finding.hits(connection, look(connection, text, limit, date.isoformat()), text)

    @requires(Right.LOOK)
    def who(self, text: str, actor: Actor) -> MemberHit:
        """The one member that ``text`` means (number, card, ID, phone tail, unique name).

        Here, where no card is read, also the uid: it stands in what the command line answers.

        Raises `UserError` ``not_found`` or ``ambiguous``, which lists them masked.
        """
        with self._db.read() as connection:
            ids, _ = finding.resolve(connection, text)
            if not ids and text.isascii():
                ids = finding.living(connection, text.strip().lower())
            found = finding.hits(connection, dict.fromkeys(ids, ""))
        return only(found, text)

    @requires(Right.LOOK)
    def file(self, uid: str, actor: Actor) -> MemberFile:
        """One member's file; a merged one leads to the file it went into.

        Raises `UserError` ``not_found``.
        """
        from app.services.timeline.service import newest

        with self._db.read() as connection:
            row = connection.execute(
                select(Member.__table__).where(Member.id.in_(finding.living(connection, uid)))
            ).first()
            if row is None:
                raise UserError("not_found", "找不到这位老人的档案，可能已被删除。请刷新名单。")
            card = connection.execute(
                select(MemberCard.number)
                .where(
                    MemberCard.member_id == row.id,
                    MemberCard.state == "issued",
                    MemberCard.deleted_at.is_(None),
                )
                .order_by(MemberCard.id.desc())
            ).scalar()
            pins = connection.execute(
                select(TerminalPin.pin).where(
                    TerminalPin.member_id == row.id, TerminalPin.deleted_at.is_(None)
                )
            ).scalars()
            history = newest(connection, row.uid, SHOWN, self._today())
            today = self._today()
            state = connection.execute(STATE_OF, {"d": today.isoformat(), "m": row.id}).scalar_one()
            return _file(row, state, card or "", tuple(pins), history, today)

    @requires(Right.LOOK)
    def communities(self, actor: Actor) -> list[str]:
        """Communities in use, by name."""
        with self._db.read() as connection:
            return [name for (name,) in connection.exec_driver_sql(IN_USE) if name]

    @requires(Right.LOOK)
    def registered_areas(self, actor: Actor) -> list[str]:
        """Places of household registration (户籍地) in use, codes and words as they were written,
        the most frequent first."""
        with self._db.read() as connection:
            return [area for (area,) in connection.exec_driver_sql(AREAS)]

    @requires(Right.LOOK)
    def count(self, actor: Actor) -> int:
        """Members on the list (在册)."""
        values = {"d": self._today().isoformat()}
        statement = text(f"SELECT count(*) FROM member m WHERE {ON_LIST}")  # noqa: S608
        with self._db.read() as connection:
            return int(connection.execute(statement, values).scalar_one())

    @requires(Right.FULL_NUMBERS)
    def full_numbers(self, uid: str, reason: str, actor: Actor) -> dict[str, str]:
        """Unmasked numbers of one member; who looked and why is in the audit (PIPL Art. 51).

        Raises `ValidationProblem` without a reason.
        """
        if not reason.strip():
            raise ValidationProblem({"reason": "请写明为什么要看完整号码。"})
        with self._db.write(actor, reason) as unit:
            member = load_member(unit, uid)
            unit.recorder.note("look", "member", uid, {"fields": "full_numbers"})
            keys = ("id_number", "phone", "phone2", "emergency_phone")
            return {key: getattr(member, key) or "" for key in keys}

    # -- writing --------------------------------------------------------------------------

    @requires(Right.EDIT_MEMBERS)
    def register(self, command: RegisterMember, actor: Actor) -> str:
        """`take_in` for whoever needs nothing but the uid."""
        return self.take_in(command, actor).uid

    @requires(Right.EDIT_MEMBERS)
    def take_in(self, command: RegisterMember, actor: Actor) -> Registration:
        """Take a person in, on the list or waiting. Raises `ValidationProblem`."""
        values = {"id_type": "resident", "name": "", **command.values}
        clean, faults = clean_member(values, self._today())
        with self._db.write(actor) as unit:
            faults |= taken(unit, clean, command.card, command.terminal_pin, None)
            classes = GivenClasses(unit, clean, faults)
            if faults:
                raise ValidationProblem(faults)
            clean["joined_on"] = clean.get("joined_on") or self._today().isoformat()
            # Before what is watched: a number that was given is never given again.
            number = int(peek(unit, "next_member_no"))
            put(unit, "next_member_no", number + 1)
            state = MemberState.REGISTERED if command.waiting else MemberState.ACTIVE
            member = Member(member_no=member_no(number), state=state.value, **clean)
            with watching(unit) as journal:
                self._insert(unit, member, command, classes)
            return Registration(member.uid, member.name, member.member_no, journal.changes())

    def _insert(
        self, unit: UnitOfWork, member: Member, command: RegisterMember, classes: GivenClasses
    ) -> None:
        """Write the file and everything that comes with it."""
        unit.session.add(member)
        unit.session.flush()
        if command.waiting:
            unit.session.add(waiting_period(member))
        self._give(unit, member, command.card, command.terminal_pin)
        classes.follow(member.id, self._today())
        if member.emergency_contact or member.emergency_phone:
            unit.session.add(
                contacts.new_emergency(member.id, member.emergency_contact, member.emergency_phone)
            )
        unit.session.flush()
        replace_keys(unit, (), keys_of(member))

    @requires(Right.EDIT_MEMBERS)
    def unregister(self, registration: Registration, reason: str, actor: Actor) -> None:
        """Take a registration back as a whole, leaving tombstones.

        Raises `UserError` ``depends`` when something has been entered about the person since,
        ``undone``, ``changed_meanwhile``; `ValidationProblem` without a reason.
        """
        with self._db.write(actor, f"撤销登记：{reason.strip()}") as unit:
            take_away(unit, registration, reason, self._local_now())

    @requires(Right.EDIT_MEMBERS)
    def change(self, command: ChangeMember, actor: Actor) -> None:
        """Change some fields. Raises `ValidationProblem`; ``changed_meanwhile`` when stale."""
        with self._db.write(actor, command.reason) as unit:
            member = load_version(unit, command.uid, command.version)
            values = _with_identity(member, command.values)
            clean, faults = clean_member(values, self._today())
            faults |= gone_with_card(unit, member.id, command.card or "", self._today())
            faults |= taken(unit, clean, command.card or "", command.terminal_pin or "", member.id)
            faults |= _assessed(unit, member, clean, self._today())
            classes = GivenClasses(unit, clean, faults, member.id)
            if faults:
                raise ValidationProblem(faults)
            set_fields(unit, member, clean, classes, self._today())
            self._give(unit, member, command.card, command.terminal_pin)

    def _give(self, unit: UnitOfWork, member: Member, card: str | None, pin: str | None) -> None:
        if card is not None:
            give_card(unit, member.id, card.strip(), self._today())
        self._settle_codes(unit, member, card or "")
        if pin is not None and give_pin(unit, member.id, pin) and self.pin_linked:
            self.pin_linked(unit, plain_pin(pin), member.id)

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


def _assessed(
    unit: UnitOfWork, member: Member, clean: Mapping[str, Any], today: dt.date
) -> dict[str, str]:
    """A level that follows from an assessment is not set by hand while that holds."""
    # Here: nobody looks at assessments before the first file is changed.
    from app.services.assessments.mirror import assessed_level

    if clean.get("ability_level", member.ability_level) == member.ability_level:
        return {}
    found = assessed_level(unit, member.id, today)
    if found is None or found[0] is None:
        return {}
    return {"ability_level": "能力等级以有效的评估为准，请在“能力评估”里重新评估或更正。"}


def _with_identity(member: Member, values: Mapping[str, Any]) -> dict[str, Any]:
    """``values`` with what decides them: document, birth date and sex are checked together."""
    if not IDENTITY & values.keys():
        return dict(values)
    judged = ("id_type", "id_number", "birth_date", "no_document_reason")
    return {**{key: getattr(member, key) for key in judged}, **values}


def _file(
    row: Any, state: str, card: str, pins: tuple[str, ...], history: tuple[Any, ...], today: dt.date
) -> MemberFile:
    values = {key: getattr(row, key) for key in FIELDS}
    values["id_number"] = mask_id(row.id_number)
    for key in ("phone", "phone2", "emergency_phone"):
        values[key] = mask_phone(values[key])
    return MemberFile(
        row.id, row.uid, row.version, row.member_no, state,
        age_of(row.birth_date, today), values, card, pins, history, year_only(row.birth_date),
    )  # fmt: skip
