"""The life of a membership on the command line: paused, left, back."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from app.cli.base import Desk, note, pass_desk
from app.core.clock import SystemClock, today
from app.core.dates import parse_date
from app.core.errors import UserError
from app.core.masking import mask_within

if TYPE_CHECKING:
    from app.services.cards import CardRow
    from app.services.member_codes import CodeRow
    from app.services.memberships import Membership, MembershipChange, PeriodRow
    from app.wiring import Application

WHY = click.option("--note", "why", default="", help="说明；补登今天以前的日期时必填")


@click.group()
def membership() -> None:
    """会籍：在册、暂停、退出、恢复。"""


@membership.command("show")
@click.argument("who")
@pass_desk
def show(desk: Desk, who: str) -> None:
    """一位老人现在的会籍，每一段暂停、退出，每一张卡和会员卡的二维码。

    WHO 是会员号、卡号、证件号、手机尾号或不重名的姓名。
    """
    with desk.opened(write=False) as (app, actor):
        uid = app.members.who(who, actor).uid
        life, cards = app.memberships.of(uid, actor), app.cards.of(uid, actor)
        codes = app.member_codes.of(uid, actor)
    desk.show(
        {
            **_json(life),
            "cards": [_card_json(card) for card in cards],
            "paper_cards": [_code_json(code) for code in codes],
        },
        f"{life.name}  {_state(life.state)}",
        *(_line(period) for period in life.periods),
        *(_card_line(card) for card in cards),
        *(_code_line(code) for code in codes),
    )


@membership.command("pause")
@click.argument("who")
@click.option("--from", "first", default="今天", help="第一天；不写就是今天")
@click.option("--to", "last", default="", help="最后一天；不知道就不写")
@click.option("--reason", required=True, help="原因，如 住院、外出")
@WHY
@pass_desk
def pause(desk: Desk, who: str, first: str, last: str, reason: str, why: str) -> None:
    """暂停：从第一天起不在册，到最后一天为止。

    WHO 是会员号、卡号、证件号、手机尾号或不重名的姓名。
    """
    from app.services.memberships import PauseMember

    with desk.opened(write=True) as (app, actor):
        uid = app.members.who(who, actor).uid
        code = _reason(app, reason, "paused")
        command = PauseMember(uid, _date(first), code, _date(last) if last else None, why)
        _say(desk, app.memberships.pause(command, actor))


@membership.command("leave")
@click.argument("who")
@click.option("--last-day", "last", default="今天", help="最后一天，当天仍算在册；不写就是今天")
@click.option("--reason", required=True, help="原因，如 迁出、去世、本人要求")
@WHY
@pass_desk
def leave(desk: Desk, who: str, last: str, reason: str, why: str) -> None:
    """退出：最后一天的第二天起不在册。

    WHO 是会员号、卡号、证件号、手机尾号或不重名的姓名。
    """
    from app.services.memberships import LeaveMember

    with desk.opened(write=True) as (app, actor):
        uid = app.members.who(who, actor).uid
        command = LeaveMember(uid, _date(last), _reason(app, reason, "left"), why)
        _say(desk, app.memberships.leave(command, actor))


@membership.command("resume")
@click.argument("who")
@click.option("--from", "first", default="今天", help="从哪天起在册；不写就是今天")
@WHY
@pass_desk
def resume(desk: Desk, who: str, first: str, why: str) -> None:
    """恢复在册，或重新入会。

    WHO 是会员号、卡号、证件号、手机尾号或不重名的姓名。
    """
    from app.services.memberships import ResumeMember

    with desk.opened(write=True) as (app, actor):
        uid = app.members.who(who, actor).uid
        _say(desk, app.memberships.resume(ResumeMember(uid, _date(first), why), actor))


def _say(desk: Desk, change: MembershipChange) -> None:
    if change.seen:
        note(f"这段日期里有 {len(change.seen)} 天已有签到或就餐，仍然保留，请核对。")
    if change.ended:
        note(f"“{'”“'.join(change.ended)}”随之结束；撤销退出时照旧。")
    desk.show(
        {"name": change.name, "state": change.state, "seen": list(change.seen),
         "ended": list(change.ended)},
        f"{change.name} 今天：{_state(change.state)}",
    )  # fmt: skip


def _date(text: str) -> dt.date:
    return parse_date(text, today(SystemClock()))


def _reason(app: Application, word: str, state: str) -> str:
    """The code of a reason given as code or word. Raises ``unknown_reason``."""
    entries = [one for one in app.codes.table("membership_reasons") if one.group == state]
    for entry in entries:
        if word in (entry.code, entry.name):
            return entry.code
    known = "、".join(entry.name for entry in entries)
    raise UserError("unknown_reason", f"没有“{word}”这个原因。可以写：{known}。")


def _state(state: str) -> str:
    from app.core.codes import MemberState

    return MemberState(state).label


def _line(period: PeriodRow) -> str:
    until = f"到 {period.to_on}" if period.to_on else "起"
    words = (f"{period.from_on} {until}", period.label, mask_within(period.note))
    return "  ".join(bit for bit in words if bit)


def _card_line(card: CardRow) -> str:
    until = f"有效期至 {card.valid_until}" if card.valid_until else ""
    issued = f"{card.issued_on} 发卡" if card.issued_on else ""
    ended = f"{card.ended_on} {card.state_label}" if card.ended_on else card.state_label
    return "  ".join(bit for bit in ("卡", card.number, card.kind, issued, until, ended) if bit)


def _card_json(card: CardRow) -> dict[str, Any]:
    return {
        "number": card.number, "kind": card.kind, "state": card.state, "expired": card.expired,
        "issued_on": card.issued_on, "valid_until": card.valid_until, "ended_on": card.ended_on,
        "end_reason": mask_within(card.end_reason),
    }  # fmt: skip


def _code_line(code: CodeRow) -> str:
    since = f"{code.made_on} 起" if code.made_on else ""
    state = f"{code.voided_on} {code.state_label}".strip()
    former = f"并入的档案 {code.former_no}" if code.former_no else ""
    bits = ("会员卡", former, since, state, code.reason_label, mask_within(code.note))
    return "  ".join(bit for bit in bits if bit)


def _code_json(code: CodeRow) -> dict[str, Any]:
    """Without the code: whoever has it is let in."""
    return {
        "valid": code.valid, "made_on": code.made_on, "voided_on": code.voided_on,
        "reason": code.reason, "note": mask_within(code.note), "former_no": code.former_no,
    }  # fmt: skip


def _json(life: Membership) -> dict[str, Any]:
    periods = [dataclasses.asdict(period) for period in life.periods]
    for period in periods:
        period["from_on"] = period["from_on"].isoformat()
        period["to_on"] = period["to_on"].isoformat() if period["to_on"] else ""
        period["note"] = mask_within(period["note"])
    last = life.last_day
    return {
        "name": life.name, "state": life.state,
        "last_day": last.isoformat() if last else "", "periods": periods,
    }  # fmt: skip


COMMANDS = {"membership": membership}
