"""A paper as it was filed, to look at and to print; with full numbers only for a purpose."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from app.services.rights import Right
from app.views import parts
from app.views.handing_out import write_down
from app.views.kit import Kit
from app.views.members.full import FullView
from app.views.theme import Space
from app.views.widgets.flow import FlowLayout
from app.views.widgets.pdf_preview import PdfPreview
from app.views.widgets.purpose import ask_purpose, tr

if TYPE_CHECKING:
    from app.printing.archive import Printed
    from app.views.members.page import MembersPage
    from app.wiring import Application


class PaperView(FullView):
    """Shows one document in the place of the file.

    Signals:
        full_asked(): the same paper with full numbers is wanted.
    """

    full_asked = Signal()

    def __init__(self, kit: Kit, pdf: bytes, name: str, numbers: Sequence[str] = ()) -> None:
        super().__init__()
        self._full = False
        self.preview = PdfPreview(kit.runner, kit.notify)
        self.preview.set_pdf(pdf, name, numbers)
        self.full_button = parts.button(tr("改印完整号码"), "show")
        parts.on_click(self.full_button, self.full_asked.emit)
        self._offer = QWidget()
        flow = FlowLayout(self._offer, Space.M)
        flow.addWidget(parts.label(tr("证件号和电话只印了一部分。"), "second"))
        flow.addWidget(self.full_button)
        self._offer.hide()
        box = parts.bare(QVBoxLayout(self), Space.M)
        box.addWidget(self._offer)
        box.addWidget(self.preview, 1)
        self.setFocusProxy(self.preview)

    def offer_full(self) -> None:
        """Show the way to the paper with full numbers."""
        parts.set_shown(self._offer, True)

    def set_full(self, printed: Printed) -> None:
        """Show the paper with full numbers instead; they go when the view does."""
        self._full = True
        self._offer.hide()
        self.preview.set_pdf(printed.pdf, printed.file_name[:-4], printed.numbers)

    def way_to_paper(self) -> QAbstractButton:
        """打印 of the preview."""
        return self.preview.print_button

    def leaving(self) -> None:
        """It is going anyway."""
        self._full = False

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the lock: full numbers do not wait for the next person."""
        super().hideEvent(event)
        if self._full:
            self._full = False
            self.preview.clear()
            self.preview.set_empty(tr("完整号码已收起。要再看，在“打印”页的存档里打开。"))


def paper_view(app: Application, kit: Kit, printed: Printed) -> PaperView:
    """A filed document, or several put together, to look at; that it is printed or saved is
    written down then."""
    view = PaperView(kit, printed.pdf, printed.file_name[:-4], printed.numbers)
    write_down(view.preview, app, kit)
    return view


def print_paper(
    page: MembersPage,
    app: Application,
    kit: Kit,
    form: str,
    params: Mapping[str, str],
    owner: QObject,
    title: str = "",
) -> None:
    """Make a paper of the open file and show it in the place of the file.

    Who may have full numbers is offered them, for a purpose; ``title`` names long work.
    """
    actor = kit.actor()

    def make(purpose: str = "") -> Printed:
        full = {"full": "1", "reason": purpose} if purpose else {}
        return app.printing.make(form, {**params, **full}, actor)

    def show(printed: Printed) -> None:
        view = paper_view(app, kit, printed)
        page.show_full(view, printed.title, printed.number)
        if printed.offers_full and actor.may(Right.FULL_NUMBERS):
            view.offer_full()
            view.full_asked.connect(lambda: _ask_full(page, kit, view, make))

    kit.runner.run(make, show, owner=owner, title=title)


def _ask_full(page: MembersPage, kit: Kit, view: PaperView, make: Callable[[str], Printed]) -> None:
    def show(printed: Printed) -> None:
        if page.full is not view:
            return
        view.set_full(printed)
        page.header.set_title(printed.title)
        page.header.set_subtitle(printed.number)
        view.setFocus()

    ask_purpose(page, kit, make, show)
