"""Joins 疑似重复, 合并, 导入记录 and 合并记录 on the page 老人 to their services."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.errors import UserError
from app.core.names import told_apart
from app.services.duplicates import DuplicatePair
from app.services.members.import_undo import ImportRunRow, UndoneImport
from app.services.merging import MergePreview, MergeResult, MergeRow
from app.views import parts
from app.views.members.duplicates_view import DuplicatesView
from app.views.members.merge_view import MergeView
from app.views.members.page import MembersPage
from app.views.members.records_view import (
    RecordsView,
    imports_view,
    merges_view,
    undo_import_form,
    undo_merge_form,
)
from app.views.notify import taken_back
from app.views.widgets.form import Field, Form

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application


class TidyingPresenter(QObject):
    """Lives as long as its page."""

    def __init__(self, page: MembersPage, app: Application, kit: Kit) -> None:
        super().__init__(page)
        self._page, self._app, self._kit = page, app, kit
        page.duplicates_requested.connect(self.show_duplicates)
        page.imports_requested.connect(self.show_imports)
        page.merges_requested.connect(self.show_merges)
        page.merge_requested.connect(self.ask_two)
        page.refresh_requested.connect(self._refresh)

    # --- duplicates and merging -----------------------------------------------------------

    def show_duplicates(self) -> None:
        """Open the list of pairs."""
        view = DuplicatesView(self._kit.runner)
        view.merge_requested.connect(lambda pair: self._compare(view, *pair.key))
        view.distinct_requested.connect(lambda pair: self._distinct(view, pair))
        view.file_requested.connect(self._open_file)
        view.turned.connect(self._name_place)
        self._page.show_full(view, self.tr("疑似重复"), self._words(merging=False))
        self._load_pairs(view)

    def _open_file(self, uid: str) -> None:
        """Look at a file of a pair; 返回 comes back to the pairs."""

        def again() -> None:
            self._page.show_list()
            self.show_duplicates()

        self._page.return_to(again)
        self._kit.go("members", uid)

    def _name_place(self, merging: bool) -> None:
        self._page.header.set_title(self.tr("合并档案") if merging else self.tr("疑似重复"))
        self._page.header.set_subtitle(self._words(merging=merging))

    def _words(self, *, merging: bool) -> str:
        if merging:
            return self.tr("可以撤销；原来的二维码、会员号和留用的卡仍能找到这位老人。")
        return self.tr("可能是同一人的档案，最像的在前。请核对后再合并。")

    def compare(self, kept_uid: str, merged_uid: str) -> None:
        """Open the merge of two files."""
        self.show_duplicates()
        assert isinstance(self._page.full, DuplicatesView)
        self._compare(self._page.full, kept_uid, merged_uid)

    def _load_pairs(self, view: DuplicatesView) -> None:
        app, actor = self._app, self._kit.actor()
        self._kit.runner.run(
            lambda: app.duplicates.proposals(actor), view.set_pairs, owner=view,
            title=self.tr("查找疑似重复"),
        )  # fmt: skip

    def _distinct(self, view: DuplicatesView, pair: DuplicatePair) -> None:
        app, actor = self._app, self._kit.actor()
        both = [told_apart(one.name, one.member_no) for one in (pair.first, pair.second)]
        text = parts.fill(self.tr("已记下：%1和%2不是同一人。"), *both)

        def done(_: object) -> None:
            self._kit.notify.toast(text, again, what=what)
            self._load_pairs(view)

        what = self.tr("记为不是同一人")

        def again() -> None:
            self._kit.runner.run(
                lambda: app.duplicates.propose_again(*pair.key, actor),
                lambda _: self._undone(what),
                owner=self,
            )

        self._kit.runner.run(
            lambda: app.duplicates.decide_distinct(*pair.key, "", actor), done, owner=view
        )

    def _compare(
        self,
        view: DuplicatesView,
        kept_uid: str,
        merged_uid: str,
        chosen: Mapping[str, str] | None = None,
        reason: str = "",
    ) -> None:
        """Show both files; ``chosen`` and ``reason`` were decided before they changed."""
        app, actor = self._app, self._kit.actor()

        def done(preview: MergePreview) -> None:
            made = MergeView(preview, self._kit.runner)
            if chosen is not None:
                made.choose(chosen, reason)
            made.merge_requested.connect(lambda choices, why: self._merge(view, made, choices, why))
            made.swap_requested.connect(lambda: self._compare(view, merged_uid, kept_uid))
            made.cancelled.connect(view.leave_merge)
            view.show_merge(made)

        self._kit.runner.run(
            lambda: app.merging.preview(kept_uid, merged_uid, actor), done, owner=view
        )

    def _merge(
        self, view: DuplicatesView, merge: MergeView, choices: Mapping[str, str], reason: str
    ) -> None:
        app, actor = self._app, self._kit.actor()
        kept, merged = merge.preview.kept, merge.preview.merged
        seen = (kept.seen, merged.seen)
        merge.form.set_busy(True)

        def done(result: MergeResult) -> None:
            merge.form.mark_saved()
            words = self.tr("已把会员号 %1 并入%2，转移 %3 条记录。")
            text = parts.fill(words, result.merged_no, result.kept_name, result.moved)
            text += "".join(result.notes)
            what = parts.fill(self.tr("合并%1"), result.kept_name)
            why = self.tr("合并后马上撤销")
            self._kit.notify.toast(text, lambda: self._unmerge(result.uid, why, what), what=what)
            view.leave_merge()
            self._load_pairs(view)

        def failed(problem: BaseException) -> None:
            merge.form.set_busy(False)
            if merge.form.set_problem(problem):
                return
            self._kit.notify.problem(problem)
            if isinstance(problem, UserError) and problem.code == "changed_meanwhile":
                self._compare(view, kept.uid, merged.uid, choices, reason)

        self._kit.runner.run(
            lambda: app.merging.merge(kept.uid, merged.uid, choices, reason, actor, seen), done,
            failed, owner=merge, title=self.tr("合并档案"),
        )  # fmt: skip

    def ask_two(self) -> None:
        """Ask for two files that nothing proposes."""
        hint = self.tr("会员号、卡号、证件号、手机尾号或不重名的姓名")
        form = Form(
            (
                Field("kept", self.tr("留下的档案"), required=True, width="full", help=hint),
                Field("merged", self.tr("并入的档案"), required=True, width="full"),
            ),
            save_text=self.tr("核对"),
        )
        form.submitted.connect(lambda values: self._find_two(form, values))
        self._page.open_form(self.tr("合并两份档案"), form)

    def _find_two(self, form: Form, values: Mapping[str, str]) -> None:
        app, actor = self._app, self._kit.actor()

        def work() -> tuple[str, str]:
            kept, merged = (app.members.who(values[key], actor) for key in ("kept", "merged"))
            return kept.uid, merged.uid

        def done(uids: tuple[str, str]) -> None:
            form.mark_saved()
            self._page.close_sheet()
            self.compare(*uids)

        self._kit.runner.run(work, done, owner=form)

    def _unmerge(self, uid: str, reason: str, what: str) -> None:
        app, actor = self._app, self._kit.actor()
        self._kit.runner.run(
            lambda: app.merging.undo(uid, reason, actor), lambda _: self._undone(what), owner=self
        )

    # --- records --------------------------------------------------------------------------

    def show_merges(self) -> None:
        """Open the list of merges."""
        view = merges_view(self._kit.runner)
        view.undo_requested.connect(self._ask_unmerge)
        words = self.tr("撤销后两份档案和原来一样；合并后改过的那几项要先改回来。")
        self._page.show_full(view, self.tr("合并记录"), words)
        self._load_records(view)

    def _ask_unmerge(self, row: MergeRow) -> None:
        form, what = undo_merge_form(row), parts.fill(self.tr("合并%1"), row.kept)
        form.submitted.connect(lambda values: self._close_and(form, lambda: self._unmerge(
            row.uid, values["reason"], what)))  # fmt: skip
        self._page.open_form(parts.fill(self.tr("撤销合并：%1"), row.kept), form)

    def _close_and(self, form: Form, act: Callable[[], None]) -> None:
        form.mark_saved()
        self._page.close_sheet()
        act()

    def show_imports(self) -> None:
        """Open the list of imports."""
        view = imports_view(self._kit.runner)
        view.undo_requested.connect(self._ask_undo)
        words = self.tr("整次撤销：名单里的人还没有签到、就餐、评估或改过档案时才可以。")
        self._page.show_full(view, self.tr("导入记录"), words)
        self._load_records(view)

    def undo_import(
        self, uid: str, reason: str, after: Callable[[], object] = lambda: None
    ) -> None:
        """Take an import back and say so, or why it cannot be; ``after`` when it was."""
        app, actor = self._app, self._kit.actor()

        def done(undone: UndoneImport) -> None:
            self._import_undone(undone)
            after()

        self._kit.runner.run(
            lambda: app.import_runs.undo(uid, reason, actor), done, owner=self,
            title=self.tr("撤销导入"),
        )  # fmt: skip

    def _load_records(self, view: RecordsView) -> None:
        app, actor = self._app, self._kit.actor()
        records = app.import_runs if view.name == "imports" else app.merging
        self._kit.runner.run(lambda: records.all(actor), view.set_rows, owner=view)

    def _ask_undo(self, run: ImportRunRow) -> None:
        form = undo_import_form(run)
        form.submitted.connect(lambda values: self._close_and(form, lambda: self.undo_import(
            run.uid, values["reason"])))  # fmt: skip
        self._page.open_form(parts.fill(self.tr("撤销导入：%1"), run.file_name), form)

    def _import_undone(self, done: UndoneImport) -> None:
        words = self.tr("已撤销导入 %1：撤下 %2 人，恢复 %3 人的资料。")
        text = parts.fill(words, done.file_name, done.removed, done.restored)
        if done.reopened:
            again = self.tr("它答复过的 %1 条待办重新打开。")
            text += parts.fill(again, done.reopened)
        self._kit.notify.toast(text)
        self._page.refresh()

    def _undone(self, what: str) -> None:
        self._kit.notify.toast(taken_back(what))
        self._page.refresh()

    def _refresh(self) -> None:
        """F5, or something changed: the list in front is read anew, a merge is left alone."""
        view = self._page.full
        if isinstance(view, DuplicatesView) and view.merge is None:
            self._load_pairs(view)
        elif isinstance(view, RecordsView):
            self._load_records(view)
