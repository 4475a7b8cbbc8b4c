"""Data quality: each question finds exactly whom it should, and says where it is mended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.core.clock import FixedClock, today
from app.core.codes import MealSlot
from app.models import (
    Assessment,
    Consent,
    Household,
    HouseholdMember,
    Member,
    MemberCard,
    MembershipPeriod,
)
from app.services.attendance import CheckIn
from app.services.cards import EndCard, IssueCard
from app.services.data_quality import CHECKS
from app.services.data_quality.checks import GROUPS
from app.services.meals import ServeMeal
from app.services.rights import Actor
from app.wiring import Application
from tests.helpers.people import id_number, leave, register

GOOD = {
    "phone": "13812341234", "community": "小河社区", "emergency_contact": "李明",
    "emergency_phone": "13900001111", "joined_on": dt.date(2026, 1, 5),
}  # fmt: skip


def people(app: Application, actor: Actor, key: str) -> list[str]:
    ids = app.quality.ids(key, actor)
    assert app.quality.counts(actor)[key] == len(ids)
    return [row.name for row in app.quality.rows(key, ids, actor)]


def detail(app: Application, actor: Actor, key: str) -> str:
    return app.quality.rows(key, app.quality.ids(key, actor), actor)[0].detail


def place(app: Application, actor: Actor, key: str) -> tuple[str, str, str]:
    """Tab, field and entry that the first line of ``key`` opens."""
    row = app.quality.rows(key, app.quality.ids(key, actor), actor)[0]
    return row.tab, row.field, row.entry


def set_raw(app: Application, actor: Actor, uid: str, **values: Any) -> None:
    """As an older list left it, past what a form would refuse today."""
    with app.db.write(actor) as unit:
        member = unit.session.scalars(select(Member).where(Member.uid == uid)).one()
        for key, value in values.items():
            setattr(member, key, value)


@pytest.fixture
def sound(app: Application, clerk: Actor) -> str:
    """李建国, about whom nothing is to be asked."""
    uid = register(app, clerk, "李建国", id_number=id_number("19450304", 123), **GOOD)
    app.attendance.check_in(CheckIn(uid), clerk)
    return uid


def test_nothing_is_asked_about_a_sound_file(app: Application, clerk: Actor, sound: str) -> None:
    assert set(app.quality.counts(clerk).values()) == {0}
    assert {check.group for check in CHECKS} == set(GROUPS)


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("no_id", {"id_number": None}),
        ("no_birth", {"birth_date": None}),
        ("no_phone", {"phone": None}),
        ("no_emergency", {"emergency_phone": None}),
        ("no_emergency", {"emergency_contact": None}),
        ("no_community", {"community": None}),
        ("too_old", {"birth_date": "1905-11-23"}),
        ("too_old", {"birth_date": "1904"}),
        ("joined_before_birth", {"birth_date": "2026-02-01"}),
        ("odd_phone", {"phone": "1381234123"}),
        ("odd_phone", {"phone": "13800138"}),
        ("odd_phone", {"phone": "1380013"}),
        ("odd_phone", {"phone": "12345678901"}),
        ("odd_phone", {"phone": "0571-13800138"}),
        ("odd_phone", {"phone2": "12"}),
        ("odd_phone", {"emergency_phone": "电话"}),
        ("odd_phone", {"phone": "0571-88225012-转"}),
        ("birthday", {"birth_date": "1946-11-30"}),
        ("birthday", {"birth_date": "1926-11-01"}),
    ],
)
def test_one_fault_is_found_once(
    app: Application, clerk: Actor, sound: str, key: str, values: dict[str, Any]
) -> None:
    uid = register(app, clerk, "王秀英", id_number=id_number("19501222", 122), **GOOD)
    app.attendance.check_in(CheckIn(uid), clerk)
    set_raw(app, clerk, uid, **values)
    counts = {key: count for key, count in app.quality.counts(clerk).items() if count}
    assert counts == {key: 1}
    assert people(app, clerk, key) == ["王秀英"]
    leave(app, clerk, uid, dt.date(2026, 11, 22))
    assert people(app, clerk, key) == []


@pytest.mark.parametrize(
    ("key", "values", "field", "said"),
    [
        ("no_id", {"id_number": None}, "id_number", "没有填证件号"),
        ("no_id", {"id_number": None, "id_type": "none"}, "no_document_reason",
         "无证件，没有写原因"),
        ("no_birth", {"birth_date": None}, "id_number", "没有填出生日期"),
        ("no_birth", {"birth_date": None, "id_type": "passport"}, "birth_date", "没有填出生日期"),
        ("no_phone", {"phone": None}, "phone", "电话和备用电话都没有填"),
        ("no_emergency", {"emergency_contact": None, "emergency_phone": None},
         "emergency_contact", "没有填紧急联系人"),
        ("no_emergency", {"emergency_contact": None}, "emergency_contact", "有电话，没有姓名"),
        ("no_emergency", {"emergency_phone": None}, "emergency_phone", "有姓名，没有电话"),
        ("no_community", {"community": None}, "community", "没有填社区"),
        ("too_old", {"birth_date": "1904"}, "id_number", "出生 1904"),
        ("too_old", {"birth_date": "1904", "id_type": "passport"}, "birth_date", "出生 1904"),
        ("joined_before_birth", {"birth_date": "2026-02-01"}, "joined_on",
         "出生 2026-02-01，入会 2026-01-05"),
        ("odd_phone", {"phone": "1381234123"}, "phone", "电话 ******4123"),
        ("odd_phone", {"phone2": "12"}, "phone2", "备用电话 *12"),
        ("odd_phone", {"emergency_phone": "电话"}, "emergency_phone", "紧急电话 *电话"),
    ],
)  # fmt: skip
def test_a_line_names_the_field_and_what_is_wrong(
    app: Application, clerk: Actor, sound: str, key: str, values: dict[str, Any], field: str,
    said: str,
) -> None:  # fmt: skip
    set_raw(app, clerk, sound, **values)
    assert place(app, clerk, key) == ("", field, "")
    assert detail(app, clerk, key) == said


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("too_old", {"birth_date": "1905-11-24"}),
        ("birthday", {"birth_date": "1946-12-01"}),
        ("birthday", {"birth_date": "1947-11-01"}),
        ("birthday", {"birth_date": "1946"}),
        ("odd_phone", {"phone": "0571-88001122"}),
        ("odd_phone", {"phone": "8800112"}),
        ("odd_phone", {"phone": "0571-88225012-801"}),
        ("odd_phone", {"phone": "400-123-4567"}),
        ("no_id", {"id_number": None, "id_type": "none", "no_document_reason": "遗失"}),
    ],
)
def test_what_is_in_order_is_not_asked_about(
    app: Application, clerk: Actor, sound: str, key: str, values: dict[str, Any]
) -> None:
    set_raw(app, clerk, sound, **values)
    assert people(app, clerk, key) == []


def test_dates_of_leaving_are_asked_about_although_they_left(
    app: Application, clerk: Actor, sound: str
) -> None:
    leave(app, clerk, sound, dt.date(2026, 11, 1))
    set_raw(app, clerk, sound, joined_on="2026-11-20")
    assert people(app, clerk, "left_before_joining") == ["李建国"]
    assert detail(app, clerk, "left_before_joining") == "入会 2026-11-20，最后一天 2026-11-01"
    left = next(p for p in app.memberships.of(sound, clerk).periods if p.state == "left")
    assert place(app, clerk, "left_before_joining") == ("membership", "", left.uid)


def test_three_people_with_one_phone(app: Application, clerk: Actor, sound: str) -> None:
    register(app, clerk, "王秀英", id_number=id_number("19501222", 122), **GOOD)
    assert people(app, clerk, "shared_phone") == []
    register(app, clerk, "陈阿毛", id_number=id_number("19501223", 122), **GOOD)
    assert len(people(app, clerk, "shared_phone")) == 3
    assert detail(app, clerk, "shared_phone") == "138****1234"


def test_a_lost_card_until_it_is_replaced(app: Application, clerk: Actor, sound: str) -> None:
    app.cards.issue(IssueCard(sound, "YS1"), clerk)
    app.cards.lose(EndCard(app.cards.of(sound, clerk)[0].uid), clerk)
    assert people(app, clerk, "card") == ["李建国"]
    assert detail(app, clerk, "card") == "YS1，2026-11-23"
    assert place(app, clerk, "card") == ("membership", "", app.cards.of(sound, clerk)[0].uid)
    app.cards.issue(IssueCard(sound, "YS2"), clerk)
    assert people(app, clerk, "card") == []


def consent(member_id: int, until: str | None) -> Consent:
    return Consent(member_id=member_id, kind="photo", text_number=1, signed_by="self",
                   signer_name="李建国", signed_on="2025-01-01", until=until)  # fmt: skip


def assessment(member_id: int, until: str, on: str) -> Assessment:
    return Assessment(
        member_id=member_id, number=f"PG-{on}", standard="GB/T 42195-2022", state="final",
        assessed_on=on, cause="regular", valid_until=until,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("key", "tab", "said", "old", "new"),
    [
        ("consent", "consents", "照片留存同意书，有效期至 2026-11-22",
         lambda i: consent(i, "2026-11-22"), lambda i: consent(i, None)),
        ("assessment", "assessment", "有效期至 2026-11-22",
         lambda i: assessment(i, "2026-11-22", "2025-11-22"),
         lambda i: assessment(i, "2027-11-22", "2026-11-20")),
    ],
)  # fmt: skip
def test_what_has_run_out_until_it_is_renewed(
    app: Application, clerk: Actor, sound: str, key: str, tab: str, said: str,
    old: Callable[[int], Any], new: Callable[[int], Any],
) -> None:  # fmt: skip
    member_id = app.members.file(sound, clerk).id
    lapsed = old(member_id)
    with app.db.write(clerk) as unit:
        unit.session.add(lapsed)
        unit.session.flush()
        uid = lapsed.uid
    assert people(app, clerk, key) == ["李建国"]
    assert place(app, clerk, key) == (tab, "", uid)
    assert detail(app, clerk, key) == said
    with app.db.write(clerk) as unit:
        unit.session.add(new(member_id))
    assert people(app, clerk, key) == []


def test_a_renewed_consent_is_not_the_one_that_ran_out(
    app: Application, clerk: Actor, sound: str
) -> None:
    member_id = app.members.file(sound, clerk).id
    with app.db.write(clerk) as unit:
        unit.session.add(consent(member_id, "2026-11-20"))
        unit.session.add(consent(member_id, None))
        face = consent(member_id, "2026-05-01")
        face.kind = "face"
        unit.session.add(face)
        unit.session.flush()
        uid = face.uid
    assert place(app, clerk, "consent") == ("consents", "", uid)
    assert detail(app, clerk, "consent") == "人脸识别单独同意书，有效期至 2026-05-01"


def test_who_was_not_seen_for_ninety_days(
    app: Application, clerk: Actor, manager: Actor, clock: FixedClock, sound: str
) -> None:
    register(app, clerk, "王秀英", id_number=id_number("19501222", 122), **GOOD)
    register(app, clerk, "新来的", id_number=id_number("19501224", 122),
             **{**GOOD, "joined_on": today(clock)})  # fmt: skip
    assert people(app, clerk, "unseen") == ["王秀英"]
    assert detail(app, clerk, "unseen") == "从没来过"
    assert place(app, clerk, "unseen") == ("timeline", "", "")
    clock.advance(89 * 86_400)
    assert people(app, clerk, "unseen") == ["王秀英"]
    clock.advance(86_400)
    assert set(people(app, clerk, "unseen")) == {"李建国", "王秀英", "新来的"}
    seen = app.quality.rows("unseen", app.quality.ids("unseen", clerk), clerk)
    assert "最近一次 2026-11-23" in {row.detail for row in seen}
    app.settings.change({"unseen_days": 500}, manager)
    assert people(app, clerk, "unseen") == []


def test_nobody_is_missed_before_the_file_is_as_old_as_the_wait(
    app: Application, clerk: Actor, clock: FixedClock, sound: str, tmp_path: Path
) -> None:
    """A list without the day of joining was imported: nobody of it stays away yet."""
    path = tmp_path / "名单.csv"
    path.write_text(f"姓名,身份证号\n赵兰英,{id_number('19400501', 121)}\n", encoding="utf-8")
    app.imports.run(path, clerk)
    assert people(app, clerk, "unseen") == []
    clock.advance(89 * 86_400)
    assert people(app, clerk, "unseen") == []
    clock.advance(86_400)
    assert "赵兰英" in people(app, clerk, "unseen")


def test_sorted_and_narrowed(app: Application, clerk: Actor) -> None:
    for n, (name, place) in enumerate([("王一", "乙社区"), ("陈一", "甲社区"), ("赵一", "甲社区")]):
        register(app, clerk, name, community=place, id_number=id_number("19501222", 2 * n))
    assert people(app, clerk, "no_phone") == ["陈一", "赵一", "王一"]
    ids = app.quality.ids("no_phone", clerk, "name", True)
    assert [r.name for r in app.quality.rows("no_phone", ids, clerk)] == ["赵一", "王一", "陈一"]
    assert len(app.quality.ids("no_phone", clerk, community="甲社区")) == 2


def test_a_terminal_with_a_wrong_clock_has_seen_nobody(
    app: Application, clerk: Actor, sound: str, tmp_path: Path
) -> None:
    register(app, clerk, "王秀英", id_number=id_number("19501222", 122), pin="7001", **GOOD)
    for name, at in (("2038", "2038-01-01 08:01:02"), ("2026", "2026-11-20 08:01:02")):
        assert people(app, clerk, "unseen") == ["王秀英"]
        file = tmp_path / f"{name}.dat"
        file.write_text(f"     7001\t{at}\t1\t0\t15\t0\r\n")
        app.import_terminal_file(file, "1", clerk)
    assert people(app, clerk, "unseen") == []


def test_the_sum_counts_everybody_once_per_group(
    app: Application, clerk: Actor, sound: str
) -> None:
    assert set(app.quality.summary(clerk).values()) == {0}
    set_raw(app, clerk, sound, community=None, phone=None, phone2="12", birth_date="1946-11-30")
    register(app, clerk, "王秀英", id_number=id_number("19501222", 122))
    assert app.quality.summary(clerk) == {
        "missing": 2, "impossible": 1, "stale": 0, "birthday": 1, "card_ending": 0,
        "unseen": 0,
    }  # fmt: skip


def test_a_card_before_and_after_its_last_day(
    app: Application, clerk: Actor, clock: FixedClock, sound: str
) -> None:
    day = dt.date(2026, 12, 24)
    app.cards.issue(IssueCard(sound, "YS1", "老年卡", valid_until=day), clerk)
    assert people(app, clerk, "card_ending") == []
    clock.advance(86_400)
    assert people(app, clerk, "card_ending") == ["李建国"]
    assert detail(app, clerk, "card_ending") == "YS1，2026-12-24"
    card = app.cards.of(sound, clerk)[0].uid
    assert place(app, clerk, "card_ending") == ("membership", "", card)
    clock.advance(30 * 86_400)
    assert (people(app, clerk, "card_ending"), people(app, clerk, "card_expired")) == (
        ["李建国"], [],
    )  # fmt: skip
    clock.advance(86_400)
    assert people(app, clerk, "card_ending") == []
    assert people(app, clerk, "card_expired") == ["李建国"]
    assert detail(app, clerk, "card_expired") == "YS1，2026-12-24"
    assert place(app, clerk, "card_expired") == ("membership", "", card)
    app.cards.issue(IssueCard(sound, "B1", "市民卡"), clerk)
    assert people(app, clerk, "card_expired") == ["李建国"], "another kind does not mend it"
    app.cards.replace(EndCard(card, number="YS2", valid_until=dt.date(2027, 12, 31)), clerk)
    assert people(app, clerk, "card_expired") == []


def spoil(app: Application, actor: Actor, *made: Any) -> None:
    """Rows as an older release or a merge of two files left them."""
    with app.db.write(actor) as unit:
        unit.session.add_all(made)


def test_what_was_recorded_outside_the_membership_opens_itself(
    app: Application, clerk: Actor
) -> None:
    uid = register(app, clerk, "李建国", id_number=id_number("19450304", 123), **GOOD)
    day = dt.date(2026, 11, 20)
    meal = app.meals.serve(ServeMeal(uid, MealSlot.LUNCH, day, note="补"), clerk).meal_uid
    seen = app.attendance.check_in(CheckIn(uid), clerk).attendance_uid
    assert people(app, clerk, "outside") == []
    leave(app, clerk, uid, dt.date(2026, 11, 10))
    assert people(app, clerk, "outside") == ["李建国"], "although they have left"
    line = app.quality.rows("outside", app.quality.ids("outside", clerk), clerk)[0]
    assert (line.page, line.day, line.slot, line.entry) == ("meals", "2026-11-20", "lunch", meal)
    assert line.detail == "2026-11-20 午餐，2026-11-11 起退出；还有别的"
    app.meals.undo(meal, "点错人", clerk)
    line = app.quality.rows("outside", app.quality.ids("outside", clerk), clerk)[0]
    assert (line.page, line.day, line.entry) == ("attendance", "2026-11-23", seen)
    assert line.detail == "2026-11-23 签到，2026-11-11 起退出"
    app.attendance.undo(seen, "点错人", clerk)
    assert people(app, clerk, "outside") == []


def test_a_check_in_in_a_pause_or_before_joining(app: Application, clerk: Actor) -> None:
    one = register(app, clerk, "李建国", id_number=id_number("19450304", 123), **GOOD)
    two = register(app, clerk, "王秀英", id_number=id_number("19450304", 124), **GOOD)
    for uid in (one, two):
        app.attendance.check_in(CheckIn(uid), clerk)
    set_raw(app, clerk, two, joined_on="2026-12-01")
    period = MembershipPeriod(
        member_id=app.members.file(one, clerk).id, state="paused", from_on="2026-11-23",
        to_on="2026-11-23", reason="hospital",
    )  # fmt: skip
    spoil(app, clerk, period)
    ids = app.quality.ids("outside", clerk, "name")
    assert [row.detail for row in app.quality.rows("outside", ids, clerk)] == [
        "2026-11-23 签到，2026-11-23 起暂停", "2026-11-23 签到，2026-12-01 入会",
    ]  # fmt: skip


def test_a_household_has_one_head(app: Application, clerk: Actor, sound: str) -> None:
    wife = register(app, clerk, "王秀英", id_number=id_number("19450304", 124), **GOOD)
    spoil(app, clerk, house := Household(number="H000007"))
    with app.db.read() as connection:
        number = connection.execute(select(Household.id)).scalar_one()
    assert house.number == "H000007"
    for uid, relation in ((sound, "02"), (wife, "02")):
        member_id = app.members.file(uid, clerk).id
        place_ = HouseholdMember(household_id=number, member_id=member_id, relation=relation)
        spoil(app, clerk, place_)
    assert sorted(people(app, clerk, "two_heads")) == ["李建国", "王秀英"]
    assert detail(app, clerk, "two_heads") == "家庭 H000007"
    assert people(app, clerk, "no_head") == []
    with app.db.write(clerk) as unit:
        for row in unit.session.scalars(select(HouseholdMember)):
            row.relation = "10"
    assert people(app, clerk, "two_heads") == []
    assert sorted(people(app, clerk, "no_head")) == ["李建国", "王秀英"]


def test_two_cards_of_one_kind(app: Application, clerk: Actor, sound: str) -> None:
    app.cards.issue(IssueCard(sound, "YS1", "市民卡"), clerk)
    member_id, first = app.members.file(sound, clerk).id, app.cards.of(sound, clerk)[0].uid
    other = MemberCard(member_id=member_id, number="YS2", kind="老年卡", state="issued")
    spoil(app, clerk, other)
    assert people(app, clerk, "card_twice") == []
    with app.db.write(clerk) as unit:
        for row in unit.session.scalars(select(MemberCard)):
            row.kind = "老年卡"
    assert people(app, clerk, "card_twice") == ["李建国"]
    assert place(app, clerk, "card_twice") == ("membership", "", first)
    assert detail(app, clerk, "card_twice") == "YS1、YS2"


def test_nobody_is_assessed_before_birth(app: Application, clerk: Actor, sound: str) -> None:
    member_id = app.members.file(sound, clerk).id
    early = assessment(member_id, "2027-01-01", "1944-01-01")
    spoil(app, clerk, early, assessment(member_id, "2027-01-01", "2026-01-01"))
    assert people(app, clerk, "assessed_unborn") == ["李建国"]
    assert detail(app, clerk, "assessed_unborn") == "出生 1945-03-04，评估 1944-01-01"
    set_raw(app, clerk, sound, birth_date="1944")
    assert people(app, clerk, "assessed_unborn") == [], "of the year alone more is not known"
