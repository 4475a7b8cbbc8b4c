"""What stands above a table: filter box, chips, count, column chooser, export, print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction, QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from app.views import parts
from app.views.inputs import LineEdit
from app.views.theme import Space, px
from app.views.widgets.flow import FlowLayout
from app.views.widgets.table.columns import Filter


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
        self.setFixedWidth(px(260))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Down; the rest is Qt's."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)


class FilterChip(parts.Button):
    """One filter: a menu of choices, or on and off.

    Signals:
        changed(): its value is another one.
    """

    changed = Signal()

    def __init__(self, filter_: Filter) -> None:
        super().__init__()
        self.filter = filter_
        self.value = ""
        self.setProperty("kind", "chip")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self._menu = QMenu(self)
        if filter_.choices:
            self.setMenu(self._menu)
        else:
            self.clicked.connect(lambda *_: self.choose("" if self.value else "1"))
        self.set_choices(filter_.choices)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices; a value that is no longer offered is dropped."""
        self._labels = dict(choices)
        self._menu.clear()
        if choices:
            self._offer("", QCoreApplication.translate("FilterChip", "全部"))
            self._menu.addSeparator()
        for value, text in choices:
            self._offer(value, text)
        if choices and self.value not in self._labels:
            self.value = ""
        self._show()

    def choose(self, value: str) -> None:
        """Take ``value`` as a person would."""
        if value != self.value:
            self.set_value(value)
            self.changed.emit()

    def set_value(self, value: str) -> None:
        """Take ``value`` silently."""
        self.value = value
        self._show()

    def _offer(self, value: str, text: str) -> None:
        action = QAction(text, self._menu)
        action.triggered.connect(lambda *_: self.choose(value))
        self._menu.addAction(action)

    def _show(self) -> None:
        title = self.filter.title
        if self._labels:
            chosen = self._labels.get(self.value, "")
            self.setText(f"{title}：{chosen}" if chosen else f"{title}  ▾")
        else:
            self.setText(f"✓ {title}" if self.value else title)
        parts.set_look(self, "active", "true" if self.value else "false")
        self.updateGeometry()


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
        self.reset = parts.on_click(
            parts.button(self.tr("清除筛选"), kind="quiet"), self.clear_filters
        )
        self.count = parts.label("", "second")
        self.columns = parts.button("", "columns", "icon", tip=self.tr("选择显示的列"))
        self.export = parts.button(self.tr("导出"), "excel", tip=self.tr("导出为 xlsx 表格"))
        self.print = parts.button(self.tr("打印"), "printing")
        self.export.hide()
        self.print.hide()
        self._lay_out()
        self.show_reset()

    def _lay_out(self) -> None:
        flow = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        flow.setSizePolicy(policy)
        chips = FlowLayout(flow)
        chips.addWidget(self.box)
        for chip in self.chips.values():
            holder = parts.row(chip)
            holder.setFixedHeight(px(40))
            chips.addWidget(holder)
            chip.changed.connect(lambda: self.filtered.emit(False))
        chips.addWidget(self.reset)
        self._tools = QHBoxLayout()
        parts.bare(self._tools)
        for each in (self.count, self.columns, self.export, self.print):
            self._tools.addWidget(each)
        box = parts.bare(QHBoxLayout(self), Space.L)
        box.addWidget(flow, 1)
        box.addLayout(self._tools)
        box.setAlignment(self._tools, Qt.AlignmentFlag.AlignTop)

    def add_tool(self, widget: QWidget) -> None:
        """Put a widget between the count and the column chooser."""
        self._tools.insertWidget(1, widget)

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
