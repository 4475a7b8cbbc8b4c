"""The level that a file had before it was assessed, and when it comes back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from app.core.clock import SHANGHAI, FixedClock
from app.services.assessments import SaveAssessment
from app.services.members import ChangeMember
from app.services.rights import SYSTEM, Actor
from app.services.timeline import TimelineQuery
from app.wiring import Application
from tests.helpers.assessing import assess
from tests.helpers.people import register


@pytest.fixture
def listed(app: Application, clerk: Actor) -> str:
    """Somebody whose level 2 came with a list."""
    return register(app, clerk, "陈秀英", ability_level=2)


def level(app: Application, who: str) -> Any:
    return app.members.file(who, SYSTEM).values["ability_level"]


def enter(app: Application, actor: Actor, who: str, by_hand: int | None) -> None:
    version = app.members.file(who, actor).version
    app.members.change(ChangeMember(who, version, {"ability_level": by_hand}), actor)


def a_year_later(clock: FixedClock, days: int = 1) -> None:
    clock.moment = dt.datetime(2027, 11, 23, 8, tzinfo=SHANGHAI) + dt.timedelta(days)


def test_the_level_of_the_list_comes_back_and_goes_again(
    app: Application, clerk: Actor, listed: str
) -> None:
    uid = assess(app, clerk, listed, b1_1=0)
    assert level(app, listed) == 1
    app.assessments.void(uid, "登错了人", clerk)
    assert level(app, listed) == 2
    app.assessments.unvoid(uid, clerk)
    assert level(app, listed) == 1
    app.assessments.void(uid, "还是登错了人", clerk)
    assert level(app, listed) == 2


def test_the_same_level_by_list_and_assessment_stays(
    app: Application, clerk: Actor, listed: str
) -> None:
    uid = assess(app, clerk, listed, **dict.fromkeys(("b1_1", "b1_2", "b1_3"), 0), falls=2)
    assert level(app, listed) == 2
    app.assessments.void(uid, "登错了人", clerk)
    assert level(app, listed) == 2


def test_of_two_assessments_the_list_waits_for_the_last(
    app: Application, clerk: Actor, listed: str
) -> None:
    first = assess(app, clerk, listed, b1_1=0)
    second = assess(app, clerk, listed)
    app.assessments.void(first, "登错了人", clerk)
    assert level(app, listed) == 0
    app.assessments.void(second, "登错了人", clerk)
    assert level(app, listed) == 2
    app.assessments.unvoid(first, clerk)
    assert level(app, listed) == 1
    app.assessments.unvoid(second, clerk)
    assert level(app, listed) == 0


def test_with_a_correction_the_list_comes_back_too(
    app: Application, clerk: Actor, listed: str
) -> None:
    uid = assess(app, clerk, listed, b1_1=0)
    draft = app.assessments.correct(uid, "看错了", clerk)
    version = app.assessments.get(draft, clerk).version
    app.assessments.finish(SaveAssessment(listed, {"b1_1": 4}, draft, version), clerk)
    app.assessments.void(draft, "登错了人", clerk)
    assert level(app, listed) == 2
    app.assessments.unvoid(draft, clerk)
    assert level(app, listed) == 0


def test_what_was_entered_while_nothing_held_comes_back(
    app: Application, clerk: Actor, listed: str
) -> None:
    first = assess(app, clerk, listed, b1_1=0)
    app.assessments.void(first, "登错了人", clerk)
    enter(app, clerk, listed, 3)
    second = assess(app, clerk, listed)
    app.assessments.void(second, "登错了人", clerk)
    assert level(app, listed) == 3


def test_nobody_s_level_stays_nobody_s(app: Application, clerk: Actor, listed: str) -> None:
    enter(app, clerk, listed, None)
    uid = assess(app, clerk, listed)
    app.assessments.void(uid, "登错了人", clerk)
    assert level(app, listed) is None


def test_one_that_had_run_out_gives_the_list_back(
    app: Application, clerk: Actor, listed: str, clock: FixedClock
) -> None:
    uid = assess(app, clerk, listed)
    a_year_later(clock)
    app.assessments.lapse(SYSTEM)
    assert level(app, listed) is None
    app.assessments.void(uid, "登错了人", clerk)
    assert level(app, listed) == 2
    app.assessments.unvoid(uid, clerk)
    assert level(app, listed) is None


def test_the_list_does_not_come_back_past_one_that_ran_out(
    app: Application, clerk: Actor, listed: str, clock: FixedClock
) -> None:
    assess(app, clerk, listed, b1_1=0)
    a_year_later(clock)
    app.assessments.lapse(SYSTEM)
    second = assess(app, clerk, listed)
    app.assessments.void(second, "登错了人", clerk)
    assert level(app, listed) is None


def test_taking_back_leaves_what_was_entered_since_it_ran_out(
    app: Application, clerk: Actor, listed: str, clock: FixedClock
) -> None:
    uid = assess(app, clerk, listed)
    a_year_later(clock)
    app.assessments.lapse(SYSTEM)
    enter(app, clerk, listed, 3)
    app.assessments.void(uid, "登错了人", clerk)
    assert level(app, listed) == 3
    app.assessments.unvoid(uid, clerk)
    assert level(app, listed) == 3


def test_what_was_entered_since_it_ran_out_outlives_a_later_one(
    app: Application, clerk: Actor, listed: str, clock: FixedClock
) -> None:
    assess(app, clerk, listed)
    a_year_later(clock)
    app.assessments.lapse(SYSTEM)
    enter(app, clerk, listed, 3)
    clock.advance(86400)
    second = assess(app, clerk, listed, b1_1=0)
    app.assessments.void(second, "登错了人", clerk)
    assert level(app, listed) == 3


def test_the_same_level_entered_again_does_not_run_out(
    app: Application, clerk: Actor, listed: str, clock: FixedClock
) -> None:
    assess(app, clerk, listed)
    a_year_later(clock)
    app.assessments.lapse(SYSTEM)
    enter(app, clerk, listed, 0)
    clock.advance(86400)
    assert app.assessments.lapse(SYSTEM) == 0
    assert level(app, listed) == 0


def test_an_older_assessment_entered_late_takes_nothing_away(
    app: Application, clerk: Actor, listed: str, clock: FixedClock
) -> None:
    assess(app, clerk, listed)
    a_year_later(clock)
    app.assessments.lapse(SYSTEM)
    enter(app, clerk, listed, 3)
    assess(app, clerk, listed, assessed_on=dt.date(2025, 5, 1))
    assert level(app, listed) == 3


def test_a_merge_brings_the_assessed_level_and_not_a_listed_one(
    app: Application, clerk: Actor, manager: Actor, listed: str
) -> None:
    twin = register(app, clerk, "陈秀英")
    uid = assess(app, clerk, twin, b1_1=0)
    app.merging.merge(listed, twin, {}, "重复", manager)
    assert level(app, listed) == 1
    app.assessments.void(uid, "登错了人", clerk)
    assert level(app, listed) == 2
    app.assessments.unvoid(uid, clerk)
    assert level(app, listed) == 1


def test_the_time_line_says_why_the_level_changed(
    app: Application, clerk: Actor, listed: str
) -> None:
    uid = assess(app, clerk, listed, b1_1=0)
    app.assessments.void(uid, "登错了人", clerk)
    query = TimelineQuery(listed, frozenset({"change"}))
    newest = app.timeline.events(query, app.timeline.ids(query, clerk)[:1], clerk)[0]
    assert newest is not None
    assert newest.text.startswith("修改：能力等级 轻度失能 → 中度失能（")
    assert "登错了人" in newest.text
