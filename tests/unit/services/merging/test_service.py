"""Two files of one person: put together without losing a row, taken apart as they were."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import NotAllowed, UserError, ValidationProblem
from app.services.attendance import CheckIn
from app.services.health import SaveHealth
from app.services.members import ChangeMember
from app.services.memberships import WaitMember
from app.services.merging import beside
from app.services.merging.fields import LABELS
from app.services.merging.types import BOTH, KEPT, MERGED
from app.services.rights import Actor
from app.wiring import Application
from tests.db.tools import rows
from tests.helpers.people import id_number, leave, paper_code, pause, register

from .conftest import ACTIONS, act, day, owned, snapshot
from .test_standing import shared_days


def test_the_preview_shows_both_sides_and_what_wins(
    app: Application, clerk: Actor, pair: tuple[str, str]
) -> None:
    preview = app.merging.preview(*pair, clerk)
    fields = {one.key: one for one in preview.fields}
    assert (fields["name"].kept, fields["name"].merged, fields["name"].wins) == (
        "王秀英", "王秀瑛", KEPT,
    )  # fmt: skip
    assert fields["address"].wins == MERGED  # the other one says nothing
    assert fields["joined_on"].wins == MERGED  # the earlier day
    assert fields["phone"].kept == "138****2222"
    assert fields["birth_date"].same
    assert {one.word: one.rows for one in preview.moves}["签到"] == 3


def test_everything_changes_hands_and_clashes_stay_as_history(
    app: Application, clerk: Actor, administrator: Actor, pair: tuple[str, str]
) -> None:
    kept, merged = pair
    result = app.merging.merge(kept, merged, {"name": MERGED}, "本人核对", clerk)
    assert (result.kept_name, result.clashes) == ("王秀瑛", 2)
    assert (owned(app, "attendance", kept), owned(app, "meal", kept)) == (4, 1)
    assert rows(app, "SELECT count(*) FROM attendance WHERE deleted_at IS NOT NULL") == [(1,)]
    file = app.members.file(kept, clerk)
    assert file.values["address"] == "小河路 1 号"
    assert file.values["joined_on"] == "2026-01-01"
    assert file.values["categories"] == "低保"
    assert set(file.pins) == {"7001", "7002"}
    assert [c.name for c in app.contacts.of(kept, clerk)] == ["王强", "王丽"]
    assert app.audit.verify(administrator).sound
    assert "merge" in {line.action for line in app.audit.show(administrator)}


def test_whatever_the_closed_file_was_known_by_finds_the_other(
    app: Application, clerk: Actor, pair: tuple[str, str]
) -> None:
    kept, merged = pair
    number = app.members.file(merged, clerk).member_no
    own, theirs = (paper_code(app, clerk, uid) for uid in pair)
    app.merging.merge(kept, merged, {}, "本人核对", clerk)
    for code in (theirs, number, "C1", own):
        assert app.members.who(code, clerk).uid == kept, code
    # Of two cards of one kind one is in use; the other one still says whose it was.
    refused = app.attendance.scan("C2", clerk)
    assert refused.outcome == "ended_card"
    assert refused.card is not None
    assert (refused.card.state, refused.card.member_uid) == ("returned", kept)
    assert [hit.uid for hit in app.members.find("C2", 5, clerk)] == [kept]
    assert app.members.file(merged, clerk).uid == kept
    assert app.members.find("王秀瑛", 5, clerk) == []
    assert app.attendance.scan(theirs, clerk).outcome == "checked_in"


def test_a_list_with_the_old_number_does_not_bring_the_file_back(
    app: Application, clerk: Actor, pair: tuple[str, str], tmp_path: Path
) -> None:
    app.merging.merge(*pair, {}, "本人核对", clerk)
    path = tmp_path / "名单.csv"
    path.write_text(f"姓名,身份证号\n王秀瑛,{id_number('19400101', 142)}\n", "utf-8")
    report = app.imports.run(path, clerk)
    assert (report.added, report.duplicates) == (0, 1)
    assert report.conflicts[0].uid == pair[0]


def test_a_merge_and_its_undo_leave_what_was(
    app: Application, clerk: Actor, administrator: Actor, pair: tuple[str, str]
) -> None:
    before = snapshot(app)
    result = app.merging.merge(*pair, {"document": MERGED, "phone": MERGED}, "本人核对", clerk)
    assert app.members.file(pair[0], clerk).values["phone"] == "138****4444"
    assert app.merging.undo(result.uid, "其实是两个人", clerk) == pair[1]
    assert snapshot(app) == before
    assert app.audit.verify(administrator).sound
    assert app.merging.all(clerk)[0].undone_at
    with pytest.raises(UserError) as caught:
        app.merging.undo(result.uid, "再来", clerk)
    assert caught.value.code == "undone"


def test_what_was_entered_since_stays_with_the_kept_file(
    app: Application, clerk: Actor, pair: tuple[str, str]
) -> None:
    kept, merged = pair
    app.merging.merge(kept, merged, {}, "本人核对", clerk)
    app.attendance.check_in(CheckIn(kept, day(9), note="补记"), clerk)
    version = app.members.file(kept, clerk).version
    app.members.change(ChangeMember(kept, version, {"note": "常来"}), clerk)
    app.merging.undo(merged, "其实是两个人", clerk)
    assert (owned(app, "attendance", kept), owned(app, "attendance", merged)) == (3, 3)
    assert app.members.file(kept, clerk).values["note"] == "常来"


def test_a_field_changed_since_stands_in_the_way_and_is_named(
    app: Application, clerk: Actor, pair: tuple[str, str]
) -> None:
    kept, merged = pair
    app.merging.merge(kept, merged, {}, "本人核对", clerk)
    version = app.members.file(kept, clerk).version
    app.members.change(ChangeMember(kept, version, {"address": "新地址 2 号"}), clerk)
    before = snapshot(app)
    with pytest.raises(UserError) as caught:
        app.merging.undo(merged, "其实是两个人", clerk)
    assert caught.value.code == "changed_meanwhile"
    assert "档案 1 条" in caught.value.message
    assert snapshot(app) == before


def test_a_number_given_away_since_stands_in_the_way(
    app: Application, clerk: Actor, pair: tuple[str, str]
) -> None:
    kept, merged = pair
    app.merging.merge(kept, merged, {}, "本人核对", clerk)
    version = app.members.file(kept, clerk).version
    values = {"id_number": id_number("19400101", 142)}
    app.members.change(ChangeMember(kept, version, values), clerk)
    with pytest.raises(UserError) as caught:
        app.merging.undo(merged, "其实是两个人", clerk)
    assert caught.value.code == "taken"


def test_merges_on_top_of_each_other_are_undone_from_the_last(
    app: Application, clerk: Actor, pair: tuple[str, str]
) -> None:
    third = register(app, clerk, "王秀英", id_number=id_number("19400101", 241))
    first = paper_code(app, clerk, pair[1])
    before = snapshot(app)
    app.merging.merge(*pair, {}, "本人核对", clerk)
    app.merging.merge(third, pair[0], {}, "本人核对", clerk)
    assert app.members.who(first, clerk).uid == third
    with pytest.raises(UserError) as caught:
        app.merging.undo(pair[1], "错了", clerk)
    assert caught.value.code == "merged_again"
    app.merging.undo(pair[0], "错了", clerk)
    app.merging.undo(pair[1], "错了", clerk)
    assert snapshot(app) == before
    assert app.members.who(first, clerk).uid == pair[1]


def test_it_needs_a_right_a_reason_and_two_files(
    app: Application, clerk: Actor, pair: tuple[str, str]
) -> None:
    with pytest.raises(NotAllowed):
        app.merging.merge(*pair, {}, "x", None)
    with pytest.raises(ValidationProblem):
        app.merging.merge(*pair, {}, " ", clerk)
    with pytest.raises(UserError) as caught:
        app.merging.merge(pair[0], pair[0], {}, "x", clerk)
    assert caught.value.code == "same_file"
    app.merging.merge(*pair, {}, "x", clerk)
    with pytest.raises(UserError) as caught:
        app.merging.merge(*pair, {}, "x", clerk)
    assert caught.value.code == "not_found"


def test_allergies_of_both_are_kept(app: Application, clerk: Actor, pair: tuple[str, str]) -> None:
    for uid, what in zip(pair, ("花生", "花生、虾"), strict=True):
        app.health.save(SaveHealth(uid, 0, {"allergies": what}), clerk)
    app.merging.merge(*pair, {}, "本人核对", clerk)
    assert app.health.of(pair[0], clerk).values["allergies"] == "花生、虾"


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    done=st.lists(
        st.tuples(st.booleans(), st.sampled_from(ACTIONS), st.integers(0, 12)), max_size=9
    ),
    choices=st.dictionaries(
        st.sampled_from(sorted(LABELS | beside.LABELS)), st.sampled_from((KEPT, MERGED, BOTH))
    ),
    born=st.integers(1, 27),
)
def test_any_merge_is_undone_exactly(
    app: Application,
    clerk: Actor,
    done: list[tuple[bool, str, int]],
    choices: dict[str, str],
    born: int,
) -> None:
    def fresh(name: str) -> str:
        at = int(rows(app, "SELECT count(*) FROM member")[0][0])
        number = id_number(f"1940{born % 12 + 1:02d}{born:02d}", 100 + at)
        return register(app, clerk, name, id_number=number, joined_on="2026-01-01")

    kept, merged = fresh("王秀英"), fresh("王秀瑛")
    for first, what, n in done:
        act(app, clerk, kept if first else merged, what, n)
    before = snapshot(app)
    result = app.merging.merge(kept, merged, choices, "核对", clerk)
    assert owned(app, "attendance", merged) == owned(app, "contact", merged) == 0
    assert shared_days(app) == []
    heads = rows(app, "SELECT count(*) FROM household_member WHERE deleted_at IS NULL"
                 " AND relation = '02' GROUP BY household_id")  # fmt: skip
    assert all(count == (1,) for count in heads)
    app.merging.undo(result.uid, "错了", clerk)
    assert snapshot(app) == before


def periods(app: Application) -> list[tuple[object, ...]]:
    sql = "SELECT member_id, state, from_on, to_on FROM membership_period WHERE deleted_at IS NULL"
    return [tuple(row) for row in rows(app, sql)]


@pytest.mark.parametrize(
    ("kept", "merged", "state", "left"),
    [
        # A duplicate that somebody closed closes nothing.
        (("2025-01-01", ""), ("2026-01-01", "2026-03-01"), "active", []),
        (("2026-01-01", ""), ("2025-01-01", "2026-03-01"), "active", []),
        # Who left and was registered anew came back on that day, whichever file is kept.
        (("2026-01-01", ""), ("2025-01-01", "2025-06-30"), "active",
         [(1, "left", "2025-07-01", "2025-12-31")]),
        (("2025-01-01", "2025-06-30"), ("2026-01-01", ""), "active",
         [(1, "left", "2025-07-01", "2025-12-31")]),
        (("2025-01-01", "2025-06-30"), ("2026-01-01", "2026-03-01"), "left",
         [(1, "left", "2025-07-01", "2025-12-31"), (1, "left", "2026-03-02", None)]),
        # Otherwise the file that is kept says how it stands.
        (("2025-01-01", "2026-06-30"), ("2026-01-01", ""), "left",
         [(1, "left", "2026-07-01", None)]),
    ],
)  # fmt: skip
def test_how_the_membership_stands_afterwards(
    app: Application, clerk: Actor, kept: tuple[str, str], merged: tuple[str, str], state: str,
    left: list[tuple[object, ...]],
) -> None:  # fmt: skip
    uids = []
    for n, (joined, last) in enumerate((kept, merged)):
        number = id_number("19400101", 124 + 2 * n)
        uids.append(register(app, clerk, "王秀英", id_number=number, joined_on=joined))
        if last:
            leave(app, clerk, uids[n], dt.date.fromisoformat(last))
    before = snapshot(app)
    result = app.merging.merge(uids[0], uids[1], {}, "本人核对", clerk)
    assert app.members.file(uids[0], clerk).state == state
    assert app.members.count(clerk) == (state == "active")
    assert sorted(periods(app)) == left
    app.merging.undo(result.uid, "其实是两个人", clerk)
    assert snapshot(app) == before


def test_days_that_a_merge_brought_do_not_stand_in_the_way_of_undoing_two(
    app: Application, clerk: Actor, administrator: Actor, tmp_path: Path
) -> None:
    one, two, three = (
        register(app, clerk, "王秀英", id_number=id_number("19400101", 124 + 2 * n),
                 joined_on="2026-01-01")
        for n in range(3)
    )  # fmt: skip
    leave(app, clerk, one, dt.date(2026, 11, 1))
    version = app.members.file(one, clerk).version
    app.members.change(ChangeMember(one, version, {}, terminal_pin="7001"), clerk)
    file = tmp_path / "1_attlog.dat"
    file.write_text("     7001\t2026-11-20 08:01:02\t1\t0\t15\t0\r\n")
    app.import_terminal_file(file, "1", clerk)
    before = snapshot(app)
    first = app.merging.merge(two, one, {}, "本人核对", clerk)
    assert owned(app, "attendance", two) == 1
    second = app.merging.merge(three, two, {}, "本人核对", clerk)
    assert owned(app, "attendance", three) == 1
    app.merging.undo(second.uid, "错了", clerk)
    app.merging.undo(first.uid, "错了", clerk)
    assert snapshot(app) == before
    assert app.audit.verify(administrator).sound


def test_nobody_is_registered_again_by_the_number_of_the_file_that_went(
    app: Application, clerk: Actor, pair: tuple[str, str]
) -> None:
    other = id_number("19400101", 142)
    app.merging.merge(*pair, {}, "本人核对", clerk)
    with pytest.raises(ValidationProblem) as refused:
        register(app, clerk, "王秀瑛", id_number=other)
    assert "王秀英" in refused.value.fields["id_number"]
    version = app.members.file(pair[0], clerk).version
    app.members.change(ChangeMember(pair[0], version, {"id_number": other}), clerk)
    assert app.members.who(other, clerk).uid == pair[0]


@pytest.mark.parametrize(
    ("kept", "merged", "state"),
    [
        # Somebody on the list who is registered a second time does not have to wait again.
        ("waiting", "active", "active"),
        ("active", "waiting", "active"),
        ("waiting", "paused", "paused"),
        ("waiting", "waiting", "registered"),
        # Whoever left and is registered anew waits, whichever file is kept.
        ("waiting", "left", "registered"),
        ("left", "waiting", "registered"),
    ],
)
def test_a_file_that_only_waits_takes_nobody_off_the_list(
    app: Application, clerk: Actor, kept: str, merged: str, state: str
) -> None:
    today, uids = dt.date(2026, 11, 23), []
    for n, stands in enumerate((kept, merged)):
        joined = dt.date(2026, 11, 20) if stands == "waiting" else dt.date(2025, 1, 1)
        number = id_number("19400101", 124 + 2 * n)
        uid = register(app, clerk, "王秀英", id_number=number, joined_on=joined.isoformat())
        uids.append(uid)
        if stands == "waiting":
            app.memberships.wait(WaitMember(uid, joined, "家属来办"), clerk)
        elif stands == "paused":
            pause(app, clerk, uid, today - dt.timedelta(days=9))
        elif stands == "left":
            leave(app, clerk, uid, dt.date(2025, 6, 30))
    before = snapshot(app)
    result = app.merging.merge(*uids, {}, "本人核对", clerk)
    assert app.members.file(uids[0], clerk).state == state
    app.merging.undo(result.uid, "其实是两个人", clerk)
    assert snapshot(app) == before
