"""The form of a member's file: sex and birth date follow the identity number as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from PySide6.QtWidgets import QComboBox, QLineEdit

from app.core.clock import Clock, today
from app.core.documents import foreign_birth
from app.core.idcard import clean_id
from app.services.codes import Code, shipped_table
from app.services.members.validation import CHECKED
from app.views import parts
from app.views.members.fields import (
    MASKED,
    class_groups,
    id_types,
    new_community,
    standing_help,
)
from app.views.members.number_note import NumberNote, note_on
from app.views.notify import Action
from app.views.store import Store
from app.views.theme import Tone
from app.views.widgets.form import Form, Rules, Section

Look = Callable[[str, Callable[[str], None]], None]
"""Reads the full number of a field and hands it over."""


class MemberForm(Form):
    """Registers or changes one member.

    Args:
        rules: asked when a field cannot even be read, so that all errors stand there at once.
        initial: values that are there already (masked numbers included); None for a new person.
        look: reads one full number, for the audit; None for whoever may not see it.
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
        look: Look | None = None,
    ) -> None:
        self._look = look
        self._offered: set[str] = set()
        self._today_is = today(clock)
        self._insisted = self._switching = False
        self._chosen_before = ""
        self._communities: frozenset[str] = frozenset()
        new = {"id_type": "resident", "joined_on": self._today_is, "standing": "active"}
        self._initial = dict(initial or new)
        super().__init__(
            sections,
            clock=clock,
            drafts=drafts,
            draft_key="member.new" if drafts is not None else "",
            save_text=save_text,
            rules=rules,
        )
        self.set_values(self._initial)
        self.before, _ = self._read()
        for key in MASKED:
            line = cast(QLineEdit, self.editor(key))
            line.textEdited.connect(lambda text, key=key: self._retyped(key, text))
        self.value_changed.connect(self._follow)
        number = cast(QLineEdit, self.editor("id_number"))
        number.editingFinished.connect(lambda: self._judge_number(left=True))
        self._show_kind()
        if initial is None:
            self._follow("standing")

    def set_places(self, communities: Sequence[str], areas: Sequence[str]) -> None:
        """Suggest the communities and the places of registration in use while one is typed."""
        self._communities = frozenset(communities)
        self.set_choices("community", [(name, name) for name in communities])
        self._remark_community()
        known = {entry.code: entry.name for entry in shipped_table("regions")}
        self.set_choices(
            "registered_area",
            [(area, f"{known[area]} {area}" if area in known else area) for area in areas],
        )

    def set_classes(self, codes: Sequence[Code]) -> None:
        """Offer the classes of the centre; those the person has stay offered."""
        clean = not self.is_dirty()
        has = self._initial.get("categories") or ()
        self.set_groups("categories", class_groups(codes, has))
        if clean:
            self._clean = self._raw()
            self.before, _ = self._read()

    def restore_draft(self) -> None:
        """Fill in what was typed last time and let the dependent fields follow."""
        super().restore_draft()
        self._show_kind()

    def _follow(self, key: str) -> None:
        if key == "id_number":
            self._judge_number(typed=True)
        elif key == "id_type":
            self._show_kind()
            if not self._switching:
                # Chosen by a person with the number before them: they are not overruled.
                self._insisted = bool(self._number())
                self._chosen_before = ""
                self.set_hint("id_type", "")
                self._judge_number(left=True)
        elif key == "community":
            self._remark_community()
        elif key == "standing":
            self.set_help(key, standing_help(str(self._choice(key).currentData() or "")))

    def _remark_community(self) -> None:
        """Say that nobody lives there yet: it may be a slip of the keyboard."""
        if self._communities:
            self.set_hint("community", new_community(self._raw()["community"], self._communities))

    # --- the number of the document -------------------------------------------------------

    def _judge_number(self, *, typed: bool = False, left: bool = False) -> None:
        """Say what can be said about the number, and let what follows from it follow.

        A number that ``typed`` makes unmistakable chooses the document by itself, unless the
        person has chosen it against the number before.
        """
        text, kind = self._number(), self._kind()
        if text == self._initial.get("id_number") or kind == "none":
            if "id_number" not in self._offered:
                self.set_hint("id_number", "")
            if text and self._checked():
                self._set_derived(
                    self._initial.get("sex") or "", str(self._initial.get("birth_date") or "")
                )
            return
        if not text:
            self._begin_anew()
            kind = self._kind()
        note = note_on(kind, text, self._today_is, left=left)
        if note.kind and typed and not self._insisted:
            self._switch(note.kind, kind)
            note = note_on(note.kind, text, self._today_is, left=left)
        self._say(note)
        self._take_over(note)

    def _say(self, note: NumberNote) -> None:
        if note.fault:
            super().set_errors({**self.errors(), "id_number": note.text})
        self.set_hint("id_number", "" if note.fault else note.text, note.tone)

    def _take_over(self, note: NumberNote) -> None:
        """Sex and birth date as the number says them; those of a foreign card can be changed."""
        if self._checked():
            found = note.found
            self._set_derived(
                found.sex if found else "", found.birth_date.isoformat() if found else ""
            )
        elif self._kind() == "foreign_residence":
            line = cast(QLineEdit, self.editor("birth_date"))
            born = foreign_birth(clean_id(self._number()), self._today_is)
            if born and not line.text():
                line.setText(born)
                self.set_hint("birth_date", self.tr("按证件号填入，可以改。"))

    def _begin_anew(self) -> None:
        """The number is gone, and with it what followed from it alone."""
        self._insisted = False
        self.set_hint("id_type", "")
        before, self._chosen_before = self._chosen_before, ""
        if before:
            self._choose_kind(before)

    def _switch(self, kind: str, before: str) -> None:
        """Choose ``kind`` because the number says so; one press takes it back."""
        words = dict(id_types())
        self._chosen_before = self._chosen_before or before
        self._choose_kind(kind)
        self.set_hint(
            "id_type",
            parts.fill(self.tr("按号码选为“%1”。"), words[kind]),
            Tone.INFO,
            Action(
                parts.fill(self.tr("改回%1"), words[before or "resident"]),
                lambda: self._switch_back(before),
            ),
        )

    def _switch_back(self, kind: str) -> None:
        self._insisted = True
        self._chosen_before = ""
        self._choose_kind(kind)
        self.set_hint("id_type", "")
        self._judge_number(left=True)
        self.editor("id_number").setFocus()

    def _choose_kind(self, kind: str) -> None:
        self._switching = True
        combo = self._choice("id_type")
        combo.setCurrentIndex(combo.findData(kind))
        self._switching = False

    def _number(self) -> str:
        return cast(QLineEdit, self.editor("id_number")).text().strip()

    def _kind(self) -> str:
        return str(self._choice("id_type").currentData() or "")

    # --- what depends on the document -----------------------------------------------------

    def _checked(self) -> bool:
        """Whether the number says birth date and sex (GB 11643)."""
        return self._kind() in ("", *CHECKED)

    def _show_kind(self) -> None:
        """Some numbers say sex and birth date; without a document there is a reason instead."""
        free = not self._checked()
        for key in ("sex", "birth_date"):
            self.editor(key).setEnabled(free)
            self.set_help(key, "" if free else self.tr("由证件号得出"))
        line = cast(QLineEdit, self.editor("birth_date"))
        line.setPlaceholderText(self.tr("如 1938/5/12，只知年份填 1938") if free else "")
        self.set_marked("birth_date", free)
        numbered = self._kind() != "none"
        self.set_visible("id_number", numbered)
        self.set_marked("id_number", numbered)
        self.set_visible("no_document_reason", not numbered)
        self.set_marked("no_document_reason", not numbered)

    def _set_derived(self, sex: str, birth: str) -> None:
        combo = self._choice("sex")
        combo.setCurrentIndex(max(combo.findData(sex), 0))
        cast(QLineEdit, self.editor("birth_date")).setText(birth)

    def _choice(self, key: str) -> QComboBox:
        return cast(QComboBox, self.editor(key))

    # --- masked numbers -------------------------------------------------------------------

    def _retyped(self, key: str, text: str) -> None:
        """Typing into a masked number starts a new one: stars are never stored or sent.

        What was only shortened stands there again: nobody can mend a digit that is not shown.
        """
        shown = str(self._initial.get(key) or "")
        if "*" not in shown or text == shown:
            return
        if "*" not in text:
            if not text:
                self._offer(key, "")
            return
        line = cast(QLineEdit, self.editor(key))
        if len(text) < len(shown):
            at = line.cursorPosition()
            self._offer(key, self.tr("号码只显示一部分，不能只删几位。整个重新输入就换成新号码。"))
            line.setText(shown)
            line.setCursorPosition(at)
            return
        at, more = line.cursorPosition(), len(text) - len(shown)
        self._offer(key, self.tr("正在输入新号码，会换掉原来的号码。"))
        line.setText(text[at - more : at].replace("*", ""))

    def _offer(self, key: str, words: str) -> None:
        """Say ``words``, and let whoever may see the number mend it as it is."""
        if not words:
            self._offered.discard(key)
            self.set_hint(key, "")
            return
        self._offered.add(key)
        action = Action(self.tr("改这个号码"), lambda: self._unmask(key)) if self._look else None
        self.set_hint(key, words, Tone.INFO, action)

    def _unmask(self, key: str) -> None:
        if self._look is not None:
            self._look(key, lambda number: self._show_whole(key, number))

    def _show_whole(self, key: str, number: str) -> None:
        """The stored number in place of the masked one: as before until a digit is changed."""
        self._initial[key] = number
        line = cast(QLineEdit, self.editor(key))
        line.setText(number)
        self.before[key] = number
        self._clean[key] = number
        self._offered.add(key)
        self.set_hint(key, self.tr("已显示完整号码，并记入审计日志。"), Tone.INFO)
        line.setFocus()
        line.end(False)
