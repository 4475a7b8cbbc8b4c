"""The list in SQL: order of a dictionary, states of today, bands, priority."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from sqlalchemy import select

from app.core.clock import FixedClock, today
from app.core.codes import CATEGORIES
from app.models import Assessment, Member
from app.services.assessments import OtherResult
from app.services.assessments.types import GB
from app.services.attendance import CheckIn
from app.services.members import MemberQuery
from app.services.members.listing import AGE_BANDS, SORTS
from app.services.rights import Actor
from app.services.standing import ASSESSED_FIRST
from app.wiring import Application
from tests.helpers.people import id_number, leave, pause, register


def names(app: Application, actor: Actor, **query: Any) -> list[str]:
    ids = app.members.list_ids(MemberQuery(**query), actor)
    return [row.name for row in app.members.rows(ids, actor)]


def set_raw(app: Application, actor: Actor, uid: str, **values: Any) -> None:
    with app.db.write(actor) as unit:
        member = unit.session.scalars(select(Member).where(Member.uid == uid)).one()
        for key, value in values.items():
            setattr(member, key, value)


def test_names_and_communities_stand_as_in_a_dictionary(app: Application, clerk: Actor) -> None:
    for name, place in (
        ("赵一", "和睦社区"),
        ("单一", "塘河社区"),
        ("陈一", ""),
        ("艾一", "小河社区"),
    ):
        register(app, clerk, name, **({"community": place} if place else {}))
    assert names(app, clerk, sort="name") == ["艾一", "陈一", "单一", "赵一"]
    assert names(app, clerk, sort="name", descending=True) == ["赵一", "单一", "陈一", "艾一"]
    assert names(app, clerk, sort="community") == ["赵一", "单一", "艾一", "陈一"]
    assert names(app, clerk, sort="community", descending=True)[-1] == "陈一"


@pytest.mark.parametrize("sort", sorted(SORTS))
def test_every_column_sorts_both_ways_with_nobody_lost(
    app: Application, clerk: Actor, sort: str
) -> None:
    for name in ("赵一", "单一", "陈一"):
        register(app, clerk, name)
    for descending in (False, True):
        assert len(names(app, clerk, sort=sort, descending=descending)) == 3


def test_the_state_is_what_the_periods_say_today(
    app: Application, clerk: Actor, clock: FixedClock
) -> None:
    gone, away, here = (register(app, clerk, f"王{n}", id_number=id_number(sequence=n * 2))
                        for n in (1, 2, 3))  # fmt: skip
    leave(app, clerk, gone, today(clock))
    pause(app, clerk, away, today(clock) + dt.timedelta(days=1))
    assert names(app, clerk, state="active") == ["王1", "王2", "王3"]
    clock.advance(86_400)
    assert names(app, clerk, state="active") == ["王3"]
    assert names(app, clerk, state="paused") == ["王2"]
    assert names(app, clerk, state="left") == ["王1"]
    rows = app.members.rows(app.members.list_ids(MemberQuery(sort="state"), clerk), clerk)
    assert {row.name: row.state for row in rows} == {"王1": "退出", "王2": "暂停", "王3": "在册"}
    assert app.members.file(here, clerk).state == "active"


@pytest.mark.parametrize(
    ("born", "band"),
    [
        ("1966-11-23", "60"), ("1966-11-24", "-59"), ("1956-11-23", "70"), ("1956-11-24", "60"),
        ("1946-11-23", "80"), ("1926-11-23", "100"), ("1926-11-24", "90"), ("1946", "70"),
        ("1945", "80"), ("1900-01-01", "100"),
    ],
)  # fmt: skip
def test_age_bands_begin_on_the_birthday(
    app: Application, clerk: Actor, born: str, band: str
) -> None:
    set_raw(app, clerk, register(app, clerk), birth_date=born)
    assert [key for key in AGE_BANDS if names(app, clerk, age_band=key)] == [band]


def test_who_was_born_on_the_29th_of_february(
    app: Application, clerk: Actor, clock: FixedClock
) -> None:
    set_raw(app, clerk, register(app, clerk), birth_date="1956-02-29")
    clock.moment = dt.datetime(2036, 2, 28, 8, 0, tzinfo=clock.moment.tzinfo)
    assert names(app, clerk, age_band="70") == ["王秀英"]
    clock.advance(86_400)
    assert names(app, clerk, age_band="80") == ["王秀英"]


def assessed(member_id: int, on: str, until: str | None, **more: Any) -> Assessment:
    return Assessment(
        member_id=member_id, number=f"PG-{on}-{member_id}", standard="GB/T 42195-2022",
        state="final", assessed_on=on, cause="regular", valid_until=until, **more,
    )  # fmt: skip


def test_who_was_never_assessed_and_whose_assessment_ran_out(
    app: Application, clerk: Actor
) -> None:
    for n in (1, 2, 3):
        register(app, clerk, f"王{n}", id_number=id_number(sequence=n * 2))
    with app.db.write(clerk) as unit:
        unit.session.add(assessed(1, "2025-01-01", "2026-01-01"))
        unit.session.add(assessed(2, "2025-01-01", "2026-01-01"))
        unit.session.add(assessed(2, "2026-01-05", "2027-01-05"))
    assert names(app, clerk, ability="未评估") == ["王3"]
    assert names(app, clerk, ability="评估过期") == ["王1"]
    row = app.members.rows((2,), clerk)[0]
    assert (row.assessed_on, row.valid_until) == ("2026-01-05", "2027-01-05")


def test_classes_must_all_hold(app: Application, clerk: Actor) -> None:
    register(app, clerk, "王一", categories=("独居", "低保"))
    register(app, clerk, "王二", categories=("独居",))
    assert names(app, clerk, classes=("独居", "低保")) == ["王一"]
    assert names(app, clerk, classes=("独居",)) == ["王一", "王二"]
    assert names(app, clerk, classes=("独",)) == []


def test_the_filter_agrees_with_the_rule_about_everybody(app: Application, clerk: Actor) -> None:
    draw = random.Random(3)
    for n in range(60):
        values: dict[str, Any] = {"categories": tuple(draw.sample(CATEGORIES, draw.randrange(3)))}
        if draw.random() < 0.4:
            values["living"] = "独居"
        register(app, clerk, f"王{n}", id_number=id_number(f"{1926 + n // 2}0305", n), **values)
    everybody = app.members.rows(app.members.list_ids(MemberQuery(), clerk), clerk)
    high = {row.name for row in everybody if row.priority.startswith("重点")}
    assert 5 < len(high) < 55
    assert set(names(app, clerk, priority="重点")) == high
    assert set(names(app, clerk, priority="一般")) == {row.name for row in everybody} - high


def test_a_line_says_when_they_were_last_seen(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk)
    assert app.members.rows((1,), clerk)[0].last_seen == ""
    app.attendance.check_in(CheckIn(uid), clerk)
    assert app.members.rows((1,), clerk)[0].last_seen == "2026-11-23"


def test_a_result_by_another_standard_does_not_renew_one_that_ran_out(
    app: Application, clerk: Actor
) -> None:
    uid = register(app, clerk, "王一")
    with app.db.write(clerk) as unit:
        unit.session.add(assessed(1, "2024-01-01", "2026-01-01"))
    other = OtherResult(uid, "地方", dt.date(2026, 2, 1), "中度")
    app.assessments.record_other(other, clerk)
    assert names(app, clerk, ability="评估过期") == ["王一"]
    assert app.quality.counts(clerk)["assessment"] == 1
    row = app.members.rows((1,), clerk)[0]
    assert (row.assessed_on, row.valid_until) == ("2024-01-01", "2026-01-01")


def test_the_standard_that_decides_is_the_one_of_the_assessments() -> None:
    assert f"'{GB}'" in ASSESSED_FIRST
