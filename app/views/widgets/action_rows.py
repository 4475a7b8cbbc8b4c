"""A card of a few things with what can be done to each: cards, consents, terminal numbers.

For a handful of rows with their own buttons; whatever can grow long is a `DataTable`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.views import parts
from app.views.theme import Space, Status
from app.views.widgets.flow import FlowLayout


@dataclass(frozen=True)
class RowAction:
    """A button of a row."""

    key: str
    word: str
    icon: str = ""


@dataclass(frozen=True)
class ActionRow:
    """One thing: what it is, its state in icon and word, grey words below."""

    key: str
    status: Status
    text: str
    detail: str = ""
    actions: tuple[RowAction, ...] = ()


class ActionRows(parts.Card):
    """A titled card with rows.

    Args:
        empty: what to say and do while there is none.

    Signals:
        asked(str action, str row): a button of a row, or of the head (row ``""``).
    """

    asked = Signal(str, str)

    def __init__(self, title: str, empty: str) -> None:
        super().__init__()
        self._head = QHBoxLayout()
        self.title = parts.label(title, "strong")
        self._head.addWidget(self.title)
        self._head.addStretch(1)
        self.box.addLayout(self._head)
        self._empty = parts.label(empty, "second", wrap=True)
        self.box.addWidget(self._empty)
        self._rows = parts.bare(QVBoxLayout(), Space.S)
        self.box.addLayout(self._rows)
        self.heads: dict[str, QPushButton] = {}
        self.buttons: dict[tuple[str, str], QPushButton] = {}
        self._holders: dict[str, QWidget] = {}
        self._pointed: str | None = None
        self.shown: tuple[ActionRow, ...] = ()

    def add_head(self, key: str, word: str, icon: str = "", kind: str = "plain") -> None:
        """A button beside the title."""
        made = parts.button(word, icon, kind)
        parts.on_click(made, partial(self.asked.emit, key, ""))
        self._head.addWidget(made)
        self.heads[key] = made

    def set_rows(self, rows: Sequence[ActionRow]) -> None:
        """Show ``rows``; the focus stays on the button it was on, and the page where it is.

        A row that says the same as before is the same row: whoever presses a button of it while
        the rows come again has pressed it.
        """
        with parts.standing_still(self):
            self._set_rows(rows)

    def _set_rows(self, rows: Sequence[ActionRow]) -> None:
        focused = next((k for k, button in self.buttons.items() if button.hasFocus()), None)
        before, holders, buttons = set(self.shown), self._holders, self.buttons
        kept = [row for row in rows if row in before]
        parts.clear(self._rows, [holders[row.key] for row in kept])
        self.buttons, self._holders = {}, {}
        self.shown = tuple(rows)
        for number, row in enumerate(rows):
            if number:
                self._rows.addWidget(parts.line())
            if row in kept:
                made = self._holders[row.key] = holders[row.key]
                self.buttons |= {k: button for k, button in buttons.items() if k[1] == row.key}
            else:
                made = self._row(row)
            self._rows.addWidget(made)
            made.show()  # at once: for a moment the card would have no height, the page no length
        self._empty.setVisible(not rows)
        self._show_pointed()
        self._keep_focus(focused)

    def point_at(self, key: str) -> bool:
        """Mark the row ``key``, bring it into sight and put the focus on its first button; False
        when it is not shown."""
        holder = self._holders.get(key)
        self._pointed = None if holder is None else key
        self._show_pointed()
        if holder is None:
            return False
        first = next((made for (_, row), made in self.buttons.items() if row == key), None)
        if first is not None:
            first.setFocus()
        parts.bring_into_sight_soon(holder)
        return True

    def _show_pointed(self) -> None:
        for key, holder in self._holders.items():
            parts.set_look(holder, "pointed", "true" if key == self._pointed else "false")

    def _keep_focus(self, was: tuple[str, str] | None) -> None:
        """On the same button, else on one of the same row, else on the head."""
        if was is None or (was in self.buttons and self.buttons[was].hasFocus()):
            return
        row = (made for (_, key), made in self.buttons.items() if key == was[1])
        made = self.buttons.get(was) or next(row, None) or next(iter(self.heads.values()), None)
        if made is not None:
            made.setFocus()

    def set_allowed(self, why_not: str) -> None:
        """Disable every button and say why in its tip; empty allows them."""
        for made in (*self.heads.values(), *self.buttons.values()):
            made.setEnabled(not why_not)
            made.setToolTip(why_not)

    def _row(self, row: ActionRow) -> QWidget:
        self._holders[row.key] = holder = QFrame()
        holder.setProperty("role", "entry")
        flow = FlowLayout(holder, Space.M)
        words = parts.column(spacing=0)
        box = words.layout()
        assert box is not None
        text = parts.label(row.text, selectable=True)
        parts.set_shown(text, bool(row.text))
        box.addWidget(parts.row(text, parts.StatusLabel(row.status), None, spacing=Space.M))
        if row.detail:
            box.addWidget(parts.label(row.detail, "second", wrap=True))
        words.layout().addStretch(1)  # type: ignore[union-attr]
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        flow.add(words, 1)
        flow.add_stretch(0)  # the buttons beside the words, or all of them below
        for action in row.actions:
            made = parts.button(action.word, action.icon, "quiet")
            made.setAccessibleName(f"{action.word} {row.text}")
            parts.on_click(made, partial(self.asked.emit, action.key, row.key))
            flow.addWidget(made)
            self.buttons[action.key, row.key] = made
        return holder
