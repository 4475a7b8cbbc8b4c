"""One editor per kind of field: a widget, a value, a raw state for drafts."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.core.dates import parse_birth, parse_time
from app.core.errors import UserError
from app.views.inputs import ComboBox, LineEdit
from app.views.theme import px
from app.views.widgets.date_field import DateEdit, show_reading
from app.views.widgets.form.editor import Editor, clean
from app.views.widgets.form.fields import Field
from app.views.widgets.form.searching import SearchLine, SuggestLine
from app.views.widgets.form.several import MultiEditor, OrderedEditor


class CompactEditor(Editor):
    """Phone and ID numbers: blanks and full-width digits are put right."""

    def value(self) -> str:
        """The number without blanks, half width, ``x`` as ``X``."""
        return "".join(unicodedata.normalize("NFKC", str(self.raw())).split()).upper()


class NumberEditor(Editor):
    """Whole and decimal numbers."""

    def value(self) -> int | Decimal | None:
        """The number; None while empty."""
        text = "".join(unicodedata.normalize("NFKC", str(self.raw())).split()).replace(",", "")
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise UserError("number_unreadable", "请填写数字。") from None
        if not number.is_finite():
            raise UserError("number_unreadable", "请填写数字。")
        return int(number) if number == number.to_integral_value() else number


class DateEditor(Editor):
    """A date in any of the ways clerks type it."""

    def value(self) -> dt.date | None:
        """The date; None while empty."""
        return self._date_line.read()

    def set_value(self, value: dt.date | None) -> None:
        """Show ``value``."""
        self._date_line.set_date(value)

    def raw(self) -> str:
        """ISO date where it can be read, else the text."""
        try:
            found = self.value()
        except UserError:
            return self._line.text()
        return found.isoformat() if found else ""

    def set_raw(self, raw: Any) -> None:
        """Put back a date or the text typed."""
        try:
            self.set_value(dt.date.fromisoformat(raw) if raw else None)
        except ValueError:
            self._line.setText(raw)

    def _new_line(self) -> QLineEdit:
        self._date_line = DateEdit(self._today(), weekdays=False, lean=self.field.lean or "near")
        return self._date_line

    def _make(self) -> QWidget:
        made = super()._make()
        self._line.setPlaceholderText(self.field.placeholder or self.tr("如 0312、3.5、今天"))
        return made


class BirthEditor(Editor):
    """A birth date in any of the ways clerks type it, or the year alone: ``1938``."""

    def value(self) -> str:
        """``1938-12-22`` or ``1938``; empty while empty."""
        text = str(super().raw())
        return parse_birth(text, self._today()) if text else ""

    def raw(self) -> str:
        """The date where it can be read, else the text."""
        try:
            return self.value()
        except UserError:
            return str(super().raw())

    def _make(self) -> QWidget:
        made = super()._make()
        self._line.editingFinished.connect(self._tidy)
        self._line.textChanged.connect(lambda _: self._remark())
        return made

    def _new_line(self) -> QLineEdit:
        self._birth_line = LineEdit()
        return self._birth_line

    def _remark(self) -> None:
        """Behind a short date the whole one; the year alone says all it has to."""
        found = self.raw()
        whole = len(found) == len("1938-12-22") and found[:4].isdigit()
        try:
            date = dt.date.fromisoformat(found) if whole else None
        except ValueError:
            date = None
        show_reading(self._birth_line, date, self._today())

    def _tidy(self) -> None:
        """Show what was understood."""
        if (found := self.raw()) != self._line.text():
            self._line.setText(found)


class SearchEditor(Editor):
    """One of many, found by typing characters, pinyin or initials."""

    def value(self) -> str:
        """The chosen value; empty while empty. Raises `UserError` for what is in no list."""
        return self._search.read()

    def raw(self) -> str:
        """The value where it can be read, else the text."""
        try:
            return self.value()
        except UserError:
            return clean(self._line.text())

    def set_raw(self, raw: Any) -> None:
        """Show the label of a value, or the text typed."""
        self._search.show_value(str(raw))

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices; the chosen one stays."""
        chosen = self.raw()
        self._search.set_choices(choices)
        self.set_raw(chosen)

    def _new_line(self) -> QLineEdit:
        self._search = SearchLine(self.field.choices, self.field.also)
        return self._search


