"""Taking somebody in, on the list or only in the file, and taking it back."""

from __future__ import annotations

import datetime as dt

import pytest

from app.core.clock import FixedClock
from app.core.codes import MealSlot
from app.core.errors import NotAllowed, UserError, ValidationProblem
from app.services.attendance import CheckIn
from app.services.cards import EndCard
from app.services.meals import ServeMeal
from app.services.members import ChangeMember, MemberQuery, RegisterMember
from app.services.members.registering import Registration
from app.services.memberships import ResumeMember
from app.services.rights import AT_THE_DOOR, SYSTEM, Actor
from app.wiring import Application
from tests.db.tools import count, rows
from tests.helpers.people import id_number, register

WHO = {"name": "王秀英", "id_number": id_number("19381222", 124), "phone": "13812341234",
       "categories": "低保、独居", "emergency_contact": "陈小红", "emergency_phone": "13900001111",
       "community": "小河社区"}  # fmt: skip
TODAY = dt.date(2026, 11, 23)


def take_in(app: Application, actor: Actor, *, waiting: bool = False, pin: str = "710001",
            **values: object) -> Registration:  # fmt: skip
    return app.members.take_in(RegisterMember({**WHO, **values}, "K1", pin, waiting), actor)


def names(app: Application, actor: Actor, state: str = "") -> list[str]:
    ids = app.members.list_ids(MemberQuery(state=state), actor)
    return [row.name for row in app.members.rows(ids, actor)]


# -- 登记 or 在册 ----------------------------------------------------------------------------


def test_whoever_is_taken_in_is_on_the_list_from_today(app: Application, clerk: Actor) -> None:
    made = take_in(app, clerk)
    assert (made.name, made.member_no) == ("王秀英", "000001")
    assert app.members.file(made.uid, clerk).state == "active"
    assert app.members.count(clerk) == 1


def test_whoever_waits_is_in_the_file_and_not_on_the_list(app: Application, clerk: Actor) -> None:
    made = take_in(app, clerk, waiting=True, joined_on="2026-11-20")
    life = app.memberships.of(made.uid, clerk)
    assert (life.state, life.joined_on) == ("registered", dt.date(2026, 11, 20))
    assert [(p.from_on, p.to_on) for p in life.periods] == [(dt.date(2026, 11, 20), None)]
    assert app.members.count(clerk) == 0
    assert app.attendance.check_in(CheckIn(made.uid), clerk).outcome == "away"
    assert names(app, clerk, "registered") == ["王秀英"]
    assert rows(app, "SELECT state FROM member") == [("registered",)], "the mirror says it at once"


def test_whoever_waits_can_be_taken_in(app: Application, clerk: Actor, clock: FixedClock) -> None:
    made = take_in(app, clerk, waiting=True)
    clock.advance(3 * 24 * 3600)
    app.memberships.resume(ResumeMember(made.uid, TODAY + dt.timedelta(days=3)), clerk)
    assert app.members.file(made.uid, clerk).state == "active"
    assert app.attendance.check_in(CheckIn(made.uid), clerk).outcome == "checked_in"


# -- taking it back --------------------------------------------------------------------------


@pytest.mark.parametrize("waiting", [False, True])
def test_a_registration_can_be_taken_back_as_if_it_had_not_been(
    app: Application, clerk: Actor, *, waiting: bool
) -> None:
    app.attendance.scan("K1", clerk)  # a code that nobody knew: a question on the work list
    asked = app.work_items.count(clerk)
    made = take_in(app, clerk, waiting=waiting)
    assert app.work_items.count(clerk) == asked - 1
    app.members.unregister(made, "登记错了", clerk)
    assert names(app, clerk) == []
    assert app.members.find("王秀英", 5, clerk) == []
    with pytest.raises(UserError, match="可能已被删除"):
        app.members.file(made.uid, clerk)
    for table in ("member", "member_card", "terminal_pin", "member_class", "contact",
                  "membership_period"):  # fmt: skip
        living = f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL"
        assert rows(app, living) == [(0,)], table
    assert rows(app, "SELECT deleted_reason FROM member") == [("撤销登记：登记错了",)]
    assert count(app, "member_key") == 0
    assert app.work_items.count(clerk) == asked, "the question is open again"
    assert not app.audit.verify(SYSTEM).problems


