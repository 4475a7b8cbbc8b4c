"""What the presenters of pages about one day share: the date, loading it, and order of answers."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.core.clock import today
from app.core.errors import YizhanError
from app.services.rights import Actor, Right
from app.views import parts
from app.views.kit import Kit
from app.views.tasks import Latest
from app.views.widgets.page import Page
from app.views.widgets.table import DataTable

if TYPE_CHECKING:
    from app.wiring import Application


class DayPresenter(QObject):
    """A page that shows one day, today unless somebody chose another.

    ``page`` has ``set_date(date, today)`` and the signal ``date_chosen``; a presenter says with
    `read` what is read off the GUI thread and with `show` what becomes of it.
    """

    def __init__(self, page: Any, app: Application, kit: Kit) -> None:
        super().__init__(page)
        self._page, self._app, self._kit = page, app, kit
        self._date = today(kit.clock)
        self._follows_today = True
        self._latest = Latest(kit.runner, self, 0)
        page.refresh_requested.connect(self.refresh)
        page.date_chosen.connect(self.go_to)
        page.set_date(self._date, self._date)

    def read(self, date: dt.date, actor: Actor) -> Any:
        """What the page shows of ``date``; runs off the GUI thread."""
        raise NotImplementedError

    def show(self, found: Any) -> None:
        """Put what `read` returned on the page."""
        raise NotImplementedError

    def go_to(self, date: dt.date) -> None:
        """Show ``date``."""
        self._date = date
        self._follows_today = date == today(self._kit.clock)
        self.refresh()

    def refresh(self) -> None:
        """Load the day anew; at midnight a page that shows today moves on."""
        now = today(self._kit.clock)
        if self._follows_today:
            self._date = now
        date, actor = self._date, self._kit.actor()
        self._page.set_date(date, now)
        self._latest.submit(lambda: self.read(date, actor), self.show, self._not_loaded)

    @property
    def past_date(self) -> dt.date | None:
        """The date shown unless it is today."""
        return None if self._date == today(self._kit.clock) else self._date

    def offer_export(self, table: DataTable, name: str) -> None:
        """Let ``table`` export the day shown, as ``name`` with its date. Of a day that has not
        come nobody was there and nobody is missing: that is said instead."""
        if self._date > today(self._kit.clock):
            words = self.tr("%1 这一天还没有到，没有可导出的%2。请选今天或以前的日期。")
            said = parts.fill(words, self._date.isoformat(), name)
            table.set_export_action(lambda: self._kit.notify.warn(said))
        else:
            table.set_exporter(self._kit.save_xlsx, f"{name} {self._date.isoformat()}")
        table.toolbar.export.setVisible(self._kit.actor().may(Right.EXPORT))

    def _not_loaded(self, problem: BaseException) -> None:
        page: Page = self._page
        known = isinstance(problem, YizhanError)
        page.show_error(str(problem) if known else self.tr("没有读到这一天的数据，请重试。"))
        if not known:
            self._kit.runner.report_problem(problem)


class OneByOne(QObject):
    """Works run one after the other: two quick scans are answered in their order."""

    def __init__(
        self,
        kit: Kit,
        done: Callable[[Any], object],
        failed: Callable[[BaseException], object],
        owner: QObject,
    ) -> None:
        super().__init__(owner)
        self._kit, self._done, self._failed = kit, done, failed
        self._waiting: deque[Callable[[], Any]] = deque()
        self._busy = False

    def add(self, work: Callable[[], Any]) -> None:
        """Run ``work`` off the GUI thread when those before it were answered."""
        self._waiting.append(work)
        if not self._busy:
            self._next()

    def _next(self) -> None:
        self._busy = bool(self._waiting)
        if self._busy:
            self._kit.runner.run(self._waiting.popleft(), self._answered, self._refused, owner=self)

    def _answered(self, result: Any) -> None:
        try:
            self._done(result)
        finally:
            self._next()

    def _refused(self, problem: BaseException) -> None:
        try:
            self._failed(problem)
        finally:
            self._next()
