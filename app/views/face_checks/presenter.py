"""Joins the page 人脸核验 to the services."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject

from app.core.clock import today
from app.core.errors import UserError
from app.core.progress import Progress
from app.services.face_checks import (
    FaceCheckRow,
    Reconciliation,
    TerminalImport,
    TerminalRow,
    UnmatchedPin,
)
from app.services.members import MemberHit
from app.services.rights import Right
from app.views import parts
from app.views.face_checks.import_sheet import ImportSheet, device_of, matching_words
from app.views.face_checks.page import FaceChecksPage
from app.views.tasks import Latest

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application

LAST_DEVICE = "face_checks.device"


@dataclass(frozen=True)
class Loaded:
    """Everything the page shows."""

    date: dt.date
    checks: list[FaceCheckRow]
    unmatched: list[UnmatchedPin]
    terminals: list[TerminalRow]


class FaceChecksPresenter(QObject):
    """Lives as long as its page."""

    def __init__(self, page: FaceChecksPage, app: Application, kit: Kit) -> None:
        super().__init__(page)
        self._page, self._app, self._kit = page, app, kit
        self._date: dt.date | None = None
        self._asked_pin = ""
        self._latest = Latest(kit.runner, self)
        page.activated.connect(self._activated)
        page.refresh_requested.connect(self._load)
        page.date_changed.connect(self._go_to)
        page.scope_changed.connect(self._load)
        page.member_opened.connect(lambda uid: kit.go("members", uid))
        page.import_requested.connect(self._ask_device)
        page.reconcile_requested.connect(self._reconcile)
        page.link_requested.connect(self._link)

    # --- looking --------------------------------------------------------------------------

    def _activated(self, argument: object) -> None:
        """``{"pin": …}`` selects a number for linking, ``{"date": iso}`` goes to a day and
        ``"row"`` to a check of it."""
        if not isinstance(argument, Mapping):
            return
        if argument.get("date"):
            self._date = dt.date.fromisoformat(str(argument["date"]))
        if argument.get("pin"):
            self._asked_pin = str(argument["pin"])
            self._page.set_all_days(True)
            self._page.want_pin(self._asked_pin)
        if argument.get("row"):
            self._page.want_check(int(argument["row"]))
        self._load()

    def _go_to(self, date: dt.date) -> None:
        self._date = date
        self._load()

    def _load(self) -> None:
        app, actor, every = self._app, self._kit.actor(), self._page.all_days()
        wanted, now = self._date, today(self._kit.clock)
        self._apply_rights()

        def work() -> Loaded:
            service = app.face_checks
            date = wanted or service.latest_date(actor) or now
            unmatched = service.unmatched(actor, None if every else date)
            return Loaded(date, service.day(date, actor), unmatched, service.terminals(actor))

        self._latest.submit(work, self._show)
        self._latest.flush()

    def _show(self, found: Loaded) -> None:
        page, asked = self._page, self._asked_pin
        self._asked_pin = ""
        page.set_day(found.date, found.checks)
        page.set_unmatched(found.unmatched)
        page.set_terminals(found.terminals)
        if asked and asked not in {row.pin for row in found.unmatched}:
            words = self.tr("编号 %1 已经关联或没有核验记录，不用再处理。")
            self._kit.notify.info(parts.fill(words, asked))

    def _apply_rights(self) -> None:
        actor = self._kit.actor()
        words = self.tr("当前账号没有“%1”的权限，请由中心负责人操作。")
        self._page.set_allowed(
            *(
                "" if actor.may(right) else parts.fill(words, right.value)
                for right in (Right.IMPORT, Right.EDIT_MEMBERS)
            )
        )

    # --- linking --------------------------------------------------------------------------

    def _link(self, pin: str, hit: MemberHit) -> None:
        app, actor, device = self._app, self._kit.actor(), self._page.link.device()

        def link() -> tuple[int, int]:
            added = app.face_checks.link_pin(pin, hit.uid, actor, device)
            return added, app.face_checks.days_before_joining(hit.uid, actor)

        def done(found: tuple[int, int]) -> None:
            words = self.tr("编号 %1 已关联到%2，补上 %3 天签到。")
            text = parts.fill(words, pin, hit.name, found[0])
            if found[1]:
                early = self.tr("终端签到有 %1 天在入会日期以前，请核对入会日期。")
                text += parts.fill(early, found[1])
            what = parts.fill(self.tr("关联编号 %1"), pin)
            self._kit.notify.toast(text, lambda: self._unlink(pin, device), what=what)
            self._page.want_pin(self._page.next_pin(pin))
            self._load()

        self._kit.runner.run(link, done, owner=self, title=self.tr("关联编号"))

    def _unlink(self, pin: str, device: str) -> None:
        app, actor = self._app, self._kit.actor()

        def done(_: object) -> None:
            self._kit.notify.toast(parts.fill(self.tr("编号 %1 已取消关联。"), pin))
            self._page.want_pin(pin)
            self._load()

        self._kit.runner.run(
            lambda: app.face_checks.unlink_pin(pin, actor, device), done, owner=self
        )

    # --- matching and importing -----------------------------------------------------------

    def _reconcile(self) -> None:
        app, actor, date = self._app, self._kit.actor(), self._page.dates.date()

        def done(found: Reconciliation) -> None:
            self._kit.notify.toast(matching_words(found))
            self._load()

        self._kit.runner.run(
            lambda: app.face_checks.reconcile(date, actor),
            done,
            owner=self,
            title=self.tr("核对当天"),
        )

    def _ask_device(self, path: Path) -> None:
        device = device_of(path, str(self._kit.prefs.get(LAST_DEVICE, "")))
        sheet = self._page.open_import(path, device)
        sheet.submitted.connect(lambda number: self._import(sheet, path, number))

    def _import(self, sheet: ImportSheet, path: Path, device: str) -> None:
        app, actor = self._app, self._kit.actor()
        sheet.set_busy(True)

        def work(progress: Progress) -> TerminalImport:
            return app.import_terminal_file(path, device, actor, progress)

        def done(found: TerminalImport) -> None:
            self._kit.prefs.set(LAST_DEVICE, device)
            if shiboken6.isValid(sheet):
                sheet.show_import(found)
            self._match(sheet, found)

        def failed(problem: BaseException) -> None:
            if shiboken6.isValid(sheet):
                sheet.set_busy(False)
            say(problem)

        say = self._kit.notify.attempt("terminal-file")
        title = self.tr("导入终端记录")
        self._kit.runner.run(work, done, failed, owner=self, title=title)

    def _match(self, sheet: ImportSheet, stored: TerminalImport) -> None:
        app, actor = self._app, self._kit.actor()

        def work(progress: Progress) -> Reconciliation:
            return app.face_checks.reconcile_dates(stored.dates, actor, progress)

        def done(found: Reconciliation) -> None:
            if shiboken6.isValid(sheet):
                sheet.show_matching(found)
            else:
                self._kit.notify.toast(matching_words(found))
            self._after_import(stored)

        def failed(problem: BaseException) -> None:
            if shiboken6.isValid(sheet):
                sheet.show_unmatched_dates()
            if not isinstance(problem, UserError) or problem.code != "cancelled":
                self._kit.notify.problem(problem)
            self._after_import(stored)

        title = self.tr("核对终端记录")
        self._kit.runner.run(work, done, failed, owner=self, title=title)

    def _after_import(self, stored: TerminalImport) -> None:
        if stored.dates:
            # Not simply the last date of the file: that is often a record of torn memory.
            self._date = None
        self._load()
