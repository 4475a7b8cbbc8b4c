"""What the daily roster (签到花名册) shows: plain data, made by the services, drawn by printing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True)
class RosterRow:
    """One person on the daily roster; texts are ready to print."""

    number: int
    name: str
    sex: str
    age: str
    community: str
    ability: str
    arrived_at: str
    method: str
    breakfast: bool
    lunch: bool
    dinner: bool
    note: str = ""


@dataclass(frozen=True)
class RosterGroup:
    """The people of one community; ``community`` is 未填社区 where none is known."""

    community: str
    rows: tuple[RosterRow, ...]


@dataclass(frozen=True)
class DailyRoster:
    """The roster of one service date.

    Attributes:
        demo: the centre is the marked demonstration; every page says 演示.
        document_number: printed in the footer, e.g. ``QD-20201029-003``.
        made_at: local wall-clock time, naive.
        made_by: display name of the account that printed it.
    """

    centre_name: str
    centre_code: str
    date: dt.date
    groups: tuple[RosterGroup, ...]
    document_number: str
    made_at: dt.datetime
    made_by: str
    demo: bool = False
    totals: dict[str, int] = field(default_factory=dict)
