"""The list of members in SQL: what is filtered, in which order, what a line shows.

``m`` is the member, ``:d`` today. The state is what the periods say today, not the mirror: a
pause begins at midnight, whether or not anybody opened the program.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select, text

from app.core.codes import ABILITY_LEVELS, MemberState
from app.core.dates import age_of, year_only
from app.core.masking import mask_id, mask_phone
from app.core.settings import BY_KEY
from app.db.bulk import first_values
from app.models import Setting
from app.services.base import chunks
from app.services.classification.priority import PriorityRule, priority_of, rules_from
from app.services.classification.words import TABLE, codes_of
from app.services.codes import Code, merged_table
from app.services.members.finding import find_ids
from app.services.members.types import MemberQuery, MemberRow, ability_text, sex_text, state_text
from app.services.standing import ASSESSED_FIRST, ON_LIST

BORN = "CASE length(m.birth_date) WHEN 4 THEN m.birth_date || '-12-31' ELSE m.birth_date END"
"""Who is known by the year alone counts as born on its last day, as in `core.dates.age_of`."""
PERIOD = (
    "SELECT p.state FROM membership_period p WHERE p.member_id = m.id AND p.deleted_at IS NULL"
    " AND p.from_on <= :d AND (p.to_on IS NULL OR p.to_on >= :d) LIMIT 1"
)
_BETWEEN = (
    "m.id IN (SELECT p.member_id FROM membership_period p WHERE p.deleted_at IS NULL"
    " AND p.state = :state AND p.from_on <= :d AND (p.to_on IS NULL OR p.to_on >= :d))"
)
CARD = (
    "SELECT c.number FROM member_card c WHERE c.member_id = m.id AND c.state = 'issued'"
    " AND c.deleted_at IS NULL ORDER BY c.id DESC LIMIT 1"
)
_FINAL = (
    "FROM assessment a WHERE a.member_id = m.id AND a.state = 'final' AND a.deleted_at IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM assessment l WHERE l.corrects = a.uid AND l.state = 'final'"
    " AND l.deleted_at IS NULL)"
)
NEWEST = f"{_FINAL} ORDER BY {ASSESSED_FIRST} LIMIT 1"
"""SQL on ``member m``: of the assessments in force the one that decides."""
LAST_SEEN = (
    "max(coalesce((SELECT max(t.service_date) FROM attendance t WHERE t.member_id = m.id"
    " AND t.deleted_at IS NULL), ''), coalesce((SELECT max(e.service_date) FROM meal e"
    " WHERE e.member_id = m.id AND e.deleted_at IS NULL), ''))"
)
"""ISO date of the last check-in or meal, ``''`` when there is none; two steps in indexes."""
COLUMNS = (
    "m.id, m.uid, m.member_no, m.name, m.sex, m.birth_date, m.id_number, m.phone, m.community,"
    " m.categories, m.ability_level, m.self_care, m.living,"
    f" coalesce(({PERIOD}), 'active') AS state, ({CARD}) AS card, {LAST_SEEN} AS last_seen,"
    f" (SELECT a.assessed_on {NEWEST}) AS assessed_on,"
    f" (SELECT a.valid_until {NEWEST}) AS valid_until"
)
SORTS = {
    "member_no": "m.member_no",
    "name": "coalesce(m.name_sort, m.name)",
    "sex": "m.sex",
    "age": BORN,
    "birth_year": BORN,
    "phone": "m.phone",
    "phone_masked": "m.phone",
    "community": "coalesce(m.community_sort, m.community)",
    "categories": "m.categories",
    # The legacy words behind all levels: they are none.
    "ability": "coalesce(m.ability_level, CASE m.self_care WHEN '自理' THEN 10"
    " WHEN '半失能' THEN 11 WHEN '失能' THEN 12 END)",
    "card": f"({CARD})",
    "state": f"coalesce(({PERIOD}), 'active')",
    "last_seen": f"nullif({LAST_SEEN}, '')",
    "assessed_on": f"(SELECT a.assessed_on {NEWEST})",
    "valid_until": f"(SELECT a.valid_until {NEWEST})",
}
"""Column → what it sorts by; what is missing comes last, up and down."""
THEN = {"community": "coalesce(m.name_sort, m.name)", "categories": "coalesce(m.name_sort, m.name)"}
AGE_BANDS = {"-59": (0, 60), "60": (60, 70), "70": (70, 80), "80": (80, 90), "90": (90, 100),
             "100": (100, 200)}  # fmt: skip
"""Filter value → completed years from (inclusive) to (exclusive), domain §6.6."""
EVERYBODY = sys.maxsize
"""A text in the filter box finds whoever it fits: the list is exported and worked on as a whole."""
UNASSESSED, LAPSED = "未评估", "评估过期"
HIGH, ORDINARY = "重点", "一般"


@dataclass
class Conditions:
    """WHERE parts joined by AND, and their values."""

    parts: list[str] = field(default_factory=lambda: ["m.deleted_at IS NULL"])
    values: dict[str, Any] = field(default_factory=dict)

    def add(self, part: str, **values: Any) -> None:
        """One more condition."""
        self.parts.append(part)
        self.values |= values

    @property
    def where(self) -> str:
        """``a AND b``."""
        return " AND ".join(f"({part})" for part in self.parts)


@dataclass(frozen=True)
class PriorityWords:
    """What is needed to say in SQL who is 重点: the rules, and code → word of the classes."""

    rules: Sequence[PriorityRule]
    names: Mapping[str, str]
    table: Sequence[Code] = ()


def ids_of(
    connection: Connection,
    query: MemberQuery,
    today: dt.date,
    priority: PriorityWords | None,
    among: Iterable[int] | None = None,
) -> tuple[int, ...]:
    """Ids of the list in its order; ``among``: only those. ``priority`` where it is filtered."""
    conditions = _conditions(query, today, priority)
    if among is not None:
        conditions.add("m.id IN (SELECT value FROM json_each(:among))", among=json.dumps([*among]))
    sql = f"SELECT m.id FROM member m WHERE {conditions.where} ORDER BY {order_of(query)}"  # noqa: S608
    values = {"d": today.isoformat(), **conditions.values}
    return tuple(first_values(connection, sql, values))


def find(connection: Connection, query: MemberQuery, today: dt.date) -> tuple[int, ...]:
    """Ids of the list in its order, its text and priority looked up as well."""
    words = priority_words(connection) if query.priority else None
    among = find_ids(connection, query.text, EVERYBODY) if query.text else None
    return ids_of(connection, query, today, words, among)


def order_of(query: MemberQuery) -> str:
    """ORDER BY of ``query``."""
    by = SORTS.get(query.sort, "m.member_no")
    way = " DESC" if query.descending else ""
    then = f", {THEN[query.sort]}" if query.sort in THEN else ""
    return f"{by}{way} NULLS LAST{then}, m.id"


def rows_of(connection: Connection, ids: Sequence[int], today: dt.date) -> dict[int, Any]:
    """Raw rows with `COLUMNS` by id."""
    found: dict[int, Any] = {}
    for part in chunks(list(ids)):
        marks = ",".join(str(int(one)) for one in part)
        sql = f"SELECT {COLUMNS} FROM member m WHERE m.id IN ({marks})"  # noqa: S608
        for row in connection.execute(text(sql), {"d": today.isoformat()}):
            found[row.id] = row
    return found


def priority_words(connection: Connection) -> PriorityWords:
    """The rules and the words of the classes as they stand."""
    stored = connection.execute(
        select(Setting.value).where(Setting.key == "priority_rules")
    ).scalar()
    rules = json.loads(stored) if stored else BY_KEY["priority_rules"].default
    table = merged_table(connection, TABLE)
    return PriorityWords(
        rules_from(rules), {entry.code: entry.name for entry in table}, tuple(table)
    )


def member_row(row: Any, today: dt.date, words: PriorityWords) -> MemberRow:
    """A raw row as the list shows it."""
    codes, _ = codes_of(row.categories, words.table)
    priority = priority_of(
        codes, age_of(row.birth_date, today), row.ability_level, row.living or "",
        words.rules, words.names,
    )  # fmt: skip
    return MemberRow(
        row.id, row.uid, row.member_no, row.name, sex_text(row.sex),
        age_of(row.birth_date, today), mask_id(row.id_number), mask_phone(row.phone),
        row.community or "", row.categories or "", ability_text(row.ability_level, row.self_care),
        state_text(row.state), row.card or "", year_only(row.birth_date),
        (row.birth_date or "")[:4], priority.text, row.last_seen or "", row.assessed_on or "",
        row.valid_until or "",
    )  # fmt: skip


# -- conditions ------------------------------------------------------------------------------


def _conditions(query: MemberQuery, today: dt.date, priority: PriorityWords | None) -> Conditions:
    found = Conditions()
    if query.community:
        found.add("m.community = :community", community=query.community)
    wanted = [query.category] if query.category else []
    for number, word in enumerate([*wanted, *query.classes]):
        listed = f"instr('、' || m.categories || '、', :class{number}) > 0"
        found.add(listed, **{f"class{number}": f"、{word}、"})
    _add_ability(found, query.ability)
    if query.state:
        _add_state(found, query.state)
    if query.age_band:
        low, high = AGE_BANDS[query.age_band]
        found.add(f"{BORN} <= :oldest", oldest=_years_before(today, low))
        found.add(f"{BORN} > :youngest", youngest=_years_before(today, high))
    if query.priority and priority is not None:
        _add_priority(found, query.priority, priority, today)
    return found


def _add_ability(found: Conditions, wanted: str) -> None:
    if wanted.isdecimal() and int(wanted) < len(ABILITY_LEVELS):
        found.add("m.ability_level = :level", level=int(wanted))
    elif wanted == UNASSESSED:
        found.add(
            f"m.ability_level IS NULL AND m.self_care IS NULL AND NOT EXISTS (SELECT 1 {_FINAL})"
        )
    elif wanted == LAPSED:
        found.add(f"(SELECT a.valid_until {NEWEST}) < :d")
    elif wanted:
        found.add("m.self_care = :self_care", self_care=wanted)


def _add_state(found: Conditions, wanted: str) -> None:
    if wanted == MemberState.ACTIVE:
        found.add(ON_LIST)
    else:
        found.add(_BETWEEN, state=wanted)


def _add_priority(found: Conditions, wanted: str, priority: PriorityWords, today: dt.date) -> None:
    """The rule of `classification.priority` as SQL; what is not known fulfils nothing."""
    lines = []
    for number, rule in enumerate(priority.rules):
        if rule.empty:
            continue
        bits = []
        for place, code in enumerate(rule.classes):
            key = f"rule{number}_{place}"
            words = {priority.names.get(code, code), code}
            either = [
                f"instr('、' || m.categories || '、', :{key}_{n}) > 0" for n in range(len(words))
            ]
            found.values |= {f"{key}_{n}": f"、{w}、" for n, w in enumerate(sorted(words))}
            # Whoever lives as a class is called (独居) counts as one of it.
            either.append(f"m.living = :{key}_living")
            found.values[f"{key}_living"] = priority.names.get(code, code)
            bits.append(f"({' OR '.join(either)})")
        if rule.living:
            found.values[f"rule{number}_living"] = rule.living
            bits.append(f"m.living = :rule{number}_living")
        if rule.min_age is not None:
            found.values[f"rule{number}_born"] = _years_before(today, rule.min_age)
            bits.append(f"{BORN} <= :rule{number}_born")
        if rule.min_level is not None:
            found.values[f"rule{number}_level"] = rule.min_level
            bits.append(f"m.ability_level >= :rule{number}_level")
        lines.append(f"coalesce({' AND '.join(bits)}, 0)")
    holds = " OR ".join(lines) or "0"
    found.add(holds if wanted == HIGH else f"NOT ({holds})")


def _years_before(today: dt.date, years: int) -> str:
    """The last birth date of who has completed ``years``; a 29 February need not exist."""
    return f"{today.year - years:04d}-{today:%m-%d}"
