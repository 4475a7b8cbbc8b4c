"""The bookkeeping Qt asks of every layout, for the layouts of our own."""

from __future__ import annotations

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class ItemsLayout(QLayout):
    """Keeps items in their order; where they go and how high they are is the subclass's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        """Append an item (called by ``addWidget``)."""
        self._items.append(item)

    def count(self) -> int:
        """Number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Item ``index`` or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove item ``index``."""
        if not 0 <= index < len(self._items):
            return None
        item = self._items.pop(index)
        self._forget(item)
        return item

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def _forget(self, item: QLayoutItem) -> None:
        """``item`` went: nothing asked for it is kept."""
