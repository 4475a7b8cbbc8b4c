"""Brings "what changed" from the thread that wrote to the GUI thread."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_GATHER_MS = 50


class Changed(Protocol):
    """What the services announce after a commit."""

    @property
    def entities(self) -> frozenset[str]:
        """Nouns of the changed rows: ``member``, ``attendance`` …"""
        ...


class Events(Protocol):
    """Where changes are announced."""

    def subscribe(self, callback: Callable[[Changed], None]) -> Callable[[], object] | None:
        """Call ``callback`` after every commit, on the thread that wrote; gives what ends it."""
        ...


class ChangeRelay(QObject):
    """Gathers changes of 50 ms into one signal; an import does not refresh a page per row.

    Signals:
        changed(frozenset[str]): on the GUI thread.
    """

    changed = Signal(object)
    _arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._waiting: frozenset[str] = frozenset()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_GATHER_MS)
        self._timer.timeout.connect(self._announce)
        self._arrived.connect(self._collect)
        self._leave: Callable[[], object] | None = None

    def attach(self, events: Events) -> None:
        """Listen to ``events``."""
        self._leave = events.subscribe(self.hear)

    def detach(self) -> None:
        """Listen no more; what has been heard and not passed on is dropped."""
        if self._leave is not None:
            self._leave()
        self._arrived.disconnect(self._collect)
        self._timer.stop()

    def hear(self, change: Changed) -> None:
        """Called on any thread; a change after the window is gone is nobody's business."""
        with contextlib.suppress(RuntimeError):
            self._arrived.emit(change.entities)

    @Slot(object)
    def _collect(self, entities: frozenset[str]) -> None:
        self._waiting |= entities
        if not self._timer.isActive():
            self._timer.start()

    def _announce(self) -> None:
        gathered, self._waiting = self._waiting, frozenset()
        self.changed.emit(gathered)
