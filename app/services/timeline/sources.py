"""Where the events come from. Attendance, meals and checks are many: their days are counted by
indexes alone, and rows are read for the few days that come into view. All else is few."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.core.clock import SHANGHAI, local, utc_text
from app.core.codes import MealSlot, Method
from app.core.errors import UserError
from app.db.bulk import first_values, plain_rows
from app.services.timeline.changes import in_words
from app.services.timeline.types import TimelineEvent

Span = tuple[str, str]
"""First and last day, ISO, both inclusive."""
ALWAYS: Span = ("0000-01-01", "9999-12-31")

ATTENDANCE_DAYS = (
    "SELECT service_date FROM attendance WHERE member_id = ? AND deleted_at IS NULL"
    " AND service_date >= ? AND service_date <= ?"
)
MEAL_DAYS = (
    "SELECT service_date FROM meal WHERE member_id = ? AND deleted_at IS NULL"
    " AND service_date >= ? AND service_date <= ?"
)
ATTENDANCE = (
    "SELECT service_date, arrived_at, method, note FROM attendance WHERE member_id = ?"
    " AND deleted_at IS NULL AND service_date >= ? AND service_date <= ?"
)
MEALS = (
    "SELECT service_date, served_at, slot, method, note FROM meal WHERE member_id = ?"
    " AND deleted_at IS NULL AND service_date >= ? AND service_date <= ?"
)
CHECKS = (
    "SELECT checked_at, device_no FROM face_check WHERE pin = ? AND checked_at >= ?"
    " AND checked_at < ?"
)
CHANGE_TIMES = (
    "SELECT at FROM audit_event WHERE entity_uid IN ({marks}) AND action <> 'print'"
    " AND at >= ? AND at < ?"
)
CHANGES = (
    "SELECT at, actor_name, action, entity, changes, reason, id FROM audit_event"
    " WHERE entity_uid IN ({marks}) AND action <> 'print' AND at >= ? AND at < ?"
    " ORDER BY id DESC"
)
OWN_CHANGES = "SELECT at FROM audit_event WHERE entity_uid = ?"
NTH = " LIMIT 1 OFFSET ?"
DAY = len("2026-03-02")
PINS = "SELECT pin, device_no FROM terminal_pin WHERE member_id = ? AND deleted_at IS NULL"
OTHERS_DEVICES = (
    "SELECT device_no FROM terminal_pin WHERE pin = ? AND device_no IS NOT NULL"
    " AND member_id <> ? AND deleted_at IS NULL"
)
LIVING = (
    "WITH RECURSIVE one(id, uid, merged_into, deleted_at) AS ("
    "SELECT id, uid, merged_into, deleted_at FROM member WHERE uid = ? UNION"
    " SELECT m.id, m.uid, m.merged_into, m.deleted_at FROM member m"
    " JOIN one ON m.uid = one.merged_into AND one.deleted_at IS NOT NULL)"
    " SELECT id, uid FROM one WHERE deleted_at IS NULL"
)
MERGED = (
    "WITH RECURSIVE part(uid) AS (SELECT ? UNION SELECT g.merged_uid FROM member_merge g"
    " JOIN part ON g.kept_uid = part.uid WHERE g.undone_at IS NULL AND g.deleted_at IS NULL)"
    " SELECT uid FROM part"
)
CHILDREN = ("contact", "health_note", "household_member", "terminal_pin", "attachment")
"""Tables of a member's file whose changes are told by the audit alone."""


@dataclass(frozen=True)
class Person:
    """Whose time line it is.

    ``uids``: their own and those of the files merged into theirs; ``pins``: terminal number,
    the only terminal it counts on (empty: all), terminals where it is somebody else's;
    ``audited``: uids of the rows whose changes are told.
    """

    id: int
    uid: str
    uids: tuple[str, ...]
    pins: tuple[tuple[str, str, frozenset[str]], ...]
    audited: tuple[str, ...]


def load_person(connection: Connection, uid: str) -> Person:
    """The person of ``uid``, also by a file that was merged. Raises `UserError` ``not_found``."""
    run = connection.exec_driver_sql
    found = run(LIVING, (uid,)).first()
    if found is None:
        raise UserError("not_found", "找不到这位老人的档案，可能已被删除。请刷新名单。")
    uid = found[1]
    uids = tuple(row[0] for row in run(MERGED, (uid,)))
    children = [
        row[0]
        for table in CHILDREN
        for row in run(f"SELECT uid FROM {table} WHERE member_id = ?", (found[0],))  # noqa: S608
    ]
    pins = tuple(
        (pin, device or "", frozenset() if device else _elsewhere(connection, pin, found[0]))
        for pin, device in run(PINS, (found[0],)).all()
    )
    return Person(found[0], uid, uids, pins, (*uids, *children))


def _elsewhere(connection: Connection, pin: str, member_id: int) -> frozenset[str]:
    rows = connection.exec_driver_sql(OTHERS_DEVICES, (pin, member_id))
    return frozenset(row[0] for row in rows)


