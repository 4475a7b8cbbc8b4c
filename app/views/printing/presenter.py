"""Joins the page 打印 to the print room and the archive."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.clock import today
from app.core.errors import ValidationProblem, YizhanError
from app.services.rights import Right
from app.views import parts
from app.views.assessments.levels import row_status
from app.views.handing_out import write_down
from app.views.printing.page import PrintingPage
from app.views.printing.parameters import Choice, FormChoice, Wanted
from app.views.widgets.purpose import ask_purpose

if TYPE_CHECKING:
    from app.printing.archive import Printed
    from app.services.assessments import AssessmentRow
    from app.services.documents import DocumentRow
    from app.services.rights import Actor
    from app.views.kit import Kit
    from app.wiring import Application

SHOWS = {
    "daily-roster": "一天里来的老人：到达时间、方式、三餐，按社区分组，可签字。",
    "member-list": "全部在册老人：按社区排列，证件号和电话只印一部分。",
    "member-file": "一位老人的档案：基本信息、联系人、分类、评估、卡和同意书。",
    "member-card": "一位老人的会员卡：姓名、会员号、二维码和紧急电话，没有证件号。",
    "consent-sheet": "一种同意书的正文和签字栏，由老人或监护人签字。",
    "consent-withdrawal": "撤回了哪一份同意、什么时候、中心做了什么，一式两份。",
    "assessment-report": "一次能力评估的基本信息、26 项评分和等级；旧标准的结果照原文摘录。",
    "assessment-comparison": "两次能力评估逐项对比：得分、等级和变化；不同标准的只并列原文。",
}
"""Form → what it shows, in one sentence."""
ASKED = ("compare", "consent", "kind", "assessment")
"""What a form may ask for beside the person; the first one that it takes."""
SHOWN = 1000
"""Documents of the archive that are listed, the newest first."""
_MADE = "paper-made"
"""Topic of what kept a document from being made; it is said until another one is asked for."""


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
        self._asks: dict[str, str] = {}
        self._wanted: Mapping[str, object] = {}
        self._newest, self._version = 0, 0
        self._made: dict[tuple[object, ...], Printed] = {}
        page.activated.connect(self._activated)
        page.refresh_requested.connect(self.refresh)
        page.preview_asked.connect(self.make)
        page.document_opened.connect(self.reopen)
        page.form_chosen.connect(self._next)
        page.choices_wanted.connect(self._load_choices)
        page.data_changed.connect(self._forget_made)
        write_down(page.preview, app, kit)
        kit.runner.run(_forms, self._offer, owner=self)

    # --- the archive ----------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the archive."""
        actor = self._kit.actor()
        app = self._app
        self._kit.runner.run(lambda: app.documents.recent(actor, SHOWN), self._list, owner=self)

    def reopen(self, number: str) -> None:
        """Show the filed bytes of ``number``; with full numbers only for a purpose."""
        app, actor, mine = self._app, self._kit.actor(), self._next()

        def show(pdf: bytes, *, full: bool = False) -> None:
            if mine == self._newest:
                self._page.set_document(pdf, number, number, full=full)

        def failed(problem: BaseException) -> None:
            if not isinstance(problem, ValidationProblem):
                self._failed(problem)
                return
            self._page.set_failed(self.tr("这一份含完整证件号，写明用途后才显示。"))
            ask_purpose(
                self._page, self._kit, lambda why: app.documents.pdf(number, actor, why),
                lambda pdf: show(pdf, full=True),
            )  # fmt: skip

        self._kit.notify.withdraw(_MADE)
        self._page.forget_shown()
        self._page.set_busy(True)
        self._kit.runner.run(lambda: app.documents.pdf(number, actor), show, failed, owner=self)

    # --- making ---------------------------------------------------------------------------

    def make(self, wanted: Wanted) -> None:
        """Make what is ``wanted``, file it and show it.

        While nothing changed, the same question shows the document made before; one with full
        numbers asks for its purpose every time.
        """
        app, actor, mine = self._app, self._kit.actor(), self._next()
        params, question = self._params(wanted), (wanted, actor, today(self._kit.clock))
        version, before = self._version, self._made.get(question)
        self._kit.notify.withdraw(_MADE)

        def show(made: Printed) -> None:
            if version == self._version and not made.full:
                self._made[question] = made
            if mine == self._newest:
                name = made.file_name[:-4]
                self._page.set_document(made.pdf, made.number, name, full=made.full)

        if wanted.full:
            ask_purpose(
                self._page, self._kit,
                lambda why: app.printing.make(wanted.form, {**params, "reason": why}, actor), show,
            )  # fmt: skip
        elif before is not None:
            show(before)
        else:
            self._page.set_busy(True)
            self._kit.runner.run(
                lambda: app.printing.make(wanted.form, params, actor), show, self._failed,
                owner=self,
            )  # fmt: skip

    # --- inside ---------------------------------------------------------------------------

    def _params(self, wanted: Wanted) -> dict[str, str]:
        """As the print room takes them."""
        given = {
            "date": wanted.date.isoformat() if wanted.date else "",
            "member": wanted.member,
            "full": "1" if wanted.full else "",
            self._asks.get(wanted.form, ""): wanted.choice,
        }
        if given.get("compare"):
            given["assessment"], given["compare"] = given["compare"].split(",")
        return {key: text for key, text in given.items() if key and text}

    def _load_choices(self, form: FormChoice, member: str) -> None:
        """What can be chosen for ``form`` and the person, the newest first."""
        app, actor, page = self._app, self._kit.actor(), self._page
        if not member and form.asks != "kind":
            page.set_choices(())
            return

        def done(found: list[Choice]) -> None:
            if page.chosen() == form.name and page.parameters.wanted().member == member:
                page.set_choices(found, "" if found else self._none(form.asks))

        self._kit.runner.run(
            lambda: _choices(app, form.asks, member, actor), done, self._failed, owner=self
        )

    def _none(self, asks: str) -> str:
        return {
            "consent": self.tr("这位老人没有撤回过同意书，没有回执可打印。"),
            "assessment": self.tr("这位老人还没有完成的能力评估，没有报告可打印。"),
            "compare": self.tr("这位老人没有两份完成的能力评估，没有对比可打印。"),
        }.get(asks, "")

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
        self._asks = {one.name: one.asks for one in forms}
        may = self._kit.actor().may(Right.FULL_NUMBERS)
        self._page.set_forms(
            [replace(one, shows=self.tr(one.shows), full=one.full and may) for one in forms]
        )
        self.refresh()
        self._follow()

    def _list(self, rows: list[DocumentRow]) -> None:
        self._page.set_documents(
            [
                FiledRow(
                    r.number, r.form, self._title(r), r.made_at[5:], r.made_by, r.pages,
                )
                for r in rows
            ]
        )  # fmt: skip

    def _title(self, row: DocumentRow) -> str:
        title = self._titles.get(row.form, self.tr("列表"))
        return parts.fill(self.tr("完整号码·%1"), title) if row.full else title

    def _failed(self, problem: BaseException) -> None:
        known = isinstance(problem, YizhanError)
        self._page.set_failed(str(problem) if known else self.tr("没有生成。"))
        self._kit.notify.problem(problem, topic=_MADE)


