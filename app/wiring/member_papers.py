"""Loads the data of a member's papers: consent sheets, withdrawal receipts, member cards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.core.clock import today
from app.core.errors import UserError
from app.core.masking import mask_name, mask_within
from app.services.rights import Actor

if TYPE_CHECKING:
    from app.services.consents import ConsentRow
    from app.wiring.application import Application

Params = Mapping[str, str]
AND = ","
"""Between the uids of several people in one ``member`` parameter."""


def consent_sheet(app: Application, params: Params, actor: Actor) -> Any:
    """A sheet to sign: ``member``, ``kind`` (information when left out), a code or its name.

    Raises `UserError` ``unknown_kind``.
    """
    from app.printing.forms.consent_sheet import ConsentSheet

    kind = _kind(app, params.get("kind") or "information")
    person, text = app.consents.facts(params["member"], actor), app.consents.text(kind, actor)
    centre = app.settings.centre()
    return ConsentSheet(
        centre.name, app.codes.names("consents").get(kind, kind), today(app.clock), text.number,
        text.body, person.name, person.sex, person.birth_date, person.id_masked,
        person.member_no, person.address, demo=centre.demo,
    )  # fmt: skip


def withdrawal(app: Application, params: Params, actor: Actor) -> Any:
    """A receipt: ``member``, ``consent`` (the newest withdrawn one when left out, of ``kind`` when
    that is given).

    Raises `UserError` ``not_withdrawn``, ``unknown_kind``.
    """
    from app.printing.forms.consent_withdrawal import ConsentWithdrawal

    uid, wanted = params["member"], params.get("consent", "")
    kind = _kind(app, params["kind"]) if params.get("kind") else ""
    person, rows = app.consents.facts(uid, actor), app.consents.of(uid, actor)
    withdrawn = sorted((r for r in rows if r.withdrawn_on), key=_withdrawn, reverse=True)
    found = next((r for r in withdrawn if wanted in ("", r.uid) and kind in ("", r.kind)), None)
    if found is None:
        raise UserError("not_withdrawn", "这份同意书没有撤回，没有回执可打印。")
    pins = [row.pin for row in app.face_checks.pins(uid, actor)] if found.kind == "face" else []
    # One withdrawal ends every sheet of its kind.
    ended = [r for r in rows if (r.kind, r.withdrawn_on) == (found.kind, found.withdrawn_on)][::-1]
    versions = "、".join(dict.fromkeys(f"第 {r.number} 版" for r in ended))
    centre = app.settings.centre()
    return ConsentWithdrawal(
        centre.name, today(app.clock), person.name, person.member_no, person.id_masked,
        f"{found.title}（{versions}）", "；".join(f"{r.signed_on}，{r.signer}" for r in ended),
        dt.date.fromisoformat(found.withdrawn_on), mask_within(found.withdrawn_reason),
        _done(found.kind, pins, holds=app.consents.holds(uid, found.kind, actor)),
        demo=centre.demo,
    )  # fmt: skip


def _withdrawn(row: ConsentRow) -> str:
    return row.withdrawn_on


_STAYS = {
    "photo": "照片同意书，档案里的照片",
    "face": "人脸同意书，人脸机里的人脸信息",
}
"""Kind of consent → which other sheet holds, and what stays because of it."""


def _kind(app: Application, text: str) -> str:
    """The kind of consent that ``text`` means, its code or one of its names.

    Raises `UserError` ``unknown_kind``, and says which there are.
    """
    table = app.codes.table("consents")
    for entry in table:
        if text in (entry.code, entry.name, *entry.synonyms):
            return entry.code
    known = "、".join(f"{entry.name}（{entry.code}）" for entry in table)
    raise UserError("unknown_kind", f"没有“{text}”这种同意书。有：{known}。")


def _done(kind: str, pins: list[str], *, holds: bool) -> tuple[str, ...]:
    """What follows from the withdrawal, as the receipt says it; ``holds``: another sheet of the
    kind is valid, so that nothing was deleted."""
    first = "自撤回之日起，不再按这份同意书处理您的个人信息。"
    if holds and kind in _STAYS:
        return first, f"您另有一份有效的{_STAYS[kind]}仍然保留。需要删除时，请把那一份也撤回。"
    if kind == "photo":
        return first, "档案里的照片已经删除，不能恢复。"
    if kind != "face":
        return (first,)
    alternatives = "签到和就餐请刷卡、出示二维码或身份证，也可以由工作人员登记，补贴不变。"
    if not pins:
        return first, "档案里没有您的人脸机编号。", alternatives
    number = "、".join(pins)
    return first, f"已登记待办：从人脸机删除您的人脸信息（编号 {number}）。", alternatives


def member_cards(app: Application, params: Params, actor: Actor) -> Any:
    """Cards of the people of ``member``: one uid, or several with commas between them.

    Without those who left and have no valid code, unless that is everybody.
    """
    from app.printing.forms.member_card import MemberCardFace, MemberCards

    centre, faces = app.settings.centre(), []
    wanted = [app.members.file(uid, actor) for uid in params["member"].split(AND)]
    files = {file.uid: file for file in wanted}
    codes = app.member_codes.to_print(list(files), actor)
    for uid in filter(codes.__contains__, files):
        file = files[uid]
        name, phone = file.values.get("emergency_contact"), file.values.get("emergency_phone")
        contact = f"{mask_name(name)} {phone}" if name and phone else ""
        until = next((c.valid_until for c in app.cards.of(uid, actor) if c.number == file.card), "")
        name = str(file.values["name"])
        faces.append(MemberCardFace(codes[uid], name, file.member_no, contact, until))
    phone = str(app.settings.get("emergency_phone"))
    return MemberCards(centre.name, today(app.clock), tuple(faces), phone, demo=centre.demo)
