"""Importing member lists (导入名单): every row gets a fate, a second import adds nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from app.core.bulk import without_cycle_search
from app.core.clock import local
from app.core.names import sort_text
from app.core.progress import Progress, silent
from app.db.session import Database, UnitOfWork
from app.models import Contact, Member, MemberCard, MemberClass, TerminalPin
from app.services.base import Service, pieces
from app.services.classification.words import (
    BETWEEN,
    bulk_rows,
    class_table,
    codes_of,
    words_of,
)
from app.services.contacts import bulk_row as contact_row
from app.services.imports.imported import ImportedMember
from app.services.imports.member_rows import MemberSheet, Peek, peek, read_members
from app.services.imports.row_reader import document_of
from app.services.members import import_memory
from app.services.members.giving import member_no
from app.services.members.import_known import Known
from app.services.members.import_report import (
    ImportDetail,
    ImportReport,
    Updates,
    report_of,
)
from app.services.members.import_updates import apply_updates
from app.services.members.keys import Key, insert_keys, member_keys
from app.services.members.service import PinLinked
from app.services.rights import Actor, Right, requires
from app.services.settings import Settings, put
from app.services.settings import peek as setting
from app.services.way_back import watching
from app.services.work_items import SETTLED, settle_codes

__all__ = ["ImportDetail", "ImportReport", "MemberImports", "insert_members"]

BATCH = 2_000
COUNTED = ("rows", "added", "updated", "duplicates", "rejected")
"""The counts of a report that stand in the audit."""
SEEN = (
    "SELECT p.pin, p.member_id FROM terminal_pin p WHERE p.pin IN ({marks})"
    " AND p.deleted_at IS NULL AND EXISTS"
    " (SELECT 1 FROM face_check c WHERE c.pin = p.pin AND c.implausible = 0) ORDER BY p.pin"
)
"""Of the numbers just given, those that a terminal with a credible clock has reported."""


class MemberImports(Service):
    """Previews and imports lists of members."""

    def __init__(self, db: Database, pin_linked: PinLinked | None = None) -> None:
        super().__init__(db)
        self._pin_linked = pin_linked

    @requires(Right.IMPORT)
    def peek(self, path: Path, actor: Actor) -> Peek:
        """The recognised columns and first rows, for a person to confirm.

        Where a person corrected the columns of an earlier list with the same header words, they
        are taken that way again (``remembered``).
        """
        found = peek(path)
        with self._db.read() as connection:
            known = import_memory.mapping_of(connection, found.columns)
        if known is None:
            return found
        return replace(found, columns=found.columns.with_mapping(known), remembered=True)

    @requires(Right.IMPORT)
    def forget_columns(self, path: Path, actor: Actor) -> Peek:
        """Do not use the corrected columns for lists like ``path`` again; `peek` without them."""
        found = peek(path)
        with self._db.write(actor, "忘记列的对应") as unit:
            import_memory.forget(unit, found.columns)
        return found

    @requires(Right.IMPORT)
    def preview(
        self,
        path: Path,
        actor: Actor,
        mapping: Mapping[int, str] | None = None,
        progress: Progress = silent,
        updates: Updates = None,
    ) -> ImportReport:
        """Every row's fate without writing anything; arguments as those of `run`."""
        sheet = self._read(path, mapping, progress)
        with self._db.read() as connection:
            known = Known(connection.execute, sheet.rows, updates)
        return report_of(sheet, [known.fate(row) for row in sheet.rows], known.conflicts)

    @requires(Right.IMPORT)
    def run(
        self,
        path: Path,
        actor: Actor,
        mapping: Mapping[int, str] | None = None,
        progress: Progress = silent,
        updates: Updates = None,
    ) -> ImportReport:
        """Import the list: one transaction, all or nothing; cancelling leaves nothing behind.

        Args:
            path: the list.
            actor: who imports.
            mapping: a person's choices, column index → field; None takes the recognised columns,
                or those of an earlier list that a person corrected.
            progress: told how far it is; may raise `Cancelled`.
            updates: what is taken over about people registered already.

        Raises `UserError` ``changed_meanwhile`` when such a file was changed since the preview.
        """
        with without_cycle_search():
            return self._run(path, actor, mapping, progress, updates)

    def _run(
        self,
        path: Path,
        actor: Actor,
        mapping: Mapping[int, str] | None,
        progress: Progress,
        updates: Updates,
    ) -> ImportReport:
        sheet = self._read(path, mapping, progress)
        made_of = import_memory.file_digest(path)
        with self._db.write(actor, f"导入名单 {path.name}") as unit:
            known = Known(unit.session.connection().execute, sheet.rows, updates)
            decided = [known.fate(row) for row in sheet.rows]
            report = report_of(sheet, decided, known.conflicts)
            new = [row for row, detail in zip(sheet.rows, decided, strict=True)
                   if detail.outcome == "added"]  # fmt: skip
            first = import_memory.next_id(unit)
            self._insert(unit, new, {d.row: d for d in decided}, progress)
            changes = self._update(unit, report, updates, progress)
            if new or report.updated:
                ids = (first, first + len(new) - 1) if new else None
                run = import_memory.keep_run(unit, path.name, made_of, report, ids, changes)
                report = replace(report, run_uid=run)
            counts = {k: getattr(report, k) for k in COUNTED}
            unit.recorder.note("import", "member", path.name, counts)
        return report

    def _update(
        self, unit: UnitOfWork, report: ImportReport, updates: Updates, progress: Progress
    ) -> dict[str, Any]:
        """Write what is taken over; returns the way back."""
        if not report.updated:
            return {}
        rows = {row.row: row for row in report.sheet.rows}
        with watching(unit) as journal:
            pins = apply_updates(
                unit, rows, report.conflicts, updates, self._today(), self._local_now(), progress
            )
        for pin, member_id in pins:
            if self._pin_linked is not None:
                self._pin_linked(unit, pin, member_id)
        return journal.changes()

    def _read(
        self, path: Path, mapping: Mapping[int, str] | None, progress: Progress
    ) -> MemberSheet:
        youngest = int(Settings(self._db).get("minimum_age"))
        with self._db.read() as connection:
            return read_members(
                path, self._today(), mapping, progress, minimum_age=youngest,
                remembered=lambda columns: import_memory.mapping_of(connection, columns),
            )  # fmt: skip

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
    derived = _Derived(unit)
    keys: list[Key] = []
    for start in range(0, len(rows), BATCH):
        progress(start, len(rows), "正在保存老人档案")
        keys += _insert_batch(
            unit, rows[start : start + BATCH], first_no + start, left_out or {}, derived
        )
    insert_keys(unit, keys)
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
    derived: _Derived,
) -> list[Key]:
    connection = unit.session.connection()
    last = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM member").scalar_one()
    values = [_values(row, first_no + n, last + 1 + n, derived) for n, row in enumerate(rows)]
    unit.recorder.bulk_insert(Member, values)
    cards, pins, classes, around = [], [], [], []
    keys: list[Key] = []
    for row, value in zip(rows, values, strict=True):
        member_id = value["id"]
        codes = left_out.get(row.row, ())
        card = row.card if "card_taken" not in codes else ""
        if card:
            issued = {"member_id": member_id, "number": card.upper()}
            cards.append({**issued, "issued_on": value["joined_on"]})
        if row.terminal_pin and "pin_taken" not in codes:
            pins.append({"member_id": member_id, "pin": row.terminal_pin})
        if row.categories:
            classes += bulk_rows(member_id, derived.classes(row.categories)[0], derived.axes)
        if row.emergency_contact or row.emergency_phone:
            contact, phone = row.emergency_contact, row.emergency_phone or None
            around.append(contact_row(member_id, contact, phone))
        keys += member_keys(member_id, value)
    unit.recorder.bulk_insert(MemberCard, cards)
    unit.recorder.bulk_insert(TerminalPin, pins)
    unit.recorder.bulk_insert(MemberClass, classes)
    unit.recorder.bulk_insert(Contact, around)
    return keys


