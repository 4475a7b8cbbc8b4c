"""Preview of a PDF as it will be printed, with zoom, 打印 and 另存为."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt, Signal, Slot
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.core.errors import EnvironmentProblem
from app.core.progress import Progress
from app.views import files, parts
from app.views.notify import Notifier
from app.views.print_pdf import print_pages
from app.views.tasks import TaskRunner
from app.views.theme import Space, px
from app.views.widgets.flow import FlowLayout
from app.views.widgets.states import StateStack

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_LEAST = 150
OUT_TOPIC = "paper-out"
"""What kept a paper from being printed or saved is said until it is tried again."""


class PdfPreview(QWidget):
    """Shows the very bytes that are printed, saved and archived.

    Signals:
        printed(int pages), saved(Path)
        handed_out(tuple numbers, int pages): the filed documents ``numbers`` were printed, or
            saved where ``pages`` is 0.
    """

    printed = Signal(int)
    saved = Signal(object)
    handed_out = Signal(object, int)

    def __init__(self, runner: TaskRunner, notify: Notifier) -> None:
        super().__init__()
        self._runner, self._notify = runner, notify
        self._data, self._name = b"", ""
        self._numbers: tuple[str, ...] = ()
        self._buffer = QBuffer(self)
        self.document = QPdfDocument(self)
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        # Always there: a page whose height is that of the view would need it at full width and
        # not need it beside it, and Qt would lay it out again for ever (the window froze).
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.view.setMinimumHeight(px(_LEAST))
        self.place = parts.label("", "second")
        self._lay_out()
        self.view.pageNavigator().currentPageChanged.connect(self._say_place)
        self.set_empty(self.tr("选好左边的内容后，这里显示要打印的样子。"))

    def set_pdf(self, data: bytes, name: str = "", numbers: Sequence[str] = ()) -> None:
        """Show ``data``; ``name`` (without ending) is offered when saving; ``numbers`` of the
        filed documents in it."""
        self._buffer.close()
        self._numbers = tuple(numbers)
        self._data, self._name = data, name or self.tr("打印件")
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        if self.document.status() is not QPdfDocument.Status.Ready:
            self._data = b""
            self.states.show_state("error", self.tr("这份文件无法显示，请重新生成。"))
        else:
            self.states.show_content()
        self._say_place()

    def clear(self) -> None:
        """Show no document."""
        self._data = b""
        self.document.close()
        self.states.show_state("empty", self._empty)
        self._say_place()

    def set_empty(self, text: str) -> None:
        """What to say while there is nothing to show."""
        self._empty = text
        if not self._data:
            self.clear()

    def page_count(self) -> int:
        """Pages of the document; 0 without one."""
        return self.document.pageCount() if self._data else 0

    def go_to(self, page: int) -> None:
        """Show ``page``, counted from 1."""
        if 1 <= page <= self.page_count():
            self.view.pageNavigator().jump(page - 1, QPointF(), 0)

    def print_now(self) -> None:
        """Ask for printer and copies, then print."""
        if not self._data:
            return
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._name)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self.page_count())
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Print on ``printer`` off the GUI thread, at the printer's own resolution."""
        data, numbers = self._data, self._numbers

        def work(progress: Progress) -> int:
            return print_pages(data, printer, progress)

        def done(pages: int) -> None:
            self._notify.toast(parts.fill(self.tr("已送往打印机，共 %1 页。"), pages))
            self.printed.emit(pages)
            self.handed_out.emit(numbers, pages)

        failed = self._notify.attempt(OUT_TOPIC)
        self._runner.run(work, done, failed, owner=self, title=self.tr("打印"))

    def save_as(self) -> None:
        """Ask where to and save the bytes."""
        if not self._data:
            return
        path = files.choose_save(
            self, self.tr("另存为"), f"{self._name}.pdf", self.tr("PDF 文件 (*.pdf)")
        )
        if path is not None:
            self._save(path)

    def _save(self, path: Path) -> None:
        data, numbers = self._data, self._numbers

        def done(_: object) -> None:
            words = self.tr("已保存 %1，在文件夹 %2。")
            self._notify.toast(parts.fill(words, path.name, path.parent))
            self.saved.emit(path)
            self.handed_out.emit(numbers, 0)

        failed = self._notify.attempt(OUT_TOPIC)
        self._runner.run(lambda: _write(path, data), done, failed, owner=self)

    def _lay_out(self) -> None:
        self.states = StateStack(self.view)
        button = parts.button
        declared: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("zoom_out", self.tr("缩小"), self._zoom_out),
            ("zoom_in", self.tr("放大"), self._zoom_in),
            ("fit", self.tr("适合宽度"), self._fit),
            ("up", self.tr("上一页"), partial(self._turn, -1)),
            ("down", self.tr("下一页"), partial(self._turn, 1)),
        )
        self._tools = [
            parts.on_click(button("", icon, "icon", tip=tip), act) for icon, tip, act in declared
        ]
        self.save_button = parts.on_click(button(self.tr("另存为"), "save"), self.save_as)
        self.print_button = parts.on_click(
            button(self.tr("打印"), "printing", "primary"), self.print_now
        )
        bar = FlowLayout(spacing=Space.XS)
        for tool in self._tools:
            bar.addWidget(tool)
        bar.addWidget(self.place)
        bar.add_stretch()
        bar.addWidget(self.save_button)
        bar.addWidget(self.print_button)
        box = parts.bare(QVBoxLayout(self), Space.S)
        box.addLayout(bar)
        frame = QFrame()
        frame.setProperty("role", "tableframe")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.states)
        box.addWidget(frame, 1)

    @Slot(int)
    def _say_place(self, _page: int = 0) -> None:
        """A slot of its own: a lambda would still be called while the preview is torn down."""
        count = self.page_count()
        here = self.view.pageNavigator().currentPage() + 1
        words = parts.fill(self.tr("第 %1 / %2 页"), here, count)
        self.place.setText(words if count else "")
        for each in (*self._tools, self.save_button, self.print_button):
            each.setEnabled(bool(count))

    def _turn(self, step: int) -> None:
        self.go_to(self.view.pageNavigator().currentPage() + 1 + step)

    def _fit(self) -> None:
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _zoom_in(self) -> None:
        self._zoom(next((s for s in _STEPS if s > self.view.zoomFactor() + 0.01), _STEPS[-1]))

    def _zoom_out(self) -> None:
        down = [s for s in _STEPS if s < self.view.zoomFactor() - 0.01]
        self._zoom(down[-1] if down else _STEPS[0])

    def _zoom(self, factor: float) -> None:
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(factor)


def _write(path: Path, data: bytes) -> None:
    """Write through a temporary name, so that no half file is left under the real one."""
    temporary = path.with_name(path.name + ".part")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as problem:
        temporary.unlink(missing_ok=True)
        raise EnvironmentProblem(
            "cannot_save", "没有保存成功：位置写不进去或空间不够，请换一个位置再存。"
        ) from problem
