"""The people around a member, and the order in which they are called."""

from __future__ import annotations

from typing import Any

import pytest

from app.core.errors import NotAllowed, UserError, ValidationProblem
from app.services.contacts import SaveContact
from app.services.members import ChangeMember
from app.services.rights import Actor
from app.wiring import Application
from tests.helpers.people import register


@pytest.fixture
def uid(app: Application, clerk: Actor) -> str:
    return register(app, clerk)


def add(app: Application, actor: Actor, member: str, name: str, **values: Any) -> str:
    given = {"name": name, "phone": "13912345678", **values}
    return app.contacts.save(SaveContact(member, given), actor)


def calling(app: Application, actor: Actor, uid: str) -> list[str]:
    """Names of whom to call, in order."""
    rows = [row for row in app.contacts.of(uid, actor) if row.emergency_order is not None]
    assert [row.emergency_order for row in rows] == list(range(1, len(rows) + 1))
    return [row.name for row in rows]


def mirrored(app: Application, actor: Actor, uid: str) -> tuple[Any, Any]:
    values = app.members.file(uid, actor).values
    return values["emergency_contact"], values["emergency_phone"]


def test_a_contact_is_kept_with_everything_about_them(
    app: Application, clerk: Actor, uid: str
) -> None:
    other = register(app, clerk, "陈志明")
    add(app, clerk, uid, "陈志明", relation="20", phone2="0571-88001234", address="小河路 2 号",
        guardian=True, guardian_evidence="公证书 2025-17", may_collect=True, lives_together=True,
        linked_uid=other, note="夜里也可以打")  # fmt: skip
    (row,) = app.contacts.of(uid, clerk)
    assert (row.relation_text, row.phone_masked, row.phone2_masked) == (
        "子", "139****5678", "057******1234",
    )  # fmt: skip
    assert (row.guardian, row.guardian_evidence) == (True, "公证书 2025-17")
    assert (row.may_collect, row.lives_together) == (True, True)
    assert (row.linked_uid, row.linked_name, row.note) == (other, "陈志明", "夜里也可以打")
    assert (row.emergency_order, mirrored(app, clerk, uid)) == (None, (None, ""))


def test_the_first_to_be_called_stands_beside_the_member(
    app: Application, clerk: Actor, uid: str
) -> None:
    first, second, third = (
        add(app, clerk, uid, name, emergency=True, phone=f"1391234567{n}")
        for n, name in enumerate(("陈一", "陈二", "陈三"))
    )
    assert mirrored(app, clerk, uid) == ("陈一", "139****5670")
    app.contacts.move(third, up=True, actor=clerk)
    app.contacts.move(third, up=True, actor=clerk)
    app.contacts.move(third, up=True, actor=clerk)
    assert calling(app, clerk, uid) == ["陈三", "陈一", "陈二"]
    assert mirrored(app, clerk, uid) == ("陈三", "139****5672")
    app.contacts.move(first, up=False, actor=clerk)
    app.contacts.move(first, up=False, actor=clerk)
    assert calling(app, clerk, uid) == ["陈三", "陈二", "陈一"]
    app.contacts.remove(third, "不再联系", clerk)
    assert (calling(app, clerk, uid), mirrored(app, clerk, uid)[0]) == (["陈二", "陈一"], "陈二")
    app.contacts.restore(third, clerk)
    assert calling(app, clerk, uid) == ["陈三", "陈二", "陈一"]
    version = next(r.version for r in app.contacts.of(uid, clerk) if r.uid == second)
    app.contacts.save(SaveContact(uid, {"emergency": False}, second, version), clerk)
    assert calling(app, clerk, uid) == ["陈三", "陈一"]
    assert len(app.contacts.of(uid, clerk)) == 3


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "  "}, "name"),
        ({"relation": "98"}, "relation"),
        ({"relation": "01"}, "relation"),
        ({"phone": "13912"}, "phone"),
        ({"phone2": "139"}, "phone2"),
        ({"phone": "", "emergency": True}, "phone"),
        ({"note": "长" * 201}, "note"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    app: Application, clerk: Actor, uid: str, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationProblem) as caught:
        add(app, clerk, uid, **{"name": "陈一", **values})
    assert list(caught.value.fields) == [field]
    assert app.contacts.of(uid, clerk) == ()


def test_nobody_is_their_own_contact(app: Application, clerk: Actor, uid: str) -> None:
    with pytest.raises(ValidationProblem, match="不能关联到本人"):
        add(app, clerk, uid, "王秀英", linked_uid=uid)


def test_a_change_notices_another_clerk(app: Application, clerk: Actor, uid: str) -> None:
    one = add(app, clerk, uid, "陈一")
    app.contacts.save(SaveContact(uid, {"note": "邻居"}, one, 1), clerk)
    with pytest.raises(UserError, match="刚被别人修改过"):
        app.contacts.save(SaveContact(uid, {"note": "同事"}, one, 1), clerk)


