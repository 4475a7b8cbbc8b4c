"""Input widgets that the style sheet alone cannot make right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionFrame,
)

from app.views import icons, theme
from app.views.theme import Space, Tone, px

_ICON = 20
_QT_MARGIN = 2 * 2
"""Pixels that Qt keeps free at both sides of the text of a line."""
_COMBO = 64
"""What a combo box needs beside its words: margins, ring and arrow."""


def dress(completer: QCompleter) -> QCompleter:
    """Give the list of ``completer`` the look of the other menus; return the completer."""
    popup = completer.popup()
    assert popup is not None
    popup.setProperty("role", "choices")
    return completer


class LineEdit(QLineEdit):
    """A line with our icons; Qt's own line edit icons do not follow the scale.

    It leaves Ctrl+Z to the window while it has nothing of its own to undo: otherwise the
    empty search box would swallow the 撤销 of the last check-in.
    """

    def __init__(self) -> None:
        super().__init__()
        self._leading = ""
        self._remarks: tuple[str, ...] = ()
        self._remark_tone = Tone.NEUTRAL
        self._offered: tuple[str, ...] = ()
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

    def set_placeholders(self, *texts: str) -> None:
        """What the line takes, in full and shorter: the longest that fits is shown, and the full
        one in the tip of a line that is too short for it."""
        self._offered = texts
        self._say_what_fits()

    def set_remark(self, words: Sequence[str], tone: Tone = Tone.NEUTRAL) -> None:
        """Say at the end of the line how its text is read: the longest of ``words`` that fits.

        It stands in the line because a line below would move everything under it at every
        keystroke.
        """
        self._remarks, self._remark_tone = tuple(words), tone
        self.update()

    def remark(self) -> str:
        """What of the remark is in sight; empty where the line has no room for any of it."""
        room = self._remark_place().width()
        measure = self.fontMetrics().horizontalAdvance
        return next((one for one in self._remarks if measure(one) <= room), "")

    def fit(self) -> None:
        """Take the sizes of the scale of now."""
        self._make_room()
        self._say_what_fits()

    def _say_what_fits(self) -> None:
        """Words that are cut off say nothing."""
        if not self._offered:
            return
        self.ensurePolished()
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        place = QStyle.SubElement.SE_LineEditContents
        margins = self.textMargins()
        room = self.style().subElementRect(place, option, self).width() - _QT_MARGIN
        room -= margins.left() + margins.right()
        measure = self.fontMetrics().horizontalAdvance
        fitting = (text for text in self._offered if measure(text) <= room)
        said = next(fitting, self._offered[-1])
        self.setPlaceholderText(said)
        self.setToolTip("" if said == self._offered[0] else self._offered[0])

    def _remark_place(self) -> QRect:
        """Behind the text and before the button."""
        text = self.fontMetrics().horizontalAdvance(self.text())
        left = px(10 + 2 * Space.S) + self.textMargins().left() + text
        return self.rect().adjusted(left, 0, -px(10) - self.textMargins().right(), 0)

    def _make_room(self) -> None:
        left = px(_ICON + 6) if self._leading else 0
        self.setTextMargins(left, 0, px(_ICON + 6) if self.trailing else 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, then its icon and the remark."""
        super().paintEvent(event)
        if self._leading:
            side = px(_ICON)
            painter = QPainter(self)
            top = (self.height() - side) // 2
            icons.paint(painter, QRect(px(10), top, side, side), self._leading)
            painter.end()
        if words := self.remark():
            painter = QPainter(self)
            painter.setPen(theme.tone_colour(self._remark_tone))
            at_end = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(self._remark_place(), at_end, words)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the end, and the placeholder whole."""
        super().resizeEvent(event)
        self._say_what_fits()
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
        # Qt's own delegate makes low rows and asks no style sheet for their height.
        self.setItemDelegate(QStyledItemDelegate(self))

    def sizeHint(self) -> QSize:
        """One that goes by its contents: Qt leaves out what the place of the arrow takes."""
        hint = super().sizeHint()
        if self.sizeAdjustPolicy() is QComboBox.SizeAdjustPolicy.AdjustToContents:
            metrics = self.fontMetrics()
            texts = [self.itemText(at) for at in range(self.count())]
            longest = max((metrics.horizontalAdvance(one) for one in texts), default=0)
            hint.setWidth(max(hint.width(), longest + px(_COMBO)))
        return hint

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
