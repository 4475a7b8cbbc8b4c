"""The meals page (助餐): one line that is always ready, who ate, how many."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup

from app.core.codes import MealSlot
from app.core.numbers import counted
from app.services.meals import MealRow
from app.services.members.types import MemberHit
from app.views import parts
from app.views.attendance.back_entry import BackEntry
from app.views.desk.choices import ChoiceGrid
from app.views.desk.scanning import ScanField, TextToField
from app.views.meals.table import MealTable
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.theme import Space, Status, Tone, px
from app.views.widgets.flow import FlowLayout
from app.views.widgets.low_window import on_tight
from app.views.widgets.page import Page
from app.views.widgets.table.view import LEAST_ROWS

_NARROW, _FEW = 160, 2


class MealsPage(Page):
    """One day's meals.

    Signals:
        submitted(str code), chosen(MemberHit), undo_asked(str meal_uid),
        member_asked(str member_uid), date_chosen(date), slot_chosen(MealSlot)
    """

    submitted = Signal(str)
    chosen = Signal(object)
    undo_asked = Signal(str)
    member_asked = Signal(str)
    date_chosen = Signal(object)
    slot_chosen = Signal(object)

    def __init__(
        self,
        today: dt.date,
        runner: TaskRunner,
        prefs: Store | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__("", concerns=frozenset({"meal", "member", "setting"}))
        self.header.set_title(self.tr("助餐"))
        self.help_text = self._help()
        self.dates = self.header.add_date_switch(today)
        self.field = ScanField(monotonic)
        self.field.setProperty("role", "scan")
        self.field.set_placeholders(
            self.tr("刷卡，或输入证件号、电话尾号、姓名后按回车"),
            self.tr("刷卡，或输入电话尾号、姓名"),
            self.tr("刷卡，或输入姓名"),
            self.tr("刷卡或姓名"),
        )
        self.field.setAccessibleName(self.tr("就餐登记"))
        self.answer = parts.AnswerLabel()
        self.diet = parts.StatusLabel(role="strong", wrap=True)
        self.choices = ChoiceGrid()
        self.choice_note = parts.label("", "second")
        self.back_entry = BackEntry(with_time=False, monotonic=monotonic)
        self.table = MealTable(runner, prefs)
        self.switches = {slot: parts.button(slot.label, kind="switch") for slot in MealSlot}
        self._slot, self._some = MealSlot.LUNCH, False
        self._tight = False
        self._lay_out()
        self._join()
        self.set_slot(self._slot)
        self.offer(())
        self.say_ready()

    # --- setters --------------------------------------------------------------------------

    def set_date(self, date: dt.date, today: dt.date) -> None:
        """Show ``date``; before today a reason is asked for, after it nothing is entered."""
        self.dates.set_today(today)
        self.dates.set_date(date)
        self.back_entry.set_date(date, today)
        self.field.setEnabled(date <= today)
        self._say_nobody(date, today)

    def set_slot(self, slot: MealSlot) -> None:
        """Enter meals of ``slot`` from now on, and show them; the chip 餐别 shows all."""
        self._slot = slot
        self.switches[slot].setChecked(True)
        if self._some:
            self.show_slot_rows(slot)

    def slot(self) -> MealSlot:
        """The slot being entered."""
        return self._slot

    def set_rows(self, rows: Sequence[MealRow]) -> None:
        """Show the meals of the day and the count of each slot."""
        counts = Counter(row.slot for row in rows)
        for slot, switch in self.switches.items():
            switch.setText(f"{slot.label} {counted(counts[slot.value])}")
        self.table.set_rows(rows)
        if bool(rows) != self._some:
            # An empty day says so itself; a filter would only say that nothing fits it.
            self._some = bool(rows)
            self._filter(self._slot.value if rows else "")
        self.show_content()

    def show_slot_rows(self, slot: MealSlot) -> None:
        """Show only the meals of ``slot`` in the table."""
        self._some = True
        self._filter(slot.value)

    def offer(self, hits: Sequence[MemberHit], note: str = "") -> None:
        """Let the clerk choose whom the code means; empty ends it."""
        self.choices.set_hits(hits)
        self.choices.setVisible(bool(hits))
        self.choice_note.setText(note)
        self._make_room()
        self.field.set_choices(len(hits))

    def say_ready(self) -> None:
        """Say what to do first."""
        back = self.tr("补记：写明原因，再输入后按回车。")
        words = self.tr("可以刷卡了。") if self.back_entry.isHidden() else back
        self.say(Status(words, Tone.NEUTRAL, "scan"))

    def say(self, status: Status) -> None:
        """Answer the last code beside the line."""
        self.answer.set_status(status)
        self.answer.setToolTip(status.word)

    def warn_diet(self, words: str) -> None:
        """What the kitchen must know of whoever was served last; empty takes it away."""
        self.diet.set_status(Status(words, Tone.WARN, "warn"))

    def mark(self, uid: str) -> None:
        """Select one meal, once the table has it."""
        self.table.point_at(uid)

    def ready(self) -> None:
        """For the next person."""
        if self.isVisible():
            self.field.setFocus()

    # --- Qt -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Text goes to the line wherever the focus is."""
        if not self.field.take(event):
            super().keyPressEvent(event)

    def back(self) -> bool:
        """Esc: close a sheet, else end a choice, else empty the line."""
        if super().back():
            return True
        if not self.choices.hits() and not self.field.text():
            return False
        self.offer(())
        self.field.clear()
        self.ready()
        return True

    # --- inside ---------------------------------------------------------------------------

    def _help(self) -> str:
        return self.tr(
            "先看餐别对不对（早餐、午餐、晚餐会按时间自动选好），再刷卡或输入后按回车。\n\n"
            "一位老人每餐只记一次；再刷会告诉您几点已经吃过，不会重复收费。\n\n"
            "同名或尾号相同时，按 1–9 选人。\n\n"
            "补记以前的就餐：先选日期，写明原因，再找人。\n\n"
            "记错了按 Ctrl+Z，或选中一行按 Delete 撤销。"
        )

    def _filter(self, slot: str) -> None:
        """Narrow the table to one slot; empty shows all."""
        query = self.table.query()
        if query.filters.get("slot", "") != slot:
            others = {key: value for key, value in query.filters.items() if key != "slot"}
            filters = {**others, "slot": slot} if slot else others
            self.table.set_query(replace(query, filters=filters))

    def _say_nobody(self, date: dt.date, today: dt.date) -> None:
        if date > today:
            texts = (self.tr("这一天还没有到。"), self.tr("请选今天或以前的日期。"))
        elif date == today:
            texts = (
                self.tr("今天还没有人就餐。"),
                self.tr("选好餐别，在上面刷卡或输入姓名、电话尾号，按回车。"),
            )
        else:
            texts = (self.tr("这一天没有就餐记录。"), self.tr("要补记请在上面写明原因再找人。"))
        self.table.set_empty(*texts)

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        for switch in self.switches.values():
            switch.setCheckable(True)
            group.addButton(switch)
        self._line = line = FlowLayout()
        self.field.setMaximumWidth(px(400))
        self._set_close(False)
        on_tight(self, self._set_close)
        line.addWidget(parts.row(*self.switches.values(), spacing=0))
        line.add(self.field, 2)
        line.add(self.answer, 2)
        self.body.addLayout(line)
        self.body.addWidget(self.diet)
        self.body.addWidget(self.back_entry)
        self.body.addWidget(self.choice_note)
        self.body.addWidget(self.choices)
        self.body.addWidget(self.table, 1)
        self.setFocusProxy(self.field)
        TextToField(self.field, self.table.view)

    def _set_close(self, tight: bool) -> None:
        """In a tight window switches, line and answer stand in one row."""
        self._line.setSpacing(px(Space.S if tight else Space.L))
        self.field.setMinimumWidth(px(_NARROW if tight else 260))
        for switch in self.switches.values():
            switch.setMinimumWidth(0 if tight else px(104))
        self._tight = tight
        self._make_room()

    def _make_room(self) -> None:
        """Whom the code means comes before filtering who ate; the answer asks for it anyway."""
        choosing = bool(self.choices.hits())
        self.choice_note.setVisible(choosing and not self._tight)
        pressed = choosing and self._tight
        self.table.set_toolbar_visible(not pressed)
        self.table.view.least_rows = _FEW if pressed else LEAST_ROWS
        self.table.view.updateGeometry()

    def _join(self) -> None:
        self.dates.date_changed.connect(self.date_chosen)
        self.back_entry.finished.connect(self.ready)
        self.back_entry.scanned.connect(self._take_scan)
        self.field.submitted.connect(self.submitted)
        self.field.picked.connect(self.choices.pick)
        self.choices.chosen.connect(self.chosen)
        for slot, switch in self.switches.items():
            parts.on_click(switch, partial(self._choose, slot))
        self.table.activated.connect(self._open)
        parts.on_click(self.table.undo_button, self._undo_selected)

    def _choose(self, slot: MealSlot) -> None:
        self.set_slot(slot)
        self.slot_chosen.emit(slot)
        self.ready()

    def _take_scan(self, code: str) -> None:
        """A card was read while the reason had the focus; one that waits in the line for the
        reason is not lost to the next."""
        if self.field.text() and not self.back_entry.is_filled():
            self.back_entry.refuse_scan()
        else:
            self.field.clear()
            self.submitted.emit(code)

    def _undo_selected(self) -> None:
        for uid in self.table.selected_ids()[:1]:
            self.undo_asked.emit(str(uid))

    def _open(self, uid: object) -> None:
        row = self.table.live.get(uid)
        if row is not None:
            self.member_asked.emit(row.member_uid)
