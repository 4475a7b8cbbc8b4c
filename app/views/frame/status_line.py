"""The status line: terminals, last backup, what waits; each a button to its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.views import parts
from app.views.theme import Space, Status, px
from app.views.widgets.flow import FlowLayout

_AIR = 3


@dataclass(frozen=True)
class StatusItem:
    """One thing to keep an eye on; pressing it opens ``page``."""

    key: str
    status: Status
    page: str
    tip: str = ""


class StatusLine(QWidget):
    """Buttons in one line at the foot of the window, or in two where one is too short.

    Signals:
        opened(str page key)
    """

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons: dict[str, QPushButton] = {}
        self._box = FlowLayout()
        self._around = QVBoxLayout(self)
        self._around.addLayout(self._box)
        self.fit()

    def fit(self) -> None:
        """Take the sizes of the scale of now; what one line does not hold takes another."""
        self._box.setSpacing(px(Space.S))
        self._around.setContentsMargins(px(Space.L), px(_AIR), px(Space.L), px(_AIR))
        self.setMinimumHeight(px(36))
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

    def set_status(self, key: str, status: Status) -> None:
        """Change one item."""
        parts.show_status(self.buttons[key], status)
