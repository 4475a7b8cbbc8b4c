"""Finding a name by touch: its initials, and the people they fit."""

from __future__ import annotations

import string
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.members.types import MemberHit
from app.views import parts
from app.views.desk.choices import ChoiceGrid
from app.views.theme import Space
from app.views.widgets.flow import FlowLayout

_COLUMNS = 10


class LetterPad(QWidget):
    """A to Z in order, large; elders do not know where keys are.

    Signals:
        typed(str letter), erased(), emptied()
    """

    typed = Signal(str)
    erased = Signal()
    emptied = Signal()

    def __init__(self) -> None:
        super().__init__()
        keys = FlowLayout(self, columns=_COLUMNS)
        for letter in string.ascii_uppercase:
            made = parts.button(letter, kind="desk")
            made.clicked.connect(partial(self._type, letter))
            keys.addWidget(made)
        erase = parts.on_click(parts.button(self.tr("删除"), kind="desk"), self.erased.emit)
        empty = parts.on_click(parts.button(self.tr("清空"), kind="desk"), self.emptied.emit)
        keys.addWidget(erase)
        keys.addWidget(empty)

    def _type(self, letter: str, _checked: bool = False) -> None:
        self.typed.emit(letter)


class FindPanel(QWidget):
    """People to choose from, with or without the letters.

    Signals:
        chosen(MemberHit)
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.note = parts.label("", "desk_second", wrap=True)
        self.grid = ChoiceGrid(desk=True)
        self.grid.chosen.connect(self.chosen)
        self.pad = LetterPad()
        box = parts.bare(QVBoxLayout(self), Space.M)
        box.addWidget(self.note)
        box.addWidget(self.grid)
        box.addStretch(1)
        box.addWidget(self.pad)

    def offer(self, hits: Sequence[MemberHit], note: str) -> None:
        """Offer ``hits`` below the sentence ``note``."""
        self.note.setText(note)
        self.grid.set_hits(hits)
