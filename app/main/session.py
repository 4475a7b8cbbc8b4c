"""`Session`: an open centre and its window; who acts, and what the frame around pages does."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from app.core.clock import Clock, local, today
from app.core.errors import NotAllowed, YizhanError
from app.core.progress import Progress
from app.main.preparing import Preparation
from app.services.rights import AT_THE_DOOR, SYSTEM, Actor, Right
from app.views import parts
from app.views.changes import ChangeRelay
from app.views.clipboard import lent
from app.views.drafts import DraftStore
from app.views.kit import Kit
from app.views.notify import Action, Notifier
from app.views.setup.presenter import PHRASE_UNCHECKED
from app.views.setup.status import Standing, status_items
from app.views.shell import NavItem, Shell
from app.views.store import Store
from app.views.tasks import TaskRunner
from app.views.widgets.form import Form
from app.wiring import Application

NAVIGATION = (
    ("today", "今日"), ("members", "老人"), ("attendance", "考勤"), ("meals", "助餐"),
    ("face_checks", "人脸核验"), ("printing", "打印"), ("sync", "上报"), ("settings", "设置"),
)  # fmt: skip
"""(noun, title) in the order of a day; the noun names the package in ``app/views`` and the icon."""
_FOUND = 12
_MINUTE_MS, _SOON_MS, _CHECK_MS = 60_000, 1_500, 3_000
STATUS_MS = 200
"""So long after a write the status line looks at what is stored; the writes meanwhile are seen by
the same look, and there are at most five a second."""

_TYPED = "typed"
"""Topic of the words that half-filled forms are not stored."""


class Session(QObject):
    """The desk of an open centre.

    Signals:
        ready(): the first page of a signed-in clerk is in front.
        restore_asked(): leave the centre to restore a backup.
        removal_asked(): leave the demonstration and delete it.
    """

    ready = Signal()
    restore_asked = Signal()
    removal_asked = Signal()

    def __init__(
        self, app: Application, runner: TaskRunner, notify: Notifier, prefs: Store, clock: Clock
    ) -> None:
        super().__init__()
        self.app, self.actor = app, AT_THE_DOOR
        self._runner, self._notify, self._prefs, self._clock = runner, notify, prefs, clock
        self._last: Actor | None = None
        self._usernames: dict[str, str] = {}
        self._looks = self._shown_look = 0
        self._told_of_loss = False
        self._day = today(clock)
        self._drafts = DraftStore(lambda: app.drafts, runner, lambda: self._last)
        self._relay = ChangeRelay()
        self._relay.attach(app.events)
        self._relay.changed.connect(self._data_changed)
        self.shell = self._make_shell()
        self._minute = self._timer(_MINUTE_MS, self._minute_passed, single=False)
        self._status_soon = self._timer(_SOON_MS, self.refresh_status)
        self._check_soon = self._timer(_CHECK_MS, self._check_file)
        self._preparation = Preparation(app, runner, self)

    def begin(self, actor: Actor | None, page: str = "", argument: object = None) -> None:
        """Sign ``actor`` in, or lock until somebody does; then open ``page``."""
        self._list_accounts(actor)
        if actor is None:
            self.shell.lock()
            self._show_demo_password()
        else:
            self._signed_in(actor)
            if page:
                self.shell.navigate(page, argument)
        for timer in (self._minute, self._status_soon, self._check_soon):
            timer.start()
        self._preparation.start()

    def stop(self) -> None:
        """The centre is about to be closed."""
        self._keep_typed()
        self._relay.detach()
        self._preparation.stop()
        for timer in (self._minute, self._status_soon, self._check_soon):
            timer.stop()

    def go(self, key: str, argument: object = None) -> None:
        """``kit.go``: open a page, or leave the centre (``restore``, ``remove_demo``)."""
        if key == "restore" and not self.actor.may(Right.BACKUP):
            self._notify.problem(NotAllowed(Right.BACKUP.value))
        elif key == "restore":
            QTimer.singleShot(0, self.restore_asked.emit)
        elif key == "remove_demo":
            if self.app.settings.centre().demo:
                QTimer.singleShot(0, self.removal_asked.emit)
        else:
            self.shell.navigate(key, argument)

    # --- who acts --------------------------------------------------------------------------

    def sign_in(self, uid: str, password: str) -> None:
        """Check the password off the GUI thread, then unlock."""
        username = self._usernames.get(uid, "")
        self.shell.lock_page.set_busy(True)
        self._runner.run(
            lambda: self.app.accounts.sign_in(username, password),
            self._signed_in,
            self._not_signed_in,
            owner=self,
        )

    def _signed_in(self, actor: Actor) -> None:
        another = self._last is not None and self._last != actor
        self.actor = self._last = actor
        self._drafts.load(actor)
        self._turn_day()
        self.shell.set_clerk(actor.name)
        if not self.shell.current_key():
            self.shell.navigate(NAVIGATION[0][0])
        elif another:
            self.shell.rebuild()
        self.shell.unlock()
        self._preparation.start()
        self._remind_of_phrase()
        self.ready.emit()

    def _not_signed_in(self, problem: BaseException) -> None:
        known = isinstance(problem, YizhanError)
        self.shell.lock_error(str(problem) if known else "")
        if not known:
            self._notify.problem(problem)

    def _locked(self) -> None:
        self._settle_forms()
        self._told_of_loss = False
        self.actor = AT_THE_DOOR
        lent().take_back()
        self._list_accounts(self._last)
        # Once the lock page is painted: while the disk is busy it waits, with a file in sight.
        QTimer.singleShot(0, self, self._keep_behind_the_lock)

    def _keep_behind_the_lock(self) -> None:
        problem = self._write_typed()
        if problem is not None:
            self._notify.warn(_not_kept(problem), general=True, topic=_TYPED)

    def _list_accounts(self, current: Actor | None) -> None:
        listed = self.app.door.listed()
        self._usernames = {one.uid: one.username for one in listed}
        names = [(one.uid, f"{one.display_name}（{one.role.label}）") for one in listed]
        self.shell.set_accounts(names, current.uid if current else "")

    def _show_demo_password(self) -> None:
        """A demonstration hides nothing: its password stands in the field and below it."""
        if not self.app.settings.centre().demo:
            return
        from app.demo.centre import PASSWORD

        page = self.shell.lock_page
        page.password.setText(PASSWORD)
        page.password.selectAll()
        words = parts.fill(self.tr("演示中心：每个账号的密码都是 %1"), PASSWORD)
        card = page.findChild(parts.Card)
        if card is not None:
            card.add(parts.label(words, "second", wrap=True, selectable=True))

    def _remind_of_phrase(self) -> None:
        if self._prefs.get(PHRASE_UNCHECKED) != self.app.settings.centre().code:
            return
        action = Action(self.tr("去更换"), lambda: self.go("settings", "security"))
        text = self.tr("恢复口令还没有打印并核对。没有它，电脑坏了就打不开数据。")
        self._notify.warn(text, action, general=True)

    # --- what is half filled ----------------------------------------------------------------

    def _settle_forms(self) -> None:
        """What stands in the forms becomes drafts of whoever is signed in."""
        for form in self.shell.findChildren(Form):
            form.settle_draft()

    def _keep_typed(self) -> BaseException | None:
        """Store what stands in the forms; why that did not work."""
        self._settle_forms()
        return self._write_typed()

    def _write_typed(self) -> BaseException | None:
        problem = self._drafts.write_now()
        if problem is None:
            self._told_of_loss = False
            self._notify.withdraw(_TYPED)
        return problem

    def _may_close(self) -> bool:
        """Before the window closes: what cannot be stored is given up only knowingly."""
        problem = self._keep_typed()
        if problem is None or self._told_of_loss:
            return True
        self._told_of_loss = True
        words = _not_kept(problem) + self.tr("窗口先不关；要放弃这些内容，请再关一次。")
        if self.shell.is_locked():
            self.shell.lock_error(words)
        self._notify.warn(words, general=True, topic=_TYPED)
        return False

    # --- the window ------------------------------------------------------------------------

    def _make_shell(self) -> Shell:
        centre = self.app.settings.centre()
        kit = Kit(
            runner=self._runner, notify=self._notify, clock=self._clock, prefs=self._prefs,
            drafts=self._drafts, actor=lambda: self.actor, go=self.go, save_xlsx=self._save_xlsx,
        )  # fmt: skip
        items = [
            NavItem(key, self.tr(title), key, self._factory(key, kit)) for key, title in NAVIGATION
        ]
        desk = self._factory("desk", kit) if importlib.util.find_spec("app.views.desk") else None
        shell = Shell(
            kit,
            items,
            centre_name=centre.name,
            demo=centre.demo,
            find=lambda text: self.app.members.find(text, _FOUND, self.actor),
            idle_minutes=float(self.app.settings.get("lock_minutes")),
            desk=desk,
            may_close=self._may_close,
        )
        shell.attach(self._relay)
        shell.unlock_requested.connect(self.sign_in)
        shell.locked.connect(self._locked)
        shell.closing.connect(lent().take_back)
        shell.person_chosen.connect(lambda hit: shell.navigate("members", hit.uid))
        shell.person_check_in.connect(self._check_in)
        return shell

    def _factory(self, noun: str, kit: Kit) -> Callable[[], Any]:
        """Imports a page's package when the page is opened: that keeps the start short."""

        def make() -> Any:
            return importlib.import_module(f"app.views.{noun}").build(self.app, kit)

        return make

    def _save_xlsx(
        self,
        path: Path,
        title: str,
        headings: Sequence[str],
        rows: Iterable[Sequence[object]],
        progress: Progress,
    ) -> None:
        """``kit.save_xlsx``: any table as displayed, marked with who took it and when."""
        self.app.save_table(path, title, headings, rows, self.actor, progress)

    def _check_in(self, hit: Any) -> None:
        from app.services.attendance import CheckIn

        actor, attendance = self.actor, self.app.attendance

        def done(result: Any) -> None:
            at = result.arrived_at[:5]
            if result.outcome == "checked_in":
                words = parts.fill(self.tr("%1 签到成功 %2"), result.name, at)
                what = parts.fill(self.tr("%1签到"), result.name)
                self._notify.toast(words, lambda: self._undo_check_in(result), what=what)
            elif result.outcome == "already":
                self._notify.info(parts.fill(self.tr("%1 已签到 %2"), result.name, at))
            else:
                words = self.tr("%1 没有签到：%2")
                self._notify.warn(parts.fill(words, result.name, result.refusal))

        self._runner.run(lambda: attendance.check_in(CheckIn(hit.uid), actor), done, owner=self)

    def _undo_check_in(self, result: Any) -> None:
        actor, attendance, uid = self.actor, self.app.attendance, result.attendance_uid
        words = parts.fill(self.tr("已撤销%1的签到。"), result.name)
        self._runner.run(
            lambda: attendance.undo(uid, "撤销", actor),
            lambda done: self._notify.toast(words + done.words),
            owner=self,
        )

    # --- the status line -------------------------------------------------------------------

    def refresh_status(self) -> None:
        """Read and show the status line; what a later look has said is not taken back."""
        self._looks += 1
        mine = self._looks

        def show(standing: Standing) -> None:
            if mine < self._shown_look:
                return
            self._shown_look = mine
            self.shell.set_status_items(status_items(local(self._clock.now()), standing))

        self._runner.run(lambda: standing_of(self.app), show, owner=self)

    def _data_changed(self, entities: frozenset[str]) -> None:
        if not self._status_soon.isActive():  # of any table: a look costs less than being wrong
            self._status_soon.start(STATUS_MS)
        if "setting" in entities:
            self.shell.idle_watch.set_seconds(float(self.app.settings.get("lock_minutes")) * 60)

    def _minute_passed(self) -> None:
        self._turn_day()
        if not self.app.db.read_only:  # does nothing but on the first minute of a date
            self._runner.run(self.app.begin_day, owner=self)
        self.refresh_status()

    def _turn_day(self) -> None:
        """Show the date. Ctrl+Z in the morning does not take back the evening before."""
        day = today(self._clock)
        self.shell.set_date(day)
        if day != self._day:
            self._day = day
            self._notify.forget_steps()

    def _check_file(self) -> None:
        """``quick_check`` in the background; damage leads to the restore page."""
        from app.db.health import quick_check

        def show(sound: bool) -> None:
            if not sound:
                action = Action(self.tr("从备份恢复"), lambda: self.go("restore"))
                text = self.tr("数据文件有损坏。请先不要登记，马上从最近的备份恢复。")
                self._notify.error(text, action, general=True)

        self._runner.run(lambda: quick_check(self.app.db), show, owner=self)

    def _timer(self, ms: int, act: Callable[[], None], *, single: bool = True) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(ms)
        timer.setSingleShot(single)
        timer.timeout.connect(act)
        return timer


def _not_kept(problem: BaseException) -> str:
    why = str(problem) if isinstance(problem, YizhanError) else ""
    return why + QCoreApplication.translate("Session", "没有保存完的表单没能留住。")


def standing_of(app: Application) -> Standing:
    """What the status line says; runs off the GUI thread."""
    found = app.dashboard.standing(SYSTEM)  # also while nobody is signed in
    return Standing(
        terminals=found.terminals,
        last_check=found.last_check,
        last_backup=str(app.settings.get("last_backup")),
        waiting=found.waiting,
        last_receipt=found.last_receipt,
    )
