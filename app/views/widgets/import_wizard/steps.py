"""The four views of the wizard; they know setters and signals only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.core.numbers import counted
from app.views import parts
from app.views.inputs import ComboBox
from app.views.tasks import TaskRunner
from app.views.theme import Space, Status, Tone, px
from app.views.widgets.flow import FlowLayout
from app.views.widgets.import_wizard.source import (
    OUTCOMES,
    ImportPeek,
    ImportPreview,
    ImportResult,
    ImportRow,
)
from app.views.widgets.table import Column, DataTable, Filter, SequenceSource

_SAMPLES = 3
_STORED = ("added", "updated")


class ChooseStep(QFrame):
    """Choose a file or drop it here.

    Signals:
        browse(): the person wants to choose; dropped(Path).
    """

    browse = Signal()
    dropped = Signal(object)

    def __init__(self, help_text: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAcceptDrops(True)
        self.button = parts.on_click(
            parts.button(self.tr("选择文件"), "folder", "primary"), self.browse.emit
        )
        words = parts.label(help_text, "second", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setFixedWidth(px(520))
        box = QVBoxLayout(self)
        box.setSpacing(px(Space.M))
        box.addStretch(2)
        for each in (
            parts.IconLabel("import", "primary", 48),
            parts.label(self.tr("把名单文件拖到这里，或者选择文件"), "heading"),
            words,
            self.button,
        ):
            box.addLayout(_centred(each))
        box.addStretch(3)
        self.setFocusProxy(self.button)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file is welcome."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.dropped.emit(Path(url.toLocalFile()))
                return


class ColumnsStep(QWidget):
    """One line per column of the sheet: its title, what it means, its first values.

    What is wrong (``problem``) stands outside, where it does not scroll away.

    Signals:
        mapped(): the person changed the meaning of a column.
        forget(): recognise the columns afresh.
    """

    mapped = Signal()
    forget = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.found = parts.label("", "second", wrap=True)
        self.problem = parts.label("", "error", wrap=True)
        self.remembered = parts.StatusLabel(Status(self.tr("按上次的对应"), Tone.INFO, "restore"))
        self.forget_button = parts.on_click(
            parts.button(self.tr("不用，重新识别"), "refresh", "quiet"), self.forget.emit
        )
        self._memory = parts.row(self.remembered, self.forget_button)
        self.combos: list[ComboBox] = []
        self._peek: ImportPeek | None = None
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setHorizontalSpacing(px(Space.L))
        self._grid.setVerticalSpacing(px(Space.S))
        self._grid.setColumnStretch(2, 1)
        self._grid.setContentsMargins(px(Space.L), px(Space.M), px(Space.L), px(Space.M))
        frame = parts.Card(padding=1)
        frame.add(self._holder)
        box = parts.bare(QVBoxLayout(self), Space.S)
        box.addWidget(self.found)
        box.addWidget(self._memory)
        box.addWidget(frame, 1)

    def set_peek(self, peek: ImportPeek) -> None:
        """Show the columns of ``peek``."""
        self._peek = peek
        parts.clear(self._grid)
        self.combos = []
        parts.set_shown(self._memory, peek.remembered)
        known = sum(1 for _, field in peek.columns if field)
        text = self.tr(
            "表头在第 %1 行，%2 列中认出了 %3 列。不对的地方请改正；不需要的列选“不导入”。"
        )
        self.found.setText(parts.fill(text, peek.header_row, len(peek.columns), known))
        for column, title in enumerate(
            (self.tr("表中的列"), self.tr("认作"), self.tr("前几行内容"))
        ):
            self._grid.addWidget(parts.label(title, "small"), 0, column)
        for number, (title, field) in enumerate(peek.columns):
            self._add(number, title, field, peek)
        self._grid.setRowStretch(len(peek.columns) + 1, 1)
        self._check()

    def mapping(self) -> dict[int, str]:
        """Column from 0 → field, without the columns that are not imported."""
        fields = {i: str(combo.currentData() or "") for i, combo in enumerate(self.combos)}
        return {i: field for i, field in fields.items() if field}

    def problem_text(self) -> str:
        """Why it cannot go on; empty when it can."""
        return self.problem.text()

    def _add(self, number: int, title: str, field: str | None, peek: ImportPeek) -> None:
        combo = ComboBox()
        combo.setAccessibleName(title)
        combo.addItem(self.tr("不导入"), "")
        for value, label in peek.choices:
            combo.addItem(label, value)
        combo.setCurrentIndex(max(combo.findData(field or ""), 0))
        combo.setFixedWidth(px(200))
        combo.currentIndexChanged.connect(lambda _: self._changed())
        self.combos.append(combo)
        values = [row[number] for row in peek.sample[:_SAMPLES] if number < len(row)]
        name = title.strip() or parts.fill(self.tr("（第 %1 列，没有列名）"), number + 1)
        self._grid.addWidget(parts.label(name, "strong"), number + 1, 0)
        self._grid.addWidget(combo, number + 1, 1)
        words = parts.ElidedLabel("　".join(value for value in values if value), "second")
        self._grid.addWidget(words, number + 1, 2)

    def _changed(self) -> None:
        self._check()
        self.mapped.emit()

    def _check(self) -> None:
        assert self._peek is not None
        labels = dict(self._peek.choices)
        chosen = list(self.mapping().values())
        twice = sorted({labels.get(one, one) for one in chosen if chosen.count(one) > 1})
        missing = [labels.get(one, one) for one in self._peek.required if one not in chosen]
        words = []
        if twice:
            words.append(parts.fill(self.tr("有两列都认作“%1”，请只留一列。"), "、".join(twice)))
        if missing:
            words.append(parts.fill(self.tr("还缺“%1”这一列，请指定。"), "、".join(missing)))
        self.problem.setText("".join(words))


class PreviewStep(QWidget):
    """The fate of every row, before anything is written."""

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        outcomes = tuple((key, status.word) for key, status in OUTCOMES.items())
        self.columns = (
            Column("row", self.tr("行"), 60, align="right"),
            Column("name", self.tr("姓名"), 112),
            Column("outcome", self.tr("结果"), 116, kind="status", value=_outcome),
            # One column: hardly a row has both, and beside an empty column a sentence is cut.
            Column("words", self.tr("原因或提醒"), 400, stretch=True, value=_words),
        )
        filters = (
            Filter("outcome", self.tr("结果"), outcomes),
            Filter("warned", self.tr("有提醒")),
        )
        self.summary = FlowLayout(spacing=Space.XL)
        self.table = DataTable(
            "import_preview", self.columns, runner, filters=filters, unit=self.tr("行")
        )
        self.table.set_empty(self.tr("这个文件里没有可以导入的行。"))
        box = parts.bare(QVBoxLayout(self), Space.M)
        box.addLayout(self.summary)
        box.addWidget(self.table, 1)

    def set_preview(self, preview: ImportPreview) -> None:
        """Show ``preview``; what needs somebody's eye comes first."""
        show_counts(self.summary, preview.counts)
        rows = sorted(preview.rows, key=_urgency)
        self.table.set_source(
            SequenceSource(rows, self.columns, identity=lambda row: row.row, matches=_matches)
        )


