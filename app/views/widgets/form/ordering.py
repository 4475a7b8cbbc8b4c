"""Any of several in an order: tick them, then put them in their places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QPushButton, QVBoxLayout, QWidget

from app.views import parts
from app.views.inputs import CheckBox
from app.views.theme import Height, Space, px
from app.views.widgets.form.grid import SpanLayout

_ROWS = 5
"""Lines of the list that are seen at once."""


class OrderList(QListWidget):
    """The chosen ones from first to last; Alt+Up and Alt+Down move the current one.

    Signals:
        moved(int step): -1 earlier, 1 later. dropped(): Delete on the current one.
    """

    moved = Signal(int)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setProperty("role", "order")
        self.setFixedHeight(px(Height.ROW) * _ROWS)
        self.setAccessibleName(_tr("顺序"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow move, Delete takes away; the rest is Qt's."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in steps:
            self.moved.emit(steps[key])
        elif key == Qt.Key.Key_Delete:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


class OrderedChoice(QWidget):
    """What is chosen in its order, and below it check boxes under their headings.

    Signals:
        changed(): something was checked, taken away or moved.
    """

    changed = Signal()

    def __init__(self, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        super().__init__()
        self.boxes: dict[str, CheckBox] = {}
        self._labels = {value: text for _, choices in groups for value, text in choices}
        self.order = OrderList()
        self.up = parts.button(_tr("上移"), "up", tip=_tr("上移 (Alt+↑)"))
        self.down = parts.button(_tr("下移"), "down", tip=_tr("下移 (Alt+↓)"))
        self.drop = parts.button(_tr("去掉"), "close", "quiet", tip=_tr("去掉 (Delete)"))
        self._lay_out(groups)
        self._join()
        self._allow()

    def chosen(self) -> list[str]:
        """The chosen values in their order."""
        items = (self.order.item(row) for row in range(self.order.count()))
        return [str(item.data(Qt.ItemDataRole.UserRole)) for item in items]

    def choose(self, values: Iterable[str]) -> None:
        """Take exactly ``values`` that are offered, in that order, silently."""
        wanted = [value for value in dict.fromkeys(values) if value in self._labels]
        self.order.clear()
        for value, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(value in wanted)
            box.blockSignals(False)
        for value in wanted:
            self._append(value)
        self._allow()

    # --- inside ---------------------------------------------------------------------------

    def _lay_out(self, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        box = parts.bare(QVBoxLayout(self), Space.S)
        words = _tr("从上到下就是先后顺序；在下面勾选增加或去掉。")
        box.addWidget(parts.label(words, "small", wrap=True))
        box.addWidget(self.order)
        box.addWidget(parts.row(self.up, self.down, self.drop, None))
        for title, choices in groups:
            if title:
                box.addWidget(parts.label(title, "second"))
            holder = QWidget()
            grid = SpanLayout(holder, rows=Space.XS)
            for value, text in choices:
                made = self.boxes[value] = CheckBox(text)
                made.toggled.connect(partial(self._toggled, value))
                grid.add(made)
            box.addWidget(holder)
        self.setFocusProxy(self.order)

    def _join(self) -> None:
        self.order.currentRowChanged.connect(lambda _: self._allow())
        self.order.moved.connect(self._move)
        self.order.dropped.connect(self._drop)
        acts: tuple[tuple[QPushButton, Callable[[], object]], ...] = (
            (self.up, partial(self._move, -1)), (self.down, partial(self._move, 1)),
            (self.drop, self._drop),
        )  # fmt: skip
        for button, act in acts:
            parts.on_click(button, act)

    def _toggled(self, value: str, on: bool) -> None:
        """A newly checked one comes last; the list shows it."""
        if on:
            self._append(value)
            self.order.setCurrentRow(self.order.count() - 1)
        else:
            self.order.takeItem(self.chosen().index(value))
        self._allow()
        self.changed.emit()

    def _append(self, value: str) -> None:
        self.order.addItem(self._labels[value])
        self.order.item(self.order.count() - 1).setData(Qt.ItemDataRole.UserRole, value)

    def _move(self, step: int) -> None:
        """The current one changes places with its neighbour and stays the current one."""
        row = self.order.currentRow()
        if row < 0 or not 0 <= row + step < self.order.count():
            return
        self.order.insertItem(row + step, self.order.takeItem(row))
        self.order.setCurrentRow(row + step)
        self.changed.emit()

    def _drop(self) -> None:
        if 0 <= self.order.currentRow() < self.order.count():
            self.boxes[self.chosen()[self.order.currentRow()]].setChecked(False)

    def _allow(self) -> None:
        row, last = self.order.currentRow(), self.order.count() - 1
        for button, able in ((self.up, row > 0), (self.down, 0 <= row < last),
                             (self.drop, row >= 0)):  # fmt: skip
            if button.hasFocus() and not able:
                # At the end of the list the focus would wander on to the next button.
                self.order.setFocus()
            button.setEnabled(able)


def _tr(text: str) -> str:
    return QCoreApplication.translate("OrderedChoice", text)
