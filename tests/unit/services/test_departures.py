"""A departure and the pause it ends: taken back together, moved together."""

from __future__ import annotations

import datetime as dt
import random
from contextlib import suppress

import pytest

from app.core.clock import FixedClock
from app.core.errors import ValidationProblem
from app.services.memberships import ChangePeriod, LeaveMember, PauseMember, ResumeMember
from app.services.rights import Actor
from app.services.timeline import TimelineQuery
from app.wiring import Application
from tests.helpers.people import register

TODAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)


@pytest.fixture
def wang(app: Application, clerk: Actor) -> str:
    """王秀英, on the list since 2020."""
    return register(app, clerk, card="A1", joined_on="2020-01-01")


def stretches(app: Application, clerk: Actor, uid: str) -> list[tuple[str, str, str]]:
    """(state, first, last) of every living period, the oldest first."""
    return [
        (p.state, p.from_on.isoformat()[5:], p.to_on.isoformat()[5:] if p.to_on else "")
        for p in reversed(app.memberships.of(uid, clerk).periods)
    ]


def pause(app: Application, clerk: Actor, uid: str, first: dt.date, last: dt.date | None) -> None:
    app.memberships.pause(PauseMember(uid, first, "hospital", last, "家属来电"), clerk)


def leave(app: Application, clerk: Actor, uid: str, last: dt.date, why: str = "moved") -> str:
    """Uid of the departure."""
    app.memberships.leave(LeaveMember(uid, last, why, "家属来电"), clerk)
    return next(p.uid for p in app.memberships.of(uid, clerk).periods if p.state == "left")


@pytest.mark.parametrize("last", [None, TODAY + 10 * DAY])
@pytest.mark.parametrize("first", [TODAY - 3 * DAY, TODAY, TODAY + DAY])
def test_a_departure_taken_back_gives_back_the_pause_it_ended(
    app: Application, clerk: Actor, wang: str, clock: FixedClock, first: dt.date,
    last: dt.date | None,
) -> None:  # fmt: skip
    pause(app, clerk, wang, first, last)
    before = stretches(app, clerk, wang)
    clock.advance(60)
    gone = leave(app, clerk, wang, TODAY)
    assert stretches(app, clerk, wang) != before
    clock.advance(3600)
    removed = app.memberships.remove(gone, "撤销", clerk)
    assert stretches(app, clerk, wang) == before
    clock.advance(86400)
    app.memberships.roll()
    assert app.attendance.scan("A1", clerk).outcome == "away"
    day = app.dashboard.day(TODAY + DAY, clerk)
    assert (day.members, day.paused) == (0, 1)
    assert app.members.file(wang, clerk).state == "paused"
    app.memberships.undo(removed, clerk)
    assert app.members.file(wang, clerk).state == "left"
    app.memberships.remove(gone, "撤销", clerk)  # what was taken back and put back goes again
    assert stretches(app, clerk, wang) == before


