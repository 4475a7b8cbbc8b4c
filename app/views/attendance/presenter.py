"""Joins the attendance page with the services."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from app.core.errors import ValidationProblem
from app.services.attendance import AttendanceDay, CheckIn, CheckInResult, Undone
from app.services.members.types import MemberHit
from app.services.rights import Actor
from app.views import parts
from app.views.attendance.page import ABSENT, PRESENT, AttendancePage
from app.views.days import DayPresenter
from app.views.kit import Kit
from app.views.theme import Status, Tone
from app.views.widgets.table import TableQuery

if TYPE_CHECKING:
    from app.wiring import Application


class AttendancePresenter(DayPresenter):
    """Loads a day, checks in, takes back."""

    def __init__(self, page: AttendancePage, app: Application, kit: Kit) -> None:
        super().__init__(page, app, kit)
        self._mark = ""
        page.activated.connect(self._activated)
        page.check_in_asked.connect(self.check_in)
        page.undo_asked.connect(self.undo)
        page.member_asked.connect(lambda uid: kit.go("members", uid))
        page.roster_asked.connect(self._print_roster)

    def refresh(self) -> None:
        """Load the day anew."""
        super().refresh()
        self.offer_export(self._page.present, self.tr("签到记录"))
        self.offer_export(self._page.absent, self.tr("未到名单"))

    def read(self, date: dt.date, actor: Actor) -> tuple[AttendanceDay, list[MemberHit]]:
        """Who came and who did not."""
        attendance = self._app.attendance
        return attendance.day(date, actor), attendance.absent(date, actor)

    def show(self, found: tuple[AttendanceDay, list[MemberHit]]) -> None:
        """Fill both tables; the row just written is selected."""
        self._page.set_day(*found)
        if self._mark:
            self._page.mark(self._mark)
            self._mark = ""

    def go_to(self, date: dt.date) -> None:
        """Show ``date``."""
        self._page.say_ready()
        super().go_to(date)

    def check_in(self, member_uid: str, code: str = "") -> None:
        """Check one person in on the date shown; ``code``: what was typed to find them."""
        entry = self._page.back_entry.read(self._date)
        if entry is None:
            return
        at, note = entry
        command, actor = CheckIn(member_uid, at, note=note, code=code), self._kit.actor()
        self._kit.runner.run(
            lambda: self._app.attendance.check_in(command, actor),
            self._checked_in,
            self._refused,
            owner=self,
        )

    def undo(self, uid: str) -> None:
        """Take a check-in back; the toast puts it back again."""

        def say(done: Undone) -> None:
            words = parts.fill(self.tr("已撤销%1的签到。"), done.name) + done.words
            what = parts.fill(self.tr("取消%1的签到"), done.name)
            self._kit.notify.toast(words, lambda: self._redo(uid), what=what)

        self._take_back(uid, say)

    # --- inside -----------------------------------------------------------------------------

    def _activated(self, argument: object) -> None:
        if isinstance(argument, Mapping):
            if argument.get("view") in (PRESENT, ABSENT):
                self._page.show_view(argument["view"])
            if argument.get("row"):
                self._mark = str(argument["row"])
                self._page.present.set_query(TableQuery())
            if argument.get("date"):
                self.go_to(dt.date.fromisoformat(str(argument["date"])))
        self._page.ready()

    def _checked_in(self, result: CheckInResult) -> None:
        time = result.arrived_at[:5]
        if result.outcome == "checked_in":
            words = parts.fill(self.tr("%1 签到成功 %2"), result.name, time)
            uid = self._mark = result.attendance_uid
            self._page.say(Status(words, Tone.OK))
            what = parts.fill(self.tr("%1签到"), result.name)
            self._kit.notify.toast(words, lambda: self._undo_quick(uid, result.name), what=what)
        elif result.outcome == "already":
            words = parts.fill(self.tr("%1 已签到 %2，不用再签。"), result.name, time)
            self._page.say(Status(words, Tone.INFO))
        else:
            words = parts.fill(self.tr("%1 没有签到：%2"), result.name, result.refusal)
            self._page.say(Status(words, Tone.WARN))
        self._page.ready()

    def _refused(self, problem: BaseException) -> None:
        fields = problem.fields if isinstance(problem, ValidationProblem) else {}
        if not self._page.back_entry.show_errors(dict(fields)):
            self._kit.runner.report_problem(problem)

    def _undo_quick(self, uid: str, name: str) -> None:
        """撤销 of the toast, Ctrl+Z."""
        words = parts.fill(self.tr("已撤销%1的签到。"), name)
        self._take_back(
            uid, lambda done: self._page.say(Status(words + done.words, Tone.WARN, "undo"))
        )

    def _take_back(self, uid: str, then: Callable[[Undone], object]) -> None:
        actor = self._kit.actor()
        self._kit.runner.run(
            lambda: self._app.attendance.undo(uid, "撤销", actor), then, owner=self
        )

    def _redo(self, uid: str) -> None:
        actor = self._kit.actor()
        self._mark = uid
        self._kit.runner.run(
            lambda: self._app.attendance.redo(uid, actor),
            lambda _: self._page.say(Status(self.tr("签到已恢复。"), Tone.OK)),
            owner=self,
        )

    def _print_roster(self) -> None:
        self._kit.go("printing", {"form": "daily-roster", "date": self._date.isoformat()})
