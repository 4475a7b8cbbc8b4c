"""A scan of a signed paper to look at, in the place of the file."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QAbstractButton, QLabel, QVBoxLayout, QWidget

from app.services.attachments import AttachmentFile
from app.views import parts
from app.views.kit import Kit
from app.views.members.full import FullView
from app.views.theme import Space
from app.views.widgets.pdf_preview import PdfPreview

_WIDEST = 1000
PDF = "application/pdf"


def tr(text: str) -> str:
    """Words of the scans."""
    return QCoreApplication.translate("Scans", text)


class ScanView(FullView):
    """A picture, or a PDF page by page.

    Args:
        replace: offer another one in its place.

    Signals:
        replace_asked(): another one is wanted.
    """

    replace_asked = Signal()

    def __init__(self, kit: Kit, found: AttachmentFile, *, replace: bool = False) -> None:
        super().__init__()
        self.replace_button = parts.button(tr("换扫描件"), "undo")
        parts.on_click(self.replace_button, self.replace_asked.emit)
        shown = _pdf(kit, found) if found.media_type == PDF else _picture(found.content)
        box = parts.bare(QVBoxLayout(self), Space.M)
        bar = parts.row(self.replace_button, None)
        box.addWidget(bar)
        box.addWidget(shown, 1)
        parts.set_shown(bar, replace)
        self.setFocusProxy(shown)
        self._shown = shown

    def way_to_paper(self) -> QAbstractButton | None:
        """打印 of a scan that is a PDF."""
        return self._shown.print_button if isinstance(self._shown, PdfPreview) else None


def _pdf(kit: Kit, found: AttachmentFile) -> QWidget:
    preview = PdfPreview(kit.runner, kit.notify)
    preview.set_pdf(found.content, found.file_name)
    return preview


def _picture(content: bytes) -> QWidget:
    picture = QLabel()
    image = QImage.fromData(content)
    if image.isNull():
        picture.setText(tr("这个图片文件打不开，可能已损坏。请重新扫描。"))
    else:
        wide = min(image.width(), _WIDEST)
        smooth = Qt.TransformationMode.SmoothTransformation
        picture.setPixmap(QPixmap.fromImage(image).scaledToWidth(wide, smooth))
    picture.setAccessibleName(tr("扫描件"))
    picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return parts.scroll(picture)
