"""Priority (重点 / 一般): it follows from an editable rule and always says why.

The rule is a list of conditions. One that holds is enough; within one, everything it names must
hold (西城区方案 2018, items 8 and 9 name the groups; which of them a centre counts is its own
decision, so the rule is a setting).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.codes import ABILITY_LEVELS
from app.core.settings import PRIORITY_RULES

AND, OR = "且", "；"
OLDEST = 120


@dataclass(frozen=True)
class PriorityRule:
    """One condition: all that is given must hold.

    Attributes:
        classes: codes of the table ``classes``, all of them in force.
        min_age: completed years at least.
        min_level: ability level (GB/T 42195-2022, 0–4) at least.
        living: 居住情况 as the file says it.
    """

    classes: tuple[str, ...] = ()
    min_age: int | None = None
    min_level: int | None = None
    living: str = ""

    @property
    def empty(self) -> bool:
        """Whether it names nothing and would take everybody."""
        return not (self.classes or self.living) and self.min_age is None and self.min_level is None


@dataclass(frozen=True)
class Priority:
    """Whether somebody is a 重点 person, and the conditions that made them one."""

    reasons: tuple[str, ...] = ()

    @property
    def high(self) -> bool:
        """重点."""
        return bool(self.reasons)

    @property
    def text(self) -> str:
        """``重点：独居且满 80 周岁；低保`` or ``一般``."""
        return f"重点：{OR.join(self.reasons)}" if self.reasons else "一般"


def priority_of(
    classes: Collection[str],
    age: int | None,
    level: int | None,
    living: str,
    rules: Iterable[PriorityRule],
    names: Mapping[str, str],
) -> Priority:
    """The priority of somebody with ``classes`` (codes in force), ``age`` and ability ``level``.

    What is not known (None) fulfils no condition. Whoever lives as a class is called (独居) counts
    as one of it. ``names``: code → word, for the reason.
    """
    found = rules_that_hold(classes, age, level, living, rules, names)
    return Priority(tuple(dict.fromkeys(rule_text(rule, names) for rule in found)))


def rules_that_hold(
    classes: Collection[str],
    age: int | None,
    level: int | None,
    living: str,
    rules: Iterable[PriorityRule],
    names: Mapping[str, str],
) -> Iterator[PriorityRule]:
    """The conditions that hold for somebody, as `priority_of` takes them; the first one decides."""
    held = {*classes, *(code for code, name in names.items() if living and name == living)}
    for rule in rules:
        if not rule.empty and _holds(rule, held, age, level, living):
            yield rule


def _holds(
    rule: PriorityRule, classes: Collection[str], age: int | None, level: int | None, living: str
) -> bool:
    return (
        set(rule.classes) <= set(classes)
        and (not rule.living or rule.living == living)
        and (rule.min_age is None or (age is not None and age >= rule.min_age))
        and (rule.min_level is None or (level is not None and level >= rule.min_level))
    )


def rule_text(rule: PriorityRule, names: Mapping[str, str]) -> str:
    """The condition in words: ``独居且满 80 周岁``."""
    bits = [names.get(code, code) for code in rule.classes]
    if rule.living and rule.living not in bits:
        bits.append(rule.living)
    if rule.min_age is not None:
        bits.append(f"满 {rule.min_age} 周岁")
    if rule.min_level is not None:
        name = ABILITY_LEVELS[rule.min_level]
        last = rule.min_level == len(ABILITY_LEVELS) - 1
        bits.append(name if last else f"{name}及以上")
    return AND.join(bits)


def rules_from(stored: Sequence[Mapping[str, Any]]) -> tuple[PriorityRule, ...]:
    """The setting ``priority_rules`` as rules."""
    return tuple(
        PriorityRule(
            tuple(one.get("classes", ())),
            one.get("min_age"),
            one.get("min_level"),
            one.get("living", ""),
        )
        for one in stored
    )


def rules_to(rules: Iterable[PriorityRule]) -> list[dict[str, Any]]:
    """Rules as the setting keeps them: only what is given."""
    return [
        {
            key: value
            for key, value in (
                ("classes", list(rule.classes)),
                ("min_age", rule.min_age),
                ("min_level", rule.min_level),
                ("living", rule.living),
            )
            if value not in ([], None, "")
        }
        for rule in rules
    ]


def rule_faults(rules: Sequence[PriorityRule], known: Collection[str]) -> dict[str, str]:
    """What is wrong with ``rules``: ``<place>.<field>`` → sentence."""
    faults = {}
    for place, rule in enumerate(rules):
        if rule.empty:
            faults[f"{place}.classes"] = "至少要写一个条件，否则人人都是重点。"
        if not set(rule.classes) <= set(known):
            faults[f"{place}.classes"] = "有的类别不在代码表里，请重新选择。"
        if rule.min_age is not None and not 0 < rule.min_age <= OLDEST:
            faults[f"{place}.min_age"] = f"年龄填 1 到 {OLDEST}。"
        if rule.min_level is not None and rule.min_level not in range(len(ABILITY_LEVELS)):
            faults[f"{place}.min_level"] = "能力等级只有 0 到 4 级，请选择。"
    return faults


def repeated_faults(
    rules: Sequence[PriorityRule], before: Sequence[PriorityRule]
) -> dict[str, str]:
    """As `rule_faults`, of rules that say the same as another one. Those that already stood twice
    in ``before`` are let be, so that the others can still be changed and they can go."""
    stood = Counter(map(_said, before))
    places: dict[object, list[int]] = {}
    for place, rule in enumerate(rules):
        places.setdefault(_said(rule), []).append(place)
    return {
        f"{place}.classes": f"与第 {next(o for o in same if o != place) + 1} 条规则完全相同，"
        "不必再加。请改条件，或取消。"
        for said, same in places.items()
        if len(same) > max(1, stood[said])
        for place in same
    }


def _said(rule: PriorityRule) -> object:
    return frozenset(rule.classes), rule.min_age, rule.min_level, rule.living


DEFAULT_RULES = rules_from(PRIORITY_RULES)
"""What a new centre counts as 重点 (domain practice, not a standard)."""
