"""What every editor of a form does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.views.inputs import LineEdit
from app.views.widgets.form.fields import Field, Groups


class Editor(QObject):
    """Base: a line of text.

    Attributes:
        widget: what stands in the form.

    Signals:
        changed(): the person changed it.
    """

    changed = Signal()

    def __init__(self, field: Field, today: Callable[[], dt.date]) -> None:
        super().__init__()
        self.field, self._today = field, today
        self.widget: QWidget = self._make()

    def value(self) -> Any:
        """The value meant; raises `UserError` with a sentence for the place under the field."""
        return self.raw()

    def set_value(self, value: Any) -> None:
        """Show ``value``."""
        self.set_raw("" if value is None else str(value))

    def raw(self) -> Any:
        """What stands in the field, as JSON types."""
        return clean(self._line.text())

    def set_raw(self, raw: Any) -> None:
        """Put back what `raw` gave."""
        self._line.setText(str(raw))

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices (choice and multi only)."""

    def set_groups(self, groups: Groups) -> None:
        """Offer other choices under headings (multi only)."""

    def _make(self) -> QWidget:
        self._line = self._new_line()
        self._line.setPlaceholderText(self.field.placeholder)
        self._line.setReadOnly(self.field.read_only)
        if self.field.max_length:
            self._line.setMaxLength(self.field.max_length)
        self._line.textChanged.connect(lambda _: self.changed.emit())
        return self._line

    def _new_line(self) -> QLineEdit:
        return LineEdit()


def clean(text: str) -> str:
    """Without blanks at the ends, not even ideographic ones."""
    return text.strip().strip("　")
