"""When two files may be one person: each rule puts people with the same key together.

Grouping by keys takes one pass over the list, whatever its length; people are compared only
inside a group. Thresholds are the practice of the field, not a standard.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TypeAlias

from app.core.names import MIDDLE_DOT, normalise_name, query_text

SAME_ID = "证件号相同（15 位与 18 位）"
CHECK_DIGIT = "证件号只差末位校验码"
NAME_BIRTH = "姓名和出生日期相同"
NAME_YEAR = "姓名和出生年相同"
NEAR_ID = "证件号只差一位"
SWAPPED_ID = "证件号有两位颠倒"
FORMER_BIRTH = "曾用名与另一份的姓名相同，出生日期相同"
FORMER_YEAR = "曾用名与另一份的姓名相同，出生年相同"
PHONE_SURNAME = "电话相同且同姓"
WEIGHTS = {
    SAME_ID: 9, CHECK_DIGIT: 7, SWAPPED_ID: 6, NEAR_ID: 5, NAME_BIRTH: 4, NAME_YEAR: 4,
    FORMER_BIRTH: 3, FORMER_YEAR: 3, PHONE_SURNAME: 2,
}  # fmt: skip
"""Reason → how much it says; the sum decides the order of the list."""

LARGEST_GROUP = 40
"""People above which a shared key says nothing: a hall's telephone number, a day that stands for
"unknown" as the birth date of everybody."""
_DOUBLE = frozenset(
    re.findall(
        "..",
        "欧阳上官司马诸葛东方皇甫尉迟公孙慕容令狐长孙宇文司徒司空夏侯澹台公冶宗政濮阳淳于单于太叔"
        "申屠仲孙轩辕钟离闾丘鲜于万俟呼延端木赫连拓跋百里东郭南宫西门第五独孤梁丘左丘",
    )
)
"""Surnames of two characters."""
_AREA_CODE = re.compile(r"^0(?:10|2\d|[3-9]\d{2})-?(?=[2-8]\d{6,7})")
_BODY = 17
_BIRTH = slice(6, 14)


@dataclass(frozen=True)
class Facts:
    """What the rules look at; ``order`` decides who of a pair comes first, ``former`` is the name
    of earlier (曾用名)."""

    order: int
    name: str
    birth: str
    number: str
    phones: tuple[str, ...]
    former: str = ""

    @cached_property
    def plain(self) -> str:
        """The name however it was typed."""
        return query_text(self.name)

    @property
    def year_only(self) -> bool:
        """Whether nothing but the year of birth is known."""
        return len(self.birth) == len("1940")

    @cached_property
    def surname(self) -> str:
        """The name of the family; of a name that has none, what comes first in it."""
        name = normalise_name(self.name)
        if MIDDLE_DOT in name or name.isascii():
            return query_text(re.split(rf"[{MIDDLE_DOT} ]", name)[0])
        return name[:2] if len(name) > 2 and name[:2] in _DOUBLE else name[:1]

    @cached_property
    def body(self) -> str:
        """The 17 digits that a check digit follows from; ``""`` for any other number."""
        number = self.number
        if len(number) == 15 and number.isdigit():
            return f"{number[:6]}19{number[6:]}"
        return number[:_BODY] if len(number) == 18 and number[:_BODY].isdigit() else ""

    @property
    def born(self) -> str:
        """The birth date that the number says, whether or not its check digit is right."""
        day = self.body[_BIRTH]
        return f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else ""


Pair: TypeAlias = tuple[int, int]
Keys: TypeAlias = Callable[[Facts], Iterable[Hashable]]


def proposals(people: Sequence[Facts]) -> dict[Pair, list[str]]:
    """Pairs of positions in ``people`` → reasons, the strongest first."""
    found: dict[Pair, list[str]] = {}
    for rule in (_twins, _by_name_and_birth, _by_former_name, _by_number, _by_phone):
        for pair, reason in rule(people):
            reasons = found.setdefault(pair, [])
            if reason not in reasons:
                reasons.append(reason)
    for reasons in found.values():
        reasons.sort(key=lambda reason: -WEIGHTS[reason])
    return found


def reasons_between(one: Facts, other: Facts) -> tuple[str, ...]:
    """Why these two may be one person; empty when nothing says so."""
    return tuple(proposals((one, other)).get((0, 1), ()))


def _twins(people: Sequence[Facts]) -> Iterator[tuple[Pair, str]]:
    """The 15-digit number of before 1999 beside the 18 digits that it became; or 18 digits of
    which only the check digit was typed wrongly."""
    for group in _groups(people, lambda one: (one.body,) if one.body else ()):
        for a, b in combinations(group, 2):
            both = len(people[a].number) == len(people[b].number) == _BODY + 1
            if not both:
                yield (a, b), SAME_ID
            elif people[a].number != people[b].number:
                yield (a, b), CHECK_DIGIT


def _by_name_and_birth(people: Sequence[Facts]) -> Iterator[tuple[Pair, str]]:
    """The year alone is enough where nobody knows more."""
    for group in _groups(people, lambda one: ((one.plain, one.birth),) if one.birth else ()):
        for a, b in combinations(group, 2):
            yield (a, b), NAME_YEAR if people[a].year_only else NAME_BIRTH
    years = {(one.plain, one.birth) for one in people if one.year_only}
    for group in _groups(
        people, lambda one: (key,) if (key := (one.plain, one.birth[:4])) in years else ()
    ):
        for a, b in combinations(group, 2):
            if people[a].birth in people[b].birth or people[b].birth in people[a].birth:
                year = people[a].year_only or people[b].year_only
                yield (a, b), NAME_YEAR if year else NAME_BIRTH


def _by_former_name(people: Sequence[Facts]) -> Iterator[tuple[Pair, str]]:
    """Somebody who changed the name and was registered anew: the former name of one file is the
    name of the other. Two who have a former name in common and no more are two."""
    formers = [query_text(one.former) if one.former else "" for one in people]
    wanted = {name for name, one in zip(formers, people, strict=True) if name and one.birth}
    bearers: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(people):
        if one.birth and one.plain in wanted:
            bearers[one.plain].append(at)
    for at, former in enumerate(formers):
        if not former or former == people[at].plain:
            continue
        fitting = [
            other
            for other in bearers.get(former, ())
            if other != at and _one_birth(people[at].birth, people[other].birth)
        ]
        if len(fitting) <= LARGEST_GROUP:
            for other in fitting:
                year = people[at].year_only or people[other].year_only
                yield (min(at, other), max(at, other)), FORMER_YEAR if year else FORMER_BIRTH


def _one_birth(one: str, other: str) -> bool:
    """Whether two birth dates can be one; a year alone fits all its days."""
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def _by_phone(people: Sequence[Facts]) -> Iterator[tuple[Pair, str]]:
    """Couples share a telephone but seldom a surname."""

    def keys(one: Facts) -> list[Hashable]:
        return [(phone, one.surname) for phone in dict.fromkeys(one.phones) if phone]

    for group in _groups(people, keys):
        for a, b in combinations(group, 2):
            yield (a, b), PHONE_SURNAME


def _by_number(people: Sequence[Facts]) -> Iterator[tuple[Pair, str]]:
    """One digit differs or two are swapped, and the name or the birth date is the same.

    People of one birth date differ in few digits by nature, so that their names may differ in
    one character there, no more.
    """
    numbered = [at for at, one in enumerate(people) if one.body]
    same_name = _shared(people, numbered, lambda one: one.plain)
    same_birth = _shared(people, numbered, lambda one: one.body[_BIRTH])
    for group in (*same_name, *same_birth):
        for pair in _close(people, group):
            one, other = people[pair[0]], people[pair[1]]
            if _alike(one.plain, other.plain):
                reason = digits_apart(one.body, other.body)
                if reason:
                    yield pair, reason


def _alike(one: str, other: str) -> bool:
    """Whether two names are the same but for one character at most.

    Of two characters it must be the second: 王英 and 李英 have nothing but a given name in common.
    """
    if len(one) != len(other):
        return False
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return not apart or (len(apart) == 1 and len(one) > 1 and (len(one) > 2 or apart == [1]))


def phone_key(phone: str) -> str:
    """A number as two files may share it: land lines of one town are written without its code."""
    return query_text(_AREA_CODE.sub("", phone)).replace("-", "")


def digits_apart(one: str, other: str) -> str:
    """`NEAR_ID`, `SWAPPED_ID` or ``""`` for two numbers without their check digits."""
    places = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(places) == 1:
        return NEAR_ID
    if len(places) == 2:
        i, j = places
        if one[i] == other[j] and one[j] == other[i]:
            return SWAPPED_ID
    return ""


def _shared(
    people: Sequence[Facts], places: Sequence[int], key: Callable[[Facts], str]
) -> list[list[int]]:
    """Places of people who share a key, for all keys that more than one has."""
    groups: dict[str, list[int]] = defaultdict(list)
    for at in places:
        groups[key(people[at])].append(at)
    return [group for group in groups.values() if len(group) > 1]


def _close(people: Sequence[Facts], group: Sequence[int]) -> Iterator[Pair]:
    """Pairs whose numbers agree but for one place, or hold the same digits.

    A short group is compared outright; in a long one people meet under the number with one
    place left out, so that the work grows with the group and not with its square.
    """
    if len(group) <= LARGEST_GROUP:
        yield from combinations(group, 2)
        return
    meeting: dict[Hashable, list[int]] = defaultdict(list)
    for at in group:
        body = people[at].body
        meeting["".join(sorted(body))].append(at)
        for i in range(_BODY):
            meeting[i, body[:i] + body[i + 1 :]].append(at)
    seen: set[Pair] = set()
    for together in meeting.values():
        if 1 < len(together) <= LARGEST_GROUP:
            for pair in combinations(together, 2):
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _groups(people: Sequence[Facts], keys: Keys) -> Iterator[list[int]]:
    """Places of people who share a key; groups too large to mean anything are left out."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for at, one in enumerate(people):
        for key in keys(one):
            groups[key].append(at)
    for group in groups.values():
        if 1 < len(group) <= LARGEST_GROUP:
            yield group
