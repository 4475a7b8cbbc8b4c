"""What a change of a membership must fulfil, all faults at once: field → Chinese sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.core.codes import FIRST_YEAR, MemberState
from app.services.memberships.types import PeriodRow

FARTHEST = dt.timedelta(days=2 * 366)
"""A pause or a departure is not planned farther ahead; more is a slip of the keyboard."""
LONGEST_NOTE = 200


@dataclass(frozen=True)
class Stretch:
    """A period to be: ``last`` None leaves it open."""

    state: MemberState
    first: dt.date
    last: dt.date | None
    reason: str
    note: str

    @property
    def end(self) -> dt.date:
        """`last`, or the end of time."""
        return self.last or dt.date.max


def faults_of(
    stretch: Stretch,
    others: Sequence[PeriodRow],
    joined_on: dt.date | None,
    reasons: frozenset[str],
    today: dt.date,
) -> dict[str, str]:
    """Faults of ``stretch`` beside the periods that stand; keys of `PauseMember`."""
    return {
        **_dates(stretch, joined_on, today),
        **_words(stretch, reasons, today),
        **_overlap(stretch, others),
    }


def day_faults(
    key: str, date: dt.date, today: dt.date, joined_on: dt.date | None = None
) -> dict[str, str]:
    """Days that cannot be meant, for the field ``key``."""
    if date.year < FIRST_YEAR:
        return {key: f"日期在 {FIRST_YEAR} 年以前，请核对年份。"}
    if date > today + FARTHEST:
        return {key: "日期在两年以后，请核对年份。"}
    if joined_on is not None and date < joined_on:
        return {key: f"早于入会日期 {joined_on}，请核对。"}
    return {}


def note_faults(note: str, *, needed: bool) -> dict[str, str]:
    """A note is there when needed, and not endless."""
    if needed and not note.strip():
        return {"note": "日期在今天以前，请在说明里写明为什么补登。"}
    if len(note) > LONGEST_NOTE:
        return {"note": f"说明最多 {LONGEST_NOTE} 个字。"}
    return {}


def _dates(stretch: Stretch, joined_on: dt.date | None, today: dt.date) -> dict[str, str]:
    faults = day_faults("first_day", stretch.first, today, joined_on)
    if stretch.last is None:
        return faults
    if stretch.last < stretch.first:
        faults["last_day"] = "最后一天早于第一天，请核对。"
    else:
        faults |= day_faults("last_day", stretch.last, today)
    return faults


def _words(stretch: Stretch, reasons: frozenset[str], today: dt.date) -> dict[str, str]:
    faults = note_faults(stretch.note, needed=stretch.first < today)
    if stretch.state is not MemberState.REGISTERED and stretch.reason not in reasons:
        faults["reason"] = f"请选择{stretch.state.label}的原因。"
    return faults


def _overlap(stretch: Stretch, others: Sequence[PeriodRow]) -> dict[str, str]:
    for other in others:
        if other.from_on <= stretch.end and stretch.first <= (other.to_on or dt.date.max):
            until = f"到 {other.to_on}" if other.to_on else "起"
            span = f"{other.from_on} {until}"
            return {"first_day": f"与已登记的“{other.label}”（{span}）重叠，请先修改或撤销那一段。"}
    return {}
