"""Whether the window is tight or low for its scale: what stands around a list then gives way."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.views.theme import px

_LOW = 500
"""Unscaled pixels: 200 % on a screen of 1440 × 900, not 150 % on one of 1280 × 800."""
_TIGHT = 620
"""Unscaled pixels: both of them, and 150 % on 1440 × 900."""


class LowWindow(QObject):
    """Watches one window for everything in it.

    A tight window has its pages stand closer and keeps what is above a list to single rows; in
    a low one, which is tight too, the rows of lists are lower as well.

    Signals:
        changed(bool): it became low, or high enough again.
        tightened(bool): it became tight, or roomy again.
    """

    changed = Signal(bool)
    tightened = Signal(bool)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._was = self.is_low(), self.is_tight()
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

    def is_tight(self) -> bool:
        """Whether the window is tight now."""
        return self._window.height() < px(_TIGHT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another size of the window, or another scale in it."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.StyleChange):
            was, self._was = self._was, (self.is_low(), self.is_tight())
            if was[0] != self._was[0]:
                self.changed.emit(self._was[0])
            if was[1] != self._was[1]:
                self.tightened.emit(self._was[1])
        return False


def on_tight(widget: QWidget, take: Callable[[bool], object]) -> None:
    """Tell ``take`` whether the window is tight, when ``widget`` is shown and as that changes."""
    _Listener(widget, take)


class _Listener(QObject):
    """Lives as long as its widget, which may come into another window."""

    def __init__(self, widget: QWidget, take: Callable[[bool], object]) -> None:
        super().__init__(widget)
        self._widget, self._take = widget, take
        self._window: LowWindow | None = None
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It is about to be seen."""
        if event.type() == QEvent.Type.Show:
            window = LowWindow.around(self._widget)
            if window is not self._window:
                if self._window is not None and shiboken6.isValid(self._window):
                    self._window.tightened.disconnect(self._tell)
                self._window = window
                window.tightened.connect(self._tell)
            self._tell(window.is_tight())
        return False

    def _tell(self, tight: bool) -> None:
        self._take(tight)
