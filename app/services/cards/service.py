"""The card service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from app.core.codes import LONGEST_CARD
from app.core.errors import UserError, ValidationProblem
from app.db.session import UnitOfWork
from app.models import Member, MemberCard
from app.services.base import Service
from app.services.cards.rows import (
    LOST,
    Change,
    ended_card,
    has_kind,
    holder_on,
    in_use,
    load_card,
    other_of_kind,
    owner_of,
    plain_number,
    refuse_taken,
    reuse_fault,
    standing,
)
from app.services.cards.types import (
    STATES,
    CardChange,
    CardRow,
    EndCard,
    IssueCard,
    IssueReport,
    RenewCard,
)
from app.services.codes import Codes
from app.services.members.loading import load_member
from app.services.memberships.gone import gone_fault
from app.services.rights import Actor, Right, requires
from app.services.work_items import SETTLED, settle_codes

LONGEST_NUMBER, LONGEST_REASON = LONGEST_CARD, 200
FIRST_CARDS = 1980
"""No card is older; an earlier year is a slip of the keyboard."""
LONGEST_YEARS = 50
"""No card is valid for longer; a later year is a slip as well."""


class Cards(Service):
    """Issues cards and ends them; a number in use belongs to one person."""

    @requires(Right.LOOK)
    def of(self, uid: str, actor: Actor) -> tuple[CardRow, ...]:
        """Every card of a member, those in use first, then the newest."""
        names = Codes(self._db).names("cards")
        statement = (
            select(
                MemberCard.uid, MemberCard.number, MemberCard.kind, MemberCard.state,
                MemberCard.issued_on, MemberCard.ended_on, MemberCard.end_reason,
                MemberCard.valid_until,
            )
            .join(Member, Member.id == MemberCard.member_id)
            .where(Member.uid == uid, MemberCard.deleted_at.is_(None))
            .order_by(MemberCard.state != "issued", MemberCard.id.desc())
        )  # fmt: skip
        today = self._today().isoformat()
        with self._db.read() as connection:
            return tuple(
                CardRow(
                    r.uid, r.number, names.get(r.kind or "", r.kind or ""), r.state,
                    r.issued_on or "", r.ended_on or "", r.end_reason or "", r.valid_until or "",
                    r.state == "issued" and (r.valid_until or today) < today,
                )
                for r in connection.execute(statement)
            )  # fmt: skip

    @requires(Right.CHECK_IN)
    def refuse_ended(self, code: str, actor: Actor, on: dt.date | None = None) -> None:
        """Raises ``ended_card`` when ``code`` is the number of a card that was not valid any more
        ``on`` that date (None: today), whatever else it could mean: for a counter that asks for
        the person first."""
        with self._db.read() as connection:
            card = ended_card(connection, code, on or self._today())
        if card is not None:
            raise UserError("ended_card", f"{card.words}，{card.advice}")

    @requires(Right.LOOK)
    def holder(self, code: str, on: dt.date, actor: Actor) -> str:
        """Uid of whose card ``code`` was ``on`` a date, of a card that ended since; else ``""``:
        what is entered later for that day is theirs."""
        with self._db.read() as connection:
            return holder_on(connection, code, on)

    @requires(Right.EDIT_MEMBERS)
    def issue(self, command: IssueCard, actor: Actor) -> CardChange:
        """发卡. Of a number that was a card before there are `find_again` and `use_again`. Raises
        `ValidationProblem` (``number``, ``kind``, ``on``, ``valid_until``), ``not_found``."""
        with self._db.write(actor, "发卡") as unit:
            member_id = load_member(unit, command.uid).id
            faults = self._faults(unit, member_id, command)
            if faults:
                raise ValidationProblem(faults)
            change = Change(unit)
            self._give(unit, change, member_id, command)
            return change.done(plain_number(command.number))

    @requires(Right.EDIT_MEMBERS)
    def issue_many(
        self, items: Sequence[tuple[str, str]], actor: Actor, kind: str = ""
    ) -> IssueReport:
        """Give (member uid, number) each its card, in one transaction; a pair that cannot be
        is left out with its reason: (member uid, number, sentence)."""
        refused, issued = [], 0
        with self._db.write(actor, "批量发卡") as unit:
            change = Change(unit)
            for uid, number in items:
                command = IssueCard(uid, number, kind)
                try:
                    member_id = load_member(unit, uid).id
                except UserError as problem:
                    refused.append((uid, number, problem.message))
                    continue
                faults = self._faults(unit, member_id, command)
                if faults:
                    refused.append((uid, number, "".join(faults.values())))
                    continue
                self._give(unit, change, member_id, command)
                issued += 1
            return IssueReport(issued, tuple(refused), change.done(""))

    @requires(Right.EDIT_MEMBERS)
    def lose(self, command: EndCard, actor: Actor) -> CardChange:
        """挂失: the desk refuses the card from now on. Raises `ValidationProblem`."""
        return self._end(command, "lost", actor)

    @requires(Right.EDIT_MEMBERS)
    def take_back(self, command: EndCard, actor: Actor) -> CardChange:
        """退卡: the card was handed in. Raises `ValidationProblem`."""
        return self._end(command, "returned", actor)

    @requires(Right.EDIT_MEMBERS)
    def replace(self, command: EndCard, actor: Actor) -> CardChange:
        """补办: ``number`` of the same kind takes the place of a card in use or lost."""
        with self._db.write(actor, command.reason or "补办") as unit:
            row = load_card(unit, command.card_uid, ("issued", "lost"))
            uid = unit.session.scalar(select(Member.uid).where(Member.id == row.member_id)) or ""
            given = IssueCard(uid, command.number, row.kind or "", command.on, command.valid_until)
            change = Change(unit)
            if row.state == "lost":  # the day it was lost stays the day it stopped being valid
                words = "；".join(bit for bit in (LOST, row.end_reason, command.reason) if bit)
                change.set(row, state="replaced", end_reason=words)
            else:
                change.end(row, "replaced", command.on or self._today(), command.reason)
            unit.session.flush()
            faults = self._faults(unit, row.member_id, given)
            faults |= self._end_faults(row, command)
            if plain_number(command.number) == row.number:
                faults["number"] = "补办要换一张新卡，请刷新卡的卡号。"
            if faults:
                raise ValidationProblem(faults)
            self._give(unit, change, row.member_id, given)
            return change.done(plain_number(command.number))

    @requires(Right.EDIT_MEMBERS)
    def renew(self, command: RenewCard, actor: Actor) -> CardChange:
        """改有效期 of a card in use. Raises `ValidationProblem` (``valid_until``, ``reason``),
        ``not_found``."""
        with self._db.write(actor, command.reason.strip() or "更改卡的有效期") as unit:
            row = load_card(unit, command.card_uid, ("issued",))
            until = command.valid_until.isoformat() if command.valid_until else None
            faults = self._until_faults(command.valid_until, row.issued_on or "")
            if until == row.valid_until:
                faults["valid_until"] = "有效期没有改动。"
            if len(command.reason) > LONGEST_REASON:
                faults["reason"] = f"原因最多 {LONGEST_REASON} 个字。"
            if faults:
                raise ValidationProblem(faults)
            change = Change(unit)
            change.set(row, valid_until=until)
            return change.done(row.number)

    @requires(Right.EDIT_MEMBERS)
    def find_again(
        self, card_uid: str, actor: Actor, *, instead: bool = False, reason: str = ""
    ) -> CardChange:
        """解挂: a lost card turned up. Somebody uses one card of a kind: with ``instead`` the one
        that they got meanwhile is returned in the same step, for that ``reason``.

        Raises ``not_found``, ``taken`` when the number is used, ``card_in_use`` when another card
        of the kind is, ``gone`` after somebody's last day.
        """
        with self._db.write(actor, "解挂") as unit:
            row = load_card(unit, card_uid, ("lost",))
            self._refuse_gone(unit, row.member_id, "解挂")
            refuse_taken(unit, row)
            change = Change(unit)
            returned = self._make_room(unit, change, row, instead=instead, reason=reason)
            change.set(row, state="issued", ended_on=None, end_reason=None)
            return replace(change.done(row.number), returned=returned)

    @requires(Right.EDIT_MEMBERS)
    def use_again(
        self, card_uid: str, actor: Actor, *, instead: bool = False, reason: str = ""
    ) -> CardChange:
        """重新启用: a returned or replaced card is given to the same member once more; what it was
        before stays in the history. ``instead`` and ``reason`` as of `find_again`.

        Raises ``not_found``, ``taken`` when somebody uses the number or had it since,
        ``card_in_use`` when the member uses another card of the kind, ``gone`` after somebody's
        last day.
        """
        with self._db.write(actor, "重新启用旧卡") as unit:
            row = load_card(unit, card_uid, ("returned", "replaced"))
            self._refuse_gone(unit, row.member_id, "重新启用卡")
            refuse_taken(unit, row)
            change = Change(unit)
            returned = self._make_room(unit, change, row, instead=instead, reason=reason)
            uid = unit.session.scalar(select(Member.uid).where(Member.id == row.member_id)) or ""
            until = dt.date.fromisoformat(row.valid_until) if row.valid_until else None
            given = IssueCard(uid, row.number, row.kind or "", valid_until=until)
            self._give(unit, change, row.member_id, given)
            return replace(change.done(row.number), returned=returned)

    @requires(Right.EDIT_MEMBERS)
    def undo(self, change: CardChange, actor: Actor) -> CardChange:
        """Take ``change`` back as a whole. Raises ``changed_meanwhile``, ``taken``,
        ``card_in_use`` when another card of the kind has been issued since."""
        with self._db.write(actor, "撤销") as unit:
            back, revived = Change(unit), dict[MemberCard, str]()
            # Last first: a number must be free before the card that had it stands again.
            for before in reversed(change.undo):
                row = unit.session.scalars(
                    select(MemberCard).where(MemberCard.uid == before.uid)
                ).first()
                if row is None or standing(row) != before.left:
                    raise UserError("changed_meanwhile", "这张卡后来又办过别的，不能再撤销。")
                if before.values is None:
                    back.set(row, deleted_at=unit.now, deleted_reason="撤销")
                else:
                    if in_use(before.values) and not in_use(standing(row)):
                        refuse_taken(unit, row)
                        found = f"，或给 {row.number} 解挂时一起退回"
                        revived[row] = found if row.state == "lost" else ""
                    back.set(row, **before.values)
                unit.session.flush()
            for row, or_else in revived.items():
                if (other := other_of_kind(unit, row)) is not None:
                    raise UserError(
                        "card_in_use",
                        f"后来发了卡 {other.number}，同一种卡只能用一张，不能撤销。"
                        f"要用回 {row.number}，请先退 {other.number}{or_else}。",
                    )
            return back.done(change.number)

    # -- inside --------------------------------------------------------------------------

    def _refuse_gone(self, unit: UnitOfWork, member_id: int, step: str) -> None:
        """Nobody uses a card after their last day. Raises ``gone``."""
        today = self._today()
        fault = gone_fault(unit.session.connection(), member_id, today.isoformat(), today, step)
        if fault:
            raise UserError("gone", fault)

    def _make_room(
        self, unit: UnitOfWork, change: Change, row: MemberCard, *, instead: bool, reason: str
    ) -> str:
        """Return the card of the kind that the member of ``row`` uses now, so that ``row`` may be
        used; its number, ``""`` when there is none. Raises ``card_in_use`` unless ``instead``."""
        other = other_of_kind(unit, row)
        if other is None:
            return ""
        if not instead:
            raise UserError(
                "card_in_use",
                f"现在用的是卡 {other.number}，同一种卡只能用一张。要用回 {row.number}，"
                f"请把 {other.number} 一起退回。",
            )
        words = "；".join(bit for bit in (f"用回 {row.number}", reason.strip()) if bit)
        change.end(other, "returned", self._today(), words[:LONGEST_REASON])
        unit.session.flush()
        return other.number

    def _end(self, command: EndCard, state: str, actor: Actor) -> CardChange:
        with self._db.write(actor, command.reason or STATES[state]) as unit:
            row = load_card(unit, command.card_uid, ("issued", "lost") if state == "returned"
                        else ("issued",))  # fmt: skip
            faults = self._end_faults(row, command)
            if faults:
                raise ValidationProblem(faults)
            change = Change(unit)
            change.end(row, state, command.on or self._today(), command.reason)
            return change.done(row.number)

    def _end_faults(self, row: MemberCard, command: EndCard) -> dict[str, str]:
        on = command.on or self._today()
        if on > self._today():
            return {"on": "日期在今天以后，请核对。"}
        if row.issued_on and on.isoformat() < row.issued_on:
            return {"on": f"早于发卡日期 {row.issued_on}，请核对。"}
        if on.year < FIRST_CARDS:
            return {"on": f"日期在 {FIRST_CARDS} 年以前，请核对年份。"}
        if len(command.reason) > LONGEST_REASON:
            return {"reason": f"原因最多 {LONGEST_REASON} 个字。"}
        return {}

    def _faults(self, unit: UnitOfWork, member_id: int, command: IssueCard) -> dict[str, str]:
        number, faults = plain_number(command.number), dict[str, str]()
        if not number:
            faults["number"] = "请刷卡，或填写卡号。"
        elif len(number) > LONGEST_NUMBER:
            faults["number"] = f"卡号最多 {LONGEST_NUMBER} 位，请核对。"
        elif owner := owner_of(unit, number):
            whose = "这位老人自己" if owner.id == member_id else owner.name
            faults["number"] = f"这张卡正由{whose}使用，请核对卡号。"
        elif fault := reuse_fault(unit, number, member_id):
            faults["number"] = fault
        kinds = Codes(self._db).names("cards")
        if command.kind and command.kind not in kinds:
            faults["kind"] = "请选择卡的种类。"
        elif has_kind(unit, member_id, command.kind):
            word = kinds.get(command.kind, "卡")
            faults["kind"] = f"已有一张在用的{word}，请用“补办”换新卡，或先退卡。"
        if command.on and command.on > self._today():
            faults["on"] = "发卡日期在今天以后，请核对。"
        elif command.on and command.on.year < FIRST_CARDS:
            faults["on"] = f"发卡日期在 {FIRST_CARDS} 年以前，请核对年份。"
        issued_on = (command.on or self._today()).isoformat()
        connection = unit.session.connection()
        if gone := gone_fault(connection, member_id, issued_on, self._today(), "发卡日期"):
            faults.setdefault("on", gone)
        faults |= self._until_faults(command.valid_until, issued_on, new=True)
        return faults

    def _until_faults(
        self, until: dt.date | None, issued_on: str, *, new: bool = False
    ) -> dict[str, str]:
        """A ``new`` card must still be valid; of one in use the truth may be that it is not."""
        today, fault = self._today(), ""
        if until is None:
            return {}
        if issued_on and until.isoformat() < issued_on:
            fault = f"有效期早于发卡日期 {issued_on}，请核对。"
        elif until.year < FIRST_CARDS:
            fault = f"有效期在 {FIRST_CARDS} 年以前，请核对年份。"
        elif new and until < today:
            fault = "有效期在今天以前，这张卡已经到期，请核对。"
        elif until.year > today.year + LONGEST_YEARS:
            fault = f"有效期在 {LONGEST_YEARS} 年以后，请核对年份；长期有效请留空。"
        return {"valid_until": fault} if fault else {}

    def _give(self, unit: UnitOfWork, change: Change, member_id: int, command: IssueCard) -> None:
        number = plain_number(command.number)
        change.add(
            MemberCard(
                member_id=member_id, number=number, kind=command.kind or None,
                issued_on=(command.on or self._today()).isoformat(),
                valid_until=command.valid_until.isoformat() if command.valid_until else None,
            )
        )  # fmt: skip
        unit.session.flush()
        settle_codes(unit, (number,), SETTLED, self._local_now())
