"""What a time line asks for and what it answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

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


@dataclass(frozen=True)
class TimelineEvent:
    """One line.

    Attributes:
        at: local ``YYYY-MM-DD HH:MM:SS``, or the date alone where no time was written down.
        kind: key of `KINDS`; text: what happened, numbers masked.
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
