"""The work list: one open question per subject, settled by a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.codes import MealSlot
from app.core.errors import UserError
from app.services.rights import SYSTEM, Actor
from app.services.work_items import KINDS, close_item, open_item
from app.wiring import Application
from tests.db.tools import count
from tests.helpers.people import id_number, register


def ask(app: Application, kind: str, subject: str, detail: str = "") -> None:
    with app.db.write(SYSTEM) as unit:
        open_item(unit, kind, subject, detail, app.clock.now().replace(tzinfo=None))


def test_oldest_first_and_by_kind(app: Application, clerk: Actor, clock: FixedClock) -> None:
    for kind, subject in (("unmatched_pin", "9"), ("unknown_code", "1"), ("unmatched_pin", "8")):
        ask(app, kind, subject)
        clock.advance(60)
    items = app.work_items.open_items(clerk)
    assert [item.subject for item in items] == ["9", "1", "8"]
    assert items[0].title == "人脸机编号没有对应老人"
    pins = app.work_items.open_items(clerk, "unmatched_pin")
    assert [item.subject for item in pins] == ["9", "8"]
    assert len(app.work_items.open_items(clerk, limit=2)) == 2
    assert app.work_items.count(clerk) == 3


def test_asking_again_only_brings_the_words_up_to_date(app: Application, clerk: Actor) -> None:
    ask(app, "unmatched_pin", "9", "一次")
    ask(app, "unmatched_pin", "9", "两次")
    (item,) = app.work_items.open_items(clerk)
    assert item.detail == "两次"
    assert count(app, "work_item") == 1


def test_dismissed_is_gone_and_may_come_back(
    app: Application, clerk: Actor, administrator: Actor
) -> None:
    ask(app, "unknown_code", "1")
    (item,) = app.work_items.open_items(clerk)
    app.work_items.dismiss(item.uid, "访客", clerk)
    assert app.work_items.count(clerk) == 0
    assert app.audit.show(administrator)[0].reason == "访客"
    with pytest.raises(UserError, match="已经处理过"):
        app.work_items.dismiss(item.uid, "", clerk)
    app.work_items.reopen(item.uid, clerk)
    assert [i.uid for i in app.work_items.open_items(clerk)] == [item.uid]
    app.work_items.reopen(item.uid, clerk)


def test_what_was_asked_anew_cannot_be_reopened_beside_it(app: Application, clerk: Actor) -> None:
    ask(app, "unknown_code", "1")
    (item,) = app.work_items.open_items(clerk)
    app.work_items.dismiss(item.uid, "", clerk)
    ask(app, "unknown_code", "1")
    with pytest.raises(UserError, match="又出现"):
        app.work_items.reopen(item.uid, clerk)
    assert app.work_items.count(clerk) == 1
    with pytest.raises(UserError, match="找不到"):
        app.work_items.reopen("nobody", clerk)


def test_closing_what_is_not_open_does_nothing(app: Application) -> None:
    events = count(app, "audit_event")
    with app.db.write(SYSTEM) as unit:
        close_item(unit, "unmatched_pin", "9", "已关联", app.clock.now())
    assert count(app, "audit_event") == events


def test_a_strangers_number_is_not_shown_in_full(app: Application, clerk: Actor) -> None:
    number = id_number("19450501", 201)
    for code in (number, "13812341234", "ZJ0001", "6222021234567890123"):
        app.attendance.scan(code, clerk)
    shown = {item.subject for item in app.work_items.open_items(clerk)}
    assert shown == {
        f"330105********{number[-4:]}", "138****1234", "ZJ0001", "6222021234567890123",
    }  # fmt: skip


def test_a_pin_is_shown_as_it_is(app: Application, clerk: Actor) -> None:
    ask(app, "unmatched_pin", "13812341234")
    assert app.work_items.open_items(clerk)[0].subject == "13812341234"


def test_every_kind_has_words() -> None:
    assert all(title for title in KINDS.values())


@pytest.mark.parametrize(
    "typed", ["3301 0519 4505 0120 {end}", "138 1234 5678", "138-1234-5678", " ｋ001", "k0 01"]
)
def test_one_code_is_one_question_however_it_is_typed(
    app: Application, clerk: Actor, tmp_path: Path, typed: str
) -> None:
    number = id_number("19450501", 201)
    app.attendance.scan(typed.format(end=number[-2:]), clerk)
    (item,) = app.work_items.open_items(clerk)
    assert item.subject in (f"330105********{number[-4:]}", "138****5678", "K001")
    for code in (number, "13812345678", "K001"):
        app.meals.scan(code, MealSlot.LUNCH, clerk)
    assert app.work_items.count(clerk) == 3
    people = tmp_path / "名单.csv"
    row = f"赵德发,{number},138 1234 5678,k001"
    people.write_text(f"姓名,身份证号,联系电话,老年卡号\n{row}\n", "utf-8")
    assert app.imports.run(people, clerk).added == 1
    assert app.work_items.count(clerk) == 0


def test_registering_settles_what_was_typed_with_blanks(app: Application, clerk: Actor) -> None:
    ask(app, "unknown_code", "0571-8800 1234")
    ask(app, "unknown_code", "777")
    register(app, clerk, phone="0571-88001234")
    assert [item.subject for item in app.work_items.open_items(clerk)] == ["777"]
