"""One row of buttons for what stands below it; what the row has no room for is in 更多."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.views import parts
from app.views.theme import Space
from app.views.widgets.flow import FlowLayout
from app.views.widgets.header import MoreButton


class ActionBar(QWidget):
    """Shows ``buttons`` beside each other. Which of them go into the menu first, `set_spare`
    says; only when even that does not do, the others wrap."""

    def __init__(self, buttons: Mapping[str, QPushButton]) -> None:
        super().__init__()
        self.buttons = dict(buttons)
        self.more = MoreButton()
        self._spare: tuple[str, ...] = ()
        self._flow = FlowLayout(self, Space.S)
        for one in (*self.buttons.values(), self.more):
            self._flow.addWidget(one)
        self.more.hide()

    def set_spare(self, keys: Sequence[str]) -> None:
        """The actions that may go into 更多, the first one first."""
        self._spare = tuple(keys)
        self._fold()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the menu lets it be."""
        return self._flow.minimumSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: another number of buttons in the row."""
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        """Another word on a button, another scale."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fold()
        return done

    def _fold(self) -> None:
        folded = self._to_fold()
        self.more.set_actions({key: self.buttons[key] for key in folded})
        for key, button in self.buttons.items():
            if button.isHidden() is not (key in folded):
                parts.set_shown(button, key not in folded)
        if self.more.isHidden() is bool(folded):
            parts.set_shown(self.more, bool(folded))

    def _to_fold(self) -> tuple[str, ...]:
        """As few of the spare ones as let the others stand in one row, in their own order."""
        for count in range(len(self._spare) + 1):
            folded = self._spare[:count]
            # One alone in a menu is no gain: it is as far away and its word is gone.
            if count != 1 and self._needed(folded) <= self.width():
                break
        return tuple(key for key in self.buttons if key in folded)

    def _needed(self, folded: Sequence[str]) -> int:
        row: list[QWidget] = [one for key, one in self.buttons.items() if key not in folded]
        if folded:
            row.append(self.more)
        for one in row:
            one.ensurePolished()
        widths = (max(one.sizeHint().width(), one.minimumSizeHint().width()) for one in row)
        return sum(widths) + self._flow.spacing() * (len(row) - 1)
