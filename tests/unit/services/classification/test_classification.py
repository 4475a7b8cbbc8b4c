"""Classes on five axes: what is given, ended, taken back, and what the file says of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from app.core.clock import FixedClock
from app.core.errors import NotAllowed, UserError, ValidationProblem
from app.models import Member, MemberClass
from app.services.classification import PriorityRule, RuleEffect, SaveClass
from app.services.codes import SaveCode
from app.services.members import ChangeMember
from app.services.rights import SYSTEM, Actor
from app.wiring import Application
from tests.helpers.people import id_number, leave, register

TODAY = dt.date(2026, 11, 23)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(f"2026-{text}")


@pytest.fixture
def uid(app: Application, clerk: Actor) -> str:
    return register(app, clerk)


def shown(app: Application, actor: Actor, uid: str) -> str:
    return app.members.file(uid, actor).values["categories"] or ""


def classes(app: Application, actor: Actor, uid: str) -> list[tuple[str, ...]]:
    rows = app.classification.of(uid, actor).rows
    return sorted((row.axis, row.name, row.from_on, row.to_on, row.standing) for row in rows)


def give(app: Application, actor: Actor, member: str, code: str, **values: Any) -> str:
    return app.classification.save(SaveClass(member, code, **values), actor)


def test_several_values_on_several_axes_stand_in_the_order_of_the_table(
    app: Application, clerk: Actor, uid: str
) -> None:
    for code in ("高龄", "独居", "低保", "失智", "劳模", "空巢"):
        give(app, clerk, uid, code, from_on=day("01-01"))
    assert shown(app, clerk, uid) == "低保、失智、独居、空巢、高龄、劳动模范"
    found = app.classification.of(uid, clerk)
    assert [row.code for row in found.on_axis("family")] == ["空巢", "独居"]
    assert {row.axis for row in found.rows} == {
        "economic", "physical", "family", "preference", "identity"
    }  # fmt: skip


def test_the_last_day_still_counts(app: Application, clock: FixedClock, clerk: Actor) -> None:
    uid = register(app, clerk)
    give(app, clerk, uid, "低保", from_on=day("01-01"), to_on=TODAY, evidence_no="杭低保 12 号",
         decided_by="小河街道")  # fmt: skip
    assert shown(app, clerk, uid) == "低保"
    clock.advance(86_400)
    assert app.classification.catch_up() == 1
    assert shown(app, clerk, uid) == ""
    (row,) = app.classification.of(uid, clerk).rows
    assert (row.standing, row.evidence_no, row.decided_by) == ("past", "杭低保 12 号", "小河街道")


def test_what_begins_tomorrow_counts_from_tomorrow(
    app: Application, clock: FixedClock, clerk: Actor, uid: str
) -> None:
    give(app, clerk, uid, "高龄", from_on=day("11-24"))
    assert app.classification.catch_up() == 0
    assert shown(app, clerk, uid) == ""
    clock.advance(86_400)
    app.classification.catch_up()
    assert shown(app, clerk, uid) == "高龄"
    assert app.classification.catch_up() == 0, "once is enough"


def test_ending_and_taking_the_end_back(app: Application, clerk: Actor, uid: str) -> None:
    one = give(app, clerk, uid, "低保", from_on=day("01-01"))
    app.classification.close(one, day("11-22"), clerk)
    assert shown(app, clerk, uid) == ""
    app.classification.reopen(one, clerk)
    assert shown(app, clerk, uid) == "低保"
    app.classification.remove(one, "录错", clerk)
    assert (shown(app, clerk, uid), classes(app, clerk, uid)) == ("", [])
    app.classification.restore(one, clerk)
    assert shown(app, clerk, uid) == "低保"
    with pytest.raises(ValidationProblem, match="早于开始日期"):
        app.classification.close(one, dt.date(2025, 12, 31), clerk)


def test_an_end_cannot_be_taken_back_once_the_class_was_given_anew(
    app: Application, clerk: Actor, uid: str
) -> None:
    one = give(app, clerk, uid, "低保", to_on=day("06-30"))
    give(app, clerk, uid, "低保", from_on=day("09-01"))
    with pytest.raises(ValidationProblem, match="后来又给过同一类"):
        app.classification.reopen(one, clerk)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"code": "没有这类"}, "code"),
        ({"code": "低边", "from_on": day("05-01"), "to_on": day("04-30")}, "to_on"),
        ({"code": "低保", "from_on": day("06-30")}, "code"),
        ({"code": "低保", "to_on": day("02-01")}, "code"),
        ({"code": "低边", "evidence_no": "号" * 201}, "evidence_no"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    app: Application, clerk: Actor, uid: str, values: dict[str, Any], field: str
) -> None:
    give(app, clerk, uid, "低保", from_on=day("02-01"), to_on=day("06-30"))
    with pytest.raises(ValidationProblem) as caught:
        app.classification.save(SaveClass(uid, **values), clerk)
    assert list(caught.value.fields) == [field]


def test_the_day_after_the_last_one_is_free_again(app: Application, clerk: Actor, uid: str) -> None:
    give(app, clerk, uid, "低保", from_on=day("02-01"), to_on=day("06-30"))
    give(app, clerk, uid, "低保", from_on=day("07-01"))
    assert shown(app, clerk, uid) == "低保"


def test_a_change_keeps_the_rest_and_notices_another_clerk(
    app: Application, clerk: Actor, uid: str
) -> None:
    one = give(app, clerk, uid, "低保", from_on=day("01-01"))
    (row,) = app.classification.of(uid, clerk).rows
    give(app, clerk, uid, "特困", from_on=day("03-01"), uid=one, version=row.version)
    assert classes(app, clerk, uid) == [("economic", "特困", "2026-03-01", "", "now")]
    with pytest.raises(UserError, match="刚被别人修改过"):
        give(app, clerk, uid, "低边", uid=one, version=row.version)


# -- what the member's own form says -------------------------------------------------------


def test_the_words_of_the_form_become_rows(app: Application, clerk: Actor) -> None:
    uid = register(app, clerk, categories=("高龄", "低保"))
    assert shown(app, clerk, uid) == "低保、高龄"
    assert classes(app, clerk, uid) == [
        ("economic", "低保", "2026-11-23", "", "now"),
        ("preference", "高龄", "2026-11-23", "", "now"),
    ]


def change_words(app: Application, actor: Actor, uid: str, *given: str) -> None:
    version = app.members.file(uid, actor).version
    app.members.change(ChangeMember(uid, version, {"categories": given}), actor)


def test_a_word_taken_away_ends_yesterday_and_one_of_today_never_was(
    app: Application, clock: FixedClock, clerk: Actor
) -> None:
    uid = register(app, clerk, categories=("低保",))
    clock.advance(86_400)
    change_words(app, clerk, uid, "低保", "独居")
    change_words(app, clerk, uid, "高龄")
    assert shown(app, clerk, uid) == "高龄"
    assert classes(app, clerk, uid) == [
        ("economic", "低保", "2026-11-23", "2026-11-23", "past"),
        ("preference", "高龄", "2026-11-24", "", "now"),
    ]


def test_a_word_that_no_table_has_is_refused(app: Application, clerk: Actor, uid: str) -> None:
    with pytest.raises(ValidationProblem, match="代码表里没有“五保户”"):
        change_words(app, clerk, uid, "五保户")


def test_one_change_of_the_form_is_one_version(app: Application, clerk: Actor, uid: str) -> None:
    before = app.members.file(uid, clerk).version
    change_words(app, clerk, uid, "低保", "独居")
    assert app.members.file(uid, clerk).version == before + 1


def test_another_name_of_a_class_is_on_the_files_at_once(app: Application, manager: Actor) -> None:
    uid = register(app, manager, categories=("低边",))
    app.codes.save(SaveCode("classes", "低边", "低保边缘", "economic"), manager)
    assert shown(app, manager, uid) == "低保边缘"
    change_words(app, manager, uid, "低保边缘", "独居")
    assert shown(app, manager, uid) == "低保边缘、独居"


# -- priority ------------------------------------------------------------------------------


def test_priority_follows_from_the_classes_and_says_why(
    app: Application, clerk: Actor, manager: Actor
) -> None:
    uid = register(app, clerk, categories=("独居",))  # born 1938
    assert app.classification.of(uid, clerk).priority.text == "重点：独居且满 80 周岁"
    app.classification.set_rules((PriorityRule(("高龄",)),), manager)
    assert app.classification.of(uid, clerk).priority.text == "一般"
    change_words(app, clerk, uid, "高龄")
    assert app.classification.of(uid, clerk).priority.text == "重点：高龄"
    number = app.members.file(uid, clerk).id
    assert app.classification.priorities((number, 10**6), clerk)[number].high


def test_only_whoever_may_change_settings_changes_the_rule(
    app: Application, clerk: Actor, manager: Actor
) -> None:
    with pytest.raises(NotAllowed):
        app.classification.set_rules((), clerk)
    with pytest.raises(ValidationProblem):
        app.classification.set_rules((PriorityRule(),), manager)
    assert len(app.classification.rules(clerk)) == 10


def test_what_a_rule_would_change_is_counted_as_the_files_will_say_it(
    app: Application, clerk: Actor, manager: Actor
) -> None:
    """As `priorities` has it before and after; those who have left do not count."""
    born = ("19300102", "19350506", "19550708", "19400909")
    people = [
        register(
            app,
            clerk,
            id_number=id_number(day, number),
            categories=categories,
            joined_on="2026-01-05",
        )
        for number, (day, categories) in enumerate(
            zip(born, (("独居",), (), ("低保",), ("低保",)), strict=True)
        )
    ]
    leave(app, clerk, people[3], TODAY - dt.timedelta(days=1))
    ids = [app.members.file(uid, clerk).id for uid in people[:3]]
    before = app.classification.priorities(ids, clerk)
    rules = (PriorityRule(("低保",), min_age=75), PriorityRule(min_age=90))
    found = app.classification.effect_of(rules, manager)
    app.classification.set_rules(rules, manager)
    after = app.classification.priorities(ids, clerk)
    assert found == RuleEffect(
        sum(after[one].high for one in ids),
        sum(after[one].high and not before[one].high for one in ids),
        sum(before[one].high and not after[one].high for one in ids),
    )
    assert found == RuleEffect(2, 1, 1)
    assert app.classification.effect_of(rules, manager) == RuleEffect(2, 0, 0)
    with pytest.raises(ValidationProblem):
        app.classification.effect_of((PriorityRule(),), manager)
    with pytest.raises(NotAllowed):
        app.classification.effect_of(rules, clerk)


def test_a_class_is_never_held_twice_on_a_day(app: Application, clerk: Actor, uid: str) -> None:
    """Neither by a later last day nor by taking a removal back."""
    first = give(app, clerk, uid, "独居", from_on=day("01-01"), to_on=day("10-31"))
    second = give(app, clerk, uid, "独居", from_on=day("11-10"))
    with pytest.raises(ValidationProblem) as caught:
        app.classification.close(first, day("11-20"), clerk)
    assert set(caught.value.fields) == {"to_on"}
    app.classification.close(first, day("11-09"), clerk)
    app.classification.remove(second, "登记错", clerk)
    give(app, clerk, uid, "独居", from_on=day("11-15"))
    with pytest.raises(UserError, match="又给过同一类"):
        app.classification.restore(second, clerk)
    with pytest.raises(UserError, match="不在了"):
        app.classification.restore("不在", clerk)


def test_a_class_belongs_to_one_file_and_to_a_life(
    app: Application, clerk: Actor, uid: str
) -> None:
    other, row = register(app, clerk, "李四"), give(app, clerk, uid, "独居")
    with pytest.raises(UserError, match="不是这位老人的"):
        app.classification.save(SaveClass(other, "低保", uid=row, version=1), clerk)
    assert (shown(app, clerk, uid), shown(app, clerk, other)) == ("独居", "")
    with pytest.raises(ValidationProblem) as caught:
        give(app, clerk, uid, "低保", from_on=dt.date(1926, 1, 1))
    assert set(caught.value.fields) == {"from_on"}


def test_a_word_that_no_table_has_stays_on_the_file(
    app: Application, clerk: Actor, uid: str
) -> None:
    """It came from an older file; giving another class dropped it from list and upload."""
    with app.db.write(SYSTEM) as unit:
        member = unit.session.scalars(select(Member).where(Member.uid == uid)).one()
        unit.session.add(MemberClass(member_id=member.id, axis="identity", code="五保户"))
        member.categories = "五保户"
    give(app, clerk, uid, "独居")
    assert shown(app, clerk, uid) == "独居、五保户"
    file = app.members.file(uid, clerk)
    values = {"categories": ("低保", "独居", "五保户")}
    app.members.change(ChangeMember(uid, file.version, values), clerk)
    assert shown(app, clerk, uid) == "低保、独居、五保户"
    file = app.members.file(uid, clerk)
    app.members.change(ChangeMember(uid, file.version, {"categories": ("低保",)}), clerk)
    assert shown(app, clerk, uid) == "低保"


def test_ticking_a_class_that_begins_later_anyway_gives_it_until_then(
    app: Application, clerk: Actor, uid: str
) -> None:
    """Two open rows of one class: ending one of them would have left the other."""
    give(app, clerk, uid, "独居", from_on=day("12-10"))
    file = app.members.file(uid, clerk)
    app.members.change(ChangeMember(uid, file.version, {"categories": ("独居",)}), clerk)
    assert classes(app, clerk, uid) == [
        ("family", "独居", "2026-11-23", "2026-12-09", "now"),
        ("family", "独居", "2026-12-10", "", "coming"),
    ]
