"""Big numbers that are buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from app.core.numbers import counted
from app.views import parts
from app.views.theme import Space, Tone, px


class NumberButton(QPushButton):
    """A figure of 36 px with its word; pressing it opens what it counts.

    Args:
        label: what is counted (应到).
        unit: counted noun after the figure (人); may be empty.
    """

    def __init__(self, label: str, unit: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        super().__init__()
        self.setProperty("kind", "bignumber")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self._label, self._unit_text, self._value = label, unit, None
        self._tone = tone
        self._name = parts.label(label, "second")
        self._figure = parts.label("—", "number")
        self._unit = parts.label(unit, "second")
        self._hint = parts.label("", "small")
        self._hint.hide()
        for part in (self._name, self._figure, self._unit, self._hint):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_value(self, value: int | None) -> None:
        """Show ``value``; None while it is not known."""
        self._figure.setText("—" if value is None else counted(value))
        tone = self._tone if value else Tone.NEUTRAL
        parts.set_look(self._figure, "tone", "" if tone is Tone.NEUTRAL else str(tone))
        self.setAccessibleName(f"{self._label} {self._figure.text()}{self._unit_text}")
        self.updateGeometry()

    def value_text(self) -> str:
        """The figure as shown."""
        return self._figure.text()

    def set_hint(self, text: str) -> None:
        """A small line below, e.g. 比昨天多 3; empty hides it."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """What the labels inside need."""
        return self._box.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """No figure is ever clipped."""
        return self._box.minimumSize()

    def _lay_out(self) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(px(Space.XS))
        figures.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignBaseline)
        figures.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBaseline)
        figures.addStretch(1)
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(*(px(Space.M),) * 4)
        box.setSpacing(0)
        box.addWidget(self._name)
        box.addLayout(figures)
        box.addWidget(self._hint)


class NumberGroup(parts.Card):
    """Numbers that belong together under one title; groups stand in a `FlowLayout` (fill)."""

    def __init__(self, title: str, numbers: Sequence[NumberButton]) -> None:
        super().__init__("v")
        self.numbers = tuple(numbers)
        self.box.addWidget(parts.label(title, "strong"))
        line = QHBoxLayout()
        line.setSpacing(px(Space.S))
        for number in numbers:
            line.addWidget(number, 1)
        self.box.addLayout(line)