def test_a_full_number_needs_the_right_and_a_reason(
    app: Application, clerk: Actor, manager: Actor, uid: str
) -> None:
    one = add(app, clerk, uid, "陈一")
    with pytest.raises(NotAllowed):
        app.contacts.full_phones(one, "老人摔倒", clerk)
    with pytest.raises(ValidationProblem):
        app.contacts.full_phones(one, " ", manager)
    assert app.contacts.full_phones(one, "老人摔倒", manager) == ("13912345678", "")


# -- what the member's own form says -------------------------------------------------------


def change(app: Application, actor: Actor, uid: str, **values: Any) -> None:
    version = app.members.file(uid, actor).version
    app.members.change(ChangeMember(uid, version, values), actor)


def test_registering_with_an_emergency_contact_makes_the_first_one(
    app: Application, clerk: Actor
) -> None:
    uid = register(
        app, clerk, emergency_contact="陈志明", emergency_phone="13912345678", categories=("低保",)
    )
    (row,) = app.contacts.of(uid, clerk)
    assert (row.name, row.phone_masked, row.emergency_order) == ("陈志明", "139****5678", 1)
    assert app.members.file(uid, clerk).version == 1


def test_the_form_changes_the_first_one_and_no_other(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk, emergency_contact="陈志明", emergency_phone="13912345678")
    add(app, clerk, uid, "陈二", emergency=True)
    change(app, clerk, uid, emergency_contact="陈志民")
    rows = app.contacts.of(uid, clerk)
    assert [(row.name, row.phone_masked) for row in rows] == [
        ("陈志民", "139****5678"), ("陈二", "139****5678"),
    ]  # fmt: skip
    change(app, clerk, uid, emergency_contact="", emergency_phone="")
    assert calling(app, clerk, uid) == ["陈二"]
    assert mirrored(app, clerk, uid)[0] == "陈二"


def test_clearing_keeps_a_guardian_who_is_no_longer_called(
    app: Application, clerk: Actor, uid: str
) -> None:
    add(app, clerk, uid, "陈一", guardian=True, emergency=True)
    change(app, clerk, uid, emergency_contact="", emergency_phone="")
    (row,) = app.contacts.of(uid, clerk)
    assert (row.name, row.guardian, row.emergency_order) == ("陈一", True, None)


def test_a_phone_without_a_name_is_a_contact_too(app: Application, clerk: Actor, uid: str) -> None:
    change(app, clerk, uid, emergency_phone="13912345678")
    assert mirrored(app, clerk, uid) == (None, "139****5678")
    assert calling(app, clerk, uid) == [""]


def test_another_name_and_number_is_another_person(
    app: Application, clerk: Actor, uid: str
) -> None:
    """Overwriting the row made a stranger guardian and let them collect the person."""
    add(app, clerk, uid, "陈一", relation="20", guardian=True, may_collect=True, emergency=True)
    change(app, clerk, uid, emergency_contact="李四", emergency_phone="13700001111")
    rows = app.contacts.of(uid, clerk)
    assert [(row.name, row.guardian, row.may_collect) for row in rows] == [
        ("李四", False, False), ("陈一", True, True),
    ]  # fmt: skip
    assert calling(app, clerk, uid) == ["李四", "陈一"]
    change(app, clerk, uid, emergency_contact="陈一", emergency_phone="13912345678")
    assert calling(app, clerk, uid) == ["陈一"]
    assert [row.guardian for row in app.contacts.of(uid, clerk)] == [True]


def test_whoever_is_to_be_called_keeps_a_number(app: Application, clerk: Actor, uid: str) -> None:
    first = add(app, clerk, uid, "陈一", emergency=True)
    second = add(app, clerk, uid, "陈二", phone="")
    for contact, values in ((first, {"phone": ""}), (second, {"emergency": True})):
        row = next(row for row in app.contacts.of(uid, clerk) if row.uid == contact)
        with pytest.raises(ValidationProblem) as caught:
            app.contacts.save(SaveContact(uid, values, contact, row.version), clerk)
        assert set(caught.value.fields) == {"phone"}
    assert mirrored(app, clerk, uid) == ("陈一", "139****5678")


def test_a_contact_belongs_to_one_file(app: Application, clerk: Actor, uid: str) -> None:
    other, contact = register(app, clerk, "李四"), add(app, clerk, uid, "陈一")
    with pytest.raises(UserError, match="不是这位老人的"):
        app.contacts.save(SaveContact(other, {"name": "陈二"}, contact, 1), clerk)
    with pytest.raises(UserError, match="已经不在"):
        app.contacts.restore("不在", clerk)


def test_a_number_is_no_name_and_half_a_mobile_number_no_land_line(
    app: Application, clerk: Actor, uid: str
) -> None:
    with pytest.raises(ValidationProblem) as refused:
        add(app, clerk, uid, "13900138000", phone="1390013")
    assert refused.value.fields == {
        "name": "姓名不能只有数字，请核对是不是填错了格。",
        "phone": "电话不完整：手机 11 位，这里是 7 位；座机不以 1 开头。",
    }
