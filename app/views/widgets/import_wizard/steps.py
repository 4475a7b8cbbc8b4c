"""Three of the views of the wizard: choosing, the dry run, the result. Setters and signals only."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.core.numbers import counted
from app.views import parts
from app.views.tasks import TaskRunner
from app.views.theme import Space, px
from app.views.widgets.flow import FlowLayout
from app.views.widgets.follow import follow_line
from app.views.widgets.import_wizard.source import (
    OUTCOMES,
    ImportPreview,
    ImportResult,
    ImportRow,
)
from app.views.widgets.table import Column, DataTable, Filter, SequenceSource

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
            self.button,
            words,
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


class PreviewStep(QWidget):
    """The fate of every row, before anything is written.

    What the current row says may be longer than a line: the ``whole`` of it stands outside, where
    it does not scroll away.

    Signals:
        told(): ``whole`` says something else.
    """

    told = Signal()

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
        follow_line(self.table)
        self.whole = parts.label("", "second", wrap=True)
        self.notes = parts.label("", "strong", wrap=True)
        self._rows = dict[Hashable, ImportRow]()
        self.table.selection_changed.connect(lambda _: self._show_whole())
        box = parts.bare(QVBoxLayout(self), Space.M)
        box.addLayout(self.summary)
        box.addWidget(self.notes)
        box.addWidget(self.table, 1)

    def set_preview(self, preview: ImportPreview) -> None:
        """Show ``preview``; what needs somebody's eye comes first."""
        show_counts(self.summary, preview.counts)
        self.notes.setText("".join(preview.notes))
        self.notes.setVisible(bool(preview.notes))
        rows = sorted(preview.rows, key=_urgency)
        self._rows = {row.row: row for row in rows}
        self.table.set_source(
            SequenceSource(rows, self.columns, identity=lambda row: row.row, matches=_matches)
        )
        self._show_whole()

    def _show_whole(self) -> None:
        row = self._rows.get(self.table.current_id())
        words = self.tr("第 %1 行　%2：%3")
        said = parts.fill(words, row.row, row.name, _words(row)) if row and _words(row) else ""
        self.whole.setText(said)
        self.told.emit()


class ResultStep(QFrame):
    """What was done.

    Signals:
        save_rejected(): the person wants the refused rows as a file.
        go_on(): the person wants another sheet of the same file.
        again(): the person wants the same list once more, after it was taken back.
    """

    save_rejected = Signal()
    go_on = Signal()
    again = Signal()

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.title = parts.label("", "heading")
        self.summary = FlowLayout(spacing=Space.XL)
        self.words = parts.label("", "second", wrap=True)
        self.save = parts.on_click(
            parts.button(self.tr("保存未导入的行"), "excel"), self.save_rejected.emit
        )
        self.others = parts.label("", "strong", wrap=True)
        self.others.setFixedWidth(px(520))
        self.others.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.next_sheet = parts.on_click(
            parts.button(self.tr("接着导入另一张"), "import"), self.go_on.emit
        )
        holder, buttons = QWidget(), QWidget()
        holder.setLayout(self.summary)
        line = FlowLayout(buttons)
        line.addWidget(self.save)
        line.addWidget(self.next_sheet)
        self.restart = parts.on_click(
            parts.button(self.tr("重新导入这张名单"), "refresh"), self.again.emit
        )
        line.addWidget(self.restart)
        self._ok = parts.IconLabel("ok", "ok", 32)
        done = parts.row(self._ok, self.title)
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
        for each in (done, holder, self.words, self.others, buttons, self.warned_words):
            self._box.addLayout(_centred(each))
        self._box.addWidget(self.warned, 6)
        self._box.addStretch(3)

    def set_result(self, result: ImportResult) -> None:
        """Show what was done, how many rows were refused, and who needs a second look."""
        rejected = result.rejected
        self.title.setText(self.tr("导入完成"))
        self._ok.show()
        self.restart.hide()
        show_counts(self.summary, result.counts)
        text = self.tr("有 %1 行没有导入。可以保存成表格，按“原因”一列改好后再导入这张表。")
        self.words.setText(parts.fill(text, rejected) if rejected else "")
        self.words.setVisible(bool(rejected))
        self.save.setVisible(bool(rejected))
        self._list_warned([row for row in result.rows if row.warnings and row.outcome in _STORED])

    def set_undone(self) -> None:
        """Say that what was done was taken back, and offer to start again."""
        self.title.setText(self.tr("已撤销"))
        self._ok.hide()
        show_counts(self.summary, {})
        self.words.setText(self.tr("这次导入已经撤销。改好名单或各列以后，可以重新导入。"))
        self.words.show()
        self.save.hide()
        self.restart.show()
        self._list_warned(())

    def set_others(self, sheets: Sequence[str]) -> None:
        """Say which lists of the file have not been imported."""
        words = self.tr("这个文件里还有 %1 张名单没有导入：%2。")
        self.others.setText(parts.fill(words, len(sheets), "、".join(sheets)) if sheets else "")
        self.others.setVisible(bool(sheets))
        self.next_sheet.setVisible(bool(sheets))

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
