"""Where the events come from. Attendance, meals and checks are many: their days are counted by
indexes alone, and rows are read for the few days that come into view. All else is few."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeAlias

from sqlalchemy import Connection

from app.core.codes import MealSlot, Method
from app.core.errors import UserError
from app.db.bulk import first_values, plain_rows
from app.services.base import pieces
from app.services.codes import merged_table
from app.services.timeline.changes import Kept, in_words, kept_in_words, taken_in_words
from app.services.timeline.moments import day_of, moment, utc_start
from app.services.timeline.traces import makers
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
    "SELECT service_date, arrived_at, method, note, uid FROM attendance WHERE member_id = ?"
    " AND deleted_at IS NULL AND service_date >= ? AND service_date <= ?"
)
MEALS = (
    "SELECT service_date, served_at, slot, method, note, uid FROM meal WHERE member_id = ?"
    " AND deleted_at IS NULL AND service_date >= ? AND service_date <= ?"
)
CHECKS = (
    "SELECT checked_at, device_no, id FROM face_check WHERE pin = ? AND checked_at >= ?"
    " AND checked_at < ?"
)
CHECK_DAYS = CHECKS.replace("checked_at, device_no, id", "substr(checked_at, 1, 10)", 1)
OWN = "action NOT IN ('print', 'merge', 'undo_merge', 'take_back', 'put_back')"
"""Events that no other kind of line tells."""
CHANGE_TIMES = (
    f"SELECT at FROM audit_event WHERE entity_uid IN ({{marks}}) AND {OWN}"  # noqa: S608
    " AND at >= ? AND at < ?"
)
CHANGES = (
    "SELECT at, actor_name, action, entity, changes, reason, id, entity_uid FROM audit_event"  # noqa: S608
    f" WHERE entity_uid IN ({{marks}}) AND {OWN} AND at >= ? AND at < ? ORDER BY id DESC"
)
OWN_CHANGES = f"SELECT at FROM audit_event WHERE entity_uid = ? AND {OWN}"  # noqa: S608
TAKEN_TIMES = (
    "SELECT at FROM audit_event WHERE entity_uid IN ({{marks}}) AND entity = '{}'"
    " AND action IN ('take_back', 'put_back') AND at >= ? AND at < ?"
)
TAKEN = (
    "SELECT at, actor_name, action, changes, reason FROM audit_event"
    " WHERE entity_uid IN ({{marks}}) AND entity = '{}'"
    " AND action IN ('take_back', 'put_back') AND at >= ? AND at < ? ORDER BY id DESC"
)
"""Check-ins or meals taken back, and put back: the rows themselves are tombstones."""
KEPT = (
    "SELECT uid, kind, file_name, created_at, deleted_at FROM attachment WHERE member_id = ?"
    " ORDER BY id"
)
"""Photos and scans, without their content."""
TAKEN_PAGES = {"attendance": "attendance", "meal": "meals"}
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


Pin: TypeAlias = tuple[str, str, frozenset[str]]
"""A terminal number, the only terminal it counts on (``""``: all), those where it is another's."""


@dataclass(frozen=True)
class Person:
    """Whose time line it is.

    ``uids``: their own and those of the files merged into theirs; ``audited``: uids of the rows
    whose changes are told.
    """

    id: int
    uid: str
    uids: tuple[str, ...]
    pins: tuple[Pin, ...]
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
            yield row[0] if len(row[0]) == DAY else day_of(row[0])


# -- attendance, meals, checks ---------------------------------------------------------------


def attendance_days(connection: Connection, person: Person, span: Span) -> Iterable[str]:
    """The day of every check-in; index only. What was taken back stands on the day of that."""
    yield from first_values(connection, ATTENDANCE_DAYS, (person.id, *span))
    yield from _taken_days(connection, person, span, "attendance")


def attendance(connection: Connection, person: Person, span: Span) -> Iterator[TimelineEvent]:
    """The check-ins of a few days."""
    rows = plain_rows(connection, ATTENDANCE, (person.id, *span))
    who = makers(connection, (row[4] for row in rows))
    for day, at, method, note, uid in rows:
        text = f"签到（{Method(method).label}）{note or ''}"
        argument = {"date": day, "view": "present", "row": uid}
        yield TimelineEvent(
            day + at[10:], "attendance", text, who.get(uid, ""), "attendance", argument
        )
    yield from _taken(connection, person, span, "attendance")


def meal_days(connection: Connection, person: Person, span: Span) -> Iterable[str]:
    """The day of every meal; index only. What was taken back stands on the day of that."""
    yield from first_values(connection, MEAL_DAYS, (person.id, *span))
    yield from _taken_days(connection, person, span, "meal")


def meals(connection: Connection, person: Person, span: Span) -> Iterator[TimelineEvent]:
    """The meals of a few days."""
    rows = plain_rows(connection, MEALS, (person.id, *span))
    who = makers(connection, (row[5] for row in rows))
    for day, at, slot, method, note, uid in rows:
        text = f"{MealSlot(slot).label}（{Method(method).label}）{note or ''}"
        argument = {"date": day, "slot": slot, "row": uid}
        yield TimelineEvent(day + at[10:], "meal", text, who.get(uid, ""), "meals", argument)
    yield from _taken(connection, person, span, "meal")


