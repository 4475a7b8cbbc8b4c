"""The attendance service."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, select, text

from app.core.codes import FIRST_YEAR, Method
from app.core.errors import NotAllowed, UserError, ValidationProblem
from app.core.names import sort_key
from app.db.session import Database, UnitOfWork
from app.models import Attendance, Member
from app.services.attendance.coming_back import (
    COME_BACK,
    TAKEN_BACK,
    Together,
    together_with,
)
from app.services.attendance.roster import daily_roster
from app.services.attendance.types import (
    AttendanceDay,
    AttendanceRow,
    CheckIn,
    CheckInResult,
    Returned,
    Undone,
)
from app.services.base import Service, stamp
from app.services.cards import EndedCard, ended_card
from app.services.members import finding
from app.services.members.loading import load_member
from app.services.members.namesakes import about_namesake
from app.services.members.types import MemberHit, sex_text
from app.services.memberships import Memberships
from app.services.memberships.away import away_on
from app.services.memberships.types import NOT_JOINED
from app.services.open_desk import most_found, only_own, only_today
from app.services.rights import Actor, Right, requires
from app.services.rosters import DailyRoster
from app.services.settings import Centre
from app.services.standing import ABSENT
from app.services.taken_back import tell_put_back, tell_taken_back
from app.services.work_items import ask_about_code, reopen_settled

DESK = "desk"
"""Source of what was entered by hand or scanned, not seen by a terminal."""
DAY = (
    select(
        Attendance.id, Attendance.uid, Attendance.arrived_at, Attendance.method,
        Attendance.source, Attendance.note, Member.uid.label("member_uid"), Member.name,
        Member.sex, Member.birth_date, Member.community,
    )
    .join(Member, Member.id == Attendance.member_id)
    .where(Attendance.service_date == bindparam("date"), Attendance.deleted_at.is_(None))
    .order_by(Attendance.arrived_at, Attendance.id)
)  # fmt: skip
MEMBER = select(Member.id, Member.uid, Member.name, Member.birth_date, Member.community).where(
    Member.deleted_at.is_(None)
)
BY_UID = MEMBER.where(Member.uid == bindparam("u"))
BY_ID = MEMBER.where(Member.id == bindparam("i"))
TODAYS = select(Attendance.uid, Attendance.arrived_at).where(
    Attendance.member_id == bindparam("m"),
    Attendance.service_date == bindparam("d"),
    Attendance.deleted_at.is_(None),
)


class Attendances(Service):
    """Checks people in, undoes it, shows the day."""

    def __init__(self, db: Database, memberships: Memberships) -> None:
        super().__init__(db)
        self._memberships = memberships

    @requires(Right.CHECK_IN)
    def check_in(self, command: CheckIn, actor: Actor) -> CheckInResult:
        """Check a known member in, once a day; answered ``away`` when not on the list that day,
        ``ended_card`` when the card that was typed was not valid then.

        Raises `ValidationProblem` for a time in the future or a back-entry without a reason,
        `UserError` ``not_found``.
        """
        now = self._local_now()
        at = command.at or now
        if at > now + dt.timedelta(minutes=5):
            raise ValidationProblem({"at": "签到时间在现在以后，请核对。"})
        if at.year < FIRST_YEAR:
            raise ValidationProblem({"at": f"签到时间在 {FIRST_YEAR} 年以前，请核对年份。"})
        if at.date() < now.date() and not command.note.strip():
            raise ValidationProblem({"note": "补记以前的签到要写明原因。"})
        only_today(actor, at.date(), now.date())
        with self._db.write(actor, command.note) as unit:
            member = unit.session.execute(BY_UID, {"u": command.member_uid}).first()
            if member is None:
                raise UserError("not_found", "找不到这位老人的档案。请刷新后再试。")
            if card := ended_card(unit.session.connection(), command.code, at.date()):
                return _ended(card, command.code)
            return _enter(unit, member, at, command.method, command.note)

    @requires(Right.CHECK_IN)
    def scan(self, code: str, actor: Actor) -> CheckInResult:
        """Check in whoever ``code`` means; an unknown code becomes a work item, never an error.

        A lost, replaced, returned or expired card is answered ``ended_card``, whatever else it
        could mean.
        """
        now = self._local_now()
        if not code.strip():
            return CheckInResult("unknown")
        with self._db.write(actor) as unit:
            connection = unit.session.connection()
            ids, method = finding.resolve(connection, code)
            if card := ended_card(connection, code, now.date()):
                return _ended(card, code)
            if len(ids) == 1:
                member = unit.session.execute(BY_ID, {"i": ids[0]}).first()
                return _enter(unit, member, now, method, "")
            if ids:
                people = finding.hits(connection, dict.fromkeys(ids, ""))
                return CheckInResult("ambiguous", code=code, candidates=tuple(people))
            ask_about_code(unit, code, "前台扫码，未找到对应老人", now)
            return CheckInResult("unknown", code=code)

    @requires(Right.CHECK_IN)
    def find(self, text: str, limit: int, actor: Actor) -> list[MemberHit]:
        """As `Members.find`, for a desk that nobody has signed in at: who stands there looks for
        a name and may do nothing else with it than check in."""
        today = self._today().isoformat()
        with self._db.read() as connection:
            most = most_found(actor, limit)
            return finding.hits(connection, finding.find_ids(connection, text, most, today), text)

    @requires(Right.EDIT_MEMBERS)
    def come_back(self, member_uid: str, actor: Actor) -> CheckInResult:
        """恢复并签到: on the list again from today on, and checked in; `undo` takes back both.

        Whoever is checked in already is ``already``: `Memberships.undo` takes the return back.

        Raises ``not_found``.
        """
        now = self._local_now()
        date = now.date().isoformat()
        with self._db.write(actor, COME_BACK) as unit:
            member = load_member(unit, member_uid)
            why = away_on(unit.session.connection(), member.id, date)
            returned, earlier = None, _existing(unit, member.id, date)
            if why is not None and why.state != NOT_JOINED:
                change = self._memberships.resume_within(unit, member, now.date())
                returned = Returned(why, change)
            result = _enter(unit, member, now, Method.MANUAL, "")
            if result.outcome == "already":
                about = about_namesake(unit.session.connection(), member)
                result = replace(result, about=about)
                if earlier is None:
                    # A terminal had seen them while they were away: coming back made it count.
                    uid = _existing(unit, member.id, date).uid
                    result = replace(result, outcome="checked_in", attendance_uid=uid)
            return replace(result, returned=returned)

    @requires(Right.CHECK_IN)
    def undo(self, uid: str, reason: str, actor: Actor) -> Undone:
        """Take a check-in back; it stays as a tombstone with the reason.

        What `come_back` did is taken back as a whole, unless the person came or ate since: the
        question about a terminal's check that it answered is open again with it.
        Raises ``not_found``, `NotAllowed` where that takes more than the right to check in.
        """
        together = self._together(uid, actor)
        both = together is not None and not together.stays
        with self._db.write(actor, TAKEN_BACK if both else reason) as unit:
            row = _load(unit, uid)
            only_own(unit, actor, uid, row.service_date, self._today())
            member = unit.session.get_one(Member, row.member_id)
            if together is not None and both:
                self._memberships.take_back_within(unit, member, together.changes, TAKEN_BACK)
                reopen_settled(unit, together.questions, "", self._local_now())
            row.deleted_at, row.deleted_reason = unit.now, reason or "撤销"
            unit.session.flush()
            tell_taken_back(unit, "attendance", member.uid, _facts(row))
            away = away_on(unit.session.connection(), member.id, row.service_date) if both else None
            return Undone(member.name, away, stayed=together is not None and not both)

    @requires(Right.CHECK_IN)
    def redo(self, uid: str, actor: Actor) -> None:
        """Undo of `undo`. Raises ``already`` when the person was checked in again meanwhile,
        ``away`` when they are not on the list that day any more."""
        together = self._together(uid, actor)
        both = together is not None and not together.stays
        with self._db.write(actor, COME_BACK if both else "撤销") as unit:
            row = unit.session.scalars(select(Attendance).where(Attendance.uid == uid)).first()
            if row is None:
                raise UserError("not_found", "找不到这条签到。请按 F5 刷新。")
            only_own(unit, actor, uid, row.service_date, self._today())
            if _existing(unit, row.member_id, row.service_date):
                raise UserError("already", "这位老人当天已有签到，不能再恢复。")
            member = unit.session.get_one(Member, row.member_id)
            if together is not None and both:
                self._memberships.take_back_within(unit, member, together.changes, COME_BACK)
            away = away_on(unit.session.connection(), row.member_id, row.service_date)
            # Before the day of joining a terminal may have given it: then it stood before, too.
            if away is not None and (away.state != NOT_JOINED or row.source == DESK):
                raise UserError("away", f"{away.words}，不能再恢复这条签到。{away.advice}")
            row.deleted_at = row.deleted_reason = None
            unit.session.flush()
            tell_put_back(unit, "attendance", member.uid, _facts(row))

    @requires(Right.LOOK)
    def day(self, date: dt.date, actor: Actor) -> AttendanceDay:
        """Who came on ``date``, by arrival."""
        with self._db.read() as connection:
            rows = connection.execute(DAY, {"date": date.isoformat()})
            return AttendanceDay(date, tuple(_row(row) for row in rows))

    @requires(Right.LOOK)
    def absent(self, date: dt.date, actor: Actor) -> list[MemberHit]:
        """Members on the list without a check-in on ``date``, by community and name."""
        statement = text(f"SELECT m.id FROM member m WHERE {ABSENT} LIMIT 5000")  # noqa: S608
        with self._db.read() as connection:
            ids = connection.execute(statement, {"d": date.isoformat()}).scalars()
            found = finding.hits(connection, dict.fromkeys(ids, ""))
        place = {name: sort_key(name) for name in {hit.community for hit in found}}
        return sorted(found, key=lambda hit: (place[hit.community], sort_key(hit.name)))

    @requires(Right.PRINT)
    def roster(
        self, date: dt.date, centre: Centre, document_number: str, actor: Actor
    ) -> DailyRoster:
        """The daily roster of ``date`` for printing. Raises ``day_to_come``: nobody can have come
        on a day that is not there yet."""
        if date > self._today():
            raise UserError(
                "day_to_come",
                f"{date} 这一天还没有到，没有签到可打印。请选今天或以前的日期；"
                "要在册名单请印“老人花名册”。",
            )
        with self._db.read() as connection:
            return daily_roster(
                connection, date, centre, document_number, self._local_now(), actor.name
            )

    def _together(self, uid: str, actor: Actor) -> Together | None:
        """What belongs to the check-in ``uid``; who may not change a membership may not undo it."""
        with self._db.read() as connection:
            found = together_with(connection, uid)
        if found is not None and not found.stays and not actor.may(Right.EDIT_MEMBERS):
            raise NotAllowed(Right.EDIT_MEMBERS.value)
        return found


def _enter(
    unit: UnitOfWork, member: Any, at: dt.datetime, method: Method, note: str
) -> CheckInResult:
    date = at.date().isoformat()
    away = away_on(unit.session.connection(), member.id, date)
    if away is not None:
        return CheckInResult("away", member.name, member_uid=member.uid, away=away)
    earlier = _existing(unit, member.id, date)
    if earlier is not None:
        return CheckInResult("already", member.name, earlier.arrived_at[11:], member_uid=member.uid)
    row = Attendance(
        member_id=member.id, service_date=date, arrived_at=stamp(at), method=method.value,
        source=DESK, note=note or None,
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    return CheckInResult(
        "checked_in", member.name, row.arrived_at[11:], row.uid, member_uid=member.uid,
        about=about_namesake(unit.session.connection(), member),
    )  # fmt: skip


def _ended(card: EndedCard, code: str) -> CheckInResult:
    return CheckInResult("ended_card", card.name, member_uid=card.member_uid, code=code, card=card)


def _facts(row: Attendance) -> dict[str, str]:
    """What the time line says of a check-in that was taken back."""
    return {"date": row.service_date, "at": row.arrived_at, "method": row.method, "row": row.uid}


def _existing(unit: UnitOfWork, member_id: int, date: str) -> Any:
    return unit.session.execute(TODAYS, {"m": member_id, "d": date}).first()


def _load(unit: UnitOfWork, uid: str) -> Attendance:
    row = unit.session.scalars(
        select(Attendance).where(Attendance.uid == uid, Attendance.deleted_at.is_(None))
    ).first()
    if row is None:
        raise UserError("not_found", "这条签到已经撤销过了。请按 F5 刷新。")
    return row


def _row(row: Any) -> AttendanceRow:
    return AttendanceRow(
        row.id, row.uid, row.member_uid, row.name, sex_text(row.sex),
        (row.birth_date or "")[:4], row.community or "", row.arrived_at[11:], row.method,
        Method(row.method).label, row.source, row.note or "",
    )  # fmt: skip
