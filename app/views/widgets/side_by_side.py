"""`SideBySide`: two versions of the same fields, one line a field, and which of them stands.

Used where a person decides between two values: an import that contradicts a file, two files of
one person. ← and → choose, Space or Enter changes over, the buttons decide everything at once.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.views import parts
from app.views.tasks import TaskRunner
from app.views.theme import Space, Status, Tone
from app.views.widgets.flow import FlowLayout
from app.views.widgets.table import Column, DataTable, SequenceSource


@dataclass(frozen=True)
class Pair:
    """One field on both sides.

    ``group`` whose field it is, where several people are shown; ``locked`` why the right value
    cannot be chosen, ``""`` when it can.
    """

    key: Hashable
    label: str
    left: str
    right: str
    group: str = ""
    locked: str = ""

    @property
    def same(self) -> bool:
        """Whether there is nothing to choose."""
        return self.left == self.right


@dataclass(frozen=True)
class Words:
    """What the two sides and the choice of each are called."""

    left: str
    right: str
    choose_left: str
    choose_right: str
    group: str = ""
    unit: str = ""


class SideBySide(QWidget):
    """The fields of two versions; which one stands is chosen line by line.

    Signals:
        changed(): a choice was made.
    """

    changed = Signal()

    def __init__(self, name: str, runner: TaskRunner, words: Words) -> None:
        super().__init__()
        self._words, self._pairs = words, dict[Hashable, Pair]()
        self._right: set[Hashable] = set()
        self.table = DataTable(name, self._columns(), runner, unit=words.unit or self.tr("项"))
        self.table.set_toolbar_visible(False)
        self.table.view.installEventFilter(self)
        self.table.activated.connect(self.change_over)
        self.table.loaded.connect(self._begin_at_the_top)
        self.all_right = parts.on_click(
            parts.button(parts.fill(self.tr("全部%1"), words.choose_right)),
            lambda: self.choose_all(right=True),
        )
        self.all_left = parts.on_click(
            parts.button(parts.fill(self.tr("全部%1"), words.choose_left)),
            lambda: self.choose_all(right=False),
        )
        self.group_right = parts.on_click(
            parts.button(parts.fill(self.tr("这一人全部%1"), words.choose_right)),
            self._choose_group,
        )
        parts.set_shown(self.group_right, bool(words.group))
        hint = parts.label(self.tr("← → 选择，空格换一边"), "second")
        self._line = line = FlowLayout()
        for each in (self.all_right, self.all_left, self.group_right, hint):
            line.addWidget(each)
        box = parts.bare(QVBoxLayout(self), Space.M)
        box.addLayout(line)
        box.addWidget(self.table, 1)
        self.setFocusProxy(self.table.view)

    def add_tool(self, widget: QWidget) -> None:
        """Put a button of the page's own beside the others."""
        self._line.addWidget(widget)

    def set_pairs(self, pairs: Sequence[Pair], right: Collection[Hashable] = ()) -> None:
        """Show ``pairs``; the right value stands for the keys in ``right``."""
        self._pairs = {pair.key: pair for pair in pairs}
        self._right = {key for key in right if self._free(key)}
        self.table.set_source(
            SequenceSource(pairs, self.table.model.columns, identity=lambda pair: pair.key)
        )

    def right(self) -> frozenset[Hashable]:
        """Keys whose right value was chosen."""
        return frozenset(self._right)

    def choose(self, key: Hashable, *, right: bool) -> None:
        """Let one side stand; what is locked or the same on both sides stays."""
        if self._free(key) and right != (key in self._right):
            self._set({key}, right=right)

    def change_over(self, key: Hashable) -> None:
        """Let the other side stand."""
        self.choose(key, right=key not in self._right)

    def choose_all(self, *, right: bool) -> None:
        """Let one side stand everywhere."""
        self._set(set(self._pairs), right=right)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """← → and Space on a line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = self.table.current_id()
            if key is not None and event.key() in _SIDES:
                self.choose(key, right=_SIDES[Qt.Key(event.key())])
                return True
            if key is not None and event.key() == Qt.Key.Key_Space:
                self.change_over(key)
                return True
        return super().eventFilter(watched, event)

    def _begin_at_the_top(self, count: int) -> None:
        if count and self.table.current_id() is None:
            self.table.view.selectRow(0)

    def _choose_group(self) -> None:
        pair = self._pairs.get(self.table.current_id())
        if pair is not None:
            group = {key for key, one in self._pairs.items() if one.group == pair.group}
            self._set(group, right=True)

    def _set(self, keys: set[Hashable], *, right: bool) -> None:
        free = {key for key in keys if self._free(key)}
        self._right = self._right | free if right else self._right - free
        self.table.refresh()
        self.changed.emit()

    def _free(self, key: Hashable) -> bool:
        pair = self._pairs[key]
        return not (pair.same or pair.locked)

    def _columns(self) -> tuple[Column, ...]:
        words = self._words
        group = (Column("group", words.group, 168, sortable=False),) if words.group else ()
        # What was decided stands before the values: those may be long and go out of sight.
        return (
            *group,
            Column("label", self.tr("项目"), 92, sortable=False),
            Column("choice", self.tr("决定"), 138, sortable=False, kind="status",
                   value=self._choice),
            Column("left", words.left, 200 if words.group else 250, sortable=False),
            Column("right", words.right, 200, sortable=False, stretch=True),
        )  # fmt: skip

    def _choice(self, pair: Pair) -> Status:
        words = self._words
        if pair.same:
            return Status(self.tr("相同"), Tone.NEUTRAL, "check")
        if pair.locked:
            return Status(pair.locked, Tone.NEUTRAL, "lock")
        if pair.key in self._right:
            return Status(words.choose_right, Tone.INFO, "right")
        return Status(words.choose_left, Tone.NEUTRAL, "left")


_SIDES = {Qt.Key.Key_Left: False, Qt.Key.Key_Right: True}
