"""What stands above a table: filter box, chips, count, column chooser, export, print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QWidget

from app.views import parts
from app.views.inputs import LineEdit
from app.views.theme import px
from app.views.widgets.flow import FlowLayout
from app.views.widgets.table.chips import FilterChip, FoldedChips
from app.views.widgets.table.columns import Filter

_BOX = 260


class FilterBox(LineEdit):
    """The filter box: Esc empties it first, Down goes to the rows.

    Signals:
        down_pressed(): the person wants to go on in the list.
    """

    down_pressed = Signal()

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.set_leading_icon("search")
        self.setMinimumWidth(px(_BOX // 2))
        self.setMaximumWidth(px(_BOX))

    def sizeHint(self) -> QSize:
        """Wide enough for what it says."""
        return QSize(px(_BOX), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Down; the rest is Qt's."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)


class TableToolbar(QWidget):
    """The row above a table.

    Signals:
        filtered(bool typing): another query; ``typing`` asks for a pause first.
    """

    filtered = Signal(bool)

    def __init__(self, filters: Iterable[Filter], placeholder: str) -> None:
        super().__init__()
        self.box = FilterBox(placeholder)
        self.box.textChanged.connect(lambda _: self.filtered.emit(True))
        self.chips = {one.key: FilterChip(one) for one in filters}
        self.more = FoldedChips()
        self._low = False
        self.reset = parts.on_click(
            parts.button(self.tr("清除筛选"), kind="quiet"), self.clear_filters
        )
        self.count = parts.label("", "second")
        self.columns = parts.button("", "columns", "icon", tip=self.tr("选择显示的列"))
        self.export = parts.button(self.tr("导出"), "excel", tip=self.tr("导出为 xlsx 表格"))
        self.print = parts.button(self.tr("打印"), "printing")
        self.export.hide()
        self.print.hide()
        self.more.hide()
        self._lay_out()
        self.show_reset()

    def _lay_out(self) -> None:
        self._flow = FlowLayout(self)
        self._flow.addWidget(self.box)
        for chip in self.chips.values():
            self._flow.addWidget(chip)
            chip.changed.connect(lambda: self.filtered.emit(False))
        self._flow.addWidget(self.more)
        self._flow.addWidget(self.reset)
        self._flow.add_stretch()
        for each in (self.count, self.columns, self.export, self.print):
            self._flow.addWidget(each)

    def add_tool(self, widget: QWidget) -> None:
        """Put a widget between the count and the column chooser."""
        self._flow.insert(self._flow.indexOf(self.columns), widget)

    def values(self) -> dict[str, str]:
        """Active chips and their values."""
        return {key: chip.value for key, chip in self.chips.items() if chip.value}

    def set_values(self, text: str, filters: Mapping[str, str]) -> None:
        """Show a query without announcing it."""
        self.box.blockSignals(True)
        self.box.setText(text)
        self.box.blockSignals(False)
        for key, chip in self.chips.items():
            chip.set_value(filters.get(key, ""))
        self.show_reset()

    def clear_filters(self) -> None:
        """Show everything again."""
        self.set_values("", {})
        self.filtered.emit(False)

    def show_reset(self) -> None:
        """清除筛选 is there only while it has something to do."""
        self.reset.setVisible(bool(self.values()))
        self._fold()

    def set_low(self, low: bool) -> None:
        """In a low window the chips that say nothing are in one menu, where they need a row."""
        self._low = low
        self._fold()

    def event(self, event: QEvent) -> bool:
        """Another width, count or tool: room for all chips, or not."""
        done = super().event(event)
        if self._low and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fold()
        return done

    def _fold(self) -> None:
        """One menu for the silent chips, if that saves a row."""
        silent = [chip for chip in self.chips.values() if not chip.value]
        folded = self._low and len(silent) > 1 and self._saves_a_row(silent)
        for chip in self.chips.values():
            chip.setVisible(bool(chip.value) or not folded)
        self.more.stand_for(silent)
        self.more.setVisible(folded)

    def _saves_a_row(self, silent: Sequence[FilterChip]) -> bool:
        for each in (*self.chips.values(), self.more):
            each.ensurePolished()
        heights = [
            self._flow.height_with(
                self.width(), {self.more: folded, **dict.fromkeys(silent, not folded)}
            )
            for folded in (True, False)
        ]
        return heights[0] < heights[1]
