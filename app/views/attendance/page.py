"""The attendance page (考勤): check in, who came, who did not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from app.services.attendance import AttendanceDay
from app.services.members.types import MemberHit
from app.views import parts
from app.views.attendance.back_entry import BackEntry
from app.views.attendance.tables import AbsentTable, PresentTable
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.theme import Space, Status, Tone, px
from app.views.widgets.flow import FlowLayout
from app.views.widgets.low_window import on_tight
from app.views.widgets.member_picker import MemberPicker
from app.views.widgets.page import Page
from app.views.widgets.panes import FrontLayout

PRESENT, ABSENT = "present", "absent"
_NARROW = 190


class AttendancePage(Page):
    """One day's attendance.

    Signals:
        check_in_asked(str member_uid, str typed): typed to find them, "" from the list,
        undo_asked(str attendance_uid), member_asked(str member_uid), roster_asked(),
        date_chosen(date)
    """

    check_in_asked = Signal(str, str)
    undo_asked = Signal(str)
    member_asked = Signal(str)
    roster_asked = Signal()
    date_chosen = Signal(object)

    def __init__(
        self,
        today: dt.date,
        find: Callable[[str], Sequence[Any]],
        runner: TaskRunner,
        prefs: Store | None = None,
    ) -> None:
        super().__init__("", concerns=frozenset({"attendance", "member"}))
        self.header.set_title(self.tr("考勤"))
        self.help_text = self._help()
        self.dates = self.header.add_date_switch(today)
        self.header.add_action("print", self.tr("打印签到花名册"), "printing")
        self.picker = MemberPicker(find, runner, keep_text=False)
        self.picker.set_placeholders(
            self.tr("签到：姓名、拼音、电话尾号、证件号，或刷卡"),
            self.tr("签到：姓名、电话尾号，或刷卡"),
            self.tr("签到：姓名或刷卡"),
        )
        self.answer = parts.AnswerLabel()
        self.back_entry = BackEntry(with_time=True)
        self.present = PresentTable(runner, prefs)
        self.absent = AbsentTable(runner, prefs)
        self.tables = FrontLayout()
        self.switches = {
            PRESENT: parts.button(self.tr("已到"), kind="switch"),
            ABSENT: parts.button(self.tr("未到"), kind="switch"),
        }
        self._lay_out()
        self._join()
        self.say_ready()
        self.show_view(PRESENT)

    # --- setters --------------------------------------------------------------------------

    def set_date(self, date: dt.date, today: dt.date) -> None:
        """Show ``date``; before today the page asks for a reason, after it nobody checks in."""
        self.dates.set_today(today)
        self.dates.set_date(date)
        self.back_entry.set_date(date, today)
        self.picker.setEnabled(date <= today)
        self._say_nobody(date, today)

    def set_day(self, day: AttendanceDay, absent: Sequence[MemberHit]) -> None:
        """Show who came and who did not."""
        self.present.live.replace(day.people)
        self.absent.live.replace(absent)
        words = {PRESENT: self.tr("已到 %1"), ABSENT: self.tr("未到 %1")}
        counts = {PRESENT: day.present, ABSENT: len(absent)}
        for key, switch in self.switches.items():
            switch.setText(parts.fill(words[key], counts[key]))
        self.show_content()

    def show_view(self, view: str) -> None:
        """Bring ``present`` or ``absent`` to the front."""
        self.switches[view].setChecked(True)
        self.tables.setCurrentWidget(self.absent if view == ABSENT else self.present)

    def view(self) -> str:
        """Which of the two is in front."""
        return ABSENT if self.tables.currentWidget() is self.absent else PRESENT

    def say_ready(self) -> None:
        """Say what to do first."""
        self.say(Status(self.tr("输入后按回车签到。"), Tone.NEUTRAL, "scan"))

    def say(self, status: Status) -> None:
        """Answer the last check-in beside the line."""
        self.answer.set_status(status)
        self.answer.setToolTip(status.word)

    def mark(self, uid: str) -> None:
        """Select one arrival, once the table has it."""
        self.present.point_at(uid)

    def ready(self) -> None:
        """For the next person."""
        if self.isVisible():
            self.picker.setFocus()

    # --- inside ---------------------------------------------------------------------------

    def _help(self) -> str:
        return self.tr(
            "在上面的框里输入姓名、拼音首字母、电话尾号，或直接刷卡，按回车签到。\n\n"
            "同一位老人一天只签到一次；再刷会告诉您几点已经签过。\n\n"
            "点“未到”看还没来的老人，选中按回车就能签到。\n\n"
            "补记以前的签到：先选日期，填到达时间和原因，再找人。\n\n"
            "签错了按 Ctrl+Z，或选中一行按 Delete 撤销。"
        )

    def _say_nobody(self, date: dt.date, today: dt.date) -> None:
        if date > today:
            texts = (self.tr("这一天还没有到。"), self.tr("请选今天或以前的日期。"))
        elif date == today:
            texts = (
                self.tr("今天还没有人签到。"),
                self.tr("在上面输入姓名、电话尾号或刷卡；也可以按 F2 打开前台签到。"),
            )
        else:
            texts = (self.tr("这一天没有签到记录。"), self.tr("要补记请在上面填时间和原因再找人。"))
        self.present.set_empty(*texts)
        self.absent.set_empty(
            self.tr("没有未到的老人。"), self.tr("在册的老人都已签到，或名单里还没有人。")
        )

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        for switch in self.switches.values():
            switch.setCheckable(True)
            group.addButton(switch)
        self._line = line = FlowLayout()
        self.picker.setMaximumWidth(px(460))
        self._set_close(False)
        on_tight(self, self._set_close)
        line.add(self.picker, 3)
        line.add(self.answer, 2)
        line.addWidget(parts.row(*self.switches.values(), spacing=0))
        for table in (self.present, self.absent):
            self.tables.addWidget(table)
        self.body.addLayout(line)
        self.body.addWidget(self.back_entry)
        self.body.addLayout(self.tables, 1)
        self.setFocusProxy(self.picker)

    def _set_close(self, tight: bool) -> None:
        """In a tight window line, answer and switches stand in one row."""
        self._line.setSpacing(px(Space.S if tight else Space.L))
        self.picker.setMinimumWidth(px(_NARROW if tight else 260))
        for switch in self.switches.values():
            switch.setMinimumWidth(0 if tight else px(112))

    def _join(self) -> None:
        parts.on_click(self.header.buttons["print"], self.roster_asked.emit)
        self.dates.date_changed.connect(self.date_chosen)
        self.back_entry.finished.connect(self.ready)
        self.back_entry.scanned.connect(self._take_scan)
        self._typed = ""
        self.picker.textEdited.connect(self._keep_typed)
        self.picker.chosen.connect(lambda hit: self.check_in_asked.emit(hit.uid, self._typed))
        for key, switch in self.switches.items():
            parts.on_click(switch, partial(self._turn_to, key))
        self.present.activated.connect(self._open)
        self.absent.activated.connect(lambda uid: self.check_in_asked.emit(str(uid), ""))
        parts.on_click(self.present.undo_button, self._undo_selected)
        parts.on_click(self.absent.check_in_button, self._check_in_selected)

    def _keep_typed(self, text: str) -> None:
        """The line is empty again when somebody was chosen by it."""
        self._typed = text.strip()

    def _take_scan(self, code: str) -> None:
        """A card was read while the time or the reason had the focus."""
        if self.back_entry.is_filled():
            self._typed = code
            self.picker.scan(code)
        else:
            self.back_entry.refuse_scan()

    def _turn_to(self, view: str) -> None:
        self.show_view(view)
        self._table().setFocus()

    def _table(self) -> PresentTable | AbsentTable:
        return self.absent if self.view() == ABSENT else self.present

    def _undo_selected(self) -> None:
        for uid in self.present.selected_ids()[:1]:
            self.undo_asked.emit(str(uid))

    def _check_in_selected(self) -> None:
        for uid in self.absent.selected_ids()[:1]:
            self.check_in_asked.emit(str(uid), "")

    def _open(self, uid: object) -> None:
        row = self.present.live.get(uid)
        if row is not None:
            self.member_asked.emit(row.member_uid)
