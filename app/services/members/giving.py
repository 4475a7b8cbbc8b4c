"""Numbers in a member's hands: member number, card, terminal number; each belongs to one person."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Any

from sqlalchemy import select

from app.core.names import query_text
from app.db.session import UnitOfWork
from app.models import Member, MemberCard, TerminalPin

__all__ = ["give_card", "give_pin", "gone_with_card", "member_no", "plain_pin", "taken"]


def give_card(
    unit: UnitOfWork, member_id: int, number: str, today: dt.date, until: str | None = None
) -> None:
    """Make ``number`` the card in use; see `app.services.cards.give_card`."""
    # Here, because cards know members: whichever module comes first must find the other whole.
    from app.services.cards import give_card as give

    give(unit, member_id, number, today, until)


def member_no(number: int) -> str:
    """The centre's own member number, such as ``000123``."""
    return f"{number:06d}"


def plain_pin(pin: str) -> str:
    """A terminal number as it is stored: half width, no blanks; capitals stay as they are."""
    return "".join(unicodedata.normalize("NFKC", pin).split())


def give_pin(unit: UnitOfWork, member_id: int, pin: str) -> bool:
    """Link terminal number ``pin`` to the member; True when that is new."""
    pin = plain_pin(pin)
    if not pin:
        return False
    found = unit.session.scalars(
        select(TerminalPin).where(
            TerminalPin.pin == pin,
            TerminalPin.device_no.is_(None),
            TerminalPin.deleted_at.is_(None),
        )
    ).first()
    if found is not None:
        return False
    unit.session.add(TerminalPin(member_id=member_id, pin=pin))
    unit.session.flush()
    return True


def taken(
    unit: UnitOfWork, clean: dict[str, Any], card: str, pin: str, own: int | None
) -> dict[str, str]:
    """Numbers that already belong to someone else: field → sentence."""
    checks: tuple[tuple[str, str, Any], ...] = (
        ("id_number", clean.get("id_number") or "", select(Member.id, Member.name).where(
            Member.id_number == clean.get("id_number"), Member.deleted_at.is_(None))),
        ("card", card, select(Member.id, Member.name).join(MemberCard).where(
            MemberCard.number == query_text(card).upper(), MemberCard.state == "issued",
            MemberCard.deleted_at.is_(None))),
        ("terminal_pin", pin, select(Member.id, Member.name).join(TerminalPin).where(
            TerminalPin.pin == plain_pin(pin), TerminalPin.device_no.is_(None),
            TerminalPin.deleted_at.is_(None))),
    )  # fmt: skip
    faults = {}
    for key, value, statement in checks:
        owner = unit.session.execute(statement).first() if value else None
        if owner is None and key == "id_number" and value:
            owner = _merged_owner(unit, value)
        if owner is not None and owner.id != own:
            faults[key] = f"这个号码已属于{owner.name}，请先核对。"
    if card and "card" not in faults and (fault := _reuse_fault(unit, card, own)):
        faults["card"] = fault
    return faults


def gone_with_card(unit: UnitOfWork, member_id: int, card: str, today: dt.date) -> dict[str, str]:
    """Nobody is given a card after their last day; the one in use may stay in the form."""
    from app.services.memberships.gone import gone_fault  # Here for the reason of `give_card`.

    number = query_text(card).upper()
    kept = unit.session.scalar(
        select(MemberCard.id).where(
            MemberCard.member_id == member_id, MemberCard.number == number,
            MemberCard.state == "issued", MemberCard.deleted_at.is_(None),
        )
    )  # fmt: skip
    if not number or kept is not None:
        return {}
    fault = gone_fault(unit.session.connection(), member_id, today.isoformat(), today, "发卡")
    return {"card": fault} if fault else {}


def _reuse_fault(unit: UnitOfWork, card: str, own: int | None) -> str:
    """Why a number that was a card before cannot be put into use by the form."""
    from app.services.cards import reuse_fault  # Here for the reason of `give_card`.

    return reuse_fault(unit, card, own)


def _merged_owner(unit: UnitOfWork, number: str) -> Any:
    """Who has the identity number by a file that was merged: a second file would bring it back."""
    # Here, because finding knows how member numbers are written.
    from app.services.members.finding import of_number

    merged = select(Member.id).where(Member.id_number == number, Member.merged_into.is_not(None))
    if unit.session.execute(merged).first() is None:
        return None
    ids = of_number(unit.session.connection(), number)
    statement = select(Member.id, Member.name).where(Member.id.in_(ids))
    return unit.session.execute(statement).first()
