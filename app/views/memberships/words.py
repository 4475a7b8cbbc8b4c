"""A membership in words: states with their tone and icon, spans of days."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication

from app.core.codes import MemberState
from app.services.memberships import Membership, PeriodRow
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
