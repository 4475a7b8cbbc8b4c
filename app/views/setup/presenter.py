"""Leads from the start of the program to an open centre, whatever stands in the way.

The pages are imported when they are shown: on most days none of them is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.clock import Clock, local
from app.core.errors import YizhanError
from app.services.rights import Actor
from app.views.notify import Notifier, report
from app.views.setup.window import StartWindow
from app.views.store import Store
from app.views.tasks import TaskRunner

if TYPE_CHECKING:
    from app.printing.archive import PrintRoom
    from app.services.accounts import Accounts
    from app.services.door import Door
    from app.services.settings import Settings
    from app.views.setup.administrator import AdministratorPage
    from app.views.setup.restore import RestorePage
    from app.views.setup.trouble import PhrasePage
    from app.views.setup.wizard import SetupWizard
    from app.views.widgets.pdf_preview import PdfPreview

PHRASE_UNCHECKED = "phrase.unchecked"
"""Preference that holds the centre's code until its recovery phrase was checked on paper."""


class Centre(Protocol):
    """What the start needs of an open centre."""

    @property
    def accounts(self) -> Accounts:
        """Its accounts."""
        ...

    @property
    def door(self) -> Door:
        """Whether anybody can sign in."""
        ...

    @property
    def settings(self) -> Settings:
        """Its settings."""
        ...

    @property
    def printing(self) -> PrintRoom:
        """Its print room."""
        ...

    def close(self) -> None:
        """Let go of the folder."""
        ...


@dataclass(frozen=True)
class Doors:
    """The ways to a centre; each raises `YizhanError` and runs off the GUI thread.

    Attributes:
        folder: of the data. has_data: whether something would be set aside by a restore.
        open: recovery phrase (or "") → the open centre.
        create: code, name → the new centre and its recovery phrase.
        restore: backup file, phrase → where the earlier data is now, or None.
    """

    folder: Path
    has_data: Callable[[], bool]
    open: Callable[[str], Centre]
    create: Callable[[str, str], tuple[Centre, str]]
    restore: Callable[[Path, str], Path | None]


