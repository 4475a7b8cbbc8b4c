"""The preview, and what reaches the paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from app.core.errors import EnvironmentProblem
from app.core.progress import Cancelled, silent
from app.views import files, print_pdf
from app.views.kit import Kit
from app.views.print_pdf import print_pages
from app.views.widgets.pdf_preview import PdfPreview
from tests.helpers.gallery import pdf
from tests.helpers.qt import listen, make_kit


@pytest.fixture
def kit() -> Kit:
    return make_kit()


@pytest.fixture
def preview(qtbot: QtBot, kit: Kit) -> PdfPreview:
    made = PdfPreview(kit.runner, kit.notify)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


def to_file(target: Path, resolution: int = 150) -> QPrinter:
    """A printer that writes a PDF."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setResolution(resolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return printer


def load(path: Path) -> QPdfDocument:
    document = QPdfDocument()
    document.load(str(path))
    return document


def ink(picture: QImage) -> float:
    """Share of dark points."""
    small = picture.scaled(QSize(200, 280)).convertToFormat(QImage.Format.Format_Grayscale8)
    dark = sum(small.pixelColor(x, y).lightness() < 128 for x in range(200) for y in range(280))
    return dark / (200 * 280)


def test_it_says_what_will_appear_and_offers_nothing_yet(preview: PdfPreview) -> None:
    assert preview.states.state.kind == "empty"
    assert not preview.print_button.isEnabled()
    assert preview.page_count() == 0


def test_pages_can_be_turned(preview: PdfPreview) -> None:
    preview.set_pdf(pdf(3), "签到花名册")
    assert preview.states.shows_content()
    assert preview.place.text() == "第 1 / 3 页"
    preview.go_to(3)
    assert preview.place.text() == "第 3 / 3 页"
    preview.go_to(9)
    assert preview.place.text() == "第 3 / 3 页"


def test_zoom_goes_in_steps_and_back_to_the_width(preview: PdfPreview) -> None:
    preview.set_pdf(pdf(1))
    preview._zoom_in()
    larger = preview.view.zoomFactor()
    preview._zoom_out()
    assert preview.view.zoomFactor() < larger
    preview._fit()
    assert preview.view.zoomMode() is preview.view.ZoomMode.FitToWidth


def test_another_document_takes_its_place(preview: PdfPreview) -> None:
    preview.set_pdf(pdf(3))
    preview.set_pdf(pdf(1))
    assert preview.place.text() == "第 1 / 1 页"
    preview.clear()
    assert not preview.save_button.isEnabled()


def test_bytes_that_are_no_pdf_are_said(preview: PdfPreview) -> None:
    preview.set_pdf(b"%PDF-nothing")
    assert preview.states.state.kind == "error"
    assert not preview.print_button.isEnabled()


