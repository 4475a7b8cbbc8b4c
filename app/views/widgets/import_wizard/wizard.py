"""`ImportWizard`: leads from a file to an import, a step at a time, nothing half done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.core.numbers import counted
from app.core.progress import Progress
from app.views import files, parts
from app.views.notify import Notifier
from app.views.tasks import TaskRunner
from app.views.theme import Space, px
from app.views.widgets.flow import FlowLayout
from app.views.widgets.import_wizard.columns import ColumnsStep
from app.views.widgets.import_wizard.conflicts import ConflictsStep
from app.views.widgets.import_wizard.source import (
    ImportPeek,
    ImportPreview,
    ImportResult,
    ImportSource,
)
from app.views.widgets.import_wizard.steps import (
    ChooseStep,
    PreviewStep,
    ResultStep,
)
from app.views.widgets.states import StateView

CHOOSE, COLUMNS, PREVIEW, CONFLICTS, RESULT, BUSY = range(6)
_DECIDING = (PREVIEW, CONFLICTS)
STEP_TOPIC, SAVE_TOPIC = "import-step", "import-refused-rows"
"""What did not work is said until the same is tried again."""
_STEP = 120


class ImportWizard(QWidget):
    """The steps: file, columns, dry run, what differs (if anything does), result.

    Args:
        source: the importer; all its methods run off the GUI thread.
        file_filter: kinds of files for the file dialog.

    Attributes:
        heading: its title; a page that says the same in its own header hides it.

    Signals:
        finished(ImportResult): something was imported.
        closed(): 完成 or 取消.
    """

    finished = Signal(object)
    closed = Signal()

    def __init__(
        self,
        source: ImportSource,
        runner: TaskRunner,
        notify: Notifier,
        *,
        title: str = "",
        file_filter: str = "",
        help_text: str = "",
        noun: str = "",
    ) -> None:
        super().__init__()
        self._source, self._runner, self._notify = source, runner, notify
        self._file_filter = file_filter or self.tr("表格 (*.xlsx *.xls *.csv)")
        self._noun = noun or self.tr("行")
        self._path: Path | None = None
        self._ready = self._differing = self._left_out = self._marked = 0
        self._sheet, self._sheets, self._imported = "", dict[str, str](), dict[str, ImportResult]()
        words = help_text or self.tr("支持 xlsx、xls 和 csv。列的顺序和名称不限，会自动识别。")
        self.choose = ChooseStep(words)
        self.columns = ColumnsStep()
        self.preview = PreviewStep(runner)
        self.conflicts = ConflictsStep(runner)
        self.result = ResultStep(runner)
        self._busy = StateView("loading")
        self._lay_out(title or self.tr("导入名单"))
        self.choose.browse.connect(self._browse)
        self.choose.dropped.connect(self.open)
        self.columns.mapped.connect(self._show_buttons)
        self.columns.forget.connect(self._forget)
        self.columns.sheet_chosen.connect(self._look_at)
        self.preview.told.connect(self._show_current)
        self.conflicts.sides.told.connect(self._show_current)
        self.conflicts.changed.connect(self._show_buttons)
        self.result.save_rejected.connect(self._save_rejected)
        self.result.again.connect(lambda: self._look_at(self._sheet))
        self.result.go_on.connect(lambda: self._look_at(self._left_over()[0]))
        self._go(CHOOSE)

    def step(self) -> int:
        """CHOOSE, COLUMNS, PREVIEW, CONFLICTS, RESULT or BUSY."""
        return self._stack.currentIndex()

    def open(self, path: Path) -> None:
        """Look at ``path`` and go on to its columns."""
        self._path = path
        self._imported = {}
        self.file_name.setText(path.name)
        self._work(CHOOSE, lambda: self._source.peek(path), self._peeked, self.tr("读取文件"))

    def next(self) -> None:
        """The primary button of the step."""
        if self.step() == COLUMNS and not self.columns.problem_text():
            self._check_rows()
        elif self.step() == PREVIEW and self._differing:
            self._go(CONFLICTS)
        elif self.step() in (PREVIEW, CONFLICTS) and self._writes():
            self._import()
        elif self.step() == RESULT:
            self.closed.emit()

    def back(self) -> None:
        """One step back."""
        before = {COLUMNS: CHOOSE, PREVIEW: COLUMNS, CONFLICTS: PREVIEW}
        self._go(before.get(self.step(), self.step()))

    def undone(self, result: ImportResult) -> None:
        """What ``result`` says was taken back: the last step no longer says that it is done."""
        sheet = next((name for name, one in self._imported.items() if one is result), None)
        if sheet is None:
            return
        del self._imported[sheet]
        if self.step() == RESULT:
            if sheet == self._sheet:
                self.result.set_undone()
            self._show_others()

    # --- the steps ------------------------------------------------------------------------

    def _browse(self) -> None:
        path = files.choose_open(self, self.tr("选择文件"), self._file_filter)
        if path is not None:
            self.open(path)

    def _look_at(self, sheet: str) -> None:
        path = self._path
        assert path is not None
        home = self.step()
        self._work(home, lambda: self._source.peek(path, sheet), self._peeked, self.tr("读取文件"))

    def _left_over(self) -> list[str]:
        """The other lists of the file that have not been imported, or were taken back."""
        return [name for name in self._sheets if name not in {*self._imported, self._sheet}]

    def _show_others(self) -> None:
        self.result.set_others(self._left_over())

    def _peeked(self, peek: ImportPeek) -> None:
        self._sheet, self._sheets = peek.sheet, dict(peek.sheets)
        self.columns.set_peek(peek)
        self._go(COLUMNS)

    def _forget(self) -> None:
        path = self._path
        assert path is not None
        self._work(COLUMNS, lambda: self._source.forget(path), self._peeked, self.tr("识别各列"))

    def _check_rows(self) -> None:
        path, mapping = self._path, self.columns.mapping()
        assert path is not None

        def work(progress: Progress) -> ImportPreview:
            return self._source.preview(path, mapping, progress)

        self._work(COLUMNS, work, self._checked, self.tr("检查每一行"))

    def _checked(self, preview: ImportPreview) -> None:
        self._ready = preview.counts.get("added", 0) + preview.counts.get("updated", 0)
        self._differing = len(preview.conflicts)
        self._left_out = preview.counts.get("rejected", 0) + preview.counts.get("duplicate", 0)
        self.preview.set_preview(preview)
        self.conflicts.set_conflicts(preview.conflicts)
        self._go(PREVIEW)

    def _import(self) -> None:
        path, mapping = self._path, self.columns.mapping()
        accepted = self.conflicts.accepted()
        assert path is not None

        def work(progress: Progress) -> ImportResult:
            return self._source.commit(path, mapping, accepted, progress)

        self._work(self.step(), work, self._written, self.tr("导入"))

    def _written(self, result: ImportResult) -> None:
        self._imported[self._sheet] = result
        self.result.set_result(result)
        self._show_others()
        self._go(RESULT)
        self.finished.emit(result)

    def _save_rejected(self) -> None:
        stem = self._path.stem if self._path else ""
        path = files.choose_save(
            self,
            self.tr("保存未导入的行"),
            f"{stem}_未导入.xlsx",
            self.tr("Excel 表格 (*.xlsx)"),
        )
        if path is None:
            return

        def done(_: object) -> None:
            words = self.tr("已保存 %1，在文件夹 %2。")
            self._notify.toast(parts.fill(words, path.name, path.parent))

        failed = self._notify.attempt(SAVE_TOPIC)
        self._runner.run(lambda: self._source.save_rejected(path), done, failed, owner=self)

    # --- inside ---------------------------------------------------------------------------

    def _work(
        self, home: int, work: Callable[..., object], done: Callable[..., object], title: str
    ) -> None:
        """Run ``work``; on failure say so and return to the step ``home``."""

        def failed(problem: BaseException) -> None:
            self._go(home)
            say(problem)

        say = self._notify.attempt(STEP_TOPIC)
        self._busy.show_state("loading", title + "…")
        self._go(BUSY)
        self._runner.run(work, done, failed, owner=self, title=title)

    def _go(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        page = self._stack.currentWidget()
        assert isinstance(page, QScrollArea)
        page.verticalScrollBar().setValue(0)
        self._show_buttons()
        if step == CHOOSE:
            self.choose.setFocus()
        elif step == CONFLICTS:
            self.conflicts.setFocus()
        elif step in (COLUMNS, PREVIEW, RESULT):
            self.next_button.setFocus()

    def _writes(self) -> int:
        """How many rows would be written."""
        return self._ready + len(self.conflicts.accepted())

    def _import_words(self) -> str:
        """The button that imports says how many."""
        accepted = len(self.conflicts.accepted())
        if not accepted:
            return parts.fill(self.tr("导入 %1 %2"), self._ready, self._noun)
        if not self._ready:
            return parts.fill(self.tr("更新 %1 %2"), accepted, self._noun)
        return parts.fill(self.tr("导入 %1 %3，更新 %2 %3"), self._ready, accepted, self._noun)

    def _show_buttons(self) -> None:
        step = self.step()
        text = {
            COLUMNS: self.tr("检查每一行"),
            PREVIEW: self._import_words(),
            CONFLICTS: self._import_words(),
            RESULT: self.tr("完成"),
        }.get(step, "")
        if step == PREVIEW and self._differing:
            text = parts.fill(self.tr("核对 %1 %2的不同"), self._differing, self._noun)
        able = (step == COLUMNS and not self.columns.problem_text()) or step == RESULT
        self.next_button.setText(text)
        self.next_button.setVisible(bool(text))
        able |= step == PREVIEW and self._differing > 0
        self.next_button.setEnabled(able or (step in _DECIDING and self._writes() > 0))
        self.back_button.setVisible(step in (COLUMNS, *_DECIDING))
        self.cancel_button.setVisible(step in (CHOOSE, COLUMNS, *_DECIDING))
        self.file_name.setVisible(step != CHOOSE)
        self.nothing_yet.setVisible(step in _DECIDING)
        words = parts.fill(self.tr("保存不导入的 %1 行"), counted(self._left_out))
        self.save_button.setText(words)
        self.save_button.setVisible(step == PREVIEW and self._left_out > 0)
        self.columns.problem.setVisible(step == COLUMNS and bool(self.columns.problem_text()))
        self._show_current()
        self._mark_step(step)

    def _show_current(self) -> None:
        """The whole of the current line, in the steps that have some."""
        self.preview.whole.setVisible(self.step() == PREVIEW and bool(self.preview.whole.text()))
        self._outcome.setVisible(self.step() == CONFLICTS and bool(self._outcome.text()))

    def _mark_step(self, step: int) -> None:
        """Where the person is: all the steps, or the current one where the line is too short."""
        shown = [at for at in range(len(self._marks)) if at != CONFLICTS or self._differing]
        self._marked = step if step in shown else self._marked
        places = {at: place for place, at in enumerate(shown, 1)}
        words = {at: f"{place} {self._names[at]}" for at, place in places.items()}
        gap = px(Space.L)
        needed = sum(gap + _width(self._marks[at], text) for at, text in words.items())
        needed += _width(self.file_name, self.file_name.text())
        if needed > self.width():
            place = places[self._marked]
            words = {self._marked: f"{place} / {len(shown)} {self._names[self._marked]}"}
        for at, label in enumerate(self._marks):
            label.setText(words.get(at, ""))
            parts.set_shown(label, at in words)
            parts.set_look(label, "role", "strong" if at == step else "second")
            parts.set_look(label, "tone", "primary" if at == step else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many steps as fit."""
        super().resizeEvent(event)
        self._mark_step(self.step())

    def _lay_out(self, title: str) -> None:
        self._names = (
            self.tr("选择文件"), self.tr("核对列"), self.tr("检查结果"), self.tr("核对不同"),
            self.tr("完成"),
        )  # fmt: skip
        self._marks = [parts.label(name, "second") for name in self._names]
        self.file_name = parts.label("", "second")
        head = FlowLayout(spacing=Space.L)
        self.heading = parts.label(title, "heading")
        head.addWidget(self.heading)
        head.addWidget(self.file_name)
        head.add_stretch()
        for mark in self._marks:
            head.addWidget(mark)
        body = QWidget()
        self._stack = QStackedLayout(body)
        for each in (
            self.choose, self.columns, self.preview, self.conflicts, self.result, self._busy
        ):  # fmt: skip
            self._stack.addWidget(parts.scroll(each))
        # The steps take what is left over and scroll: the buttons below stay in sight.
        body.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        body.setMinimumHeight(px(_STEP))
        box = parts.bare(QVBoxLayout(self), Space.L)
        box.addLayout(head)
        box.addWidget(body, 1)
        self._outcome = self.conflicts.sides.take_outcome()
        for words in (self.columns.problem, self.preview.whole, self._outcome):
            box.addWidget(words)
        box.addLayout(self._make_foot())

    def _make_foot(self) -> FlowLayout:
        self.next_button = parts.on_click(parts.button("", kind="primary"), self.next)
        self.back_button = parts.on_click(parts.button(self.tr("上一步"), "left"), self.back)
        self.cancel_button = parts.on_click(parts.button(self.tr("取消")), self.closed.emit)
        self.nothing_yet = parts.label(self.tr("现在还没有保存任何内容。"), "second")
        self.save_button = parts.on_click(
            parts.button("", "excel", tip=self.tr("带原因存成表格，可以先发回去补正")),
            self._save_rejected,
        )
        foot = FlowLayout()
        for each in (
            self.next_button, self.back_button, self.cancel_button, self.save_button,
            self.nothing_yet,
        ):  # fmt: skip
            foot.addWidget(each)
        return foot


def _width(label: QLabel, text: str) -> int:
    """Pixels that ``text`` takes, in bold when its turn comes."""
    font = label.font()
    font.setBold(True)
    return QFontMetrics(font).horizontalAdvance(text)
