"""导入记录 and 合并记录: what was done to many files, when and by whom, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.services.members.import_undo import ImportRunRow
from app.services.merging import MergeRow
from app.views import parts
from app.views.members.full import FullView
from app.views.tasks import TaskRunner
from app.views.theme import Space, Status, Tone
from app.views.widgets.form import Field, Form
from app.views.widgets.table import Column, DataTable, SequenceSource


@dataclass(frozen=True)
class RecordWords:
    """What one list of records is called, shows and says.

    Attributes:
        name: of the table, for its column memory.
        done: the word of a record that stands; ``undo`` of the button that takes it back.
    """

    name: str
    columns: tuple[Column, ...]
    unit: str
    placeholder: str
    empty: str
    hint: str
    done: str
    undo: str


class RecordsView(FullView):
    """A list of records (with ``uid``, ``at``, ``by`` and ``undone_at``), newest first.

    Attributes:
        name: which list it is, as in its words.

    Signals:
        undo_requested(row): Enter or the button, on a record that stands.
    """

    undo_requested = Signal(object)

    def __init__(self, words: RecordWords, runner: TaskRunner) -> None:
        super().__init__()
        self._words, self.name = words, words.name
        self._rows: dict[str, Any] = {}
        self.table = DataTable(
            words.name, self._columns(), runner, unit=words.unit, placeholder=words.placeholder
        )
        self.table.set_empty(words.empty, words.hint)
        self.undo_button = parts.on_click(parts.button(words.undo, "undo"), self._emit)
        self.table.add_tool(self.undo_button)
        self.table.activated.connect(lambda _: self._emit())
        self.table.selection_changed.connect(lambda _: self._enable())
        self.table.loaded.connect(self._begin_at_the_top)
        box = parts.bare(QVBoxLayout(self), Space.M)
        box.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self._enable()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show ``rows`` in their order; the one that is chosen stays."""
        self._rows = {row.uid: row for row in rows}
        self.table.replace_source(
            SequenceSource(rows, self.table.model.columns, identity=lambda row: row.uid)
        )

    def _begin_at_the_top(self, count: int) -> None:
        if count and self.table.current_id() is None:
            self.table.view.selectRow(0)
        self._enable()

    def _chosen(self) -> Any:
        row = self._rows.get(str(self.table.current_id()))
        return row if row is not None and not row.undone_at else None

    def _emit(self) -> None:
        if (row := self._chosen()) is not None:
            self.undo_requested.emit(row)

    def _enable(self) -> None:
        self.undo_button.setEnabled(self._chosen() is not None)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("at", self.tr("时间"), 148),
            *self._words.columns,
            Column("by", self.tr("谁"), 96),
            Column("undone_at", self.tr("状态"), 176, kind="status", value=self._state),
        )

    def _state(self, row: Any) -> Status:
        if not row.undone_at:
            return Status(self._words.done, Tone.OK)
        return Status(parts.fill(self.tr("%1 已撤销"), row.undone_at[5:]), Tone.NEUTRAL, "undo")


def imports_view(runner: TaskRunner) -> RecordsView:
    """导入记录."""
    columns = (
        Column("file_name", _tr("文件"), 200, stretch=True),
        Column("added", _tr("新增"), 72, kind="number"),
        Column("updated", _tr("更新"), 72, kind="number"),
        Column("duplicates", _tr("重复"), 72, kind="number"),
        Column("rejected", _tr("不能导入"), 88, kind="number"),
    )
    words = RecordWords(
        "imports", columns, _tr("次"), _tr("文件名、日期、姓名"), _tr("还没有导入过名单。"),
        _tr("导入以后，可以在这里整次撤销。"), _tr("已导入"), _tr("撤销导入"),
    )  # fmt: skip
    return RecordsView(words, runner)


def merges_view(runner: TaskRunner) -> RecordsView:
    """合并记录."""
    columns = (
        Column("kept", _tr("留下的档案"), 200, stretch=True),
        Column("kept_no", _tr("会员号"), 84),
        Column("merged", _tr("并入的档案"), 220),
        Column("merged_no", _tr("原会员号"), 104),
    )
    words = RecordWords(
        "merges", columns, _tr("次"), _tr("姓名、会员号、日期"), _tr("还没有合并过档案。"),
        _tr("合并以后，可以在这里撤销。"), _tr("已合并"), _tr("撤销合并"),
    )  # fmt: skip
    return RecordsView(words, runner)


def undo_import_form(run: ImportRunRow) -> Form:
    """Asks why an import is taken back."""
    words = _tr("新增的 %1 人会从名单撤下，更新的 %2 人恢复原来的资料。")
    return _ask(_tr("如 选错了文件"), parts.fill(words, run.added, run.updated), _tr("撤销导入"))


def undo_merge_form(row: MergeRow) -> Form:
    """Asks why a merge is taken back."""
    words = parts.fill(_tr("%1，会员号 %2：档案恢复成原来的样子。"), row.merged, row.merged_no)
    return _ask(_tr("如 其实是两个人"), words, _tr("撤销合并"))


def _ask(example: str, help_text: str, save: str) -> Form:
    field = Field(
        "reason", _tr("为什么撤销"), required=True, width="full", max_length=200,
        placeholder=example, help=help_text,
    )  # fmt: skip
    return Form((field,), save_text=save)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Records", text)
