"""What stands above a table: filter box, chips, count, column chooser, export, print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtGui import QAction, QKeyEvent, Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.views import parts
from app.views.inputs import LineEdit
from app.views.theme import px
from app.views.widgets.flow import FlowLayout
from app.views.widgets.table.columns import GROUP_SIGN, Filter

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
        self._groups: list[frozenset[str]] = []
        if filter_.choices or filter_.groups:
            self.setMenu(self._menu)
        else:
            self.clicked.connect(lambda *_: self.choose("" if self.value else "1"))
        if filter_.groups:
            self.set_groups(filter_.groups)
        else:
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

    def set_groups(self, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        """Offer a submenu per group; chosen values that are no longer offered are dropped."""
        self._labels = {value: text for _, choices in groups for value, text in choices}
        self._groups = [frozenset(value for value, _ in choices) for _, choices in groups]
        self._menu.clear()
        self._offer("", QCoreApplication.translate("FilterChip", "全部"))
        self._menu.addSeparator()
        for title, choices in groups:
            menu = self._menu.addMenu(title)
            for value, text in choices:
                action = QAction(text, menu)
                action.triggered.connect(partial(self._toggled, value))
                menu.addAction(action)
        self.value = GROUP_SIGN.join(one for one in self.chosen() if one in self._labels)
        self._show()

    def _toggled(self, value: str, _checked: bool = False) -> None:
        self.pick(value)

    def chosen(self) -> tuple[str, ...]:
        """The chosen values, at most one of a group."""
        return tuple(one for one in self.value.split(GROUP_SIGN) if one)

    def pick(self, value: str) -> None:
        """Choose ``value`` in its group instead of what was chosen there, or take it back."""
        group = next(group for group in self._groups if value in group)
        kept = [one for one in self.chosen() if one not in group]
        self.choose(GROUP_SIGN.join([*kept, *(() if value in self.chosen() else (value,))]))

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
            chosen = "、".join(self._labels.get(one, one) for one in self.chosen())
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
        self._flow = FlowLayout(self)
        self._flow.addWidget(self.box)
        for chip in self.chips.values():
            self._flow.addWidget(chip)
            chip.changed.connect(lambda: self.filtered.emit(False))
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
