"""Importing member lists (导入名单): every row gets a fate, a second import adds nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select

from app.core.bulk import without_cycle_search
from app.core.clock import local
from app.core.progress import Progress, silent
from app.db.session import Database, UnitOfWork
from app.models import Member, MemberCard, TerminalPin
from app.services.base import Service, chunks, pieces
from app.services.imports.member_rows import MemberSheet, Peek, peek, read_members
from app.services.imports.row_reader import ImportedMember, duplicate_code
from app.services.members.giving import member_no
from app.services.members.keys import KEY_INSERT, Key, member_keys
from app.services.members.service import PinLinked
from app.services.rights import Actor, Right, requires
from app.services.settings import Settings, put
from app.services.settings import peek as setting
from app.services.work_items import SETTLED, settle_codes

BATCH = 2_000
SEEN = (
    "SELECT p.pin, p.member_id FROM terminal_pin p WHERE p.pin IN ({marks})"
    " AND p.deleted_at IS NULL AND EXISTS"
    " (SELECT 1 FROM face_check c WHERE c.pin = p.pin AND c.implausible = 0) ORDER BY p.pin"
)
"""Of the numbers just given, those that a terminal with a credible clock has reported."""


@dataclass(frozen=True)
class ImportDetail:
    """One row's fate. ``reason`` and ``warnings`` are codes of `imports.messages`."""

    row: int
    name: str
    outcome: str
    reason: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportReport:
    """What an import did, or would do. ``warnings`` counts them over the added rows."""

    rows: int
    added: int
    updated: int
    duplicates: int
    rejected: int
    warnings: int
    details: tuple[ImportDetail, ...]
    sheet: MemberSheet

    def as_json(self) -> dict[str, Any]:
        """The counts and details for ``--json``; details hold no name."""
        keys = ("rows", "added", "updated", "duplicates", "rejected", "warnings")
        details = [
            {
                "row": d.row,
                "outcome": d.outcome,
                "reason": d.reason or None,
                "warnings": list(d.warnings),
            }
            for d in self.details
        ]
        return {**{key: getattr(self, key) for key in keys}, "details": details}


class Stored(NamedTuple):
    """What is compared when an identity number is met again."""

    name: str
    phone: str
    card: str
    terminal_pin: str


