"""The table view: fixed row heights, whole rows under the mouse, one column that stays in sight."""

from __future__ import annotations

from collections.abc import Hashable
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Signal
from PySide6.QtGui import (
    QCursor,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    Qt,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
)

from app.views import theme
from app.views.theme import Height, px
from app.views.widgets.table.cells import CellDelegate
from app.views.widgets.table.header import TableHeader
from app.views.widgets.table.model import ID_ROLE

Index = QModelIndex | QPersistentModelIndex
LEAST_ROWS = 4
"""Rows that a table shows however low the window is; the page scrolls instead."""
_FEWEST = 2
_LEAST_WIDTH = 160


class TableView(QTableView):
    """A `QTableView` with the house's habits.

    Signals:
        opened(QModelIndex): double click, Enter or Return on a row.
        copy_asked(): Ctrl+C.
        sort_asked(int column): a header was clicked.
        typed(str): letters typed on the rows; they belong into the filter box.
        room_changed(): there is another width for the columns.
    """

    opened = Signal(object)
    copy_asked = Signal()
    sort_asked = Signal(int)
    typed = Signal(str)
    room_changed = Signal()

    def __init__(self, *, multi: bool = False, touch: bool = False) -> None:
        super().__init__()
        self._touch, self._low = touch, False
        self._hovered = -1
        self.least_rows = LEAST_ROWS
        self.table_header = TableHeader(self)
        self.setHorizontalHeader(self.table_header)
        self.table_header.sectionClicked.connect(self.sort_asked)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if multi else mode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(CellDelegate(self, self))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self._pressed: Hashable = None
        self._apply_heights()

    def set_low(self, low: bool) -> None:
        """Lower rows in a low window, and no more of them at least than there are."""
        if low != self._low:
            self._low = low
            self._apply_heights()
            self.updateGeometry()

    def reset(self) -> None:
        """Other rows: in a low window another number of them decides how low it may be."""
        super().reset()
        if self._low:
            self.updateGeometry()

    def _apply_heights(self) -> None:
        """Fixed heights: measuring 100,000 rows took 13 s."""
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(px(24))
        plain = Height.LOW_ROW if self._low else Height.ROW
        rows.setDefaultSectionSize(px(Height.TOUCH if self._touch else plain))
        self.horizontalHeader().setFixedHeight(px(plain))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width for the columns."""
        super().resizeEvent(event)
        self.room_changed.emit()

    def sizeHint(self) -> QSize:
        """No more than it needs at least; what is left over comes from the layout."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """The header, a few rows and the bar below them: a shorter table is of no use."""
        rows = self.least_rows
        if self._low and self.model() is not None:
            rows = min(rows, max(self.model().rowCount(), _FEWEST))
        row = self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height()
        head = self.horizontalHeader().height()
        return QSize(px(_LEAST_WIDTH), head + rows * row + bar)

    # --- rows as a whole --------------------------------------------------------------------

    def rings(self, row: int) -> bool:
        """Whether the focus ring goes around ``row``."""
        return self.hasFocus() and self.currentIndex().row() == row

    def hovers(self, row: int) -> bool:
        """Whether the mouse is over ``row``."""
        return row == self._hovered

    def outer_columns(self) -> tuple[int, int]:
        """First and last column in sight; the one that stays at the left is the first."""
        header = self.table_header
        order = [header.logicalIndex(i) for i in range(header.count())]
        shown = [i for i in order if not self.isColumnHidden(i)]
        if not shown:
            return -1, -1
        return (shown[0] if header.stuck().isEmpty() else header.sticky), shown[-1]

    def viewportEvent(self, event: QEvent) -> bool:
        """Follow the mouse from row to row."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._hover(self.rowAt(event.position().toPoint().y()))
        elif event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """No row is under the mouse when the table comes back."""
        self._hover(-1)
        super().hideEvent(event)

    def _hover(self, row: int) -> None:
        if row == self._hovered:
            return
        before, self._hovered = self._hovered, row
        for one in (before, row):
            if one >= 0:
                height = self.rowHeight(one)
                self.viewport().update(
                    0, self.rowViewportPosition(one), self.viewport().width(), height
                )

    # --- the column that stays --------------------------------------------------------------

    def set_sticky(self, column: int) -> None:
        """Keep ``column`` in sight at the left when the others are scrolled; -1 for none."""
        self.table_header.sticky = column
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint the column that stays at its place; the row under the mouse is another one."""
        super().scrollContentsBy(dx, dy)
        if dx and self.table_header.sticky >= 0:
            self.viewport().update()
            self.table_header.viewport().update()
        if dy and self._hovered >= 0:
            self._hover(self.rowAt(self.viewport().mapFromGlobal(QCursor.pos()).y()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """All cells, then those of the column that stays over those it hides."""
        super().paintEvent(event)
        stuck = self.table_header.stuck()
        first = self.rowAt(event.rect().top())
        if stuck.isEmpty() or first < 0 or event.rect().left() > stuck.right():
            return
        last = self.rowAt(event.rect().bottom())
        last = last if last >= 0 else self.model().rowCount() - 1
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        for row in range(first, last + 1):
            self._paint_stuck(painter, option, row, stuck.width())
        painter.end()

    def _paint_stuck(
        self, painter: QPainter, option: QStyleOptionViewItem, row: int, width: int
    ) -> None:
        index = self.model().index(row, self.table_header.sticky)
        option.rect = QRect(0, self.rowViewportPosition(row), width, self.rowHeight(row))
        option.state &= ~QStyle.StateFlag.State_Selected
        if self.selectionModel().isRowSelected(row):
            option.state |= QStyle.StateFlag.State_Selected
        self.itemDelegate().paint(painter, option, index)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawLine(option.rect.topRight(), option.rect.bottomRight())

    def indexAt(self, pos: QPoint) -> QModelIndex:
        """The cell in sight at ``pos``, not the one below the column that stays."""
        stuck, row = self.table_header.stuck(), self.rowAt(pos.y())
        if row >= 0 and not stuck.isEmpty() and 0 <= pos.x() <= stuck.right():
            return self.model().index(row, self.table_header.sticky)
        return super().indexAt(pos)

    def visualRect(self, index: Index) -> QRect:
        """Where a cell is painted."""
        rect, stuck = super().visualRect(index), self.table_header.stuck()
        if index.column() == self.table_header.sticky and not stuck.isEmpty():
            rect.moveLeft(0)
        return rect

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into sight; the column that stays is, and hides none behind itself."""
        bar, stuck = self.horizontalScrollBar(), self.table_header.stuck()
        before = bar.value()
        super().scrollTo(index, hint)
        if stuck.isEmpty():
            return
        left = self.columnViewportPosition(index.column())
        if index.column() == self.table_header.sticky:
            bar.setValue(before)
        elif 0 <= left <= stuck.right():
            bar.setValue(bar.value() - (stuck.right() + 1 - left))

    # --- the mouse --------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note whose row was meant. Half a second later Qt would turn the list until that row is
        whole, also when another part of the page stands in its place by then."""
        self.setAutoScroll(False)
        super().mousePressEvent(event)
        self.setAutoScroll(True)
        self._pressed = self._identity(self.indexAt(event.position().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the row; Qt forgets the first click when the rows came again before the second."""
        before = self._pressed
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        left = event.button() is Qt.MouseButton.LeftButton
        if left and index.isValid() and self._identity(index) == before:
            self.opened.emit(index)

    def _identity(self, index: QModelIndex) -> Hashable:
        return cast(Hashable, self.model().data(index, ID_ROLE)) if index.isValid() else None

    # --- keys -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies; the rest is Qt's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Qt would look through every row, which would fetch them all."""
        if search.strip():
            self.typed.emit(search)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Repaint both rows: the ring runs around all their cells."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Another scale: other row heights."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._apply_heights()
