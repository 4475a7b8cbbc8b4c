"""Files that may be one person: proposed with the reason, decided once."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from app.core.errors import NotAllowed
from app.services.duplicates import TypedPerson, rules
from app.services.rights import Actor
from app.wiring import Application
from tests.helpers.people import id_number, leave, register


def free(birth: str = "1940-01-01", number: str = "E1", **more: str) -> dict[str, str]:
    """Somebody with a passport, whose birth date and sex are what one writes."""
    return {"id_type": "passport", "id_number": number, "birth_date": birth, "sex": "2", **more}


def test_same_name_and_birth_date(app: Application, clerk: Actor) -> None:
    one = register(app, clerk, "王秀英", **free(number="E1"), community="小河社区")
    other = register(app, clerk, "王 秀英", **free(number="E2"))
    register(app, clerk, "王秀英", **free("1941-01-01", "E3"))
    (pair,) = app.duplicates.proposals(clerk)
    assert pair.key == (one, other)
    assert pair.reasons == (rules.NAME_BIRTH,)
    assert (pair.first.community, pair.first.birth_date) == ("小河社区", "1940-01-01")


def test_a_year_alone_fits_every_day_of_it(app: Application, clerk: Actor) -> None:
    register(app, clerk, "王秀英", **free("1940-05-06", "E1"))
    register(app, clerk, "王秀英", **free("1940", "E2"))
    register(app, clerk, "王秀英", **free("1940-07-08", "E3"))
    assert len(app.duplicates.proposals(clerk)) == 2


def test_same_phone_needs_the_same_surname(app: Application, clerk: Actor) -> None:
    register(app, clerk, "王秀英", id_number=id_number("19400101"), phone="13811112222")
    register(app, clerk, "李建国", id_number=id_number("19390202"), phone="13811112222")
    register(app, clerk, "王桂兰", id_number=id_number("19410303"), phone2="13811112222")
    (pair,) = app.duplicates.proposals(clerk)
    assert {pair.first.name, pair.second.name} == {"王秀英", "王桂兰"}
    assert pair.reasons == (rules.PHONE_SURNAME,)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (id_number("19400101", 124), id_number("19400101", 128), rules.NEAR_ID),
        (id_number("19400101", 124), id_number("19400101", 142), rules.SWAPPED_ID),
        (id_number("19400101", 124), id_number("19410101", 124), rules.NEAR_ID),
        (id_number("19400112", 124), id_number("19400121", 124), rules.SWAPPED_ID),
        (id_number("19400101", 124), id_number("19400101", 999), ""),
    ],
)
def test_digits_of_the_number(
    app: Application, clerk: Actor, one: str, other: str, reason: str
) -> None:
    register(app, clerk, "王秀英", id_number=one)
    register(app, clerk, "王秀英", id_number=other)
    found = [reason for pair in app.duplicates.proposals(clerk) for reason in pair.reasons]
    assert (reason in found) == bool(reason)


def test_on_one_birth_date_the_names_differ_in_one_character(
    app: Application, clerk: Actor
) -> None:
    register(app, clerk, "王秀英", id_number=id_number("19400101", 124))
    register(app, clerk, "李建国", id_number=id_number("19400101", 125))
    register(app, clerk, "王桂兰", id_number=id_number("19400101", 126))
    register(app, clerk, "王秀瑛", id_number=id_number("19400101", 134))
    (pair,) = app.duplicates.proposals(clerk)
    assert {pair.first.name, pair.second.name} == {"王秀英", "王秀瑛"}


def test_the_number_of_before_1999(app: Application, clerk: Actor) -> None:
    whole = id_number("19400101", 124)
    register(app, clerk, "王秀英", id_number=whole)
    old = whole[:6] + whole[8:17]
    register(app, clerk, "王绣英", **free(number=old))
    (pair,) = app.duplicates.proposals(clerk)
    assert pair.reasons[0] == rules.SAME_ID


def test_two_people_are_never_proposed_again_until_undone(app: Application, clerk: Actor) -> None:
    one = register(app, clerk, "王秀英", **free(number="E1"))
    other = register(app, clerk, "王秀英", **free(number="E2"))
    app.duplicates.decide_distinct(other, one, "", clerk)
    app.duplicates.decide_distinct(one, other, "", clerk)
    assert app.duplicates.proposals(clerk) == []
    app.duplicates.propose_again(one, other, clerk)
    assert len(app.duplicates.proposals(clerk)) == 1
    with pytest.raises(NotAllowed):
        app.duplicates.decide_distinct(one, other, "", None)


def test_somebody_being_typed_is_recognised(app: Application, clerk: Actor) -> None:
    number = id_number("19400101", 124)
    uid = register(app, clerk, "王秀英", id_number=number, phone="13811112222")
    ask = app.duplicates.similar
    for typed, reason in (
        (TypedPerson("王秀英", "1940-01-01"), rules.NAME_BIRTH),
        (TypedPerson("王秀 英", "1940"), rules.NAME_YEAR),
        (TypedPerson("王桂兰", phone="138-1111-2222"), rules.PHONE_SURNAME),
        (TypedPerson("王秀英", id_number=id_number("19400101", 142)), rules.SWAPPED_ID),
        (TypedPerson("某某", id_number=number.lower()), "证件号相同"),
    ):
        found = ask(typed, clerk)
        assert [one.person.uid for one in found] == [uid], typed
        assert reason in found[0].reasons
    for typed in (TypedPerson(), TypedPerson("王秀英"), TypedPerson("李建国", phone="13811112222")):
        assert ask(typed, clerk) == [], typed


def test_pairs_found_in_a_long_list_are_those_found_by_comparing_everybody() -> None:
    draw = random.Random(7)
    people = []
    for n in range(300):
        day = draw.choice(("1940", "1941")) + draw.choice(("0101", "0110"))
        body = f"330105{day}{draw.randrange(60):03d}"
        birth = f"{body[6:10]}-{body[10:12]}-{body[12:14]}"
        name = draw.choice("王李") + draw.choice(("秀英", "秀瑛"))
        people.append(rules.Facts(n, name, birth, body + "X", (str(draw.randrange(200)),)))
    found = {
        pair for pair, why in rules.proposals(people).items()
        if {rules.NEAR_ID, rules.SWAPPED_ID} & set(why)
    }  # fmt: skip
    expected = {
        (a, b)
        for a in range(len(people))
        for b in range(a + 1, len(people))
        if rules.digits_apart(people[a].body, people[b].body)
        and (people[a].name == people[b].name or people[a].birth == people[b].birth)
        and sum(x != y for x, y in zip(people[a].name, people[b].name, strict=True)) <= 1
    }
    assert found == expected
    assert expected


def test_a_number_says_the_birth_date_by_itself(app: Application, clerk: Actor) -> None:
    number = id_number("19400101", 124)
    uid = register(app, clerk, "王秀英", id_number=number)
    swapped = id_number("19400101", 142)
    for typed, reason in (
        (TypedPerson("王秀瑛", id_number=swapped), rules.SWAPPED_ID),
        (TypedPerson("王秀瑛", id_number=number[:15] + number[16] + number[15] + number[17]),
         rules.SWAPPED_ID),
        (TypedPerson(id_number=number[:6] + number[8:17]), "证件号相同"),
    ):  # fmt: skip
        (found,) = app.duplicates.similar(typed, clerk)
        assert (found.person.uid, reason in found.reasons) == (uid, True), typed


def facts(name: str, number: str = "", birth: str = "", *phones: str) -> rules.Facts:
    """Somebody as the rules see them; the birth date is the number's own."""
    born = f"{number[6:10]}-{number[10:12]}-{number[12:14]}" if len(number) == 18 else birth
    return rules.Facts(0, name, birth or born, number, tuple(map(rules.phone_key, phones)))


