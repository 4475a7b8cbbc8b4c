"""One field as people see it: label above, editor, help in grey, hint, error in words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.views import parts
from app.views.notify import Action
from app.views.theme import Space, Tone
from app.views.widgets.form.editor import Editor

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_UNLIMITED = 16_777_215
"""QWIDGETSIZE_MAX."""


class HintLine(QWidget):
    """A quiet remark about what stands in a field, perhaps with a step back."""

    def __init__(self) -> None:
        super().__init__()
        self._words = parts.label("", "small", wrap=True)
        self._button = parts.button("", kind="quiet")
        self._action: Action | None = None
        parts.on_click(self._button, self._act)
        box = parts.bare(QVBoxLayout(self), 0)
        box.addWidget(self._words)
        self._foot = parts.row(self._button, None)
        box.addWidget(self._foot)
        self.set_hint("", Tone.NEUTRAL, None)

    def set_hint(self, text: str, tone: Tone, action: Action | None) -> None:
        """Say ``text``; nothing takes no place."""
        self._action = action
        self._words.setText(text)
        parts.set_look(self._words, "tone", str(tone))
        self._button.setText(action.text if action is not None else "")
        self._button.setAccessibleName(self._button.text())
        self._foot.setVisible(action is not None)

    def text(self) -> str:
        """The remark."""
        return self._words.text()

    def _act(self) -> None:
        if self._action is not None:
            self._action.callback()


class FieldCell(QWidget):
    """Label, editor, help, hint and error of one field.

    Signals:
        entered(): Enter in a line that can be filled now.
    """

    entered = Signal()

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self.editor = editor
        field = editor.field
        self._help_text = field.help
        self._error = parts.label("", "error", wrap=True)
        self._help = parts.label(field.help, "small", wrap=True)
        self._hint: HintLine | None = None
        parts.set_shown(self._help, bool(field.help))
        self._error.hide()
        self._box = box = parts.bare(QVBoxLayout(self), Space.XS)
        box.addLayout(self._heading())
        self._star.setHidden(not field.required)
        box.addWidget(editor.widget)
        box.addWidget(self._help)
        box.addWidget(self._error)
        box.addStretch(1)

    def let_fill(self) -> None:
        """The editor takes the height that the cell is given."""
        self.editor.widget.setMaximumHeight(_UNLIMITED)
        parts.set_look(self.editor.widget, "tall", "true")
        self._box.setStretchFactor(self.editor.widget, 1)
        self._box.setStretch(self._box.count() - 1, 0)

    def set_error(self, text: str) -> None:
        """Say what is wrong under the field; empty takes it away."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self._show_rest()
        parts.set_look(self.editor.widget, "invalid", "true" if text else "false")

    def set_help(self, text: str) -> None:
        """Say something else in grey; empty takes the line away."""
        self._help_text = text
        self._help.setText(text)
        self._show_rest()

    def set_hint(self, text: str, tone: Tone = Tone.NEUTRAL, action: Action | None = None) -> None:
        """Remark on what stands in the field, in place of the help; empty takes it away.

        An error outranks it. ``action``: a button below the words.
        """
        if self._hint is None:
            if not text:
                return
            self._hint = HintLine()
            self._box.insertWidget(self._box.indexOf(self._error), self._hint)
        self._hint.set_hint(text, tone, action)
        self._show_rest()

    def set_marked(self, marked: bool) -> None:
        """Put the star beside the label, or take it away."""
        self._star.setHidden(not marked)

    def is_marked(self) -> bool:
        """Whether the star stands beside the label."""
        return not self._star.isHidden()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, where the editor has no use for it itself."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in _ENTER or not plain or not self.takes_enter():
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.entered.emit()

    def takes_enter(self) -> bool:
        """Whether it is one line, or one choice, that a person can fill now."""
        widget, field = self.editor.widget, self.editor.field
        able = not self.isHidden() and widget.isEnabled() and not field.read_only
        return able and isinstance(widget, QLineEdit | QComboBox)

    def error(self) -> str:
        """The sentence under the field."""
        return self._error.text()

    def hint(self) -> str:
        """The remark under the field."""
        return self._hint.text() if self._hint is not None else ""

    def _show_rest(self) -> None:
        """Help and hint, each while nothing more important stands there."""
        error, hint = self.error(), self.hint()
        if self._hint is not None:
            self._hint.setVisible(bool(hint) and not error)
        self._help.setVisible(bool(self._help_text) and not error and not hint)
        self.editor.widget.setAccessibleDescription(error or hint or self._help_text)

    def _heading(self) -> QHBoxLayout:
        field = self.editor.field
        heading = QHBoxLayout()
        parts.bare(heading, Space.XS)
        name = parts.label(field.label)
        name.setBuddy(self.editor.widget.focusProxy() or self.editor.widget)
        self.editor.widget.setAccessibleName(field.label)
        heading.addWidget(name)
        self._star = parts.label("*", "strong")
        self._star.setProperty("tone", "danger")
        self._star.setToolTip(self.tr("必填"))
        heading.addWidget(self._star)
        heading.addStretch(1)
        return heading