def _taken_days(connection: Connection, person: Person, span: Span, entity: str) -> Iterator[str]:
    rows = _audit(connection, TAKEN_TIMES.format(entity), person.uids, span)
    return (day_of(row[0]) for row in rows)


def _taken(
    connection: Connection, person: Person, span: Span, entity: str
) -> Iterator[TimelineEvent]:
    """签到已撤销: which one it was, when it was taken back (or put back), by whom and why."""
    sql = TAKEN.format(entity)
    for at, actor, action, facts, reason in _audit(connection, sql, person.uids, span):
        found = json.loads(facts)
        text, argument = taken_in_words(action, entity, found, reason), {"date": found.get("date")}
        page = TAKEN_PAGES[entity] if argument["date"] else ""
        yield TimelineEvent(moment(at), entity, text, actor, page, argument if page else {})


def check_days(connection: Connection, person: Person, span: Span) -> Iterable[str]:
    """The day of every terminal record that is theirs; index only."""
    return chain.from_iterable(
        first_values(connection, *_of_pin(CHECK_DAYS, pin, span)) for pin in person.pins
    )


def checks(connection: Connection, person: Person, span: Span) -> Iterator[TimelineEvent]:
    """The terminal records of a few days."""
    for at, device, number in _checks(connection, person, span):
        argument = {"date": at[:10], "row": str(number)}
        text = f"人脸机核验（终端 {device}）"
        yield TimelineEvent(at, "face_check", text, "终端", "face_checks", argument)


def _checks(connection: Connection, person: Person, span: Span) -> Iterator[tuple[str, str, int]]:
    """(time, terminal, id) of the records that are theirs."""
    for pin in person.pins:
        yield from plain_rows(connection, *_of_pin(CHECKS, pin, span))


def _of_pin(sql: str, pin: Pin, span: Span) -> tuple[str, tuple[str, ...]]:
    """``sql`` for one terminal number on the terminals where it is theirs, and its values."""
    number, only, never = pin
    values = (number, span[0], span[1] + " 99")
    if only:
        return f"{sql} AND device_no = ?", (*values, only)
    if never:
        return f"{sql} AND device_no NOT IN ({marks(list(never))})", (*values, *never)
    return sql, values


# -- changes ---------------------------------------------------------------------------------


def change_days(connection: Connection, person: Person, span: Span) -> Iterable[str]:
    """The local day of every audited change."""
    return (day_of(row[0]) for row in _audit(connection, CHANGE_TIMES, person.audited, span))


def changes(connection: Connection, person: Person, span: Span) -> Iterator[TimelineEvent]:
    """Audited changes of the file and of what belongs to it."""
    kept = _kept(connection, person)
    words = _Words(connection)
    for at, actor, action, entity, changed, reason, number, uid in _audit(
        connection, CHANGES, person.audited, span
    ):
        values = json.loads(changed)
        if uid in kept:
            text = kept_in_words(action, kept[uid], values, reason)
        else:
            text = in_words(action, entity, values, reason, words)
        argument = {"section": "audit", "event": str(number)}
        yield TimelineEvent(moment(at), "change", text, actor, "settings", argument)


class _Words:
    """Codes in words; a table is read when the first code of it comes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._tables: dict[str, dict[str, str]] = {}

    def __call__(self, table: str, codes: str) -> str:
        if table not in self._tables:
            entries = merged_table(self._connection, table)
            self._tables[table] = {entry.code: entry.name for entry in entries}
        return "、".join(self._tables[table].get(code, code) for code in codes.split("、"))


_SCANNED = {"assessment": "评估"}
"""Kind of a scan → the word before 扫描件; without one it is that of a consent."""


def _kept(connection: Connection, person: Person) -> dict[str, Kept]:
    """Uid → what is said of a photo or scan."""
    rows = plain_rows(connection, KEPT, (person.id,))
    photos = [row for row in rows if row[1] == "photo"]
    came, went = {row[3] for row in photos}, {row[4] for row in photos}
    return {
        uid: Kept(
            kind == "photo", name, uid == (photos or rows)[0][0], at in went, gone in came,
            _SCANNED.get(kind, ""),
        )
        for uid, kind, name, at, gone in rows
    }  # fmt: skip


def _audit(
    connection: Connection, sql: str, uids: Sequence[str], span: Span
) -> Iterator[Sequence[Any]]:
    first = utc_start(span[0]) if span[0] != ALWAYS[0] else ""
    end = utc_start(span[1], 1) if span[1] != ALWAYS[1] else "9999"
    for part in pieces(list(uids)):
        yield from plain_rows(connection, sql.format(marks=marks(part)), (*part, first, end))


def marks(values: Sequence[object]) -> str:
    """Placeholders for ``values``."""
    return ",".join("?" * len(values))


def to_file(uid: str, tab: str, entry: str = "") -> Mapping[str, str]:
    """The argument that opens a file at a tab, pointing at ``entry`` there."""
    return {"uid": uid, "tab": tab, "entry": entry} if entry else {"uid": uid, "tab": tab}
