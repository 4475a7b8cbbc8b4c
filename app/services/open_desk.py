"""What is written at a desk that nobody has signed in at: today's entries, and nobody else's."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import text

from app.core.errors import UserError
from app.db.session import UnitOfWork
from app.services.rights import Actor

MOST_FOUND = 9
"""People that a name is answered with there: as many as there are number keys."""
_AUTHORS = text("SELECT DISTINCT actor_uid FROM audit_event WHERE entity_uid = :u")


def only_today(actor: Actor, date: dt.date, today: dt.date) -> None:
    """Let whoever stands at the open desk enter nothing for another day: a back-entry is
    answered for by an account. Raises `UserError` ``sign_in_needed``."""
    if actor.at_the_door and date != today:
        raise UserError("sign_in_needed", "没有人登录时只能登记今天的。请先登录，再补记这一天。")


def only_own(unit: UnitOfWork, actor: Actor, uid: str, service_date: str, today: dt.date) -> None:
    """Let whoever stands at the open desk take back (or put back) only what was entered there
    today and no account has touched since. Raises `UserError` ``sign_in_needed``."""
    if not actor.at_the_door:
        return
    authors = {row.actor_uid for row in unit.rows(_AUTHORS, {"u": uid})}
    if service_date != today.isoformat() or authors != {actor.uid}:
        raise UserError(
            "sign_in_needed", "没有人登录时只能撤销今天在这里登记的。请先登录，再处理这一条。"
        )


def most_found(actor: Actor, limit: int) -> int:
    """How many people a search may answer with: nobody reads the member list at the open desk."""
    return min(limit, MOST_FOUND) if actor.at_the_door else limit