BODY = id_number("19400101", 124)[:17]
LAST = id_number("19400101", 124)[17]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Only the check digit differs: nobody else can have such a number.
        (facts("王秀英", BODY + LAST), facts("王绣瑛", BODY + "A"), (rules.CHECK_DIGIT,)),
        (facts("王秀英", BODY + LAST), facts("王绣瑛", BODY[:6] + BODY[8:]), (rules.SAME_ID,)),
        (facts("王秀英", BODY + LAST), facts("王绣瑛", BODY[:5] + BODY[8:]), ()),
        # A year fits its days, and no other year.
        (facts("王秀英", "", "1940"), facts("王 秀英", "", "1940"), (rules.NAME_YEAR,)),
        (facts("王秀英", "", "1940"), facts("王秀英", "", "1940-05-06"), (rules.NAME_YEAR,)),
        (facts("王秀英", "", "1940"), facts("王秀英", "", "1941-05-06"), ()),
        (facts("王秀英", "", "1940"), facts("王秀瑛", "", "1940"), ()),
        (facts("王秀英", "", "1940-05-06"), facts("王秀英", "", "1940-05-07"), ()),
        (facts("王秀英"), facts("王秀英"), ()),
        (facts("阿依·买买提", "", "1940"), facts("阿依买买提", "", "1940"), (rules.NAME_YEAR,)),
        # One surname, one telephone; two surnames that begin alike are two.
        (facts("王秀英", "", "", "13811112222"), facts("王强", "", "", "13811112222"),
         (rules.PHONE_SURNAME,)),
        (facts("王秀英", "", "", "13811112222"), facts("汪强", "", "", "13811112222"), ()),
        (facts("欧阳兰", "", "", "13811112222"), facts("欧建国", "", "", "13811112222"), ()),
        (facts("欧阳兰", "", "", "13811112222"), facts("欧阳建国", "", "", "13811112222"),
         (rules.PHONE_SURNAME,)),
        (facts("阿依·艾力", "", "", "13811112222"), facts("阿卜·艾力", "", "", "13811112222"), ()),
        (facts("SMITH JOHN", "", "", "13811112222"), facts("SMITH ANN", "", "", "13811112222"),
         (rules.PHONE_SURNAME,)),
        (facts("SMITH JOHN", "", "", "13811112222"), facts("SUN YI", "", "", "13811112222"), ()),
        (facts("王秀英", "", "", "0571-88225012"), facts("王强", "", "", "88225012"),
         (rules.PHONE_SURNAME,)),
        (facts("王秀英", "", "", "0571-88225012-801"), facts("王强", "", "", "88225012"), ()),
        (facts("王秀英", "", "", ""), facts("王强", "", "", ""), ()),
        # Two characters: the surname must be the same.
        (facts("王英", BODY + LAST), facts("王瑛", id_number("19400101", 128)), (rules.NEAR_ID,)),
        (facts("王英", BODY + LAST), facts("李英", id_number("19400101", 128)), ()),
        (facts("张秀英", BODY + LAST), facts("章秀英", id_number("19400101", 128)),
         (rules.NEAR_ID,)),
        # Swapped places, next to each other or not; three places are another number.
        (facts("王秀英", BODY + LAST), facts("王秀英", id_number("19400101", 421)),
         (rules.SWAPPED_ID, rules.NAME_BIRTH)),
        (facts("王秀英", BODY + LAST), facts("王秀英", id_number("19410010", 124)), ()),
        (facts("王秀英", BODY + LAST), facts("王秀英", id_number("19400101", 241)),
         (rules.NAME_BIRTH,)),
    ],
)  # fmt: skip
def test_what_is_proposed_and_what_is_not(
    one: rules.Facts, other: rules.Facts, expected: tuple[str, ...]
) -> None:
    assert rules.reasons_between(one, other) == expected
    assert rules.reasons_between(other, one) == expected


