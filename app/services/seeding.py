"""Filling a centre with invented history: for the demonstration and for measuring."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from app.core.progress import Progress, silent
from app.models import Attendance, Meal, Member
from app.services.base import Service, stamp
from app.services.imports.imported import ImportedMember
from app.services.members.importing import insert_members
from app.services.rights import Actor, Right, requires


class Seeding(Service):
    """Writes invented rows through the recorder, so that audit and outbox are like real ones."""

    @requires(Right.ACCOUNTS)
    def members(
        self, people: Sequence[ImportedMember], actor: Actor, progress: Progress = silent
    ) -> None:
        """Take ``people`` in."""
        with self._db.write(actor, "演示数据") as unit:
            insert_members(unit, people, progress)

    @requires(Right.ACCOUNTS)
    def days(
        self,
        dates: Iterable[dt.date],
        actor: Actor,
        *,
        share: float = 0.6,
        seed: int = 1,
        progress: Progress = silent,
    ) -> int:
        """Attendance and lunches for ``dates``: about ``share`` of all members; returns rows.

        Whoever came on a date already, by a terminal's file, is not entered again. Nobody comes by
        face: that takes the terminal's record behind it.
        """
        draw = random.Random(seed)
        with self._db.read() as connection:
            ids = list(connection.execute(select(Member.id).order_by(Member.id)).scalars())
        every, rows = list(dates), 0
        for number, date in enumerate(every):
            progress(number, len(every), f"正在生成 {date} 的记录")
            present = [i for i in ids if draw.random() < share]
            there = self._there(date)
            visits = [_visit(i, date, draw) for i in present if i not in there]
            meals = [_meal(i, date, draw) for i in present if draw.random() < 0.7]
            with self._db.write(actor, "演示数据") as unit:
                unit.recorder.bulk_insert(Attendance, visits)
                unit.recorder.bulk_insert(Meal, meals)
            rows += len(visits) + len(meals)
        return rows

    def _there(self, date: dt.date) -> frozenset[int]:
        known = select(Attendance.member_id).where(
            Attendance.service_date == date.isoformat(), Attendance.deleted_at.is_(None)
        )
        with self._db.read() as connection:
            return frozenset(connection.execute(known).scalars())


def _moment(date: dt.date, hour: float, spread: float, draw: random.Random) -> str:
    seconds = int(max(6.0, min(19.5, draw.gauss(hour, spread))) * 3600)
    return stamp(dt.datetime.combine(date, dt.time()) + dt.timedelta(seconds=seconds))


def _visit(member_id: int, date: dt.date, draw: random.Random) -> dict[str, object]:
    return {
        "member_id": member_id,
        "service_date": date.isoformat(),
        "arrived_at": _moment(date, 8.6, 0.9, draw),
        "method": draw.choice(("card", "card", "card", "id_card", "manual")),
        "source": "desk",
    }


def _meal(member_id: int, date: dt.date, draw: random.Random) -> dict[str, object]:
    return {
        "member_id": member_id,
        "service_date": date.isoformat(),
        "slot": "lunch",
        "served_at": _moment(date, 11.4, 0.3, draw),
        "method": draw.choice(("card", "qr", "manual")),
        "price_fen": 1200,
    }
