"""Matching checks to people, and the attendance that follows from it.

What a person entered or took back stays as they decided. Only attendance that a terminal itself
gave is moved by an earlier check, or taken back when its number is unlinked.

A number means the link of that very terminal, else the one of every terminal. A check of somebody
who is not on the list that day is matched but enters nothing: the terminal proposes, a person
decides (docs/decisions/membership.md).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import func, select

from app.core.codes import Method
from app.db.session import UnitOfWork
from app.models import Attendance, Member, TerminalPin, WorkItem
from app.services.base import pieces
from app.services.face_checks.types import UNLINKED, Reconciliation
from app.services.members.namesakes import name_of
from app.services.memberships.answered import AWAY_AGAIN
from app.services.memberships.away import AwayDays
from app.services.memberships.types import Away
from app.services.standing import LINK_OF_CHECK
from app.services.taken_back import tell_taken_back
from app.services.work_items import close_item, open_item

MethodOf = Callable[[int], Method]
RETURN = (UNLINKED, AWAY_AGAIN)
"""Reasons on attendance that nobody took back by hand: it may return."""

AWAY = "away_check"
"""Kind of the work item about a check of somebody who is not on the list that day; its subject
is the member's uid and the ISO date."""
CHECKS = (
    "SELECT c.pin, c.checked_at, c.service_date, c.verify, c.device_no, m.id AS member_id"  # noqa: S608
    f" FROM face_check c LEFT JOIN terminal_pin p ON p.id = {LINK_OF_CHECK}"
    " LEFT JOIN member m ON m.id = p.member_id AND m.deleted_at IS NULL"
    " WHERE c.service_date IN ({marks}) AND c.implausible = 0{only} ORDER BY c.checked_at, c.id"
)
DATES_OF_PIN = (
    "SELECT DISTINCT service_date FROM face_check WHERE pin = ? AND implausible = 0"
    " ORDER BY service_date"
)


def reconcile(
    unit: UnitOfWork, dates: Sequence[str], method_of: MethodOf, now: dt.datetime
) -> tuple[Reconciliation, set[int]]:
    """Match the checks of ``dates``, enter attendance, ask about numbers nobody has.

    Returns what came of it, and the local keys of the members who were seen.
    """
    rows = _checks(unit, dates)
    matched = [row for row in rows if row.member_id is not None]
    first = _first_checks(matched)
    added = _enter(unit, dates, first, method_of, now)
    unmatched = [row for row in rows if row.member_id is None]
    _ask(unit, {row.pin: row.checked_at for row in unmatched}, now)
    people = {member_id for member_id, _ in first}
    return Reconciliation(len(rows), len(matched), len(unmatched), len(people), added), people


def resolve(unit: UnitOfWork, pin: str, method_of: MethodOf, now: dt.datetime) -> int:
    """Enter attendance for every check of ``pin``; returns how many are new."""
    added = 0
    for dates in pieces(dates_of(unit, pin)):
        added += _enter(unit, dates, _first_checks(_checks(unit, dates, pin)), method_of, now)
    return added


def settle_away(unit: UnitOfWork, member_id: int, method_of: MethodOf, now: dt.datetime) -> None:
    """Answer the open questions about checks of a member whose periods changed.

    A date that is back on the list gets its attendance; the others stay open.
    """
    uid = unit.session.scalar(select(Member.uid).where(Member.id == member_id))
    subjects = unit.session.scalars(
        select(WorkItem.subject).where(
            WorkItem.kind == AWAY,
            WorkItem.subject.startswith(f"{uid} "),
            WorkItem.closed_at.is_(None),
            WorkItem.deleted_at.is_(None),
        )
    ).all()
    dates = sorted(subject.partition(" ")[2] for subject in subjects)
    if not dates:
        return
    away = AwayDays(unit.session.connection(), dates[0], dates[-1])
    back = [date for date in dates if away.find(member_id, date) is None]
    for date in back:
        close_item(unit, AWAY, f"{uid} {date}", "当天已恢复在册", now)
    for block in pieces(back):
        first = _first_checks([c for c in _checks(unit, block) if c.member_id == member_id])
        _enter(unit, block, first, method_of, now)


def is_unmatched(unit: UnitOfWork, pin: str) -> bool:
    """Whether some credible check of ``pin`` belongs to nobody."""
    sql = (
        "SELECT 1 FROM face_check c WHERE c.pin = ? AND c.implausible = 0"  # noqa: S608
        f" AND {LINK_OF_CHECK} IS NULL LIMIT 1"
    )
    return unit.session.connection().exec_driver_sql(sql, (pin,)).first() is not None


def take_back(unit: UnitOfWork, pin: str, member_id: int, method_of: MethodOf) -> None:
    """Take back the attendance that the unlinked ``pin`` alone gave.

    Where another number of the same member was seen that day, its first check stands instead.
    """
    pins = unit.session.scalars(
        select(TerminalPin.pin).where(
            TerminalPin.member_id == member_id, TerminalPin.deleted_at.is_(None)
        )
    ).all()
    gone = 0
    for dates in pieces(dates_of(unit, pin)):
        checks = [row for other in set(pins) for row in _checks(unit, dates, other)]
        others = _first_checks([row for row in checks if row.member_id == member_id])
        for row in unit.session.scalars(_given_by_terminal(member_id, dates)):
            other = others.get((member_id, row.service_date))
            if other is None:
                row.deleted_at, row.deleted_reason = unit.now, UNLINKED
                gone += 1
            else:
                row.arrived_at, row.method = other.checked_at, method_of(other.verify).value
    unit.session.flush()
    uid = unit.session.scalar(select(Member.uid).where(Member.id == member_id))
    if gone and uid:
        tell_taken_back(unit, "attendance", uid, {"days": gone})