def test_what_is_saved_is_byte_for_byte_what_is_shown(
    preview: PdfPreview, kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard, data = listen(kit.notify), pdf(1)
    asked: list[str] = []

    def choose(_: object, title: str, name: str, kinds: str) -> Path:
        asked.append(name)
        return tmp_path / "册.pdf"

    monkeypatch.setattr(files, "choose_save", choose)
    preview.set_pdf(data, "签到花名册")
    preview.save_button.click()
    assert asked == ["签到花名册.pdf"]
    assert (tmp_path / "册.pdf").read_bytes() == data
    assert heard.toasts[-1].text == f"已保存 册.pdf，在文件夹 {tmp_path}。"


def test_a_place_that_cannot_be_written_leaves_no_half_file(
    preview: PdfPreview, kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = listen(kit.notify)
    monkeypatch.setattr(files, "choose_save", lambda *_: tmp_path / "missing" / "册.pdf")
    preview.set_pdf(pdf(1))
    preview.save_as()
    assert "没有保存成功" in heard.messages[-1].text
    full: Callable[..., int] = Path.write_bytes

    def fail_at_the_end(path: Path, data: bytes) -> int:
        full(path, data[:10])
        raise OSError(28, "no space")

    monkeypatch.setattr(files, "choose_save", lambda *_: tmp_path / "册.pdf")
    monkeypatch.setattr(Path, "write_bytes", fail_at_the_end)
    preview.save_as()
    assert list(tmp_path.iterdir()) == []


def test_the_same_page_reaches_the_paper(
    preview: PdfPreview, kit: Kit, tmp_path: Path, qtbot: QtBot
) -> None:
    heard, data = listen(kit.notify), pdf(2)
    (tmp_path / "in.pdf").write_bytes(data)
    preview.set_pdf(data)
    with qtbot.waitSignal(preview.printed) as told:
        preview.print_to(to_file(tmp_path / "out.pdf"))
    assert told.args == [2]
    assert heard.toasts[-1].text == "已送往打印机，共 2 页。"
    before, after = load(tmp_path / "in.pdf"), load(tmp_path / "out.pdf")
    assert after.pageCount() == 2
    size = QSize(595, 842)
    assert ink(after.render(0, size)) == pytest.approx(ink(before.render(0, size)), rel=0.05)
    assert ink(after.render(0, size)) > 0.02


def test_pages_are_put_together_from_bands_without_seams(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    print_pages(pdf(1), to_file(tmp_path / "one.pdf"), silent)
    monkeypatch.setattr(print_pdf, "_BAND_PIXELS", 60_000)
    print_pages(pdf(1), to_file(tmp_path / "bands.pdf"), silent)
    size = QSize(595, 842)
    one, bands = (load(tmp_path / n).render(0, size) for n in ("one.pdf", "bands.pdf"))
    assert ink(bands) == pytest.approx(ink(one), rel=0.02)


def test_a_page_that_lies_is_printed_lying(qtbot: QtBot, tmp_path: Path) -> None:
    print_pages(pdf(1, landscape=True), to_file(tmp_path / "out.pdf"), silent)
    size = load(tmp_path / "out.pdf").pagePointSize(0)
    assert isinstance(size, QSizeF)
    assert size.width() > size.height()


def test_only_the_chosen_pages_are_printed(qtbot: QtBot, tmp_path: Path) -> None:
    printer = to_file(tmp_path / "out.pdf")
    printer.setFromTo(2, 3)
    assert print_pages(pdf(4), printer, silent) == 2
    assert load(tmp_path / "out.pdf").pageCount() == 2


def test_printing_can_be_cancelled_between_pages(qtbot: QtBot, tmp_path: Path) -> None:
    def stop(done: int, total: int, what: str) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        print_pages(pdf(3), to_file(tmp_path / "out.pdf"), stop)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_refuses_is_said_with_what_to_check(qtbot: QtBot, tmp_path: Path) -> None:
    printer = to_file(tmp_path / "missing" / "out.pdf")
    with pytest.raises(EnvironmentProblem, match="请检查它是否开机"):
        print_pages(pdf(1), printer, silent)


class Restless(QObject):
    """Counts how often the view is laid out anew; stops it before it goes on for ever."""

    def __init__(self, preview: PdfPreview) -> None:
        super().__init__(preview)
        self.most, self._view, self.count = 60, preview.view, 0
        preview.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.count += 1
            if self.count > self.most:
                self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return super().eventFilter(watched, event)


def test_no_height_of_the_window_makes_the_preview_go_round_in_circles(
    qtbot: QtBot, preview: PdfPreview
) -> None:
    """A page as high as the view once needed the scroll bar and, beside it, did not."""
    preview.set_pdf(pdf(1), "名单")
    preview.resize(500, 400)
    qtbot.wait(20)
    page = preview.document.pagePointSize(0)
    fitting = int(preview.view.viewport().width() * page.height() / page.width())
    restless = Restless(preview)
    for height in range(fitting - 10, fitting + 90, 2):
        restless.count = 0
        preview.resize(500, height)
        qtbot.wait(1)
        assert restless.count < restless.most, height
