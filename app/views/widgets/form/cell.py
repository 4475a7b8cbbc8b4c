"""One field as people see it: label above, editor, help in grey, error in words."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.views import parts
from app.views.theme import Space
from app.views.widgets.form.editors import Editor


class FieldCell(QWidget):
    """Label, editor, help and error of one field."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self.editor = editor
        field = editor.field
        self._hint = field.help
        self._error = parts.label("", "error", wrap=True)
        self._help = parts.label(field.help, "small", wrap=True)
        parts.set_shown(self._help, bool(field.help))
        self._error.hide()
        box = parts.bare(QVBoxLayout(self), Space.XS)
        box.addLayout(self._heading())
        self._star.setHidden(not field.required)
        box.addWidget(editor.widget)
        box.addWidget(self._help)
        box.addWidget(self._error)
        box.addStretch(1)

    def set_error(self, text: str) -> None:
        """Say what is wrong under the field; empty takes it away."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self._help.setVisible(bool(self._hint) and not text)
        parts.set_look(self.editor.widget, "invalid", "true" if text else "false")
        self.editor.widget.setAccessibleDescription(text or self._hint)

    def set_help(self, text: str) -> None:
        """Say something else in grey; empty takes the line away."""
        self._hint = text
        self._help.setText(text)
        self.set_error(self.error())

    def set_marked(self, marked: bool) -> None:
        """Put the star beside the label, or take it away."""
        self._star.setHidden(not marked)

    def is_marked(self) -> bool:
        """Whether the star stands beside the label."""
        return not self._star.isHidden()

    def error(self) -> str:
        """The sentence under the field."""
        return self._error.text()

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
