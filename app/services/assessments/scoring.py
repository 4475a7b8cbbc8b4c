"""From the 26 items to the final level: GB/T 42195-2022 annexes B and C, pure.

The preliminary level follows from the total. Then C.4: coma is level 4 at once; a diagnosis of
dementia or another mental disorder, or two risk events within 30 days (all kinds together), makes
it one level worse, one in total however many reasons there are, and never worse than 4. A blank
item is not 0: while one is missing there is no total and no level.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from app.services.assessments.items import (
    BY_COLUMN,
    DOMAINS,
    EVENT_COLUMNS,
    ITEMS,
    LEVELS,
    RULE_DIAGNOSES,
    WORST,
)

ENOUGH_EVENTS = 2


@dataclass(frozen=True)
class Answers:
    """What was found.

    Attributes:
        scores: column of an item → points; left out or None while it is not answered.
        coma: B.3.9 was answered with coma, which has 0 points like stupor.
        events: risk event → 0–3; left out is none, None was not asked yet.
        diagnoses: codes of ``assessment_diagnoses``.
    """

    scores: Mapping[str, int | None]
    coma: bool = False
    events: Mapping[str, int | None] = field(default_factory=dict)
    diagnoses: Collection[str] = ()


@dataclass(frozen=True)
class Result:
    """What follows from it.

    Attributes:
        running: domain → sum of what is answered so far.
        sums: domain → its score; None while one of its items is missing.
        total: 0–90; None while an item is missing.
        missing: columns of unanswered items, then of risk events not asked, in their order.
        preliminary: level by the total (C.3).
        rules: reasons to change it (C.4), keys of `RULES`.
        final: level after them (C.5).
    """

    running: Mapping[str, int]
    sums: Mapping[str, int | None]
    total: int | None
    missing: tuple[str, ...]
    preliminary: int | None
    rules: tuple[str, ...]
    final: int | None


def score(answers: Answers) -> Result:
    """Sums, levels and reasons. Raises ValueError for points that an item does not have."""
    _refuse_impossible(answers)
    known = {item.column: answers.scores.get(item.column) for item in ITEMS}
    running = {
        domain.key: sum(known[i.column] or 0 for i in ITEMS if i.domain == domain.key)
        for domain in DOMAINS
    }
    blank = tuple(column for column, points in known.items() if points is None)
    not_asked = tuple(c for c in EVENT_COLUMNS if answers.events.get(c, 0) is None)
    open_domains = {BY_COLUMN[column].domain for column in blank}
    sums = {key: None if key in open_domains else points for key, points in running.items()}
    total = None if blank else sum(running.values())
    preliminary = None if total is None else level_of(total)
    rules = _rules(answers)
    final = None if preliminary is None or not_asked else _final(preliminary, rules)
    return Result(running, sums, total, blank + not_asked, preliminary, rules, final)


def level_of(total: int) -> int:
    """The level of a complete total. Raises ValueError outside 0–90."""
    for level in LEVELS:
        if level.lowest <= total <= level.highest:
            return level.number
    raise ValueError(f"no total: {total}")


def _final(preliminary: int, rules: tuple[str, ...]) -> int:
    if "coma" in rules:
        return WORST
    return min(preliminary + bool(rules), WORST)


def _rules(answers: Answers) -> tuple[str, ...]:
    events = sum(answers.events.get(column) or 0 for column in EVENT_COLUMNS)
    hit = {
        "coma": answers.coma,
        "diagnosis": bool(RULE_DIAGNOSES & set(answers.diagnoses)),
        "events": events >= ENOUGH_EVENTS,
    }
    return tuple(rule for rule, holds in hit.items() if holds)


def _refuse_impossible(answers: Answers) -> None:
    for column, points in answers.scores.items():
        allowed = {option.score for option in BY_COLUMN[column].options} | {None}
        if points not in allowed:
            raise ValueError(f"{column} has no step {points}")
    for column, count in answers.events.items():
        if column not in EVENT_COLUMNS or count not in (None, 0, 1, 2, 3):
            raise ValueError(f"no count of {column}: {count}")
    if answers.coma and answers.scores.get("b3_9") != 0:
        raise ValueError("coma is a step of B.3.9 with 0 points")
