"""Lines that find one of many words while it is typed: by characters, pinyin or initials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter

from app.core.errors import UserError
from app.core.names import matches
from app.views.inputs import LineEdit, dress

_MOST_SHOWN = 12
_NAMED = 4


class _Suggestions(QCompleter):
    """Offers what the search of the whole application would find among the labels."""

    def __init__(self, parent: LineEdit) -> None:
        super().__init__(parent)
        self.words: Mapping[str, Sequence[str]] = {}
        self.values: Mapping[str, str] = {}
        self._found = QStringListModel(self)
        self.setModel(self._found)
        self.setMaxVisibleItems(_MOST_SHOWN)
        self.setWrapAround(False)  # Down on the only word keeps it
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def splitPath(self, path: str) -> list[str]:
        """Called by Qt at every keystroke: fill the list, then let everything in it through."""
        self._found.setStringList(found(path, self.words))
        return [""]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """What the line says when somebody takes a word: its value, where that is another."""
        label = str(index.data() or "")
        return self.values.get(label, label)


class _SuggestingLine(LineEdit):
    """Offers words while one is typed; Down or `show_all` offers all of them.

    The first word is highlighted where what was typed can mean nothing but one of them; Enter
    and Tab take the highlighted one.

    ``taking``: keys that go on to the next field with it.
    """

    taking: frozenset[int] = frozenset({Qt.Key.Key_Tab})

    def __init__(self) -> None:
        super().__init__()
        self._suggestions = _Suggestions(self)
        self.setCompleter(dress(self._suggestions))

    def show_all(self) -> None:
        """Open the list with everything in it."""
        self.setFocus()
        self._suggestions.setCompletionPrefix("")
        self._suggestions.complete()

    def highlighted(self) -> str:
        """The word that Enter would take; empty while none is."""
        popup = self._suggestions.popup()
        if popup is None or not popup.isVisible():
            return ""
        return self._suggestions.pathFromIndex(popup.currentIndex())

    def event(self, event: QEvent) -> bool:
        """Tab takes the highlighted word along; Qt would leave what was typed. So does Enter
        where whoever types on would make another word of it."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in self.taking
            and (word := self.highlighted())
        ):
            self.setText(word)
            if (popup := self._suggestions.popup()) is not None:
                popup.hide()
            if event.key() != Qt.Key.Key_Tab:
                event.accept()
                self.focusNextChild()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down in a closed list opens it."""
        popup = self._suggestions.popup()
        if event.key() == Qt.Key.Key_Down and (popup is None or not popup.isVisible()):
            self.show_all()
        else:
            super().keyPressEvent(event)
            if event.text():
                self._highlight()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Characters come this way."""
        super().inputMethodEvent(event)
        self._highlight()

    def _is_sure(self, text: str) -> bool:
        """Whether ``text`` can only stand for a word of the list."""
        raise NotImplementedError

    def _highlight(self) -> None:
        popup, text = self._suggestions.popup(), self.text().strip()
        if popup is not None and popup.isVisible() and text and self._is_sure(text):
            first = self._suggestions.completionModel().index(0, 0)
            marked = popup.selectionModel()
            marked.blockSignals(True)  # else Qt writes the word over what is being typed
            marked.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            marked.blockSignals(False)
            popup.viewport().update()


class SuggestLine(_SuggestingLine):
    """Free text with suggestions: 拱墅, gongshu or gs; what nobody has written yet is as good."""

    taking = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter})

    def _is_sure(self, text: str) -> bool:
        """Letters stand for a word; characters may be one that nobody has written yet."""
        return text.isascii() and text.isalpha()

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Suggest ``(value, label)``; the label is shown and found, the value is taken."""
        self._suggestions.words = {label: (label, value) for value, label in choices}
        self._suggestions.values = {label: value for value, label in choices}


class SearchLine(_SuggestingLine):
    """Type 汉, han or h; Down or the button shows everything.

    Args:
        also: (value, word) people say for a choice: 儿子 finds 子.
    """

    def __init__(
        self, choices: Sequence[tuple[str, str]], also: Sequence[tuple[str, str]] = ()
    ) -> None:
        super().__init__()
        self._also = tuple(also)
        self.set_trailing_button("down", self.tr("显示全部 (↓)"), self.show_all)
        self.editingFinished.connect(self._tidy)
        self.set_choices(choices)

    def _is_sure(self, text: str) -> bool:
        """Nothing else can be chosen."""
        return True

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer ``(value, label)``."""
        self._labels = dict(choices)
        self._values = {label: value for value, label in choices}
        said = {label: [label] for label in self._values}
        for value, word in self._also:
            if value in self._labels:
                said[self._labels[value]].append(word)
        self._suggestions.words = said

    def read(self) -> str:
        """The value meant: a label, its other word, or what only one answers to or begins with.

        Empty while empty.

        Raises `UserError` ``choice_unknown``, ``choice_several``.
        """
        text = self.text().strip()
        if not text or text in self._values:
            return self._values.get(text, "")
        words = self._suggestions.words
        same = [label for label in words if text in words[label]]
        fitting = found(text, words)
        begun = [one for one in fitting if any(_begins(text, word) for word in words[one])]
        labels = next((few for few in (same, begun) if len(few) == 1), fitting)
        if len(labels) > 1:
            raise UserError(
                "choice_several", f"“{text}”可以是{'、'.join(labels[:_NAMED])}，请选一个。"
            )
        if not labels:
            raise UserError("choice_unknown", f"列表里没有“{text}”，请从列表中选择。")
        return self._values[labels[0]]

    def show_value(self, value: str) -> None:
        """Show the label of ``value``; a text that is none stays as it is."""
        self.setText(self._labels.get(value, value))

    def _tidy(self) -> None:
        """Write out what was meant."""
        try:
            self.show_value(self.read())
        except UserError:
            return


def found(text: str, words: Mapping[str, Sequence[str]]) -> list[str]:
    """The labels that ``text`` may mean by one of their words; all while it is empty."""
    typed = text.strip()
    return [
        label for label, said in words.items() if not typed or any(matches(typed, w) for w in said)
    ]


def _begins(typed: str, word: str) -> bool:
    """Whether ``typed`` fits from the first character on, and no later."""
    return matches(typed, word) and not matches(typed, word[1:])
