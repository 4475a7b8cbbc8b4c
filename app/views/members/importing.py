"""The importer of member lists as the import wizard's source."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.core.errors import UserError
from app.core.idcard import clean_id
from app.core.masking import mask_id, mask_phone
from app.core.progress import Progress
from app.services.imports.columns import LABELS
from app.services.imports.member_rows import Peek
from app.services.imports.messages import refusal, sentence, sentences
from app.services.members.import_memory import TICKED
from app.services.members.import_report import (
    Accepted,
    ImportDetail,
    ImportReport,
)
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

if TYPE_CHECKING:
    from app.services.members.importing import MemberImports

_ID = re.compile(r"\d{15}|\d{17}[\dX]")
_PHONE = re.compile(r"(?<!\d)1\d{10}(?!\d)")
TWICE = "表里有两组“姓名”和“身份证号”，只读左边一组。如果是两栏并排的名单，请先排成一栏再导入。"
"""Said about a sheet with two lists side by side."""
_MORE = {"ability_level": "能力等级", "self_care": "自理情况（旧）"}
"""Words for the fields that one column of a list stands for together."""


class MemberImportSource:
    """Adapts the importing service to `ImportSource`.

    Attributes:
        report: the latest preview or result; None before.
    """

    def __init__(
        self,
        imports: MemberImports,
        actor: Callable[[], Actor],
        save: Callable[[ImportReport, Path, Actor], int],
    ) -> None:
        self._imports, self._actor, self._save = imports, actor, save
        self._peek: Peek | None = None
        self.report: ImportReport | None = None

    def peek(self, path: Path, sheet: str = "") -> ImportPeek:
        """The columns of ``path`` and what they are taken for."""
        return self._shown(self._imports.peek(path, self._actor(), sheet or None))

    def forget(self, path: Path) -> ImportPeek:
        """The columns recognised afresh."""
        return self._shown(self._imports.forget_columns(path, self._actor(), self._sheet()))

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
            tuple((name, parts.fill(_tr("%1（%2 行）"), name, n)) for name, n in found.lists),
            found.sheet,
            (_tr(TWICE),) if found.columns.twice else (),
        )

    def preview(self, path: Path, mapping: Mapping[int, str], progress: Progress) -> ImportPreview:
        """The dry run."""
        choices = self._choices(mapping)
        self.report = report = self._imports.preview(
            path, self._actor(), choices, progress, None, self._sheet()
        )
        return ImportPreview(_rows(report), counts_of(report), _conflicts(report), report.notes)

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
        self.report = report = self._imports.run(
            path, self._actor(), choices, progress, updates, self._sheet()
        )
        refused = report.duplicates + report.rejected
        return ImportResult(counts_of(report), refused, _rows(report))

    def save_rejected(self, target: Path) -> None:
        """Write the rows that were not imported to ``target``."""
        if self.report is not None:
            self._save(self.report, target, self._actor())

    def _sheet(self) -> str | None:
        """The sheet that was looked at."""
        return self._peek.sheet if self._peek is not None else None

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
        if one.offered
    )


def _rows(report: ImportReport) -> tuple[ImportRow, ...]:
    differing = {one.row: len(one.offered) for one in report.conflicts}
    return tuple(
        ImportRow(
            detail.row,
            detail.name,
            detail.outcome,
            _why(detail, differing.get(detail.row)),
            sentences(detail.warnings, detail.cells),
        )
        for detail in report.details
    )


def _why(detail: ImportDetail, differing: int | None) -> str:
    """Why a row is not imported; ``differing`` fields of somebody known could be taken over."""
    if detail.outcome != "duplicate":
        return refusal(detail.reason, detail.cells) if detail.reason else ""
    if detail.reason == "same_undocumented":
        return sentence(detail.reason)
    if detail.twin:
        same = detail.reason == "same_id"
        words = _tr("与第 %1 行身份证号相同，资料一致，不重复登记。") if same else _tr(
            "与第 %1 行身份证号相同，但姓名、电话、卡号或人脸机编号不同，请核对名单。"
        )  # fmt: skip
        return parts.fill(words, detail.twin)
    if differing is None:
        return sentence(detail.reason)
    if not differing:
        return _tr("该身份证号已登记，不同的内容不能采用。")
    known = _tr("该身份证号已登记，有 %1 项不同，可在“核对不同”中逐项选择。")
    return parts.fill(known, differing)


def _masked(cell: str) -> str:
    """A cell of the sample as the window may show it."""
    plain = clean_id(cell)
    if _ID.fullmatch(plain):
        return mask_id(plain)
    return _PHONE.sub(lambda found: mask_phone(found[0]), cell)


def _tr(text: str) -> str:
    return QCoreApplication.translate("MemberImport", text)
