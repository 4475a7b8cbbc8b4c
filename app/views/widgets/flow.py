"""A layout that wraps like words: no row of buttons is ever wider than its place."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QSpacerItem, QWidget

from app.views.theme import Space, px
from app.views.widgets.items_layout import ItemsLayout


class FlowLayout(ItemsLayout):
    """Places its widgets in rows, as many in each as fit; each stands in the middle of its row.

    Args:
        spacing: unscaled pixels between widgets and rows.
        fill: widen the widgets of a row evenly until they fill it.
        columns: give all widgets one width, so many in a row or as many as fit.
        top: put lower widgets at the top of their row instead of its middle.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        spacing: int = Space.S,
        *,
        fill: bool = False,
        columns: int = 0,
        top: bool = False,
    ) -> None:
        super().__init__(parent)
        self._fill, self._top, self._columns = fill or bool(columns), top, columns
        self._shares: dict[QLayoutItem, int] = {}
        self._assumed: Mapping[QWidget, bool] = {}
        self._gives: Mapping[QWidget, int] = {}
        self.setSpacing(px(spacing))

    def add(self, widget: QWidget, share: int = 0) -> None:
        """Append ``widget``; it gets ``share`` parts of what its row has to spare."""
        self.addWidget(widget)
        self._shares[self._items[-1]] = share

    def add_stretch(self, share: int = 1) -> None:
        """Push all that follows to the right; it stays together as long as one row takes it.
        With no ``share`` it only stays together."""
        gap = QSpacerItem(0, 0)
        self._items.append(gap)
        self._shares[gap] = share

    def insert(self, index: int, widget: QWidget) -> None:
        """Put ``widget`` before item ``index``."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def _forget(self, item: QLayoutItem) -> None:
        self._shares.pop(item, None)

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more room than it needs."""
        return Qt.Orientation(0)

    def heightForWidth(self, width: int) -> int:
        """Height of all rows at ``width``."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def height_with(
        self, width: int, shown: Mapping[QWidget, bool], gives: Mapping[QWidget, int] | None = None
    ) -> int:
        """Height at ``width`` if these widgets were shown (True) or hidden, and gave way as in
        `let_give`; nothing moves."""
        before, self._assumed = self._gives, shown
        self._gives = self._gives if gives is None else gives
        try:
            return self.heightForWidth(width)
        finally:
            self._assumed, self._gives = {}, before

    def let_give(self, gives: Mapping[QWidget, int]) -> None:
        """Let these widgets become so many pixels narrower where that saves a row."""
        if self._gives != gives:
            self._gives = dict(gives)
            self.invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Place the items into ``rect``."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Everything in one row."""
        shown = [item for item in self._items if item.widget() and not item.isEmpty()]
        if self._columns:
            cell = max(map(_wanted, shown), default=0)
            wide = min(self._columns, len(shown)) * (cell + self.spacing())
            return QSize(max(0, wide - self.spacing()), self.heightForWidth(wide))
        width = sum(map(_wanted, shown)) + self.spacing() * max(len(shown) - 1, 0)
        return QSize(width, max((i.sizeHint().height() for i in shown), default=0))

    def minimumSize(self) -> QSize:
        """The largest single item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for number, row in enumerate(self._rows(rect.width())):
            y += self.spacing() if number else 0
            y += self._place_row(row, QPoint(rect.x(), y), rect.width(), move=move)
        return y - rect.y()

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        """The items, broken into rows of at most ``width``."""
        shown = [item for item in self._items if item.widget() is None or self._counts(item)]
        if self._columns:
            many = self._columns_in(shown, width)
            return [shown[at : at + many] for at in range(0, len(shown), many)]
        rows: list[list[QLayoutItem]] = []
        gaps: list[QLayoutItem] = []
        used = 0
        for at, item in enumerate(shown):
            if item.widget() is None:
                gaps = [item]
                continue
            needed = self._least(item)
            block = self._block(shown[at:]) if gaps and not _has_gap(rows) else needed
            room = width - used - self.spacing()
            if rows and needed <= room and (block <= room or block > width):
                rows[-1].extend((*gaps, item) if not _has_gap(rows) else (item,))
                used += self.spacing() + needed
            else:
                rows.append([*gaps, item])
                used = needed
        return rows

    def _counts(self, item: QLayoutItem) -> bool:
        widget = item.widget()
        assumed = self._assumed.get(widget) if widget is not None else None
        return not item.isEmpty() if assumed is None else assumed

    def _block(self, items: list[QLayoutItem]) -> int:
        """Width of what stands together from the first of ``items`` to the next gap."""
        widths: list[int] = []
        for item in items:
            if item.widget() is None:
                break
            widths.append(self._least(item))
        return sum(widths) + self.spacing() * (len(widths) - 1)

    def _least(self, item: QLayoutItem) -> int:
        """What an item wants less what it may give."""
        widget = item.widget()
        return _wanted(item) - (self._gives.get(widget, 0) if widget is not None else 0)

    def _columns_in(self, shown: list[QLayoutItem], width: int) -> int:
        cell = max(map(_wanted, shown), default=1)
        return max(1, min(self._columns, (width + self.spacing()) // (cell + self.spacing())))

    def _place_row(self, row: list[QLayoutItem], at: QPoint, width: int, *, move: bool) -> int:
        """Place one row at ``at``; gives its height."""
        widths = self._widths(row, width)
        heights = [_height(item, one) for item, one in zip(row, widths, strict=True)]
        height, x = max(heights), at.x()
        if not move:
            return height
        for item, wide, high in zip(row, widths, heights, strict=True):
            if item.widget() is None:
                x += wide
                continue
            above = 0 if self._top else (height - high) // 2
            rect = QRect(x, at.y() + above, wide, high)
            item.setGeometry(QRect(x, at.y(), wide, height) if self._fill else rect)
            x += wide + self.spacing()
        return height

    def _widths(self, row: list[QLayoutItem], width: int) -> list[int]:
        """What each item of ``row`` gets of ``width``."""
        if self._columns:
            shown = [item for item in self._items if not item.isEmpty()]
            many = self._columns_in(shown, width)
            return [(width - self.spacing() * (many - 1)) // many] * len(row)
        widths = [min(_wanted(item), width) for item in row]
        seen = sum(1 for item in row if item.widget() is not None)
        spare = width - sum(widths) - self.spacing() * (seen - 1)
        for at, item in enumerate(row):
            given = min(max(0, -spare), _wanted(item) - self._least(item))
            widths[at] -= given
            spare += given
        spare = max(0, spare)
        shares = [1 if self._fill else self._shares.get(item, 0) for item in row]
        if any(shares):
            for at, (item, share) in enumerate(zip(row, shares, strict=True)):
                more = widths[at] + spare * share // sum(shares)
                widths[at] = max(widths[at], min(more, _widest(item)))
        return widths


def _has_gap(rows: list[list[QLayoutItem]]) -> bool:
    return bool(rows) and any(item.widget() is None for item in rows[-1])


def _wanted(item: QLayoutItem) -> int:
    """The width of an item that nothing widens; at least the minimum of its widget."""
    widget = item.widget()
    if widget is not None and item.isEmpty():  # only assumed to be shown: the item says nothing
        return max(widget.sizeHint().width(), widget.minimumSizeHint().width())
    return max(item.sizeHint().width(), item.minimumSize().width())


def _widest(item: QLayoutItem) -> int:
    widget = item.widget()
    return widget.maximumWidth() if widget is not None else 1 << 24


def _height(item: QLayoutItem, width: int) -> int:
    widget = item.widget()
    if widget is not None and item.isEmpty():
        return widget.sizeHint().height()
    if item.hasHeightForWidth():
        return max(item.minimumSize().height(), item.heightForWidth(width))
    return item.sizeHint().height()
