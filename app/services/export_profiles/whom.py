"""Whom a list that leaves is about: who on it is not on the centre's list (在册) that day.

A kitchen that cooks for somebody who has died, a street that is sent who moved away: the people
of a named list are those its purpose speaks of, unless a clerk chose them one by one.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from sqlalchemy import Connection, text

from app.core.codes import MemberState
from app.core.numbers import counted
from app.services.standing import ON_LIST, PAUSED, STATE

NAMED = 3
"""So many people are named; the rest is counted."""
_LEAVING = (
    "m.id IN (SELECT q.member_id FROM membership_period q WHERE q.deleted_at IS NULL"
    " AND q.state = 'left' AND q.reason = 'died' AND q.from_on <= :next"
    " AND (q.to_on IS NULL OR q.to_on >= :next))"
)
"""Died today: whoever leaves counts on their last day, but nobody cooks for the dead."""
_ELSEWHERE = text(
    f"SELECT m.id, m.name, CASE WHEN {_LEAVING} THEN 'left' ELSE {STATE} END AS state,"  # noqa: S608
    f" ({PAUSED}) AND NOT {_LEAVING} AS paused FROM member m"
    f" WHERE m.deleted_at IS NULL AND (NOT ({ON_LIST}) OR {_LEAVING})"
)
_NOT_YET = "未入会"
"""Of whoever joins on a later day."""


class Person(Protocol):
    """What is told of somebody who is not on the list."""

    @property
    def name(self) -> str:
        """What they are called."""

    @property
    def state(self) -> str:
        """Where their membership stands, in words."""


class Who(StrEnum):
    """Whom a profile is about."""

    LISTED = "listed"
    PAUSED = "paused"
    ALL = "all"

    @property
    def label(self) -> str:
        """The word on screen and paper."""
        return {"listed": "在册", "paused": "在册和暂停", "all": "所有人"}[self.value]


@dataclass(frozen=True)
class Elsewhere:
    """Somebody who is not on the list: ``state`` in words; ``paused``: only for a while."""

    id: int
    name: str
    state: str
    paused: bool


@dataclass(frozen=True)
class Chosen:
    """People in their order, and who of them is not on the list."""

    ids: tuple[int, ...]
    elsewhere: tuple[Elsewhere, ...]

    def left_out(self, who: Who) -> tuple[Elsewhere, ...]:
        """Those whom a list about ``who`` does not carry."""
        if who is Who.ALL:
            return ()
        return tuple(one for one in self.elsewhere if who is Who.LISTED or not one.paused)

    def among(self, who: Who) -> tuple[Elsewhere, ...]:
        """Those who are not on the list and go nevertheless."""
        out = {one.id for one in self.left_out(who)}
        return tuple(one for one in self.elsewhere if one.id not in out)

    def going(self, who: Who) -> tuple[int, ...]:
        """The people that a list about ``who`` carries, in their order."""
        out = {one.id for one in self.left_out(who)}
        return tuple(one for one in self.ids if one not in out)

    def words(self, who: Who) -> str:
        """``在册；不含退出 1 人、暂停 2 人``, for the mark on the file."""
        out, among = in_words(self.left_out(who)), in_words(self.among(who))
        without = f"；不含{out}" if out else ""
        return f"{who.label}{without}" + (f"；其中不在册：{among}" if among else "")


def chosen(connection: Connection, ids: Sequence[int], today: dt.date) -> Chosen:
    """``ids`` with those of them who are not on the list on ``today``, or who died that day."""
    days = {"d": today.isoformat(), "next": (today + dt.timedelta(days=1)).isoformat()}
    found = {
        row.id: Elsewhere(row.id, row.name, _word(row.state), bool(row.paused))
        for row in connection.execute(_ELSEWHERE, days)
    }
    return Chosen(tuple(ids), tuple(found[one] for one in ids if one in found))


def counts(people: Sequence[Person]) -> Mapping[str, int]:
    """State in words → how many, the most frequent first."""
    return dict(Counter(one.state for one in people).most_common())


def in_words(people: Sequence[Person]) -> str:
    """``退出 1 人、暂停 2 人``."""
    return counts_in_words(counts(people))


def counts_in_words(found: Mapping[str, int]) -> str:
    """As `in_words`, for `counts`."""
    return "、".join(f"{state} {counted(n)} 人" for state, n in found.items())


def names(people: Sequence[Person]) -> str:
    """``王秀英、陈建国``; of many the first, with 等."""
    named = "、".join(one.name for one in people[:NAMED])
    return f"{named}等" if len(people) > NAMED else named


def _word(state: str) -> str:
    return _NOT_YET if state == MemberState.ACTIVE else MemberState(state).label
