"""Centres of the first release get the rows that it did not write."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.clock import FixedClock, today
from app.core.names import sort_text
from app.core.paths import DataFolder
from app.db.migrate import migrate
from app.db.session import Database
from app.demo.people import invented_members
from app.models import Member
from app.services.members.importing import insert_members
from app.services.rights import SYSTEM, Actor
from app.services.upgrades import Upgrades
from app.wiring import Application
from tests.db.test_migrate import KEY, pour
from tests.db.tools import rows
from tests.helpers.people import register


@pytest.fixture
def old(tmp_path: Path, clock: FixedClock) -> Application:
    """A centre of the first release with words in its members, on the tables of today."""
    folder = DataFolder(tmp_path)
    pour(folder.database, "0001")
    migrate(folder.database, KEY)
    app = Application(folder, Database(folder.database, KEY, clock=clock), None)
    with app.db.write(SYSTEM) as unit:
        first, second = unit.session.query(Member).order_by(Member.id).limit(2)
        first.categories = "独居、低保、五保户"
        first.emergency_contact, first.emergency_phone = "陈志明", "13912345678"
        second.emergency_phone, second.state = "13912345679", "paused"
    return app


def test_words_and_contacts_become_rows_once(old: Application, clerk: Actor) -> None:
    assert Upgrades(old.db).run() == 5
    assert Upgrades(old.db).run() == 0
    first, second = (hit.uid for name in ("王秀英", "单雄信")
                     for hit in old.members.find(name, 1, clerk))  # fmt: skip
    found = old.classification.of(first, clerk)
    assert sorted((row.axis, row.name, row.from_on) for row in found.rows) == [
        ("economic", "低保", ""), ("family", "独居", ""), ("identity", "五保户", ""),
    ]  # fmt: skip
    assert [(c.name, c.phone_masked, c.emergency_order) for c in old.contacts.of(first, clerk)] == [
        ("陈志明", "139****5678", 1)
    ]
    assert [c.name for c in old.contacts.of(second, clerk)] == [""]
    by = "SELECT DISTINCT actor_name, reason FROM audit_event WHERE entity = 'contact'"
    authors = rows(old, by)
    assert authors == [("系统", "补全旧版本的档案")]
    assert old.audit.verify(SYSTEM).sound
    old.close()


def test_the_first_opening_of_a_day_brings_everything_up(old: Application, clerk: Actor) -> None:
    old.begin_day()
    (second,) = old.members.find("单雄信", 1, clerk)
    assert rows(old, "SELECT state, to_on FROM membership_period") == [("paused", None)]
    (first,) = old.members.find("王秀英", 1, clerk)
    assert len(old.classification.of(first.uid, clerk).rows) == 3
    before = rows(old, "SELECT count(*) FROM audit_event")
    old.begin_day()
    assert rows(old, "SELECT count(*) FROM audit_event") == before
    assert second.uid
    old.close()


def test_a_new_centre_has_nothing_to_bring_up(app: Application, clerk: Actor) -> None:
    register(app, clerk, categories=("低保",), emergency_contact="陈志明")
    assert Upgrades(app.db).run() == 0


def test_an_imported_list_needs_no_upgrade(app: Application, clerk: Actor) -> None:
    """Classes, contacts and the order of the dictionary come with the rows themselves."""
    (person,) = invented_members(1, today(app.clock))
    given = person._replace(categories=("高龄", "低保"), emergency_contact="王家属")
    with app.db.write(clerk) as unit:
        insert_members(unit, [given], lambda *_: None)
    assert Upgrades(app.db).run() == 0
    (hit,) = app.members.find(given.name, 1, clerk)
    assert app.members.file(hit.uid, clerk).values["categories"] == "低保、高龄"
    found = app.classification.of(hit.uid, clerk)
    assert sorted((row.axis, row.code) for row in found.rows) == [
        ("economic", "低保"), ("preference", "高龄"),
    ]  # fmt: skip
    (contact,) = app.contacts.of(hit.uid, clerk)
    assert (contact.name, contact.emergency_order) == ("王家属", 1)
    (kept,) = rows(app, "SELECT name_sort, community_sort FROM member")
    assert kept == (sort_text(given.name), sort_text(given.community))
    assert app.audit.verify(SYSTEM).sound
