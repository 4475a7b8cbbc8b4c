"""The form of a member's file: sex and birth date follow the identity number as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from app.core.clock import Clock, today
from app.core.idcard import IdError, clean_id, parse_id
from app.services.members.validation import CHECKED
from app.views.members.fields import MASKED
from app.views.store import Store
from app.views.widgets.form import Form, Section

Rules = Callable[[Mapping[str, Any]], Mapping[str, str]]
"""Faults of the values that can be read, by field: what the service would say."""


class MemberForm(Form):
    """Registers or changes one member.

    Args:
        rules: asked when a field cannot even be read, so that all errors stand there at once.
        initial: values that are there already (masked numbers included); None for a new person.
    """

    def __init__(
        self,
        sections: Sequence[Section],
        *,
        clock: Clock,
        rules: Rules,
        initial: Mapping[str, Any] | None = None,
        drafts: Store | None = None,
        save_text: str = "",
    ) -> None:
        self._rules, self._today_is = rules, today(clock)
        self._initial = dict(initial or {"id_type": "resident", "joined_on": self._today_is})
        super().__init__(
            sections,
            clock=clock,
            drafts=drafts,
            draft_key="member.new" if drafts is not None else "",
            save_text=save_text,
        )
        self.set_values(self._initial)
        self.before, _ = self._read()
        for key in MASKED:
            line = cast(QLineEdit, self.editor(key))
            line.textEdited.connect(lambda text, key=key: self._retyped(key, text))
        self.value_changed.connect(self._follow)
        self._show_kind()

    def set_communities(self, names: Sequence[str]) -> None:
        """Offer the communities in use while one is typed."""
        line = cast(QLineEdit, self.editor("community"))
        completer = QCompleter(list(names), line)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        line.setCompleter(completer)

    def set_classes(self, words: Sequence[str]) -> None:
        """Offer the classes of the centre; those the person has stay offered."""
        clean = not self.is_dirty()
        has = [word for word in self._initial.get("categories") or () if word not in words]
        self.set_choices("categories", [(word, word) for word in (*words, *has)])
        if clean:
            self._clean = self._raw()
            self.before, _ = self._read()

    def set_errors(self, errors: Mapping[str, str]) -> None:
        """Show all errors; beside unreadable fields also what is wrong with the readable ones."""
        if errors:
            readable, _ = self._read()
            errors = {**self._rules(readable), **errors}
        super().set_errors(errors)

    def restore_draft(self) -> None:
        """Fill in what was typed last time and let the dependent fields follow."""
        super().restore_draft()
        self._show_kind()

    def _follow(self, key: str) -> None:
        if key in ("id_type", "id_number"):
            self._show_kind()
            if self._checked():
                self._read_number()

    def _checked(self) -> bool:
        """Whether the number says birth date and sex (GB 11643)."""
        return self._choice("id_type").currentData() in ("", *CHECKED)

    def _show_kind(self) -> None:
        """Some numbers say sex and birth date; without a document there is a reason instead."""
        free = not self._checked()
        for key in ("sex", "birth_date"):
            self.editor(key).setEnabled(free)
            self.set_help(key, "" if free else self.tr("由证件号得出"))
        line = cast(QLineEdit, self.editor("birth_date"))
        line.setPlaceholderText(self.tr("如 1938/5/12，只知年份填 1938") if free else "")
        self.set_marked("birth_date", free)
        numbered = self._choice("id_type").currentData() != "none"
        self.set_visible("id_number", numbered)
        self.set_marked("id_number", numbered)
        self.set_visible("no_document_reason", not numbered)
        self.set_marked("no_document_reason", not numbered)

    def _read_number(self) -> None:
        line = cast(QLineEdit, self.editor("id_number"))
        if line.text() == self._initial.get("id_number"):
            birth = str(self._initial.get("birth_date") or "")
            self._set_derived(self._initial.get("sex") or "", birth)
            return
        try:
            found = parse_id(line.text(), self._today_is)
        except IdError as problem:
            self._set_derived("", "")
            if len(clean_id(line.text())) >= 18 and "*" not in line.text():
                super().set_errors({**self.errors(), "id_number": problem.message})
            return
        self._set_derived(found.sex, found.birth_date.isoformat())

    def _set_derived(self, sex: str, birth: str) -> None:
        combo = self._choice("sex")
        combo.setCurrentIndex(max(combo.findData(sex), 0))
        cast(QLineEdit, self.editor("birth_date")).setText(birth)

    def _choice(self, key: str) -> QComboBox:
        return cast(QComboBox, self.editor(key))

    def _retyped(self, key: str, text: str) -> None:
        """Typing into a masked number starts a new one: stars are never stored or sent."""
        shown = str(self._initial.get(key) or "")
        if "*" not in shown or "*" not in text or text == shown:
            return
        line = cast(QLineEdit, self.editor(key))
        at, more = line.cursorPosition(), max(len(text) - len(shown), 0)
        line.setText(text[at - more : at].replace("*", ""))
