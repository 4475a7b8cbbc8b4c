"""What a form is printed for: a day, or a person with what else the form asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.views import parts
from app.views.inputs import ComboBox
from app.views.tasks import TaskRunner
from app.views.theme import Space, px
from app.views.widgets.date_field import DateEdit
from app.views.widgets.flow import FlowLayout
from app.views.widgets.member_picker import MemberPicker, describe

_LABEL, _EDITOR = 84, 190
MASKED, FULL = "masked", "full"


@dataclass(frozen=True)
class FormChoice:
    """One form as the page offers it.

    Attributes:
        takes: ``date``, ``member`` or ``none``.
        asks: what else is chosen: ``kind``, ``consent``, ``assessment``, or ``compare``, which is
            two assessments; ``""`` nothing.
        full: it may be printed with full numbers, by this account.
    """

    name: str
    title: str
    shows: str
    takes: str
    asks: str = ""
    full: bool = False


@dataclass(frozen=True)
class Choice:
    """What can be chosen, in a few words; ``detail`` says below them what else there is to it."""

    value: str
    words: str
    detail: str = ""


@dataclass(frozen=True)
class Wanted:
    """What is to be printed; ``choice`` is what `FormChoice.asks` was answered with."""

    form: str
    date: dt.date | None = None
    member: str = ""
    choice: str = ""
    full: bool = False


class Parameters(QWidget):
    """The fields of the chosen form; the person stays while forms change.

    Signals:
        changed(): something else is wanted than before.
        entered(): Enter in a field.
        member_changed(): another person, or nobody; what can be chosen depends on them.
    """

    changed = Signal()
    entered = Signal()
    member_changed = Signal()

    def __init__(
        self, runner: TaskRunner, find: Callable[[str], Sequence[Any]], today: dt.date
    ) -> None:
        super().__init__()
        self._form = FormChoice("", "", "", "none")
        self._member = ""
        self._why_none = ""
        self._details: dict[str, str] = {}
        self.date = DateEdit(today, today)
        self.picker = MemberPicker(find, runner)
        self.about = parts.label("", "small", wrap=True)
        self.choice, self.numbers = ComboBox(), ComboBox()
        self.detail = parts.label("", "small", wrap=True)
        self.none = parts.label("", "second", wrap=True)
        self.numbers.addItem(self.tr("打码"), MASKED)
        self.numbers.addItem(self.tr("完整号码"), FULL)
        self.why = parts.label(self.tr("写明用途后生成，记入审计日志。"), "small", wrap=True)
        self._lay_out()
        self._join()
        self._ask_for(self._form)

    def show_for(self, form: FormChoice) -> None:
        """Ask what ``form`` needs; for another form numbers are masked again, and nothing is
        chosen yet."""
        if form != self._form:
            self._ask_for(form)

    def _ask_for(self, form: FormChoice) -> None:
        self._form = form
        person = form.takes == "member"
        self._dates.setVisible(form.takes == "date")
        self._person.setVisible(person)
        self._numbers.setVisible(person and form.full)
        self.numbers.setCurrentIndex(0)
        self._choice_label.setText(self._asks().get(form.asks, ""))
        self.choice.setAccessibleName(self._choice_label.text())
        self.set_choices(())
        self.setVisible(form.takes != "none")

    def set_choices(self, choices: Sequence[Choice], why_none: str = "") -> None:
        """Offer ``choices`` where the form asks; ``why_none`` says why there is nothing.

        What somebody chose stays; else the first is meant, which may be new.
        """
        was = self.choice.currentData()
        before = was if self.choice.currentIndex() > 0 else None
        self._details = {one.value: one.detail for one in choices}
        self.choice.blockSignals(True)
        self.choice.clear()
        for one in choices:
            self.choice.addItem(one.words, one.value)
        self.choice.setCurrentIndex(max(self.choice.findData(before), 0))
        self.choice.blockSignals(False)
        self._say_details()
        changed = choices and self.choice.currentData() != was
        self._why_none = why_none
        self.none.setText(why_none)
        self.none.setVisible(bool(why_none))
        self._choices.setVisible(bool(self._form.asks) and bool(choices))
        if changed:
            self.changed.emit()

    def wanted(self) -> Wanted:
        """What the fields say."""
        form = self._form
        if form.takes == "date":
            return Wanted(form.name, self.date.date())
        if form.takes != "member":
            return Wanted(form.name)
        choice = str(self.choice.currentData() or "") if form.asks else ""
        full = form.full and self.numbers.currentData() == FULL
        return Wanted(form.name, None, self._member, choice, full)

    def missing(self) -> str:
        """What must be said first, in a sentence and with the keyboard there; else ``""``."""
        if self._form.takes == "date":
            self.date.commit()
            if self.date.date() is None:
                self.date.setFocus()
                return self.tr("请先写日期。")
        elif self._form.takes == "member" and not self._member:
            self.picker.setFocus()
            return self.tr("请先选一位老人。")
        elif self._form.takes == "member":
            return self._why_none
        return ""

    # --- inside ---------------------------------------------------------------------------

    def _asks(self) -> dict[str, str]:
        return {"kind": self.tr("种类"), "consent": self.tr("哪一份"),
                "assessment": self.tr("哪一份"), "compare": self.tr("哪两份")}  # fmt: skip

    def _lay_out(self) -> None:
        self._dates = self._line(self.tr("日期"), self.date)
        who = self._line(self.tr("老人"), self.picker)
        self._choice_label = parts.label("", "second")
        self._choices = self._line("", self.choice, self._choice_label)
        self._numbers = self._line(self.tr("证件号"), self.numbers)
        self._person = parts.column(
            who, self.about, self._choices, self.detail, self.none, self._numbers, self.why
        )
        self.about.hide()
        box = parts.bare(QVBoxLayout(self), Space.S)
        box.addWidget(self._dates)
        box.addWidget(self._person)

    def _line(self, text: str, editor: QWidget, label: QWidget | None = None) -> QWidget:
        """Label and editor beside each other, or below in a narrow window."""
        holder = QWidget()
        flow = FlowLayout(holder)
        name = label or parts.label(text, "second")
        name.setMinimumWidth(px(_LABEL))
        flow.addWidget(name)
        editor.setAccessibleName(text)
        editor.setMinimumWidth(px(_EDITOR))
        flow.add(editor, 1)
        return holder

    def _join(self) -> None:
        self.date.returnPressed.connect(self.entered)
        self.date.date_changed.connect(lambda _: self.changed.emit())
        self.picker.chosen.connect(self._chose)
        self.picker.textChanged.connect(self._follow_text)
        for box in (self.choice, self.numbers):
            box.currentIndexChanged.connect(lambda _: self._chose_other())

    def _chose_other(self) -> None:
        self._say_details()
        self.changed.emit()

    def _say_details(self) -> None:
        """What does not fit into the boxes."""
        words = self._details.get(str(self.choice.currentData() or ""), "")
        self.detail.setText(words)
        self.detail.setVisible(bool(words) and bool(self._form.asks))
        self.why.setVisible(self.wanted().full)

    def _chose(self, hit: Any) -> None:
        self._set_member(hit.uid, describe(hit))

    def _follow_text(self, _: str) -> None:
        """Another text in the line stands for nobody until somebody is chosen."""
        if self._member and self.picker.hit() is None:
            self._set_member("", "")

    def _set_member(self, uid: str, words: str) -> None:
        self.about.setText(words)
        self.about.setVisible(bool(words))
        if uid != self._member:
            self._member = uid
            self.set_choices(())
            self.member_changed.emit()
            self.changed.emit()
