"""Keeps the columns of a view fitting: to their words, to the room, to what a person dragged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFontMetrics

from app.views import theme
from app.views.theme import FontSize, Space, px
from app.views.widgets.table.columns import Column
from app.views.widgets.table.model import LazyTableModel
from app.views.widgets.table.view import TableView
from app.views.widgets.table.widths import Wish, content_widths, share


class ColumnWidths(QObject):
    """Fits again at every size, after rows came and after a column was dragged.

    Signals:
        dragged(): a person chose the width of a column.
    """

    dragged = Signal()

    def __init__(self, view: TableView, model: LazyTableModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self._content: list[tuple[int, int]] = []
        self._by_hand: dict[str, int] = {}
        self._fits = False
        header = view.table_header
        header.sectionResized.connect(self._resized)
        header.released.connect(self.fit)
        view.room_changed.connect(self.fit)

    def by_hand(self) -> dict[str, int]:
        """Columns that a person dragged and their widths in unscaled pixels."""
        return dict(self._by_hand)

    def set_by_hand(self, widths: Mapping[str, int]) -> None:
        """Take widths that were dragged before; none makes all of them fit by themselves."""
        self._by_hand = dict(widths)
        self.fit()

    def measure(self, rows: Sequence[Any]) -> None:
        """Look at the words of ``rows``; columns only ever grow for them, so nothing jumps."""
        seen = content_widths(self._model.columns, rows, self._view.fontMetrics())
        before = self._content or [(0, 0)] * len(seen)
        pairs = zip(before, seen, strict=True)
        self._content = [(max(a[0], b[0]), max(a[1], b[1])) for a, b in pairs]
        self.fit()

    def show(self, position: int, shown: bool) -> None:
        """Show or hide a column."""
        self._fits = True
        self._view.setColumnHidden(position, not shown)
        self._fits = False
        self.fit()

    def fit(self) -> None:
        """Give every column shown its width."""
        if self._fits:
            return
        columns = self._model.columns
        shown = [i for i in range(len(columns)) if not self._view.isColumnHidden(i)]
        room = self._view.viewport().width()
        widths = share([self._wish(i, columns[i]) for i in shown], room)
        self._fits = True
        for i, width in zip(shown, widths, strict=True):
            if self._view.columnWidth(i) != width:
                self._view.setColumnWidth(i, width)
        self._fits = False

    def _wish(self, at: int, column: Column) -> Wish:
        arrow = " ↓" if column.sortable else ""
        metrics = QFontMetrics(theme.font(FontSize.SMALL, bold=True))  # as the style sheet has it
        title = metrics.horizontalAdvance(column.title + arrow) + px(2 * Space.M + 4)
        own = self._by_hand.get(column.key)
        return Wish(
            title,
            px(column.width if own is None else own),
            self._content[at][1] if self._content else None,
            dragged=own is not None,
            stretch=column.stretch and own is None,
            whole=column.kind not in ("text", "check"),
            most=self._content[at][0] if self._content else None,
            even=column.even,
        )

    def _resized(self, section: int, before: int, now: int) -> None:
        if not self._fits and before and now:
            self._by_hand[self._model.columns[section].key] = round(
                now * 100 / theme.current().scale
            )
            self.dragged.emit()
