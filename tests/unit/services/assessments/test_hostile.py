"""Whatever comes after whatever: the level on the file against an oracle of its own, and what
must not be possible with corrections and with what was taken back."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import Any

import pytest

from app.core.clock import SHANGHAI, FixedClock
from app.core.errors import UserError, ValidationProblem
from app.services.assessments import OtherResult, SaveAssessment
from app.services.assessments.items import ITEMS
from app.services.assessments.mirror import last_day
from app.services.members import ChangeMember
from app.services.rights import SYSTEM, Actor
from app.wiring import Application
from tests.helpers.assessing import assess
from tests.helpers.people import register

TOTALS = (90, 70, 50, 40, 10)
"""A total for every level."""


def points(level: int) -> dict[str, int]:
    """All 26 items so that ``level`` comes out."""
    left, found = TOTALS[level], {}
    for item in ITEMS:
        found[item.column] = min(left, item.maximum)
        left -= found[item.column]
    return found


def level_of(app: Application, who: str) -> Any:
    return app.members.file(who, SYSTEM).values["ability_level"]


def finish_correction(
    app: Application, actor: Actor, who: str, draft: str, **values: Any
) -> str:  # fmt: skip
    version = app.assessments.get(draft, actor).version
    return app.assessments.finish(SaveAssessment(who, values, draft, version), actor)


# --- any order of everything ----------------------------------------------------------------


@dataclass
class Known:
    """One finished assessment as the oracle keeps it; ``step`` when it was finished."""

    uid: str
    on: dt.date
    level: int
    until: dt.date
    first: int
    step: int
    corrects: str = ""
    void: bool = False


@dataclass
class Oracle:
    """The rules of docs/decisions/assessments.md once more, over plain lists."""

    listed: int | None
    known: list[Known] = field(default_factory=list)
    entered: list[tuple[int, dt.date, int | None]] = field(default_factory=list)
    step: int = 0

    def heads(self, *, void: bool) -> list[Known]:
        gone = {one.corrects for one in self.known}
        return [one for one in self.known if one.void is void and one.uid not in gone]

    def newest(self) -> Known | None:
        return max(self.heads(void=False), key=lambda one: (one.on, one.first), default=None)

    def held(self, today: dt.date) -> bool:
        newest = self.newest()
        return newest is not None and newest.until >= today

    def level(self, today: dt.date) -> int | None:
        newest, last = self.newest(), (self.entered or [(0, dt.date.min, self.listed)])[-1]
        if newest is None:
            return last[2]
        if newest.until >= today:
            return newest.level
        return last[2] if last[0] > newest.step and last[1] > newest.until else None

    def take(self, uid: str, *, void: bool) -> None:
        by_uid = {one.uid: one for one in self.known}
        while uid:
            by_uid[uid].void = void
            uid = by_uid[uid].corrects


class Centre:
    """Does one thing after another to one file, here and in the oracle."""

    def __init__(self, app: Application, actor: Actor, clock: FixedClock, seed: int) -> None:
        self.app, self.actor, self.clock = app, actor, clock
        self.dice = random.Random(seed)
        listed = self.dice.choice((None, 0, 2, 4))
        given = {} if listed is None else {"ability_level": listed}
        self.who = register(app, actor, "陈秀英", **given)
        self.oracle = Oracle(listed)

    @property
    def today(self) -> dt.date:
        return self.clock.moment.astimezone(SHANGHAI).date()

    def act(self) -> str:
        self.oracle.step += 1
        what = self.dice.choice(
            ("assess", "assess", "correct", "void", "unvoid", "enter", "wait", "wait")
        )
        getattr(self, what)()
        return what

    def assess(self) -> None:
        level, on = self.dice.randrange(5), self.today - dt.timedelta(self.dice.randrange(600))
        uid = assess(self.app, self.actor, self.who, assessed_on=on, **points(level))
        self._finished(uid, on, level)

    def correct(self) -> None:
        heads = self.oracle.heads(void=False)
        if heads:
            old, level = self.dice.choice(heads), self.dice.randrange(5)
            draft = self.app.assessments.correct(old.uid, "看错了", self.actor)
            on = self.dice.choice((old.on, self.today))
            values = {**points(level), "assessed_on": on}
            uid = finish_correction(self.app, self.actor, self.who, draft, **values)
            self._finished(uid, on, level, old)

    def void(self) -> None:
        if heads := self.oracle.heads(void=False):
            one = self.dice.choice(heads)
            self.app.assessments.void(one.uid, "登错了人", self.actor)
            self.oracle.take(one.uid, void=True)

    def unvoid(self) -> None:
        if heads := self.oracle.heads(void=True):
            one = self.dice.choice(heads)
            self.app.assessments.unvoid(one.uid, self.actor)
            self.oracle.take(one.uid, void=False)

    def enter(self) -> None:
        level = self.dice.choice((None, 0, 1, 2, 3, 4))
        file = self.app.members.file(self.who, self.actor)
        change = ChangeMember(self.who, file.version, {"ability_level": level})
        if level == file.values["ability_level"]:
            return
        if self.oracle.held(self.today):
            with pytest.raises(ValidationProblem):
                self.app.members.change(change, self.actor)
            return
        self.app.members.change(change, self.actor)
        self.oracle.entered.append((self.oracle.step, self.today, level))

    def wait(self) -> None:
        self.clock.advance(86400 * self.dice.randrange(1, 400))
        self.app.assessments.lapse(SYSTEM)
        assert self.app.assessments.lapse(SYSTEM) == 0

    def _finished(self, uid: str, on: dt.date, level: int, old: Known | None = None) -> None:
        until = last_day(on, 12)
        assert until is not None
        first = old.first if old else self.oracle.step
        corrects = old.uid if old else ""
        self.oracle.known.append(Known(uid, on, level, until, first, self.oracle.step, corrects))


@pytest.mark.parametrize(
    "seed", [*range(6), *(pytest.param(more, marks=pytest.mark.soak) for more in range(6, 40))]
)
def test_the_level_on_the_file_follows_the_rules_whatever_comes_after_whatever(
    app: Application, clerk: Actor, clock: FixedClock, seed: int
) -> None:
    centre, done = Centre(app, clerk, clock, seed), []
    for _ in range(14):
        done.append(centre.act())
        assert level_of(app, centre.who) == centre.oracle.level(centre.today), done
        current = app.assessments.current(centre.who, clerk)
        newest = centre.oracle.newest() if centre.oracle.held(centre.today) else None
        assert (current.uid if current else None) == (newest.uid if newest else None), done
    assert app.audit.verify(SYSTEM).sound


# --- corrections and what was taken back ----------------------------------------------------


@pytest.fixture
def who(app: Application, clerk: Actor) -> str:
    return register(app, clerk, "陈秀英")


def test_a_correction_that_lay_deleted_does_not_revive_what_was_taken_back(
    app: Application, clerk: Actor, who: str
) -> None:
    uid = assess(app, clerk, who)
    draft = app.assessments.correct(uid, "看错了", clerk)
    app.assessments.delete_draft(draft, "不用改", clerk)
    app.assessments.void(uid, "登错了人", clerk)
    app.assessments.restore_draft(draft, clerk)
    with pytest.raises(UserError, match="已经作废，这份更正不能完成"):
        finish_correction(app, clerk, who, draft)
    assert level_of(app, who) is None


def test_what_was_corrected_comes_back_only_with_its_correction(
    app: Application, clerk: Actor, who: str
) -> None:
    first = assess(app, clerk, who)
    second = finish_correction(
        app, clerk, who, app.assessments.correct(first, "看错了", clerk), b1_1=0
    )
    third = finish_correction(
        app, clerk, who, app.assessments.correct(second, "又看错了", clerk), b1_2=0
    )
    app.assessments.void(third, "登错了人", clerk)
    for old in (first, second):
        with pytest.raises(UserError, match="已经更正过"):
            app.assessments.unvoid(old, clerk)
        with pytest.raises(UserError, match="只有已完成的"):
            app.assessments.correct(old, "再更正", clerk)
    assert level_of(app, who) is None
    app.assessments.unvoid(third, clerk)
    (row,) = app.assessments.of_member(who, clerk)
    assert (row.uid, [one.uid for one in row.earlier]) == (third, [second, first])
    assert {one.state for one in (row, *row.earlier)} == {"final"}


def test_a_new_one_takes_over_what_was_corrected_and_not_the_mistake(
    app: Application, clerk: Actor, who: str
) -> None:
    uid = assess(app, clerk, who, background={"height": "180"}, organisation="甲")
    draft = app.assessments.correct(uid, "身高写错", clerk)
    finish_correction(app, clerk, who, draft, background={"height": "158"}, organisation="乙")
    blank = app.assessments.prepare(who, clerk)
    assert blank.values["background"]["height"] == "158"
    assert blank.values["organisation"] == "乙"


def test_of_two_on_one_day_a_corrected_first_one_does_not_overtake(
    app: Application, clerk: Actor, who: str
) -> None:
    first = assess(app, clerk, who, **points(3))
    second = assess(app, clerk, who, **points(1))
    for level in (4, 2):
        draft = app.assessments.correct(first, "看错了", clerk)
        first = finish_correction(app, clerk, who, draft, **points(level))
        assert level_of(app, who) == 1
    app.assessments.void(second, "登错了人", clerk)
    assert level_of(app, who) == 2


def test_the_leap_day_has_its_last_day_the_next_year(
    app: Application, clerk: Actor, who: str, clock: FixedClock
) -> None:
    clock.moment = dt.datetime(2028, 2, 29, 9, tzinfo=SHANGHAI)
    uid = assess(app, clerk, who, **points(2))
    assert app.assessments.get(uid, clerk).valid_until == "2029-02-28"
    clock.moment = dt.datetime(2029, 2, 28, 23, 59, tzinfo=SHANGHAI)
    assert app.assessments.lapse(SYSTEM) == 0
    assert level_of(app, who) == 2
    clock.moment = dt.datetime(2029, 3, 1, 0, 1, tzinfo=SHANGHAI)
    assert app.assessments.lapse(SYSTEM) == 1
    assert level_of(app, who) is None


def test_a_result_of_another_standard_never_touches_the_level(
    app: Application, clerk: Actor, who: str
) -> None:
    uid = assess(app, clerk, who, assessed_on=dt.date(2026, 5, 1), **points(2))
    later = OtherResult(who, "地方", dt.date(2026, 11, 1), "一级")
    other = app.assessments.record_other(later, clerk)
    for change in (
        lambda: app.assessments.void(other, "抄错", clerk),
        lambda: app.assessments.unvoid(other, clerk),
    ):
        change()
        assert level_of(app, who) == 2
    with pytest.raises(UserError, match="这份是国标评估"):
        app.assessments.record_other(
            OtherResult(who, "地方", dt.date(2026, 5, 1), "一级", corrects=uid, reason="换"), clerk
        )
    with pytest.raises(UserError, match="只有已完成的国标评估"):
        app.assessments.correct(other, "按国标重算", clerk)
    app.assessments.void(uid, "登错了人", clerk)
    assert level_of(app, who) is None
