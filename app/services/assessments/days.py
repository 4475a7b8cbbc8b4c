"""Days on which nobody can have been assessed: before birth, after death, after the centre's last
day with somebody who is still gone. And the day that has its assessment already.

Whoever left and came back may bring a result of the time between. A pause is no obstacle: people
are assessed in hospital. Neither is 登记: the first assessment often comes before the first day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from app.core.errors import UserError
from app.db.session import UnitOfWork
from app.models import Member
from app.services.assessments import reading, rows
from app.services.assessments.types import GB, AssessmentRow, SaveAssessment
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


def draft_faults(
    unit: UnitOfWork, command: SaveAssessment, columns: Mapping[str, Any], today: dt.date
) -> dict[str, str]:
    """`day_faults` of the day that the form of a draft gives, if it gives one."""
    if "assessed_on" not in columns:
        return {}
    member = rows.find_member(unit, command.member_uid)
    corrects = rows.find_row(unit, command.uid).corrects if command.uid else None
    return day_faults(unit, member, columns["assessed_on"], today, corrects)


def of_one_day(listed: Sequence[AssessmentRow], day: str, national: bool = True) -> str:
    """Which of ``listed`` was finished, holds, and is of ``day`` (ISO): a sentence with level and
    assessors; ``""`` when there is none.

    Two of one day may both be right, so that this is said and nothing is refused by it. What was
    corrected or voided does not count. ``national``: by GB/T 42195-2022; else by any older or
    local standard.
    """
    found = [
        row for row in listed
        if row.state == "final" and row.assessed_on == day and (row.standard == GB) == national
    ]  # fmt: skip
    named = "；".join(
        f"{row.words}（{'，'.join(filter(None, (row.assessors, row.number)))}）" for row in found
    )
    return f"{day} 已有 {len(found)} 份评估：{named}。" if found else ""


def refuse_second(
    unit: UnitOfWork, member_uid: str, day: str, today: dt.date, *, national: bool = True
) -> None:
    """Raise `UserError` ``same_day`` when one of ``day`` holds already and nobody has said that
    this is another."""
    listed = reading.rows_of(unit.session.connection(), member_uid, today.isoformat())
    words = of_one_day(listed, day, national=national)
    if words:
        raise UserError("same_day", words)
