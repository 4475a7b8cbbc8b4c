"""What other rules for 重点 would change, before anybody decides on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.core.codes import MemberState
from app.core.dates import age_of
from app.models import Member
from app.services.classification import words
from app.services.classification.priority import PriorityRule, rules_that_hold
from app.services.codes import Code


@dataclass(frozen=True)
class RuleEffect:
    """How many people would be 重点 (``high``), and how many change: ``gained`` 一般 → 重点,
    ``lost`` 重点 → 一般. Those who have left (退出) do not count."""

    high: int
    gained: int
    lost: int


@dataclass(frozen=True)
class _Person:
    classes: Sequence[str]
    age: int | None
    level: int | None
    living: str

    def is_high(self, rules: Iterable[PriorityRule], names: Mapping[str, str]) -> bool:
        found = rules_that_hold(self.classes, self.age, self.level, self.living, rules, names)
        return next(found, None) is not None


def effect_of(
    connection: Connection,
    table: Sequence[Code],
    before: Sequence[PriorityRule],
    after: Sequence[PriorityRule],
    today: dt.date,
) -> RuleEffect:
    """Compare two sets of rules over everybody; ``table``: the code table of the classes."""
    names = {entry.code: entry.name for entry in table}
    columns = (Member.categories, Member.birth_date, Member.ability_level, Member.living)
    people = connection.execute(
        select(*columns).where(Member.deleted_at.is_(None), Member.state != MemberState.LEFT)
    )
    codes: dict[str | None, list[str]] = {}
    high = gained = lost = 0
    for categories, birth, level, living in people:
        if categories not in codes:
            codes[categories] = words.codes_of(categories, table)[0]
        person = _Person(codes[categories], age_of(birth, today), level, living or "")
        was, would = person.is_high(before, names), person.is_high(after, names)
        high += would
        gained += would and not was
        lost += was and not would
    return RuleEffect(high, gained, lost)
