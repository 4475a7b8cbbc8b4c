"""Audit and outbox: written for every change, in its transaction, by nobody else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text, update

from app.core.clock import FixedClock
from app.db.recorder import changed_table, recorded_tables
from app.db.session import UnitOfWork
from app.models import Attendance, Meal, Member, Setting, User, WorkItem
from app.services.rights import SYSTEM, Actor
from app.services.sync_ledger import SyncLedger
from app.wiring import Application
from tests.db.tools import count, raw, rows
from tests.helpers.people import id_number


def member(number: str = "900001", **values: Any) -> Member:
    return Member(member_no=number, name="王秀英", **values)


def add(app: Application, actor: Actor, reason: str = "", **values: Any) -> str:
    with app.db.write(actor, reason) as unit:
        person = member(**values)
        unit.session.add(person)
        unit.session.flush()
        return person.uid


def test_a_new_row_has_identity_version_times_audit_and_outbox(
    app: Application, clerk: Actor
) -> None:
    events, waiting = count(app, "audit_event"), count(app, "outbox")
    uid = add(app, clerk, "新来", phone="13812341234")
    assert rows(app, "SELECT version, created_at, updated_at, sex, state FROM member") == [
        (1, "2026-11-23T00:30:00.000000Z", "2026-11-23T00:30:00.000000Z", "0", "active")
    ]
    (event,) = rows(
        app,
        "SELECT actor_uid, actor_name, action, entity, entity_uid, reason, at FROM audit_event"
        " WHERE id > ?",
        events,
    )
    assert event == (
        clerk.uid, "小王", "insert", "member", uid, "新来", "2026-11-23T00:30:00.000000Z",
    )  # fmt: skip
    assert rows(app, "SELECT entity, entity_uid, version FROM outbox WHERE seq > ?", waiting) == [
        ("member", uid, 1)
    ]


def test_a_change_keeps_the_old_value_and_raises_the_version(
    app: Application, clerk: Actor, clock: FixedClock
) -> None:
    uid = add(app, clerk, phone="13812341234")
    clock.advance(60)
    with app.db.write(clerk, "换号") as unit:
        person = unit.session.scalars(select(Member)).one()
        person.phone, person.note = "13900000000", None
    assert rows(app, "SELECT version, updated_at > created_at FROM member") == [(2, 1)]
    changes = rows(app, "SELECT changes FROM audit_event ORDER BY id DESC LIMIT 1")[0][0]
    assert json.loads(changes) == {"phone": ["13812341234", "13900000000"]}
    assert rows(app, "SELECT version FROM outbox WHERE entity_uid = ? ORDER BY seq", uid) == [
        (1,), (2,),
    ]  # fmt: skip


def test_setting_the_same_value_is_no_change(app: Application, clerk: Actor) -> None:
    add(app, clerk)
    events = count(app, "audit_event")
    with app.db.write(clerk) as unit:
        unit.session.scalars(select(Member)).one().name = "王秀英"
    assert count(app, "audit_event") == events
    assert rows(app, "SELECT version FROM member") == [(1,)]


def test_a_transaction_undone_leaves_no_row_no_event_and_no_number_used(
    app: Application, clerk: Actor
) -> None:
    before = [count(app, table) for table in ("member", "audit_event", "outbox")]

    def fail() -> None:
        with app.db.write(clerk) as unit:
            unit.session.add(member())
            unit.session.flush()
            unit.recorder.bulk_insert(WorkItem, [item("1")])
            unit.recorder.note("look", "member", "u", {})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert [count(app, table) for table in ("member", "audit_event", "outbox")] == before
    assert count(app, "work_item") == 0
    add(app, clerk)
    assert [row[0] for row in rows(app, "SELECT id FROM audit_event ORDER BY id")] == list(
        range(1, before[1] + 2)
    )


def item(subject: str) -> dict[str, Any]:
    return {"kind": "unknown_code", "subject": subject, "detail": "", "opened_at": "2026-11-23"}


def test_many_rows_at_once_are_recorded_like_single_ones(
    app: Application, clerk: Actor, administrator: Actor
) -> None:
    with app.db.write(clerk, "导入") as unit:
        people = [{"member_no": f"{n:06d}", "name": f"老人{n}", "sex": "2"} for n in range(500)]
        uids = unit.recorder.bulk_insert(Member, people)
    assert len(set(uids)) == 500
    assert rows(app, "SELECT count(*), count(DISTINCT uid) FROM member WHERE version = 1") == [
        (500, 500)
    ]
    assert rows(app, "SELECT count(*) FROM outbox WHERE entity = 'member'") == [(500,)]
    assert app.audit.verify(administrator).sound


def test_many_rows_and_one_row_leave_the_same_proof(app: Application, clerk: Actor) -> None:
    """A row added singly and in bulk have the same hash but for uid and number."""
    with app.db.write(clerk) as unit:
        unit.session.add(member(uid="00000000-0000-7000-8000-00000000000a"))
    first = rows(app, "SELECT row_hash FROM audit_event ORDER BY id DESC LIMIT 1")
    with raw(app) as connection:
        connection.execute("DELETE FROM member")
    with app.db.write(clerk) as unit:
        unit.recorder.bulk_insert(
            Member,
            [{"member_no": "900001", "name": "王秀英",
              "uid": "00000000-0000-7000-8000-00000000000a"}],
        )  # fmt: skip
    assert rows(app, "SELECT row_hash FROM audit_event ORDER BY id DESC LIMIT 1") == first


def test_rows_at_once_may_differ_in_their_columns_and_bring_their_number(
    app: Application, clerk: Actor, administrator: Actor
) -> None:
    with app.db.write(clerk) as unit:
        uids = unit.recorder.bulk_insert(
            Member,
            [
                {"id": 70, "member_no": "900001", "name": "王秀英", "uid": "given", "note": "甲"},
                {"id": 71, "member_no": "900002", "name": "李国强", "phone": "13812341234"},
            ],
        )
    assert uids[0] == "given"
    assert rows(app, "SELECT id, uid, sex, phone, note FROM member ORDER BY id") == [
        (70, "given", "0", None, "甲"), (71, uids[1], "0", "13812341234", None),
    ]  # fmt: skip
    assert app.audit.verify(administrator).sound


def test_an_unknown_column_is_refused_rather_than_dropped(app: Application, clerk: Actor) -> None:
    with pytest.raises(ValueError, match="nick_name"), app.db.write(clerk) as unit:
        unit.recorder.bulk_insert(Member, [{"member_no": "1", "name": "王", "nick_name": "x"}])


BEHIND_THE_BACK = [
    lambda u: u.session.execute(update(Member).values(name="x")),
    lambda u: u.session.execute(delete(Member)),
    lambda u: u.session.execute(insert(Setting), [{"uid": "u", "key": "k", "value": "1"}]),
    lambda u: u.session.connection().execute(update(Member).values(name="x")),
    lambda u: u.session.connection().execute(delete(Attendance)),
    lambda u: u.session.connection().execute(text("UPDATE meal SET price_fen = 0")),
    lambda u: u.session.connection().exec_driver_sql("DELETE FROM member"),
    lambda u: u.session.connection().exec_driver_sql('insert or ignore into "member" VALUES (1)'),
    lambda u: u.session.connection().exec_driver_sql(
        "WITH x AS (SELECT 1) UPDATE member SET name=1"
    ),
    lambda u: u.session.connection().exec_driver_sql("REPLACE INTO setting VALUES (1)"),
    lambda u: u.session.connection().exec_driver_sql("DELETE FROM outbox"),
    lambda u: u.session.connection().exec_driver_sql("UPDATE audit_head SET hash = ''"),
    lambda u: u.session.connection().exec_driver_sql("INSERT INTO audit_event VALUES (1)"),
    lambda u: u.session.delete(u.session.scalars(select(Member)).one()) or u.session.flush(),
]


@pytest.mark.parametrize("way", BEHIND_THE_BACK)
def test_nobody_changes_a_recorded_table_behind_the_recorder(
    app: Application, clerk: Actor, way: Any
) -> None:
    add(app, clerk)
    before = rows(app, "SELECT * FROM member"), count(app, "audit_event")

    def attempt() -> None:
        with app.db.write(clerk) as unit:
            way(unit)

    with pytest.raises(RuntimeError, match=r"recorded"):
        attempt()
    assert (rows(app, "SELECT * FROM member"), count(app, "audit_event")) == before


def test_a_flush_before_does_not_open_the_door(app: Application, clerk: Actor) -> None:
    def attempt(unit: UnitOfWork) -> None:
        unit.session.add(member())
        unit.session.flush()
        unit.session.connection().exec_driver_sql("UPDATE member SET name = 'x'")

    with pytest.raises(RuntimeError, match="member is recorded"), app.db.write(clerk) as unit:
        attempt(unit)


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("SELECT 1 FROM member", ""),
        ("INSERT INTO member_key (kind) VALUES (?)", ""),
        ("DELETE FROM member_key WHERE key = ?", ""),
        ("INSERT INTO face_check (pin) VALUES (?)", ""),
        ("update  MEMBER set name = 1", "member"),
        ("DELETE\nFROM\n\"meal\"", "meal"),
    ],
)  # fmt: skip
def test_derived_tables_are_free_and_recorded_ones_are_not(statement: str, table: str) -> None:
    assert changed_table(statement) == table


def test_the_records_themselves_are_guarded() -> None:
    assert {"audit_event", "audit_head", "outbox", "member", "user_account"} <= recorded_tables()


def test_the_database_itself_refuses_to_change_or_remove_an_event(app: Application) -> None:
    from app.db.engine import connect

    connection = connect(app.folder.database, app.db.key, writer=True)
    try:
        for sql in ("UPDATE audit_event SET reason = 'x'", "DELETE FROM audit_event"):
            with pytest.raises(Exception, match="append-only"):
                connection.execute(sql)
    finally:
        connection.close()


def test_secrets_never_reach_the_audit_nor_the_upload(
    app: Application, administrator: Actor
) -> None:
    app.accounts.create_first("admin", "系统员", "correct horse battery")
    SyncLedger(app.db).save_signing_key("PUBLIC-PART", "SECRET-PART")
    with app.db.write(administrator) as unit:
        user = unit.session.scalars(select(User)).one()
        user.password_hash = "$argon2id$changed"
        values = {"username": "b", "display_name": "b", "role": "clerk"}
        unit.recorder.bulk_insert(User, [{**values, "password_hash": "$argon2id$bulk"}])
    stored = "\n".join(str(row) for row in rows(app, "SELECT * FROM audit_event"))
    assert stored.count("'user_account'") == 3
    assert stored.count("'sync_identity'") == 1
    for secret in ("SECRET-PART", "argon2", "correct horse"):
        assert secret not in stored
    assert rows(app, "SELECT count(*) FROM outbox WHERE entity LIKE '%user%'") == [(0,)]
    assert app.audit.verify(administrator).sound


def test_what_never_leaves_the_centre_is_not_in_the_outbox(app: Application, clerk: Actor) -> None:
    waiting = count(app, "outbox")
    with app.db.write(clerk) as unit:
        unit.recorder.bulk_insert(WorkItem, [item("1")])
    assert count(app, "outbox") == waiting
    assert Member.__sync__ == "member"
    assert (Attendance.__sync__, Meal.__sync__) == ("attendance", "meal")


def test_a_note_changes_no_row_but_the_chain(app: Application, clerk: Actor) -> None:
    events, waiting = count(app, "audit_event"), count(app, "outbox")
    with app.db.write(clerk, "家属来电") as unit:
        unit.recorder.note("look", "member", "some-uid", {"fields": "full_numbers"})
    assert (count(app, "audit_event"), count(app, "outbox")) == (events + 1, waiting)
    assert rows(app, "SELECT action, reason FROM audit_event ORDER BY id DESC LIMIT 1") == [
        ("look", "家属来电")
    ]


def test_a_tombstone_frees_the_unique_place(app: Application, clerk: Actor) -> None:
    number = id_number()
    add(app, clerk, id_number=number)
    with app.db.write(clerk) as unit:
        person = unit.session.scalars(select(Member)).one()
        person.deleted_at, person.deleted_reason = unit.now, "重复建档"
    add(app, clerk, number="900002", id_number=number)
    assert rows(app, "SELECT deleted_reason, version FROM member ORDER BY id") == [
        ("重复建档", 2), (None, 1),
    ]  # fmt: skip
    with pytest.raises(Exception, match="UNIQUE"):
        add(app, SYSTEM, number="900003", id_number=number)
