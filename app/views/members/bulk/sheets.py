"""The sheets of the selection: a community for all, a card for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.services.members import MemberRow
from app.views import parts
from app.views.inputs import ComboBox, LineEdit
from app.views.members.fields import new_community
from app.views.tasks import TaskRunner
from app.views.theme import Space
from app.views.widgets.form import Field, Form
from app.views.widgets.table import Column, DataTable, SequenceSource

_TAIL = re.compile(r"^(.*?)(\d+)$")


def community_form(known: Sequence[str], count: int) -> Form:
    """One field: where all of them live; offers the communities in use."""
    label, help_text = _tr("社区"), parts.fill(_tr("所选 %1 人都改成这个社区。"), count)
    form = Form((Field("community", label, "suggest", required=True, width="full", help=help_text,
                       choices=tuple((name, name) for name in known), max_length=60),),
                save_text=_tr("设置"))  # fmt: skip
    line = cast(QLineEdit, form.editor("community"))
    used = frozenset(known)
    line.textChanged.connect(
        lambda text: form.set_hint("community", new_community(text.strip(), used))
    )
    return form


@dataclass(frozen=True)
class CardLine:
    """One person, told from namesakes by community and birth year, and the number read for them."""

    uid: str
    name: str
    member_no: str
    community: str
    birth_year: str
    number: str = ""


class CardSheet(QWidget):
    """Reads one card after another, or counts on from a first number.

    Signals:
        submitted(str kind, list of (uid, number)): give out the cards that have a number.
    """

    submitted = Signal(str, object)

    def __init__(
        self, people: Sequence[MemberRow], kinds: Sequence[tuple[str, str]], runner: TaskRunner
    ) -> None:
        super().__init__()
        self.lines = [
            CardLine(row.uid, row.name, row.member_no, row.community, row.birth_year)
            for row in people
        ]
        self.kind = ComboBox()
        for code, word in kinds:
            self.kind.addItem(word, code)
        self.next_words = parts.label("", "heading", wrap=True)
        self.number = LineEdit()
        self.number.setPlaceholderText(self.tr("刷卡，或输入卡号后按 Enter"))
        self.number.setAccessibleName(self.tr("卡号"))
        self.number.setMaxLength(64)
        self.count_on = parts.button(self.tr("从这个号连续编"), "ascending")
        self.take_back = parts.button(self.tr("退回上一张"), "undo", "quiet")
        self.save = parts.button(self.tr("发卡"), "card", "primary", key="Ctrl+S")
        columns = (
            Column("member_no", self.tr("会员号"), 84, sortable=False),
            Column("name", self.tr("姓名"), 110, sortable=False, stretch=True),
            Column("community", self.tr("社区"), 100, sortable=False),
            Column("birth_year", self.tr("出生"), 56, sortable=False),
            Column("number", self.tr("卡号"), 130, sortable=False),
        )
        self.table = DataTable("bulk_cards", columns, runner, unit=self.tr("人"))
        self.table.set_toolbar_visible(False)
        self._lay_out()
        self.number.returnPressed.connect(self._read)
        parts.on_click(self.count_on, self._count_on)
        parts.on_click(self.take_back, self._take_back)
        parts.on_click(self.save, self._submit)
        self._show()
        self.setFocusProxy(self.number)

    def is_dirty(self) -> bool:
        """Whether a number was read that is not given out yet."""
        return any(line.number for line in self.lines)

    def set_busy(self, busy: bool) -> None:
        """While the cards are being written."""
        self.save.setEnabled(not busy)

    def _lay_out(self) -> None:
        box = parts.bare(QVBoxLayout(self), Space.M)
        box.addWidget(parts.label(self.tr("卡的种类"), "second"))
        box.addWidget(self.kind)
        box.addWidget(self.next_words)
        box.addWidget(self.number)
        box.addWidget(parts.row(self.count_on, self.take_back, None))
        box.addWidget(self.table, 1)
        self._foot = parts.row(self.save, None)

    def take_foot(self) -> QWidget:
        """The button, for the foot of the sheet."""
        return self._foot

    def _place(self) -> int | None:
        return next((n for n, line in enumerate(self.lines) if not line.number), None)

    def _read(self) -> None:
        number = self.number.text().strip()
        place = self._place()
        if number and place is not None:
            self._give(place, number)
            self._show()

    def _count_on(self) -> None:
        """Number everybody who is left, up from the one typed; leading zeros stay."""
        place, found = self._place(), _TAIL.match(self.number.text().strip())
        if place is None or found is None:
            return
        stem, digits = found[1], found[2]
        for step, at in enumerate(range(place, len(self.lines))):
            self._give(at, f"{stem}{int(digits) + step:0{len(digits)}d}")
        self._show()

    def _give(self, place: int, number: str) -> None:
        self.lines[place] = replace(self.lines[place], number=number)

    def _take_back(self) -> None:
        place = self._place()
        last = (len(self.lines) if place is None else place) - 1
        if last >= 0:
            self._give(last, "")
            self._show()

    def _show(self) -> None:
        place = self._place()
        if place is None:
            self.next_words.setText(self.tr("都有卡号了，请核对后发卡。"))
        else:
            line = self.lines[place]
            words = self.tr("下一位：%1（%2 %3 %4）")
            who = (line.name, line.member_no, line.community, line.birth_year)
            self.next_words.setText(parts.fill(words, *who).replace("  ", " "))
        self.number.clear()
        self.number.setFocus()
        self.take_back.setEnabled(self.is_dirty())
        self.save.setEnabled(self.is_dirty())
        columns = self.table.model.columns
        self.table.set_source(SequenceSource(self.lines, columns))
        self.table.select(place if place is not None else len(self.lines) - 1)

    def _submit(self) -> None:
        items = [(line.uid, line.number) for line in self.lines if line.number]
        if items:
            self.submitted.emit(str(self.kind.currentData() or ""), items)


def _tr(text: str) -> str:
    return QCoreApplication.translate("BulkSheets", text)
