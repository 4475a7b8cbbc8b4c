"""The line that takes scanner bursts and typed codes wherever the focus is."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from app.views.inputs import LineEdit

BURST_GAP = 0.05
"""Seconds; scanners and card readers that act as keyboards send a character every 1–20 ms."""
BURST_LENGTH = 6
PAUSE = 1.0
"""Seconds; what is half typed is left standing for longer, while a busy PC that stops in the
middle of a scan goes on sooner."""
ALONE_MS = 150
"""A digit with nothing behind it for so long is a person's choice, not the start of a scan."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class ScanField(LineEdit):
    """Takes what a scanner or a person types, until Enter.

    A burst that arrives while something half typed stands in the line counts alone. While
    choices are offered, a single digit takes the choice of that number, also behind the letters
    that led to them.

    Args:
        monotonic: a clock in seconds that only goes forward.

    Signals:
        submitted(str): Enter, with a text that is not empty.
        picked(int): number of the choice taken, from 0.
    """

    submitted = Signal(str)
    picked = Signal(int)

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._monotonic = monotonic
        self._typed: list[tuple[str, float]] = []
        self._last = 0.0
        self._choices = 0
        self._alone = QTimer(self)
        self._alone.setSingleShot(True)
        self._alone.setInterval(ALONE_MS)
        self._alone.timeout.connect(self._settle)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(self._pick_typed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def set_choices(self, count: int) -> None:
        """So many choices are offered; 0 ends it."""
        self._choices = count
        self._hold()

    def take(self, event: QKeyEvent) -> bool:
        """Take a key that was typed elsewhere; False when it is not text."""
        if not is_text(event):
            return False
        self.setFocus()
        self.keyPressEvent(event)
        event.accept()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter submits; characters are timed; the rest is Qt's."""
        self._hold()
        if event.key() in _ENTER:
            self._enter()
            return
        chosen = not any(ch.isdigit() for ch in self.text())
        if not self.text() and event.matches(QKeySequence.StandardKey.Undo):
            event.ignore()  # the page takes back its last step
            return
        if is_text(event):
            now = self._monotonic()
            self._typed.append((event.text(), now - self._last))
            self._last = now
        super().keyPressEvent(event)
        if chosen and self._choices and self.text()[-1:].isdigit():
            self._alone.start()

    def _enter(self) -> None:
        text = self.text().strip()
        burst = last_burst(self._typed)
        if text.endswith(burst):
            text = burst or text
        self._typed.clear()
        self.clear()
        if text:
            self.submitted.emit(text)
        elif self._choices == 1:
            self.picked.emit(0)

    def _hold(self) -> None:
        self._alone.stop()
        self._settled.stop()

    def _settle(self) -> None:
        """Keys that wait behind a busy moment come first: they tell a scan from a choice."""
        self._settled.start()

    def _pick_typed(self) -> None:
        last = self.text()[-1:]
        if last.isdigit() and 1 <= int(last) <= self._choices:
            self.clear()
            self.picked.emit(int(last) - 1)


class TextToField(QObject):
    """Sends text typed into a widget that has its own use for letters (a table) to the line."""

    def __init__(self, field: ScanField, source: QObject) -> None:
        super().__init__(field)
        self._field = field
        source.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters and digits go to the line; arrows, Enter and shortcuts stay."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._field.take(event)
        return False


def last_burst(typed: Sequence[tuple[str, float]]) -> str:
    """The scan at the end of what was typed, empty when there is none.

    ``typed``: characters with the seconds since the one before. What a person left half typed
    ends where a pause stands behind it, or where slow keys turn into fast ones. A scan that a
    busy PC took up in pieces is one scan: what is before the gap came fast too.
    """
    gaps = [gap for _, gap in typed]
    for start in range(len(typed) - BURST_LENGTH, -1, -1):
        inside = gaps[start + 1 :]
        if _begins(gaps, start) and not _is_slow(inside) and max(inside) <= PAUSE:
            return "".join(letter for letter, _ in typed[start:])
    return ""


def _begins(gaps: Sequence[float], start: int) -> bool:
    """Whether a scan may begin at ``start``."""
    if start == 0 or gaps[start] > PAUSE:
        return True
    by_hand = gaps[start] > BURST_GAP and gaps[start - 1] > BURST_GAP
    return start > 1 and by_hand and _is_slow(gaps[1:start])


def _is_slow(gaps: Sequence[float]) -> bool:
    """Whether a person typed it: most of the gaps are longer than a scanner's."""
    return sum(gap > BURST_GAP for gap in gaps) > len(gaps) / 2


def is_text(event: QKeyEvent) -> bool:
    """Whether a key writes something: not Enter, not Esc, not a blank on a button."""
    text = event.text()
    return bool(text.strip()) and text.isprintable() and not event.modifiers() & _COMMANDS
