"""The status line: terminals, last backup, what waits; each a button to its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.views import parts
from app.views.theme import Space, Status, px


@dataclass(frozen=True)
class StatusItem:
    """One thing to keep an eye on; pressing it opens ``page``."""

    key: str
    status: Status
    page: str
    tip: str = ""


class StatusLine(QWidget):
    """Buttons in one line at the foot of the window.

    Signals:
        opened(str page key)
    """

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons: dict[str, QPushButton] = {}
        self.fit()
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(px(Space.L), 0, px(Space.L), 0)
        self._box.setSpacing(px(Space.S))

    def fit(self) -> None:
        """Take the height of the scale of now."""
        self.setFixedHeight(px(36))
        for button in self.buttons.values():
            parts.fit_icon(button)

    def set_items(self, items: Sequence[StatusItem]) -> None:
        """Show ``items`` from left to right."""
        parts.clear(self._box)
        self.buttons = {}
        for item in items:
            button = parts.button(item.status.word, kind="status", tip=item.tip)
            button.clicked.connect(lambda *_, page=item.page: self.opened.emit(page))
            parts.show_status(button, item.status)
            self.buttons[item.key] = button
            self._box.addWidget(button)
        self._box.addStretch(1)

    def set_status(self, key: str, status: Status) -> None:
        """Change one item."""
        parts.show_status(self.buttons[key], status)
