"""A membership in words: states with their tone and icon, spans of days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.core.codes import MemberState
from app.services.memberships import LeaveMember, Membership, PeriodRow
from app.views.parts import fill
from app.views.theme import Status, Tone

TONES = {
    MemberState.REGISTERED: (Tone.INFO, "waiting"),
    MemberState.ACTIVE: (Tone.OK, "ok"),
    MemberState.PAUSED: (Tone.WARN, "pause"),
    MemberState.LEFT: (Tone.DANGER, "sign_out"),
}
STEPS = (MemberState.REGISTERED, MemberState.ACTIVE, MemberState.PAUSED, MemberState.LEFT)


def tr(text: str) -> str:
    """``text`` in the language of the window."""
    return QCoreApplication.translate("Memberships", text)


def state_status(state: str, word: str = "") -> Status:
    """The state as icon, word and colour."""
    tone, icon = TONES[MemberState(state)]
    return Status(word or MemberState(state).label, tone, icon)


def headline(life: Membership) -> Status:
    """``住院暂停，2026-11-20 起，到 2026-11-30``."""
    if life.now is None:
        since = fill(tr("在册，入会 %1"), life.joined_on) if life.joined_on else tr("在册")
        return state_status(life.state, since)
    words = f"{life.now.label}，{span(life.now)}"
    return state_status(life.state, words)


def next_words(life: Membership) -> str:
    """What is entered for a day to come; empty without."""
    if life.coming is None:
        return ""
    if life.coming.state == MemberState.LEFT:
        return fill(tr("已登记退出：最后一天 %1，第二天起自动生效。"), life.last_day)
    return fill(tr("已登记 %1：%2，到时自动生效。"), life.coming.label, span(life.coming))


def span(period: PeriodRow) -> str:
    """``2026-11-20 起`` or ``2026-11-20 到 2026-11-30（11 天）``; of somebody who left their
    last day."""
    if period.state == MemberState.LEFT:
        last = period.from_on - dt.timedelta(days=1)
        words = fill(tr("最后一天 %1"), last)
        back = period.to_on + dt.timedelta(days=1) if period.to_on else None
        return words + (fill(tr("，%1 重新入会"), back) if back else "")
    if period.to_on is None:
        return fill(tr("%1 起"), period.from_on)
    days = (period.to_on - period.from_on).days + 1
    return fill(tr("%1 到 %2（%3 天）"), period.from_on, period.to_on, days)


def can_pause(life: Membership) -> bool:
    """Whether 暂停 makes sense now: on the list."""
    return life.state == MemberState.ACTIVE


def can_leave(life: Membership) -> bool:
    """Whether 退出 makes sense now: here, and no departure entered yet."""
    return life.state != MemberState.LEFT and life.last_day is None


def resume_word(life: Membership) -> str:
    """What coming back is called now; empty while on the list."""
    return {
        MemberState.PAUSED: tr("恢复"),
        MemberState.LEFT: tr("重新入会"),
        MemberState.REGISTERED: tr("批准入册"),
    }.get(MemberState(life.state), "")


def said(command: Any, what: str, state: str, today: dt.date) -> str:
    """What was entered and what it means today: ``已登记退出，自 11-23 起生效；今天仍在册``.

    Args:
        command: a command of the membership service with its days.
        what: what the gesture is called: 登记退出.
        state: where the membership stands now.
    """
    if isinstance(command, LeaveMember):
        first, last = command.last_day + dt.timedelta(days=1), None
    else:
        first, last = command.first_day, getattr(command, "last_day", None)
    words = fill(tr("已%1，自 %2 起生效"), what, _day(first, today))
    if last is not None:
        words = fill(tr("已%1，自 %2 到 %3"), what, _day(first, today), _day(last, today))
    return words + tr("；") + _now(state, coming=first > today)


def _now(state: str, *, coming: bool) -> str:
    word = MemberState(state).label
    if not coming:
        return fill(tr("今天：%1"), word)
    return tr("今天仍在册") if state == MemberState.ACTIVE else fill(tr("今天仍是%1"), word)


def _day(date: dt.date, today: dt.date) -> str:
    """``11-23``; of another year with it."""
    return date.isoformat()[5 if date.year == today.year else 0 :]
