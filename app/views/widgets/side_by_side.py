"""`SideBySide`: two versions of the same fields, one line a field, and which of them stands.

Used where a person decides between two values: an import that contradicts a file, two files of
one person. ← and → choose, Space or Enter goes on to the next choice, the buttons decide everything
at once. Where both values can stand together, that is a third choice.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.views import parts
from app.views.tasks import TaskRunner
from app.views.theme import Space, Status, Tone, px
from app.views.widgets.flow import FlowLayout
from app.views.widgets.follow import follow_line
from app.views.widgets.header import MoreButton
from app.views.widgets.low_window import on_tight
from app.views.widgets.table import Column, DataTable, SequenceSource


@dataclass(frozen=True)
class Pair:
    """One field on both sides.

    ``group`` whose field it is, where several people are shown; ``locked`` why the right value
    cannot be chosen, ``""`` when it can; ``both`` what stands when both are kept, ``""`` where
    that cannot be. ``follows``: the line that decides about this one, for those of its sides
    (True: the right one) with which it does, and ``by`` the words for that.
    """

    key: Hashable
    label: str
    left: str
    right: str
    group: str = ""
    locked: str = ""
    both: str = ""
    follows: Mapping[bool, Hashable] = field(default_factory=dict)
    by: str = ""

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
    choose_both: str = ""


class SideBySide(QWidget):
    """The fields of two versions; which one stands is chosen line by line.

    Below them stands what the current line comes to, whole: values may be longer than a column.

    Signals:
        changed(): a choice was made; told(): ``outcome`` says something else.
    """

    changed = Signal()
    told = Signal()

    def __init__(self, name: str, runner: TaskRunner, words: Words) -> None:
        super().__init__()
        self._words, self._pairs = words, dict[Hashable, Pair]()
        self._right: set[Hashable] = set()
        self._both: set[Hashable] = set()
        self._line_key: Hashable = None
        self.table = DataTable(name, self._columns(), runner, unit=words.unit or self.tr("项"))
        self.table.set_toolbar_visible(False)
        self.table.view.installEventFilter(self)
        follow_line(self.table)
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
        self.outcome = parts.label("", "second", wrap=True)
        self.table.selection_changed.connect(lambda _: self._go_to_line())
        hint = parts.label(
            self.tr("← → 选择，空格轮换") if words.choose_both else self.tr("← → 选择，空格换一边"),
            "second",
        )
        self._tools: list[QWidget] = [self.all_right, self.all_left, self.group_right, hint]
        self._lead: QWidget | None = None
        self.more = MoreButton()
        holder = QWidget()
        self._line = FlowLayout(holder)
        for each in (*self._tools, self.more):
            self._line.addWidget(each)
        self.more.hide()
        self._head = parts.bare(QVBoxLayout(), Space.M)
        self._head.addWidget(holder)
        self._box = parts.bare(QVBoxLayout(self), Space.M)
        self._box.addLayout(self._head)
        self._box.addWidget(self.table, 1)
        self._box.addWidget(self.outcome)
        self.setFocusProxy(self.table.view)

    def add_tool(self, widget: QWidget) -> None:
        """Put a button of the page's own beside the others."""
        self._line.insert(self._line.count() - 1, widget)
        self._tools.append(widget)

    def set_lead(self, words: QWidget) -> None:
        """Put what is said about both sides above the buttons; in a tight window the buttons
        are in a menu beside it."""
        self._lead = words
        self._head.insertWidget(0, words, 1)
        on_tight(self, self._set_tight)

    def _set_tight(self, tight: bool) -> None:
        buttons = [one for one in self._tools if isinstance(one, QPushButton)]
        offered = [one for one in buttons if one is not self.group_right or self._words.group]
        for one in self._tools:
            parts.set_shown(one, not tight and (one in offered or one not in buttons))
        self.more.set_actions({str(at): one for at, one in enumerate(offered)})
        self.more.setVisible(tight)
        way = QBoxLayout.Direction
        self._head.setDirection(way.LeftToRight if tight else way.TopToBottom)
        for box in (self._head, self._box):
            box.setSpacing(px(Space.S if tight else Space.M))

    def take_outcome(self) -> QLabel:
        """What the current line comes to, for a place that does not scroll; the caller shows it
        while it says something (``told``)."""
        self._box.removeWidget(self.outcome)
        return self.outcome

    def set_pairs(
        self,
        pairs: Sequence[Pair],
        right: Collection[Hashable] = (),
        both: Collection[Hashable] = (),
    ) -> None:
        """Show ``pairs``; the right value stands for the keys in ``right``, both in ``both``."""
        self._pairs = {pair.key: pair for pair in pairs}
        self._line_key = pairs[0].key if pairs else None
        open_to_choice = {pair.key for pair in pairs if not (pair.same or pair.locked)}
        self._right = {key for key in right if key in open_to_choice}
        self._both = {key for key in both if self._free(key) and self._pairs[key].both}
        self.table.set_source(
            SequenceSource(pairs, self.table.model.columns, identity=lambda pair: pair.key)
        )
        self._show_outcome()

    def right(self) -> frozenset[Hashable]:
        """Keys whose right value stands."""
        return frozenset(key for key in self._pairs if self._stands_right(key))

    def both(self) -> frozenset[Hashable]:
        """Keys of which both values are kept."""
        return frozenset(self._both)

    def choose(self, key: Hashable, *, right: bool) -> None:
        """Let one side stand; what is locked or the same on both sides stays."""
        if self._free(key) and (key in self._both or right != (key in self._right)):
            self._set({key}, right=right)

    def choose_both(self, key: Hashable) -> None:
        """Keep both values, where that can be."""
        if self._free(key) and self._pairs[key].both and key not in self._both:
            self._right -= {key}
            self._both |= {key}
            self._changed()

    def change_over(self, key: Hashable) -> None:
        """Go on to the next choice: left, right, and both where that can be."""
        if key in self._both:
            self.choose(key, right=False)
        elif key in self._right and self._pairs[key].both:
            self.choose_both(key)
        else:
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
        self._both -= free
        self._changed()

    def _changed(self) -> None:
        # Nothing is fetched anew: a line would be no line for a moment, and a key pressed lost.
        model = self.table.model
        if model.rowCount():
            last = model.index(model.rowCount() - 1, model.columnCount() - 1)
            model.dataChanged.emit(model.index(0, 0), last)
        self._show_outcome()
        self.changed.emit()

    def _go_to_line(self) -> None:
        # While the table is read anew no line is current for a moment.
        self._line_key = self.table.current_id() or self._line_key
        self._show_outcome()

    def _show_outcome(self) -> None:
        """What the current line comes to; nothing where there is nothing to choose."""
        pair = self._pairs.get(self._line_key)
        said = ""
        if pair is not None and not pair.same:
            value = pair.right if self._stands_right(pair.key) else pair.left
            value = pair.both if pair.key in self._both else value
            said = parts.fill(self.tr("%1将是：%2"), pair.label, value or self.tr("（空）"))
        self.outcome.setText(said)
        self.told.emit()

    def _free(self, key: Hashable) -> bool:
        pair = self._pairs[key]
        return not (pair.same or pair.locked or self._led(pair) is not None)

    def _led(self, pair: Pair) -> bool | None:
        """The side that another line decides here (True: the right one); None: a free choice."""
        return next((r for r, key in pair.follows.items() if r == (key in self._right)), None)

    def _stands_right(self, key: Hashable) -> bool:
        pair = self._pairs[key]
        led = self._led(pair)
        return not pair.same and (key in self._right if led is None else led)

    def _columns(self) -> tuple[Column, ...]:
        words = self._words
        group = (Column("group", words.group, 168, sortable=False),) if words.group else ()
        side = 200 if words.group else 225
        # What was decided stands before the values: those may be long and go out of sight.
        return (
            *group,
            Column("label", self.tr("项目"), 92, sortable=False),
            Column("choice", self.tr("决定"), 138, sortable=False, kind="status",
                   value=self._choice),
            Column("left", words.left, side, sortable=False, stretch=True, even=True),
            Column("right", words.right, side, sortable=False, stretch=True, even=True),
        )  # fmt: skip

    def _choice(self, pair: Pair) -> Status:
        words = self._words
        if pair.same:
            return Status(self.tr("相同"), Tone.NEUTRAL, "check")
        if pair.locked:
            return Status(pair.locked, Tone.NEUTRAL, "lock")
        led = self._led(pair)
        if led is not None:
            return Status(pair.by, Tone.INFO if led else Tone.NEUTRAL, "right" if led else "left")
        if pair.key in self._both:
            return Status(words.choose_both, Tone.OK, "add")
        if pair.key in self._right:
            return Status(words.choose_right, Tone.INFO, "right")
        return Status(words.choose_left, Tone.NEUTRAL, "left")


_SIDES = {Qt.Key.Key_Left: False, Qt.Key.Key_Right: True}
