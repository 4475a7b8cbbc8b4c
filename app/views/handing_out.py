"""What leaves the preview is written down: a document is only called printed when it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.views.widgets.pdf_preview import PdfPreview

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application


def write_down(preview: PdfPreview, app: Application, kit: Kit) -> None:
    """Put into the audit what of ``preview`` is sent to a printer or saved as a file.

    A scan or a sheet that is not filed has no number, and nothing is written about it.
    """

    def out(numbers: tuple[str, ...], pages: int) -> None:
        actor = kit.actor()
        if not numbers or app.db.read_only:
            return
        if pages:
            kit.runner.run(lambda: app.documents.printed(numbers, pages, actor), owner=preview)
        else:
            kit.runner.run(lambda: app.documents.saved(numbers, actor), owner=preview)

    preview.handed_out.connect(out)
