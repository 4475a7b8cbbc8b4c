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
from app.services.classification.words import GivenClasses
from app.services.imports.imported import ImportedMember
from app.services.members.changing import set_fields
from app.services.members.giving import give_card, give_pin
from app.services.members.import_known import given_value
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
        _update(unit, member, row, fields, today)
        if "card" in fields:
            give_card(unit, member.id, row.card, today)
        if "terminal_pin" in fields and give_pin(unit, member.id, row.terminal_pin):
            pins.append((row.terminal_pin, member.id))
    if chosen:
        given = [n for one, _ in chosen for n in (rows[one.row].card, rows[one.row].phone)]
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
    unit: UnitOfWork, member: Member, row: ImportedMember, fields: frozenset[str], today: dt.date
) -> None:
    beside = {"card", "terminal_pin", "categories"}
    clean: dict[str, Any] = {key: given_value(row, key) for key in fields - beside}
    faults: dict[str, str] = {}
    if "categories" in fields:
        clean["categories"] = "、".join(row.categories)
    set_fields(unit, member, clean, GivenClasses(unit, clean, faults), today)
