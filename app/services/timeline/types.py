"""What a time line asks for and what it answers."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain
from typing import TypeAlias, overload

from app.core.masking import mask_within

KINDS = {
    "attendance": "签到", "meal": "就餐", "face_check": "核验", "assessment": "评估", "card": "卡",
    "consent": "同意书", "membership": "会籍", "class": "类别", "print": "打印件", "merge": "合并",
    "change": "变更",
}  # fmt: skip
"""Kind of event → its word."""


@dataclass(frozen=True)
class TimelineQuery:
    """Whose events, of which kinds (empty: all), from when to when (local, both inclusive).

    What has not happened yet (the last day of a consent, the end of a pause) is a list of its own:
    asked for with a ``first`` after today, the soonest on top.
    """

    uid: str
    kinds: frozenset[str] = frozenset()
    first: dt.date | None = None
    last: dt.date | None = None

    def wants(self, kind: str) -> bool:
        """Whether events of ``kind`` are asked for."""
        return not self.kinds or kind in self.kinds


Slot: TypeAlias = tuple[str, int]
"""The place of an event: its day (ISO), and 0 for the first event of that day in the list.

Places are counted by indexes alone; what stands there is read when it comes into view.
"""


class Slots(Sequence[Slot]):
    """The places of a list, kept as its days in order with the number of events of each; a place
    is made when it is asked for, because ten years have eight thousand and a screen shows twenty.
    """

    def __init__(self, days: Sequence[str], counts: Sequence[int]) -> None:
        self._days, self._counts = days, counts
        self._ends = list(accumulate(counts))

    def __len__(self) -> int:
        """Number of events."""
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, at: int) -> Slot: ...

    @overload
    def __getitem__(self, at: slice) -> list[Slot]: ...

    def __getitem__(self, at: int | slice) -> Slot | list[Slot]:
        """One place, or those of a slice."""
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        place = range(len(self))[at]
        day = bisect_right(self._ends, place)
        return self._days[day], place - self._ends[day] + self._counts[day]

    def __iter__(self) -> Iterator[Slot]:
        """Every place in order."""
        days = zip(self._days, self._counts, strict=True)
        return chain.from_iterable(((day, n) for n in range(count)) for day, count in days)


@dataclass(frozen=True)
class TimelineEvent:
    """One line.

    Attributes:
        at: local ``YYYY-MM-DD HH:MM:SS``, or the date alone where no time was written down.
        kind: key of `KINDS`; text: what happened. Whatever people wrote into it (notes, reasons,
            names of files) can hold a number: what looks like that of a document or a phone is
            masked here, once for every line.
        who: who did it, where that is known.
        page, argument: where it can be seen, for the window's ``go``; ``""`` nowhere.
        recorded: local moment at which it was written down, of an event that has only a date.
    """

    at: str
    kind: str
    text: str
    who: str = ""
    page: str = ""
    argument: Mapping[str, str] = field(default_factory=dict)
    recorded: str = ""

    def __post_init__(self) -> None:
        """Mask the numbers in the text."""
        object.__setattr__(self, "text", mask_within(self.text))

    @property
    def label(self) -> str:
        """The kind's word."""
        return KINDS[self.kind]

    @property
    def order(self) -> tuple[str, str]:
        """What it is sorted by. What has only a date stands where it was written down, when that
        was on the same day; else before everything that has an hour. Of one moment what has an
        hour is the later one."""
        if len(self.at) > len("2026-03-02"):
            return self.at, "~"
        return (self.recorded if self.recorded[:10] == self.at else self.at), self.recorded

    @property
    def line(self) -> str:
        """The text with who did it."""
        return f"{self.text}（{self.who}）" if self.who else self.text
