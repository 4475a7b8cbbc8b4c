"""The table view: fixed row heights, hairlines, states as icon and word, a ring on the row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from app.views import icons, theme
from app.views.theme import Height, Space, Status, px
from app.views.widgets.table.model import CELL_ROLE, Cell, LazyTableModel

Index = QModelIndex | QPersistentModelIndex
LEAST_ROWS = 4
"""Rows that a table shows however low the window is; the page scrolls instead."""
_LEAST_WIDTH = 160
_ONE_LINE = int(Qt.TextFlag.TextSingleLine)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class CellDelegate(QStyledItemDelegate):
    """Paints one cell from the tokens; no style sheet is consulted, which keeps it quick."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, hairline, content and, on the current row, the focus ring."""
        rect = option.rect
        painter.save()
        painter.fillRect(rect, theme.colour(self._ground(option)))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(px(Space.M), 0, -px(Space.M), 0)
        self._content(painter, inner, option, index)
        view = option.widget
        if isinstance(view, TableView) and view.rings(index.row()):
            self._ring(painter, rect, view, index.column())
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """The whole text of a cell that is cut off, and only then."""
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        room = option.rect.width() - 2 * px(Space.M)
        cut = event.type() == QEvent.Type.ToolTip and (
            "\n" in text or view.fontMetrics().horizontalAdvance(text) > room
        )
        QToolTip.showText(event.globalPos(), text if cut else "", view)
        return cut

    def _ground(self, option: QStyleOptionViewItem) -> str:
        if option.state & QStyle.StateFlag.State_Selected:
            return "primary_weak"
        return "hover" if option.state & QStyle.StateFlag.State_MouseOver else "card"

    def _content(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index
    ) -> None:
        cell: Cell = index.data(CELL_ROLE)
        if not cell.loaded:
            self._still_loading(painter, rect, index)
        elif isinstance(cell.value, Status):
            self._status(painter, rect, option, cell.value)
        elif cell.text:
            self._text(painter, rect, option, cell.text, "text", cell.align)

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        option: QStyleOptionViewItem,
        text: str,
        role: str,
        align: int,
    ) -> None:
        shown = option.fontMetrics.elidedText(
            text.replace("\n", " "), Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.setPen(theme.colour(role))
        painter.drawText(rect, align | _ONE_LINE, shown)

    def _status(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, status: Status
    ) -> None:
        if not status.word:
            return
        role, side = icons.role_of(status.tone), px(18)
        box = QRect(rect.x(), rect.center().y() - side // 2 + 1, side, side)
        icons.paint(painter, box, status.icon_name, role)
        words = rect.adjusted(side + px(6), 0, 0, 0)
        self._text(painter, words, option, status.word, role, _LEFT)

    def _still_loading(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """A grey bar instead of a word that is still on its way."""
        width = min(rect.width(), px(60 + 17 * (index.row() % 4)))
        bar = QRect(rect.x(), rect.center().y() - px(4), width, px(8))
        painter.fillRect(bar, theme.colour("hover"))

    def _ring(self, painter: QPainter, rect: QRect, view: TableView, column: int) -> None:
        pen = QPen(theme.colour("primary"), 2)
        painter.setPen(pen)
        top, bottom = rect.top() + 1, rect.bottom()
        painter.drawLine(rect.left(), top, rect.right(), top)
        painter.drawLine(rect.left(), bottom, rect.right(), bottom)
        first, last = view.outer_columns()
        if column == first:
            painter.drawLine(rect.left() + 1, top, rect.left() + 1, bottom)
        if column == last:
            painter.drawLine(rect.right(), top, rect.right(), bottom)


class TableView(QTableView):
    """A `QTableView` with the house's habits.

    Signals:
        opened(QModelIndex): double click, Enter or Return on a row.
        copy_asked(): Ctrl+C.
        sort_asked(int column): a header was clicked.
        typed(str): letters typed on the rows; they belong into the filter box.
    """

    opened = Signal(object)
    copy_asked = Signal()
    sort_asked = Signal(int)
    typed = Signal(str)

    def __init__(self, *, multi: bool = False, touch: bool = False) -> None:
        super().__init__()
        self._touch = touch
        self.least_rows = LEAST_ROWS
        self._stretch: dict[int, int] = {}
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if multi else mode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self._set_up_header()
        self.doubleClicked.connect(lambda index: self.opened.emit(index))
        self._apply_heights()

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(px(48))
        header.sectionClicked.connect(self.sort_asked)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)

    def _apply_heights(self) -> None:
        """Fixed heights: measuring 100,000 rows took 13 s."""
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(px(24))
        rows.setDefaultSectionSize(px(Height.TOUCH if self._touch else Height.ROW))
        self.horizontalHeader().setFixedHeight(px(Height.ROW))

    def set_columns(self, model: LazyTableModel, widths: dict[str, int]) -> None:
        """Give every column its width; no title is ever clipped."""
        header = self.horizontalHeader()
        metrics = self.fontMetrics()
        self._stretch = {i: c.width for i, c in enumerate(model.columns) if c.stretch}
        header.setStretchLastSection(not self._stretch)
        for i, column in enumerate(model.columns):
            needed = metrics.horizontalAdvance(column.title + " ↓") + px(2 * Space.M + 4)
            wanted = column.width if column.stretch else widths.get(column.key, column.width)
            self.setColumnWidth(i, max(px(wanted), needed))
        self.fit_stretch()

    def fit_stretch(self) -> None:
        """Give what is left to the stretching columns; never less than their own width.

        `QHeaderView.Stretch` would squeeze them to nothing in a narrow window.
        """
        shown = [i for i in range(self.horizontalHeader().count()) if not self.isColumnHidden(i)]
        stretching = [i for i in shown if i in self._stretch]
        if not stretching:
            return
        fixed = sum(self.columnWidth(i) for i in shown if i not in self._stretch)
        share = (self.viewport().width() - fixed) // len(stretching)
        for i in stretching:
            self.setColumnWidth(i, max(share, px(self._stretch[i])))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width for the stretching columns."""
        super().resizeEvent(event)
        self.fit_stretch()

    def sizeHint(self) -> QSize:
        """No more than it needs at least; what is left over comes from the layout."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """The header, a few rows and the bar below them: a shorter table is of no use."""
        row = self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(px(_LEAST_WIDTH), px(Height.ROW) + self.least_rows * row + bar)

    def rings(self, row: int) -> bool:
        """Whether the focus ring goes around ``row``."""
        return self.hasFocus() and self.currentIndex().row() == row

    def outer_columns(self) -> tuple[int, int]:
        """First and last shown column."""
        header = self.horizontalHeader()
        order = [header.logicalIndex(i) for i in range(header.count())]
        shown = [i for i in order if not self.isColumnHidden(i)]
        return (shown[0], shown[-1]) if shown else (-1, -1)

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
