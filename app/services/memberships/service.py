"""The membership service: 登记 → 在册 → 暂停 → 退出, and back."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select, text

from app.core.codes import MemberState
from app.core.errors import UserError, ValidationProblem
from app.db.session import Database, UnitOfWork
from app.models import Member, MembershipPeriod
from app.services.base import Service
from app.services.codes import Codes
from app.services.members.loading import load_member
from app.services.memberships.answered import Answered, ask_again
from app.services.memberships.checks import Stretch, day_faults, faults_of, note_faults
from app.services.memberships.departures import Plan, carry_out, ended_by, planned, taken_back
from app.services.memberships.rows import (
    STALE,
    Changed,
    date_of,
    load_period,
    mirror,
    periods_of,
    refuse_seen_since,
    seen_before,
    seen_within,
    snapshot,
)
from app.services.memberships.types import (
    Before,
    ChangePeriod,
    LeaveMember,
    Membership,
    MembershipChange,
    PauseMember,
    PeriodRow,
    ResumeMember,
    WaitMember,
)
from app.services.rights import SYSTEM, Actor, Right, internal, requires
from app.services.way_back import Changes, take_back, watching

Settled = Callable[[UnitOfWork, int], object]
"""Called when the periods of a member changed: (open transaction, member id)."""
DAY = dt.timedelta(days=1)
UNKNOWN_START = (
    "SELECT m.id, m.state, m.left_on, substr(m.updated_at, 1, 10) AS changed FROM member m"
    " WHERE m.deleted_at IS NULL AND m.state <> 'active' AND NOT EXISTS"
    " (SELECT 1 FROM membership_period p WHERE p.member_id = m.id)"
)


class Memberships(Service):
    """Keeps who is on the list on which days. Dates take effect by themselves."""

    def __init__(self, db: Database, settled: Settled | None = None) -> None:
        super().__init__(db)
        self._settled = settled

    # -- looking -------------------------------------------------------------------------

    @requires(Right.LOOK)
    def of(self, uid: str, actor: Actor) -> Membership:
        """The life of one membership. Raises ``not_found``."""
        today = self._today()
        with self._db.read() as connection:
            row = connection.execute(
                select(Member.id, Member.name, Member.joined_on).where(
                    Member.uid == uid, Member.deleted_at.is_(None)
                )
            ).first()
            if row is None:
                raise UserError("not_found", "找不到这位老人的档案，可能已被删除。请刷新名单。")
            periods = tuple(periods_of(connection, row.id))
        now = next((p for p in periods if p.covers(today)), None)
        coming = min((p for p in periods if p.from_on > today), key=_start, default=None)
        state = now.state if now else MemberState.ACTIVE.value
        return Membership(uid, row.name, today, date_of(row.joined_on), state, now, coming, periods)

    # -- changing ------------------------------------------------------------------------

    @requires(Right.EDIT_MEMBERS)
    def pause(self, command: PauseMember, actor: Actor) -> MembershipChange:
        """暂停. Raises `ValidationProblem` with all faults at once, ``not_found``."""
        stretch = Stretch(
            MemberState.PAUSED, command.first_day, command.last_day, command.reason, command.note
        )
        return self._begin(command.uid, stretch, actor)

    @requires(Right.EDIT_MEMBERS)
    def wait(self, command: WaitMember, actor: Actor) -> MembershipChange:
        """登记 only, until `resume` takes them in. Raises as `pause`."""
        stretch = Stretch(MemberState.REGISTERED, command.first_day, None, "", command.note)
        return self._begin(command.uid, stretch, actor)

    @requires(Right.EDIT_MEMBERS)
    def leave(self, command: LeaveMember, actor: Actor) -> MembershipChange:
        """退出 after ``last_day``. A pause that would go on beyond it ends with it
        (`app.services.memberships.departures`).

        Raises as `pause`; the fields are those of `LeaveMember`.
        """
        first = command.last_day + DAY
        stretch = Stretch(MemberState.LEFT, first, None, command.reason, command.note)
        with self._db.write(actor, self._why(command.reason, command.note)) as unit:
            member = load_member(unit, command.uid)
            periods = periods_of(unit.session.connection(), member.id)
            plan = planned(stretch, periods, {})
            faults = self._faults(stretch, plan.stays, member)
            joined_on = date_of(member.joined_on)
            faults = {("last_day" if k == "first_day" else k): v for k, v in faults.items()}
            faults |= day_faults("last_day", command.last_day, self._today(), joined_on)
            if faults:
                raise ValidationProblem(faults)
            changed = Changed(unit)
            carry_out(unit, changed, plan)
            changed.add(_row(member.id, stretch))
            made = self._finish(unit, member, changed, stretch)
            return replace(made, ended=tuple(label for label, _ in plan.ends.values()))

    @requires(Right.EDIT_MEMBERS)
    def resume(self, command: ResumeMember, actor: Actor) -> MembershipChange:
        """On the list again from ``first_day``: ends a pause, readmits, takes in (入册).

        Raises `ValidationProblem`, ``not_found``.
        """
        first, today = command.first_day, self._today()
        with self._db.write(actor, command.note or "恢复在册") as unit:
            member = load_member(unit, command.uid)
            periods = periods_of(unit.session.connection(), member.id)
            found = next((p for p in periods if p.covers(first)), None)
            faults = day_faults("first_day", first, today)
            faults |= note_faults(command.note, needed=first < today)
            if found is None:
                faults["first_day"] = "这一天本来就在册，请核对恢复的日期。"
            if faults or found is None:
                raise ValidationProblem(faults)
            changed = Changed(unit)
            self._end(unit, changed, found, first - DAY)
            return self._finish(unit, member, changed)

    @requires(Right.EDIT_MEMBERS)
    def change(self, command: ChangePeriod, actor: Actor) -> MembershipChange:
        """Correct one period. A departure whose days move ends what it now covers, as `leave`
        does, and gives back what it ended before. Raises as `pause`; ``not_found`` when it was
        taken back, ``changed_meanwhile``."""
        with self._db.write(actor, self._why(command.reason, command.note)) as unit:
            row = load_period(unit, command.period_uid)
            if command.version not in (0, row.version):
                raise UserError("changed_meanwhile", "这一段会籍刚被改过。请按 F5 刷新后再改。")
            member = unit.session.get_one(Member, row.member_id)
            stretch = Stretch(
                MemberState(row.state), command.first_day, command.last_day, command.reason,
                command.note,
            )  # fmt: skip
            plan = self._beside(unit, row, stretch)
            faults = self._faults(stretch, plan.stays, member)
            if faults:
                raise ValidationProblem(faults)
            changed = Changed(unit)
            carry_out(unit, changed, plan)
            changed.change(row, **_values(stretch))
            return self._finish(unit, member, changed, stretch)

    @requires(Right.EDIT_MEMBERS)
    def remove(self, period_uid: str, reason: str, actor: Actor) -> MembershipChange:
        """Take a period back that was entered by mistake; with a departure goes what it ended,
        which goes on as before. Raises ``not_found``."""
        with self._db.write(actor, reason) as unit:
            row = load_period(unit, period_uid)
            plan = self._beside(unit, row, None)
            changed = Changed(unit)
            carry_out(unit, changed, plan)
            changed.drop(row, reason or "撤销")
            return self._finish(unit, unit.session.get_one(Member, row.member_id), changed)

    @requires(Right.EDIT_MEMBERS)
    def undo(self, change: MembershipChange, actor: Actor) -> MembershipChange:
        """Take ``change`` back as a whole; a question about a terminal's check that it answered
        is open again. Raises ``changed_meanwhile`` when a row moved on, ``came_since`` when the
        person came or ate since on a day that would go off the list, ``overlap``."""
        with self._db.write(actor, "撤销") as unit:
            member = load_member(unit, change.member_uid)
            before_it = periods_of(unit.session.connection(), member.id)
            back = Changed(unit)
            for before in change.undo:
                self._restore(unit, back, before)
            unit.session.flush()
            _refuse_overlap(periods_of(unit.session.connection(), member.id))
            refuse_seen_since(unit, member, before_it, change)
            ask_again(unit, member, change.answered, self._local_now())
            return self._finish(unit, member, back)

    @internal
    def resume_within(self, unit: UnitOfWork, member: Member, first: dt.date) -> MembershipChange:
        """As `resume`, in the transaction of another service that has checked the right.

        The member is off the list on ``first``.
        """
        periods = periods_of(unit.session.connection(), member.id)
        changed = Changed(unit)
        self._end(unit, changed, next(p for p in periods if p.covers(first)), first - DAY)
        return self._finish(unit, member, changed)

    @internal
    def take_back_within(
        self, unit: UnitOfWork, member: Member, changes: Changes, reason: str
    ) -> None:
        """Take changes of periods back in the transaction of another service.

        Raises ``changed_meanwhile``, ``overlap``.
        """
        take_back(unit, changes, reason)
        _refuse_overlap(periods_of(unit.session.connection(), member.id))
        self._finish(unit, member, Changed(unit))

    @internal
    def roll(self) -> int:
        """Bring the mirrors up to date with today: called at opening and after midnight.

        Members of older files whose state has no period get one. Returns how many changed;
        nothing is written when nothing did.
        """
        values = {"d": self._today().isoformat()}
        with self._db.read() as connection:
            known = connection.execute(text(UNKNOWN_START)).first()
            if known is None and connection.execute(text(STALE), values).first() is None:
                return 0
        with self._db.write(SYSTEM, "会籍按日期生效") as unit:
            for row in unit.rows(text(UNKNOWN_START)):
                unit.session.add(_adopted(row))
            unit.session.flush()
            stale = [row.id for row in unit.rows(text(STALE), values)]
            for member_id in stale:
                member = unit.session.get_one(Member, member_id)
                mirror(unit, member, self._today(), self._local_now())
            return len(stale)

    # -- inside --------------------------------------------------------------------------

    def _begin(self, uid: str, stretch: Stretch, actor: Actor) -> MembershipChange:
        with self._db.write(actor, self._why(stretch.reason, stretch.note)) as unit:
            member = load_member(unit, uid)
            others = periods_of(unit.session.connection(), member.id)
            faults = self._faults(stretch, others, member)
            if faults:
                raise ValidationProblem(faults)
            changed = Changed(unit)
            changed.add(_row(member.id, stretch))
            return self._finish(unit, member, changed, stretch)

    def _beside(self, unit: UnitOfWork, row: MembershipPeriod, stretch: Stretch | None) -> Plan:
        """What becomes of the other periods when ``row`` turns into ``stretch``, or goes."""
        connection = unit.session.connection()
        others = [p for p in periods_of(connection, row.member_id) if p.uid != row.uid]
        if row.state != MemberState.LEFT:
            return Plan(tuple(others), {})
        ended = ended_by(connection, row)
        return planned(stretch, others, ended) if stretch else taken_back(others, ended)

    def _faults(
        self, stretch: Stretch, others: Sequence[PeriodRow], member: Member
    ) -> dict[str, str]:
        table = Codes(self._db).table("membership_reasons", every=True)
        reasons = frozenset(entry.code for entry in table if entry.group == stretch.state.value)
        return faults_of(stretch, others, date_of(member.joined_on), reasons, self._today())

    def _why(self, reason: str, note: str) -> str:
        """The reason in words for the audit."""
        words = Codes(self._db).names("membership_reasons").get(reason, "")
        return "；".join(bit for bit in (words, note.strip()) if bit)

    def _end(
        self, unit: UnitOfWork, changed: Changed, period: PeriodRow, last_day: dt.date
    ) -> None:
        """Let ``period`` end with ``last_day``; one that has no day left is taken back."""
        row = load_period(unit, period.uid)
        if last_day < period.from_on:
            changed.drop(row, "当天恢复")
        else:
            changed.change(row, to_on=last_day.isoformat())

    def _finish(
        self, unit: UnitOfWork, member: Member, changed: Changed, stretch: Stretch | None = None
    ) -> MembershipChange:
        befores = changed.befores()
        mirror(unit, member, self._today(), self._local_now())
        answered: Answered = {}
        if self._settled is not None:
            with watching(unit) as journal:
                self._settled(unit, member.id)
            answered = journal.changes().get("work_item", {})
        seen: tuple[str, ...] = ()
        if stretch is not None:
            seen = seen_within(unit, member.id, stretch.first, stretch.last)
        stood = seen_before(unit, member.id, befores)
        return MembershipChange(
            member.uid, member.name, member.state, seen, befores, answered, stood
        )

    def _restore(self, unit: UnitOfWork, back: Changed, before: Before) -> None:
        row = unit.session.scalars(
            select(MembershipPeriod).where(MembershipPeriod.uid == before.uid)
        ).first()
        if row is None or snapshot(row) != before.left:
            raise UserError(
                "changed_meanwhile", "这一段会籍后来又改过，不能再撤销。请在会籍里直接修改。"
            )
        if before.values is None:
            back.drop(row, "撤销")
        else:
            back.change(row, **before.values)


def _start(period: PeriodRow) -> dt.date:
    return period.from_on


def _values(stretch: Stretch) -> dict[str, Any]:
    return {
        "from_on": stretch.first.isoformat(),
        "to_on": stretch.last.isoformat() if stretch.last else None,
        "reason": stretch.reason or None,
        "note": stretch.note.strip() or None,
    }


def _row(member_id: int, stretch: Stretch) -> MembershipPeriod:
    return MembershipPeriod(member_id=member_id, state=stretch.state.value, **_values(stretch))


def _adopted(row: Any) -> MembershipPeriod:
    """The period that an older file's bare state stands for."""
    first = row.changed
    if row.state == MemberState.LEFT and row.left_on:
        first = (dt.date.fromisoformat(row.left_on) + DAY).isoformat()
    reasons = {"paused": "other_pause", "left": "other_left"}
    return MembershipPeriod(
        member_id=row.id, state=row.state, from_on=first, reason=reasons.get(row.state),
        note="升级时按原来的状态补登",
    )  # fmt: skip


def _refuse_overlap(periods: list[PeriodRow]) -> None:
    """Two periods never share a day, also after something was taken back."""
    for newer, older in itertools.pairwise(periods):
        if older.to_on is None or older.to_on >= newer.from_on:
            raise UserError("overlap", "撤销后会和另一段会籍重叠，没有撤销。请在会籍里先改那一段。")
