"""The keys of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class WindowKeys:
    """Shortcuts of ``window``; those for the pages rest while the pages are not in front."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._for_pages: list[QShortcut] = []

    def add(self, keys: str, act: Callable[[], object], *, always: bool = False) -> None:
        """Let ``keys`` do ``act``; ``always``: at the lock and at the desk as well."""
        shortcut = QShortcut(QKeySequence(keys), self._window)
        shortcut.activated.connect(lambda: act())
        if not always:
            self._for_pages.append(shortcut)

    def let_work(self, working: bool) -> None:
        """Whether the pages are in front; else they would swallow Ctrl+Z at the desk."""
        for shortcut in self._for_pages:
            shortcut.setEnabled(working)
