"""Many rows made tombstones at once: audit and outbox say the same as one by one."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from app.models import Member, MemberClass, MemberKey
from app.services.rights import Actor
from app.wiring import Application
from tests.db.tools import count, rows
from tests.helpers.people import register

TOMBS = (
    "SELECT deleted_at, deleted_reason, version, updated_at FROM member"
    " WHERE deleted_at IS NOT NULL ORDER BY id"
)
EVENTS = "SELECT action, entity, changes, reason FROM audit_event WHERE id > ? ORDER BY id"
WAITING = "SELECT entity, version, at FROM outbox WHERE seq > ? ORDER BY seq"


def test_a_row_buried_in_bulk_is_recorded_like_one_changed_alone(
    app: Application, clerk: Actor, administrator: Actor
) -> None:
    for name in ("王一", "王二"):
        register(app, clerk, name)
    events, waiting = count(app, "audit_event"), count(app, "outbox")
    with app.db.write(clerk, "重复") as unit:
        one = unit.session.scalars(select(Member).where(Member.name == "王一")).one()
        one.deleted_at, one.deleted_reason = unit.now, "导错了"
    alone = (rows(app, TOMBS), rows(app, EVENTS, events), rows(app, WAITING, waiting))
    middle = (count(app, "audit_event"), count(app, "outbox"))
    with app.db.write(clerk, "重复") as unit:
        two = unit.session.scalars(select(Member).where(Member.name == "王二")).one()
        assert unit.recorder.bulk_bury(Member, [two.id], "导错了") == 1
        assert (two.deleted_reason, two.version) == ("导错了", 2)
    bulk = (rows(app, TOMBS)[1:], rows(app, EVENTS, middle[0]), rows(app, WAITING, middle[1]))
    assert bulk == alone
    assert json.loads(str(bulk[1][0][2]))["deleted_reason"] == [None, "导错了"]
    assert app.audit.verify(administrator).sound


def test_who_is_gone_already_is_left_alone(app: Application, clerk: Actor) -> None:
    register(app, clerk, "王一")
    with app.db.write(clerk) as unit:
        ids = list(unit.session.scalars(select(Member.id)))
        assert unit.recorder.bulk_bury(Member, ids, "一") == 1
        assert unit.recorder.bulk_bury(Member, [*ids, 999], "二") == 0
        assert unit.recorder.bulk_bury(MemberClass, [], "二") == 0
    assert rows(app, "SELECT deleted_reason, version FROM member") == [("一", 2)]


def test_what_was_changed_in_the_same_gesture_is_in_the_tombstone(
    app: Application, clerk: Actor, administrator: Actor
) -> None:
    register(app, clerk, "王一")
    with app.db.write(clerk) as unit:
        one = unit.session.scalars(select(Member)).one()
        one.note = "搬走"
        unit.recorder.bulk_bury(Member, [one.id], "一")
    assert rows(app, "SELECT note, version FROM member") == [("搬走", 3)]
    assert app.audit.verify(administrator).sound


def test_only_recorded_rows_have_tombstones(app: Application, clerk: Actor) -> None:
    with app.db.write(clerk) as unit, pytest.raises(TypeError):
        unit.recorder.bulk_bury(MemberKey, [1], "一")
