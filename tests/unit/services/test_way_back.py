"""What a gesture changed is noted whoever changes it, and restored or refused column by column."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from app.core.canonical import canonical
from app.core.errors import UserError
from app.models import Member, MemberCard
from app.services.rights import Actor
from app.services.way_back import Changes, changed_since, counted_words, take_back, watching
from app.wiring import Application
from tests.db.tools import rows
from tests.helpers.people import id_number, register


def change(app: Application, clerk: Actor, uid: str) -> Changes:
    """Another phone, twice, and a new card; as it would lie in the database."""
    with app.db.write(clerk) as unit:
        member = unit.session.scalars(select(Member).where(Member.uid == uid)).one()
        with watching(unit) as journal:
            member.phone = "13800000001"
            unit.session.flush()
            member.phone = "13800000002"
            unit.session.add(MemberCard(member_id=member.id, number="C9"))
        member.note = "不在其中"
        found: Changes = json.loads(canonical(journal.changes()))
        return found


@pytest.fixture
def uid(app: Application, clerk: Actor) -> str:
    return register(app, clerk, phone="13811112222")


def undo(app: Application, clerk: Actor, changes: Changes) -> None:
    with app.db.write(clerk) as unit:
        take_back(unit, changes, "撤销")


def test_first_and_last_value_are_kept_and_only_those(
    app: Application, clerk: Actor, uid: str
) -> None:
    changes = change(app, clerk, uid)
    assert changes["member"] == {uid: {"phone": ["13811112222", "13800000002"]}}
    assert list(changes["member_card"].values()) == [None]


def test_undoing_restores_and_buries(app: Application, clerk: Actor, uid: str) -> None:
    undo(app, clerk, change(app, clerk, uid))
    assert rows(app, "SELECT phone, note FROM member") == [("13811112222", "不在其中")]
    assert rows(app, "SELECT deleted_reason FROM member_card") == [("撤销",)]


def test_another_column_may_change_meanwhile_the_same_may_not(
    app: Application, clerk: Actor, uid: str
) -> None:
    changes = change(app, clerk, uid)
    with app.db.write(clerk) as unit:
        member = unit.session.scalars(select(Member)).one()
        member.address = "新地址"
    with app.db.write(clerk) as unit:
        assert not changed_since(unit, changes)
        unit.session.scalars(select(Member)).one().phone = "13899999999"
    with pytest.raises(UserError) as caught:
        undo(app, clerk, changes)
    assert (caught.value.code, "档案 1 条" in caught.value.message) == ("changed_meanwhile", True)
    with app.db.write(clerk) as unit:
        assert not changed_since(unit, changes, {"member": ("phone",)})


def test_a_number_that_went_to_somebody_else_is_not_taken(app: Application, clerk: Actor) -> None:
    old, new = id_number("19400101", 101), id_number("19400101", 103)
    uid = register(app, clerk, id_number=old)
    with app.db.write(clerk) as unit, watching(unit) as journal:
        unit.session.scalars(select(Member).where(Member.uid == uid)).one().id_number = new
    register(app, clerk, id_number=old)
    with pytest.raises(UserError) as caught:
        undo(app, clerk, journal.changes())
    assert caught.value.code == "taken"
    assert rows(app, "SELECT id_number FROM member WHERE uid = ?", uid) == [(new,)]


def test_words_of_two_tables_are_counted_together() -> None:
    counts = {"household": 1, "household_member": 2, "meal": 0}
    assert counted_words(counts) == "家庭 3 条"
