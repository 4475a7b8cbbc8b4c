"""The importer of member lists as the import wizard's source."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from app.core.errors import UserError
from app.core.idcard import clean_id
from app.core.masking import mask_id, mask_phone
from app.core.progress import Progress, silent
from app.services.imports.columns import LABELS
from app.services.imports.member_rows import Peek
from app.services.imports.messages import sentence
from app.services.members.import_memory import TICKED
from app.services.members.import_report import Accepted, ImportReport, Updates
from app.services.rights import Actor
from app.views import parts
from app.views.widgets.import_wizard import (
    ImportConflict,
    ImportField,
    ImportPeek,
    ImportPreview,
    ImportResult,
    ImportRow,
)

_ID = re.compile(r"\d{15}|\d{17}[\dX]")
_PHONE = re.compile(r"(?<!\d)1\d{10}(?!\d)")
_MORE = {"ability_level": "能力等级", "self_care": "自理情况"}
"""Words for the fields that one column of a list stands for together."""


class Importer(Protocol):
    """The importing service."""

    def peek(self, path: Path, actor: Actor) -> Peek:
        """The recognised columns and first rows."""
        ...

    def forget_columns(self, path: Path, actor: Actor) -> Peek:
        """The same, recognised afresh from now on."""
        ...

    def preview(
        self,
        path: Path,
        actor: Actor,
        mapping: Mapping[int, str] | None = None,
        progress: Progress = silent,
        updates: Updates = None,
    ) -> ImportReport:
        """Every row's fate without writing."""
        ...

    def run(
        self,
        path: Path,
        actor: Actor,
        mapping: Mapping[int, str] | None = None,
        progress: Progress = silent,
        updates: Updates = None,
    ) -> ImportReport:
        """Import the list."""
        ...


class MemberImportSource:
    """Adapts the importing service to `ImportSource`.

    Attributes:
        report: the latest preview or result; None before.
    """

    def __init__(
        self,
        imports: Importer,
        actor: Callable[[], Actor],
        save: Callable[[ImportReport, Path, Actor], int],
    ) -> None:
        self._imports, self._actor, self._save = imports, actor, save
        self._peek: Peek | None = None
        self.report: ImportReport | None = None

    def peek(self, path: Path) -> ImportPeek:
        """The columns of ``path`` and what they are taken for."""
        return self._shown(self._imports.peek(path, self._actor()))

    def forget(self, path: Path) -> ImportPeek:
        """The columns recognised afresh."""
        return self._shown(self._imports.forget_columns(path, self._actor()))

    def _shown(self, found: Peek) -> ImportPeek:
        self._peek = found
        meaning = {index: field for field, index in found.columns.fields.items()}
        meaning |= {index: TICKED + code for index, code in found.columns.flags.items()}
        ticked = tuple((TICKED + c, _tr("类别：") + c) for c in found.columns.flags.values())
        return ImportPeek(
            found.header_row,
            tuple((title, meaning.get(i)) for i, title in enumerate(found.columns.headers)),
            tuple(tuple(map(_masked, cells)) for _, cells in found.rows),
            tuple(LABELS.items()) + ticked,
            ("name", "id_number"),
            found.remembered,
        )

    def preview(self, path: Path, mapping: Mapping[int, str], progress: Progress) -> ImportPreview:
        """The dry run."""
        choices = self._choices(mapping)
        self.report = report = self._imports.preview(path, self._actor(), choices, progress)
        return ImportPreview(_rows(report), counts_of(report), _conflicts(report))

    def commit(
        self,
        path: Path,
        mapping: Mapping[int, str],
        accepted: Mapping[int, frozenset[str]],
        progress: Progress,
    ) -> ImportResult:
        """The import; what is taken over was decided about the files as the preview saw them."""
        choices, seen = self._choices(mapping), self.report
        versions = {one.row: one.version for one in seen.conflicts} if seen else {}
        updates = {row: Accepted(versions[row], fields) for row, fields in accepted.items()}
        self.report = report = self._imports.run(path, self._actor(), choices, progress, updates)
        return ImportResult(counts_of(report), report.duplicates + report.rejected, _rows(report))

    def save_rejected(self, target: Path) -> None:
        """Write the rows that were not imported to ``target``."""
        if self.report is not None:
            self._save(self.report, target, self._actor())

    def _choices(self, mapping: Mapping[int, str]) -> dict[int, str]:
        """The wizard's mapping as the service wants it: ``""`` leaves a column out."""
        assert self._peek is not None
        columns = self._peek.columns
        choices = {i: mapping.get(i, "") for i in range(len(columns.headers))}
        for index, field in mapping.items():
            if not field.startswith(TICKED):
                continue
            if columns.flags.get(index) != field.removeprefix(TICKED):
                raise UserError(
                    "column_category", _tr("“类别”只能用在表中原来的那一列，请改回后再检查。")
                )
            del choices[index]
        return choices


def counts_of(report: ImportReport) -> dict[str, int]:
    """Outcome → rows."""
    return {
        "added": report.added,
        "updated": report.updated,
        "duplicate": report.duplicates,
        "rejected": report.rejected,
    }


def _conflicts(report: ImportReport) -> tuple[ImportConflict, ...]:
    return tuple(
        ImportConflict(
            one.row,
            one.name,
            tuple(
                ImportField(d.key, LABELS.get(d.key) or _MORE[d.key], d.stored, d.given, d.blocked)
                for d in one.differences
            ),
        )
        for one in report.conflicts
    )


def _rows(report: ImportReport) -> tuple[ImportRow, ...]:
    differing = {one.row: len(one.differences) for one in report.conflicts}
    known = _tr("该身份证号已登记，有 %1 项不同，可在“核对不同”中逐项选择。")
    return tuple(
        ImportRow(
            detail.row,
            detail.name,
            detail.outcome,
            parts.fill(known, differing[detail.row])
            if detail.outcome == "duplicate" and detail.row in differing
            else sentence(detail.reason)
            if detail.reason
            else "",
            "".join(sentence(code) for code in detail.warnings),
        )
        for detail in report.details
    )


def _masked(cell: str) -> str:
    """A cell of the sample as the window may show it."""
    plain = clean_id(cell)
    if _ID.fullmatch(plain):
        return mask_id(plain)
    return _PHONE.sub(lambda found: mask_phone(found[0]), cell)


def _tr(text: str) -> str:
    return QCoreApplication.translate("MemberImport", text)
