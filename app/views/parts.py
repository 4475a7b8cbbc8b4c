"""Small parts with the right role: label, button, card, a state in icon and word."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.numbers import counted
from app.views import icons
from app.views.button import Button as Button
from app.views.scrolling import ScrollArea as ScrollArea
from app.views.scrolling import bring_into_sight as bring_into_sight
from app.views.scrolling import bring_into_sight_soon as bring_into_sight_soon
from app.views.scrolling import scroll as scroll
from app.views.scrolling import standing_still as standing_still
from app.views.theme import Space, Status, Tone, px

_ICON_ROLE = {
    "primary": "on_primary",
    "danger": "on_danger",
    "quiet": "primary",
    "desk_primary": "desk_on_primary",
}
_ICON_SIZE = {"rail": 24, "status": 16, "chip": 16, "desk": 32, "desk_primary": 32}
_ICON_GAP, _ANSWER = 6, 200


def label(
    text: str = "", role: str = "body", *, wrap: bool = False, selectable: bool = False
) -> QLabel:
    """A plain-text label; never rich text, because names and notes may hold markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def button(
    text: str = "", icon: str = "", kind: str = "plain", *, key: str = "", tip: str = ""
) -> QPushButton:
    """A button; ``kind`` plain, primary, danger, quiet, icon, chip, touch, desk …

    ``key`` is a shortcut (shown in the tip). An icon-only button must have a ``tip``; it is
    its accessible name too.
    """
    made = Button(text)
    made.setProperty("kind", kind)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if icon:
        set_icon(made, icons.icon(icon, _ICON_ROLE.get(kind, "second")))
    if key:
        made.setShortcut(key)
    hint = f"{tip or text} ({key})" if key else tip
    made.setToolTip(hint)
    made.setAccessibleName(text or tip)
    made.setAutoDefault(False)
    return made


def set_icon(made: QPushButton, icon: QIcon) -> None:
    """Give a button its icon, with air between icon and word (Qt itself leaves 4 px)."""
    made.setIcon(icon)
    fit_icon(made)


def fit_icon(made: QPushButton) -> None:
    """Take the icon size of the kind and the scale of now."""
    side = _ICON_SIZE.get(str(made.property("kind")), 20)
    made.setIconSize(QSize(px(side + _ICON_GAP if made.text() else side), px(side)))


def on_click(made: QPushButton, callback: Callable[[], object]) -> QPushButton:
    """Connect ``clicked`` to a callable without arguments; return the button."""
    made.clicked.connect(lambda *_: callback())
    return made


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that a style rule depends on, and apply the rule now."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def fill(text: str, *values: object) -> str:
    """Put ``values`` into ``%1``, ``%2`` … of a translated text, in one pass; ints are counts."""
    words = [counted(one) if isinstance(one, int) else str(one) for one in values]
    return re.sub(r"%(\d)", lambda m: words[int(m[1]) - 1], text)


class Card(QFrame):
    """A white card with a line around it."""

    def __init__(self, direction: str = "v", padding: int = Space.L) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.box: QBoxLayout = QVBoxLayout(self) if direction == "v" else QHBoxLayout(self)
        self.box.setContentsMargins(*(px(padding),) * 4)
        self.box.setSpacing(px(Space.M))

    def add(self, *widgets: QWidget) -> Card:
        """Append widgets; return the card."""
        for widget in widgets:
            self.box.addWidget(widget)
        return self


def card(direction: str = "v") -> Card:
    """A card whose children stand below (``v``) or beside (``h``) each other."""
    return Card(direction)


def line() -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setProperty("role", "line")
    return made


def row(*widgets: QWidget | None, spacing: int = Space.S) -> QWidget:
    """Widgets beside each other without margins; None is a stretch."""
    return _box(QHBoxLayout(), widgets, spacing)


def column(*widgets: QWidget | None, spacing: int = Space.S) -> QWidget:
    """Widgets below each other without margins; None is a stretch."""
    return _box(QVBoxLayout(), widgets, spacing)


