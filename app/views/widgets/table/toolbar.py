"""What stands above a table: filter box, chips, count, column chooser, export, print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.views import parts
from app.views.inputs import LineEdit
from app.views.theme import px
from app.views.widgets.flow import FlowLayout
from app.views.widgets.header import MoreButton
from app.views.widgets.table.chips import FilterChip, FoldedChips
from app.views.widgets.table.columns import Filter

_BOX, _NARROW, _FEW, _BAR = 260, 130, 2, 24
_OPEN = (False, False, False, False)
_WAYS = ((False, False), (False, True), (True, False), (True, True))
"""Of the box: narrow; of the chips: folded; what hides least comes first."""


class FilterBox(LineEdit):
    """The filter box: Esc empties it first, Down goes to the rows.

    Signals:
        down_pressed(): the person wants to go on in the list.
    """

    down_pressed = Signal()

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self.set_placeholders(placeholder, self.tr("筛选"))
        self.setAccessibleName(placeholder)
        self.set_leading_icon("search")
        self.setMinimumWidth(px(_NARROW))
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
        self.rest = MoreButton()
        self._spare: list[QPushButton] = []
        self._tight = False
        self._folded_for: tuple[int, tuple[object, ...]] = (0, ())
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
        self.rest.hide()
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
        for each in (self.count, self.rest, self.columns, self.export, self.print):
            self._flow.addWidget(each)
        self._set_spare(self.columns)

    def add_tool(self, widget: QWidget, *, spare: bool = False) -> None:
        """Put a widget between the count and the column chooser; ``spare`` ones are in the menu
        更多 where a tight window has no room for them."""
        self._flow.insert(self._flow.indexOf(self.rest), widget)
        if spare:
            assert isinstance(widget, QPushButton)
            self._set_spare(widget)

    def _set_spare(self, button: QPushButton) -> None:
        self._spare.append(button)
        self.rest.set_actions({str(at): one for at, one in enumerate(self._spare)})

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
        self._fold()

    def set_tight(self, tight: bool) -> None:
        """In a tight window, where that saves a row, the box is narrower, the chips that say
        nothing are in one menu, the buttons needed least in another, and the cross of the only
        chip that says something does for 清除筛选."""
        self._tight = tight
        self._fold()

    def event(self, event: QEvent) -> bool:
        """Another width, count or tool: room for all of it, or not."""
        done = super().event(event)
        if self._tight and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            now, (width, before) = self._state(), self._folded_for
            # A little wider alone is the bar of the page that went: what was folded for it stays,
            # or the bar would come back, and go, for ever.
            if now[1] != before or not 0 <= now[0] - width <= px(_BAR):
                self._fold()
        return done

    def _state(self) -> tuple[int, tuple[object, ...]]:
        """Width, and what else decides how much is folded."""
        chips = tuple((chip.text(), chip.value) for chip in self.chips.values())
        items = (self._flow.itemAt(at) for at in range(self._flow.count()))
        folding = (*self.chips.values(), *self._spare, self.more, self.rest, self.reset)
        others = tuple(
            (one.sizeHint().width(), one.isHidden())
            for item in items
            if item is not None and (one := item.widget()) is not None and one not in folding
        )
        return self.width(), (*chips, *others)

    def _fold(self) -> None:
        """Fold no more than saves a row."""
        self._folded_for = self._state()
        silent = [chip for chip in self.chips.values() if not chip.value]
        narrow, folded, quiet, spared = self._way(silent) if self._tight else _OPEN
        self.reset.setVisible(bool(self.values()) and not quiet)
        for chip in self.chips.values():
            chip.setVisible(bool(chip.value) or not folded)
        self.more.stand_for(silent)
        self.more.setVisible(folded)
        for tool in self._spare:
            parts.set_shown(tool, not spared)
        self.rest.setVisible(spared)
        self._flow.let_give(self._gives(narrow))

    def _way(self, silent: Sequence[FilterChip]) -> tuple[bool, bool, bool, bool]:
        """Whether the box is narrow, the chips are folded, 清除筛选 is left out, and the spare
        tools are folded: the first of the ways that takes the fewest rows."""
        for each in (*self.chips.values(), self.more, self.rest, self.reset, *self._spare):
            each.ensurePolished()
        said = [chip for chip in self.chips.values() if chip.value]
        crossed = len(said) == 1 and said[0].offers()
        ways = [
            (narrow, folded, quiet, spared)
            for spared in (False, True)[: 1 + (len(self._spare) > 1)]
            for quiet in (False, True)[: 1 + crossed]
            for narrow, folded in _WAYS
            if not folded or len(silent) > 1
        ]
        if len(silent) <= _FEW:  # a menu of so few gains less than the box can give
            ways.sort(key=lambda way: (way[3], way[2], way[1]))
        heights = {way: self._height(silent, *way) for way in ways}
        return min(ways, key=lambda way: heights[way])

    def _height(
        self,
        silent: Sequence[FilterChip],
        narrow: bool,
        folded: bool,
        quiet: bool,
        spared: bool,
    ) -> int:
        shown: dict[QWidget, bool] = {self.more: folded, self.rest: spared}
        shown[self.reset] = bool(self.values()) and not quiet
        shown.update(dict.fromkeys(silent, not folded))
        shown.update(dict.fromkeys(self._spare, not spared))
        return self._flow.height_with(self.width(), shown, self._gives(narrow))

    def _gives(self, narrow: bool) -> dict[QWidget, int]:
        return {self.box: px(_BOX - _NARROW)} if narrow else {}
