"""People to choose from: one large button each, a number key for each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.services.members.types import MemberHit
from app.views import parts
from app.views.theme import Height, Space, px
from app.views.widgets.member_picker import describe


class ElidedLabel(QLabel):
    """A label in one line that ends in … where it has no room, and never pushes others away."""

    def __init__(self, text: str, role: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as fits."""
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class ChoiceButton(QPushButton):
    """One person: number key, name, and what tells people of one name apart."""

    def __init__(self, number: int, hit: MemberHit, *, desk: bool) -> None:
        super().__init__()
        self.hit = hit
        self.setProperty("kind", "bignumber" if desk else "touch")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        about = describe(hit)
        self.setAccessibleName(f"{hit.name} {about}")
        self.setToolTip(about)
        key = parts.label(str(number), "desk_second" if desk else "key")
        key.setFixedWidth(px(24))
        key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = parts.column(
            ElidedLabel(hit.name, "desk_heading" if desk else "strong"),
            ElidedLabel(about, "desk_second" if desk else "second"),
            spacing=0,
        )
        box = QHBoxLayout(self)
        box.setContentsMargins(px(Space.M), px(Space.S), px(Space.M), px(Space.S))
        box.setSpacing(px(Space.M))
        box.addWidget(key)
        box.addWidget(words, 1)
        for part in (key, words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._least = px(Height.DESK if desk else Height.TOUCH)

    def sizeHint(self) -> QSize:
        """Two lines and air."""
        hint = self.layout().sizeHint()  # type: ignore[union-attr]
        return QSize(px(200), max(hint.height(), self._least))


class ChoiceGrid(QWidget):
    """Up to nine people in three columns.

    Args:
        desk: the sizes of the check-in desk.

    Signals:
        chosen(MemberHit)
    """

    chosen = Signal(object)

    def __init__(self, *, desk: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px(Space.S))
        for column in range(3):
            self._grid.setColumnStretch(column, 1)
        self.buttons: list[ChoiceButton] = []

    def set_hits(self, hits: Sequence[MemberHit]) -> None:
        """Offer ``hits``; empty offers nobody."""
        parts.clear(self._grid)
        self.buttons = []
        for number, hit in enumerate(hits, 1):
            made = ChoiceButton(number, hit, desk=self._desk)
            parts.on_click(made, partial(self.chosen.emit, hit))
            self._grid.addWidget(made, (number - 1) // 3, (number - 1) % 3)
            self.buttons.append(made)

    def hits(self) -> list[MemberHit]:
        """The people offered."""
        return [button.hit for button in self.buttons]

    def pick(self, number: int) -> None:
        """Take choice ``number``, counted from 0."""
        if 0 <= number < len(self.buttons):
            self.chosen.emit(self.buttons[number].hit)
