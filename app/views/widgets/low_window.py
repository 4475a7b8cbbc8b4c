"""Whether the window is low for its scale: what stands above a list then gives way to its rows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.views.theme import px

_LOW = 500
"""Unscaled pixels: 200 % on a screen of 1440 × 900, not 150 % on one of 1280 × 800."""


class LowWindow(QObject):
    """Watches one window for all tables in it.

    Signals:
        changed(bool): it became low, or high enough again.
    """

    changed = Signal(bool)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._was = self.is_low()
        window.installEventFilter(self)

    @staticmethod
    def around(widget: QWidget) -> LowWindow:
        """The one that watches the window of ``widget``."""
        window = widget.window()
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        found: LowWindow | None = window.findChild(LowWindow, "", direct)
        return found or LowWindow(window)

    def is_low(self) -> bool:
        """Whether the window is low now."""
        return self._window.height() < px(_LOW)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another size of the window, or another scale in it."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.StyleChange):
            now = self.is_low()
            if now != self._was:
                self._was = now
                self.changed.emit(now)
        return False
