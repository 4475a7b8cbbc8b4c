"""Joins the page 打印 to the print room and the archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.clock import today
from app.core.errors import YizhanError
from app.views.printing.page import FormChoice, PrintingPage

if TYPE_CHECKING:
    from app.printing.archive import Printed
    from app.services.documents import DocumentRow
    from app.views.kit import Kit
    from app.wiring import Application

SHOWS = {
    "daily-roster": "一天里来的老人：到达时间、方式、三餐，按社区分组，可签字。",
    "member-list": "全部在册老人：按社区排列，证件号和电话只印一部分。",
}
"""Form → what it shows, in one sentence."""


@dataclass(frozen=True)
class FiledRow:
    """One line of the archive; ``made_at`` is ``11-22 05:16``."""

    number: str
    form: str
    title: str
    made_at: str
    made_by: str
    pages: int


class PrintingPresenter(QObject):
    """Makes, shows and reopens documents."""

    def __init__(self, page: PrintingPage, app: Application, kit: Kit) -> None:
        super().__init__(page)
        self._page, self._app, self._kit = page, app, kit
        self._titles: dict[str, str] = {}
        self._wanted: Mapping[str, object] = {}
        self._newest, self._version = 0, 0
        self._made: dict[tuple[object, ...], Printed] = {}
        page.activated.connect(self._activated)
        page.refresh_requested.connect(self.refresh)
        page.preview_asked.connect(self.make)
        page.document_opened.connect(self.reopen)
        page.form_chosen.connect(self._next)
        page.data_changed.connect(self._forget_made)
        kit.runner.run(_forms, self._offer, owner=self)

    # --- the archive ----------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the archive."""
        actor = self._kit.actor()
        self._kit.runner.run(lambda: self._app.documents.recent(actor), self._list, owner=self)

    def reopen(self, number: str) -> None:
        """Show the filed bytes of ``number``."""
        actor, mine = self._kit.actor(), self._next()

        def show(pdf: bytes) -> None:
            if mine == self._newest:
                self._page.set_document(pdf, number, number)

        self._page.forget_shown()
        self._page.set_busy(True)
        self._kit.runner.run(
            lambda: self._app.documents.pdf(number, actor), show, self._failed, owner=self
        )

    # --- making ---------------------------------------------------------------------------

    def make(self, form: str, date: dt.date | None) -> None:
        """Make ``form`` (of ``date``), file it and show it.

        While nothing changed, the same question shows the document made before.
        """
        actor, mine = self._kit.actor(), self._next()
        params = {} if date is None else {"date": date.isoformat()}
        question, version = (form, date, actor, today(self._kit.clock)), self._version
        before = self._made.get(question)
        if before is not None:
            self._page.set_document(before.pdf, before.number, before.file_name[:-4])
            return

        def show(made: Printed) -> None:
            if version == self._version:
                self._made[question] = made
            if mine == self._newest:
                self._page.set_document(made.pdf, made.number, made.file_name[:-4])

        self._page.set_busy(True)
        self._kit.runner.run(
            lambda: self._app.printing.make(form, params, actor), show, self._failed, owner=self
        )

    # --- inside ---------------------------------------------------------------------------

    def _forget_made(self) -> None:
        self._version += 1
        self._made.clear()

    def _next(self) -> int:
        self._newest += 1
        return self._newest

    def _activated(self, argument: object) -> None:
        """``{"form": name, "date": date}`` chooses and shows a form; ``{"number": …}`` what was
        filed under it."""
        if isinstance(argument, Mapping) and argument.get("number"):
            self.reopen(str(argument["number"]))
        elif isinstance(argument, Mapping):
            self._wanted = argument
            self._follow()

    def _follow(self) -> None:
        """Once the forms are known, show the one that was asked for."""
        if not self._titles or not self._wanted:
            return
        wanted, self._wanted = self._wanted, {}
        date = wanted.get("date")
        if isinstance(date, str):
            date = dt.date.fromisoformat(date)
        self._page.choose(str(wanted.get("form", "")), date if isinstance(date, dt.date) else None)

    def _offer(self, forms: list[FormChoice]) -> None:
        self._titles = {one.name: one.title for one in forms}
        self._page.set_forms(
            [FormChoice(one.name, one.title, self.tr(one.shows), one.takes) for one in forms]
        )
        self.refresh()
        self._follow()

    def _list(self, rows: list[DocumentRow]) -> None:
        self._page.set_documents(
            [
                FiledRow(
                    r.number, r.form, self._titles.get(r.form, self.tr("列表")), r.made_at[5:],
                    r.made_by, r.pages,
                )
                for r in rows
            ]
        )  # fmt: skip

    def _failed(self, problem: BaseException) -> None:
        known = isinstance(problem, YizhanError)
        self._page.set_failed(str(problem) if known else self.tr("没有生成。"))
        self._kit.notify.problem(problem)


def _forms() -> list[FormChoice]:
    """The registry; imported off the GUI thread, because ReportLab comes with it."""
    from app.printing.registry import FORMS

    known = [form for form in FORMS if form.takes in ("date", "none")]
    return [FormChoice(f.name, f.title, SHOWS.get(f.name, f.title), f.takes) for f in known]
