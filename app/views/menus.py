"""Menus that say what is chosen: their ticks follow the scale and the theme."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu

from app.views import icons, theme
from app.views.theme import px

_TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_LEFT, _SIDE, _CORNER = 12, 20, 4


class TickMenu(QMenu):
    """A menu with a tick at what is chosen; Qt's own is 8 pixels wide at every scale."""

    icons_of = ("check", "")
    """Icons of a chosen and of another line."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines, then our ticks over Qt's."""
        super().paintEvent(event)
        painter = QPainter(self)
        for action in self.actions():
            if not action.isCheckable():
                continue
            line, side = self.actionGeometry(action), px(_SIDE)
            box = QRect(line.left() + px(_LEFT), line.center().y() - side // 2, side, side)
            ground = "primary_weak" if action is self.activeAction() else "card"
            painter.fillRect(box.adjusted(px(_CORNER - _LEFT), 0, 0, 0), theme.colour(ground))
            if name := self.icons_of[0 if action.isChecked() else 1]:
                icons.paint(painter, box, name, "primary" if action.isChecked() else "border")
        painter.end()


class StayingMenu(TickMenu):
    """A menu of boxes to tick: it stays until Esc or a click beside it, so that several can be set.

    What is no box may be chosen too, without closing the menu.
    """

    icons_of = ("box_checked", "box")
    _pressed = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Only what was pressed here is let go here; the click that opened it does not count."""
        self._pressed = self.actionAt(event.position().toPoint()) is not None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Set the tick and stay."""
        action: QAction | None = self.actionAt(event.position().toPoint())
        if action is None:
            super().mouseReleaseEvent(event)
        elif self._pressed:
            action.trigger()
        self._pressed = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space set the tick and stay."""
        if event.key() in _TAKE and self.activeAction() is not None:
            self.activeAction().trigger()
        else:
            super().keyPressEvent(event)