class StartPresenter(QObject):
    """Shows the pages before the desk.

    Signals:
        opened(centre, Actor | None, page key, argument): a centre is open; the actor is known
            when the account was made just now. leave(): the person gave up.
    """

    opened = Signal(object, object, str, object)
    leave = Signal()

    def __init__(
        self,
        doors: Doors,
        window: StartWindow,
        runner: TaskRunner,
        notify: Notifier,
        prefs: Store,
        clock: Clock,
    ) -> None:
        super().__init__(window)
        self._doors, self.window = doors, window
        self._runner, self._notify, self._prefs, self._clock = runner, notify, prefs, clock
        self._centre: Centre | None = None
        self._actor: Actor | None = None
        self._phrase = ""
        self._preview: PdfPreview | None = None

    # --- opening ---------------------------------------------------------------------------

    def begin(self, phrase: str = "") -> None:
        """Try to open the folder."""
        self.window.wait()
        self._run(lambda: self._doors.open(phrase), self._came_open, self._refused)

    def close(self) -> None:
        """Let go of a centre that the desk has not taken over."""
        if self._centre is not None:
            self._centre.close()
            self._centre = None

    def show_restore(self) -> None:
        """Ask for a backup."""
        from app.views.setup.restore import RestorePage

        page = RestorePage(self._doors.folder, self._doors.has_data())
        page.leave.connect(self.begin)
        page.opened.connect(self.begin)
        page.asked.connect(lambda path, phrase: self._restore(page, path, phrase))
        self.window.show_page(page)

    def _came_open(self, centre: Centre) -> None:
        self.window.done_waiting()
        self._centre = centre
        if centre.door.any_exist():
            self._hand_over()
        else:
            self._ask_administrator(centre)

    def _hand_over(self, page: str = "", argument: object = None) -> None:
        centre, self._centre = self._centre, None
        self.opened.emit(centre, self._actor, page, argument)

    def _refused(self, problem: BaseException) -> None:
        code = problem.code if isinstance(problem, YizhanError) else ""
        if code == "no_centre":
            self._show_wizard()
        elif code == "key_unavailable":
            self._ask_phrase(str(problem))
        else:
            self._show_trouble(problem, code)

    def _ask_phrase(self, sentence: str) -> None:
        from app.views.setup.trouble import PhrasePage

        page = PhrasePage(sentence)
        page.restore.connect(self.show_restore)
        page.leave.connect(self.leave)
        page.given.connect(lambda phrase: self._try_phrase(page, phrase))
        self.window.show_page(page)

    def _try_phrase(self, page: PhrasePage, phrase: str) -> None:
        def failed(problem: BaseException) -> None:
            if isinstance(problem, YizhanError) and problem.code.startswith("phrase_"):
                page.refuse(problem.message)
            else:
                self._refused(problem)

        page.set_busy(True)
        self._run(lambda: self._doors.open(phrase), self._came_open, failed, owner=page)

    def _show_trouble(self, problem: BaseException, code: str) -> None:
        from app.views.setup.trouble import TroublePage

        text = str(problem) if code else self.tr("打开数据时程序出错，数据没有被改动。")
        page = TroublePage(code, text, "" if code else report(problem))
        page.retry.connect(self.begin)
        page.restore.connect(self.show_restore)
        page.leave.connect(self.leave)
        self.window.show_page(page)

    def _ask_administrator(self, centre: Centre) -> None:
        from app.views.setup.administrator import AdministratorPage

        page = AdministratorPage(centre.settings.centre().name)
        page.leave.connect(self.leave)
        page.given.connect(lambda values: self._make_account(page, centre, values))
        self.window.show_page(page)

    def _make_account(
        self, page: AdministratorPage, centre: Centre, values: dict[str, Any]
    ) -> None:
        def failed(problem: BaseException) -> None:
            if not page.form.set_problem(problem):
                self._notify.problem(problem)

        self._run(lambda: _first_account(centre, values), self._account_made, failed)

    def _account_made(self, actor: Actor) -> None:
        self._actor = actor
        self._hand_over()

    # --- restoring -------------------------------------------------------------------------

    def _restore(self, page: RestorePage, path: Path, phrase: str) -> None:
        def failed(problem: BaseException) -> None:
            if isinstance(problem, YizhanError):
                page.refuse(problem.message)
            else:
                page.refuse(self.tr("恢复时程序出错，原来的数据没有改动。"))
                self._notify.problem(problem)

        page.set_busy(True)
        self._run(lambda: self._doors.restore(path, phrase), page.finish, failed, owner=page)

    # --- the wizard ------------------------------------------------------------------------

    def _show_wizard(self) -> None:
        from app.views.setup.wizard import SetupWizard

        wizard = SetupWizard(self._doors.folder)
        wizard.restore.connect(self.show_restore)
        wizard.leave.connect(self.leave)
        wizard.confirmed.connect(lambda values: self._create(wizard, values))
        wizard.print_asked.connect(lambda: self._print(wizard))
        wizard.phrase_checked.connect(lambda: self._phrase_checked(wizard))
        wizard.finished.connect(self._hand_over)
        self.window.show_page(wizard)

    def _create(self, wizard: SetupWizard, values: dict[str, Any]) -> None:
        def work() -> tuple[Centre, str, Actor]:
            centre, phrase = self._doors.create(values["code"], values["name"])
            return centre, phrase, _first_account(centre, values)

        def done(made: tuple[Centre, str, Actor]) -> None:
            self._centre, self._phrase, self._actor = made
            self._prefs.set(PHRASE_UNCHECKED, values["code"])
            wizard.show_phrase(self._phrase)

        def failed(problem: BaseException) -> None:
            if isinstance(problem, YizhanError):
                wizard.refuse(problem.message)
            else:
                wizard.refuse(self.tr("设立时程序出错。"))
                self._notify.problem(problem)

        self._run(work, done, failed)

    def _phrase_checked(self, wizard: SetupWizard) -> None:
        self._phrase = ""
        self._prefs.set(PHRASE_UNCHECKED, None)
        wizard.show_more()

    def _print(self, wizard: SetupWizard) -> None:
        centre, phrase = self._centre, self._phrase
        assert centre is not None
        by = self._actor.name if self._actor else ""

        def done(pdf: bytes) -> None:
            self._preview = print_sheet(pdf, self._runner, self._notify, wizard)

        self._run(lambda: phrase_sheet(centre, phrase, by, self._clock), done)

    def _run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], object],
        failed: Callable[[BaseException], object] | None = None,
        owner: QObject | None = None,
    ) -> None:
        self._runner.run(work, done, failed, owner=owner or self)


def _first_account(centre: Centre, values: dict[str, Any]) -> Actor:
    return centre.accounts.create_first(
        values["username"], values["display_name"], values["password"]
    )


def phrase_sheet(centre: Centre, phrase: str, made_by: str, clock: Clock) -> bytes:
    """The recovery phrase sheet as PDF; never filed, never saved. Runs off the GUI thread."""
    from app.printing.forms.recovery_phrase import RecoveryPhrase

    about = centre.settings.centre()
    sheet = RecoveryPhrase(
        centre_name=about.name, centre_code=about.code, words=tuple(phrase.split("-")),
        made_at=local(clock.now()), made_by=made_by, demo=about.demo,
    )  # fmt: skip
    return centre.printing.recovery_phrase(sheet).pdf


def print_sheet(pdf: bytes, runner: TaskRunner, notify: Notifier, parent: QWidget) -> PdfPreview:
    """Print ``pdf`` without showing a place to save it; returns what does the printing."""
    from app.views.widgets.pdf_preview import PdfPreview

    preview = PdfPreview(runner, notify)
    preview.setParent(parent)
    preview.hide()
    preview.set_pdf(pdf)
    preview.print_now()
    return preview
