"""Meals (助餐): who ate which meal, once per person, date and slot (domain §6.3)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import bindparam, select

from app.core.codes import FIRST_YEAR, MealSlot, Method
from app.core.errors import UserError, ValidationProblem
from app.db.session import UnitOfWork
from app.models import Meal, Member
from app.services.attendance.service import BY_ID, BY_UID
from app.services.attendance.types import refusal
from app.services.base import Service, stamp
from app.services.cards import EndedCard, ended_card
from app.services.members import finding
from app.services.members.types import MemberHit, sex_text
from app.services.memberships.away import away_on
from app.services.memberships.types import Away
from app.services.open_desk import only_own, only_today
from app.services.rights import Actor, Right, open_to_all, requires
from app.services.settings import peek
from app.services.taken_back import tell_put_back, tell_taken_back
from app.services.work_items import ask_about_code

Outcome = Literal["served", "already", "unknown", "ambiguous", "away", "ended_card"]


@dataclass(frozen=True)
class ServeMeal:
    """Record one meal. ``at`` local time (None: now); back-entry needs a ``note``."""

    member_uid: str
    slot: MealSlot
    date: dt.date | None = None
    at: dt.datetime | None = None
    method: Method = Method.MANUAL
    note: str = ""


@dataclass(frozen=True)
class ServeResult:
    """What the counter answers; ``served_at`` ``HH:MM:SS`` of this or the earlier meal."""

    outcome: Outcome
    name: str = ""
    slot: MealSlot = MealSlot.LUNCH
    served_at: str = ""
    meal_uid: str = ""
    member_uid: str = ""
    code: str = ""
    candidates: tuple[MemberHit, ...] = ()
    away: Away | None = None
    card: EndedCard | None = None

    @property
    def refusal(self) -> str:
        """Why nothing was entered and what to do; empty when that is not so."""
        return refusal(self.away, self.card)


@dataclass(frozen=True)
class MealRow:
    """One meal of the day; amounts in 分."""

    id: int
    uid: str
    member_uid: str
    name: str
    sex: str
    birth_year: str
    community: str
    slot: str
    slot_label: str
    served_at: str
    method_label: str
    price_fen: int
    subsidy_fen: int
    note: str


DAY = (
    select(
        Meal.id, Meal.uid, Meal.slot, Meal.served_at, Meal.method, Meal.price_fen,
        Meal.subsidy_fen, Meal.note, Member.uid.label("member_uid"), Member.name, Member.sex,
        Member.birth_date, Member.community,
    )
    .join(Member, Member.id == Meal.member_id)
    .where(Meal.service_date == bindparam("date"), Meal.deleted_at.is_(None))
    .order_by(Meal.served_at, Meal.id)
)  # fmt: skip
EARLIER = select(Meal.served_at).where(
    Meal.member_id == bindparam("m"),
    Meal.service_date == bindparam("d"),
    Meal.slot == bindparam("s"),
    Meal.deleted_at.is_(None),
)


class Meals(Service):
    """Records meals by hand or scan, undoes them, shows the day."""

    @requires(Right.CHECK_IN)
    def serve(self, command: ServeMeal, actor: Actor) -> ServeResult:
        """Record one meal; a second one in the slot is answered ``already`` and not charged.

        Raises `ValidationProblem` (future date, back-entry without a reason), ``not_found``.
        """
        now = self._local_now()
        date = command.date or (command.at or now).date()
        at = dt.datetime.combine(date, (command.at or now).time())
        if at > now + dt.timedelta(minutes=5):
            raise ValidationProblem({"date": "就餐时间在现在以后，请核对。"})
        if date.year < FIRST_YEAR:
            raise ValidationProblem({"date": f"就餐日期在 {FIRST_YEAR} 年以前，请核对年份。"})
        if date < now.date() and not command.note.strip():
            raise ValidationProblem({"note": "补记以前的就餐要写明原因。"})
        only_today(actor, date, now.date())
        with self._db.write(actor, command.note) as unit:
            member = unit.session.execute(BY_UID, {"u": command.member_uid}).first()
            if member is None:
                raise UserError("not_found", "找不到这位老人的档案。请刷新后再试。")
            return _serve(unit, member, date, at, command)

    @requires(Right.CHECK_IN)
    def scan(self, code: str, slot: MealSlot, actor: Actor) -> ServeResult:
        """Record the meal of whoever ``code`` means; unknown codes become a work item."""
        now = self._local_now()
        if not code.strip():
            return ServeResult("unknown", slot=slot)
        with self._db.write(actor) as unit:
            connection = unit.session.connection()
            ids, method = finding.resolve(connection, code)
            if card := ended_card(connection, code, now.date()):
                return ServeResult(
                    "ended_card", card.name, slot, member_uid=card.member_uid, code=code, card=card
                )
            if len(ids) == 1:
                member = unit.session.execute(BY_ID, {"i": ids[0]}).one()
                command = ServeMeal(member.uid, slot, method=method)
                return _serve(unit, member, now.date(), now, command)
            if ids:
                people = finding.hits(connection, dict.fromkeys(ids, ""))
                return ServeResult("ambiguous", slot=slot, code=code, candidates=tuple(people))
            ask_about_code(unit, code, "助餐扫码，未找到对应老人", now)
            return ServeResult("unknown", slot=slot, code=code)

    @requires(Right.LOOK)
    def refused_card(
        self, code: str, slot: MealSlot, date: dt.date, actor: Actor
    ) -> ServeResult | None:
        """The refusal of `scan` for a meal that is entered by hand on ``date``: ``code`` is a card
        that was lost, replaced or returned, or had run out by then; None when it was valid."""
        with self._db.read() as connection:
            card = ended_card(connection, code, date)
        if card is None:
            return None
        return ServeResult(
            "ended_card", card.name, slot, member_uid=card.member_uid, code=code, card=card
        )

    @requires(Right.CHECK_IN)
    def undo(self, uid: str, reason: str, actor: Actor) -> None:
        """Take a meal back; it stays as a tombstone with the reason."""
        with self._db.write(actor, reason) as unit:
            row = unit.session.scalars(
                select(Meal).where(Meal.uid == uid, Meal.deleted_at.is_(None))
            ).first()
            if row is None:
                raise UserError("not_found", "这条就餐记录已经撤销过了。请按 F5 刷新。")
            only_own(unit, actor, uid, row.service_date, self._today())
            row.deleted_at, row.deleted_reason = unit.now, reason or "撤销"
            unit.session.flush()
            member = unit.session.get_one(Member, row.member_id)
            tell_taken_back(unit, "meal", member.uid, _facts(row))

    @requires(Right.CHECK_IN)
    def redo(self, uid: str, actor: Actor) -> None:
        """Undo of `undo`: the meal stands again as it was, price and method included.

        Raises ``already`` when the person ate again in that slot meanwhile, ``away`` when they are
        not on the list that day any more, ``not_found``.
        """
        with self._db.write(actor, "撤销") as unit:
            row = unit.session.scalars(select(Meal).where(Meal.uid == uid)).first()
            if row is None:
                raise UserError("not_found", "找不到这条就餐记录。请按 F5 刷新。")
            only_own(unit, actor, uid, row.service_date, self._today())
            values = {"m": row.member_id, "d": row.service_date, "s": row.slot}
            if unit.session.execute(EARLIER, values).first():
                raise UserError("already", "这位老人这一餐已有登记，不能再恢复。")
            away = away_on(unit.session.connection(), row.member_id, row.service_date)
            if away is not None:
                raise UserError("away", f"{away.words}，不能再恢复这条就餐。{away.advice}")
            row.deleted_at = row.deleted_reason = None
            unit.session.flush()
            member = unit.session.get_one(Member, row.member_id)
            tell_put_back(unit, "meal", member.uid, _facts(row))

    @requires(Right.LOOK)
    def day(self, date: dt.date, actor: Actor) -> list[MealRow]:
        """Meals of ``date`` in the order they were served."""
        with self._db.read() as connection:
            rows = connection.execute(DAY, {"date": date.isoformat()})
            return [_row(row) for row in rows]

    @open_to_all
    def slot_now(self, lunch_from: str, dinner_from: str) -> MealSlot:
        """The slot that the clock suggests; the clerk may choose another."""
        clock = self._local_now().strftime("%H:%M")
        if clock < lunch_from.zfill(5):
            return MealSlot.BREAKFAST
        return MealSlot.LUNCH if clock < dinner_from.zfill(5) else MealSlot.DINNER


def _serve(
    unit: UnitOfWork, member: Any, date: dt.date, at: dt.datetime, command: ServeMeal
) -> ServeResult:
    slot = command.slot
    away = away_on(unit.session.connection(), member.id, date.isoformat())
    if away is not None:
        return ServeResult("away", member.name, slot, member_uid=member.uid, away=away)
    values = {"m": member.id, "d": date.isoformat(), "s": slot.value}
    earlier = unit.session.execute(EARLIER, values).first()
    if earlier is not None:
        return ServeResult(
            "already", member.name, slot, earlier.served_at[11:], member_uid=member.uid
        )
    row = Meal(
        member_id=member.id, service_date=date.isoformat(), slot=slot.value,
        served_at=stamp(at), method=command.method.value,
        price_fen=int(peek(unit, f"price_{slot.value}")), note=command.note or None,
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    return ServeResult(
        "served", member.name, slot, row.served_at[11:], row.uid, member_uid=member.uid
    )


def _facts(row: Meal) -> dict[str, str]:
    """What the time line says of a meal that was taken back."""
    return {
        "date": row.service_date, "at": row.served_at, "slot": row.slot, "method": row.method,
        "row": row.uid,
    }  # fmt: skip


def _row(row: Any) -> MealRow:
    return MealRow(
        row.id, row.uid, row.member_uid, row.name, sex_text(row.sex),
        (row.birth_date or "")[:4], row.community or "", row.slot, MealSlot(row.slot).label,
        row.served_at[11:], Method(row.method).label, row.price_fen, row.subsidy_fen,
        row.note or "",
    )  # fmt: skip
