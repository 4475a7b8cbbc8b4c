"""Level, expiry, the filters of the list and 数据质量 tell one story, whatever comes after
whatever: results of other standards, lists, corrections, what was taken back, merged files."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

import pytest

from app.core.clock import SHANGHAI, FixedClock
from app.services.assessments import GB, OtherResult, SaveAssessment
from app.services.assessments.items import ITEMS
from app.services.assessments.mirror import last_day
from app.services.members import ChangeMember, MemberQuery
from app.services.rights import SYSTEM, Actor
from app.wiring import Application
from tests.helpers.assessing import assess
from tests.helpers.people import id_number, register

TOTALS = (90, 70, 50, 40, 10)
OTHERS = ("MZ/T 039-2013", "地方")


def points(level: int) -> dict[str, int]:
    """All 26 items so that ``level`` comes out."""
    left, found = TOTALS[level], {}
    for item in ITEMS:
        found[item.column] = min(left, item.maximum)
        left -= found[item.column]
    return found


@dataclass
class Known:
    """One finished record; ``place`` decides between two of one day."""

    uid: str
    standard: str
    on: dt.date
    until: dt.date | None
    level: int | None
    place: int
    corrects: str = ""
    void: bool = False


class Files:
    """Does one thing after another to one file, and keeps a list of its own."""

    def __init__(self, app: Application, actor: Actor, clock: FixedClock, seed: int) -> None:
        self.app, self.actor, self.clock = app, actor, clock
        self.dice = random.Random(seed)
        self.people = 0
        self.known: list[Known] = []
        self.entered: set[int | None] = {None}
        self.who = self.person()

    @property
    def today(self) -> dt.date:
        return self.clock.moment.astimezone(SHANGHAI).date()

    def person(self) -> str:
        """Somebody new, with or without a level that came with a list."""
        self.people += 1
        level = self.dice.choice((None, 0, 2, 4))
        self.entered.add(level)
        given = {} if level is None else {"ability_level": level}
        number = id_number(sequence=2 * self.people)
        return register(self.app, self.actor, f"陈秀{self.people}", id_number=number, **given)

    def act(self) -> str:
        what = self.dice.choice(
            ("assess", "assess", "other", "other", "correct", "void", "unvoid", "enter", "wait",
             "merge")
        )  # fmt: skip
        getattr(self, what)()
        return what

    # -- what can be done ------------------------------------------------------------------

    def assess(self, who: str = "") -> None:
        level, on = self.dice.randrange(5), self._day()
        uid = assess(self.app, self.actor, who or self.who, assessed_on=on, **points(level))
        self._keep(Known(uid, GB, on, last_day(on, 12), level, len(self.known)))

    def other(self, who: str = "", old: Known | None = None) -> None:
        on, standard = self._day(), self.dice.choice(OTHERS)
        until = self.dice.choice((None, on + dt.timedelta(self.dice.randrange(700))))
        command = OtherResult(
            who or self.who, standard, on, "2 级", valid_until=until,
            corrects=old.uid if old else "", reason="抄错" if old else "",
        )  # fmt: skip
        uid = self.app.assessments.record_other(command, self.actor)
        place = old.place if old else len(self.known)
        self._keep(Known(uid, standard, on, until, None, place, command.corrects))

    def correct(self) -> None:
        if not (heads := self.heads(void=False)):
            return
        old = self.dice.choice(heads)
        if old.standard != GB:
            return self.other(old=old)
        level, on = self.dice.randrange(5), self.dice.choice((old.on, self.today))
        draft = self.app.assessments.correct(old.uid, "看错了", self.actor)
        version = self.app.assessments.get(draft, self.actor).version
        given = {**points(level), "assessed_on": on}
        self.app.assessments.finish(SaveAssessment(self.who, given, draft, version), self.actor)
        self._keep(Known(draft, GB, on, last_day(on, 12), level, old.place, old.uid))

    def void(self) -> None:
        if heads := self.heads(void=False):
            one = self.dice.choice(heads)
            self.app.assessments.void(one.uid, "登错了人", self.actor)
            self._chain(one, void=True)

    def unvoid(self) -> None:
        if heads := self.heads(void=True):
            one = self.dice.choice(heads)
            self.app.assessments.unvoid(one.uid, self.actor)
            self._chain(one, void=False)

    def enter(self) -> None:
        level = self.dice.choice((None, 1, 3))
        file = self.app.members.file(self.who, self.actor)
        if level != file.values["ability_level"] and not self.holds():
            change = ChangeMember(self.who, file.version, {"ability_level": level})
            self.app.members.change(change, self.actor)
            self.entered.add(level)

    def wait(self) -> None:
        self.clock.advance(86400 * self.dice.randrange(1, 400))
        self.app.assessments.lapse(SYSTEM)

    def merge(self) -> None:
        """The other file, with what was assessed of it, goes into this one, or this into it."""
        second = self.person()
        for _ in range(self.dice.randrange(3)):
            self.dice.choice((self.assess, self.other))(second)
        kept, merged = self.dice.sample((self.who, second), 2)
        done = self.app.merging.merge(kept, merged, {}, "同一个人", self.actor)
        if self.dice.random() < 0.3:
            self.app.merging.undo(done.uid, "不是同一个人", self.actor)
            done = self.app.merging.merge(kept, merged, {}, "还是同一个人", self.actor)
        self.who = kept

    # -- what is so ------------------------------------------------------------------------

    def heads(self, *, void: bool) -> list[Known]:
        gone = {one.corrects for one in self.known}
        return [one for one in self.known if one.void is void and one.uid not in gone]

    def decides(self) -> Known | None:
        """The national one first, then the later one."""
        heads = self.heads(void=False)
        return max(heads, key=lambda one: (one.standard == GB, one.on, one.place), default=None)

    def lapsed(self) -> bool:
        found = self.decides()
        return found is not None and found.until is not None and found.until < self.today

    def holds(self) -> bool:
        found = self.decides()
        return found is not None and found.standard == GB and not self.lapsed()

    # -- what everything says --------------------------------------------------------------

    def look(self) -> None:
        app, actor, found = self.app, self.actor, self.decides()
        file = app.members.file(self.who, actor)
        level = file.values["ability_level"]
        (row,) = app.members.rows([file.id], actor)
        until = found.until.isoformat() if found and found.until else ""
        assert (row.valid_until, row.assessed_on) == (until, found.on.isoformat() if found else "")
        for wanted in range(5):
            assert self._listed(str(wanted)) is (level == wanted)
        assert self._listed("评估过期") is self.lapsed()
        assert (file.id in app.quality.ids("assessment", actor)) is self.lapsed()
        if self.lapsed():
            (line,) = app.quality.rows("assessment", [file.id], actor)
            assert (line.detail, line.entry) == (f"有效期至 {until}", found.uid if found else "")
        assert self._listed("未评估") is (level is None and found is None)
        current = app.assessments.current(self.who, actor)
        assert (current.uid if current else None) == (found.uid if found and self.holds() else None)
        rows = {one.uid: one for one in app.assessments.of_member(self.who, actor)}
        if found is not None:
            assert rows[found.uid].expired is self.lapsed()
        if self.holds():
            assert found is not None
            assert level == found.level
        else:
            assert level in self.entered

    def _listed(self, ability: str) -> bool:
        file = self.app.members.file(self.who, self.actor)
        return file.id in self.app.members.list_ids(MemberQuery(ability=ability), self.actor)

    # -- inside ----------------------------------------------------------------------------

    def _day(self) -> dt.date:
        return self.today - dt.timedelta(self.dice.randrange(600))

    def _keep(self, one: Known) -> None:
        self.known.append(one)

    def _chain(self, one: Known, *, void: bool) -> None:
        by_uid = {each.uid: each for each in self.known}
        uid = one.uid
        while uid:
            by_uid[uid].void = void
            uid = by_uid[uid].corrects


@pytest.mark.parametrize(
    "seed", [*range(6), *(pytest.param(more, marks=pytest.mark.soak) for more in range(6, 40))]
)
def test_one_story_whatever_comes_after_whatever(
    app: Application, manager: Actor, clock: FixedClock, seed: int
) -> None:
    files, done = Files(app, manager, clock, seed), []
    for _ in range(14):
        done.append(files.act())
        try:
            files.look()
        except AssertionError as problem:
            raise AssertionError(f"after {done}") from problem
    assert app.audit.verify(SYSTEM).sound


def test_an_expired_national_one_is_not_renewed_by_a_later_local_one(
    app: Application, clerk: Actor
) -> None:
    who = register(app, clerk, "陈秀英")
    assess(app, clerk, who, assessed_on=dt.date(2025, 5, 1), **points(2))
    later = OtherResult(who, "地方", dt.date(2026, 10, 1), "2 级", valid_until=dt.date(2027, 9, 30))
    app.assessments.record_other(later, clerk)
    file = app.members.file(who, clerk)
    assert file.values["ability_level"] is None
    assert app.members.list_ids(MemberQuery(ability="评估过期"), clerk) == (file.id,)
    assert app.quality.ids("assessment", clerk) == (file.id,)
    assert app.assessments.current(who, clerk) is None


def test_a_level_of_a_list_stands_beside_an_older_result_that_ran_out(
    app: Application, clerk: Actor
) -> None:
    who = register(app, clerk, "陈秀英", ability_level=3)
    ended = OtherResult(
        who, OTHERS[0], dt.date(2021, 5, 1), "3 级", valid_until=dt.date(2022, 4, 30)
    )
    app.assessments.record_other(ended, clerk)
    file = app.members.file(who, clerk)
    assert file.values["ability_level"] == 3
    for ability in ("3", "评估过期"):
        assert app.members.list_ids(MemberQuery(ability=ability), clerk) == (file.id,)
    assert app.quality.ids("assessment", clerk) == (file.id,)