def test_who_left_is_proposed_and_who_was_merged_is_not(app: Application, clerk: Actor) -> None:
    """Whoever was registered anew after leaving has two files; a merged file is none any more."""
    one = register(app, clerk, "王秀英", **free(number="E1"), joined_on="2026-01-01")
    two = register(app, clerk, "王秀英", **free(number="E2"))
    leave(app, clerk, one, dt.date(2026, 11, 1))
    (pair,) = app.duplicates.proposals(clerk)
    assert pair.key == (one, two)
    assert pair.first.state != pair.second.state
    app.merging.merge(two, one, {}, "本人核对", clerk)
    assert app.duplicates.proposals(clerk) == []
    assert app.duplicates.similar(TypedPerson("王秀英", "1940-01-01"), clerk)[0].person.uid == two


def test_a_land_line_is_recognised_while_typing_with_and_without_its_area(
    app: Application, clerk: Actor
) -> None:
    uid = register(app, clerk, "王秀英", phone="0571-88225012")
    for phone in ("0571-88225012", "057188225012", "88225012"):
        found = app.duplicates.similar(TypedPerson("王强", phone=phone), clerk)
        assert [one.person.uid for one in found] == [uid], phone
    assert app.duplicates.similar(TypedPerson("王强", phone="88225013"), clerk) == []


