"""Joins the selection to the services: community, cards, prints; one step, one 撤销."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from app.core.codes import MemberState
from app.core.names import told_apart
from app.core.progress import Progress
from app.services.export_profiles.whom import in_words, names
from app.services.members import MemberRow
from app.services.rights import Right
from app.views import parts
from app.views.members.bulk.sheets import CardSheet, community_form
from app.views.members.page import MembersPage
from app.views.members.paper import paper_view
from app.views.notify import taken_back
from app.views.widgets.saving import save_form

if TYPE_CHECKING:
    from app.printing.archive import Printed
    from app.services.cards import IssueReport
    from app.services.members.bulk import BulkChange
    from app.views.kit import Kit
    from app.views.widgets.form import Form
    from app.wiring import Application

SHEET = 520
TOLD = 3
"""So many refusals are named; the rest is counted."""


class BulkPresenter(QObject):
    """Lives as long as its page."""

    def __init__(self, page: MembersPage, app: Application, kit: Kit) -> None:
        super().__init__(page)
        self._page, self._app, self._kit = page, app, kit
        bar = page.selection
        page.table.selection_changed.connect(lambda ids: page.set_selected(len(ids)))
        page.table.loaded.connect(lambda _: page.set_selected(len(page.table.selected_ids())))
        bar.cleared.connect(page.table.view.clearSelection)
        bar.community_asked.connect(self._community)
        bar.cards_asked.connect(self._cards)
        bar.print_asked.connect(self._print)

    def apply_rights(self) -> None:
        """What the account of this moment may do."""
        may = self._kit.actor().may
        self._page.selection.set_allowed(
            edit=may(Right.EDIT_MEMBERS), prints=may(Right.PRINT), export=may(Right.EXPORT)
        )

    def _ids(self) -> list[int]:
        return cast("list[int]", list(self._page.table.selected_ids()))

    # --- community ------------------------------------------------------------------------

    def _community(self) -> None:
        app, actor, ids = self._app, self._kit.actor(), self._ids()

        def ask(known: list[str]) -> None:
            form = community_form(known, len(ids))
            form.submitted.connect(lambda values: self._set(form, ids, values["community"]))
            self._page.open_form(self.tr("设置社区"), form)

        self._kit.runner.run(lambda: app.members.communities(actor), ask, owner=self)

    def _set(self, form: Form, ids: list[int], community: str) -> None:
        app, actor = self._app, self._kit.actor()

        def done(change: BulkChange) -> None:
            words = parts.fill(self.tr("已把 %1 人的社区改为%2。"), change.count, change.community)
            what = self.tr("设置社区")
            undo = partial(self._undo, lambda: app.bulk.undo(change, actor), what)
            self._kit.notify.toast(words, undo, what=what)
            self._page.refresh()

        save_form(
            self._page, self._kit, form,
            lambda: app.bulk.set_community(ids, community, actor), done,
        )  # fmt: skip

    def _undo(self, work: Callable[[], object], what: str) -> None:
        def done(_: object) -> None:
            self._kit.notify.toast(taken_back(what))
            self._page.refresh()

        self._kit.runner.run(work, done, owner=self)

    # --- cards ----------------------------------------------------------------------------

    def _cards(self) -> None:
        app, actor, ids = self._app, self._kit.actor(), self._ids()

        def work() -> tuple[list[MemberRow], list[tuple[str, str]]]:
            kinds = [(code.code, code.name) for code in app.codes.table("cards")]
            return app.members.rows(ids, actor), kinds

        def ask(found: tuple[list[MemberRow], list[tuple[str, str]]]) -> None:
            sheet = CardSheet(*found, self._kit.runner)
            sheet.submitted.connect(partial(self._issue, sheet))
            title = parts.fill(self.tr("给 %1 人发卡"), len(found[0]))
            self._page.open_sheet(title, sheet, SHEET, guard=lambda: not sheet.is_dirty())

        self._kit.runner.run(work, ask, owner=self)

    def _issue(self, sheet: CardSheet, kind: str, items: list[tuple[str, str]]) -> None:
        app, actor = self._app, self._kit.actor()
        sheet.set_busy(True)

        def done(report: IssueReport) -> None:
            self._page.close_sheet()
            what = self.tr("发卡")
            undo = partial(self._undo, lambda: app.cards.undo(report.change, actor), what)
            words = parts.fill(self.tr("已发 %1 张卡。"), report.issued)
            self._kit.notify.toast(words, undo if report.issued else None, what=what)
            who = {one.uid: told_apart(one.name, one.member_no) for one in sheet.lines}
            self._say_refused(report, who)
            self._page.refresh()

        def failed(problem: BaseException) -> None:
            sheet.set_busy(False)
            say(problem)

        say = self._kit.notify.attempt("issue-cards")
        self._kit.runner.run(
            lambda: app.cards.issue_many(items, actor, kind), done, failed, owner=sheet
        )

    def _say_refused(self, report: IssueReport, names: dict[str, str]) -> None:
        if not report.refused:
            return
        told = "".join(
            f"{names.get(uid, '')} {number}：{why}" for uid, number, why in report.refused[:TOLD]
        )
        words = self.tr("有 %1 张没有发：%2")
        self._kit.notify.warn(parts.fill(words, len(report.refused), told))

    # --- printing -------------------------------------------------------------------------

    def _print(self, what: str) -> None:
        app, actor, ids = self._app, self._kit.actor(), self._ids()
        shown = self._page.table.output.printable(ids)

        def work(progress: Progress) -> tuple[Printed, str]:
            people = app.members.rows(ids, actor)
            told = _elsewhere([row for row in people if row.state != MemberState.ACTIVE.label])
            if what == "list":
                title, said = self.tr("老人名单"), "，".join(filter(None, (shown.conditions, told)))
                marked = replace(shown, conditions=said)
                return app.print_table(title, marked, shown.read(progress), actor), told
            uids = [row.uid for row in people]
            if what == "member-card":
                return app.printing.make(what, {"member": ",".join(uids)}, actor), told
            return app.print_each(what, uids, actor, progress), told

        def show(made: tuple[Printed, str]) -> None:
            printed, told = made
            view = paper_view(app, self._kit, printed)
            self._page.show_full(view, printed.title, printed.number)
            if told:
                words = self.tr("打印的人里%1，请核对。")
                if what == "member-card":
                    words = self.tr("选中的人里%1，请核对。退出的人没有有效会员卡的，不在纸上。")
                self._kit.notify.warn(parts.fill(words, told))

        self._kit.runner.run(work, show, owner=self, title=self.tr("准备打印"))


def _elsewhere(people: Sequence[MemberRow]) -> str:
    """``不在册：退出 1 人（王秀英）``: who is on a paper although not on the list."""
    return f"不在册：{in_words(people)}（{names(people)}）" if people else ""
