"""What leaves a table: the clipboard, an xlsx file, a print; always as displayed.

As displayed means masked where the screen masks: a copy never shows more than the window. In what
people wrote (`Column.free`) it shows less: numbers that stand in a remark are masked like those in
columns of their own. What a spreadsheet would run as a formula is marked as text (an xlsx file has
cell formats for that).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.core.formulas import quoted
from app.core.masking import mask_within
from app.core.progress import Progress
from app.views import files, parts
from app.views.kit import SaveXlsx
from app.views.notify import Notifier
from app.views.tasks import TaskRunner
from app.views.widgets.table.columns import Column, display, value_of

if TYPE_CHECKING:
    from app.views.widgets.table.sources import TableSource
    from app.views.widgets.table.widget import DataTable

_READ_AT_ONCE = 500


@dataclass(frozen=True)
class TablePrint:
    """What 打印 asks for: the table as it is shown.

    Attributes:
        widths: column widths in pixels, for the proportions on paper.
        conditions: the active filters in words, for the head of the page.
        read: gives all rows as texts, off the GUI thread; takes a `Progress`.
    """

    headings: tuple[str, ...]
    alignments: tuple[str, ...]
    widths: tuple[int, ...]
    conditions: str
    read: Callable[[Progress], list[list[str]]]


class TableOutput(QObject):
    """Copy, export and print of one `DataTable`."""

    def __init__(self, table: DataTable, runner: TaskRunner, notify: Notifier | None) -> None:
        super().__init__(table)
        self._table, self._runner, self._notify = table, runner, notify
        self._exporter: tuple[SaveXlsx, str] | None = None
        self._instead: Callable[[], object] | None = None

    def set_action(self, ask: Callable[[], object]) -> None:
        """Let 导出 ask first, until `set_exporter`: for lists of people, which leave only by a
        profile, and for days that have not come."""
        self._instead = ask

    def set_exporter(self, save_xlsx: SaveXlsx, file_name: str) -> None:
        """Say who writes xlsx files and what the file is called."""
        self._exporter, self._instead = (save_xlsx, file_name), None

    def copy(self) -> None:
        """Put the selected rows on the clipboard, tab separated, headings above several."""
        ids, shown = self._table.selected_ids(), self._shown()
        source = self._table.source()
        if not ids or source is None:
            return

        def put(rows: list[list[str]]) -> None:
            lines = [[c.title for _, c in shown], *rows] if len(rows) > 1 else rows
            text = "\n".join("\t".join(_one_line(cell) for cell in row) for row in lines)
            QGuiApplication.clipboard().setText(text)
            if self._notify is not None:
                self._notify.toast(parts.fill(self.tr("已复制 %1 行。"), len(rows)))

        self._runner.run(lambda: _texts(source, ids, shown), put, owner=self)

    def export(self) -> None:
        """Ask where to and write all rows found, in the order and columns shown."""
        if self._instead is not None:
            self._instead()
            return
        if self._exporter is None:
            return
        save, name = self._exporter
        path = files.choose_save(
            self._table, self.tr("导出"), f"{name}.xlsx", self.tr("Excel 表格 (*.xlsx)")
        )
        if path is not None:
            self._write(save, name, path)

    def printable(self, ids: Sequence[Hashable] | None = None) -> TablePrint:
        """The table as `TablePrint`; ``ids``: only these rows."""
        shown = self._shown()
        return TablePrint(
            tuple(c.title for _, c in shown),
            tuple(c.alignment for _, c in shown),
            tuple(self._table.view.columnWidth(i) for i, _ in shown),
            self._conditions(),
            self.read_all(ids),
        )

    def read_all(
        self, only: Sequence[Hashable] | None = None
    ) -> Callable[[Progress], list[list[str]]]:
        """A callable that reads every row as texts; frozen to what is shown now."""
        source, shown = self._table.source(), self._shown()
        ids = list(self._table.model.ids() if only is None else only)

        def read(progress: Progress) -> list[list[str]]:
            rows: list[list[str]] = []
            for start in range(0, len(ids), _READ_AT_ONCE):
                progress(start, len(ids), "正在读取")
                assert source is not None
                rows += _texts(source, ids[start : start + _READ_AT_ONCE], shown)
            return rows

        return read

    def _write(self, save: SaveXlsx, name: str, path: Path) -> None:
        headings, read = [c.title for _, c in self._shown()], self.read_all()

        def work(progress: Progress) -> int:
            rows = read(progress)
            save(path, name, headings, rows, progress)
            return len(rows)

        def done(count: int) -> None:
            if self._notify is not None:
                text = self.tr("已导出 %1 行：%2，在文件夹 %3。")
                self._notify.toast(parts.fill(text, count, path.name, path.parent))

        self._runner.run(work, done, owner=self, title=self.tr("导出表格"))

    def _shown(self) -> list[tuple[int, Column]]:
        columns = self._table.model.columns
        return [(i, columns[i]) for i in self._table.columns.shown()]

    def _conditions(self) -> str:
        query = self._table.query()
        words = [f"“{query.text}”"] if query.text else []
        words += [
            chip.text().removeprefix("✓ ")
            for chip in self._table.toolbar.chips.values()
            if chip.value
        ]
        return "，".join(words)


def _texts(
    source: TableSource, ids: Sequence[Hashable], shown: Sequence[tuple[int, Column]]
) -> list[list[str]]:
    """Rows of ``ids`` as displayed; rows that have gone are left out."""
    rows: Sequence[Any] = source.rows(ids)
    return [
        [_leaving(display(value_of(row, column, i), column.kind), column) for i, column in shown]
        for row in rows
        if row is not None
    ]


def _leaving(text: str, column: Column) -> str:
    return mask_within(text) if column.free else text


def _one_line(text: str) -> str:
    """A cell must not break the line or the column it is pasted into, nor be run as a formula."""
    return quoted(" ".join(text.split()))
