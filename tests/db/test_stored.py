"""What SQLite changes on the way in is hashed as it will be read back."""

from __future__ import annotations

import enum
import json
from typing import Any

import pytest

from app.db.stored import as_stored
from app.models import Member
from app.services.rights import SYSTEM, Actor
from app.wiring import Application
from tests.db.tools import count, rows


class Level(enum.IntEnum):
    MILD = 1


class Numeric:
    """A whole number of some other library."""

    def __index__(self) -> int:
        return 1


ONES = (True, 1.0, "1", Level.MILD, Numeric())


def one(app: Application, actor: Actor, number: str, level: Any) -> None:
    with app.db.write(actor) as unit:
        unit.session.add(Member(member_no=number, name="王秀英", ability_level=level))


@pytest.mark.parametrize("level", ONES, ids=lambda level: type(level).__name__)
def test_a_new_row_a_changed_one_and_many_at_once_stay_sound(
    app: Application, clerk: Actor, level: Any
) -> None:
    one(app, clerk, "900001", level)
    one(app, clerk, "900002", None)
    with app.db.write(clerk) as unit:
        unit.session.query(Member).filter_by(member_no="900002").one().ability_level = level
    with app.db.write(clerk) as unit:
        unit.recorder.bulk_insert(
            Member,
            [
                {"member_no": "900003", "name": "甲", "ability_level": level},
                {"member_no": "900004", "name": "乙", "ability_level": 2},
                {"member_no": "900005", "name": "丙", "ability_level": None},
            ],
        )
    assert app.audit.verify(SYSTEM).sound
    found = rows(app, "SELECT ability_level FROM member ORDER BY member_no")
    assert found == [(1,), (1,), (1,), (2,), (None,)]
    change = rows(app, "SELECT changes FROM audit_event WHERE action = 'update'")[-1][0]
    assert json.loads(change)["ability_level"] == [None, 1]


@pytest.mark.parametrize("note", [5, True, 2.5])
def test_a_number_in_a_text_is_kept_as_text(app: Application, clerk: Actor, note: Any) -> None:
    with app.db.write(clerk) as unit:
        unit.session.add(Member(member_no="900001", name="甲", note=note))
        unit.recorder.bulk_insert(Member, [{"member_no": "900002", "name": "乙", "note": note}])
    assert app.audit.verify(SYSTEM).sound
    first, second = rows(app, "SELECT note FROM member ORDER BY member_no")
    assert first == second
    assert isinstance(first[0], str)


def test_the_same_value_in_another_type_is_no_change_and_does_no_harm_to_the_next(
    app: Application, clerk: Actor
) -> None:
    one(app, clerk, "900001", 1)
    events = count(app, "audit_event")
    with app.db.write(clerk) as unit:
        person = unit.session.query(Member).one()
        person.ability_level = True
        unit.session.flush()
        assert count(app, "audit_event") == events
        person.note = "来了"
    assert app.audit.verify(SYSTEM).sound
    assert rows(app, "SELECT version, ability_level FROM member") == [(2, 1)]


def test_what_the_file_refuses_is_not_made_to_fit() -> None:
    assert as_stored(1.5, int) == 1.5
    assert as_stored("一级", int) == "一级"
    assert as_stored(b"1", str) == b"1"
    assert as_stored(None, int) is None
