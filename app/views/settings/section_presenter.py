"""What fills a section of the settings: reads, says what failed in its place, saves alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from app.core.errors import YizhanError
from app.views.settings.page import SettingsPage
from app.views.tasks import Latest
from app.views.widgets.saving import Saving

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application

T = TypeVar("T")


class SectionPresenter(QObject):
    """Joins one section, ``key`` on the page, to its services."""

    def __init__(self, page: SettingsPage, key: str, app: Application, kit: Kit) -> None:
        super().__init__(page)
        self._page, self._key, self._app, self._kit = page, key, app, kit
        self._latest = Latest(kit.runner, self)
        self._saving = Saving(page, kit, self, self.refresh)

    def refresh(self) -> None:
        """Show what is stored; called whenever the section comes to the front."""
        raise NotImplementedError

    def _read(self, work: Callable[[], T], show: Callable[[T], object]) -> None:
        """``show`` what ``work`` reads; what kept it from reading is said in its place."""

        def done(found: T) -> None:
            self._page.show_section(self._key)
            show(found)

        def failed(problem: BaseException) -> None:
            if isinstance(problem, YizhanError):
                self._page.show_section_problem(self._key, problem.message)
            else:
                self._kit.notify.problem(problem)

        self._latest.ask(work, done, failed)
