"""Invented people for tests: arithmetically valid numbers, nobody's."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select
from stdnum.cn.ric import calc_check_digit

from app.models import Member, MemberCard
from app.services.members import RegisterMember
from app.services.memberships import LeaveMember, PauseMember
from app.services.rights import Actor
from app.wiring import Application


def id_number(birth: str = "19381222", sequence: int = 123, region: str = "330105") -> str:
    """A number with the right check digit; an odd ``sequence`` is a man."""
    body = f"{region}{birth}{sequence:03d}"
    return body + calc_check_digit(body + "0")


def register(
    app: Application, actor: Actor, name: str = "王秀英", *, card: str = "", pin: str = "",
    **values: Any,
) -> str:  # fmt: skip
    """Take in one person; returns the uid. Without ``id_number`` a fresh valid one is made."""
    if "id_number" not in values:
        count = app.members.count(actor)
        values["id_number"] = id_number(sequence=count % 500 * 2 % 1000, birth=_birth(count // 500))
    return app.members.register(RegisterMember({"name": name, **values}, card, pin), actor)


def _birth(block: int) -> str:
    return f"19{38 + block % 20:02d}1222"


def leave(app: Application, actor: Actor, uid: str, last_day: dt.date, why: str = "") -> None:
    """退出 (迁出) with ``last_day``."""
    app.memberships.leave(LeaveMember(uid, last_day, "moved", why or "家属来电"), actor)


def pause(
    app: Application, actor: Actor, uid: str, first: dt.date, last: dt.date | None = None
) -> None:
    """暂停 (住院) from ``first`` to ``last``."""
    app.memberships.pause(PauseMember(uid, first, "hospital", last, "家属来电"), actor)


def paper_code(app: Application, actor: Actor, uid: str) -> str:
    """The code on the member's paper card; who has none gets one, as when it is printed."""
    return app.member_codes.to_print([uid], actor)[uid]


def put_card(
    app: Application, actor: Actor, uid: str, number: str, on: dt.date = dt.date(2020, 1, 1)
) -> None:
    """``number`` in the member's use although somebody had it before, as in files of earlier
    releases: nothing gives it out like that any more."""
    with app.db.write(actor, "旧数据") as unit:
        member = unit.session.scalars(select(Member).where(Member.uid == uid)).one()
        card = MemberCard(member_id=member.id, number=number, issued_on=on.isoformat())
        unit.session.add(card)
