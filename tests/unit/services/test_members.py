"""Members: taking in, changing, masking."""

from __future__ import annotations

import datetime as dt

import pytest

from app.core.clock import FixedClock
from app.core.errors import NotAllowed, UserError, ValidationProblem
from app.services.attendance import CheckIn
from app.services.members import ChangeMember, MemberQuery, RegisterMember
from app.services.rights import Actor
from app.wiring import Application
from tests.db.tools import count, rows
from tests.helpers.people import id_number, register

WOMAN = id_number("19381222", 124)
LOST = {"no_document_reason": "遗失"}
MAN = id_number("19450501", 201)


def faults(app: Application, actor: Actor, **values: object) -> dict[str, str]:
    """The faults that a registration with ``values`` is refused for."""
    given = {"name": "王秀英", "id_number": WOMAN, **values}
    with pytest.raises(ValidationProblem) as caught:
        app.members.register(RegisterMember(given), actor)
    return caught.value.fields


def change(app: Application, actor: Actor, uid: str, **values: object) -> None:
    version = app.members.file(uid, actor).version
    app.members.change(ChangeMember(uid, version, values), actor)


# -- taking in -----------------------------------------------------------------------------


def test_the_number_decides_birth_date_and_sex(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk, id_number=WOMAN.lower(), sex="1", birth_date="1950-01-01")
    file = app.members.file(uid, clerk)
    assert file.values["birth_date"] == "1938-12-22"
    assert file.values["sex"] == "2"
    assert file.age == 87
    assert file.values["joined_on"] == "2026-11-23"


def test_a_15_digit_number_is_stored_with_18(app: Application, clerk: Actor) -> None:
    old = WOMAN[:6] + WOMAN[8:17]
    uid = register(app, clerk, id_number=old)
    assert rows(app, "SELECT id_number FROM member WHERE uid = ?", uid) == [(WOMAN,)]


def test_member_numbers_grow_and_are_never_used_twice(app: Application, clerk: Actor) -> None:
    register(app, clerk, "一")
    with pytest.raises(ValidationProblem):
        app.members.register(RegisterMember({"name": ""}), clerk)
    second = register(app, clerk, "二")
    assert app.members.file(second, clerk).member_no == "000002"


def test_all_faults_are_said_at_once(app: Application, clerk: Actor) -> None:
    register(app, clerk, card="C1", id_number=MAN)
    found = faults(app, clerk, name=" ", id_number="330105193812223220", phone="123", sex="7")
    assert set(found) == {"name", "id_number", "phone", "sex"}
    assert all(sentence.endswith("。") for sentence in found.values())
    assert count(app, "member") == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"id_number": ""}, "id_number"),
        ({"id_number": WOMAN[:-1]}, "id_number"),
        ({"id_number": "330105194302303225"}, "id_number"),
        ({"id_type": "none", "id_number": "", **LOST}, "birth_date"),
        ({"id_type": "none", "birth_date": "1938-13-01", **LOST}, "birth_date"),
        ({"id_type": "none", "birth_date": "2030-01-01", **LOST}, "birth_date"),
        ({"phone": "1381234123"}, "phone"),
        ({"phone": "6222021234567890123"}, "phone"),
        ({"emergency_phone": "call me"}, "emergency_phone"),
        ({"address": "长" * 201}, "address"),
        ({"joined_on": "昨天"}, "joined_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    app: Application, clerk: Actor, values: dict[str, object], field: str
) -> None:
    assert set(faults(app, clerk, **values)) == {field}


def test_a_number_a_card_and_a_pin_belong_to_one_person(app: Application, clerk: Actor) -> None:
    register(app, clerk, "王秀英", id_number=WOMAN, card="A1", pin="77")
    with pytest.raises(ValidationProblem) as caught:
        app.members.register(
            RegisterMember({"name": "李四", "id_number": WOMAN}, "a1 ", "77"), clerk
        )
    assert set(caught.value.fields) == {"id_number", "card", "terminal_pin"}
    assert "王秀英" in caught.value.message


def test_someone_without_a_document_needs_a_birth_date(app: Application, clerk: Actor) -> None:
    first = register(app, clerk, id_number=None, id_type="none", birth_date="1938-12-22",
                     no_document_reason="遗失")  # fmt: skip
    second = register(app, clerk, id_number=None, id_type="none", birth_date="1938-12-22",
                     no_document_reason="遗失")  # fmt: skip
    assert first != second
    assert app.members.file(first, clerk).values["id_type"] == "none"


def test_a_passport_is_stored_in_capitals_and_found(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk, id_type="passport", id_number="e12345678", birth_date="1938-12-22")
    assert [hit.uid for hit in app.members.find("E12345678", 5, clerk)] == [uid]
    assert app.members.file(uid, clerk).values["id_number"] == "*******78"


