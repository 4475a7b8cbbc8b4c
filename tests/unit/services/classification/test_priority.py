"""Who is 重点: the rule decides, and says why."""

from __future__ import annotations

import pytest

from app.core.codes import CATEGORIES
from app.services.classification import DEFAULT_RULES, PriorityRule, priority_of, rule_text
from app.services.classification.priority import repeated_faults, rule_faults, rules_from, rules_to

NAMES = {code: code for code in CATEGORIES} | {"重病": "重大疾病"}


def text(
    *classes: str, age: int | None = 70, level: int | None = None, living: str = "",
    rules: tuple[PriorityRule, ...] = DEFAULT_RULES,
) -> str:  # fmt: skip
    return priority_of(classes, age, level, living, rules, NAMES).text


@pytest.mark.parametrize(
    ("classes", "age", "words"),
    [
        ((), 95, "一般"),
        (("高龄", "空巢", "留守", "优抚"), 85, "一般"),
        (("特困",), 61, "重点：特困"),
        (("低保",), 61, "重点：低保"),
        (("低边",), 61, "重点：低边"),
        (("失能",), 61, "重点：失能"),
        (("失智",), 61, "重点：失智"),
        (("重残",), 61, "重点：重残"),
        (("失独",), 61, "重点：失独"),
        (("孤寡",), 61, "重点：孤寡"),
        (("计生特殊",), 61, "重点：计生特殊"),
        (("独居",), 79, "一般"),
        (("独居",), 80, "重点：独居且满 80 周岁"),
        (("独居",), None, "一般"),
        (("独居", "低保"), 80, "重点：低保；独居且满 80 周岁"),
    ],
)
def test_the_rule_of_a_new_centre(classes: tuple[str, ...], age: int | None, words: str) -> None:
    assert text(*classes, age=age) == words


def test_living_alone_counts_whether_it_is_a_class_or_the_living_situation() -> None:
    assert text(age=81, living="独居") == "重点：独居且满 80 周岁"
    assert text("独居", age=81, living="独居") == "重点：独居且满 80 周岁"
    assert text(age=79, living="独居") == "一般"


def test_everything_in_one_condition_must_hold() -> None:
    rule = PriorityRule(("重病", "空巢"), 75, 2, "与配偶同住")
    both = {"living": "与配偶同住", "rules": (rule,)}
    words = "重点：重大疾病且空巢且与配偶同住且满 75 周岁且中度失能及以上"
    assert text("重病", "空巢", age=75, level=2, **both) == words
    assert text("重病", "空巢", age=75, level=1, **both) == "一般"
    assert text("重病", "空巢", age=74, level=4, **both) == "一般"
    assert text("重病", age=80, level=4, **both) == "一般"
    assert text("重病", "空巢", age=80, level=None, **both) == "一般"


def test_the_highest_level_has_nothing_above_it() -> None:
    assert rule_text(PriorityRule(min_level=4), NAMES) == "完全失能"


def test_an_empty_condition_takes_nobody() -> None:
    assert text("低保", rules=(PriorityRule(),)) == "一般"


def test_rules_come_back_from_the_setting_as_they_went_in() -> None:
    rules = (*DEFAULT_RULES, PriorityRule(("高龄", "空巢"), None, 0, ""))
    assert rules_from(rules_to(rules)) == rules


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (PriorityRule(), "1.classes"),
        (PriorityRule(("没有这类",)), "1.classes"),
        (PriorityRule(min_age=0), "1.min_age"),
        (PriorityRule(min_age=121), "1.min_age"),
        (PriorityRule(min_level=5), "1.min_level"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_at_its_line(rule: PriorityRule, field: str) -> None:
    assert list(rule_faults((PriorityRule(("低保",)), rule), set(CATEGORIES))) == [field]


def test_a_rule_is_not_repeated_but_one_that_stood_twice_does_not_stop_the_others() -> None:
    one, same = PriorityRule(("低保", "独居"), 80), PriorityRule(("独居", "低保"), 80)
    other = PriorityRule(("低保",), 80)
    assert list(repeated_faults((one, other, same), (one, other))) == ["0.classes", "2.classes"]
    assert "与第 3 条规则完全相同" in repeated_faults((one, other, same), ())["0.classes"]
    assert repeated_faults((one, other), ()) == {}
    assert repeated_faults((one, same, other), (one, same)) == {}
    assert repeated_faults((one,), (one, same)) == {}
    assert repeated_faults((one, same, one), (one, same)) != {}
