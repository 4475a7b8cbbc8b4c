"""会籍 of two files: what stands, what stays as history, what is never dropped silently."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from app.core.codes import MealSlot
from app.core.errors import UserError
from app.services.meals import ServeMeal
from app.services.memberships import LeaveMember, PauseMember, ResumeMember
from app.services.merging import MergeField
from app.services.merging.types import KEPT, MERGED
from app.services.rights import Actor
from app.wiring import Application
from tests.db.tools import rows
from tests.helpers.people import id_number, leave, pause, register

from .conftest import snapshot

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def two(app: Application, clerk: Actor) -> tuple[str, str]:
    """Two files of 王秀英, both on the list since 2020."""
    one, other = (
        register(app, clerk, "王秀英", id_number=id_number("19400101", n), joined_on="2020-01-01")
        for n in (124, 142)
    )
    return one, other


def die(app: Application, actor: Actor, uid: str, last_day: dt.date) -> None:
    app.memberships.leave(LeaveMember(uid, last_day, "died", "家属来电"), actor)


def standing(app: Application, actor: Actor, two: tuple[str, str]) -> MergeField:
    fields = app.merging.preview(*two, actor).fields
    return next(one for one in fields if one.key == "standing")


def periods(app: Application, actor: Actor, uid: str) -> list[tuple[str, str, str, str]]:
    found = [
        (one.state, one.reason_code, str(one.from_on), str(one.to_on or ""))
        for one in app.memberships.of(uid, actor).periods
    ]
    return found[::-1]


def test_a_death_in_the_file_that_goes_is_named_and_stands(
    app: Application, clerk: Actor, two: tuple[str, str]
) -> None:
    kept, merged = two
    pause(app, clerk, kept, dt.date(2026, 1, 1), dt.date(2026, 1, 3))
    pause(app, clerk, merged, dt.date(2026, 1, 2), dt.date(2026, 3, 31))
    die(app, clerk, merged, dt.date(2026, 10, 31))
    field = standing(app, clerk, two)
    assert (field.kept, field.merged) == ("在册", "退出 · 去世（最后一天 2026-10-31）")
    assert field.wins == MERGED
    preview = app.merging.preview(*two, clerk)
    assert any("000002 登记为去世（最后一天 2026-10-31）" in note for note in preview.notes)
    before = snapshot(app)
    result = app.merging.merge(*two, {}, "本人核对", clerk)
    assert periods(app, clerk, kept) == [
        ("paused", "hospital", "2026-01-01", "2026-03-31"), ("left", "died", "2026-11-01", ""),
    ]  # fmt: skip
    assert app.members.file(kept, clerk).state == "left"
    assert app.meals.serve(ServeMeal(kept, MealSlot.LUNCH), clerk).outcome == "away"
    app.merging.undo(result.uid, "是两个人", clerk)
    assert snapshot(app) == before


def test_a_death_stands_back_only_when_somebody_chooses_so(
    app: Application, clerk: Actor, two: tuple[str, str]
) -> None:
    die(app, clerk, two[1], dt.date(2026, 10, 31))
    before = snapshot(app)
    result = app.merging.merge(*two, {"standing": KEPT}, "另一份登记错了", clerk)
    assert (app.members.file(two[0], clerk).state, result.clashes) == ("active", 1)
    app.merging.undo(result.uid, "是两个人", clerk)
    assert snapshot(app) == before


def test_a_death_in_the_kept_file_stands_and_ends_what_the_other_says_of_later_days(
    app: Application, clerk: Actor, two: tuple[str, str]
) -> None:
    kept, merged = two
    die(app, clerk, kept, dt.date(2026, 10, 31))
    pause(app, clerk, merged, dt.date(2026, 10, 20))
    app.merging.merge(*two, {}, "本人核对", clerk)
    assert periods(app, clerk, kept) == [
        ("paused", "hospital", "2026-10-20", "2026-10-31"), ("left", "died", "2026-11-01", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("choice", ["", KEPT, MERGED])
def test_somebody_in_hospital_by_one_file_stays_so_unless_chosen(
    app: Application, clerk: Actor, two: tuple[str, str], choice: str
) -> None:
    pause(app, clerk, two[1], dt.date(2026, 11, 1))
    field = standing(app, clerk, two)
    assert (field.kept, field.merged, field.wins) == (
        "在册", "暂停 · 住院（2026-11-01 起）", MERGED,
    )  # fmt: skip
    app.merging.merge(*two, {"standing": choice} if choice else {}, "本人核对", clerk)
    state = app.members.file(two[0], clerk).state
    assert state == ("active" if choice == KEPT else "paused")


def test_both_on_the_list_is_nothing_to_choose(
    app: Application, clerk: Actor, two: tuple[str, str]
) -> None:
    field = standing(app, clerk, two)
    assert (field.kept, field.same) == ("在册", True)
    assert app.merging.preview(*two, clerk).notes == ()


def test_what_is_to_come_is_said_too(app: Application, clerk: Actor, two: tuple[str, str]) -> None:
    leave(app, clerk, two[0], dt.date(2026, 12, 31))
    pause(app, clerk, two[1], TODAY, dt.date(2026, 12, 5))
    field = standing(app, clerk, two)
    assert field.kept == "在册；退出 · 迁出（最后一天 2026-12-31）"
    assert field.merged == "暂停 · 住院（2026-11-23 到 2026-12-05）"
    assert field.wins == KEPT


def test_pauses_that_are_over_become_one_or_share_no_day(
    app: Application, clerk: Actor, two: tuple[str, str]
) -> None:
    kept, merged = two
    for uid, why, first, last in (
        (kept, "hospital", "2026-02-01", "2026-02-10"),
        (merged, "hospital", "2026-01-20", "2026-02-20"),  # around it: one stay
        (kept, "travelling", "2026-05-10", "2026-05-12"),
        (merged, "hospital", "2026-05-01", "2026-05-20"),  # around a journey: two stays
        (kept, "hospital", "2026-07-01", "2026-07-31"),
        (merged, "hospital", "2026-07-05", "2026-07-06"),  # within it: a repeat
        (merged, "travelling", "2026-09-01", "2026-09-02"),
    ):
        days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
        app.memberships.pause(PauseMember(uid, days[0], why, days[1], "补登"), clerk)
    moves = {one.word: (one.rows, one.clashes) for one in app.merging.preview(*two, clerk).moves}
    assert moves["会籍"] == (4, 2)
    before = snapshot(app)
    result = app.merging.merge(*two, {}, "本人核对", clerk)
    assert result.clashes == 2
    assert [one[1:] for one in periods(app, clerk, kept)] == [
        ("hospital", "2026-01-20", "2026-02-20"),
        ("hospital", "2026-05-01", "2026-05-09"),
        ("travelling", "2026-05-10", "2026-05-12"),
        ("hospital", "2026-05-13", "2026-05-20"),
        ("hospital", "2026-07-01", "2026-07-31"),
        ("travelling", "2026-09-01", "2026-09-02"),
    ]
    app.merging.undo(result.uid, "是两个人", clerk)
    assert snapshot(app) == before


def test_a_pause_entered_since_stands_in_the_way_of_undoing_and_is_named(
    app: Application, clerk: Actor
) -> None:
    kept = register(app, clerk, "王秀英", id_number=id_number("19400101", 124),
                    joined_on="2020-01-01")  # fmt: skip
    merged = register(app, clerk, "王秀英", id_number=id_number("19400101", 142),
                      joined_on="2026-01-01")  # fmt: skip
    leave(app, clerk, kept, dt.date(2024, 12, 31))
    result = app.merging.merge(kept, merged, {}, "本人核对", clerk)
    pause(app, clerk, kept, dt.date(2026, 11, 24))
    before = snapshot(app)
    with pytest.raises(UserError) as caught:
        app.merging.undo(result.uid, "是两个人", clerk)
    assert caught.value.code == "overlap"
    for words in (
        "王秀英（会员号 000001）",
        "暂停 · 住院（2026-11-24 起）",
        "退出 · 迁出（最后一天",
    ):
        assert words in caught.value.message
    assert snapshot(app) == before
    app.memberships.resume(ResumeMember(kept, dt.date(2026, 11, 24)), clerk)
    app.merging.undo(result.uid, "是两个人", clerk)
    assert periods(app, clerk, kept) == [("left", "moved", "2025-01-01", "")]


def shared_days(app: Application) -> list[tuple[object, ...]]:
    """Pairs of living periods of one member that share a day."""
    sql = (
        "SELECT member_id, from_on, coalesce(to_on, '9999') FROM membership_period"
        " WHERE deleted_at IS NULL ORDER BY member_id, from_on"
    )
    pairs = itertools.pairwise(tuple(row) for row in rows(app, sql))
    return [(a, b) for a, b in pairs if a[0] == b[0] and b[1] <= a[2]]
