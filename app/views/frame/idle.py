"""Locks after quiet minutes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_CHECK_MS = 5_000
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Watches keys and mouse of every window that gets the focus.

    The filter sits on the windows, not on the application: there it would be asked about
    every event of every widget.

    Args:
        seconds: how long nobody must have touched anything; 0 never locks.
        monotonic: a clock that only goes forward, in seconds.

    Signals:
        idle(): once, when the time is over; again only after a sign of life.
    """

    idle = Signal()

    def __init__(
        self, seconds: float, monotonic: Callable[[], float], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._seconds, self._monotonic = seconds, monotonic
        self._last = monotonic()
        self._said = False
        timer = QTimer(self)
        timer.setInterval(_CHECK_MS)
        timer.timeout.connect(self.check)
        timer.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self.watch)

    def set_seconds(self, seconds: float) -> None:
        """Change the time; 0 never locks."""
        self._seconds = seconds

    def watch(self, window: QWindow | None) -> None:
        """Watch ``window`` too; being there counts as a sign of life."""
        if window is not None:
            window.installEventFilter(self)
            self.touch()

    def touch(self) -> None:
        """Somebody is there."""
        self._last, self._said = self._monotonic(), False

    def check(self) -> None:
        """Announce idleness when the time is over."""
        if self._said or not self._seconds:
            return
        if self._monotonic() - self._last >= self._seconds:
            self._said = True
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note signs of life; never swallow anything."""
        if event.type() in _SIGNS_OF_LIFE:
            self.touch()
        return False
