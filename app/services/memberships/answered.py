"""Questions that a change of the membership answered, asked again when it is taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import select

from app.db.session import UnitOfWork
from app.models import Attendance, Member, WorkItem
from app.services.taken_back import tell_taken_back
from app.services.way_back import Columns
from app.services.work_items import reopen_settled

AWAY_AGAIN = "撤销会籍改动"
"""Reason on a check-in that a terminal's check gave when its day came back on the list, and that
goes with that: it returns when the day does."""

Answered = Mapping[str, Columns | None]
"""Uid of a work item → what the change made of it, as `app.services.way_back` keeps it."""


def ask_again(unit: UnitOfWork, member: Member, answered: Answered, now: dt.datetime) -> None:
    """Open the questions about a terminal's checks (不在册的老人在人脸机上核验) that a change
    answered; the check-ins of their days, which the answer gave, go with it."""
    if not answered:
        return
    reopen_settled(unit, answered, "", now)
    subjects = unit.session.scalars(
        select(WorkItem.subject).where(WorkItem.uid.in_(answered), WorkItem.closed_at.is_(None))
    )
    dates = [subject.rpartition(" ")[2] for subject in subjects]
    rows = unit.session.scalars(
        select(Attendance).where(
            Attendance.member_id == member.id, Attendance.service_date.in_(dates),
            Attendance.source == "terminal", Attendance.deleted_at.is_(None),
        )
    ).all()  # fmt: skip
    for row in rows:
        row.deleted_at, row.deleted_reason = unit.now, AWAY_AGAIN
        facts = {"date": row.service_date, "at": row.arrived_at, "method": row.method}
        tell_taken_back(unit, "attendance", member.uid, {**facts, "row": row.uid})
    unit.session.flush()