class MemberImports(Service):
    """Previews and imports lists of members."""

    def __init__(self, db: Database, pin_linked: PinLinked | None = None) -> None:
        super().__init__(db)
        self._pin_linked = pin_linked

    @requires(Right.IMPORT)
    def peek(self, path: Path, actor: Actor) -> Peek:
        """The recognised columns and first rows, for a person to confirm."""
        return peek(path)

    @requires(Right.IMPORT)
    def preview(
        self,
        path: Path,
        actor: Actor,
        mapping: Mapping[int, str] | None = None,
        progress: Progress = silent,
    ) -> ImportReport:
        """Every row's fate without writing anything."""
        sheet = self._read(path, mapping, progress)
        with self._db.read() as connection:
            known = _Known(connection.execute, sheet.rows)
        return _report(sheet, [known.fate(row) for row in sheet.rows])

    @requires(Right.IMPORT)
    def run(
        self,
        path: Path,
        actor: Actor,
        mapping: Mapping[int, str] | None = None,
        progress: Progress = silent,
    ) -> ImportReport:
        """Import the list: one transaction, all or nothing; cancelling leaves nothing behind."""
        with without_cycle_search():
            return self._run(path, actor, mapping, progress)

    def _run(
        self, path: Path, actor: Actor, mapping: Mapping[int, str] | None, progress: Progress
    ) -> ImportReport:
        sheet = self._read(path, mapping, progress)
        with self._db.write(actor, f"导入名单 {path.name}") as unit:
            known = _Known(unit.session.connection().execute, sheet.rows)
            decided = [known.fate(row) for row in sheet.rows]
            new = [row for row, detail in zip(sheet.rows, decided, strict=True)
                   if detail.outcome == "added"]  # fmt: skip
            fates = {d.row: d for d in decided}
            self._insert(unit, new, fates, progress)
            report = _report(sheet, decided)
            counts = {k: getattr(report, k) for k in ("rows", "added", "duplicates", "rejected")}
            unit.recorder.note("import", "member", path.name, counts)
        return report

    def _read(
        self, path: Path, mapping: Mapping[int, str] | None, progress: Progress
    ) -> MemberSheet:
        youngest = int(Settings(self._db).get("minimum_age"))
        return read_members(path, self._today(), mapping, progress, minimum_age=youngest)

    def _insert(
        self,
        unit: UnitOfWork,
        rows: Sequence[ImportedMember],
        fates: Mapping[int, ImportDetail],
        progress: Progress,
    ) -> None:
        left_out = {number: fate.warnings for number, fate in fates.items() if fate.warnings}
        insert_members(unit, rows, progress, left_out)
        self._resolve_pins(
            unit,
            {
                row.terminal_pin
                for row in rows
                if row.terminal_pin and "pin_taken" not in left_out.get(row.row, ())
            },
        )

    def _resolve_pins(self, unit: UnitOfWork, given: set[str]) -> None:
        """Numbers that a terminal reported before the person was known get their attendance."""
        if self._pin_linked is None:
            return
        for pins in pieces(sorted(given), 900):
            marks = ",".join("?" * len(pins))
            found = unit.session.connection().exec_driver_sql(SEEN.format(marks=marks), tuple(pins))
            for pin, member_id in found.all():
                self._pin_linked(unit, pin, member_id)


def insert_members(
    unit: UnitOfWork,
    rows: Sequence[ImportedMember],
    progress: Progress,
    left_out: Mapping[int, Sequence[str]] | None = None,
) -> None:
    """Insert ``rows`` with cards, terminal numbers and search keys in the open transaction.

    ``left_out``: row number → codes; ``card_taken`` and ``pin_taken`` leave that number out.
    """
    first_no = int(setting(unit, "next_member_no"))
    keys: list[Key] = []
    for start in range(0, len(rows), BATCH):
        progress(start, len(rows), "正在保存老人档案")
        keys += _insert_batch(unit, rows[start : start + BATCH], first_no + start, left_out or {})
    # In the order of the index the tree is filled from left to right, each page once.
    keys.sort()
    if keys:
        unit.session.connection().exec_driver_sql(KEY_INSERT, keys)
    put(unit, "next_member_no", first_no + len(rows))
    given = ((row.card, row.id_number, row.phone, row.phone2) for row in rows)
    settle_codes(unit, chain.from_iterable(given), SETTLED, _now(unit))
    progress(len(rows), len(rows), "正在保存老人档案")


def _now(unit: UnitOfWork) -> dt.datetime:
    return local(dt.datetime.fromisoformat(unit.now))


def _insert_batch(
    unit: UnitOfWork,
    rows: Sequence[ImportedMember],
    first_no: int,
    left_out: Mapping[int, Sequence[str]],
) -> list[Key]:
    connection = unit.session.connection()
    values = [_values(row, first_no + n) for n, row in enumerate(rows)]
    last = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM member").scalar_one()
    unit.recorder.bulk_insert(Member, values)
    ids = [
        r[0]
        for r in connection.exec_driver_sql(
            "SELECT id FROM member WHERE id > ? ORDER BY id", (last,)
        )
    ]
    cards, pins = [], []
    keys: list[Key] = []
    for member_id, row, value in zip(ids, rows, values, strict=True):
        codes = left_out.get(row.row, ())
        card = row.card if "card_taken" not in codes else ""
        if card:
            issued = {"member_id": member_id, "number": card.upper()}
            cards.append({**issued, "issued_on": value["joined_on"]})
        if row.terminal_pin and "pin_taken" not in codes:
            pins.append({"member_id": member_id, "pin": row.terminal_pin})
        keys.extend(member_keys(member_id, value))
    unit.recorder.bulk_insert(MemberCard, cards)
    unit.recorder.bulk_insert(TerminalPin, pins)
    return keys