def test_a_former_name_is_the_name_of_the_other_file(app: Application, clerk: Actor) -> None:
    one = register(app, clerk, "王秀英", **free(number="E1"))
    other = register(app, clerk, "王新名", former_name="王 秀英", **free(number="E2"))
    register(app, clerk, "王新命", former_name="王秀英", **free("1941-01-01", "E3"))
    register(app, clerk, "王新民", former_name="王秀莹", **free(number="E4"))
    (pair,) = app.duplicates.proposals(clerk)
    assert (pair.key, pair.reasons) == ((one, other), (rules.FORMER_BIRTH,))
    for typed in (
        TypedPerson("王秀英", "1940-01-01"),
        TypedPerson("王某", "1940-01-01", former_name="王秀英"),
    ):
        found = {hit.person.uid: hit.reasons for hit in app.duplicates.similar(typed, clerk)}
        assert found.get(one) or found.get(other), typed
        assert any(rules.FORMER_BIRTH in reasons for reasons in found.values()), typed
    assert app.duplicates.similar(TypedPerson("王某", "1942", former_name="王秀英"), clerk) == []


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (("王新名", "1940-05-06", "王秀英"), ("王秀英", "1940", ""), True),
        (("王新名", "1940-05-06", "王秀英"), ("王秀英", "1940-05-07", ""), False),
        (("王新名", "", "王秀英"), ("王秀英", "", ""), False),
        # A former name in common is none's present name; one's own present name is none either.
        (("王新名", "1940-05-06", "王秀英"), ("王小妹", "1940-05-06", "王秀英"), False),
        (("王新名", "1940-05-06", "王新名"), ("李秀英", "1940-05-06", ""), False),
        (("王新名", "1940-05-06", ""), ("王秀英", "1940-05-06", ""), False),
    ],
)
def test_former_names_that_propose_and_that_do_not(
    one: tuple[str, str, str], other: tuple[str, str, str], found: bool
) -> None:
    first, second = (rules.Facts(0, name, born, "", (), was) for name, born, was in (one, other))
    year = "1940" in (first.birth, second.birth)
    expected = (rules.FORMER_YEAR if year else rules.FORMER_BIRTH,) if found else ()
    assert rules.reasons_between(first, second) == expected
    assert rules.reasons_between(second, first) == expected


def test_a_crowd_on_one_telephone_or_day_is_left_out_and_the_twins_in_it_are_not() -> None:
    crowd = [rules.Facts(n, f"王{n}", "1940-01-01", "", ("88225012",)) for n in range(60)]
    assert rules.proposals(crowd) == {}
    found = rules.proposals([*crowd, facts("王7", BODY + LAST), facts("李8", BODY[:6] + BODY[8:])])
    assert found[60, 61] == [rules.SAME_ID]
