"""A task of one file that needs the whole place of the page: an assessment, a comparison."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QWidget


class FullView(QWidget):
    """Base of what `MembersPage.show_full` shows; it is deleted when it has closed.

    Signals:
        closed(): go back to the file.
    """

    closed = Signal()

    def back(self) -> None:
        """Esc or 返回."""
        self.closed.emit()

    def way_to_paper(self) -> QAbstractButton | None:
        """The button of the view that Ctrl+P presses; None: nothing in it is printed."""
        return None

    def print(self) -> bool:
        """Press `way_to_paper` if it is offered and enabled."""
        button = self.way_to_paper()
        if button is None or button.isHidden() or not button.isEnabled():
            return False
        button.click()
        return True

    def data_changed(self, entities: frozenset[str]) -> None:
        """Rows of ``entities`` changed; those that the list shows are read anew anyway."""

    def leaving(self) -> None:
        """The view is about to go, whoever sent it away: keep what must be kept."""
