"""The answer of the desk: a large name and what happened, readable from two metres."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.views import parts
from app.views.theme import Space, Status, Tone, px

LONG_NAME = 12
"""More characters than this do not fit beside each other at 72 px."""

_DESK_ROLE = {
    Tone.NEUTRAL: "desk_second",
    Tone.PRIMARY: "desk_primary",
    Tone.OK: "desk_ok",
    Tone.INFO: "desk_info",
    Tone.WARN: "desk_accent",
    Tone.DANGER: "desk_danger",
}


@dataclass(frozen=True)
class Answer:
    """What the desk says.

    Attributes:
        name: of the person, or the time while nobody is there; may be empty.
        state: what happened, with its tone: 签到成功 08:31.
        hint: what to do now; may be empty.
        action: word of the button for the one thing that can be done here; empty without.
    """

    state: Status
    name: str = ""
    hint: str = ""
    action: str = ""


class AnswerPanel(parts.Card):
    """Shows one `Answer`.

    Signals:
        acted(): its button was pressed.
    """

    acted = Signal()

    def __init__(self) -> None:
        super().__init__("v", Space.L)
        self.answer = Answer(Status(""))
        self.name = parts.label("", "desk_name")
        self.state = parts.label("", "desk_heading")
        self.hint = parts.label("", "desk_second", wrap=True)
        self._icon = parts.IconLabel("neutral", "desk_second", 40)
        self._line = _centred(self._icon, self.state)
        for each in (self.name, self.state, self.hint):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.box.setSpacing(px(Space.XS))
        self.box.addStretch(1)
        self.button = parts.button("", "undo", "desk_primary")
        parts.on_click(self.button, self.acted.emit)
        for part in (self.name, self._line, self.hint):
            self.box.addWidget(part)
        self.box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.box.addStretch(1)
        self.setMinimumHeight(px(216))

    def show_answer(self, answer: Answer) -> None:
        """Show ``answer`` instead of the one before."""
        self.answer = answer
        tone = answer.state.tone
        self._set(self.name, answer.name)
        self._set(self.state, answer.state.word)
        self._set(self.hint, answer.hint)
        self.button.setText(answer.action)
        self.button.setAccessibleName(answer.action)
        parts.fit_icon(self.button)
        self.button.setVisible(bool(answer.action))
        parts.set_look(self.name, "role", _name_role(answer.name))
        parts.set_look(self.state, "desk_tone", str(tone))
        self._icon.set_icon(answer.state.icon_name, _DESK_ROLE[tone])
        self._icon.setVisible(tone is not Tone.NEUTRAL)
        self._line.setVisible(bool(answer.state.word))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A line that is too long for a narrow desk takes two."""
        super().resizeEvent(event)
        self._fit()

    def set_name(self, text: str) -> None:
        """Change the large line alone."""
        self._set(self.name, text)

    def _fit(self) -> None:
        room = self.contentsRect().width() - 2 * px(Space.L)
        icon = 0 if self._icon.isHidden() else self._icon.sizeHint().width() + px(Space.M)
        for line, taken in ((self.name, 0), (self.state, icon)):
            line.ensurePolished()
            words = line.fontMetrics().horizontalAdvance(line.text())
            line.setWordWrap(words > room - taken)

    def _set(self, line: QLabel, text: str) -> None:
        line.setText(text)
        line.setVisible(bool(text))


def _name_role(name: str) -> str:
    return "desk_heading" if len(name) > LONG_NAME else "desk_name"


def _centred(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    box = parts.bare(QHBoxLayout(holder), Space.M)
    box.addStretch(1)
    for widget in widgets:
        box.addWidget(widget)
    box.addStretch(1)
    return holder