class ResultStep(QFrame):
    """What was done.

    Signals:
        save_rejected(): the person wants the refused rows as a file.
    """

    save_rejected = Signal()

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.title = parts.label("", "heading")
        self.summary = FlowLayout(spacing=Space.XL)
        self.words = parts.label("", "second", wrap=True)
        self.save = parts.on_click(
            parts.button(self.tr("保存未导入的行"), "excel"), self.save_rejected.emit
        )
        holder = QWidget()
        holder.setLayout(self.summary)
        self.words.setFixedWidth(px(520))
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.warned_words = parts.label("", "strong")
        self.columns = (
            Column("row", self.tr("行"), 60, align="right"),
            Column("name", self.tr("姓名"), 140),
            Column("warnings", self.tr("提醒"), 400, stretch=True),
        )
        self.warned = DataTable("import_warned", self.columns, runner)
        self.warned.set_toolbar_visible(False)
        self._box = QVBoxLayout(self)
        self._box.setSpacing(px(Space.M))
        self._box.addStretch(2)
        for each in (parts.IconLabel("ok", "ok", 48), self.title, holder, self.words, self.save,
                     self.warned_words):  # fmt: skip
            self._box.addLayout(_centred(each))
        self._box.addWidget(self.warned, 6)
        self._box.addStretch(3)

    def set_result(self, result: ImportResult) -> None:
        """Show what was done, how many rows were refused, and who needs a second look."""
        rejected = result.rejected
        self.title.setText(self.tr("导入完成"))
        show_counts(self.summary, result.counts)
        text = self.tr("有 %1 行没有导入。可以保存成表格，按“原因”一列改好后再导入这张表。")
        self.words.setText(parts.fill(text, rejected) if rejected else "")
        self.words.setVisible(bool(rejected))
        self.save.setVisible(bool(rejected))
        self._list_warned([row for row in result.rows if row.warnings and row.outcome in _STORED])

    def _list_warned(self, rows: Sequence[ImportRow]) -> None:
        """Who was imported with a warning; without them the words stand in the middle."""
        text = self.tr("另有 %1 行已经导入，但有内容要核对或补正：")
        self.warned_words.setText(parts.fill(text, len(rows)) if rows else "")
        self.warned_words.setVisible(bool(rows))
        self.warned.setVisible(bool(rows))
        for at, stretch in ((0, 2), (self._box.count() - 1, 3)):
            self._box.setStretch(at, 0 if rows else stretch)
        self.warned.set_source(SequenceSource(rows, self.columns, identity=lambda row: row.row))


def show_counts(layout: FlowLayout, counts: Mapping[str, int]) -> None:
    """``新增 222 行`` and so on, as icon, word and colour."""
    parts.clear(layout)
    for key, status in OUTCOMES.items():
        if counts.get(key):
            unit = QCoreApplication.translate("Import", "行")
            word = f"{status.word} {counted(counts[key])} {unit}"
            layout.addWidget(parts.StatusLabel(replace(status, word=word)))


def _centred(widget: QWidget) -> QHBoxLayout:
    """``widget`` between stretches: an aligned label would not get the height of its lines."""
    line = QHBoxLayout()
    line.addStretch(1)
    line.addWidget(widget)
    line.addStretch(1)
    return line


def _urgency(row: ImportRow) -> tuple[int, int]:
    """Refused rows first, then those with a warning, then the known ones, then the rest."""
    if row.outcome == "rejected":
        rank = 0
    elif row.warnings:
        rank = 1
    else:
        rank = 2 if row.outcome == "duplicate" else 3
    return rank, row.row


def _words(row: ImportRow) -> str:
    """Why a row is not imported, or what is to be checked in one that is."""
    return row.reason + row.warnings


def _outcome(row: ImportRow) -> object:
    return OUTCOMES.get(row.outcome)


def _matches(row: ImportRow, key: str, value: str) -> bool:
    """Filter of the preview."""
    return bool(row.warnings) if key == "warned" else row.outcome == value
