"""Commands and results of the membership service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.core.codes import MemberState

NOT_JOINED = "not_joined"
"""`Away.state` of a date before the day of joining (入会日期), which ``from_on`` then is."""

DIED = "died"
"""Code of ``membership_reasons``: 去世."""


@dataclass(frozen=True)
class PauseMember:
    """暂停 from ``first_day`` to ``last_day`` (None: open). ``reason`` code of
    ``membership_reasons``; ``note`` is needed for days that are over."""

    uid: str
    first_day: dt.date
    reason: str
    last_day: dt.date | None = None
    note: str = ""


@dataclass(frozen=True)
class LeaveMember:
    """退出; ``last_day`` still counts."""

    uid: str
    last_day: dt.date
    reason: str
    note: str = ""


@dataclass(frozen=True)
class ResumeMember:
    """恢复, or re-admission of somebody who left; on the list from ``first_day``."""

    uid: str
    first_day: dt.date
    note: str = ""


@dataclass(frozen=True)
class WaitMember:
    """登记 only: in the file but not on the list from ``first_day`` until they are taken in."""

    uid: str
    first_day: dt.date
    note: str = ""


@dataclass(frozen=True)
class ChangePeriod:
    """Correct the days, reason or note of one period; ``last_day`` None leaves it open.

    ``version``: of the period as the form saw it; 0 takes it as it stands.
    """

    period_uid: str
    first_day: dt.date
    last_day: dt.date | None
    reason: str = ""
    note: str = ""
    version: int = 0


@dataclass(frozen=True)
class Before:
    """One period as it was: ``values`` None when it was new; ``left``: as the change left it."""

    uid: str
    left: Mapping[str, Any]
    values: Mapping[str, Any] | None


@dataclass(frozen=True)
class MembershipChange:
    """What a change came to.

    Attributes:
        state: where the membership stands today.
        seen: dates within the new stretch on which attendance or a meal stands already; they
            stay, a person should look at them.
        undo: for `Memberships.undo`.
        answered: work items about a terminal's checks that it closed, for `Memberships.undo`.
        stood: uids of the attendance and meals that stood on the days it put on the list, so that
            `Memberships.undo` can tell what came since.
        ended: what a departure ended, as `PeriodRow.label` calls it.
    """

    member_uid: str
    name: str
    state: str
    seen: tuple[str, ...] = ()
    undo: tuple[Before, ...] = ()
    answered: Mapping[str, Any] = field(default_factory=dict)
    stood: frozenset[str] = frozenset()
    ended: tuple[str, ...] = ()


@dataclass(frozen=True)
class PeriodRow:
    """One stretch off the list; ``to_on`` None while open; ``reason`` in words."""

    uid: str
    state: str
    from_on: dt.date
    to_on: dt.date | None
    reason_code: str
    reason: str
    note: str
    version: int = 0

    @property
    def label(self) -> str:
        """``暂停 · 住院``."""
        return " · ".join(bit for bit in (MemberState(self.state).label, self.reason) if bit)

    def covers(self, date: dt.date) -> bool:
        """Whether the person is off the list on ``date``."""
        return self.from_on <= date and (self.to_on is None or date <= self.to_on)


@dataclass(frozen=True)
class Membership:
    """The life of one membership, newest period first.

    Attributes:
        state: on ``today``; ``now``: the period that covers it, None on the list.
        coming: the next period that begins after ``today``.
    """

    uid: str
    name: str
    today: dt.date
    joined_on: dt.date | None
    state: str
    now: PeriodRow | None
    coming: PeriodRow | None
    periods: tuple[PeriodRow, ...]

    @property
    def last_day(self) -> dt.date | None:
        """The last day on the list of somebody who left or is about to."""
        for period in (self.now, self.coming):
            if period is not None and period.state == MemberState.LEFT:
                return period.from_on - dt.timedelta(days=1)
        return None


@dataclass(frozen=True)
class Away:
    """Why somebody is not on the list on a date; dates ISO, ``to_on`` empty while open.

    ``died``: they are registered as dead.
    """

    state: str
    from_on: str
    to_on: str
    reason: str
    died: bool = False

    @property
    def last_day(self) -> str:
        """The day before, ISO: the last one of somebody who left."""
        return (dt.date.fromisoformat(self.from_on) - dt.timedelta(days=1)).isoformat()

    @property
    def words(self) -> str:
        """For staff: ``住院暂停中（11-20 起）``."""
        if self.state == NOT_JOINED:
            return f"这一天还没有入会（入会日期 {self.from_on}）"
        if self.state == MemberState.LEFT:
            why = f"，{self.reason}" if self.reason else ""
            return f"已退出（最后一天 {_short(self.last_day)}{why}）"
        if self.state == MemberState.REGISTERED:
            return f"只登记、还没有入册（{_short(self.from_on)} 起）"
        until = f"，到 {_short(self.to_on)}" if self.to_on else ""
        return f"{self.reason}暂停中（{_short(self.from_on)} 起{until}）"

    @property
    def plain(self) -> str:
        """For a screen that strangers see: the state alone, without a reason or a date."""
        words = {"left": "已退出", "registered": "还没有入册", NOT_JOINED: "还没有入会"}
        return words.get(self.state, "暂停中")

    @property
    def again(self) -> str:
        """After a resumption was taken back: ``暂停也照旧``."""
        return {"left": "退出也照旧", "registered": "也照旧还没有入册"}.get(
            self.state, "暂停也照旧"
        )

    @property
    def advice(self) -> str:
        """What to do, after `words`."""
        if self.state == NOT_JOINED:
            return "请核对日期；入会日期不对的，请先在档案的基本资料里改。"
        if self.state == MemberState.REGISTERED:
            return "批准后请到会籍里入册。"
        return "如已恢复请到会籍里恢复。"


def _short(iso: str) -> str:
    """``11-20``: at a counter the year is clear; lists and files show it."""
    return iso[5:]
