"""Names that are typed in characters, in letters, or in both: a walk along the index of names.

The keys of kind ``name`` are every name with all its endings, so that whatever part of a name is
typed begins one of them. From each beginning that fits so far the index tells in one step per
character what comes next, however many people share it; nobody is left out, and nobody is read who
does not fit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, TypeAlias

import orjson
from sqlalchemy import Connection

from app.core.characters import variants_of
from app.core.names import Letters, first_readings, left_over, matches

NEVER_FIRST = frozenset("iuv")
"""Letters that begin no syllable."""
STOP = "."
"""Stands in keys of names that earlier releases stored with a full stop for the middle dot."""
_END = "char(1114111)"
NEXT = (
    "WITH RECURSIVE step (begin, found) AS (SELECT value, (SELECT key FROM member_key"  # noqa: S608
    f" WHERE kind = 'name' AND key > value AND key < value || {_END} ORDER BY key LIMIT 1)"
    " FROM json_each(?) UNION ALL SELECT begin, (SELECT key FROM member_key WHERE kind = 'name'"
    f" AND key > substr(found, 1, length(begin) + 1) || {_END} AND key < begin || {_END}"
    " ORDER BY key LIMIT 1) FROM step WHERE found IS NOT NULL)"
    " SELECT begin, substr(found, length(begin) + 1, 1) FROM step WHERE found IS NOT NULL"
)
"""The characters that follow each beginning: one step in the index for each of them."""
KNOWN = (
    "SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE EXISTS (SELECT 1 FROM member_key"  # noqa: S608
    " WHERE kind = 'name' AND key >= (value ->> 0) || (value ->> 1)"
    f" AND key < (value ->> 0) || (value ->> 1) || {_END})"
)
"""Which of the given characters follow their beginnings."""
FITTING = (
    "SELECT DISTINCT k.member_id FROM json_each(?) b CROSS JOIN member_key k WHERE k.kind = 'name'"  # noqa: S608
    f" AND k.key >= b.value AND k.key < b.value || {_END}"
)
THERE = " AND k.member_id IN (SELECT id FROM member WHERE community = ?)"

FEW = 8
"""Beginnings for which it is quickest to ask what follows them."""
MOST_TRIED = 24
"""Characters that are tried one by one after a beginning; where more would fit, the index tells all
that follow it."""

Open: TypeAlias = dict[str, dict[str, None]]
"""Beginning of a key → what of the query it leaves over, in each way to read it."""


def people(connection: Connection, plain: str, limit: int, community: str = "") -> list[int]:
    """Ids of at most ``limit`` members with a part of the name that ``plain`` (`query_text`)
    spells as `core.names.matches` says; all of ``community`` when it is given."""
    return _of(connection, _Walk(connection).beginnings(plain, Letters.EITHER), limit, community)


def people_by_letters(
    connection: Connection, plain: str, limit: int, community: str = ""
) -> list[int]:
    """As `people` for letters alone, which are whole readings or first letters throughout: both
    in one are looked for at the beginning of a name only, in keys of its own."""
    walk = _Walk(connection)
    begins = walk.beginnings(plain, Letters.WHOLE)
    if not NEVER_FIRST & set(plain):
        begins = list(dict.fromkeys(begins + walk.beginnings(plain, Letters.FIRST)))
    return _of(connection, begins, limit, community)


def keys(connection: Connection, plain: str) -> str:
    """The keys that a name of the characters ``plain`` may have, as a JSON array."""
    return orjson.dumps(_Walk(connection).beginnings(plain, Letters.WHOLE)).decode()


def _of(connection: Connection, begins: list[str], limit: int, community: str) -> list[int]:
    """Ids of the members with a key that has one of ``begins``."""
    if not begins:
        return []
    where, values = (THERE, (community,)) if community else ("", ())
    rows = connection.exec_driver_sql(
        f"{FITTING}{where} LIMIT ?", (orjson.dumps(begins).decode(), *values, limit)
    )
    return [row[0] for row in rows]


class _Walk:
    """The steps of a query along the index."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._fitting: dict[tuple[str, Letters], dict[str, None]] = {}

    def beginnings(self, plain: str, way: Letters) -> list[str]:
        """The shortest beginnings of keys that use up ``plain``."""
        text = plain.replace(STOP, "")
        going: Open = {"": {text: None}} if text else {}
        done: dict[str, None] = {}
        while going:
            further: Open = defaultdict(dict)
            for begin, sign in self._following(going, way):
                if sign == STOP:
                    further[begin + sign] |= going[begin]
                    continue
                for rest in going[begin]:
                    for left in self._left_over(rest, sign, way, first=not begin):
                        if left:
                            further[begin + sign][left] = None
                        else:
                            done[begin + sign] = None
            going = further
        # The first half of a double surname is read as such only before the second.
        return [begin for begin in done if matches(text, begin)]

    def _following(self, going: Open, way: Letters) -> Iterator[tuple[str, str]]:
        """(beginning, character after it) wherever the character may fit."""
        every: list[str] = []
        one_by_one: list[tuple[str, str]] = []
        few = "" not in going and len(going) <= FEW
        for begin, rests in going.items():
            if few and any(rest[0].isascii() for rest in rests):
                every.append(begin)
                continue
            signs = {sign: None for rest in rests for sign in self._signs(rest, way)}
            if not begin:
                yield from (("", sign) for sign in signs)
            elif len(signs) > MOST_TRIED:
                every.append(begin)
            else:
                one_by_one += [(begin, sign) for sign in (*signs, STOP)]
        if every:
            yield from self._ask(NEXT, every)
        if one_by_one:
            yield from self._ask(KNOWN, one_by_one)

    def _left_over(self, rest: str, sign: str, way: Letters, *, first: bool) -> tuple[str, ...]:
        """`core.names.left_over`, at once where it is known that nothing fits."""
        fitting = self._fitting.get((rest, way))
        if fitting is not None and sign not in fitting:
            return ()
        return left_over(rest, sign, way, first=first)

    def _signs(self, rest: str, way: Letters) -> Iterable[str]:
        """The characters of names that may meet the beginning of ``rest``."""
        if not rest[0].isascii():
            return (rest[0], *variants_of(rest[0]))
        if (rest, way) not in self._fitting:
            signs = self._by_letter.get(rest[0], ())
            fitting = (sign for sign in signs if left_over(rest, sign, way, first=True))
            self._fitting[rest, way] = dict.fromkeys(fitting)
        return self._fitting[rest, way]

    @cached_property
    def _by_letter(self) -> dict[str, list[str]]:
        """The characters of all names by the letters that their readings begin with."""
        found: dict[str, list[str]] = defaultdict(list)
        for _, sign in self._ask(NEXT, [""]):
            for letter in {reading[0] for reading in first_readings(sign)}:
                found[letter].append(sign)
        return found

    def _ask(self, sql: str, about: list[Any]) -> list[Any]:
        values = (orjson.dumps(about).decode(),)
        return list(self._connection.exec_driver_sql(sql, values))
