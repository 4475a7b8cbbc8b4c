"""Finds windows, timers and threads of Qt that a test left behind."""

from __future__ import annotations

import gc
import itertools
from typing import Any

EVERY = 25
"""Tests with windows between two times of setting aside what lives for good."""
_asked = itertools.count()
WAIT_MS = 2000  # for work still on the global thread pool


class QtLeftovers:
    """Compares what lives before and after one test. Make it first, ask ``found()`` at the end."""

    def __init__(self) -> None:
        _set_modules_aside()
        self._before = {id(item) for item in self._living()}

    def found(self) -> list[str]:
        """One short text for each window, running timer or running thread the test left."""
        from PySide6.QtCore import QThreadPool

        finished = QThreadPool.globalInstance().waitForDone(WAIT_MS)
        _deliver_deletions()
        left = self._new()
        if left:  # held only by a reference cycle, perhaps
            del left
            gc.collect()
            _deliver_deletions()
            left = self._new()
        texts = [_describe(item) for item in left]
        for item in left:
            _end(item)  # so that only the guilty test fails
        return texts if finished else [*texts, "work on the global thread pool"]

    def _new(self) -> list[Any]:
        return [item for item in self._living() if id(item) not in self._before]

    def _living(self) -> list[Any]:
        from PySide6.QtWidgets import QApplication

        windows = [w for w in QApplication.topLevelWidgets() if _is_open(w)]
        return windows + _running()


def _set_modules_aside() -> None:
    """Now and then: what the imported modules made need not be looked through after every test.

    Once would not do: most modules are imported by a test later on.
    """
    if next(_asked) % EVERY == 0:
        gc.collect()
        gc.freeze()


def _is_open(window: Any) -> bool:
    if type(window).__name__ == "QTipLabel":
        return False
    return window.isVisible() or (
        window.parent() is None and type(window).__module__.startswith("app.")
    )


def _running() -> list[Any]:
    from PySide6.QtCore import QThread, QTimer
    from shiboken6 import isValid

    kinds = _with_subclasses(QTimer) | _with_subclasses(QThread)
    found = [item for item in gc.get_objects() if type(item) in kinds]
    main = QThread.currentThread()
    return [item for item in found if item is not main and isValid(item) and _runs(item)]


def _with_subclasses(kind: type) -> set[type]:
    return {kind}.union(*(_with_subclasses(below) for below in kind.__subclasses__()))


def _runs(item: Any) -> bool:
    return bool(item.isActive() if hasattr(item, "isActive") else item.isRunning())


def _deliver_deletions() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _describe(item: Any) -> str:
    return f"{type(item).__module__}.{type(item).__name__} {item.objectName()!r}"


def _end(item: Any) -> None:
    from PySide6.QtCore import QThread, QTimer

    if isinstance(item, QTimer):
        item.stop()
    elif isinstance(item, QThread):
        item.quit()
        item.wait(WAIT_MS)
    else:
        item.close()
        item.deleteLater()