def _values(row: ImportedMember, number: int) -> dict[str, Any]:
    return {
        "member_no": member_no(number),
        "name": row.name,
        "id_number": row.id_number or None,
        "birth_date": row.birth_date.isoformat() if row.birth_date else None,
        "sex": row.sex or "0",
        "phone": row.phone or None,
        "phone2": row.phone2 or None,
        "address": row.address or None,
        "community": row.community or None,
        "categories": "、".join(row.categories) or None,
        "ability_level": row.ability_level,
        "self_care": row.self_care or None,
        "living": row.living or None,
        "emergency_contact": row.emergency_contact or None,
        "emergency_phone": row.emergency_phone or None,
        "joined_on": row.joined_on.isoformat() if row.joined_on else None,
        "note": row.note or None,
    }


class _Known:
    """Who is registered already, and what earlier rows of the same list took."""

    def __init__(self, execute: Any, rows: Sequence[ImportedMember]) -> None:
        numbers = [row.id_number for row in rows if row.id_number]
        self._people: dict[str, Any] = {}
        for part in chunks(numbers, 900):  # type: ignore[arg-type]
            for r in execute(_stored().where(Member.id_number.in_(part))):
                self._people[r.id_number] = Stored(r.name, r.phone or "", r.card or "", r.pin or "")
        self._cards = set(
            execute(
                select(MemberCard.number).where(
                    MemberCard.state == "issued", MemberCard.deleted_at.is_(None)
                )
            ).scalars()
        )
        self._pins = set(
            execute(select(TerminalPin.pin).where(TerminalPin.deleted_at.is_(None))).scalars()
        )

    def fate(self, row: ImportedMember) -> ImportDetail:
        """Decide one row, in the order of the list."""
        if row.rejection:
            return ImportDetail(row.row, row.name, "rejected", row.rejection)
        known = self._people.get(row.id_number) if row.id_number else None
        if known is not None:
            return ImportDetail(row.row, row.name, "duplicate", duplicate_code(known, row))
        if row.id_number:
            self._people[row.id_number] = row
        detail = ImportDetail(row.row, row.name, "added", "", row.warnings)
        return self._take(detail, row)

    def _take(self, detail: ImportDetail, row: ImportedMember) -> ImportDetail:
        warnings = list(detail.warnings)
        for value, taken, code in (
            (row.card, self._cards, "card_taken"),
            (row.terminal_pin, self._pins, "pin_taken"),
        ):
            if value and value in taken:
                warnings.append(code)
            taken.add(value)
        return replace(detail, warnings=tuple(warnings)) if warnings else detail


def _stored() -> Any:
    card = (
        select(MemberCard.number)
        .where(MemberCard.member_id == Member.id, MemberCard.state == "issued")
        .limit(1)
        .scalar_subquery()
    )
    pin = (
        select(TerminalPin.pin)
        .where(TerminalPin.member_id == Member.id, TerminalPin.deleted_at.is_(None))
        .limit(1)
        .scalar_subquery()
    )
    return select(
        Member.id_number, Member.name, Member.phone, card.label("card"), pin.label("pin")
    ).where(Member.deleted_at.is_(None))


def _report(sheet: MemberSheet, details: Sequence[ImportDetail]) -> ImportReport:
    counts = {"added": 0, "duplicate": 0, "rejected": 0}
    for detail in details:
        counts[detail.outcome] += 1
    warned = sum(len(detail.warnings) for detail in details)
    return ImportReport(
        len(details), counts["added"], 0, counts["duplicate"], counts["rejected"], warned,
        tuple(details), sheet,
    )  # fmt: skip