def test_a_field_that_does_not_exist_is_a_bug(app: Application, clerk: Actor) -> None:
    with pytest.raises(ValueError, match="state"):
        register(app, clerk, state="left")


# -- changing ------------------------------------------------------------------------------


def test_a_change_is_kept_and_found_by(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk, "王秀英", phone="13812341234")
    change(app, clerk, uid, name="王秀芳", former_name="王秀英", phone="13900005678")
    assert app.members.file(uid, clerk).values["name"] == "王秀芳"
    assert [h.uid for h in app.members.find("wxf", 5, clerk)] == [uid]
    assert [h.uid for h in app.members.find("王秀英", 5, clerk)] == [uid]
    assert [h.uid for h in app.members.find("5678", 5, clerk)] == [uid]
    assert app.members.find("1234", 5, clerk) == []


def test_two_people_changing_one_file_do_not_overwrite(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk)
    seen = app.members.file(uid, clerk).version
    change(app, clerk, uid, community="小河社区")
    with pytest.raises(UserError) as caught:
        app.members.change(ChangeMember(uid, seen, {"community": "拱宸社区"}), clerk)
    assert caught.value.code == "changed_meanwhile"
    assert "F5" in caught.value.message
    assert app.members.file(uid, clerk).values["community"] == "小河社区"


def test_what_the_document_says_cannot_be_overruled(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk, id_number=WOMAN)
    change(app, clerk, uid, birth_date="1950-01-01", sex="1")
    values = app.members.file(uid, clerk).values
    assert (values["birth_date"], values["sex"]) == ("1938-12-22", "2")


def test_a_new_number_brings_a_new_birth_date(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk, id_number=WOMAN)
    change(app, clerk, uid, id_number=MAN)
    values = app.members.file(uid, clerk).values
    assert (values["birth_date"], values["sex"]) == ("1945-05-01", "1")


def test_a_passport_holder_may_change_only_the_number(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk, id_type="passport", id_number="E1234567", birth_date="1938-12-22")
    change(app, clerk, uid, id_number="e7654321")
    assert rows(app, "SELECT id_number, id_type FROM member") == [("E7654321", "passport")]


def test_a_masked_number_sent_back_is_refused(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk, id_number=WOMAN)
    masked = app.members.file(uid, clerk).values["id_number"]
    with pytest.raises(ValidationProblem):
        change(app, clerk, uid, id_number=masked)
    assert rows(app, "SELECT id_number FROM member") == [(WOMAN,)]


def test_a_new_card_returns_the_old_one(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk, card="A1")
    app.members.change(ChangeMember(uid, 1, {}, card="A2"), clerk)
    assert app.members.file(uid, clerk).card == "A2"
    assert app.attendance.scan("A1", clerk).outcome == "ended_card"
    assert app.attendance.scan("a2", clerk).outcome == "checked_in"
    other = register(app, clerk, "李四", card="A1")
    assert app.members.file(other, clerk).card == "A1", "what was given back may be given out"
    assert app.attendance.scan("A1", clerk).name == "李四"
    app.members.change(ChangeMember(uid, 1, {}, card=""), clerk)
    assert app.members.file(uid, clerk).card == ""


def test_nobody_is_found_under_a_wrong_uid(app: Application, clerk: Actor) -> None:
    for attempt in (
        lambda: app.members.file("none", clerk),
        lambda: app.members.change(ChangeMember("none", 1, {}), clerk),
    ):
        with pytest.raises(UserError) as caught:
            attempt()
        assert caught.value.code == "not_found"


# -- the list ------------------------------------------------------------------------------


@pytest.fixture
def people(app: Application, clerk: Actor) -> dict[str, str]:
    """A few people with their uids by name."""
    every = {
        "王秀英": {"community": "小河社区", "categories": "独居、失能", "ability_level": 2},
        "李建国": {"community": "拱宸社区", "categories": "高龄", "self_care": "自理"},
        "张桂兰": {"community": "小河社区", "categories": "失独"},
        "赵德发": {"ability_level": 0},
    }
    return {name: register(app, clerk, name, **values) for name, values in every.items()}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (MemberQuery(), ["王秀英", "李建国", "张桂兰", "赵德发"]),
        (MemberQuery(descending=True), ["赵德发", "张桂兰", "李建国", "王秀英"]),
        (MemberQuery(community="小河社区"), ["王秀英", "张桂兰"]),
        (MemberQuery(category="失能"), ["王秀英"]),
        (MemberQuery(category="失"), []),
        (MemberQuery(category="%"), []),
        (MemberQuery(ability="2"), ["王秀英"]),
        (MemberQuery(ability="自理"), ["李建国"]),
        (MemberQuery(ability="未评估"), ["张桂兰"]),
        (MemberQuery(state="left"), []),
        (MemberQuery(text="wxy"), ["王秀英"]),
        (MemberQuery(text="wxy", community="拱宸社区"), []),
        (MemberQuery(text="nobody"), []),
    ],
)
def test_the_list_shows_what_was_asked_for(
    app: Application, clerk: Actor, people: dict[str, str], query: MemberQuery, found: list[str]
) -> None:
    ids = app.members.list_ids(query, clerk)
    assert [row.name for row in app.members.rows(ids, clerk)] == found


