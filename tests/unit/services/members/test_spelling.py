"""Names in characters, letters or both: everybody who fits is found, and nobody else."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.names import matches, query_text
from app.models import Member
from app.services.duplicates import TypedPerson, rules
from app.services.export_profiles import ExportList
from app.services.members import ChangeMember, MemberQuery, spelling
from app.services.members.keys import insert_keys, member_keys
from app.services.rights import Actor
from app.wiring import Application
from tests.db.tools import rows
from tests.helpers.people import id_number, register

SURNAMES = "王李张刘单翟欧吉𠮷"
GIVEN = "秀小新雪欣学玉桂凤英珍爱安昂云"
MIXED = (
    "王x", "王xiuy", "王xying", "x英", "wang秀", "w秀y", "王x英", "秀y", "shan秀", "dan秀",
    "d秀", "zhai秀", "欧ai安", "王a", "王ang", "yuchi秀", "chi秀", "zhangs英", "古丽ai",
    "吉x英", "ji秀", "明abd", "jk罗x", "王zzz", "英英", "秀兰", "吉秀英", "𠮷秀英", "艾山",
    "王",
)  # fmt: skip
STORED = ("古丽.艾山", "买买提明·阿不都克里木.玉素甫", "尉迟秀英", "长孙英", "J.K.罗秀英")


@pytest.fixture
def crowd(app: Application, clerk: Actor) -> list[str]:
    """Two thousand names as the file holds them; returns them in the order of their ids."""
    names = [
        *map("".join, itertools.product(SURNAMES, GIVEN, GIVEN)),
        *STORED,
        *("王秀兰" for _ in range(900)),
    ]
    store(app, clerk, names)
    return names


def store(app: Application, actor: Actor, names: list[str]) -> None:
    """People with just a name, past every check, as earlier releases may have stored it."""
    with app.db.write(actor) as unit:
        keys = []
        for number, name in enumerate(names, 1):
            unit.session.add(Member(id=number, member_no=f"{number:06d}", name=name))
            keys += member_keys(number, {"name": name})
        unit.session.flush()
        insert_keys(unit, keys)


def test_everybody_who_fits_is_on_the_list(
    app: Application, clerk: Actor, crowd: list[str]
) -> None:
    for typed in MIXED:
        wanted = {number for number, name in enumerate(crowd, 1) if matches(typed, name)}
        assert set(app.members.list_ids(MemberQuery(text=typed), clerk)) == wanted, typed
        few = [hit.id for hit in app.members.find(typed, 12, clerk)]
        assert len(few) == min(12, len(wanted)), typed
        assert set(few) <= wanted, typed


def test_the_export_holds_everybody_who_fits(
    app: Application, clerk: Actor, manager: Actor, crowd: list[str], tmp_path: Path
) -> None:
    wanted = sum(matches("王x", name) for name in crowd)
    into = ExportList(tmp_path / "x.xlsx", "街道花名册", MemberQuery(text="王x"))
    assert wanted > 900
    assert app.exports.export(into, manager).rows == wanted


def test_a_later_part_of_a_name_is_found_by_its_letters(
    app: Application, clerk: Actor, crowd: list[str]
) -> None:
    for typed in ("xiuying", "xiuyi", "xy", "XiuYing", "mmt", "maimaitim", "aish"):
        found = app.members.find(typed, 2_000, clerk)
        assert found, typed
        assert all(matches(typed, hit.name) for hit in found), typed
        missed = {name for name in crowd if matches(typed, name)} - {hit.name for hit in found}
        assert not missed, typed


def test_whoever_begins_so_comes_before_whoever_goes_on_so(app: Application, clerk: Actor) -> None:
    for name in ("王丽", "李英", "陈丽华"):
        register(app, clerk, name)
    assert [hit.name for hit in app.members.find("li", 5, clerk)] == ["李英", "王丽", "陈丽华"]
    assert [hit.name for hit in app.members.find("l", 5, clerk)] == ["李英"]


def test_the_given_name_of_a_former_name_is_found(app: Application, clerk: Actor) -> None:
    register(app, clerk, "王桂兰", former_name="李秀英")
    (hit,) = app.members.find("xiuying", 5, clerk)
    assert (hit.name, hit.matched_by) == ("王桂兰", "拼音（曾用名）")


def test_a_community_and_a_given_name_in_letters(app: Application, clerk: Actor) -> None:
    register(app, clerk, "王秀英", community="小河社区")
    register(app, clerk, "李秀英", community="和睦社区")
    for typed in ("小河 xiuying", "xh xiuying", "小河 王xiuy", "小河x英"):
        assert [hit.name for hit in app.members.find(typed, 5, clerk)] == ["王秀英"], typed


def test_the_walk_searches_the_index(app: Application) -> None:
    with app.db.read() as connection:
        for statement in (spelling.NEXT, spelling.KNOWN, spelling.FITTING):
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", ("[]",)).all()
            keyed = [row[3] for row in plan if "member_key" in row[3] or " k " in row[3]]
            assert keyed
            assert all(step.startswith("SEARCH") for step in keyed), plan


# -- the dot ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written", ["古丽.艾山", "古丽．艾山", "古丽•艾山", "古丽 . 艾山", "古丽。艾山"]
)
def test_the_form_stores_the_middle_dot(app: Application, clerk: Actor, written: str) -> None:
    uid = register(app, clerk, written, former_name=written)
    file = app.members.file(uid, clerk)
    assert (file.values["name"], file.values["former_name"]) == ("古丽·艾山", "古丽·艾山")


@pytest.mark.parametrize("stored", ["古丽·艾山", "古丽.艾山"])
@pytest.mark.parametrize(
    "typed", ["古丽·艾山", "古丽.艾山", "古丽．艾", "古丽艾山", "丽・艾", "guliaishan", "gl艾"]
)
def test_each_spelling_finds_the_other(
    app: Application, clerk: Actor, stored: str, typed: str
) -> None:
    store(app, clerk, [stored])
    assert [hit.name for hit in app.members.find(typed, 5, clerk)] == [stored]
    if query_text(typed) == query_text(stored):
        assert app.members.who(typed, clerk).name == stored


def test_a_name_of_an_earlier_release_is_mended_with_its_keys(
    app: Application, clerk: Actor
) -> None:
    uid = register(
        app, clerk, "王秀英", birth_date="1940-05-05", id_type="passport", id_number="E1"
    )
    with app.db.write(clerk) as unit:
        member = unit.session.scalars(select(Member).where(Member.uid == uid)).one()
        unit.session.connection().exec_driver_sql("DELETE FROM member_key")
        member.name = "古丽.艾山"
        insert_keys(unit, member_keys(member.id, {"name": member.name}))
    typed = TypedPerson("古丽·艾山", "1940")
    assert [one.reasons for one in app.duplicates.similar(typed, clerk)] == [(rules.NAME_YEAR,)]
    file = app.members.file(uid, clerk)
    app.members.change(ChangeMember(uid, file.version, {"name": "古丽.艾山"}), clerk)
    assert app.members.file(uid, clerk).values["name"] == "古丽·艾山"
    assert {row[0] for row in rows(app, "SELECT key FROM member_key WHERE kind = 'name'")} == {
        "古丽艾山", "丽艾山", "艾山", "山",
    }  # fmt: skip


def test_two_spellings_of_one_name_are_proposed_as_one_person(
    app: Application, clerk: Actor
) -> None:
    register(app, clerk, "古丽．艾山", id_number=id_number("19400505", 120))
    passport = {"id_type": "passport", "id_number": "E1234567", "birth_date": "1940-05-05"}
    register(app, clerk, "古丽·艾山", **passport)
    (pair,) = app.duplicates.proposals(clerk)
    assert pair.reasons == (rules.NAME_BIRTH,)


# -- telephones ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("0571-88012345", ["0571-88012345", "057188012345", "(0571) 88012345", "88012345",
                           "０５７１－８８０１２３４５", "0571—88012345", "+86-571-88012345"]),
        ("0571-88012345-801", ["0571-88012345-801", "0571-88012345", "88012345"]),
        ("88012345", ["0571-88012345", "057188012345", "88012345"]),
        ("13812345678", ["138-1234-5678", "+8613812345678", "8613812345678", "138 1234 5678",
                         "１３８１２３４５６７８", "+86 138-1234-5678"]),
    ],
)  # fmt: skip
def test_a_telephone_number_is_found_however_it_is_written(
    app: Application, clerk: Actor, stored: str, typed: list[str]
) -> None:
    register(app, clerk, "李建国", phone="0571-88012346", phone2="13812345670")
    register(app, clerk, "王秀英", phone=stored)
    for text in typed:
        hits = app.members.find(text, 5, clerk)
        assert [(hit.name, hit.matched_by) for hit in hits] == [("王秀英", "电话尾号")], text
        assert app.members.who(text, clerk).name == "王秀英", text
