"""An importer for tests of the wizard: ten rows with every fate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from app.core.errors import UserError
from app.core.progress import Progress
from app.views.widgets.import_wizard import (
    ImportConflict,
    ImportField,
    ImportPeek,
    ImportPreview,
    ImportResult,
    ImportRow,
)

PEEK = ImportPeek(
    header_row=3,
    columns=(
        ("序号", None),
        ("姓  名", "name"),
        ("身份证号码", "id_number"),
        ("联系电话", "phone"),
        ("住址", "address"),
        ("", None),
    ),
    sample=(
        ("1", "王秀英", "330105********3225", "138****1234", "小河路 12 号 3 幢 402 室", ""),
        ("2", "李建国", "330105********1219", "139****8890", "长乐路 5 号", "组长"),
        ("3", "王𬱖", "330105********0426", "", "湖墅南路 88 号", ""),
    ),
    choices=(
        ("name", "姓名"),
        ("id_number", "身份证号"),
        ("phone", "电话"),
        ("address", "住址"),
        ("note", "备注"),
    ),
    required=("name",),
)

ROWS = (
    ImportRow(4, "王秀英", "added"),
    ImportRow(5, "李建国", "added", "", "性别一列与身份证号不符，以证号为准"),
    ImportRow(6, "王𬱖", "added"),
    ImportRow(7, "王秀英", "duplicate", "与第 4 行身份证号相同"),
    ImportRow(8, "张桂兰", "rejected", "身份证号校验不对"),
    ImportRow(9, "", "rejected", "没有姓名"),
    ImportRow(10, "陈德顺", "updated", "", "区划代码已撤销，照常导入"),
)
COUNTS = {"added": 3, "updated": 1, "duplicate": 1, "rejected": 2}


CONFLICTS = (
    ImportConflict(
        7, "王秀英",
        (
            ImportField("phone", "联系电话", "138****1234", "138****9999"),
            ImportField("card", "老年卡号", "C1", "C2", "已由其他老人使用"),
        ),
    ),
    ImportConflict(11, "赵德发", (ImportField("address", "居住地址", "", "小河路 9 号"),)),
)  # fmt: skip


class FakeImport:
    """Remembers what it was asked; ``refuse`` is raised by the step of that name."""

    def __init__(self, refuse: str = "", conflicts: tuple[ImportConflict, ...] = ()) -> None:
        self.refuse, self.conflicts = refuse, conflicts
        self.accepted: Mapping[int, frozenset[str]] = {}
        self.remembered = False
        self.mapping: Mapping[int, str] = {}
        self.sheets: tuple[tuple[str, str], ...] = ()
        self.doubts: tuple[str, ...] = ()
        self.saved: Path | None = None
        self.committed = 0

    def peek(self, path: Path, sheet: str = "") -> ImportPeek:
        self._maybe("peek")
        first = self.sheets[0][0] if self.sheets else ""
        found = replace(PEEK, remembered=self.remembered, doubts=self.doubts)
        return replace(found, sheets=self.sheets, sheet=sheet or first)

    def forget(self, path: Path) -> ImportPeek:
        self._maybe("forget")
        self.remembered = False
        return PEEK

    def preview(self, path: Path, mapping: Mapping[int, str], progress: Progress) -> ImportPreview:
        self._maybe("preview")
        self.mapping = dict(mapping)
        progress(len(ROWS), len(ROWS), "核对")
        return ImportPreview(ROWS, COUNTS, self.conflicts)

    def commit(
        self,
        path: Path,
        mapping: Mapping[int, str],
        accepted: Mapping[int, frozenset[str]],
        progress: Progress,
    ) -> ImportResult:
        self._maybe("commit")
        self.accepted = dict(accepted)
        progress(1, 4, "写入")
        self.committed += 1
        return ImportResult(COUNTS, COUNTS["rejected"], ROWS)

    def save_rejected(self, target: Path) -> None:
        self._maybe("save_rejected")
        self.saved = target

    def _maybe(self, step: str) -> None:
        if step == self.refuse:
            raise UserError("refused", "这个文件打不开，请在 Excel 里关闭它再试。")
