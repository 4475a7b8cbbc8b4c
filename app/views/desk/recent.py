"""The last ten check-ins of the desk, each with 撤销."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QWidget,
)

from app.core.names import told_apart
from app.services.attendance import Returned
from app.views import parts
from app.views.theme import Height, Space, px

MOST = 10
COLUMNS, MOST_ROWS, _COLUMN, _TOLD = 3, 4, 300, 400
"""Columns while each has so many unscaled pixels, more where namesakes are told apart; fewer in a
narrow window."""


@dataclass(frozen=True)
class Recent:
    """One check-in made at the desk; ``time`` is ``HH:MM``; ``about``: year of birth and
    community of somebody whose name another file has too.

    ``returned``: coming back on the list is all that was done, and ``uid`` is the member's."""

    uid: str
    name: str
    time: str
    undone: bool = False
    about: str = ""
    returned: Returned | None = None

    @property
    def whole_name(self) -> str:
        """``王秀英（1938，小河社区）`` of somebody who is not the only one of the name."""
        return told_apart(self.name, self.about)


class RecentList(parts.Card):
    """Ten people in three columns, the newest at the upper left, the next one beside.

    Its height is that of a full list from the start, so that the answer above it never moves;
    only where there is room for one line alone it takes none until somebody came.

    Signals:
        undo_asked(str uid), redo_asked(str uid), show_asked()
    """

    undo_asked = Signal(str)
    redo_asked = Signal(str)
    show_asked = Signal()

    def __init__(self) -> None:
        super().__init__("v", Space.M)
        self._note = parts.label("", "desk_second", wrap=True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.show_button = parts.button(self.tr("显示最近签到"), kind="desk")
        parts.on_click(self.show_button, self.show_asked.emit)
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(Space.XL))
        self._grid.setVerticalSpacing(px(Space.S))
        self._holder = holder
        self.box.setSpacing(px(Space.S))
        self.box.addStretch(0)
        self.box.addWidget(self._note)
        self.box.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.box.addWidget(holder)
        self.box.addStretch(1)
        self._columns = COLUMNS
        self._rows, self._given, self._hidden = MOST_ROWS, tuple[Recent, ...](), 0
        self.set_entries(())

    def set_rows(self, rows: int) -> None:
        """Show so many rows, at least one; more than four are not needed."""
        rows = max(1, min(rows, MOST_ROWS))
        if rows != self._rows:
            self._rows = rows
            self.set_entries(self._given, self._hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer columns rather than cut names."""
        super().resizeEvent(event)
        if self._fitting() != self._columns:
            self.set_entries(self._given, self._hidden)

    def spare(self) -> int:
        """Pixels that a lower window can have back: all rows in sight but one."""
        return self._full_height() - self._height_of(1) if self._rows > 1 or self.entries else 0

    def set_entries(self, entries: Sequence[Recent], hidden: int = 0) -> None:
        """Show ``entries``, newest first; ``hidden`` more are kept out of sight."""
        parts.clear(self._grid)
        self._given, self._hidden = tuple(entries[:MOST]), hidden
        self._columns = self._fitting()
        self.entries = self._given[: self._columns * self._rows]
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, int(column < self._columns))
        for number, entry in enumerate(self.entries):
            self._grid.addWidget(self._row(entry), number // self._columns, number % self._columns)
        self._holder.setVisible(bool(self.entries))
        kept = self.tr("最近的签到已收起，不留老人信息。")
        self._note.setText(kept if hidden else self.tr("在这里签到的老人会列在这里。"))
        self._note.setVisible(not self.entries)
        self.show_button.setVisible(bool(hidden))
        self.box.setStretch(0, 0 if self.entries else 1)  # words alone stand in the middle
        self.setVisible(bool(self.entries or hidden or self._rows > 1))
        self.setMinimumHeight(self._full_height() if self._rows > 1 or self.entries else 0)

    def _fitting(self) -> int:
        """Columns for the names, and for year and community where they are needed."""
        told = any(entry.about for entry in self._given)
        return max(1, min(COLUMNS, self.width() // px(_TOLD if told else _COLUMN)))

    def _full_height(self) -> int:
        return self._height_of(self._rows)

    def _height_of(self, rows: int) -> int:
        return rows * px(Height.DESK) + (rows - 1) * px(Space.S) + 2 * px(Space.M)

    def _name(self, name: str) -> QLabel:
        """A long name takes two lines: nobody is called “阿卜杜热合曼…”."""
        made = parts.label(name, "desk", wrap=True)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return made

    def _row(self, entry: Recent) -> QWidget:
        done = entry.time if entry.returned is None else entry.returned.word
        time = parts.label(self.tr("已撤销") if entry.undone else done, "desk_second")
        name = self._name(entry.name)
        who: QWidget = name
        if entry.about:  # a line of its own: beside the name it would push the name away
            about = parts.ElidedLabel(entry.about, "desk_second")
            about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            who = parts.column(name, about, spacing=0)
        undo = self.tr("恢复") if entry.undone else self.tr("撤销")
        signal = self.redo_asked if entry.undone else self.undo_asked
        made = parts.button(undo, kind="desk", tip=f"{undo} {entry.whole_name}")
        parts.on_click(made, lambda: signal.emit(entry.uid))
        row = QWidget()
        box = parts.bare(QHBoxLayout(row), Space.M)
        box.addWidget(time)
        box.addWidget(who, 1)
        box.addWidget(made)
        return row
