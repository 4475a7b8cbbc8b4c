"""The six columns on which everything in a form stands, whatever section it is in."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget

from app.views.theme import Space, px
from app.views.widgets.items_layout import ItemsLayout

COLUMNS = 6
SPANS = (1, 2, 3, 6)
"""Columns that a widget may take, so that its edges meet those of its neighbours above."""


class SpanLayout(ItemsLayout):
    """Rows of six columns of exactly one width; a widget takes some of them.

    `QGridLayout` widens the columns of wide widgets, so that two forms, or two sections of one,
    never have the same columns. Here the columns depend on nothing but the width. What is hidden
    takes no place, and what would not fit into its columns takes more of them.

    Args:
        gap, rows: unscaled pixels between columns and between rows.
        alike: widgets that ask for the same number of columns get the same number.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        gap: int = Space.L,
        rows: int = Space.L,
        *,
        alike: bool = True,
    ) -> None:
        super().__init__(parent)
        self._asked: dict[QLayoutItem, int] = {}
        self._gap, self._rows_gap, self._alike = px(gap), px(rows), alike
        self._heights: dict[int, int] = {}
        self._spans: dict[int, list[int]] = {}
        self._least: QSize | None = None

    def add(self, widget: QWidget, span: int = 1) -> None:
        """Append ``widget`` over at least ``span`` columns, one of `SPANS`."""
        self.addWidget(widget)
        self._asked[self._items[-1]] = span

    def _forget(self, item: QLayoutItem) -> None:
        self._asked.pop(item, None)

    def expandingDirections(self) -> Qt.Orientation:
        """It takes the width there is."""
        return Qt.Orientation.Horizontal

    def invalidate(self) -> None:
        """Something in it changed: measure anew. Qt asks for the same sizes again and again."""
        self._heights, self._spans, self._least = {}, {}, None
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        """Height of all rows at ``width``."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        """Place the items into ``rect``."""
        super().setGeometry(rect)
        used = self._place(rect, move=True)
        shown = [item for item in self._items if not item.isEmpty()]
        if len(shown) == 1 and rect.height() > used:  # one that was given more fills it
            shown[0].setGeometry(rect)

    def sizeHint(self) -> QSize:
        """Columns wide enough for what every item would like."""
        shown = [(item, asked) for item, asked in self._each() if not item.isEmpty()]
        column = max((-(-(i.sizeHint().width() + self._gap) // n) for i, n in shown), default=0)
        width = max(0, COLUMNS * column - self._gap)
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        """The widest single item: below that nothing can be read."""
        if self._least is None:
            size = QSize()
            for item in self._items:
                size = size.expandedTo(item.minimumSize())
            self._least = size
        return self._least

    def spans(self, width: int) -> list[int]:
        """Columns that each shown item takes at ``width``."""
        if width not in self._spans:
            self._spans[width] = self._measured(width)
        return self._spans[width]

    def _measured(self, width: int) -> list[int]:
        shown = [(item, asked) for item, asked in self._each() if not item.isEmpty()]
        found = [self._fitting(item, asked, width) for item, asked in shown]
        if not self._alike:
            return found
        most: dict[int, int] = {}
        for (_, asked), span in zip(shown, found, strict=True):
            most[asked] = max(most.get(asked, 0), span)
        return [most[asked] for _, asked in shown]

    def _each(self) -> list[tuple[QLayoutItem, int]]:
        return [(item, self._asked.get(item, 1)) for item in self._items]

    def _fitting(self, item: QLayoutItem, asked: int, width: int) -> int:
        """The least of `SPANS` from ``asked`` on whose columns hold ``item``."""
        least = item.minimumSize().width()
        wider = (
            span for span in SPANS if span >= asked and self._edges(0, span, width)[1] >= least
        )
        return next(wider, COLUMNS)

    def _edges(self, column: int, span: int, width: int) -> tuple[int, int]:
        """Left edge and width of ``span`` columns from ``column`` on."""
        left = column * (width + self._gap) // COLUMNS
        right = (column + span) * (width + self._gap) // COLUMNS - self._gap
        return left, right - left

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Place the rows below each other; gives their height."""
        shown = [item for item in self._items if not item.isEmpty()]
        y, row, used = rect.y(), list[tuple[QLayoutItem, int, int]](), 0
        for item, span in zip(shown, self.spans(rect.width()), strict=True):
            if used + span > COLUMNS:
                y += self._place_row(row, rect, y, move=move) + self._rows_gap
                row, used = [], 0
            row.append((item, used, span))
            used += span
        return y + self._place_row(row, rect, y, move=move) - rect.y()

    def _place_row(
        self, row: list[tuple[QLayoutItem, int, int]], rect: QRect, y: int, *, move: bool
    ) -> int:
        places = [(item, *self._edges(at, span, rect.width())) for item, at, span in row]
        height = max((_height(item, width) for item, _, width in places), default=0)
        if move:
            for item, left, width in places:
                item.setGeometry(QRect(rect.x() + left, y, width, height))
        return height


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return max(item.minimumSize().height(), item.heightForWidth(width))
    return item.sizeHint().height()
