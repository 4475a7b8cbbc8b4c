"""Drafts, finished assessments, corrections, older results, and the level on the file."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from app.core.clock import SHANGHAI, FixedClock
from app.core.errors import NotAllowed, UserError, ValidationProblem
from app.core.paths import DataFolder
from app.db.session import Database
from app.services.assessments import GB, OtherResult, SaveAssessment
from app.services.assessments.items import EVENT_COLUMNS, ITEMS
from app.services.assessments.legacy import covered_levels
from app.services.assessments.mirror import last_day
from app.services.members import ChangeMember
from app.services.rights import SYSTEM, Actor
from app.views.members.fields import livings
from app.wiring import Application
from tests.helpers.assessing import assess, whole
from tests.helpers.people import register


@pytest.fixture
def who(app: Application, clerk: Actor) -> str:
    return register(app, clerk, "陈秀英", self_care="自理", emergency_phone="13812341234")


def level(app: Application, who: str) -> Any:
    return app.members.file(who, SYSTEM).values["ability_level"]


def fall(app: Application, actor: Actor, who: str, **changes: Any) -> dict[str, str]:
    with pytest.raises(ValidationProblem) as caught:
        assess(app, actor, who, **changes)
    return caught.value.fields


# --- taking back --------------------------------------------------------------------------


def test_what_was_entered_on_the_wrong_person_is_taken_back(
    app: Application, clerk: Actor, who: str
) -> None:
    uid = assess(app, clerk, who, b1_1=0)
    assert level(app, who) == 1
    app.assessments.void(uid, "登错了人", clerk)
    (row,) = app.assessments.of_member(who, clerk)
    assert (row.state, row.level, row.words) == ("void", None, "轻度失能")
    assert row.void_reason == "登错了人"
    assert app.assessments.get(uid, clerk).void_reason == "登错了人"
    assert app.assessments.current(who, clerk) is None
    assert level(app, who) is None
    app.assessments.unvoid(uid, clerk)
    (row,) = app.assessments.of_member(who, clerk)
    assert (row.state, row.level, row.void_reason) == ("final", 1, "")
    assert level(app, who) == 1


def test_the_level_follows_what_is_valid_without_it(
    app: Application, clerk: Actor, who: str
) -> None:
    assess(app, clerk, who, assessed_on=dt.date(2026, 3, 1), b1_1=0)
    newest = assess(app, clerk, who)
    assert level(app, who) == 0
    app.assessments.void(newest, "登错了人", clerk)
    assert level(app, who) == 1
    assert app.assessments.which(who, "", clerk) != newest
    app.assessments.unvoid(newest, clerk)
    assert level(app, who) == 0


def test_with_a_correction_its_original_is_taken_back_too(
    app: Application, clerk: Actor, who: str
) -> None:
    first = assess(app, clerk, who, b1_1=0)
    draft = app.assessments.correct(first, "漏看一项", clerk)
    with pytest.raises(UserError, match="更正还没有完成"):
        app.assessments.void(first, "登错了人", clerk)
    version = app.assessments.get(draft, clerk).version
    app.assessments.finish(SaveAssessment(who, {"b1_2": 0}, draft, version), clerk)
    with pytest.raises(UserError, match="已经更正过"):
        app.assessments.void(first, "登错了人", clerk)
    app.assessments.void(draft, "登错了人", clerk)
    (row,) = app.assessments.of_member(who, clerk)
    assert [row.state, *(one.state for one in row.earlier)] == ["void", "void"]
    assert level(app, who) is None
    app.assessments.unvoid(draft, clerk)
    (row,) = app.assessments.of_member(who, clerk)
    assert (row.uid, row.state, len(row.earlier)) == (draft, "final", 1)


def test_taking_back_asks_for_a_reason_and_a_finished_one(
    app: Application, clerk: Actor, who: str
) -> None:
    uid = assess(app, clerk, who)
    with pytest.raises(ValidationProblem) as caught:
        app.assessments.void(uid, " ", clerk)
    assert caught.value.fields == {"reason": "请写明为什么作废。"}
    draft = app.assessments.save_draft(SaveAssessment(who, {"b1_1": 0}), clerk).uid
    with pytest.raises(UserError, match="只有已完成"):
        app.assessments.void(draft, "登错了人", clerk)
    with pytest.raises(UserError, match="没有作废"):
        app.assessments.unvoid(uid, clerk)
    app.assessments.void(uid, "登错了人", clerk)
    for wrong in (app.assessments.void, app.assessments.correct):
        with pytest.raises(UserError, match="只有已完成"):
            wrong(uid, "再来", clerk)


def test_an_older_result_is_taken_back_without_touching_the_level(
    app: Application, clerk: Actor, who: str
) -> None:
    assess(app, clerk, who, b1_1=0)
    older = app.assessments.record_other(
        OtherResult(who, "MZ/T 039-2013", dt.date(2019, 5, 1), "2 级"), clerk
    )
    app.assessments.void(older, "抄了别人的", clerk)
    assert level(app, who) == 1
    assert [row.state for row in app.assessments.of_member(who, clerk)] == ["final", "void"]


# --- finishing ----------------------------------------------------------------------------


def test_a_finished_assessment_holds_sums_levels_and_rule(
    app: Application, clerk: Actor, who: str
) -> None:
    uid = assess(app, clerk, who, b1_1=0, b2_4=1, falls=1, wandering=1, diagnoses=["dementia"])
    found = app.assessments.get(uid, clerk)
    assert found.result.sums == {"b1": 28, "b2": 13, "b3": 28, "b4": 15}
    assert (found.result.total, found.result.preliminary, found.result.final) == (84, 1, 2)
    assert found.result.rules == ("diagnosis", "events")
    assert (found.number, found.state, found.standard) == ("PG-20261123-001", "final", GB)
    with app.db.glance() as connection:
        stored = connection.execute(
            "SELECT score_b1, score_b2, total, preliminary_level, rule, final_level FROM assessment"
        ).fetchone()
    assert tuple(stored) == (28, 13, 84, 1, "diagnosis、events", 2)
    assert level(app, who) == 2


def test_everything_missing_is_said_at_once(app: Application, clerk: Actor, who: str) -> None:
    with pytest.raises(ValidationProblem) as caught:
        app.assessments.finish(SaveAssessment(who, {}), clerk)
    fields = caught.value.fields
    assert {item.column for item in ITEMS} <= fields.keys()
    assert set(EVENT_COLUMNS) <= fields.keys()
    assert {"informant_name", "informant_relation", "assessor1", "assessor2"} <= fields.keys()
    assert fields["b2_4"] == "B.2.4 上下楼梯还没有评分。"
    assert app.assessments.of_member(who, clerk) == ()
    assert level(app, who) is None


def test_one_person_cannot_assess_for_two(app: Application, clerk: Actor, who: str) -> None:
    assert fall(app, clerk, who, assessor2=" 李 评估 ") == {
        "assessor2": "评估人员要有两名，不能是同一个人。"
    }


def test_none_and_something_else_contradict(app: Application, clerk: Actor, who: str) -> None:
    words = "选了“无”，就不能再选别的，请核对。"
    assert fall(app, clerk, who, diagnoses=["none", "dementia"]) == {"diagnoses": words}
    assert fall(app, clerk, who, conditions=["none", "coma"])["conditions"] == words


def test_a_day_to_come_and_a_wrong_step_are_refused(
    app: Application, clerk: Actor, who: str
) -> None:
    fields = fall(app, clerk, who, assessed_on=dt.date(2026, 11, 24), b3_7=2, falls=4)
    assert fields == {
        "assessed_on": "评估基准日期在今天以后，请核对。",
        "b3_7": "B.3.7 攻击行为只能评 0 到 1 分。",
        "falls": "“跌倒”请选无、1 次、2 次或 3 次及以上。",
    }


def test_a_blank_item_is_refused_and_not_taken_as_nought(
    app: Application, clerk: Actor, who: str
) -> None:
    assert fall(app, clerk, who, b4_5=None) == {"b4_5": "B.4.5 社会交往能力还没有评分。"}


def test_coma_is_kept_apart_from_stupor(app: Application, clerk: Actor, who: str) -> None:
    stupor = assess(app, clerk, who, b3_9=0)
    coma = assess(app, clerk, who, b3_9=0, coma=True)
    found = [app.assessments.get(uid, clerk) for uid in (stupor, coma)]
    assert [(f.result.total, f.result.final, f.values["coma"]) for f in found] == [
        (88, 1, False), (88, 4, True),
    ]  # fmt: skip
    assert fall(app, clerk, who, coma=True) == {
        "b3_9": "昏迷在 B.3.9 意识水平里评 0 分，请重新选择。"
    }
    assert "conditions" in fall(app, clerk, who, conditions=["coma"])


def test_background_keeps_its_codes_and_refuses_others(
    app: Application, clerk: Actor, who: str
) -> None:
    background = {"height": "158", "weight": "52.5", "living": ["children", "spouse"],
                  "payment": ["resident"], "religion": "no"}  # fmt: skip
    uid = assess(app, clerk, who, background=background)
    kept = app.assessments.get(uid, clerk).values["background"]
    assert kept == {**background, "living": ["spouse", "children"]}
    fields = fall(app, clerk, who, background={"height": "15.8", "living": ["moon"]})
    assert set(fields) == {"height", "living"}
    assert set(fall(app, clerk, who, diagnoses=["flu"], cause="why")) == {"diagnoses", "cause"}


def test_an_unknown_field_is_a_mistake_of_the_program(
    app: Application, clerk: Actor, who: str
) -> None:
    with pytest.raises(ValueError, match="not a field"):
        app.assessments.save_draft(SaveAssessment(who, {"b9_9": 1}), clerk)
    with pytest.raises(ValueError, match=r"not part of A\.2"):
        app.assessments.save_draft(SaveAssessment(who, {"background": {"shoe": 1}}), clerk)


# --- drafts -------------------------------------------------------------------------------


def test_a_draft_has_no_level_and_survives_a_restart(
    app: Application, clerk: Actor, who: str, clock: FixedClock
) -> None:
    saved = app.assessments.save_draft(SaveAssessment(who, {"b1_1": 3, "falls": 0}), clerk)
    app.db.close()
    folder = DataFolder(app.folder.root)
    again = Application(folder, Database(folder.database, app.db.key, clock=clock), None)
    found = again.assessments.get(saved.uid, clerk)
    assert (found.values["b1_1"], found.values["b1_2"], found.state) == (3, None, "draft")
    assert found.result.final is None
    row = again.assessments.of_member(who, clerk)[0]
    assert (row.state, row.level, row.words) == ("draft", None, "")
    assert level(again, who) is None
    uid = again.assessments.finish(
        SaveAssessment(who, whole(b1_1=3), saved.uid, saved.version), clerk
    )
    assert (uid, again.assessments.get(uid, clerk).result.total) == (saved.uid, 89)
    again.close()


def test_a_draft_changed_elsewhere_is_not_overwritten(
    app: Application, clerk: Actor, who: str
) -> None:
    saved = app.assessments.save_draft(SaveAssessment(who, {"b1_1": 3}), clerk)
    app.assessments.save_draft(SaveAssessment(who, {"b1_1": 2}, saved.uid, saved.version), clerk)
    with pytest.raises(UserError, match="别处改过"):
        app.assessments.save_draft(
            SaveAssessment(who, {"b1_1": 4}, saved.uid, saved.version), clerk
        )
    assert app.assessments.get(saved.uid, clerk).values["b1_1"] == 2


def test_a_draft_keeps_what_is_right_and_says_what_is_not(
    app: Application, clerk: Actor, who: str
) -> None:
    values = {"b1_1": 3, "b3_7": 2, "background": {"height": "15.8", "weight": "50"}}
    saved = app.assessments.save_draft(SaveAssessment(who, values), clerk)
    assert set(saved.faults) == {"b3_7", "height"}
    kept = app.assessments.get(saved.uid, clerk).values
    assert (kept["b1_1"], kept["b3_7"], kept["background"]) == (3, None, {"weight": "50"})


def test_the_same_values_again_are_no_change(app: Application, clerk: Actor, who: str) -> None:
    saved = app.assessments.save_draft(SaveAssessment(who, {"b1_1": 3}), clerk)
    again = app.assessments.save_draft(
        SaveAssessment(who, {"b1_1": 3}, saved.uid, saved.version), clerk
    )
    assert again == saved


def test_a_draft_of_somebody_else_is_not_theirs(app: Application, clerk: Actor, who: str) -> None:
    saved = app.assessments.save_draft(SaveAssessment(who, {"b1_1": 3}), clerk)
    other = register(app, clerk, "王建国")
    with pytest.raises(UserError, match="不是这位老人的"):
        app.assessments.save_draft(SaveAssessment(other, {}, saved.uid, saved.version), clerk)


def test_a_draft_can_be_given_up_and_taken_back(
    app: Application, clerk: Actor, manager: Actor, who: str
) -> None:
    saved = app.assessments.save_draft(SaveAssessment(who, {"b1_1": 3}), clerk)
    with pytest.raises(ValidationProblem):
        app.assessments.delete_draft(saved.uid, " ", clerk)
    app.assessments.delete_draft(saved.uid, "填错了人", clerk)
    assert app.assessments.of_member(who, clerk) == ()
    with pytest.raises(UserError, match="找不到这份评估"):
        app.assessments.get(saved.uid, clerk)
    assert app.audit.show(manager, limit=1)[0].reason == "填错了人"
    app.assessments.restore_draft(saved.uid, clerk)
    assert app.assessments.get(saved.uid, clerk).values["b1_1"] == 3


def test_what_is_finished_is_never_changed(app: Application, clerk: Actor, who: str) -> None:
    uid = assess(app, clerk, who)
    version = app.assessments.get(uid, clerk).version
    attempts = (
        lambda: app.assessments.save_draft(SaveAssessment(who, {"b1_1": 0}, uid, version), clerk),
        lambda: app.assessments.finish(SaveAssessment(who, whole(), uid, version), clerk),
        lambda: app.assessments.delete_draft(uid, "不要了", clerk),
    )
    for attempt in attempts:
        with pytest.raises(UserError, match="已经完成"):
            attempt()
    assert app.assessments.get(uid, clerk).result.total == 90


def test_a_new_one_knows_what_the_file_and_the_last_one_know(
    app: Application, clerk: Actor, who: str
) -> None:
    first = app.assessments.prepare(who, clerk)
    assert first.values["cause"] == "first"
    assert first.values["assessor1"] == "小王"
    assert first.values["organisation"] == "小河街道居家养老服务中心"
    assert first.values["contact_phone"] == "138****1234"
    assert len(first.result.missing) == 26 + 5
    assess(app, clerk, who, background={"height": "158", "weight": "50", "income": ["pension"]})
    second = app.assessments.prepare(who, clerk)
    assert second.values["cause"] == "routine"
    assert second.values["background"] == {"height": "158", "income": ["pension"]}
    assert second.values["b1_1"] is None
    assert len(app.assessments.of_member(who, clerk)) == 1


@pytest.mark.parametrize(("value", "word"), livings())
def test_every_way_of_living_in_the_file_is_known_to_a_new_one(
    app: Application, clerk: Actor, value: str, word: str
) -> None:
    uid = register(app, clerk, "周秀珍", living=value)
    codes = app.assessments.prepare(uid, clerk).values["background"]["living"]
    assert len(codes) == 1, word


def test_the_phone_of_the_file_is_kept_whole_and_shown_masked(
    app: Application, clerk: Actor, who: str
) -> None:
    uid = assess(app, clerk, who, contact_phone="138****1234")
    assert app.assessments.get(uid, clerk).values["contact_phone"] == "138****1234"
    with app.db.glance() as connection:
        stored = connection.execute("SELECT contact_phone FROM assessment").fetchone()
    assert stored[0] == "13812341234"
    assert fall(app, clerk, who, contact_phone="打给儿子") == {
        "contact_phone": "电话只能是数字，请核对。"
    }


# --- corrections --------------------------------------------------------------------------


def test_a_correction_is_a_new_version_and_leaves_the_first_alone(
    app: Application, clerk: Actor, manager: Actor, who: str
) -> None:
    uid = assess(app, clerk, who, b1_1=0)
    before = app.assessments.get(uid, clerk)
    with pytest.raises(ValidationProblem):
        app.assessments.correct(uid, "", clerk)
    draft = app.assessments.correct(uid, "进食看错了", clerk)
    assert app.assessments.correct(uid, "再点一次", clerk) == draft
    assert level(app, who) == 1  # the first one holds until the correction is finished
    open_one = app.assessments.get(draft, clerk)
    assert (open_one.values["b1_1"], open_one.corrects) == (0, uid)
    app.assessments.finish(SaveAssessment(who, {"b1_1": 4}, draft, open_one.version), clerk)
    assert app.assessments.get(uid, clerk) == before
    rows = app.assessments.of_member(who, clerk)
    assert [(r.uid, r.level, r.correction_reason) for r in rows] == [(draft, 0, "进食看错了")]
    assert [(r.uid, r.level) for r in rows[0].earlier] == [(uid, 1)]
    assert level(app, who) == 0
    with pytest.raises(UserError, match="已经更正过"):
        app.assessments.correct(uid, "又错了", clerk)
    assert any(e.reason == "进食看错了" for e in app.audit.show(manager, limit=20))


def test_a_chain_of_corrections_is_folded_under_the_last(
    app: Application, clerk: Actor, who: str
) -> None:
    uids = [assess(app, clerk, who)]
    for points in (3, 2):
        draft = app.assessments.correct(uids[-1], f"改为 {points} 分", clerk)
        version = app.assessments.get(draft, clerk).version
        app.assessments.finish(SaveAssessment(who, {"b1_1": points}, draft, version), clerk)
        uids.append(draft)
    (row,) = app.assessments.of_member(who, clerk)
    assert [r.uid for r in (row, *row.earlier)] == uids[::-1]


# --- how long, and the level on the file --------------------------------------------------


def test_the_newest_by_its_date_counts_and_not_the_last_typed(
    app: Application, clerk: Actor, who: str
) -> None:
    assess(app, clerk, who, b1_1=0)
    assess(app, clerk, who, assessed_on=dt.date(2026, 3, 1))
    assert level(app, who) == 1
    rows = app.assessments.of_member(who, clerk)
    assert [r.assessed_on for r in rows] == ["2026-11-23", "2026-03-01"]
    current = app.assessments.current(who, clerk)
    assert current is not None
    assert current.uid == rows[0].uid


def test_it_is_valid_for_as_long_as_the_setting_says(
    app: Application, clerk: Actor, manager: Actor, who: str
) -> None:
    first = assess(app, clerk, who)
    app.settings.change({"assessment_valid_months": 0}, manager)
    second = assess(app, clerk, who)
    until = [app.assessments.get(uid, clerk).valid_until for uid in (first, second)]
    assert until == ["2027-11-23", ""]


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        ("2026-11-23", 12, "2027-11-23"), ("2024-02-29", 12, "2025-02-28"),
        ("2026-08-31", 6, "2027-02-28"), ("2026-12-31", 1, "2027-01-31"), ("2026-01-01", 0, None),
    ],
)  # fmt: skip
def test_the_last_day(day: str, months: int, last: str | None) -> None:
    found = last_day(dt.date.fromisoformat(day), months)
    assert (found and found.isoformat()) == last


def test_a_level_goes_when_it_has_run_out(
    app: Application, clerk: Actor, who: str, clock: FixedClock
) -> None:
    assess(app, clerk, who, b1_1=0)
    clock.moment = dt.datetime(2027, 11, 23, 9, tzinfo=SHANGHAI)
    assert app.assessments.lapse(SYSTEM) == 0
    assert not app.assessments.of_member(who, clerk)[0].expired
    clock.moment = dt.datetime(2027, 11, 24, 0, 5, tzinfo=SHANGHAI)
    assert app.assessments.of_member(who, clerk)[0].expired
    assert app.assessments.current(who, clerk) is None
    assert app.assessments.lapse(SYSTEM) == 1
    assert level(app, who) is None
    assert app.assessments.lapse(SYSTEM) == 0


def test_a_level_entered_since_it_ran_out_stays(
    app: Application, clerk: Actor, who: str, clock: FixedClock
) -> None:
    assess(app, clerk, who, b1_1=0)
    clock.moment = dt.datetime(2027, 12, 1, 9, tzinfo=SHANGHAI)
    file = app.members.file(who, clerk)
    app.members.change(ChangeMember(who, file.version, {"ability_level": 3}), clerk)
    assert app.assessments.lapse(SYSTEM) == 0
    assert level(app, who) == 3


def test_an_old_one_entered_late_gives_no_level(app: Application, clerk: Actor, who: str) -> None:
    assess(app, clerk, who, assessed_on=dt.date(2024, 1, 5))
    assert level(app, who) is None


def test_a_level_from_a_list_stays_until_somebody_assesses(
    app: Application, clerk: Actor, clock: FixedClock
) -> None:
    who = register(app, clerk, "王建国", ability_level=3)
    app.assessments.save_draft(SaveAssessment(who, {"b1_1": 4}), clerk)
    app.assessments.record_other(
        OtherResult(who, "MZ/T 039-2013", dt.date(2020, 5, 1), "1 级 轻度失能"), clerk
    )
    assert app.assessments.lapse(SYSTEM) == 0
    assert level(app, who) == 3
    assess(app, clerk, who)
    assert level(app, who) == 0


# --- older standards ----------------------------------------------------------------------


def test_an_older_result_keeps_its_words_and_sets_no_level(
    app: Application, clerk: Actor, who: str
) -> None:
    uid = app.assessments.record_other(
        OtherResult(
            who, "MZ/T 039-2013", dt.date(2020, 5, 1), "2 级（中度失能）",
            "日常生活活动 55；精神状态 1", "某评估中心", dt.date(2020, 11, 1),
        ),
        clerk,
    )  # fmt: skip
    (row,) = app.assessments.of_member(who, clerk)
    assert (row.words, row.level, row.total) == ("2 级（中度失能）", None, None)
    assert (row.other_score, row.expired) == ("日常生活活动 55；精神状态 1", True)
    assert level(app, who) is None
    corrected = app.assessments.record_other(
        OtherResult(who, "MZ/T 039-2013", dt.date(2020, 5, 1), "1 级", corrects=uid, reason="抄错"),
        clerk,
    )
    (row,) = app.assessments.of_member(who, clerk)
    assert (row.uid, row.words, row.earlier[0].uid) == (corrected, "1 级", uid)
    with pytest.raises(UserError, match="只有已完成的国标评估"):
        app.assessments.correct(corrected, "换算成国标", clerk)


def test_an_older_result_needs_what_it_is(app: Application, clerk: Actor, who: str) -> None:
    with pytest.raises(ValidationProblem) as caught:
        app.assessments.record_other(OtherResult(who, GB, None, " "), clerk)
    assert set(caught.value.fields) == {"standard", "level", "assessed_on"}
    with pytest.raises(ValidationProblem) as caught:
        app.assessments.record_other(
            OtherResult(who, "地方", dt.date(2026, 5, 1), "一级", valid_until=dt.date(2026, 4, 1)),
            clerk,
        )
    assert set(caught.value.fields) == {"valid_until"}
    with pytest.raises(ValidationProblem) as caught:  # everything that is wrong, all at once
        app.assessments.record_other(
            OtherResult(who, "地方", dt.date(2026, 12, 1), "", valid_until=dt.date(2026, 4, 1)),
            clerk,
        )
    assert set(caught.value.fields) == {"level", "assessed_on", "valid_until"}
    gb = assess(app, clerk, who)
    with pytest.raises(UserError, match="国标评估"):
        app.assessments.record_other(
            OtherResult(who, "地方", dt.date(2026, 5, 1), "一级", corrects=gb, reason="改"), clerk
        )


# --- comparing ----------------------------------------------------------------------------


def test_two_assessments_item_by_item(app: Application, clerk: Actor, who: str) -> None:
    old = assess(app, clerk, who, assessed_on=dt.date(2026, 1, 5), b1_1=2, b2_3=4)
    new = assess(app, clerk, who, b1_1=4, b2_3=1)
    found = app.assessments.compare(new, old, clerk)
    assert (found.before.uid, found.after.uid) == (old, new)
    lines = {line.name: line for line in found.lines}
    assert (lines["进食"].before, lines["进食"].after, lines["进食"].difference) == (2, 4, 2)
    assert lines["平地行走"].difference == -3
    assert lines["自理能力"].difference == 2
    assert (lines["总分"].before, lines["总分"].after) == (88, 87)
    assert lines["最终等级"].difference == 0
    assert len(found.lines) == 26 + 4 + 3


def test_two_people_are_not_compared(app: Application, clerk: Actor, who: str) -> None:
    gb = assess(app, clerk, who)
    theirs = assess(app, clerk, register(app, clerk, "王建国"))
    with pytest.raises(UserError) as caught:
        app.assessments.compare(gb, theirs, clerk)
    assert caught.value.code == "not_comparable"


def test_other_standards_stand_beside_each_other_without_a_difference(
    app: Application, clerk: Actor, who: str
) -> None:
    gb = assess(app, clerk, who)
    older, local, again = (
        app.assessments.record_other(OtherResult(who, standard, day, words), clerk)
        for standard, day, words in (
            ("MZ/T 039-2013", dt.date(2019, 5, 1), "2 级"),
            ("地方", dt.date(2020, 5, 1), "一级"),
            ("地方", dt.date(2021, 5, 1), "二级"),
        )
    )
    for first, second in ((gb, older), (local, older), (gb, local)):
        found = app.assessments.compare(first, second, clerk)
        assert found.lines == ()
        assert found.why_not.startswith("不可比较：不同标准")
    found = app.assessments.compare(gb, older, clerk)
    assert (found.before.uid, found.after.uid) == (older, gb)
    assert (found.before.other_level, found.after.result.final) == ("2 级", 0)
    same = app.assessments.compare(again, local, clerk)
    assert (same.before.other_level, same.after.other_level) == ("一级", "二级")
    assert "照原文" in same.why_not
    assert app.assessments.compare(gb, assess(app, clerk, who), clerk).why_not == ""


def test_which_assessment_is_meant_by_number_or_day(
    app: Application, clerk: Actor, who: str
) -> None:
    first = assess(app, clerk, who, assessed_on=dt.date(2026, 1, 5))
    second = assess(app, clerk, who)
    draft = app.assessments.correct(second, "看错", clerk)
    version = app.assessments.get(draft, clerk).version
    app.assessments.finish(SaveAssessment(who, {"b1_1": 2}, draft, version), clerk)
    numbers = [app.assessments.get(uid, clerk).number for uid in (first, second, draft)]
    which = app.assessments.which
    assert [which(who, number, clerk) for number in numbers] == [first, second, draft]
    assert which(who, "2026-01-05", clerk) == first
    assert which(who, "2026-11-23", clerk) == draft, "not what was corrected since"
    assert which(who, "", clerk) == draft
    third = assess(app, clerk, who)
    with pytest.raises(UserError) as caught:
        which(who, "2026-11-23", clerk)
    for number in (numbers[2], app.assessments.get(third, clerk).number):
        assert number in caught.value.message
    with pytest.raises(UserError, match="没有编号或日期是"):
        which(who, "PG-20200101-001", clerk)


def test_the_one_meant_without_a_word_is_by_the_standard_in_force(
    app: Application, clerk: Actor, who: str
) -> None:
    with pytest.raises(UserError, match="还没有完成的能力评估"):
        app.assessments.which(who, "", clerk)
    app.assessments.save_draft(SaveAssessment(who, {"b1_1": 3}), clerk)
    local = app.assessments.record_other(
        OtherResult(who, "地方", dt.date(2026, 10, 1), "一级"), clerk
    )
    assert app.assessments.which(who, "", clerk) == local
    expired = assess(app, clerk, who, assessed_on=dt.date(2024, 1, 5))
    assert app.assessments.which(who, "", clerk) == expired


# --- the older field beside it ------------------------------------------------------------


def test_a_contradiction_with_the_older_field_is_said(
    app: Application, clerk: Actor, manager: Actor, who: str
) -> None:
    assert app.assessments.notice(who, clerk) == ""
    assess(app, clerk, who, b1_1=0, diagnoses=["dementia"])
    assert "自理情况（旧）是“自理”，最近评估是“中度失能”" in app.assessments.notice(who, clerk)
    file = app.members.file(who, clerk)
    app.members.change(ChangeMember(who, file.version, {"self_care": "半失能"}), clerk)
    assert app.assessments.notice(who, clerk) == ""
    app.settings.change({"self_care_levels": "自理 0；半失能 1；失能 2-4"}, manager)
    assert app.assessments.notice(who, clerk) != ""
    assert app.assessments.legacy_words(2, clerk) == ("失能",)


def test_the_mapping_is_read_as_people_type_it(app: Application, manager: Actor) -> None:
    assert covered_levels("自理0~1，半失能 2-3; 失能 4") == {
        "自理": (0, 1), "半失能": (2, 3), "失能": (4,),
    }  # fmt: skip
    for wrong in ("自理 0", "自理 0；半失能 1；失能 5", "自理 1-0；半失能 2；失能 3", ""):
        with pytest.raises(ValidationProblem):
            app.settings.change({"self_care_levels": wrong}, manager)


# --- rights and traces --------------------------------------------------------------------


def test_who_may_not_write_writes_nothing(app: Application, clerk: Actor, who: str) -> None:
    uid = assess(app, clerk, who)
    assert app.assessments.get(uid, SYSTEM).result.total == 90
    stranger: Any = object()
    for attempt in (
        lambda: app.assessments.finish(SaveAssessment(who, whole()), stranger),
        lambda: app.assessments.of_member(who, stranger),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_each_step_is_in_the_audit_with_its_time(
    app: Application, clerk: Actor, manager: Actor, who: str, clock: FixedClock
) -> None:
    saved = app.assessments.save_draft(SaveAssessment(who, {"b1_1": 3}), clerk)
    clock.moment = dt.datetime(2026, 11, 23, 9, 15, tzinfo=SHANGHAI)
    app.assessments.finish(SaveAssessment(who, whole(), saved.uid, saved.version), clerk)
    events = [e for e in app.audit.show(manager, limit=10) if e.entity == "assessment"]
    assert [(e.action, e.actor_name) for e in events] == [("update", "小王"), ("insert", "小王")]
    assert [e.reason for e in events] == ["完成能力评估", "保存评估草稿"]
    assert app.audit.verify(manager).problems == ()
    with app.db.glance() as connection:
        made, changed = connection.execute(
            "SELECT created_at, updated_at FROM assessment"
        ).fetchone()
    assert made.startswith("2026-11-23T00:30")
    assert changed.startswith("2026-11-23T01:15")


# --- what must not be able to happen ------------------------------------------------------


@pytest.mark.parametrize("given", [{"coma": True}, {"coma": True, "b3_9": 2}])
def test_a_draft_never_contradicts_itself(
    app: Application, clerk: Actor, who: str, given: dict[str, Any]
) -> None:
    """A draft with coma and a clear mind could not be opened again."""
    saved = app.assessments.save_draft(SaveAssessment(who, given), clerk)
    assert set(saved.faults) == {"b3_9"}
    assert app.assessments.get(saved.uid, clerk).values["coma"] is False


def test_a_correction_of_the_first_of_a_day_leaves_the_second_in_force(
    app: Application, clerk: Actor, who: str
) -> None:
    """Assessed twice on one day, the second time because something had happened."""
    first = assess(app, clerk, who, b1_1=0)
    second = assess(app, clerk, who, cause="immediate", b1_1=0, falls=2)
    assert level(app, who) == 2
    draft = app.assessments.correct(first, "进食看错了", clerk)
    version = app.assessments.get(draft, clerk).version
    app.assessments.finish(SaveAssessment(who, {"b1_1": 4}, draft, version), clerk)
    assert level(app, who) == 2
    current = app.assessments.current(who, clerk)
    assert current is not None
    assert current.uid == second
    assert [row.uid for row in app.assessments.of_member(who, clerk)] == [second, draft]
    found = app.assessments.compare(draft, second, clerk)
    assert (found.before.uid, found.after.uid) == (draft, second)
    assert app.assessments.lapse(SYSTEM) == 0


def test_nobody_was_assessed_before_there_was_a_standard(
    app: Application, clerk: Actor, who: str
) -> None:
    assert set(fall(app, clerk, who, assessed_on=dt.date(2022, 12, 29))) == {"assessed_on"}
    assess(app, clerk, who, assessed_on=dt.date(2022, 12, 30))
    with pytest.raises(ValidationProblem) as caught:
        app.assessments.record_other(OtherResult(who, "地方", dt.date(1026, 5, 1), "轻"), clerk)
    assert set(caught.value.fields) == {"assessed_on"}


def test_the_form_of_the_file_does_not_overrule_an_assessment(
    app: Application, clerk: Actor, who: str, clock: FixedClock
) -> None:
    assess(app, clerk, who, b1_1=0)
    file = app.members.file(who, clerk)
    with pytest.raises(ValidationProblem) as caught:
        app.members.change(ChangeMember(who, file.version, {"ability_level": 4}), clerk)
    assert set(caught.value.fields) == {"ability_level"}
    app.members.change(ChangeMember(who, file.version, {"ability_level": 1, "note": "x"}), clerk)
    assert level(app, who) == 1


def test_an_older_one_that_is_still_valid_does_not_come_back(
    app: Application, clerk: Actor, manager: Actor, who: str, clock: FixedClock
) -> None:
    """The newer one ran out first: nobody knows the level, least of all the one before."""
    app.settings.change({"assessment_valid_months": 24}, manager)
    assess(app, clerk, who, assessed_on=dt.date(2026, 1, 1))
    app.settings.change({"assessment_valid_months": 1}, manager)
    assess(app, clerk, who, b1_1=0)
    clock.moment = dt.datetime(2026, 12, 24, 9, tzinfo=SHANGHAI)
    assert app.assessments.lapse(SYSTEM) == 1
    assert (level(app, who), app.assessments.current(who, clerk)) == (None, None)


def test_a_correction_of_the_date_lets_an_earlier_one_count(
    app: Application, clerk: Actor, who: str
) -> None:
    first = assess(app, clerk, who, assessed_on=dt.date(2026, 1, 5), b1_1=0)
    second = assess(app, clerk, who, assessed_on=dt.date(2026, 6, 1))
    assert level(app, who) == 0
    draft = app.assessments.correct(second, "日期写错一年", clerk)
    version = app.assessments.get(draft, clerk).version
    values = {"assessed_on": dt.date(2025, 6, 1)}
    app.assessments.finish(SaveAssessment(who, values, draft, version), clerk)
    current = app.assessments.current(who, clerk)
    assert (level(app, who), current and current.uid) == (1, first)


def test_what_was_decided_is_read_as_it_was_stored(
    app: Application, clerk: Actor, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another table of levels in a later release does not rewrite history."""
    uid = assess(app, clerk, who, b1_1=0, falls=2)
    monkeypatch.setattr("app.services.assessments.scoring.level_of", lambda total: 4)
    found = app.assessments.get(uid, clerk).result
    assert (found.total, found.preliminary, found.rules, found.final) == (86, 1, ("events",), 2)