def test_the_same_person_can_be_registered_again_under_a_new_number(
    app: Application, clerk: Actor
) -> None:
    app.members.unregister(take_in(app, clerk), "登记错了", clerk)
    again = take_in(app, clerk)
    assert again.member_no == "000002", "a member number is never used twice"
    assert names(app, clerk) == ["王秀英"]


def test_a_later_registration_is_not_touched(app: Application, clerk: Actor) -> None:
    made = take_in(app, clerk)
    register(app, clerk, "李四", card="K2")
    app.members.unregister(made, "登记错了", clerk)
    assert names(app, clerk) == ["李四"]
    assert (
        app.members.take_in(
            RegisterMember({"name": "张三", "id_number": id_number("19400101", 2)}), clerk
        ).member_no
        == "000003"
    )


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ("check_in", "签到 1 条"),
        ("meal", "就餐 1 条"),
        ("change", "后来修改过的档案 1 份"),
        ("card", "后来办的卡"),
    ],
)
def test_what_hangs_on_somebody_keeps_them_and_is_named(
    app: Application, clerk: Actor, clock: FixedClock, since: str, words: str
) -> None:
    made = take_in(app, clerk)
    clock.advance(300)
    if since == "check_in":
        app.attendance.check_in(CheckIn(made.uid), clerk)
    elif since == "meal":
        app.meals.serve(ServeMeal(made.uid, MealSlot.LUNCH), clerk)
    elif since == "change":
        app.members.change(ChangeMember(made.uid, 1, {"address": "小河路1号"}), clerk)
    else:
        (card,) = app.cards.of(made.uid, clerk)
        app.cards.lose(EndCard(card.uid, on=TODAY), clerk)
    with pytest.raises(UserError, match=words) as caught:
        app.members.unregister(made, "登记错了", clerk)
    assert caught.value.code == "depends"
    assert "退出" in caught.value.message, "what to do instead"
    assert names(app, clerk) == ["王秀英"]


def test_a_waiting_person_who_was_taken_in_stays(app: Application, clerk: Actor) -> None:
    made = take_in(app, clerk, waiting=True)
    app.memberships.resume(ResumeMember(made.uid, TODAY), clerk)
    with pytest.raises(UserError) as caught:
        app.members.unregister(made, "登记错了", clerk)
    assert caught.value.code in ("depends", "changed_meanwhile")


def test_it_is_taken_back_once(app: Application, clerk: Actor) -> None:
    made = take_in(app, clerk)
    app.members.unregister(made, "登记错了", clerk)
    with pytest.raises(UserError) as caught:
        app.members.unregister(made, "登记错了", clerk)
    assert caught.value.code == "undone"


def test_taking_back_needs_a_reason_and_the_right(app: Application, clerk: Actor) -> None:
    made = take_in(app, clerk)
    with pytest.raises(ValidationProblem):
        app.members.unregister(made, " ", clerk)
    with pytest.raises(NotAllowed):
        app.members.unregister(made, "登记错了", AT_THE_DOOR)


# -- words for the next registration ---------------------------------------------------------


def test_places_of_registration_in_use_are_known_the_most_frequent_first(
    app: Application, clerk: Actor
) -> None:
    for name, area in (("一", "330783"), ("二", "江西省婺源县"), ("三", "330783"), ("四", "")):
        register(app, clerk, name, registered_area=area)
    made = take_in(app, clerk, registered_area="330103")
    assert app.members.registered_areas(clerk) == ["330783", "330103", "江西省婺源县"]
    app.members.unregister(made, "登记错了", clerk)
    assert app.members.registered_areas(clerk) == ["330783", "江西省婺源县"]


def test_a_note_that_was_put_back_does_not_bind_the_registration(
    app: Application, clerk: Actor, clock: FixedClock
) -> None:
    command = RegisterMember({"name": "甲", "id_number": id_number()}, card="C1", terminal_pin="9")
    made = app.members.take_in(command, clerk)
    clock.advance(3600)
    for note, binds in (("先记一笔", True), ("", False)):
        version = app.members.file(made.uid, clerk).version
        app.members.change(ChangeMember(made.uid, version, {"note": note}), clerk)
        if binds:
            with pytest.raises(UserError, match="后来修改过的档案 1 份"):
                app.members.unregister(made, "登记错了", clerk)
    app.members.unregister(made, "登记错了", clerk)
    assert app.members.count(clerk) == 0
