"""People to choose from: one large button each, a number key for each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from app.services.members.types import MemberHit
from app.views import parts
from app.views.theme import Height, Space, px
from app.views.widgets.flow import FlowLayout

COLUMNS, _WIDTH = 3, 280
"""Columns while each has so many unscaled pixels; fewer in a narrow window."""

LONG_NAME = 8
"""More characters than this do not fit into a third of the desk at 36 px."""


def line(text: str, role: str) -> parts.ElidedLabel:
    """Text in one line that takes what room there is and never pushes others away."""
    made = parts.ElidedLabel(text, role)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return made


class ChoiceButton(QPushButton):
    """One person: number key, name, and what tells people of one name apart."""

    def __init__(self, number: int, hit: MemberHit, *, desk: bool) -> None:
        super().__init__()
        self.hit = hit
        self.setProperty("kind", "bignumber" if desk else "touch")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        year = parts.fill(self.tr("%1 年"), hit.birth_year) if hit.birth_year else ""
        # At the desk others look on: nothing but what the person needs to tell which is meant.
        bits = (year, hit.community, "" if desk else hit.phone_masked)
        about = " · ".join(bit for bit in bits if bit)
        self.setAccessibleName(f"{hit.name} {about}")
        key = parts.label(str(number), "desk_second" if desk else "key")
        key.setFixedSize(px(24), px(36 if desk else 24))
        key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._about = line(about, "desk_second" if desk else "second")
        words = parts.column(
            line(hit.name, _name_role(hit.name) if desk else "strong"), self._about, spacing=0
        )
        side = px(Space.M if desk else Space.S)
        self._beside = 0 if desk else 2 * px(Space.M) + side + px(24)
        box = QHBoxLayout(self)
        box.setContentsMargins(px(Space.M), px(Space.S), px(Space.M), px(Space.S))
        box.setSpacing(side)
        box.addWidget(key)
        box.addWidget(words, 1)
        for part in (key, words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._least = px(Height.DESK if desk else Height.TOUCH)

    def sizeHint(self) -> QSize:
        """Two lines and air; off the desk all of what tells people of one name apart."""
        hint = self.layout().sizeHint()  # type: ignore[union-attr]
        wide = px(_WIDTH)
        if self._beside:
            wide = max(wide, self._beside + self._about.sizeHint().width() + px(2))
        return QSize(wide, max(hint.height(), self._least))


class ChoiceGrid(QWidget):
    """Up to nine people in three columns, or as many as fit.

    Args:
        desk: the sizes of the check-in desk.

    Signals:
        chosen(MemberHit)
    """

    chosen = Signal(object)

    def __init__(self, *, desk: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._flow = FlowLayout(self, columns=COLUMNS)
        self.buttons: list[ChoiceButton] = []

    def set_hits(self, hits: Sequence[MemberHit]) -> None:
        """Offer ``hits``; empty offers nobody."""
        parts.clear(self._flow)
        self.buttons = []
        for number, hit in enumerate(hits, 1):
            made = ChoiceButton(number, hit, desk=self._desk)
            parts.on_click(made, partial(self.chosen.emit, hit))
            self._flow.addWidget(made)
            self.buttons.append(made)

    def hits(self) -> list[MemberHit]:
        """The people offered."""
        return [button.hit for button in self.buttons]

    def pick(self, number: int) -> None:
        """Take choice ``number``, counted from 0."""
        if 0 <= number < len(self.buttons):
            self.chosen.emit(self.buttons[number].hit)


def _name_role(name: str) -> str:
    """At the desk a long name is smaller rather than cut off."""
    return "desk_heading" if len(name) <= LONG_NAME else "desk"
