"""Joins 数据质量 to its service and to the files it leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.progress import Progress
from app.services.data_quality import CHECKS, QualityRow
from app.services.data_quality.checks import BY_KEY
from app.services.rights import Right
from app.views.members.page import MembersPage
from app.views.members.paper import paper_view
from app.views.members.quality.view import QualitySource, QualityView
from app.views.tasks import Latest

if TYPE_CHECKING:
    from app.printing.archive import Printed
    from app.views.kit import Kit
    from app.views.widgets.table import TablePrint
    from app.wiring import Application


class QualityPresenter(QObject):
    """Lives as long as its page; the view comes and goes."""

    def __init__(self, page: MembersPage, app: Application, kit: Kit) -> None:
        super().__init__(page)
        self._page, self._app, self._kit = page, app, kit
        self._key = CHECKS[0].key
        self._latest = Latest(kit.runner, self)
        page.quality_requested.connect(self.open)

    def open(self, key: str = "") -> None:
        """Show the view at the check ``key``, or at the first one that found somebody; of a group
        at the first one of that group."""
        app, actor = self._app, self._kit.actor()

        def work() -> tuple[dict[str, int], list[str]]:
            return app.quality.counts(actor), app.members.communities(actor)

        def show(found: tuple[dict[str, int], list[str]]) -> None:
            counts, communities = found
            self._key = _first(counts, key)
            view = QualityView(self._kit)
            if actor.may(Right.EXPORT):
                view.people.set_exporter(self._kit.save_xlsx, self.tr("数据质量"))
            view.people.toolbar.print.setVisible(actor.may(Right.PRINT))
            view.chosen.connect(self._choose)
            view.opened.connect(self._go)
            view.print_asked.connect(self._print)
            view.outdated.connect(self.refresh)
            view.set_communities(communities)
            self._page.show_list()
            words = self.tr("选一项检查，再选人，按 Enter 或双击去补正")
            self._page.show_full(view, self.tr("数据质量"), words)
            if key:
                view.show_people()
            view.set_counts(counts, self._key)
            self._show_people(view)

        self._kit.runner.run(work, show, owner=self)

    def refresh(self) -> None:
        """Count anew when the view is shown; the list keeps its place."""
        view = self._view()
        if view is None:
            return
        app, actor = self._app, self._kit.actor()

        def show(counts: dict[str, int]) -> None:
            if self._view() is view:
                view.set_counts(counts, self._key)
                view.people.refresh()

        self._latest.ask(lambda: app.quality.counts(actor), show)

    def _view(self) -> QualityView | None:
        return self._page.full if isinstance(self._page.full, QualityView) else None

    def _choose(self, key: str) -> None:
        view = self._view()
        if view is not None and key != self._key:
            self._key = key
            self._show_people(view)

    def _show_people(self, view: QualityView) -> None:
        view.show_check(self._key, QualitySource(self._app.quality, self._kit.actor, self._key))

    def _go(self, identity: int) -> None:
        """Open the field to mend; 返回 comes back here."""
        app, actor, key = self._app, self._kit.actor(), self._key

        def go(rows: Sequence[QualityRow]) -> None:
            if rows and rows[0].page:
                self._kit.go(rows[0].page, entry_of(rows[0]))
            elif rows:
                self._page.return_to(partial(self.open, key))
                self._kit.go("members", place_of(rows[0]))

        self._kit.runner.run(lambda: app.quality.rows(key, [identity], actor), go, owner=self)

    def _print(self, shown: TablePrint) -> None:
        app, actor, key = self._app, self._kit.actor(), self._key
        title = f"{self.tr('数据质量')}：{BY_KEY[key].title}"

        def work(progress: Progress) -> Printed:
            return app.print_table(title, shown, shown.read(progress), actor)

        def show(printed: Printed) -> None:
            view = paper_view(self._app, self._kit, printed)
            self._page.show_full(view, title, printed.number, partial(self.open, key))

        self._kit.runner.run(work, show, owner=self, title=self.tr("准备打印"))


def place_of(row: QualityRow) -> dict[str, str]:
    """Where the line ``row`` is mended, as an argument of the page 老人."""
    place = {"uid": row.uid, "tab": row.tab}
    if row.field and not row.tab:
        place["field"] = row.field
    if row.entry:
        place["entry"] = row.entry
    return place


def entry_of(row: QualityRow) -> dict[str, str]:
    """The check-in or meal of the line ``row``, as an argument of its page."""
    if row.slot:
        return {"date": row.day, "slot": row.slot, "row": row.entry}
    return {"date": row.day, "view": "present", "row": row.entry}


def _first(counts: Mapping[str, int], wanted: str) -> str:
    """The check to open: ``wanted`` itself, or the first with somebody, of that group if any."""
    if wanted in BY_KEY:
        return wanted
    found = [check for check in CHECKS if counts[check.key]]
    own = [check for check in found if check.group == wanted]
    return (own or found or list(CHECKS))[0].key
