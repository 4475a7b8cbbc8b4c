"""Puts the pages of a PDF on paper.

The PDF is rendered, not laid out anew: QPrinter's logical resolution differs before and
after ``begin()``, and text laid out for the screen overlaps at 125 % scaling (measured).
Pages are rendered in bands, because an A4 page at 1,200 dpi is 550 MB as one picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions

from app.core.errors import EnvironmentProblem
from app.core.progress import Cancelled, Progress

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_BAND_PIXELS = 4_000_000


def print_pages(data: bytes, printer: QPrinter, progress: Progress) -> int:
    """Print the chosen pages of ``data``; return how many. Runs off the GUI thread.

    Raises:
        EnvironmentProblem: the printer did not accept the job.
    """
    raw = QByteArray(data)
    buffer = QBuffer(raw)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    pages = _chosen(printer, document.pageCount())
    printer.setFullPage(True)
    _turn(printer, document, pages[0])
    painter = QPainter()
    if not painter.begin(printer):
        raise EnvironmentProblem(
            "printer_refused", "打印机没有接受任务，请检查它是否开机、联网、有纸，再打印一次。"
        )
    try:
        for done, page in enumerate(pages):
            progress(done, len(pages), "正在打印")
            if done:
                _turn(printer, document, page)
                printer.newPage()
            _draw(painter, printer, document, page)
    except Cancelled:
        printer.abort()
        raise
    finally:
        painter.end()
    progress(len(pages), len(pages), "已送往打印机")
    return len(pages)


def _chosen(printer: QPrinter, count: int) -> list[int]:
    """Pages of the dialog's range, from 0."""
    first = max(printer.fromPage(), 1)
    last = min(printer.toPage() or count, count)
    return list(range(first - 1, last)) or list(range(count))


def _turn(printer: QPrinter, document: QPdfDocument, page: int) -> None:
    """Lay the paper as the page lies."""
    size = document.pagePointSize(page)
    wide = size.width() > size.height()
    sides = QPageLayout.Orientation
    printer.setPageOrientation(sides.Landscape if wide else sides.Portrait)


def _draw(painter: QPainter, printer: QPrinter, document: QPdfDocument, page: int) -> None:
    """Draw one page at its own size, smaller only where the paper is smaller."""
    points = document.pagePointSize(page)
    dots = printer.resolution() / 72
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    fit = min(
        1.0, paper.width() / (points.width() * dots), paper.height() / (points.height() * dots)
    )
    if fit > 0.99:
        fit = 1.0
    size = QSize(round(points.width() * dots * fit), round(points.height() * dots * fit))
    left = (paper.width() - size.width()) // 2
    top = (paper.height() - size.height()) // 2
    height = max(1, _BAND_PIXELS // max(1, size.width()))
    for y in range(0, size.height(), height):
        band = QRect(0, y, size.width(), min(height, size.height() - y))
        options = QPdfDocumentRenderOptions()
        options.setScaledSize(size)
        options.setScaledClipRect(band)
        picture = document.render(page, band.size(), options)
        painter.drawImage(left, top + y, picture)
