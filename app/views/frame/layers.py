"""What fills the window: the pages with their frame, the lock, the desk or the crash page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from app.views.frame.crash_page import CrashPage
from app.views.frame.lock_page import LockPage
from app.views.widgets.tab_order import is_lost


class Layers(QStackedWidget):
    """One layer in front of the others; the lock is never got round by changing it.

    Args:
        work: the pages with all that stands around them.
        desk: makes the check-in desk; None: there is none.

    Signals:
        turned(bool working): another layer is in front; whether it is the pages.
        returned(): the pages are in front again after the lock or the desk.
    """

    turned = Signal(bool)
    returned = Signal()

    def __init__(
        self, work: QWidget, centre_name: str, desk: Callable[[], QWidget] | None = None
    ) -> None:
        super().__init__()
        self._work, self._desk_factory = work, desk
        self._desk: QWidget | None = None
        self._locked = False
        self.lock_page = LockPage(centre_name)
        self.lock_page.desk.setVisible(desk is not None)
        self.lock_page.desk_asked.connect(self.open_desk)
        self.crash_page = CrashPage()
        self.crash_page.closed.connect(self._leave_crash)
        self._behind: QWidget = work
        self._before: QWidget | None = None
        for layer in (work, self.lock_page, self.crash_page):
            self.addWidget(layer)

    # --- what is in front -----------------------------------------------------------------

    def works(self) -> bool:
        """Whether the pages are in front."""
        return self.currentWidget() is self._work

    def desk_is_open(self) -> bool:
        """Whether the desk is in front."""
        return self._desk is not None and self.currentWidget() is self._desk

    def is_locked(self) -> bool:
        """Whether a password is needed to go on; the desk may be in front all the same."""
        return self._locked

    def give_back_focus(self, page: QWidget) -> bool:
        """Put the focus where it was in ``page`` before another layer came in front; False when
        that is no longer there."""
        before, self._before = self._before, None
        if before is None or not isValid(before) or is_lost(before):
            return False
        if not page.isAncestorOf(before):
            return False
        before.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # --- lock -----------------------------------------------------------------------------

    def lock(self) -> None:
        """Hide everything personal; the desk stays, because it shows nothing personal."""
        self._locked = True
        self.lock_page.reset()
        if not self.desk_is_open():
            self._show(self.lock_page)

    def unlock(self) -> None:
        """The password was right: the pages."""
        self._locked = False
        self.lock_page.reset()
        self._show(self._work)
        self.returned.emit()

    # --- desk -----------------------------------------------------------------------------

    def open_desk(self) -> None:
        """The desk, made at its first time."""
        if self._desk_factory is None:
            return
        if self._desk is None:
            self._desk = self._desk_factory()
            leave = getattr(self._desk, "leave_requested", None)
            if leave is not None:
                leave.connect(self.close_desk)
            self.addWidget(self._desk)
        self._show(self._desk)

    def close_desk(self) -> None:
        """Back to the pages, or to the lock when time ran out meanwhile."""
        self._show(self.lock_page if self._locked else self._work)
        if not self._locked:
            self.returned.emit()

    def drop_desk(self) -> None:
        """The next `open_desk` makes it anew, unless somebody stands before it."""
        if self._desk is not None and not self.desk_is_open():
            self.removeWidget(self._desk)
            self._desk.deleteLater()
            self._desk = None

    # --- faults ---------------------------------------------------------------------------

    def show_crash(self, report: str) -> None:
        """Something went wrong that nobody foresaw; afterwards it goes on where it was."""
        front = self.currentWidget()
        if front is not None and front is not self.crash_page:
            self._behind = front
        self.crash_page.set_report(report)
        self._show(self.crash_page)

    def _leave_crash(self) -> None:
        locked = self._locked and self._behind is self._work
        self._show(self.lock_page if locked else self._behind)
        if self.works():
            self.give_back_focus(self._work)

    def _show(self, layer: QWidget) -> None:
        if self.works() and layer is not self._work:
            self._before = self._work.focusWidget()
        self.setCurrentWidget(layer)
        self.turned.emit(layer is self._work)
        layer.setFocus()
