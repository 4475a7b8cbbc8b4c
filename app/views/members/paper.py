"""A paper as it was filed, to look at and to print."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from app.views import parts
from app.views.kit import Kit
from app.views.members.full import FullView
from app.views.theme import Space
from app.views.widgets.pdf_preview import PdfPreview


class PaperView(FullView):
    """Shows one document in the place of the file."""

    def __init__(self, kit: Kit, pdf: bytes, name: str) -> None:
        super().__init__()
        self.preview = PdfPreview(kit.runner, kit.notify)
        self.preview.set_pdf(pdf, name)
        parts.bare(QVBoxLayout(self), Space.M).addWidget(self.preview)
        self.setFocusProxy(self.preview)
