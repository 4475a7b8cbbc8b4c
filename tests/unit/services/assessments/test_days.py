"""Days on which nobody can have been assessed are refused in a sentence, everywhere a day is
entered; what stands already can still be corrected."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from app.core.errors import UserError, ValidationProblem
from app.services.assessments import OtherResult, SaveAssessment
from app.services.members import ChangeMember, RegisterMember
from app.services.memberships import LeaveMember, ResumeMember
from app.services.rights import Actor
from app.wiring import Application
from tests.helpers.assessing import assess, whole
from tests.helpers.people import id_number, leave, pause, register

LAST = dt.date(2026, 11, 20)
DAY = dt.timedelta(days=1)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def older(who: str, on: dt.date, **more: Any) -> OtherResult:
    return OtherResult(who, "MZ/T 039-2013", on, "2 级", **more)


def refused(app: Application, actor: Actor, who: str, on: dt.date) -> str:
    """The sentence under the date: the same for a national and for an older result."""
    with pytest.raises(ValidationProblem) as caught:
        assess(app, actor, who, assessed_on=on)
    with pytest.raises(ValidationProblem) as other:
        app.assessments.record_other(older(who, on), actor)
    assert list(caught.value.fields) == list(other.value.fields) == ["assessed_on"]
    said = caught.value.fields["assessed_on"]
    assert other.value.fields["assessed_on"] == said.replace("评估基准日期", "评估日期")
    assert app.assessments.of_member(who, actor) == ()
    return said


def taken(app: Application, actor: Actor, who: str, on: dt.date) -> None:
    assess(app, actor, who, assessed_on=on)
    app.assessments.record_other(older(who, on), actor)


def die(app: Application, actor: Actor, who: str, last: dt.date = LAST) -> None:
    app.memberships.leave(LeaveMember(who, last, "died", "家属来电"), actor)


def test_nobody_is_assessed_after_death(app: Application, clerk: Actor) -> None:
    who = register(app, clerk, "陈秀英", joined_on="2020-01-01")
    die(app, clerk, who)
    said = refused(app, clerk, who, LAST + DAY)
    assert said == "档案登记 2026-11-20 去世，评估基准日期不能在那以后，请核对。"
    taken(app, clerk, who, LAST)


def test_without_a_day_today_is_meant_and_refused(app: Application, clerk: Actor) -> None:
    who = register(app, clerk, "陈秀英", joined_on="2020-01-01")
    die(app, clerk, who)
    with pytest.raises(ValidationProblem) as caught:
        assess(app, clerk, who)
    assert "去世" in caught.value.fields["assessed_on"]


def test_nobody_is_assessed_before_birth(app: Application, clerk: Actor) -> None:
    who = register(app, clerk, "陈小", id_number=id_number(birth="20240101", sequence=101))
    said = refused(app, clerk, who, day("2023-12-31"))
    assert said == (
        "评估基准日期在出生日期 2024-01-01 以前，请核对评估基准日期或档案里的出生日期。"
    )
    taken(app, clerk, who, day("2024-01-01"))


def test_of_whom_only_the_year_is_known_the_year_decides(app: Application, clerk: Actor) -> None:
    given = {"name": "陈小", "id_type": "none", "no_document_reason": "遗失", "birth_date": "2024"}
    who = app.members.register(RegisterMember(given), clerk)
    assert "在出生年份 2024 以前" in refused(app, clerk, who, day("2023-12-31"))
    taken(app, clerk, who, day("2024-01-01"))


def test_after_the_last_day_of_somebody_who_is_gone(app: Application, clerk: Actor) -> None:
    who = register(app, clerk, "陈秀英", joined_on="2020-01-01")
    leave(app, clerk, who, LAST)
    said = refused(app, clerk, who, LAST + DAY)
    assert said == (
        "档案登记 2026-11-20 以后已退出，评估基准日期不能在那以后。请核对日期，或先登记恢复。"
    )
    taken(app, clerk, who, LAST)


def test_who_came_back_brings_a_result_of_the_time_between(app: Application, clerk: Actor) -> None:
    who = register(app, clerk, "陈秀英", joined_on="2020-01-01")
    leave(app, clerk, who, day("2026-06-30"))
    app.memberships.resume(ResumeMember(who, day("2026-11-01"), "补登"), clerk)
    taken(app, clerk, who, day("2026-10-15"))
    assert app.members.file(who, clerk).values["ability_level"] == 0


def test_a_pause_and_the_time_before_joining_are_no_obstacle(
    app: Application, clerk: Actor
) -> None:
    who = register(app, clerk, "陈秀英", joined_on="2026-11-01")
    pause(app, clerk, who, day("2026-11-10"), day("2026-11-30"))
    taken(app, clerk, who, day("2026-11-12"))
    taken(app, clerk, who, day("2026-10-01"))


def test_a_draft_keeps_all_but_the_day(app: Application, clerk: Actor) -> None:
    who = register(app, clerk, "陈秀英", joined_on="2020-01-01")
    die(app, clerk, who)
    given = {"assessed_on": LAST + DAY, "b1_1": 3}
    kept = app.assessments.save_draft(SaveAssessment(who, given), clerk)
    assert "去世" in kept.faults["assessed_on"]
    assert app.assessments.get(kept.uid, clerk).values["b1_1"] == 3


def test_a_day_that_is_none_is_said_and_not_a_mistake_of_the_program(
    app: Application, clerk: Actor
) -> None:
    who = register(app, clerk, "陈秀英")
    with pytest.raises(ValidationProblem) as caught:
        assess(app, clerk, who, assessed_on="2026-02-30")
    assert caught.value.fields["assessed_on"] == "评估基准日期不是日历上的日子，请核对。"


@pytest.mark.parametrize("standard", ["national", "older"])
def test_what_was_entered_before_the_death_was_known_can_still_be_corrected(
    app: Application, clerk: Actor, standard: str
) -> None:
    who = register(app, clerk, "陈秀英", joined_on="2020-01-01")
    on, wrong = LAST + DAY, LAST + 2 * DAY
    if standard == "national":
        uid = assess(app, clerk, who, assessed_on=on)
        die(app, clerk, who)
        draft = app.assessments.correct(uid, "分数看错了", clerk)
        version = app.assessments.get(draft, clerk).version
        later = SaveAssessment(who, {"assessed_on": wrong}, draft, version)
        with pytest.raises(ValidationProblem, match="去世"):
            app.assessments.finish(later, clerk)
        app.assessments.finish(SaveAssessment(who, {"b1_1": 0}, draft, version), clerk)
    else:
        uid = app.assessments.record_other(older(who, on), clerk)
        die(app, clerk, who)
        with pytest.raises(ValidationProblem, match="去世"):
            app.assessments.record_other(older(who, wrong, corrects=uid, reason="改"), clerk)
        app.assessments.record_other(older(who, on, corrects=uid, reason="改"), clerk)
    (row,) = app.assessments.of_member(who, clerk)
    assert (row.assessed_on, [one.uid for one in row.earlier]) == (on.isoformat(), [uid])


def test_one_before_the_birth_that_was_put_right_since_can_still_be_corrected(
    app: Application, clerk: Actor
) -> None:
    given = {"name": "陈小", "id_type": "none", "no_document_reason": "遗失", "birth_date": "1940"}
    who = app.members.register(RegisterMember(given), clerk)
    uid = assess(app, clerk, who, assessed_on=day("2023-05-01"))
    version = app.members.file(who, clerk).version
    app.members.change(ChangeMember(who, version, {"birth_date": "2024-01-01"}), clerk)
    draft = app.assessments.correct(uid, "看错了", clerk)
    version = app.assessments.get(draft, clerk).version
    app.assessments.finish(SaveAssessment(who, {"b1_1": 0}, draft, version), clerk)
    assert app.assessments.of_member(who, clerk)[0].assessed_on == "2023-05-01"


# --- a second one of the day ------------------------------------------------------------------


def twin(app: Application, actor: Actor, who: str, on: dt.date, *, alone: bool) -> str:
    command = SaveAssessment(who, whole(assessed_on=on, assessor1="赵敏", assessor2="钱进"))
    return app.assessments.finish(command, actor, alone=alone)


def test_a_second_one_of_the_day_is_asked_about_and_can_be_kept(
    app: Application, clerk: Actor
) -> None:
    who = register(app, clerk, "陈秀英", joined_on="2020-01-01")
    twin(app, clerk, who, LAST, alone=True)
    (first,) = app.assessments.of_member(who, clerk)
    with pytest.raises(UserError) as caught:
        twin(app, clerk, who, LAST, alone=True)
    assert caught.value.code == "same_day"
    words = f"2026-11-20 已有 1 份评估：{first.words}（赵敏、钱进，{first.number}）。"
    assert caught.value.message == words
    assert app.assessments.same_day(who, LAST, clerk, national=True) == words
    assert app.assessments.of_member(who, clerk) == (first,), "nothing was kept"
    twin(app, clerk, who, LAST, alone=False)
    assert len(app.assessments.of_member(who, clerk)) == 2
    assert "已有 2 份评估" in app.assessments.same_day(who, LAST, clerk, national=True)


def test_another_day_person_or_standard_is_no_second_one(app: Application, clerk: Actor) -> None:
    who, other = (register(app, clerk, name) for name in ("陈秀英", "王建国"))
    twin(app, clerk, who, LAST, alone=True)
    twin(app, clerk, who, LAST - DAY, alone=True)
    twin(app, clerk, other, LAST, alone=True)
    app.assessments.record_other(older(who, LAST), clerk, alone=True)
    with pytest.raises(UserError, match="2 级"):
        app.assessments.record_other(older(who, LAST), clerk, alone=True)
    app.assessments.record_other(older(who, LAST), clerk)


def test_what_was_corrected_voided_or_only_begun_is_not_asked_about(
    app: Application, clerk: Actor
) -> None:
    who = register(app, clerk, "陈秀英")
    app.assessments.save_draft(SaveAssessment(who, {"assessed_on": LAST}), clerk)
    first = twin(app, clerk, who, LAST, alone=True)
    correction = app.assessments.correct(first, "级别看错", clerk)
    kept = app.assessments.get(correction, clerk)
    command = SaveAssessment(who, {"b1_1": 0}, correction, kept.version)
    app.assessments.finish(command, clerk, alone=True)
    assert "已有 1 份评估" in app.assessments.same_day(who, LAST, clerk, national=True)
    app.assessments.void(correction, "登错了人", clerk)
    assert app.assessments.same_day(who, LAST, clerk, national=True) == ""
    twin(app, clerk, who, LAST, alone=True)
