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
from app.services.member_codes import VoidCard
from app.services.members.importing import insert_members
from app.services.rights import SYSTEM, Actor
from app.services.settings import put
from app.services.upgrades import CURRENT, FLAG, Upgrades
from app.wiring import Application
from tests.db.test_migrate import KEY, pour
from tests.db.tools import rows
from tests.helpers.people import paper_code, register


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
    assert Upgrades(old.db).run() == 5 + 4  # and a code for each of the four
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
    with app.db.write(SYSTEM) as unit:
        put(unit, FLAG, CURRENT)
    register(app, clerk, categories=("低保",), emergency_contact="陈志明")
    assert Upgrades(app.db).run() == 0


def test_registering_writes_all_that_an_upgrade_would(app: Application, clerk: Actor) -> None:
    register(app, clerk, categories=("低保",), emergency_contact="陈志明")
    assert Upgrades(app.db).run() == 1  # the code of her card, which comes with its first print


def test_an_imported_list_needs_no_upgrade(app: Application, clerk: Actor) -> None:
    """Classes, contacts and the order of the dictionary come with the rows themselves."""
    (person,) = invented_members(1, today(app.clock))
    given = person._replace(categories=("高龄", "低保"), emergency_contact="王家属")
    with app.db.write(clerk) as unit:
        insert_members(unit, [given], lambda *_: None)
    assert Upgrades(app.db).run() == 1  # the code of the card, which comes with its first print
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


def test_cards_printed_before_codes_could_be_made_void_go_on_working(
    tmp_path: Path, clock: FixedClock, clerk: Actor
) -> None:
    """Everybody's uid was on their card. Whoever is registered since gets a code of their own."""
    folder = DataFolder(tmp_path)
    pour(folder.database, "0005")
    migrate(folder.database, KEY)
    app = Application(folder, Database(folder.database, KEY, clock=clock), None)
    with app.db.write(SYSTEM) as unit:
        put(unit, FLAG, 2)  # what came with revision 0002 is there
    (hit,) = app.members.find("王秀英", 1, clerk)
    assert app.attendance.scan(hit.uid, clerk).outcome == "unknown"
    app.begin_day()
    assert app.attendance.scan(hit.uid, clerk).outcome == "already"  # she came at 7:10
    assert app.attendance.scan(hit.uid, clerk).name == "王秀英"
    (code,) = app.member_codes.of(hit.uid, clerk)
    assert (code.valid, code.made_on) == (True, "")
    assert paper_code(app, clerk, hit.uid) == hit.uid
    new = register(app, clerk, "新来的", id_number=None, id_type="none", birth_date="1940-01-01",
                   no_document_reason="遗失")  # fmt: skip
    clock.advance(86400)
    app.begin_day()
    assert app.member_codes.of(new, clerk) == ()
    assert app.attendance.scan(new, clerk).outcome == "unknown"
    assert paper_code(app, clerk, new) != new
    assert app.audit.verify(SYSTEM).sound
    app.member_codes.void(VoidCard(hit.uid, "lost"), clerk)
    assert app.attendance.scan(hit.uid, clerk).refusal == (
        "这张会员卡 11-24 遗失作废，请收回旧卡；新会员卡在会籍里打印，也可以报姓名或完整手机号。"
    )
    app.close()


def test_a_card_of_a_file_that_was_merged_before_finds_the_kept_one(
    tmp_path: Path, clock: FixedClock, clerk: Actor
) -> None:
    folder = DataFolder(tmp_path)
    pour(folder.database, "0005")
    migrate(folder.database, KEY)
    app = Application(folder, Database(folder.database, KEY, clock=clock), None)
    kept, gone = (app.members.find(name, 1, clerk)[0].uid for name in ("王秀英", "单雄信"))
    app.merging.merge(kept, gone, {}, "本人核对", clerk)
    app.begin_day()
    assert app.attendance.scan(gone, clerk).member_uid == kept
    assert [code.former_no != "" for code in app.member_codes.of(kept, clerk)] == [False, True]
    app.close()


def test_people_are_found_by_what_keys_hold_since(app: Application, clerk: Actor) -> None:
    """𠮷 had no reading, and an extension stood in the way of its telephone."""
    phone = "0571-88012345-8001"
    uid = register(app, clerk, "𠮷永强", phone=phone, former_name="王秀英")
    every = "SELECT kind, key FROM member_key ORDER BY kind, key"
    now = rows(app, every)
    with app.db.write(SYSTEM) as unit:
        connection = unit.session.connection()
        connection.exec_driver_sql("DELETE FROM member_key WHERE key LIKE 'ji%'")
        connection.exec_driver_sql("DELETE FROM member_key WHERE key LIKE '54321088%'")
        connection.exec_driver_sql("INSERT INTO member_key VALUES ('pinyin', 'yongqiang', 1)")
    assert len(rows(app, every)) != len(now)
    assert list(app.members.find("jiyq", 1, clerk)) == []
    Upgrades(app.db).run()
    assert rows(app, every) == now
    for typed in ("jiyq", "jiyongqiang", "2345", "0571-88012345"):
        assert [hit.uid for hit in app.members.find(typed, 1, clerk)] == [uid], typed
    assert app.audit.verify(SYSTEM).sound
