"""One question with its steps: a digit answers it, arrows look around."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.services.assessments.items import Option
from app.views import parts
from app.views.assessments.questions import Question
from app.views.theme import Space, px
from app.views.widgets.flow import FlowLayout

_NEXT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right, Qt.Key.Key_PageDown)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace)
_KEY_CAP, _AIR, _GAP = 30, 4, 6
_LOW_CAP, _LOW_AIR, _LOW_GAP = 22, 1, 2
"""The same where the window is low for its scale: all steps of a question stay in sight."""


class OptionRow(QFrame):
    """One step: its key, its words, a check mark when it was chosen.

    Signals:
        clicked().
    """

    clicked = Signal()

    def __init__(self, option: Option, *, low: bool = False) -> None:
        super().__init__()
        self.option = option
        self.setProperty("role", "option")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{option.key} {option.text}")
        cap = parts.label(option.key, "key")
        cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
        side, air = px(_LOW_CAP if low else _KEY_CAP), px(_LOW_AIR if low else _AIR)
        cap.setFixedSize(side, side)
        self._mark = parts.IconLabel("check", "primary")
        box = QHBoxLayout(self)
        box.setContentsMargins(px(Space.M), air, px(Space.M), air)
        box.setSpacing(px(Space.M))
        box.addWidget(cap)
        box.addWidget(parts.label(option.text, wrap=True), 1)
        box.addWidget(self._mark)
        self.show_state(chosen=False, pointed=False)

    def show_state(self, *, chosen: bool, pointed: bool) -> None:
        """``chosen``: the answer; ``pointed``: what Enter or the space bar would choose."""
        parts.set_look(self, "chosen", "true" if chosen else "false")
        parts.set_look(self, "pointed", "true" if pointed else "false")
        self._mark.setVisible(chosen)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()


class QuestionCard(QWidget):
    """Shows one question at a time; has the keyboard as a whole.

    Signals:
        answered(Option): a step was chosen by key or mouse.
        next_wanted(), back_wanted(): go on, go back.
    """

    answered = Signal(object)
    next_wanted = Signal()
    back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._question: Question | None = None
        self._chosen: Option | None = None
        self._pointed = -1
        self._low, self._place = False, ""
        self.rows: list[OptionRow] = []
        self.place = parts.label("", "second")
        self.title = parts.label("", "heading")
        self.hint = parts.label("", "second", wrap=True)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(px(_GAP))
        head = QWidget()
        flow = FlowLayout(head, Space.S)
        flow.addWidget(self.title)
        flow.add_stretch()
        flow.addWidget(self.place)
        box = parts.bare(QVBoxLayout(self), Space.S)
        box.addWidget(head)
        box.addWidget(self.hint)
        box.addLayout(self._steps)
        box.addStretch(1)

    def ask(self, question: Question, chosen: Option | None) -> None:
        """Show ``question`` with its answer so far."""
        self._question, self._chosen = question, chosen
        self._pointed = question.options.index(chosen) if chosen in question.options else -1
        self.title.setText(question.title)
        self.hint.setText(question.hint)
        self._show_hint()
        self.setAccessibleName(question.title)
        parts.clear(self._steps)
        self.rows = [OptionRow(option, low=self._low) for option in question.options]
        for row in self.rows:
            row.clicked.connect(lambda row=row: self._answer(row.option))
            self._steps.addWidget(row)
        self._show()

    def set_low(self, low: bool) -> None:
        """Stand closer where the window is low."""
        self._low = low
        self._steps.setSpacing(px(_LOW_GAP if low else _GAP))
        if self._question is not None:
            self.ask(self._question, self._chosen)

    def set_place(self, place: str) -> None:
        """Say where this is, and the sums so far."""
        self._place = place
        self._show_hint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits answer; arrows up and down point, Enter or space takes what is pointed at."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        option = self._by_key(event.text()) if plain else None
        if option is not None:
            if not event.isAutoRepeat():
                self._answer(option)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and plain:
            self._point(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Space or (plain and event.key() in _NEXT[:2]):
            self._take(goes_on=event.key() != Qt.Key.Key_Space)
        elif plain and event.key() in _NEXT:
            self.next_wanted.emit()
        elif plain and event.key() in _BACK:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self._show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that it is elsewhere."""
        super().focusOutEvent(event)
        self._show()

    def _show_hint(self) -> None:
        """Below the title; where the window is low beside it, in the place of the place."""
        hint = self.hint.text()
        self.hint.setVisible(bool(hint) and not self._low)
        self.place.setText(hint if hint and self._low else self._place)

    def _by_key(self, key: str) -> Option | None:
        if self._question is None or not key:
            return None
        return next((one for one in self._question.options if one.key == key), None)

    def _point(self, step: int) -> None:
        last = len(self.rows) - 1
        self._pointed = max(0, min(last, self._pointed + step)) if self._pointed >= 0 else 0
        self._show()

    def _take(self, *, goes_on: bool) -> None:
        """Choose what is pointed at if that is something else; Enter goes on otherwise."""
        pointed = self.rows[self._pointed].option if self._pointed >= 0 else None
        if pointed is not None and pointed is not self._chosen:
            self._answer(pointed)
        elif goes_on:
            self.next_wanted.emit()

    def _answer(self, option: Option) -> None:
        self._chosen = option
        self._pointed = [row.option for row in self.rows].index(option)
        self._show()
        self.answered.emit(option)

    def _show(self) -> None:
        for at, row in enumerate(self.rows):
            pointed = at == self._pointed and self.hasFocus()
            row.show_state(chosen=row.option is self._chosen, pointed=pointed)