def _forms() -> list[FormChoice]:
    """The registry; imported off the GUI thread, because ReportLab comes with it."""
    from app.printing.registry import FORMS

    return [
        FormChoice(
            form.name, form.title, SHOWS.get(form.name, form.title), form.takes,
            next((key for key in ASKED if key in form.also), ""),
            form.offers_full,
        )
        for form in FORMS
        if form.takes in ("date", "member", "none")
    ]  # fmt: skip


def _choices(app: Application, asks: str, member: str, actor: Actor) -> list[Choice]:
    """What can be chosen, what is meant without a word first."""
    if asks == "kind":
        return [Choice(kind.code, kind.name) for kind in app.consents.kinds()]
    if asks == "consent":
        rows = [row for row in app.consents.of(member, actor) if row.withdrawn_on]
        rows.sort(key=lambda row: row.withdrawn_on, reverse=True)
        return [Choice(row.uid, row.title, f"{row.withdrawn_on} 撤回") for row in rows]
    found = [row for row in app.assessments.of_member(member, actor) if row.state == "final"]
    if asks == "compare":
        return _pairs(found)
    newest = app.assessments.which(member, "", actor) if found else ""
    found.sort(key=lambda row: row.uid != newest)
    return [_choice(one, replaced=one is not row) for row in found for one in (row, *row.earlier)]


def _pairs(found: list[AssessmentRow]) -> list[Choice]:
    """Two and two, the newest first and each with the one before it before all others; what was
    corrected with what took its place."""
    beside = list(itertools.combinations(range(len(found)), 2))
    beside.sort(key=lambda pair: (pair[1] - pair[0], pair[0]))
    standards = [row.standard for row in found]
    beside.sort(key=lambda pair: standards[pair[0]] != standards[pair[1]])
    pairs = [(found[older], found[newer]) for newer, older in beside]
    corrected = [(row.earlier[0], row) for row in found if row.earlier]
    return [_pair(before, after) for before, after in (*pairs, *corrected)]


def _pair(before: AssessmentRow, after: AssessmentRow) -> Choice:
    """``2025-11-20 → 2026-11-23``, and below it numbers and levels."""
    words = f"{before.assessed_on} → {after.assessed_on}"
    if after.corrects == before.uid:
        words = f"{words}（更正前后）"
    sides = (f"{row.number} {row_status(row).word}" for row in (before, after))
    return Choice(f"{after.uid},{before.uid}", words, "；".join(sides))


def _choice(row: AssessmentRow, *, replaced: bool) -> Choice:
    """``2026-11-23　2 级 中度失能``, and below it number, standard and what became of it."""
    words = f"{row.assessed_on}　{row_status(row).word}"
    detail = f"{row.number}，{row.standard}"
    if row.corrects:
        detail += f"，更正：{row.correction_reason}"
    if replaced:
        return Choice(row.uid, f"{words}（更正前）", f"{detail}，已被更正代替")
    return Choice(row.uid, words, detail)
