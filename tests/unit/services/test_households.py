"""Who lives as one family."""

from __future__ import annotations

import datetime as dt

import pytest

from app.core.errors import UserError, ValidationProblem
from app.services.contacts import SaveContact
from app.services.households import ChangeHousehold, HouseholdFile
from app.services.rights import Actor
from app.wiring import Application
from tests.helpers.people import leave, register

ADDRESS = "小河路 1 号 2 单元"


@pytest.fixture
def couple(app: Application, clerk: Actor) -> tuple[str, str]:
    """Two members at one address."""
    return (
        register(app, clerk, "陈志明", address=ADDRESS, community="小河社区"),
        register(app, clerk, "王秀英", address=ADDRESS, community="小河社区"),
    )


def home(app: Application, actor: Actor, uid: str) -> HouseholdFile:
    found = app.households.of(uid, actor)
    assert found is not None
    return found


def people(app: Application, actor: Actor, uid: str) -> list[tuple[str, str]]:
    return [(one.name, one.relation_text) for one in home(app, actor, uid).people]


def test_the_wife_joins_the_household_of_her_husband(
    app: Application, clerk: Actor, couple: tuple[str, str]
) -> None:
    husband, wife = couple
    assert app.households.of(husband, clerk) is None
    app.households.join(wife, husband, "12", clerk)
    house = home(app, clerk, wife)
    assert (house.number, house.address, house.community) == ("H000001", ADDRESS, "小河社区")
    assert people(app, clerk, husband) == [("陈志明", "户主"), ("王秀英", "妻")]


def test_numbers_go_on(app: Application, clerk: Actor, couple: tuple[str, str]) -> None:
    for uid in couple:
        app.households.create(uid, clerk)
    assert [home(app, clerk, uid).number for uid in couple] == ["H000001", "H000002"]
    with pytest.raises(UserError, match="王秀英已经在一个家庭里"):
        app.households.join(couple[1], couple[0], "12", clerk)


def test_whoever_leaves_can_come_back_unless_they_live_elsewhere(
    app: Application, clerk: Actor, couple: tuple[str, str]
) -> None:
    husband, wife = couple
    place = app.households.join(wife, husband, "12", clerk)
    app.households.leave(place, clerk)
    assert app.households.of(wife, clerk) is None
    app.households.come_back(place, clerk)
    assert len(people(app, clerk, wife)) == 2
    app.households.leave(place, clerk)
    app.households.create(wife, clerk)
    with pytest.raises(UserError, match="已经在一个家庭里"):
        app.households.come_back(place, clerk)


def test_there_is_one_head(app: Application, clerk: Actor, couple: tuple[str, str]) -> None:
    husband, wife = couple
    app.households.create(husband, clerk)
    with pytest.raises(ValidationProblem, match="已经有户主"):
        app.households.join(wife, husband, "02", clerk)
    place = app.households.join(wife, husband, "12", clerk)
    with pytest.raises(UserError, match="已经有户主"):
        app.households.change_relation(place, "02", clerk)
    head = home(app, clerk, wife).people[0].place_uid
    app.households.change_relation(head, "11", clerk)
    app.households.change_relation(place, "02", clerk)
    assert people(app, clerk, wife) == [("王秀英", "户主"), ("陈志明", "夫")]
    with pytest.raises(ValidationProblem):
        app.households.change_relation(place, "01", clerk)


def test_when_the_head_leaves_another_is_the_head_until_they_come_back(
    app: Application, clerk: Actor, couple: tuple[str, str]
) -> None:
    husband, wife = couple
    son = register(app, clerk, "陈小明")
    app.households.join(son, husband, "20", clerk)
    app.households.join(wife, husband, "12", clerk)
    head = home(app, clerk, wife).people[0].place_uid
    assert app.households.leave(head, clerk) == "王秀英"
    assert people(app, clerk, wife) == [("王秀英", "户主"), ("陈小明", "子")]
    app.households.come_back(head, clerk)
    assert people(app, clerk, wife) == [("陈志明", "户主"), ("王秀英", "妻"), ("陈小明", "子")]
    son_place = next(p.place_uid for p in home(app, clerk, son).people if p.uid == son)
    assert app.households.leave(son_place, clerk) == ""