def dates_of(unit: UnitOfWork, pin: str) -> list[str]:
    """Dates on which ``pin`` was seen by a clock that can be believed."""
    found = unit.session.connection().exec_driver_sql(DATES_OF_PIN, (pin,))
    return [row[0] for row in found]


def _checks(unit: UnitOfWork, dates: Sequence[str], pin: str = "") -> Sequence[Any]:
    sql = CHECKS.format(marks=",".join("?" * len(dates)), only=" AND c.pin = ?" if pin else "")
    values = (*dates, pin) if pin else tuple(dates)
    return unit.session.connection().exec_driver_sql(sql, values).all()


def _first_checks(rows: Sequence[Any]) -> dict[tuple[int, str], Any]:
    """(member, date) → the earliest of ``rows``."""
    first: dict[tuple[int, str], Any] = {}
    for row in sorted(rows, key=lambda row: str(row.checked_at)):
        if row.member_id is not None:
            first.setdefault((row.member_id, row.service_date), row)
    return first


def _enter(
    unit: UnitOfWork,
    dates: Sequence[str],
    first: dict[tuple[int, str], Any],
    method_of: MethodOf,
    now: dt.datetime,
) -> int:
    """New attendances for first checks; an earlier check moves a terminal's own arrival."""
    known = _known(unit, dates, {member_id for member_id, _ in first})
    away = AwayDays(unit.session.connection(), min(dates, default=""), max(dates, default=""))
    new = []
    for (member_id, date), check in first.items():
        row = known.get((member_id, date))
        if row is None:
            if why := away.find(member_id, date):
                _ask_about_away(unit, check, why, now)
            else:
                new.append(_values(member_id, date, check, method_of))
        elif row.movable and check.checked_at < row.arrived_at:
            moved = unit.session.get_one(Attendance, row.id)
            moved.arrived_at, moved.method = check.checked_at, method_of(check.verify).value
    unit.recorder.bulk_insert(Attendance, new)
    unit.session.flush()
    return len(new)


def _known(unit: UnitOfWork, dates: Sequence[str], members: set[int]) -> dict[tuple[int, str], Any]:
    """(member, date) → what was decided already, a living row before one taken back."""
    movable = (Attendance.source == "terminal") & Attendance.deleted_at.is_(None)
    statement = (
        select(
            Attendance.id, Attendance.member_id, Attendance.service_date, Attendance.arrived_at,
            movable.label("movable"),
        )
        .where(
            Attendance.service_date.in_(dates),
            Attendance.deleted_at.is_(None) | Attendance.deleted_reason.not_in(RETURN),
        )
        .order_by(Attendance.deleted_at.is_(None), Attendance.id)
    )  # fmt: skip
    if len(members) == 1:
        statement = statement.where(Attendance.member_id == next(iter(members)))
    return {(row.member_id, row.service_date): row for row in unit.session.execute(statement)}


def _values(member_id: int, date: str, check: Any, method_of: MethodOf) -> dict[str, Any]:
    return {
        "member_id": member_id,
        "service_date": date,
        "arrived_at": check.checked_at,
        "method": method_of(check.verify).value,
        "source": "terminal",
    }


def _ask(unit: UnitOfWork, last_seen: dict[str, str], now: dt.datetime) -> None:
    """Put unknown numbers on the work list, unless a person settled them after they were seen."""
    rows = unit.session.execute(
        select(WorkItem.subject, func.max(WorkItem.closed_at))
        .where(WorkItem.kind == "unmatched_pin", WorkItem.closed_at.is_not(None))
        .group_by(WorkItem.subject)
    )
    settled = {row[0]: row[1] for row in rows}
    for pin, seen in sorted(last_seen.items()):
        if (settled.get(pin) or "") < seen:
            open_item(unit, "unmatched_pin", pin, "终端有核验记录，名单里没有这个编号", now)


def _ask_about_away(unit: UnitOfWork, check: Any, away: Away, now: dt.datetime) -> None:
    """Ask a person once about a day on which somebody off the list was recognised."""
    member = unit.session.get_one(Member, check.member_id)
    subject = f"{member.uid} {check.service_date}"
    asked = select(WorkItem.id).where(WorkItem.kind == AWAY, WorkItem.subject == subject)
    if unit.session.scalar(asked.where(WorkItem.closed_at.is_not(None))) is None:
        seen = f"{check.checked_at[5:16]} 在 {check.device_no} 号机核验"
        name = name_of(unit.session.connection(), member)
        open_item(unit, AWAY, subject, f"{name} {seen}，当天{away.words}", now)


def _given_by_terminal(member_id: int, dates: Sequence[str]) -> Any:
    return select(Attendance).where(
        Attendance.member_id == member_id,
        Attendance.service_date.in_(list(dates)),
        Attendance.source == "terminal",
        Attendance.deleted_at.is_(None),
    )
