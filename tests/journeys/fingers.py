"""How keys, the wheel and an input method reach a window, and how time passes between them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEventLoop, QObject, QPoint, QTimer
from PySide6.QtGui import QInputMethodEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def pause(milliseconds: int) -> None:
    """Let events and other threads run; `QTest.qWait` would keep Python to itself meanwhile."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def handle(widget: QWidget) -> QWindow:
    """The native window of ``widget``."""
    found = widget.window().windowHandle()
    assert found is not None
    return found


def commit(target: QObject | None, text: str) -> None:
    """What an input method does when a candidate is chosen."""
    assert target is not None, "nothing has the focus"
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(target, event)


def wheel(view: QWidget, delta: int) -> None:
    """One notch of the wheel over the middle of ``view``."""
    top = view.window()
    at = view.mapTo(top, view.rect().center())
    QTest.wheelEvent(handle(top), at.toPointF(), QPoint(0, delta))
    pause(0)


def runs(text: str) -> Iterator[str]:
    """Pieces of ``text`` that are all ASCII or none of it."""
    piece = ""
    for letter in text:
        if piece and letter.isascii() != piece.isascii():
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece
