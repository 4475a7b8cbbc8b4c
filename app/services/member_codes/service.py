"""The service of paper cards."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from sqlalchemy import select

from app.core.errors import UserError, ValidationProblem
from app.db.session import UnitOfWork
from app.models import Member, MemberCode
from app.services.base import Service, pieces
from app.services.following import FAMILY
from app.services.member_codes.types import REASONS, CodeChange, CodeRow, VoidCard
from app.services.members.loading import load_member
from app.services.memberships.gone import gone_fault
from app.services.rights import Actor, Right, requires

LONGEST_NOTE = 200
FIRST_DAY = "2010-01-01"
"""No card with a code is older; an earlier year is a slip of the keyboard."""
_IN_USE = (MemberCode.voided_on.is_(None), MemberCode.deleted_at.is_(None))


class MemberCodes(Service):
    """Gives out the codes that paper cards show, and makes them void."""

    @requires(Right.LOOK)
    def of(self, uid: str, actor: Actor) -> tuple[CodeRow, ...]:
        """Every code that leads to a member, the valid ones first, then the newest; also those of
        files that were merged into theirs."""
        with self._db.read() as connection:
            ids = [row[0] for row in connection.exec_driver_sql(FAMILY, (uid,))]
            found = connection.execute(
                select(
                    MemberCode.uid, MemberCode.made_on, MemberCode.voided_on,
                    MemberCode.void_reason, MemberCode.note, Member.member_no,
                    Member.uid.label("owner"),
                )
                .join(Member, Member.id == MemberCode.member_id)
                .where(Member.id.in_(ids), MemberCode.deleted_at.is_(None))
                .order_by(
                    MemberCode.voided_on.is_not(None), Member.uid != uid, MemberCode.id.desc()
                )
            )  # fmt: skip
            return tuple(
                CodeRow(
                    r.uid, r.made_on or "", r.voided_on or "", r.void_reason or "", r.note or "",
                    "" if r.owner == uid else r.member_no,
                )
                for r in found
            )  # fmt: skip

    @requires(Right.PRINT)
    def to_print(self, uids: Sequence[str], actor: Actor) -> dict[str, str]:
        """Uid of a member → the code for their card; whoever has no valid one gets a new one.

        Whoever gets none because their last day has passed is left out: the others' cards do not
        wait for them. Raises `UserError` ``not_found``, ``gone`` when nobody is left.
        """
        with self._db.read() as connection:
            known: dict[str, str] = {}
            statement = select(Member.uid, MemberCode.code).join(
                Member, Member.id == MemberCode.member_id
            )
            for part in pieces(uids):
                rows = connection.execute(statement.where(Member.uid.in_(part), *_IN_USE))
                known |= {row.uid: row.code for row in rows}
        without = [uid for uid in uids if uid not in known]
        if not without:
            return known
        with self._db.write(actor, "打印会员卡") as unit:
            faults: list[UserError] = []
            for uid in without:
                try:
                    known[uid] = self._code_of(unit, load_member(unit, uid))
                except UserError as fault:
                    if fault.code != "gone":
                        raise
                    faults.append(fault)
            if not known:
                raise faults[0]
            unit.session.flush()
        return known

    @requires(Right.EDIT_MEMBERS)
    def void(self, command: VoidCard, actor: Actor) -> CodeChange:
        """旧卡作废: no code that led to the member finds them any more; the next card that is
        printed shows a new one.

        Raises `ValidationProblem` (``reason``, ``on``, ``note``), ``not_found`` also when there is
        no valid code.
        """
        word = REASONS.get(command.reason, "")
        with self._db.write(actor, f"会员卡作废：{word}") as unit:
            member = load_member(unit, command.uid)
            rows = _valid(unit, command.uid)
            if not rows:
                raise UserError("not_found", "没有可以作废的会员卡。请按 F5 刷新后再看。")
            day = command.on or self._today()
            faults = _faults(command, day, self._today(), rows)
            if faults:
                raise ValidationProblem(faults)
            for row in rows:
                # Of two cards of a merged file each from the day it was printed at the earliest.
                row.voided_on = max(day.isoformat(), row.made_on or FIRST_DAY)
                row.void_reason = command.reason
                row.note = command.note.strip() or None
            unit.session.flush()
            left = tuple((row.uid, _standing(row)) for row in rows)
            return CodeChange(member.uid, member.name, left)

    @requires(Right.EDIT_MEMBERS)
    def undo(self, change: CodeChange, actor: Actor) -> None:
        """Take `void` back: the old cards are valid again.

        Raises ``changed_meanwhile``, ``card_in_use`` when a new card was printed since, which is
        the one that counts.
        """
        with self._db.write(actor, "撤销会员卡作废") as unit:
            uids = dict(change.left)
            rows = unit.session.scalars(select(MemberCode).where(MemberCode.uid.in_(uids))).all()
            stand = {row.uid: _standing(row) for row in rows if row.deleted_at is None}
            if stand != uids:
                raise UserError("changed_meanwhile", "这张会员卡后来又办过别的，不能再撤销。")
            if _valid(unit, change.member_uid):
                raise UserError(
                    "card_in_use",
                    f"已经给{change.name}打印了新会员卡，只认新卡，不能再撤销。"
                    "找到的旧卡请收回；新卡有问题请再办一次“旧卡作废、换新码”。",
                )
            for row in rows:
                row.voided_on = row.void_reason = row.note = None

    # -- inside --------------------------------------------------------------------------

    def _code_of(self, unit: UnitOfWork, member: Member) -> str:
        """The valid code of ``member``, made now unless somebody else just did."""
        known = unit.session.scalar(
            select(MemberCode.code).where(MemberCode.member_id == member.id, *_IN_USE)
        )
        if known is not None:
            return known
        today = self._today()
        connection = unit.session.connection()
        if fault := gone_fault(connection, member.id, today.isoformat(), today, "发新会员卡"):
            raise UserError("gone", f"{member.name}：{fault}")
        # Random throughout: a uid tells when somebody was registered, and leaves the centre.
        made = str(uuid.uuid4())
        unit.session.add(MemberCode(member_id=member.id, code=made, made_on=today.isoformat()))
        return made


def _valid(unit: UnitOfWork, uid: str) -> Sequence[MemberCode]:
    """The valid codes that lead to the member ``uid``."""
    connection = unit.session.connection()
    ids = [row[0] for row in connection.exec_driver_sql(FAMILY, (uid,))]
    return unit.session.scalars(
        select(MemberCode).where(MemberCode.member_id.in_(ids), *_IN_USE).order_by(MemberCode.id)
    ).all()


def _standing(row: MemberCode) -> tuple[str, str, str]:
    return row.voided_on or "", row.void_reason or "", row.note or ""


def _faults(
    command: VoidCard, day: dt.date, today: dt.date, rows: Sequence[MemberCode]
) -> dict[str, str]:
    faults = {}
    first = min(row.made_on or FIRST_DAY for row in rows)
    if command.reason not in REASONS:
        faults["reason"] = "请选择作废的原因。"
    if day > today:
        faults["on"] = "日期在今天以后，请核对。"
    elif day.isoformat() < first:
        known = f"早于这张卡第一次打印的日期 {first}，请核对。"
        faults["on"] = known if first != FIRST_DAY else "日期太早，请核对年份。"
    if len(command.note) > LONGEST_NOTE:
        faults["note"] = f"说明最多 {LONGEST_NOTE} 个字。"
    return faults
