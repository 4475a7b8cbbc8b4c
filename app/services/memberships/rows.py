"""The rows behind the membership service: loading, mirrors, what is brought up to date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select, text

from app.core.codes import MemberState
from app.core.errors import UserError
from app.db.session import UnitOfWork
from app.models import Member, MembershipPeriod, TerminalPin
from app.services.members.namesakes import name_of
from app.services.memberships.away import reason_names
from app.services.memberships.types import Before, MembershipChange, PeriodRow
from app.services.work_items import close_item, open_item

FIELDS = ("state", "from_on", "to_on", "reason", "note", "deleted_at", "deleted_reason")
SEEN = (
    "SELECT service_date, uid FROM attendance WHERE member_id = :m AND deleted_at IS NULL"
    " AND service_date >= :a AND service_date <= :b UNION ALL"
    " SELECT service_date, uid FROM meal WHERE member_id = :m AND deleted_at IS NULL"
    " AND service_date >= :a AND service_date <= :b ORDER BY 1"
)
_LIVING = "SELECT {} FROM membership_period p WHERE p.member_id = m.id AND p.deleted_at IS NULL"
_STATE = _LIVING.format("p.state") + " AND p.from_on <= :d AND (p.to_on IS NULL OR p.to_on >= :d)"
_LAST_DAY = (
    _LIVING.format("date(min(p.from_on), '-1 day')")
    + " AND p.state = 'left' AND (p.to_on IS NULL OR p.to_on >= :d)"
)
STALE = (
    "SELECT m.id FROM member m WHERE m.deleted_at IS NULL AND (m.state <> 'active'"  # noqa: S608
    " OR m.left_on IS NOT NULL OR m.id IN (SELECT member_id FROM membership_period))"
    f" AND (m.state <> coalesce(({_STATE}), 'active') OR m.left_on IS NOT ({_LAST_DAY}))"
)
"""Members whose mirror is not what their periods say on ``:d``."""
FACE_CONSENTS = (
    "SELECT max(signed_on <= ? AND coalesce(until >= ?, 1) AND coalesce(withdrawn_on > ?, 1))"
    " AS held FROM consent WHERE member_id = ? AND kind = 'face' AND deleted_at IS NULL"
)
"""1 when a face consent holds, 0 when none does any more, NULL when there never was one."""
REMOVAL = "face_removal"
"""Kind of the work item that asks somebody to delete a person on the face terminals."""


def load_period(unit: UnitOfWork, uid: str) -> MembershipPeriod:
    """The living period. Raises ``not_found``."""
    row = unit.session.scalars(
        select(MembershipPeriod).where(
            MembershipPeriod.uid == uid, MembershipPeriod.deleted_at.is_(None)
        )
    ).first()
    if row is None:
        raise UserError("not_found", "这一段已经撤销过了。请按 F5 刷新。")
    return row


def periods_of(connection: Connection, member_id: int) -> list[PeriodRow]:
    """Living periods of a member, newest first."""
    rows = connection.execute(
        select(
            MembershipPeriod.uid, MembershipPeriod.state, MembershipPeriod.from_on,
            MembershipPeriod.to_on, MembershipPeriod.reason, MembershipPeriod.note,
            MembershipPeriod.version,
        )
        .where(MembershipPeriod.member_id == member_id, MembershipPeriod.deleted_at.is_(None))
        .order_by(MembershipPeriod.from_on.desc())
    ).all()  # fmt: skip
    names = reason_names(connection) if rows else {}
    return [
        PeriodRow(
            r.uid, r.state, dt.date.fromisoformat(r.from_on), date_of(r.to_on), r.reason or "",
            names.get(r.reason or "", r.reason or ""), r.note or "", r.version,
        )
        for r in rows
    ]  # fmt: skip


def date_of(iso: str | None) -> dt.date | None:
    """The stored date, or None."""
    return dt.date.fromisoformat(iso) if iso else None


def seen_within(
    unit: UnitOfWork, member_id: int, first: dt.date, last: dt.date | None
) -> tuple[str, ...]:
    """Dates of a stretch on which the member came or ate."""
    found = _seen(unit, member_id, first.isoformat(), last.isoformat() if last else None)
    return tuple(dict.fromkeys(row.service_date for row in found))


def seen_before(unit: UnitOfWork, member_id: int, befores: Sequence[Before]) -> frozenset[str]:
    """Uids of what was entered on the days that come off the list again when a change is taken
    back: those stood already, and do not say that the person came since."""
    spans = [b.values for b in befores if b.values and b.values["deleted_at"] is None]
    return frozenset(
        row.uid for span in spans for row in _seen(unit, member_id, span["from_on"], span["to_on"])
    )


def refuse_seen_since(
    unit: UnitOfWork, member: Member, before: Sequence[PeriodRow], change: MembershipChange
) -> None:
    """Nobody who came or ate since a change is taken off the list of that day by its undo: what
    was seen is worth more than what was planned (docs/decisions/membership.md).

    Args:
        before: the periods as they were until the undo; those it brings back stand already.
        change: what is taken back.

    Raises:
        UserError: ``came_since``.
    """
    came: set[dt.date] = set()
    for period in periods_of(unit.session.connection(), member.id):
        last = period.to_on.isoformat() if period.to_on else None
        rows = _seen(unit, member.id, period.from_on.isoformat(), last)
        came |= {dt.date.fromisoformat(r.service_date) for r in rows if r.uid not in change.stood}
    days = [day for day in came if not any(period.covers(day) for period in before)]
    if days:
        raise UserError(
            "came_since",
            f"没有撤销：{member.name}后来又有签到或就餐（{min(days):%m-%d}）。"
            "不在中心的话请到会籍里登记暂停或退出。",
        )


def _seen(unit: UnitOfWork, member_id: int, first: str, last: str | None) -> Sequence[Any]:
    """(service_date, uid) of what was entered from ``first`` to ``last``, by date."""
    values = {"m": member_id, "a": first, "b": last or dt.date.max.isoformat()}
    return list(unit.rows(text(SEEN), values))


def snapshot(row: MembershipPeriod) -> dict[str, Any]:
    """What `Before` keeps of a row."""
    return {key: getattr(row, key) for key in FIELDS}


class Changed:
    """Collects the rows one gesture changes, so that it can be taken back as a whole."""

    def __init__(self, unit: UnitOfWork) -> None:
        self._unit = unit
        self._rows: list[tuple[MembershipPeriod, dict[str, Any] | None]] = []

    def add(self, row: MembershipPeriod) -> None:
        """A new period."""
        self._unit.session.add(row)
        self._rows.append((row, None))

    def change(self, row: MembershipPeriod, **values: Any) -> None:
        """Set ``values`` on a period that is there."""
        self._rows.append((row, snapshot(row)))
        for key, value in values.items():
            setattr(row, key, value)

    def drop(self, row: MembershipPeriod, reason: str) -> None:
        """Take a period back; it stays as a tombstone."""
        self.change(row, deleted_at=self._unit.now, deleted_reason=reason)

    def befores(self) -> tuple[Before, ...]:
        """The way back; flushes."""
        self._unit.session.flush()
        return tuple(Before(row.uid, snapshot(row), before) for row, before in self._rows)


def mirror(unit: UnitOfWork, member: Member, today: dt.date, now: dt.datetime) -> None:
    """Bring ``state`` and ``left_on`` of the member up to date with the periods on ``today``.

    Whoever has left and is still on a face terminal is put on the work list: what was stored
    for a purpose goes when the purpose ends (个人信息保护法 Art. 47).
    """
    periods = periods_of(unit.session.connection(), member.id)
    covering = next((p for p in periods if p.covers(today)), None)
    state = covering.state if covering else MemberState.ACTIVE.value
    leaving = [
        p.from_on
        for p in periods
        if p.state == MemberState.LEFT and (p.to_on is None or p.to_on >= today)
    ]
    last_day = (min(leaving) - dt.timedelta(days=1)).isoformat() if leaving else None
    if member.left_on != last_day:
        member.left_on = last_day
    if member.state != state:
        _ask_for_removal(unit, member, left=state == MemberState.LEFT, now=now)
        member.state = state
    unit.session.flush()


def pins_of(unit: UnitOfWork, member_id: int) -> Sequence[str]:
    """Terminal numbers of a member."""
    return unit.session.scalars(
        select(TerminalPin.pin).where(
            TerminalPin.member_id == member_id, TerminalPin.deleted_at.is_(None)
        )
    ).all()


def _ask_for_removal(unit: UnitOfWork, member: Member, *, left: bool, now: dt.datetime) -> None:
    pins = pins_of(unit, member.id)
    if left and pins:
        ask_for_removal(unit, member, pins, "已退出", now)
    elif not left and member.state == MemberState.LEFT:
        over = face_consent_over(unit.session.connection(), member.id, now.date().isoformat())
        if over and pins:  # back on the list, but not as a face
            ask_for_removal(unit, member, pins, "没有有效的人脸同意", now)
        else:
            close_item(unit, REMOVAL, member.uid, "已恢复在册", now)


def face_consent_over(connection: Connection, member_id: int, date: str) -> bool:
    """Whether the member once agreed to be recognised, and no such consent holds on ``date``."""
    found = connection.exec_driver_sql(FACE_CONSENTS, (date, date, date, member_id)).one()
    return bool(found.held == 0)


def ask_for_removal(
    unit: UnitOfWork, member: Member, pins: Sequence[str], why: str, now: dt.datetime
) -> None:
    """Put 从人脸机删除此人 on the work list."""
    name = name_of(unit.session.connection(), member)
    detail = f"{name}{why}，编号 {'、'.join(sorted(set(pins)))}"
    open_item(unit, REMOVAL, member.uid, detail, now)
