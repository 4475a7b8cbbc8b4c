"""A departure and the pause it ends: they go together, and they come back together.

Two periods never share a day, so leaving ends the pause (or the waiting) that would go on beyond.
Taking the departure back, or moving its days, gives the pause the days it had before, as far as
nobody changed it since. What was ended stands in the audit alone: the event of the pause and one of
the departure have one moment, one author and one name.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select, text

from app.core.codes import MemberState
from app.db.session import UnitOfWork
from app.models import MembershipPeriod
from app.services.memberships.checks import Stretch
from app.services.memberships.rows import Changed, date_of
from app.services.memberships.types import PeriodRow

ENDED = "随退出结束"
"""Why a pause went that a departure left without a day."""
_DAY = dt.timedelta(days=1)
_ELSEWHERE = ("合并档案", "撤销合并", "撤销导入", "导入名单")
"""Gestures about whole files: what they did to a pause is theirs to take back."""
_COLUMNS = ("from_on", "to_on", "deleted_at")
_EVENTS = text(
    "SELECT e.entity_uid AS uid, e.changes, e.reason, EXISTS (SELECT 1 FROM audit_event d"
    " WHERE d.entity_uid = :uid AND d.at = e.at AND d.actor_uid = e.actor_uid"
    " AND d.reason = e.reason) AS beside"
    " FROM membership_period p JOIN audit_event e ON e.entity_uid = p.uid"
    " WHERE p.member_id = :member AND p.uid <> :uid AND p.state <> 'left'"
    " AND e.action = 'update' ORDER BY e.id DESC"
)


@dataclass(frozen=True)
class Plan:
    """What a departure does to the periods beside it.

    Attributes:
        stays: periods it does not touch and must not overlap.
        ends: uid → (label, last day from now on; None: open). A last day before the first one
            takes the period back.
    """

    stays: tuple[PeriodRow, ...]
    ends: Mapping[str, tuple[str, dt.date | None]]


def ended_by(connection: Connection, row: MembershipPeriod) -> dict[str, PeriodRow]:
    """Uid → period that the living departure ``row`` ended, with the days it had before.

    Somebody who came back has ended the departure, and with it what it had ended.
    """
    found: dict[str, dict[str, str | None]] = {}
    others: set[str] = set()
    for event in connection.execute(_EVENTS, {"uid": row.uid, "member": row.member_id}):
        changes = json.loads(event.changes)
        days = {key: changes[key][0] for key in _COLUMNS if key in changes}
        if not days or event.uid in others:
            continue
        if event.beside and not event.reason.startswith(_ELSEWHERE):
            found.setdefault(event.uid, {}).update(days)  # the newest first: the oldest stays
        else:
            others.add(event.uid)
    back = date_of(row.to_on)
    wholes = (_whole(connection, uid, days, back) for uid, days in found.items())
    return {whole.uid: whole for whole in wholes if whole is not None}


def _whole(
    connection: Connection, uid: str, days: Mapping[str, str | None], back: dt.date | None
) -> PeriodRow | None:
    columns = (MembershipPeriod.state, MembershipPeriod.from_on, MembershipPeriod.to_on,
               MembershipPeriod.version)  # fmt: skip
    row = connection.execute(select(*columns).where(MembershipPeriod.uid == uid)).one()
    first = dt.date.fromisoformat(days.get("from_on") or row.from_on)
    last = date_of(days.get("to_on", row.to_on))
    if back is not None and (last is None or last > back):
        last = back
    if days.get("deleted_at") or (last is not None and last < first):
        return None
    return PeriodRow(uid, row.state, first, last, "", "", "", row.version)


def planned(stretch: Stretch, periods: Sequence[PeriodRow], ended: Mapping[str, PeriodRow]) -> Plan:
    """What the departure ``stretch`` does to the other living ``periods`` of the member.

    ``ended``: what it ended until now (`ended_by`), empty for a new one.
    """
    living = {period.uid: period for period in periods}
    stays, ends = [], {}
    for uid in {**living, **ended}:
        whole, now = ended.get(uid) or living[uid], living.get(uid)
        last = whole.to_on
        if whole.state != MemberState.LEFT and whole.covers(stretch.first):
            last = stretch.first - _DAY
        elif uid not in ended or _meets(whole, stretch):
            stays.extend([now] if now else [])
            continue
        if now is None or now.to_on != last:
            ends[uid] = (whole.label if now is None else now.label, last)
    return Plan(tuple(stays), ends)


def carry_out(unit: UnitOfWork, changed: Changed, ends: Plan) -> None:
    """Let the periods of ``Plan.ends`` end as planned, or go on again."""
    for uid, (_, last) in ends.ends.items():
        row = unit.session.scalars(
            select(MembershipPeriod).where(MembershipPeriod.uid == uid)
        ).one()
        if last is None or last.isoformat() >= row.from_on:
            days = {"to_on": last.isoformat() if last else None}
            changed.change(row, **days, deleted_at=None, deleted_reason=None)
        elif row.deleted_at is None:
            changed.drop(row, ENDED)


def taken_back(periods: Sequence[PeriodRow], ended: Mapping[str, PeriodRow]) -> Plan:
    """As `planned`, for a departure that was entered by mistake; ``periods`` without it.

    What would share a day with a period entered since stays as it is.
    """
    living = {period.uid: period for period in periods}
    ends = {}
    for uid, whole in ended.items():
        others = (period for period in periods if period.uid != uid)
        now = living.get(uid, replace(whole, to_on=dt.date.min))
        if now.to_on != whole.to_on and not any(_share(whole, other) for other in others):
            ends[uid] = (now.label, whole.to_on)
    return Plan(tuple(periods), ends)


def _meets(period: PeriodRow, stretch: Stretch) -> bool:
    return period.from_on <= stretch.end and stretch.first <= (period.to_on or dt.date.max)


def _share(one: PeriodRow, other: PeriodRow) -> bool:
    last, end = one.to_on or dt.date.max, other.to_on or dt.date.max
    return one.from_on <= end and other.from_on <= last
