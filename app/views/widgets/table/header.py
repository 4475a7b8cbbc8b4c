"""The heads of the columns; one of them stays in sight while the others are scrolled away."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from app.views.theme import px


class TableHeader(QHeaderView):
    """Sorts by a click, sets widths by dragging.

    Attributes:
        sticky: the section that stays; -1 for none.

    Signals:
        released(): the mouse was let go; what was dragged has its width.
    """

    released = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.sticky = -1
        self._shift = 0.0
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(px(48))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def stuck(self) -> QRect:
        """Where the sticky section stands at the left edge; empty while it is at its own place."""
        if self.sticky < 0 or self.isSectionHidden(self.sticky):
            return QRect()
        if self.sectionViewportPosition(self.sticky) >= 0:
            return QRect()
        return QRect(0, 0, self.sectionSize(self.sticky), self.viewport().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """All heads, then the one that stays above those it hides."""
        super().paintEvent(event)
        rect = self.stuck()
        if not rect.isEmpty():
            painter = QPainter(self.viewport())
            self.paintSection(painter, rect, self.sticky)
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt looks for a section at its own place: give it a press there."""
        over = self.stuck().contains(event.position().toPoint())
        self._shift = float(self.sectionViewportPosition(self.sticky)) if over else 0.0
        super().mousePressEvent(self._moved(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What is dragged, and the pointer that says so."""
        if event.buttons() == Qt.MouseButton.NoButton:
            over = self.stuck().contains(event.position().toPoint())
            self._shift = float(self.sectionViewportPosition(self.sticky)) if over else 0.0
        super().mouseMoveEvent(self._moved(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a click or of dragging."""
        super().mouseReleaseEvent(self._moved(event))
        self._shift = 0.0
        self.released.emit()

    def _moved(self, event: QMouseEvent) -> QMouseEvent:
        if not self._shift:
            return event
        return QMouseEvent(
            event.type(), event.position() + QPointF(self._shift, 0), event.globalPosition(),
            event.button(), event.buttons(), event.modifiers(),
        )  # fmt: skip