def test_an_older_result_is_replaced_on_its_own_file_and_not_endless(
    app: Application, clerk: Actor, who: str
) -> None:
    on, other = dt.date(2020, 1, 1), register(app, clerk, "李四")
    mine = app.assessments.record_other(OtherResult(who, "地方", on, "轻度"), clerk)
    with pytest.raises(UserError, match="不是这位老人的"):
        app.assessments.record_other(
            OtherResult(other, "地方", on, "重度", corrects=mine, reason="写错"), clerk
        )
    with pytest.raises(ValidationProblem) as caught:
        app.assessments.record_other(OtherResult(who, "地方", on, "轻" * 201), clerk)
    assert set(caught.value.fields) == {"level"}


def test_two_drafts_of_one_correction_finish_once(app: Application, clerk: Actor, who: str) -> None:
    uid = assess(app, clerk, who)
    first = app.assessments.correct(uid, "重评", clerk)
    app.assessments.delete_draft(first, "重来", clerk)
    second = app.assessments.correct(uid, "重评", clerk)
    app.assessments.restore_draft(first, clerk)
    for draft, refused in ((second, False), (first, True)):
        command = SaveAssessment(who, {}, draft, app.assessments.get(draft, clerk).version)
        if refused:
            with pytest.raises(UserError, match="已经更正过"):
                app.assessments.finish(command, clerk)
        else:
            app.assessments.finish(command, clerk)


def test_a_validity_that_leaves_the_calendar_is_refused(app: Application, manager: Actor) -> None:
    with pytest.raises(ValidationProblem) as caught:
        app.settings.change({"assessment_valid_months": 999_999}, manager)
    assert set(caught.value.fields) == {"assessment_valid_months"}
