"""The outbox as the upload reads it."""

from __future__ import annotations

import threading

import pytest

from app.core.codes import MealSlot
from app.models import Member
from app.services.attendance import CheckIn
from app.services.meals import ServeMeal
from app.services.members import ChangeMember
from app.services.outbox import HEAD, ROWS, OutboxReader
from app.services.rights import Actor
from app.sync.schema import ENTITIES
from app.wiring import Application
from tests.db.tools import rows
from tests.helpers.people import id_number, register


def changed(app: Application, entity: str, after: int = 0, to: int = 10**9) -> list[tuple]:
    with OutboxReader(app.db).snapshot() as view:
        return list(view.changed_rows(entity, after, to))


def latest(app: Application) -> int:
    with OutboxReader(app.db).snapshot() as view:
        return view.latest_seq()


def words(columns: str) -> list[str]:
    return [column.strip() for column in columns.split(",")]


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity.name)
def test_the_columns_are_those_of_the_exchange_format(entity: object) -> None:
    head = ["uid", "version", "seq", "deleted"]
    assert [c.split(".")[-1].split()[0] for c in words(HEAD)][:3] == head[:3]
    own = [
        "member_uid" if column == "m.uid" else column.split(" AS ")[-1].removeprefix("t.")
        for column in words(ROWS[entity.name][0])
    ]
    assert tuple(head + own) == entity.columns
    assert set(ROWS) == {every.name for every in ENTITIES}


def test_a_row_carries_what_was_entered(app: Application, clerk: Actor) -> None:
    number = id_number("19381222", 124)
    uid = register(app, clerk, id_number=number, phone="13812341234", community="小河社区",
                   ability_level=2)  # fmt: skip
    app.attendance.check_in(CheckIn(uid), clerk)
    meal = app.meals.serve(ServeMeal(uid, MealSlot.LUNCH), clerk)
    assert changed(app, "member") == [
        (uid, 1, 1, 0, "000001", "王秀英", "resident", number, "2", "1938-12-22", "13812341234",
         "小河社区", None, 2, None, "active", "2026-11-23")
    ]  # fmt: skip
    (visit,) = changed(app, "attendance")
    assert visit[1:] == (1, 2, 0, uid, "2026-11-23", "2026-11-23 08:30:00", "manual", "desk")
    assert changed(app, "meal") == [
        (meal.meal_uid, 1, 3, 0, uid, "2026-11-23", "lunch", "2026-11-23 08:30:00", "manual", 0, 0)
    ]


def test_a_row_changed_often_is_there_once_with_its_last_number(
    app: Application, clerk: Actor
) -> None:
    first = register(app, clerk)
    second = register(app, clerk, "李建国")
    app.members.change(ChangeMember(first, 1, {"community": "小河社区"}), clerk)
    assert [(row[0], row[1], row[2]) for row in changed(app, "member")] == [
        (second, 1, 2), (first, 2, 3),
    ]  # fmt: skip
    assert [row[2] for row in changed(app, "member", after=2)] == [3]
    assert [row[0] for row in changed(app, "member", after=0, to=2)] == [first, second]
    assert changed(app, "member", after=3) == []


def test_what_was_undone_goes_up_as_deleted(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk)
    visit = app.attendance.check_in(CheckIn(uid), clerk)
    app.attendance.undo(visit.attendance_uid, "点错人", clerk)
    (row,) = changed(app, "attendance")
    assert (row[0], row[1], row[3]) == (visit.attendance_uid, 2, 1)


def test_a_snapshot_does_not_move_while_people_work(app: Application, clerk: Actor) -> None:
    register(app, clerk)
    with OutboxReader(app.db).snapshot() as view:
        before = view.latest_seq(), view.audit_head()
        thread = threading.Thread(target=lambda: register(app, clerk, "李建国"))
        thread.start()
        thread.join()
        assert (view.latest_seq(), view.audit_head()) == before
        assert len(list(view.changed_rows("member", 0, 99))) == 1
    assert latest(app) == 2


def test_the_head_is_the_last_event(app: Application, clerk: Actor) -> None:
    register(app, clerk)
    with OutboxReader(app.db).snapshot() as view:
        head = view.audit_head()
    assert [head] == rows(app, "SELECT id, hash FROM audit_event ORDER BY id DESC LIMIT 1")


def test_a_number_is_never_used_twice(app: Application, clerk: Actor) -> None:
    register(app, clerk)

    def fail() -> None:
        with app.db.write(clerk) as unit:
            unit.recorder.bulk_insert(Member, [{"member_no": "9", "name": "x"}])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    register(app, clerk, "李建国")
    numbers = [row[0] for row in rows(app, "SELECT seq FROM outbox ORDER BY seq")]
    assert numbers == sorted(set(numbers))


def test_a_year_of_birth_goes_up_as_no_date(app: Application, clerk: Actor) -> None:
    register(app, clerk, id_number="E1234567", id_type="passport", birth_date="1938", sex="2")
    (row,) = changed(app, "member")
    at = ENTITIES[0].columns.index("birth_date")
    assert (row[at], row[at - 1], row[at + 1]) == (None, "2", None)
