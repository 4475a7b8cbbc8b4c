"""Importing member lists (导入名单): every row gets a fate, a second import adds nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from app.core.bulk import without_cycle_search
from app.core.progress import Progress, silent
from app.db.session import Database, UnitOfWork
from app.models import Attendance
from app.services.base import Service, pieces
from app.services.codes import merged_table
from app.services.imports.imported import ImportedMember
from app.services.imports.member_rows import MemberSheet, Peek, peek, read_members
from app.services.imports.vocabulary import Vocabulary
from app.services.members import import_memory
from app.services.members.import_known import Known
from app.services.members.import_report import (
    ImportDetail,
    ImportReport,
    Updates,
    report_of,
)
from app.services.members.import_rows import insert_members
from app.services.members.import_updates import apply_updates
from app.services.members.service import PinLinked
from app.services.rights import Actor, Right, requires
from app.services.settings import Settings
from app.services.way_back import watching

__all__ = ["ImportDetail", "ImportReport", "MemberImports", "insert_members"]

QUESTIONS = "work_item"
"""Table of the questions that an import may answer."""
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
    def peek(self, path: Path, actor: Actor, sheet: str | None = None) -> Peek:
        """The recognised columns and first rows, for a person to confirm.

        Where a person corrected the columns of an earlier list of the same source, they are taken
        that way again (``remembered``). ``sheet``: which one, if not the first that is a list.
        """
        found = peek(path, sheet)
        with self._db.read() as connection:
            known = import_memory.mapping_of(connection, found.columns)
        if known is None:
            return found
        return replace(found, columns=found.columns.with_mapping(known), remembered=True)

    @requires(Right.IMPORT)
    def forget_columns(self, path: Path, actor: Actor, sheet: str | None = None) -> Peek:
        """Do not use the corrected columns for lists like ``path`` again; `peek` without them."""
        found = peek(path, sheet)
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
        sheet: str | None = None,
    ) -> ImportReport:
        """Every row's fate without writing anything; arguments as those of `run`."""
        read = self._read(path, mapping, progress, sheet)
        with self._db.read() as connection:
            known = Known(connection, read.rows, self._today(), updates)
        fates = [known.fate(row) for row in read.rows]
        return report_of(read, fates, known.conflicts)

    @requires(Right.IMPORT)
    def run(
        self,
        path: Path,
        actor: Actor,
        mapping: Mapping[int, str] | None = None,
        progress: Progress = silent,
        updates: Updates = None,
        sheet: str | None = None,
    ) -> ImportReport:
        """Import the list: one transaction, all or nothing; cancelling leaves nothing behind.

        Args:
            path: the list.
            actor: who imports.
            mapping: a person's choices, column index → field; None takes the recognised columns,
                or those of an earlier list that a person corrected.
            progress: told how far it is; may raise `Cancelled`.
            updates: what is taken over about people registered already.
            sheet: which sheet of the workbook, if not the first that is a list.

        Raises `UserError` ``changed_meanwhile`` when such a file was changed since the preview.
        """
        with without_cycle_search():
            read = self._read(path, mapping, progress, sheet)
            return self._run(path, read, actor, progress, updates)

    def _run(
        self, path: Path, sheet: MemberSheet, actor: Actor, progress: Progress, updates: Updates
    ) -> ImportReport:
        made_of = import_memory.file_digest(path)
        with self._db.write(actor, f"导入名单 {path.name}") as unit:
            known = Known(unit.session.connection(), sheet.rows, self._today(), updates)
            decided = [known.fate(row) for row in sheet.rows]
            report = report_of(sheet, decided, known.conflicts)
            new = [row for row, detail in zip(sheet.rows, decided, strict=True)
                   if detail.outcome == "added"]  # fmt: skip
            first = import_memory.next_id(unit)
            settled = self._insert(unit, new, {d.row: d for d in decided}, progress)
            changes = {**settled, **self._update(unit, report, updates, progress)}
            if settled and QUESTIONS in changes:
                changes[QUESTIONS] = {**settled[QUESTIONS], **changes[QUESTIONS]}
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
        last = unit.session.scalar(select(func.coalesce(func.max(Attendance.id), 0)))
        with watching(unit) as journal:
            pins = apply_updates(
                unit, rows, report.conflicts, updates, self._today(), self._local_now(), progress
            )
            for pin, member_id in pins:
                if self._pin_linked is not None:
                    self._pin_linked(unit, pin, member_id)
        entered = unit.session.scalars(select(Attendance.uid).where(Attendance.id > last))
        journal.inserted("attendance", entered)
        return journal.changes()

    def _read(
        self, path: Path, mapping: Mapping[int, str] | None, progress: Progress, sheet: str | None
    ) -> MemberSheet:
        youngest = int(Settings(self._db).get("minimum_age"))
        with self._db.read() as connection:
            return read_members(
                path, self._today(), mapping, progress, sheet, youngest,
                lambda columns: import_memory.mapping_of(connection, columns),
                Vocabulary(merged_table(connection, "classes"), merged_table(connection, "diets")),
            )  # fmt: skip

    def _insert(
        self,
        unit: UnitOfWork,
        rows: Sequence[ImportedMember],
        fates: Mapping[int, ImportDetail],
        progress: Progress,
    ) -> dict[str, Any]:
        """Write the new people; returns the questions that they answered, for the way back."""
        left_out = {number: fate.warnings for number, fate in fates.items() if fate.warnings}
        with watching(unit) as journal:
            insert_members(unit, rows, progress, left_out)
            self._resolve_pins(
                unit,
                {
                    row.terminal_pin
                    for row in rows
                    if row.terminal_pin and "pin_taken" not in left_out.get(row.row, ())
                },
            )
        questions = journal.changes().get(QUESTIONS)
        return {QUESTIONS: questions} if questions else {}

    def _resolve_pins(self, unit: UnitOfWork, given: set[str]) -> None:
        """Numbers that a terminal reported before the person was known get their attendance."""
        if self._pin_linked is None:
            return
        for pins in pieces(sorted(given), 900):
            marks = ",".join("?" * len(pins))
            found = unit.session.connection().exec_driver_sql(SEEN.format(marks=marks), tuple(pins))
            for pin, member_id in found.all():
                self._pin_linked(unit, pin, member_id)
