"""Keeps the focus of the window with the page that is in front."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.views.widgets.page import Page
from app.views.widgets.tab_order import is_lost, step


class FocusKeeper(QObject):
    """Where Tab goes in the frame, and where the focus goes when what had it was deleted.

    Args:
        page: the page in front; None while something else is (lock, desk, crash page).
    """

    def __init__(self, window: QWidget, page: Callable[[], Page | None]) -> None:
        super().__init__(window)
        self._window, self._page = window, page
        program = QApplication.instance()
        if isinstance(program, QApplication):
            program.focusChanged.connect(self._moved)

    def step(self, *, forward: bool) -> bool:
        """Tab: on in the order of what is seen, from nowhere into the page; False: as Qt does."""
        page = self._page()
        if page is None or not page.isVisible():
            return False
        if is_lost(self._window.focusWidget()):
            page.take_focus()
            return True
        return step(self._window, forward=forward)

    @Slot()
    def _moved(self) -> None:
        # What the signal carries may be half deleted: see `scrolling.ScrollArea`. The parts of a
        # window that is going down lose the focus as well.
        nowhere = QApplication.focusWidget() is None
        if nowhere and isValid(self._window) and self._window.isActiveWindow():
            QTimer.singleShot(0, self, self._refocus)

    def _refocus(self) -> None:
        """Without a focus no key would do anything."""
        page = self._page()
        nowhere = self._window.isActiveWindow() and QApplication.focusWidget() is None
        if nowhere and page is not None:
            page.take_focus()
