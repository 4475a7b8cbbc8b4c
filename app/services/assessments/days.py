"""Days on which nobody can have been assessed: before birth, after death, after the centre's last
day with somebody who is still gone.

Whoever left and came back may bring a result of the time between. A pause is no obstacle: people
are assessed in hospital. Neither is 登记: the first assessment often comes before the first day.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import or_, select

from app.db.session import UnitOfWork
from app.models import Member, MembershipPeriod
from app.services.assessments import rows

_DIED = "died"
"""Code of ``membership_reasons``."""


def day_faults(
    unit: UnitOfWork,
    member: Member,
    day: str,
    today: dt.date,
    corrects: str | None = None,
    word: str = "评估基准日期",
) -> dict[str, str]:
    """``assessed_on`` → a sentence when ``day`` (ISO) cannot be; empty when it can.

    ``corrects``: uid of what is corrected; its own day stays, whatever was entered on the file
    since. ``word``: what the form calls the day.
    """
    if corrects and rows.find_row(unit, corrects).assessed_on == day:
        return {}
    born = member.birth_date
    # Of some only the year is known; nothing is asked of the months then.
    if born and day[: len(born)] < born:
        known = "出生日期" if len(born) == len("1938-12-22") else "出生年份"
        return {"assessed_on": f"{word}在{known} {born} 以前，请核对{word}或档案里的{known}。"}
    period = _gone(unit, member.id, day, today)
    return {} if period is None else {"assessed_on": _said(period, word)}


def _said(period: tuple[str, str | None], word: str) -> str:
    first, reason = period
    last = dt.date.fromisoformat(first) - dt.timedelta(days=1)
    if reason == _DIED:
        return f"档案登记 {last} 去世，{word}不能在那以后，请核对。"
    return f"档案登记 {last} 以后已退出，{word}不能在那以后。请核对日期，或先登记恢复。"


def _gone(
    unit: UnitOfWork, member_id: int, day: str, today: dt.date
) -> tuple[str, str | None] | None:
    """First day and reason of the departure that covers ``day`` and today."""
    found = unit.rows(
        select(MembershipPeriod.from_on, MembershipPeriod.reason).where(
            MembershipPeriod.member_id == member_id,
            MembershipPeriod.state == "left",
            MembershipPeriod.deleted_at.is_(None),
            MembershipPeriod.from_on <= day,
            or_(MembershipPeriod.to_on.is_(None), MembershipPeriod.to_on >= today.isoformat()),
        )
    )
    return (found[0].from_on, found[0].reason) if found else None