class _Derived:
    """What follows from a few words that thousands of rows share: worked out once each.

    Attributes:
        axes: code of a class → its axis.
    """

    def __init__(self, unit: UnitOfWork) -> None:
        self._table = class_table(unit)
        self.axes = {entry.code: entry.group for entry in self._table}
        self._classes: dict[tuple[str, ...], tuple[list[str], str | None]] = {}
        self._sorts: dict[str, str] = {}

    def classes(self, given: tuple[str, ...]) -> tuple[list[str], str | None]:
        """Codes of the table ``classes`` and their words for ``member.categories``, in order."""
        if (known := self._classes.get(given)) is None:
            codes, unknown = codes_of(BETWEEN.join(given), self._table)
            words = BETWEEN.join(filter(None, (words_of(codes, self._table), *unknown)))
            known = self._classes[given] = ([*codes, *unknown], words or None)
        return known

    def community_sort(self, community: str) -> str:
        """The reading of a community."""
        if (known := self._sorts.get(community)) is None:
            known = self._sorts[community] = sort_text(community)
        return known


def _values(row: ImportedMember, number: int, member_id: int, derived: _Derived) -> dict[str, Any]:
    return {
        "id": member_id,
        "member_no": member_no(number),
        "name": row.name,
        "id_number": row.id_number or None,
        "birth_date": row.born or None,
        "sex": row.sex or "0",
        "phone": row.phone or None,
        "phone2": row.phone2 or None,
        "address": row.address or None,
        "community": row.community or None,
        "categories": derived.classes(row.categories)[1] if row.categories else None,
        "ability_level": row.ability_level,
        "self_care": row.self_care or None,
        "living": row.living or None,
        "emergency_contact": row.emergency_contact or None,
        "emergency_phone": row.emergency_phone or None,
        "joined_on": row.joined_on.isoformat() if row.joined_on else None,
        "note": row.note or None,
        "former_name": row.former_name or None,
        "id_type": row.id_type or document_of(row.id_number),
        "registered_address": row.registered_address or None,
        "ethnic": row.ethnic or None,
        "marital": row.marital or None,
        "education": row.education or None,
        "name_sort": sort_text(row.name),
        "community_sort": derived.community_sort(row.community) if row.community else None,
    }
