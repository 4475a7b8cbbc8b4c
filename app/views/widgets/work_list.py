"""What a person must decide, oldest first, one key each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.clock import Clock, local
from app.views import icons, parts
from app.views.theme import Space, Tone, px
from app.views.widgets.states import StateStack


@dataclass(frozen=True)
class WorkAction:
    """A button of an item; the first one also answers the item's key."""

    key: str
    label: str


@dataclass(frozen=True)
class WorkItem:
    """Something to decide.

    Attributes:
        text: what happened, in one line; ``detail`` below it in grey.
        since: local wall-clock time, naive.
    """

    key: str
    icon: str
    text: str
    since: dt.datetime
    tone: Tone = Tone.WARN
    detail: str = ""
    actions: tuple[WorkAction, ...] = ()


NARROW = 440
"""Below this width the actions of an item stand under its words."""


class _Row(QFrame):
    """One item; it takes the focus as a whole.

    Signals:
        acted(str action key), opened()
    """

    acted = Signal(str)
    opened = Signal()

    def __init__(self, item: WorkItem) -> None:
        super().__init__()
        self.item = item
        self.setProperty("role", "item")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._key = key = parts.label()
        key.setFixedSize(px(24), px(24))
        key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._below = parts.label("", "small", wrap=True)
        words = parts.column(parts.label(item.text, wrap=True), self._below, spacing=0)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(px(Space.M), px(Space.S), px(Space.S), px(Space.S))
        self._box.setSpacing(px(Space.M))
        head = QHBoxLayout()
        head.setSpacing(px(Space.M))
        head.addWidget(key)
        head.addWidget(parts.IconLabel(item.icon, icons.role_of(item.tone), 24))
        head.addWidget(words, 1)
        self._box.addLayout(head, 1)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(px(Space.M))
        for number_, action in enumerate(item.actions):
            made = parts.button(action.label, kind="plain" if number_ == 0 else "quiet")
            made.clicked.connect(lambda *_, name=action.key: self.acted.emit(name))
            self._actions.addWidget(made)
        self._box.addLayout(self._actions)

    def set_place(self, number: int, age: str) -> None:
        """Say which key it answers, from 1, and how long it has waited."""
        item, has_key = self.item, number <= 9
        self._key.setText(str(number) if has_key else "")
        parts.set_look(self._key, "role", "key" if has_key else "small")
        self._below.setText(f"{item.detail} · {age}" if item.detail else age)
        self.setAccessibleName(f"{item.text} {age}")

    def set_narrow(self, narrow: bool) -> None:
        """Put the actions below the words where there is no room beside them."""
        way = QBoxLayout.Direction
        self._box.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._actions.setAlignment(Qt.AlignmentFlag.AlignRight if narrow else Qt.AlignmentFlag(0))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open."""
        self.opened.emit()


class WorkList(QWidget):
    """Items to decide.

    Keys: 1–9 the first action of the n-th item, Enter that of the item with the ring, O or
    double click opens it, arrows move.

    Signals:
        acted(item_key, action_key), opened(item_key)
    """

    acted = Signal(str, str)
    opened = Signal(str)

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._rows: list[_Row] = []
        self._holder = QWidget()
        self._list = QVBoxLayout(self._holder)
        parts.bare(self._list, Space.S)
        self._scroll = parts.scroll(self._holder)
        self.states = StateStack(self._scroll)
        self._empty = (self.tr("没有要处理的事。"), self.tr("需要人来决定的事会出现在这里。"))
        parts.bare(QVBoxLayout(self)).addWidget(self.states)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_items(())

    def set_empty(self, text: str, hint: str = "") -> None:
        """What to say when nothing waits."""
        self._empty = (text, hint)
        self.set_items([row.item for row in self._rows])

    def set_items(self, items: Sequence[WorkItem]) -> None:
        """Show ``items``, oldest first; the focus stays on its item or goes to the next, and the
        list where it was turned to.

        An item that is the same as before keeps its row: whoever presses a button of it while the
        items come again has pressed it.
        """
        with parts.standing_still(self._holder):
            self._set_items(sorted(items, key=lambda one: one.since))

    def _set_items(self, items: Sequence[WorkItem]) -> None:
        focused = self._focused()
        before = self._rows[focused].item.key if focused is not None else ""
        rows = {row.item: row for row in self._rows}
        parts.clear(self._list, [rows[item] for item in items if item in rows])
        now = local(self._clock.now())
        self._rows = [rows.pop(item) if item in rows else self._make(item) for item in items]
        for number, row in enumerate(self._rows, 1):
            row.set_place(number, age_words(row.item.since, now))
            self._list.addWidget(row)
            row.show()
        self._list.addStretch(1)
        if not self._rows:
            self.states.show_state("empty", *self._empty)
            return
        self.states.show_content()
        if focused is not None:
            keys = [row.item.key for row in self._rows]
            at = keys.index(before) if before in keys else min(focused, len(keys) - 1)
            if self._focused() != at:
                self._rows[at].setFocus()

    def items(self) -> list[WorkItem]:
        """What is shown, in order."""
        return [row.item for row in self._rows]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows follow the width."""
        super().resizeEvent(event)
        for row in self._rows:
            row.set_narrow(self.width() < px(NARROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, Enter, O, arrows."""
        focused = self._focused()
        at = -1 if focused is None else focused
        key = event.key()
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and key - Qt.Key.Key_1 < len(self._rows):
            self._act(key - Qt.Key.Key_1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at >= 0:
            self._act(at)
        elif key == Qt.Key.Key_O and at >= 0:
            self.opened.emit(self._rows[at].item.key)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._rows:
            self._focus(at + (1 if key == Qt.Key.Key_Down else -1))
        else:
            super().keyPressEvent(event)

    def _focused(self) -> int | None:
        """Place of the item with the focus, or of the button that has it; also while another
        window is in front."""
        holder: QWidget | None = self.window().focusWidget()
        if holder is None:
            return None
        rows = enumerate(self._rows)
        return next((i for i, row in rows if row is holder or row.isAncestorOf(holder)), None)

    def _make(self, item: WorkItem) -> _Row:
        row = _Row(item)
        row.acted.connect(lambda action: self.acted.emit(item.key, action))
        row.opened.connect(lambda: self.opened.emit(item.key))
        row.set_narrow(self.width() < px(NARROW))
        return row

    def _act(self, at: int) -> None:
        item = self._rows[at].item
        if item.actions:
            self.acted.emit(item.key, item.actions[0].key)
        else:
            self.opened.emit(item.key)

    def _focus(self, at: int) -> None:
        row = self._rows[max(0, min(at, len(self._rows) - 1))]
        row.setFocus()
        self._scroll.ensureWidgetVisible(row)


def age_words(since: dt.datetime, now: dt.datetime) -> str:
    """How long something waits: 刚刚, 12 分钟前, 今天 08:31, 昨天 16:05, 3 天前."""
    minutes = int((now - since).total_seconds() // 60)
    days = (now.date() - since.date()).days
    if minutes < 1:
        return "刚刚"
    if minutes < 60:
        return f"{minutes} 分钟前"
    if days == 0:
        return f"今天 {since:%H:%M}"
    return f"昨天 {since:%H:%M}" if days == 1 else f"{days} 天前"
