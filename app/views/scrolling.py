"""Pages longer than their window: what turns them, and what does not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from app.views.theme import Space, px

_SHORT, _LOW = 200, 100
"""How long (ms) a page may be short without losing its place; the height (px) it asks for."""

_standing: list[None] = []


@contextmanager
def standing_still(widget: QWidget) -> Iterator[None]:
    """While ``widget`` makes its parts anew: what gets the focus then does not turn the page.

    Rows come again whenever somebody changed something; whoever has turned the wheel meanwhile
    would be taken back to the button with the focus, and what they wanted to press is gone.
    """
    bars = []
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            bars.append((above.verticalScrollBar(), above.verticalScrollBar().value()))
        above = above.parentWidget()
    _standing.append(None)
    try:
        yield
    finally:
        _standing.pop()
        for bar, value in bars:  # Qt itself turns it when the part with the focus is hidden
            bar.setValue(value)


class ScrollArea(QScrollArea):
    """Scrolls when the room is short, and follows the focus of the keyboard.

    It stays where it was when its content is shorter for a moment: parts that are made anew have
    no height until their layout was asked.
    """

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        self._was: int | None = None
        self._forget = QTimer(self, singleShot=True, interval=_SHORT)
        self._forget.timeout.connect(self._moved_on)
        self.verticalScrollBar().rangeChanged.connect(self._stay)
        self.verticalScrollBar().actionTriggered.connect(self._moved_on)
        program = QApplication.instance()
        if isinstance(program, QApplication):
            program.focusChanged.connect(self._follow)

    @Slot()
    def _moved_on(self) -> None:
        self._was = None

    @Slot(int, int)
    def _stay(self, _: int, last: int) -> None:
        """Qt tells of a new range before it cuts the value down to it."""
        bar = self.verticalScrollBar()
        if bar.value() > last:
            self._was = max(bar.value(), self._was or 0)
            self._forget.start()
        elif self._was is not None:
            bar.setValue(min(self._was, last))

    @Slot()
    def _follow(self) -> None:
        """Bring what got the focus into sight; never under a pressed mouse, it would miss.

        A table that gets the focus when its page opens does not hide what stands above it. What
        the signal carries is not taken: what had the focus may be half deleted, and Python must
        not touch it (the program died when a file dialogue closed).
        """
        content, now = self.widget(), QApplication.focusWidget()
        if _standing or now is None or content is None or not content.isAncestorOf(now):
            return
        is_small = now.height() <= self.viewport().height() // 2
        if is_small and QApplication.mouseButtons() is Qt.MouseButton.NoButton:
            self.ensureWidgetVisible(now, 0, px(Space.S))

    def sizeHint(self) -> QSize:
        """Little: it takes what its place has to give, and a place that scrolls itself is low."""
        return QSize(super().sizeHint().width(), px(_LOW))


def scroll(content: QWidget) -> QScrollArea:
    """``content`` in a scroll area without frame or ground of its own; never sideways."""
    area = ScrollArea(content)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def bring_into_sight(widget: QWidget) -> None:
    """Scroll the nearest scroll area around ``widget`` until it can be seen."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
            return
        above = above.parentWidget()


def bring_into_sight_soon(widget: QWidget) -> None:
    """`bring_into_sight` once its page has its place, which takes two turns; before that nothing
    can be scrolled to."""
    show = partial(bring_into_sight, widget)
    QTimer.singleShot(0, widget, lambda: QTimer.singleShot(0, widget, show))