def nth_days(connection: Connection, person: Person, limit: int) -> Iterator[str]:
    """For every kind that has ``limit`` events: the day of its newest but ``limit`` - 1."""
    place = limit - 1
    asked: list[tuple[str, tuple[Any, ...]]] = [
        (f"{ATTENDANCE_DAYS} ORDER BY service_date DESC{NTH}", (person.id, *ALWAYS, place)),
        (f"{MEAL_DAYS} ORDER BY service_date DESC{NTH}", (person.id, *ALWAYS, place)),
        (f"{OWN_CHANGES} ORDER BY id DESC{NTH}", (person.uid, place)),
    ]
    for sql, values in asked:
        for row in plain_rows(connection, sql, values):
            yield row[0] if len(row[0]) == DAY else _moment(row[0])[:DAY]


# -- attendance, meals, checks ---------------------------------------------------------------


def attendance_days(connection: Connection, person: Person, span: Span) -> Iterable[str]:
    """The day of every check-in; index only."""
    return first_values(connection, ATTENDANCE_DAYS, (person.id, *span))


def attendance(connection: Connection, person: Person, span: Span) -> Iterator[TimelineEvent]:
    """The check-ins of a few days."""
    for day, at, method, note in connection.exec_driver_sql(ATTENDANCE, (person.id, *span)):
        text = f"签到（{Method(method).label}）{note or ''}"
        yield TimelineEvent(day + at[10:], "attendance", text, "", "attendance", {"date": day})


def meal_days(connection: Connection, person: Person, span: Span) -> Iterable[str]:
    """The day of every meal; index only."""
    return first_values(connection, MEAL_DAYS, (person.id, *span))


def meals(connection: Connection, person: Person, span: Span) -> Iterator[TimelineEvent]:
    """The meals of a few days."""
    for day, at, slot, method, note in connection.exec_driver_sql(MEALS, (person.id, *span)):
        text = f"{MealSlot(slot).label}（{Method(method).label}）{note or ''}"
        argument = {"date": day, "slot": slot}
        yield TimelineEvent(day + at[10:], "meal", text, "", "meals", argument)


def check_days(connection: Connection, person: Person, span: Span) -> Iterable[str]:
    """The day of every terminal record that is theirs; index only."""
    return (at[:10] for _, at, _ in _checks(connection, person, span))


def checks(connection: Connection, person: Person, span: Span) -> Iterator[TimelineEvent]:
    """The terminal records of a few days."""
    for pin, at, device in _checks(connection, person, span):
        argument = {"date": at[:10], "pin": pin}
        text = f"人脸机核验（终端 {device}）"
        yield TimelineEvent(at, "face_check", text, "", "face_checks", argument)


def _checks(connection: Connection, person: Person, span: Span) -> Iterator[tuple[str, str, str]]:
    for pin, only, never in person.pins:
        values = (pin, span[0], span[1] + " 99")
        for at, device in plain_rows(connection, CHECKS, values):
            if device not in never and only in ("", device):
                yield pin, at, device


# -- changes ---------------------------------------------------------------------------------


def change_days(connection: Connection, person: Person, span: Span) -> Iterable[str]:
    """The local day of every audited change."""
    rows = _audit(connection, CHANGE_TIMES, person.audited, span)
    return (_moment(row[0])[:10] for row in rows)


def changes(connection: Connection, person: Person, span: Span) -> Iterator[TimelineEvent]:
    """Audited changes of the file and of what belongs to it."""
    for at, actor, action, entity, changed, reason, number in _audit(
        connection, CHANGES, person.audited, span
    ):
        text = in_words(action, entity, json.loads(changed), reason)
        argument = {"section": "audit", "event": str(number)}
        yield TimelineEvent(_moment(at), "change", text, actor, "settings", argument)


def _audit(
    connection: Connection, sql: str, uids: Sequence[str], span: Span
) -> Iterator[Sequence[Any]]:
    first, end = _utc(span[0], 0), _utc(span[1], 1)
    for start in range(0, len(uids), 500):
        part = uids[start : start + 500]
        statement = sql.format(marks=",".join("?" * len(part)))
        yield from connection.exec_driver_sql(statement, (*part, first, end)).all()


def _utc(day: str, later: int) -> str:
    """UTC text of the beginning of a local day, or of the next one."""
    if day in ALWAYS:
        return "" if day == ALWAYS[0] else "9999"
    date = dt.date.fromisoformat(day) + dt.timedelta(days=later)
    return utc_text(dt.datetime.combine(date, dt.time(), SHANGHAI))


def _moment(utc: str) -> str:
    moment = local(dt.datetime.fromisoformat(utc.replace("Z", "+00:00")))
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def moment(utc: str) -> str:
    """Local time of a stored UTC text."""
    return _moment(utc)


def to_file(uid: str, tab: str) -> Mapping[str, str]:
    """The argument that opens a file at a tab."""
    return {"uid": uid, "tab": tab}