def bare(layout: QBoxLayout, spacing: int = Space.S) -> QBoxLayout:
    """``layout`` without margins and with scaled spacing."""
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(px(spacing))
    return layout


def _box(layout: QBoxLayout, widgets: tuple[QWidget | None, ...], spacing: int) -> QWidget:
    holder = QWidget()
    holder.setLayout(bare(layout, spacing))
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget)
    return holder


def clear(layout: QLayout, keep: Collection[QWidget] = ()) -> None:
    """Remove and delete everything in ``layout``; what is to ``keep`` is only taken out of it,
    to be put in again: it stays shown, and a mouse that is down on it still clicks."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None and widget not in keep:
            widget.hide()
            widget.deleteLater()


def set_shown(widget: QWidget, shown: bool) -> None:
    """Show or hide; a widget that has no parent yet is not thrown on the screen as a window."""
    if not shown or widget.parentWidget() is not None:
        widget.setVisible(shown)


class ElidedLabel(QLabel):
    """A label that shortens its text with … where the room is short; the tip has it all."""

    def __init__(self, text: str, role: str = "body") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self._full = text
        self.setMinimumWidth(px(48))
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show ``text``."""
        self._full = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def full_text(self) -> str:
        """The text without …."""
        return self._full

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        self.ensurePolished()
        width = self.fontMetrics().horizontalAdvance(self._full) + 2
        return QSize(width, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten for the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        shown = metrics.elidedText(self._full, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip("" if shown == self._full else self._full)


class IconLabel(QWidget):
    """One icon in a palette colour; follows the theme because it paints at every update."""

    def __init__(self, name: str, role: str = "second", size: int = 20) -> None:
        super().__init__()
        self._name, self._role, self._size = name, role, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, role: str = "second") -> None:
        """Show another icon or colour."""
        self._name, self._role = name, role
        self.update()

    def sizeHint(self) -> QSize:
        """The scaled icon size."""
        return QSize(px(self._size), px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the glyph."""
        painter = QPainter(self)
        icons.paint(painter, self.rect(), self._name, self._role)
        painter.end()


class StatusLabel(QWidget):
    """A state as icon, word and colour; ``wrap`` lets a long word take several lines."""

    def __init__(
        self, status: Status | None = None, *, role: str = "body", wrap: bool = False
    ) -> None:
        super().__init__()
        self._icon = IconLabel("neutral", "second", 18)
        self._word = label("", role, wrap=wrap)
        box = bare(QHBoxLayout(self), 6)
        box.addWidget(self._icon)
        box.addWidget(self._word, 1 if wrap else 0)
        if not wrap:
            box.addStretch(1)
        self.set_status(status or Status(""))

    def set_status(self, status: Status) -> None:
        """Show ``status``; an empty word hides the whole thing."""
        self._icon.set_icon(status.icon_name, icons.role_of(status.tone))
        self._word.setText(status.word)
        set_look(self._word, "tone", str(status.tone))
        set_shown(self, bool(status.word))

    def text(self) -> str:
        """The word shown."""
        return self._word.text()


class AnswerLabel(StatusLabel):
    """What a page answers beside its line; its words move nothing, long ones take two lines."""

    def __init__(self) -> None:
        super().__init__(role="strong", wrap=True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(px(_ANSWER))


def tone_button(text: str, status: Status, kind: str = "status") -> QPushButton:
    """A button that shows a state; used by the status line."""
    made = button(text or status.word, kind=kind)
    show_status(made, status)
    return made


def show_status(made: QPushButton, status: Status) -> None:
    """Give a button the icon, word and colour of ``status``."""
    made.setText(status.word)
    made.setAccessibleName(status.word)
    set_icon(made, icons.tone_icon(status.icon_name, status.tone))
    set_look(made, "tone", str(status.tone if status.tone is not Tone.PRIMARY else Tone.NEUTRAL))
