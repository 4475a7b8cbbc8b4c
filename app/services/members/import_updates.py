"""Taking over what a list says about people who are registered: a change like any other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from app.core.errors import UserError
from app.core.progress import Progress
from app.db.session import UnitOfWork
from app.models import Member
from app.services.base import chunks
from app.services.classification.words import GivenClasses, rows_of
from app.services.imports.imported import ImportedMember
from app.services.members.changing import set_fields
from app.services.members.giving import give_card, give_pin
from app.services.members.import_beside_updates import (
    set_card_until,
    set_diet,
    set_others,
    set_relations,
    set_since,
)
from app.services.members.import_known import TEXTS, given_value
from app.services.members.import_report import Conflict, Updates
from app.services.work_items import SETTLED, settle_codes

_REPORT_EVERY = 50


def apply_updates(
    unit: UnitOfWork,
    rows: Mapping[int, ImportedMember],
    conflicts: Sequence[Conflict],
    updates: Updates,
    today: dt.date,
    now: dt.datetime,
    progress: Progress,
) -> list[tuple[str, int]]:
    """Write the accepted fields; returns the terminal numbers given, with the member's id.

    ``rows``: by row number. Raises `UserError` ``changed_meanwhile`` when a file is not the one
    that was shown.
    """
    chosen = [(one, fields) for one in conflicts if (fields := accepted_fields(one, updates))]
    members = _members(unit, [one.uid for one, _ in chosen])
    pins = []
    for at, (conflict, fields) in enumerate(chosen):
        if at % _REPORT_EVERY == 0:
            progress(at, len(chosen), "正在更新老人档案")
        member, row = members[conflict.uid], rows[conflict.row]
        _update(unit, member, row, conflict.classes, fields, today)
        if "card" in fields:
            until = row.card_until.isoformat() if row.card_until else None
            give_card(unit, member.id, row.card, today, until)
        if "card_until" in fields:
            set_card_until(unit, member.id, row)
        if "terminal_pin" in fields and give_pin(unit, member.id, row.terminal_pin):
            pins.append((row.terminal_pin, member.id))
    if chosen:
        given = [
            number
            for one, fields in chosen
            for number in (rows[one.row].card if "card" in fields else "", rows[one.row].phone)
        ]
        settle_codes(unit, given, SETTLED, now)
    return pins


def accepted_fields(conflict: Conflict, updates: Updates) -> frozenset[str]:
    """What of ``conflict`` is taken over. Raises ``changed_meanwhile``."""
    offered = frozenset(conflict.offered)
    if updates == "all":
        return offered
    accepted = (updates or {}).get(conflict.row)
    if accepted is None or not accepted.fields:
        return frozenset()
    if accepted.version != conflict.version:
        raise UserError(
            "changed_meanwhile",
            f"{conflict.name}的档案在核对期间被修改过，还没有导入。请退回一步，重新检查。",
        )
    return offered & accepted.fields


def _members(unit: UnitOfWork, uids: list[str]) -> dict[str, Member]:
    found: dict[str, Member] = {}
    for part in chunks(uids):  # type: ignore[arg-type]
        statement = select(Member).where(Member.uid.in_(part))
        found.update({member.uid: member for member in unit.session.scalars(statement)})
    return found


def _update(
    unit: UnitOfWork,
    member: Member,
    row: ImportedMember,
    classes: str,
    fields: frozenset[str],
    today: dt.date,
) -> None:
    clean: dict[str, Any] = {key: given_value(row, key) for key in fields & set(TEXTS)}
    faults: dict[str, str] = {}
    held = {one.code for one in rows_of(unit, member.id) if one.to_on is None}
    if "categories" in fields:
        clean["categories"] = classes
    # New rows get everything at once: what is changed again could not be taken back.
    dated = {
        code: day.isoformat()
        for code, day in row.since
        if ("classes_from" if code in held else "categories") in fields
    }
    set_since(unit, member.id, dated)
    given = GivenClasses(unit, clean, faults, member.id)
    named = "emergency_contact" in fields and row.contacts
    relation = (row.contacts[0].relation or None) if named else None
    set_fields(unit, member, clean, given, today, relation)
    set_relations(unit, member.id, row, fields)
    set_others(unit, member, row, fields)
    if "diet" in fields:
        set_diet(unit, member.id, row)
