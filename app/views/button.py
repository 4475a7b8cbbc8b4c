"""The button: Enter presses it, its menu opens below it, and it is marked only under the mouse."""

from __future__ import annotations

import time
from typing import cast

from PySide6.QtCore import QEvent, QPoint, Qt, QTimerEvent
from PySide6.QtGui import QCursor, QEnterEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SCAN_GAP = 0.1
"""Seconds; an Enter so soon behind a character ends a scan and means no button."""
_HOVER_MS = 250


class Button(QPushButton):
    """A button that Enter presses, as Space does, outside of dialogues too."""

    _typed = 0.0
    _looking = 0
    _menu: QMenu | None = None

    def setMenu(self, menu: QMenu) -> None:
        """Let a click open ``menu``.

        Qt runs a menu of its own inside the press of the mouse. The button, and whatever else
        the mouse comes over meanwhile, then never hears that the mouse has left, and stays
        marked; and the padding of the style sheet does not reach the words.
        """
        self._menu = menu
        menu.aboutToShow.connect(lambda: self.setDown(True))
        menu.aboutToHide.connect(lambda: self.setDown(False))
        self.clicked.connect(self._open_menu)

    def menu(self) -> QMenu:
        """What a click opens; None where there is nothing to open."""
        return cast(QMenu, self._menu)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The mouse comes; look now and then whether it is still there.

        Qt tells a button under a menu that the mouse came, and after a box that the menu opened
        not that it went: the button would stay marked for good (measured under X11).
        """
        super().enterEvent(event)
        if not self._looking:
            self._looking = self.startTimer(_HOVER_MS)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse goes."""
        self._stop_looking()
        super().leaveEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees whether it is marked, and nobody looks: it comes back unmarked. Qt does not
        tell it when the mouse goes meanwhile."""
        self._stop_looking()
        self.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
        super().hideEvent(event)

    def timerEvent(self, event: QTimerEvent) -> None:
        """Calm again when the mouse is elsewhere."""
        if event.timerId() != self._looking:
            super().timerEvent(event)
        elif not self.rect().contains(self.mapFromGlobal(QCursor.pos())):
            self._stop_looking()
            self.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
            self.update()

    def _stop_looking(self) -> None:
        if self._looking:
            self.killTimer(self._looking)
            self._looking = 0

    def _open_menu(self) -> None:
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, unless it is held down or ends what a scanner typed."""
        if event.key() not in _ENTER or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if event.text().strip():
                self._typed = time.monotonic()
            super().keyPressEvent(event)
        elif not event.isAutoRepeat() and time.monotonic() - self._typed > _SCAN_GAP:
            self.click()
