"""The frame of everything that stands before the desk: one calm card in an empty window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from app.views import icons, parts
from app.views.theme import Space, px
from app.views.widgets.form import Form

_ABOVE, _LOW = 64, 700
_WIDE = 1000
"""Stretch of the card: as wide as it may be before the margins get anything."""


class Panel(QWidget):
    """A card in the middle: icon and title, then what `add` appends.

    Args:
        role: palette name of the icon's colour.
        width: of the card, unscaled pixels.
    """

    def __init__(
        self, title: str, icon: str = "house", role: str = "primary", width: int = 640
    ) -> None:
        super().__init__()
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = parts.label(title, "heading", wrap=True)
        self.icon = parts.IconLabel(icon, role, 32)
        self.card = parts.Card(padding=Space.XL)
        self.card.setMaximumWidth(px(width))
        head = parts.row(self.icon, self.title, spacing=Space.M)
        head.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self.card.add(head)
        holder = QWidget()
        middle = QVBoxLayout(holder)
        middle.setContentsMargins(*(px(Space.L),) * 4)
        # Between stretches, not aligned: an aligned card would get the height that its text
        # needs at the window's width. The title stays at one height from step to step.
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.card, _WIDE)
        line.addStretch(1)
        self._above = QSpacerItem(0, px(_ABOVE))
        middle.addSpacerItem(self._above)
        middle.addLayout(line)
        middle.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scrolled(holder))

    def add(self, *widgets: QWidget) -> None:
        """Append widgets to the card."""
        self.card.add(*widgets)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window has no room to give away above the card."""
        super().resizeEvent(event)
        self._above.changeSize(0, px(_ABOVE) if self.height() >= px(_LOW) else 0)
        self.card.updateGeometry()


def scrolled(content: QWidget) -> QScrollArea:
    """``content`` with a scroll bar when the window is too low for it (large letters)."""
    content.setProperty("ground", "none")
    return parts.ScrollArea(content)


class Problem(QWidget):
    """A sentence about what did not work; takes no place while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._words = parts.label("", "error", wrap=True, selectable=True)
        parts.bare(QVBoxLayout(self)).addWidget(self._words)
        self.hide()

    def say(self, text: str) -> None:
        """Show ``text``; empty hides it."""
        self._words.setText(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """The sentence."""
        return self._words.text()


def leads_on(form: Form) -> None:
    """Let the button of ``form`` say that it goes on; Enter in its last line does so too."""
    form.save_button.setIcon(icons.icon("right", "on_primary"))


def enter_clicks(*buttons: QPushButton) -> None:
    """Make Enter press the one of ``buttons`` that has the focus, as in a dialogue."""
    for button in buttons:
        button.setAutoDefault(True)


def numbered(*sentences: str) -> QWidget:
    """Sentences below each other, with their numbers in front."""
    lines = []
    for number, sentence in enumerate(sentences, 1):
        mark = parts.label(f"{number}.", "second")
        mark.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        mark.setFixedWidth(px(24))
        line = parts.row(mark, parts.label(sentence, wrap=True))
        line.layout().setStretch(1, 1)  # type: ignore[union-attr]
        lines.append(line)
    return parts.column(*lines, spacing=Space.XS)
