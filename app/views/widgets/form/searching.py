"""A line that finds one of many choices while it is typed: by characters, pinyin or initials."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter

from app.core.errors import UserError
from app.core.names import matches
from app.views.inputs import LineEdit

_MOST_SHOWN = 12


class _Suggestions(QCompleter):
    """Offers what the search of the whole application would find among the labels."""

    def __init__(self, parent: LineEdit) -> None:
        super().__init__(parent)
        self.labels: Sequence[str] = ()
        self._found = QStringListModel(self)
        self.setModel(self._found)
        self.setMaxVisibleItems(_MOST_SHOWN)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def splitPath(self, path: str) -> list[str]:
        """Called by Qt at every keystroke: fill the list, then let everything in it through."""
        self._found.setStringList(found(path, self.labels))
        return [""]


class SearchLine(LineEdit):
    """Type 汉, han or h; Down or the button shows everything."""

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._suggestions = _Suggestions(self)
        self.setCompleter(self._suggestions)
        self.set_trailing_button("down", self.tr("显示全部 (↓)"), self.show_all)
        self.editingFinished.connect(self._tidy)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer ``(value, label)``."""
        self._labels = dict(choices)
        self._values = {label: value for value, label in choices}
        self._suggestions.labels = tuple(self._values)

    def read(self) -> str:
        """The value meant: a label, or what only one label answers to; empty while empty.

        Raises `UserError` ``choice_unknown``.
        """
        text = self.text().strip()
        if not text or text in self._values:
            return self._values.get(text, "")
        labels = found(text, self._suggestions.labels)
        if len(labels) != 1:
            raise UserError("choice_unknown", f"列表里没有“{text}”，请从列表中选择。")
        return self._values[labels[0]]

    def show_value(self, value: str) -> None:
        """Show the label of ``value``; a text that is none stays as it is."""
        self.setText(self._labels.get(value, value))

    def show_all(self) -> None:
        """Open the list with everything in it."""
        self.setFocus()
        self._suggestions.setCompletionPrefix("")
        self._suggestions.complete()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down in a closed list opens it."""
        popup = self._suggestions.popup()
        if event.key() == Qt.Key.Key_Down and (popup is None or not popup.isVisible()):
            self.show_all()
        else:
            super().keyPressEvent(event)

    def _tidy(self) -> None:
        """Write out what was meant."""
        try:
            self.show_value(self.read())
        except UserError:
            return


def found(text: str, labels: Sequence[str]) -> list[str]:
    """The labels that ``text`` may mean; all of them while it is empty."""
    words = text.strip()
    return [label for label in labels if not words or matches(words, label)]
