"""Days on which nobody can have been assessed: before birth, after death, after the centre's last
day with somebody who is still gone.

Whoever left and came back may bring a result of the time between. A pause is no obstacle: people
are assessed in hospital. Neither is 登记: the first assessment often comes before the first day.
"""

from __future__ import annotations

import datetime as dt

from app.db.session import UnitOfWork
from app.models import Member
from app.services.assessments import rows
from app.services.memberships.gone import gone_fault


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
    fault = gone_fault(unit.session.connection(), member.id, day, today, word)
    return {"assessed_on": fault} if fault else {}
