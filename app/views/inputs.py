"""Input widgets that the style sheet alone cannot make right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton

from app.views import icons, theme
from app.views.theme import Space, px

_ICON = 20


class LineEdit(QLineEdit):
    """A line with our icons; Qt's own line edit icons do not follow the scale.

    It leaves Ctrl+Z to the window while it has nothing of its own to undo: otherwise the
    empty search box would swallow the 撤销 of the last check-in.
    """

    def __init__(self) -> None:
        super().__init__()
        self._leading = ""
        self.trailing: QPushButton | None = None

    def set_leading_icon(self, name: str) -> None:
        """Show an icon before the text."""
        self._leading = name
        self._make_room()

    def set_trailing_button(self, name: str, tip: str, act: Callable[[], object]) -> None:
        """Show a button behind the text; it takes no focus, the key for it is the field's."""
        self.trailing = QPushButton(self)
        self.trailing.setProperty("kind", "inline")
        self.trailing.setIcon(icons.icon(name))
        self.trailing.setToolTip(tip)
        self.trailing.setAccessibleName(tip)
        self.trailing.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.trailing.setCursor(Qt.CursorShape.PointingHandCursor)
        self.trailing.clicked.connect(lambda *_: act())
        self._make_room()

    def fit(self) -> None:
        """Take the sizes of the scale of now."""
        self._make_room()

    def _make_room(self) -> None:
        left = px(_ICON + 6) if self._leading else 0
        self.setTextMargins(left, 0, px(_ICON + 6) if self.trailing else 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, then its icon."""
        super().paintEvent(event)
        if self._leading:
            side = px(_ICON)
            painter = QPainter(self)
            top = (self.height() - side) // 2
            icons.paint(painter, QRect(px(10), top, side, side), self._leading)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the end."""
        super().resizeEvent(event)
        if self.trailing is not None:
            side = self.height() - px(8)
            self.trailing.setGeometry(self.width() - side - px(4), px(4), side, side)
            self.trailing.setIconSize(QSize(px(_ICON), px(_ICON)))

    def event(self, event: QEvent) -> bool:
        """Decline the override for undo when there is nothing typed to take back."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not (self.text() and self.isUndoAvailable())
        ):
            event.ignore()
            return False
        return super().event(event)


class ComboBox(QComboBox):
    """A combo box that the wheel does not change while scrolling past; with our arrow."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only with the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, then the arrow in the colour of the theme."""
        super().paintEvent(event)
        side = px(20)
        left = self.width() - side - px(10)
        painter = QPainter(self)
        box = QRect(left, (self.height() - side) // 2, side, side)
        icons.paint(painter, box, "down", "second" if self.isEnabled() else "faint")
        painter.end()


class CheckBox(QCheckBox):
    """A check box whose mark follows the theme; the whole word is the target."""

    def sizeHint(self) -> QSize:
        """Box, gap and word, with room for the ring."""
        width = px(22) + px(Space.S) + self.fontMetrics().horizontalAdvance(self.text())
        return QSize(width + px(Space.S), px(36))

    def minimumSizeHint(self) -> QSize:
        """No word is clipped."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Everything inside counts."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, word and ring."""
        side = px(22)
        on = self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(px(2), (self.height() - side) // 2, side, side)
        role = "primary" if self.isChecked() else "border"
        name = "box_checked" if self.isChecked() else "box"
        icons.paint(painter, box, name, role if on else "faint")
        words = self.rect().adjusted(side + px(Space.S), 0, 0, 0)
        painter.setPen(theme.colour("text" if on else "faint"))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, middle, self.text())
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("primary"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 3, -1, -3), px(4), px(4))
        painter.end()
