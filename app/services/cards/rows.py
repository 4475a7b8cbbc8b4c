"""The rows behind the card service, and what other services ask of cards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select, text

from app.core.errors import UserError
from app.core.names import query_text
from app.db.session import UnitOfWork
from app.models import Member, MemberCard
from app.services import member_codes
from app.services.base import pieces
from app.services.cards.types import BeforeCard, CardChange, EndedCard, PastCard

FIELDS = ("state", "ended_on", "end_reason", "valid_until", "deleted_at", "deleted_reason")
LOST = "挂失"
"""How the reason of a card begins that was lost before it was replaced."""
ENDED = (
    "SELECT c.number, c.state, c.ended_on, m.name, m.uid, CASE WHEN c.state = 'replaced'"  # noqa: S608
    f" AND c.end_reason LIKE '{LOST}%' THEN (SELECT n.issued_on FROM member_card n"
    " WHERE n.member_id = c.member_id AND n.id > c.id AND n.kind IS c.kind"
    " AND n.deleted_at IS NULL ORDER BY n.id LIMIT 1) END AS replaced_on,"
    " CASE WHEN c.state = 'lost' THEN (SELECT u.number FROM member_card u"
    " WHERE u.member_id = c.member_id AND u.state = 'issued' AND u.deleted_at IS NULL"
    " AND coalesce(u.valid_until, ?2) >= ?2 ORDER BY u.id DESC LIMIT 1) END AS in_use"
    " FROM member_card c JOIN member m ON m.id = c.member_id"
    " WHERE c.number = ?1 AND c.state <> 'issued' AND c.deleted_at IS NULL"
    " AND (c.ended_on IS NULL OR c.ended_on <= ?2) ORDER BY c.id DESC LIMIT 1"
)
"""A card counts as ended on the whole of the day on which it ended."""
HELD = (
    "SELECT m.uid FROM member_card c JOIN member m ON m.id = c.member_id AND m.deleted_at IS NULL"
    " WHERE c.number = :n AND c.state <> 'issued' AND c.deleted_at IS NULL AND c.ended_on > :d"
    " AND coalesce(c.issued_on, '') <= :d AND coalesce(c.valid_until, :d) >= :d"
    " ORDER BY c.id DESC LIMIT 1"
)
IN_USE = (
    "SELECT c.number, c.valid_until, c.issued_on, m.name, m.uid FROM member_card c"
    " JOIN member m ON m.id = c.member_id WHERE c.number = ? AND c.state = 'issued'"
    " AND c.deleted_at IS NULL"
)
"""By its index, before those questions that look through every card: a queue waits."""
PAST = (
    "SELECT c.number, c.member_id, m.name, c.state, c.ended_on FROM member_card c"
    " JOIN member m ON m.id = c.member_id AND m.deleted_at IS NULL WHERE c.number IN ({marks})"
    " AND c.state <> 'issued' AND c.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM member_card o"
    " WHERE o.number = c.number AND o.state = 'issued' AND o.deleted_at IS NULL) ORDER BY c.id"
)


class Change:
    """Collects the cards one gesture changes, so that it can be taken back as a whole."""

    def __init__(self, unit: UnitOfWork) -> None:
        self._unit = unit
        self._rows: list[tuple[MemberCard, Mapping[str, Any] | None]] = []

    def add(self, row: MemberCard) -> None:
        """A new card."""
        self._unit.session.add(row)
        self._rows.append((row, None))

    def set(self, row: MemberCard, **values: Any) -> None:
        """Set ``values`` on a card that is there."""
        self._rows.append((row, standing(row)))
        for key, value in values.items():
            setattr(row, key, value)

    def end(self, row: MemberCard, state: str, on: dt.date, reason: str) -> None:
        """The card is not valid any more."""
        self.set(row, state=state, ended_on=on.isoformat(), end_reason=reason.strip() or None)

    def done(self, number: str) -> CardChange:
        """What was changed, and the way back; flushes."""
        self._unit.session.flush()
        rows = tuple(BeforeCard(row.uid, standing(row), before) for row, before in self._rows)
        return CardChange(number, rows)


def standing(row: MemberCard) -> dict[str, Any]:
    """What a gesture may change of a card. Two moments are compared by it, not by the version of
    the row: a later step that was taken back leaves the card as it was."""
    return {key: getattr(row, key) for key in FIELDS}


def in_use(values: Mapping[str, Any]) -> bool:
    """Whether a card that stands so (`standing`) is one that somebody uses."""
    return values["state"] == "issued" and values["deleted_at"] is None


def plain_number(number: str) -> str:
    """A card number as it is stored: half width, no blanks, capitals."""
    return query_text(number).upper()


def ended_card(connection: Connection, code: str, date: dt.date) -> EndedCard | None:
    """The card that ``code`` is the whole number of, or the paper card that shows it, if it was
    not valid on ``date`` any more.

    What ended after ``date`` was valid then (`holder_on`), whatever became of it since. Between
    two holders it was nobody's: what the next one got later is no card of that day.
    """
    number, day = plain_number(code), date.isoformat()
    if not number:
        return None
    used = connection.exec_driver_sql(IN_USE, (number,)).first()
    if used is not None and (used.issued_on or "") <= day:
        if not used.valid_until or used.valid_until >= day:
            return None
        return EndedCard(used.number, "expired", used.valid_until, used.name, used.uid)
    if holder_on(connection, code, date):
        return None
    row = connection.exec_driver_sql(ENDED, (number, day)).first()
    if row is None:
        return _void_card(connection, code, date)
    return EndedCard(
        row.number, row.state, row.ended_on or "", row.name, row.uid, row.replaced_on or "",
        row.in_use or "", given_on=used.issued_on if used is not None else "",
    )  # fmt: skip


def holder_on(connection: Connection, code: str, date: dt.date) -> str:
    """Uid of the member whose card ``code`` was on ``date``, of a card that ended since;
    ``""`` when there is none."""
    values = {"n": plain_number(code), "d": date.isoformat()}
    if held := connection.execute(text(HELD), values).scalar():
        return str(held)
    if member_codes.void_code(connection, code, dt.date.max) is None:
        return ""
    found = member_codes.holders(connection, code, values["d"])
    return connection.execute(select(Member.uid).where(Member.id.in_(found))).scalar() or ""


def _void_card(connection: Connection, code: str, date: dt.date) -> EndedCard | None:
    """The paper card that shows ``code``, if it was void on ``date``."""
    void = member_codes.void_code(connection, code, date)
    if void is None:
        return None
    why = "" if void.reason == "other" else member_codes.REASONS.get(void.reason, "")
    return EndedCard(void.code, "void", void.voided_on, void.name, void.member_uid, why=why)


def past_cards(connection: Connection, numbers: Iterable[str]) -> dict[str, PastCard]:
    """Of ``numbers`` those that were cards and are in nobody's use now, by the number as it is
    stored; whose each was last."""
    wanted = {plain_number(number) for number in numbers} - {""}
    found: dict[str, PastCard] = {}
    for part in pieces(sorted(wanted), 900):
        sql = PAST.format(marks=",".join("?" * len(part)))
        for row in connection.exec_driver_sql(sql, tuple(part)):
            found[row.number] = PastCard(
                row.number, row.member_id, row.name, row.state, row.ended_on or ""
            )
    return found


def reuse_fault(unit: UnitOfWork, number: str, member_id: int | None) -> str:
    """Why a number that was a card cannot be given to the member (None: somebody new), ``""``
    when it may: what somebody else gave back (退卡, or a number that was on the wrong file) lies
    in the drawer; their lost or replaced one may turn up again. One's own comes back by steps of
    its own."""
    number = plain_number(number)
    past = past_cards(unit.session.connection(), (number,)).get(number)
    if past is None:
        return ""
    if past.member_id != member_id:
        if past.state == "returned":
            return ""
        return f"这张卡是{past.name}的，{past.words}，不能发给别人，请换一张卡。"
    if past.state == "lost":
        return f"这张卡{past.words}。卡找到了，请在会籍里给它“解挂”；没找到，请补办新卡。"
    return f"这张卡{past.words}。确实还要用它，请在会籍里给这张旧卡点“重新启用”。"


def give_card(
    unit: UnitOfWork, member_id: int, number: str, today: dt.date, until: str | None = None
) -> None:
    """Make ``number`` the card in use, as the form's one card field does: the newest one in use,
    which that field shows, is returned. ``""`` takes it back. The kind stays that of the earlier
    card; cards of other kinds stay in use. ``until``: the last day of a new card (ISO)."""
    issued = unit.session.scalars(
        select(MemberCard)
        .where(
            MemberCard.member_id == member_id,
            MemberCard.state == "issued",
            MemberCard.deleted_at.is_(None),
        )
        .order_by(MemberCard.id)
    ).all()
    number = plain_number(number)
    if any(card.number == number for card in issued):
        return
    kind = issued[-1].kind if issued else None
    for card in issued[-1:]:
        card.state, card.ended_on = "returned", today.isoformat()
    unit.session.flush()
    if number:
        unit.session.add(
            MemberCard(
                member_id=member_id, number=number, issued_on=today.isoformat(), kind=kind,
                valid_until=until,
            )
        )  # fmt: skip
        unit.session.flush()


def load_card(unit: UnitOfWork, uid: str, states: tuple[str, ...]) -> MemberCard:
    """The card in one of ``states``. Raises ``not_found``."""
    row = unit.session.scalars(
        select(MemberCard).where(
            MemberCard.uid == uid, MemberCard.state.in_(states), MemberCard.deleted_at.is_(None)
        )
    ).first()
    if row is None:
        raise UserError("not_found", "这张卡的状态刚刚变了。请按 F5 刷新后再办。")
    return row


def owner_of(unit: UnitOfWork, number: str) -> Any:
    """Id and name of whoever uses ``number`` now; None when nobody does."""
    return unit.session.execute(
        select(Member.id, Member.name)
        .join(MemberCard, MemberCard.member_id == Member.id)
        .where(
            MemberCard.number == number, MemberCard.state == "issued",
            MemberCard.deleted_at.is_(None),
        )
    ).first()  # fmt: skip


def other_of_kind(unit: UnitOfWork, row: MemberCard) -> MemberCard | None:
    """Another card of the same kind that the member of ``row`` uses now."""
    return unit.session.scalars(
        select(MemberCard).where(
            MemberCard.member_id == row.member_id, MemberCard.id != row.id,
            MemberCard.kind.is_(None) if row.kind is None else MemberCard.kind == row.kind,
            MemberCard.state == "issued", MemberCard.deleted_at.is_(None),
        )
    ).first()  # fmt: skip


def has_kind(unit: UnitOfWork, member_id: int, kind: str) -> bool:
    """Whether the member uses a card of ``kind`` already."""
    found = unit.session.scalar(
        select(MemberCard.id).where(
            MemberCard.member_id == member_id,
            MemberCard.kind.is_(None) if not kind else MemberCard.kind == kind,
            MemberCard.state == "issued",
            MemberCard.deleted_at.is_(None),
        )
    )
    return found is not None


def refuse_taken(unit: UnitOfWork, row: MemberCard) -> None:
    """Raises ``taken`` when somebody uses the number of ``row``, which is to be used again, or
    when somebody else had it since and may still have it."""
    found = owner_of(unit, row.number)
    if found is not None:
        raise UserError("taken", f"卡号 {row.number} 现在由{found.name}使用，不能恢复。")
    past = past_cards(unit.session.connection(), (row.number,)).get(row.number)
    others = past is not None and past.member_id != row.member_id
    if others and (fault := reuse_fault(unit, row.number, row.member_id)):
        raise UserError("taken", fault)