def test_a_head_does_not_come_back_beside_one_whom_somebody_appointed(
    app: Application, clerk: Actor, couple: tuple[str, str]
) -> None:
    husband, wife = couple
    son = register(app, clerk, "陈小明")
    for uid, relation in ((wife, "12"), (son, "20")):
        app.households.join(uid, husband, relation, clerk)
    head, *others = (one.place_uid for one in home(app, clerk, wife).people)
    app.households.leave(head, clerk)
    app.households.change_relation(others[0], "11", clerk)
    app.households.change_relation(others[1], "02", clerk)
    with pytest.raises(UserError, match="现在的户主是陈小明") as caught:
        app.households.come_back(head, clerk)
    assert caught.value.code == "has_head"
    assert [one[0] for one in people(app, clerk, son)] == ["陈小明", "王秀英"]


def test_the_next_head_is_somebody_still_with_the_centre(
    app: Application, clerk: Actor, couple: tuple[str, str]
) -> None:
    husband = couple[0]
    wife = register(app, clerk, "周兰", joined_on="2020-01-01")
    son = register(app, clerk, "陈小明")
    for uid, relation in ((wife, "12"), (son, "20")):
        app.households.join(uid, husband, relation, clerk)
    leave(app, clerk, wife, dt.date(2026, 11, 1))
    head = home(app, clerk, wife).people[0].place_uid
    assert app.households.leave(head, clerk) == "陈小明"


def test_whoever_lives_there_without_being_a_member_is_shown_once(
    app: Application, clerk: Actor, couple: tuple[str, str]
) -> None:
    husband, wife = couple
    app.households.join(wife, husband, "12", clerk)
    for uid, relation in ((husband, "20"), (wife, "20")):
        app.contacts.save(
            SaveContact(uid, {"name": "陈小明", "relation": relation, "lives_together": True}),
            clerk,
        )
    app.contacts.save(
        SaveContact(husband, {"name": "王秀英", "lives_together": True, "linked_uid": wife}), clerk
    )
    app.contacts.save(SaveContact(wife, {"name": "李阿姨", "lives_together": True}), clerk)
    assert people(app, clerk, husband)[2:] == [("陈小明", "陈志明的子"), ("李阿姨", "与王秀英同住")]


def test_people_at_the_same_address_are_proposed(
    app: Application, clerk: Actor, couple: tuple[str, str]
) -> None:
    husband, wife = couple
    register(app, clerk, "方远", address="小河路 9 号")
    (one,) = app.households.neighbours(husband, clerk)
    assert (one.name, one.birth_year, one.household) == ("王秀英", "1938", "")
    app.households.join(wife, husband, "12", clerk)
    assert app.households.neighbours(husband, clerk) == ()


def test_address_and_note_of_the_house(
    app: Application, clerk: Actor, couple: tuple[str, str]
) -> None:
    app.households.create(couple[0], clerk)
    house = home(app, clerk, couple[0])
    app.households.change(
        ChangeHousehold(house.uid, house.version, "小河路 3 号", "湖墅社区", "每周二上门"), clerk
    )
    now = home(app, clerk, couple[0])
    assert (now.address, now.community, now.note) == ("小河路 3 号", "湖墅社区", "每周二上门")
    with pytest.raises(UserError, match="刚被别人修改过"):
        app.households.change(ChangeHousehold(house.uid, house.version, "", ""), clerk)
    with pytest.raises(ValidationProblem):
        app.households.change(ChangeHousehold(house.uid, now.version, "路" * 201, ""), clerk)


def test_what_is_gone_is_said_and_no_mistake_of_the_program(app: Application, clerk: Actor) -> None:
    with pytest.raises(UserError, match="找不到这一家"):
        app.households.come_back("不在", clerk)
    with pytest.raises(UserError, match="找不到这一家"):
        app.households.change(ChangeHousehold("不在", 1, "", ""), clerk)