def test_rows_come_in_the_order_asked_and_unknown_ids_are_left_out(
    app: Application, clerk: Actor, people: dict[str, str]
) -> None:
    ids = app.members.list_ids(MemberQuery(), clerk)
    back = app.members.rows((*reversed(ids), 9999), clerk)
    assert [row.id for row in back] == list(reversed(ids))


def test_communities_in_use(app: Application, clerk: Actor, people: dict[str, str]) -> None:
    assert app.members.communities(clerk) == ["小河社区", "拱宸社区"]
    assert app.members.count(clerk) == 4


def test_a_community_of_closed_files_alone_is_in_use_no_more(
    app: Application, clerk: Actor, people: dict[str, str]
) -> None:
    kept, gone = (
        register(app, clerk, "王秀英", id_number=id_number("19400101", n), community=place)
        for n, place in ((102, "小河社区"), (104, "塘河社区"))
    )
    assert app.members.communities(clerk) == ["塘河社区", "小河社区", "拱宸社区"]
    app.merging.merge(kept, gone, {}, "本人核对", clerk)
    assert app.members.communities(clerk) == ["小河社区", "拱宸社区"]


# -- masking -------------------------------------------------------------------------------


def test_nothing_a_page_gets_holds_a_full_number(app: Application, clerk: Actor) -> None:
    phones = {"phone": "13812341234", "phone2": "0571-88001234", "emergency_phone": "13900005678"}
    uid = register(app, clerk, id_number=WOMAN, **phones)
    seen = [
        app.members.file(uid, clerk),
        app.members.rows(app.members.list_ids(MemberQuery(), clerk), clerk),
        app.members.find("王秀英", 5, clerk),
        app.members.who("王秀英", clerk),
        app.attendance.scan(WOMAN, clerk),
        app.attendance.day(dt.date(2026, 11, 23), clerk),
    ]
    for answer in map(repr, seen):
        for secret in (WOMAN, *phones.values()):
            assert secret not in answer
    assert app.members.rows([1], clerk)[0].id_masked == "330105********" + WOMAN[-4:]
    assert app.members.rows([1], clerk)[0].phone_masked == "138****1234"


def test_full_numbers_need_the_right_a_reason_and_are_remembered(
    app: Application, clerk: Actor, manager: Actor, administrator: Actor
) -> None:
    uid = register(app, clerk, id_number=WOMAN, phone="13812341234")
    with pytest.raises(NotAllowed):
        app.members.full_numbers(uid, "家属来电", clerk)
    with pytest.raises(ValidationProblem, match="为什么"):
        app.members.full_numbers(uid, "  ", manager)
    assert app.members.full_numbers(uid, "家属来电", manager) == {
        "id_number": WOMAN, "phone": "13812341234", "phone2": "", "emergency_phone": "",
    }  # fmt: skip
    looked = app.audit.show(administrator)[0]
    assert (looked.action, looked.actor_name, looked.entity_uid, looked.reason) == (
        "look", "李主任", uid, "家属来电",
    )  # fmt: skip


def test_the_time_line_tells_what_happened_newest_first(
    app: Application, clerk: Actor, manager: Actor, clock: FixedClock
) -> None:
    uid = register(app, clerk)
    clock.advance(60)
    app.attendance.check_in(CheckIn(uid), clerk)
    clock.advance(60)
    change(app, clerk, uid, community="小河社区")
    clock.advance(60)
    app.members.full_numbers(uid, "家属来电", manager)
    texts = [event.line for event in app.members.file(uid, clerk).history]
    assert texts[:4] == [
        "查看完整号码（原因：家属来电）（李主任）",
        "修改：社区 （空） → 小河社区（小王）",
        "签到（人工）（小王）",
        "建档（小王）",
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id_type", "library_card"),
        ("ability_level", 5),
        ("ability_level", -1),
        ("self_care", "很好"),
        ("joined_on", dt.date(2026, 11, 24)),
        ("name", "王" * 121),
        ("community", "小" * 121),
    ],
)
def test_what_the_district_would_send_back_is_refused_here(
    app: Application, clerk: Actor, field: str, value: object
) -> None:
    more = {"birth_date": "1940-01-01"} if field == "id_type" else {}
    assert set(faults(app, clerk, **more, **{field: value})) == {field}