class SuggestEditor(Editor):
    """A line of text with suggestions."""

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Suggest other words; what stands there stays."""
        self._suggesting.set_choices(choices)

    def _new_line(self) -> QLineEdit:
        self._suggesting = SuggestLine()
        self._suggesting.set_choices(self.field.choices)
        return self._suggesting


class TimeEditor(Editor):
    """A time of day."""

    def value(self) -> dt.time | None:
        """The time; None while empty."""
        text = str(self.raw())
        return parse_time(text) if text else None

    def set_value(self, value: dt.time | None) -> None:
        """Show ``value`` as 07:31."""
        self.set_raw(value.strftime("%H:%M") if value else "")


class PasswordEditor(Editor):
    """Hidden while typed, with an eye to look."""

    def raw(self) -> str:
        """The password as typed; blanks belong to it."""
        return self._line.text()

    def _new_line(self) -> QLineEdit:
        line = LineEdit()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.set_trailing_button("show", self.tr("显示或隐藏"), lambda: self._toggle(line))
        return line

    def _toggle(self, line: QLineEdit) -> None:
        hidden = line.echoMode() is QLineEdit.EchoMode.Password
        modes = QLineEdit.EchoMode
        line.setEchoMode(modes.Normal if hidden else modes.Password)


class NoteEditor(Editor):
    """Several lines; Tab goes on to the next field."""

    def raw(self) -> str:
        """The text without blanks at the ends."""
        return self._text.toPlainText().strip()

    def set_raw(self, raw: Any) -> None:
        """Put back the text."""
        self._text.setPlainText(str(raw))

    def _make(self) -> QWidget:
        self._text = QPlainTextEdit()
        self._text.setTabChangesFocus(True)
        self._text.setPlaceholderText(self.field.placeholder)
        self._text.setReadOnly(self.field.read_only)
        self._text.setFixedHeight(px(96))
        self._text.textChanged.connect(self.changed)
        return self._text


class ChoiceEditor(Editor):
    """One of several."""

    def raw(self) -> str:
        """The chosen value; empty while nothing is chosen."""
        return str(self._combo.currentData() or "")

    def set_raw(self, raw: Any) -> None:
        """Choose ``raw``; a value no longer offered is kept and shown as it is."""
        position = self._combo.findData(str(raw))
        if position < 0 and raw:
            self._combo.addItem(str(raw), str(raw))
            position = self._combo.count() - 1
        self._combo.setCurrentIndex(max(position, 0))

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices; the chosen one stays."""
        chosen = self.raw()
        self._combo.blockSignals(True)
        self._combo.clear()
        self._combo.addItem(self.field.placeholder or self.tr("请选择"), "")
        for value, text in choices:
            self._combo.addItem(text, value)
        self.set_raw(chosen)
        self._combo.blockSignals(False)

    def _make(self) -> QWidget:
        self._combo = ComboBox()
        self._combo.setEnabled(not self.field.read_only)
        self.set_choices(self.field.choices)
        self._combo.currentIndexChanged.connect(lambda _: self.changed.emit())
        return self._combo


_EDITORS: dict[str, type[Editor]] = {
    "text": Editor,
    "phone": CompactEditor,
    "id_number": CompactEditor,
    "number": NumberEditor,
    "date": DateEditor,
    "time": TimeEditor,
    "password": PasswordEditor,
    "note": NoteEditor,
    "choice": ChoiceEditor,
    "search": SearchEditor,
    "birth": BirthEditor,
    "multi": MultiEditor,
    "ordered": OrderedEditor,
    "suggest": SuggestEditor,
}


def make_editor(field: Field, today: Callable[[], dt.date]) -> Editor:
    """The editor for ``field``; ``today`` is what 今天 means."""
    return _EDITORS[field.kind](field, today)
