"""What changed: published after a commit, so that open pages that care refresh themselves."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Changed:
    """Names of the tables that a committed transaction touched, such as ``{"attendance"}``."""

    entities: frozenset[str]


class EventBus:
    """Hands `Changed` to its subscribers on the thread that wrote."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._subscribers: list[Callable[[Changed], None]] = []

    def subscribe(self, callback: Callable[[Changed], None]) -> Callable[[], None]:
        """Call ``callback`` for every change from now on; returns what ends it."""
        with self._lock:
            self._subscribers.append(callback)

        def unsubscribe() -> None:
            with self._lock:
                if callback in self._subscribers:
                    self._subscribers.remove(callback)

        return unsubscribe

    def publish(self, entities: frozenset[str]) -> None:
        """Tell every subscriber that ``entities`` changed.

        What is told is already on disk: a subscriber that fails is logged, and neither the
        others nor the one who wrote hear of it.
        """
        if not entities:
            return
        with self._lock:
            subscribers = list(self._subscribers)
        event = Changed(entities)
        for callback in subscribers:
            try:
                callback(event)
            except Exception:
                logging.getLogger(__name__).exception("a subscriber of changes failed")
