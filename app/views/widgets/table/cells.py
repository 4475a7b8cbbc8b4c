"""How one cell is painted: hairlines, states as icon and word, a ring on the current row."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from app.views import icons, theme
from app.views.theme import Space, Status, px
from app.views.widgets.table.columns import Quiet
from app.views.widgets.table.model import CELL_ROLE, Cell

Index = QModelIndex | QPersistentModelIndex
_ONE_LINE = int(Qt.TextFlag.TextSingleLine)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Rows(Protocol):
    """What the view knows about rows as a whole; Qt tells a delegate only about cells."""

    def rings(self, row: int) -> bool:
        """Whether the focus ring goes around ``row``."""
        ...

    def hovers(self, row: int) -> bool:
        """Whether the mouse is over ``row``."""
        ...

    def outer_columns(self) -> tuple[int, int]:
        """First and last column in sight."""
        ...


class CellDelegate(QStyledItemDelegate):
    """Paints one cell from the tokens; no style sheet is consulted, which keeps it quick."""

    def __init__(self, view: QWidget, rows: Rows) -> None:
        super().__init__(view)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, hairline, content and, on the current row, the focus ring."""
        rect = option.rect
        painter.save()
        painter.fillRect(rect, theme.colour(self._ground(option, index.row())))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(px(Space.M), 0, -px(Space.M), 0)
        self._content(painter, inner, option, index)
        if self._rows.rings(index.row()):
            self._ring(painter, rect, index.column())
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

    def _ground(self, option: QStyleOptionViewItem, row: int) -> str:
        if option.state & QStyle.StateFlag.State_Selected:
            return "primary_weak"
        return "hover" if self._rows.hovers(row) else "card"

    def _content(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index
    ) -> None:
        cell: Cell = index.data(CELL_ROLE)
        if not cell.loaded:
            self._still_loading(painter, rect, index)
        elif isinstance(cell.value, Status):
            self._status(painter, rect, option, cell.value)
        elif cell.text:
            role = "second" if isinstance(cell.value, Quiet) else "text"
            self._text(painter, rect, option, cell.text, role, cell.align)

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

    def _ring(self, painter: QPainter, rect: QRect, column: int) -> None:
        pen = QPen(theme.colour("primary"), 2)
        painter.setPen(pen)
        top, bottom = rect.top() + 1, rect.bottom()
        painter.drawLine(rect.left(), top, rect.right(), top)
        painter.drawLine(rect.left(), bottom, rect.right(), bottom)
        first, last = self._rows.outer_columns()
        if column == first:
            painter.drawLine(rect.left() + 1, top, rect.left() + 1, bottom)
        if column == last:
            painter.drawLine(rect.right(), top, rect.right(), bottom)