def test_a_pause_that_was_changed_since_stays_as_it_was_changed(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    pause(app, clerk, wang, TODAY - 3 * DAY, None)
    clock.advance(60)
    gone = leave(app, clerk, wang, TODAY)
    clock.advance(60)
    app.memberships.resume(ResumeMember(wang, TODAY - DAY, "昨天已出院"), clerk)
    app.memberships.remove(gone, "撤销", clerk)
    assert stretches(app, clerk, wang) == [("paused", "11-20", "11-21")]


def test_who_came_back_since_is_not_paused_again(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    pause(app, clerk, wang, TODAY - 3 * DAY, None)
    clock.advance(60)
    gone = leave(app, clerk, wang, TODAY)
    clock.advance(5 * 86400)
    app.memberships.resume(ResumeMember(wang, TODAY + 5 * DAY), clerk)
    clock.advance(60)
    app.memberships.remove(gone, "没有退出过", clerk)
    assert stretches(app, clerk, wang) == [("paused", "11-20", "11-27")]
    assert app.attendance.scan("A1", clerk).outcome == "checked_in"


@pytest.mark.parametrize(
    ("last", "moved", "expected"),
    [
        (None, TODAY - 2 * DAY, [("paused", "11-20", "11-21"), ("left", "11-22", "")]),
        (None, TODAY + 4 * DAY, [("paused", "11-20", "11-27"), ("left", "11-28", "")]),
        (TODAY + 2 * DAY, TODAY + 4 * DAY, [("paused", "11-20", "11-25"), ("left", "11-28", "")]),
    ],
)
def test_a_departure_that_moves_agrees_with_one_entered_there(
    app: Application, clerk: Actor, wang: str, clock: FixedClock, last: dt.date | None,
    moved: dt.date, expected: list[tuple[str, str, str]],
) -> None:  # fmt: skip
    pause(app, clerk, wang, TODAY - 3 * DAY, last)
    clock.advance(60)
    gone = leave(app, clerk, wang, TODAY)
    clock.advance(60)
    change = app.memberships.change(
        ChangePeriod(gone, moved + DAY, None, "moved", "日期登记错了"), clerk
    )
    assert stretches(app, clerk, wang) == expected
    clock.advance(60)
    app.memberships.undo(change, clerk)
    assert stretches(app, clerk, wang) == [("paused", "11-20", "11-23"), ("left", "11-24", "")]
    clock.advance(60)
    app.memberships.remove(gone, "撤销", clerk)
    assert stretches(app, clerk, wang) == [
        ("paused", "11-20", last.isoformat()[5:] if last else "")
    ]


def test_a_departure_moved_into_a_pause_ends_it_and_before_it_is_refused(
    app: Application, clerk: Actor, wang: str, clock: FixedClock
) -> None:
    pause(app, clerk, wang, TODAY - 9 * DAY, TODAY - 3 * DAY)
    clock.advance(60)
    gone = leave(app, clerk, wang, TODAY)
    clock.advance(60)
    into = ChangePeriod(gone, TODAY - 5 * DAY, None, "moved", "更正")
    app.memberships.change(into, clerk)
    assert stretches(app, clerk, wang) == [("paused", "11-14", "11-17"), ("left", "11-18", "")]
    with pytest.raises(ValidationProblem, match="重叠"):
        app.memberships.change(ChangePeriod(gone, TODAY - 19 * DAY, None, "moved", "更正"), clerk)
    clock.advance(60)
    app.memberships.remove(gone, "撤销", clerk)
    assert stretches(app, clerk, wang) == [("paused", "11-14", "11-20")]


def test_leaving_says_what_ends_with_it(app: Application, clerk: Actor, wang: str) -> None:
    pause(app, clerk, wang, TODAY - 3 * DAY, None)
    change = app.memberships.leave(LeaveMember(wang, TODAY, "died"), clerk)
    assert change.ended == ("暂停 · 住院",)


@pytest.mark.parametrize(("first", "ends"), [(TODAY - 3 * DAY, TODAY + DAY), (TODAY + DAY, TODAY)])
def test_the_time_line_says_what_a_departure_ended_and_that_it_goes_on(
    app: Application, clerk: Actor, wang: str, clock: FixedClock, first: dt.date, ends: dt.date
) -> None:
    def told() -> list[tuple[str, str]]:
        query = TimelineQuery(wang, frozenset({"membership"}))
        found = app.timeline.events(query, app.timeline.ids(query, clerk), clerk)
        return [(event.at[:10], event.text) for event in found if event]

    pause(app, clerk, wang, first, None)
    clock.advance(60)
    gone = leave(app, clerk, wang, TODAY)
    clock.advance(86400)
    assert (ends.isoformat(), "暂停（住院）随退出结束") in told()
    assert not any("恢复在册" in text for _, text in told())
    clock.advance(60)
    app.memberships.remove(gone, "撤销", clerk)
    after = (TODAY + DAY).isoformat()
    assert (after, "暂停（住院）照旧（退出已撤销）") in told()
    assert (after, "退出（迁出）已撤销") in told()


@pytest.mark.parametrize("seed", range(6))
def test_whatever_stood_before_a_departure_taken_back_leaves_it_as_it_was(
    app: Application, clerk: Actor, wang: str, clock: FixedClock, seed: int
) -> None:
    """Pauses at random, a departure entered and moved about, and taken back."""
    choice = random.Random(seed)
    service = app.memberships
    for _ in range(8):
        clock.advance(60)
        first = TODAY + choice.randint(-20, 20) * DAY
        with suppress(ValidationProblem):
            pause(app, clerk, wang, first, first + choice.randint(0, 9) * DAY)
    clock.advance(60)
    before = stretches(app, clerk, wang)
    gone = leave(app, clerk, wang, TODAY + 21 * DAY)
    for _ in range(8):
        clock.advance(60)
        moved = ChangePeriod(gone, TODAY + choice.randint(-20, 20) * DAY, None, "moved", "更正")
        with suppress(ValidationProblem):
            service.change(moved, clerk)
        days = [day for _, first, last in stretches(app, clerk, wang) for day in (first, last)]
        assert days == [*sorted(days[:-1]), ""], "no two share a day"
    clock.advance(60)
    service.remove(gone, "撤销", clerk)
    assert stretches(app, clerk, wang) == before
