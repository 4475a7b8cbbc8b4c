"""The tab 能力评估: joins the list of one member's assessments to what can be done with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QVBoxLayout

from app.services.assessments import GB, AssessmentFile, AssessmentRow, Comparison
from app.services.members import MemberFile
from app.services.rights import Right
from app.views import parts
from app.views.assessments.forms import older_form, reason_form, to_older
from app.views.assessments.guide import AssessmentGuide
from app.views.assessments.guide_presenter import GuidePresenter
from app.views.assessments.levels import tr
from app.views.assessments.listing import AssessmentList
from app.views.assessments.scores import comparison_view, single_view
from app.views.members.paper import PaperView
from app.views.members.tabs.frame import FileTab, TabContext
from app.views.theme import Space
from app.views.widgets.form import Form

if TYPE_CHECKING:
    from app.printing.archive import Printed

CONCERNS = frozenset({"assessment", "member"})
T = TypeVar("T")


class AssessmentTab(FileTab):
    """Loads the list and does what its buttons ask for."""

    def __init__(self, context: TabContext) -> None:
        super().__init__()
        self._app, self._kit, self._page = context.app, context.kit, context.page
        self._file: MemberFile | None = None
        self.list = AssessmentList(context.kit)
        self.list.opened.connect(self._open)
        self.list.asked.connect(self._do)
        parts.bare(QVBoxLayout(self), Space.M).addWidget(self.list)

    def show_file(self, file: MemberFile) -> None:
        """Load the assessments of ``file``."""
        app, actor, uid = self._app, self._kit.actor(), file.uid
        if self._file is None or self._file.uid != uid:
            self.list.set_rows((), "")
        self._file = file

        def work() -> tuple[tuple[AssessmentRow, ...], str]:
            return app.assessments.of_member(uid, actor), app.assessments.notice(uid, actor)

        def done(found: tuple[tuple[AssessmentRow, ...], str]) -> None:
            if self._file is not None and self._file.uid == uid:
                self.list.set_rows(*found)

        self._kit.runner.run(work, done, owner=self)

    def _do(self, key: str) -> None:
        {
            "new": self._new,
            "resume": self._resume,
            "correct": self._correct,
            "compare": self._compare,
            "print": self._print,
            "older": self._older,
            "delete": self._delete,
        }[key]()

    def _new(self) -> None:
        if self._file is not None:
            app, actor, uid = self._app, self._kit.actor(), self._file.uid
            self._load(lambda: app.assessments.prepare(uid, actor), self._guide)

    def _resume(self) -> None:
        if (row := self.list.chosen()) is not None:
            self._load_file(row.uid, self._guide)

    def _open(self, uid: str) -> None:
        """A draft goes on; a finished one is shown; an older result has no items to show."""
        row = self.list.row_of(uid)
        if row is None or row.standard != GB:
            return
        may = self._kit.actor().may(Right.EDIT_MEMBERS)
        self._load_file(uid, self._guide if row.state == "draft" and may else self._look)

    def _guide(self, file: AssessmentFile) -> None:
        guide = AssessmentGuide(self._kit.clock)
        title = parts.fill(tr("能力评估：%1"), file.member_name)
        words = tr("更正：%1") if file.corrects else tr("国标 GB/T 42195-2022 %1")
        reason = file.correction_reason if file.corrects else file.number
        self._page.show_full(guide, title, parts.fill(words, reason))
        GuidePresenter(guide, file, self._app, self._kit, self)

    def _look(self, file: AssessmentFile) -> None:
        title = parts.fill(tr("能力评估：%1"), file.member_name)
        self._page.show_full(single_view(self._kit, file), title, file.number)

    def _correct(self) -> None:
        row = self.list.chosen()
        if row is None:
            return
        if row.standard != GB:
            self._older(row)
            return
        form = reason_form(
            tr("开始更正"), tr("写明哪里不对。原来的评估原样保留，折叠在更正后的那一份下面。")
        )
        form.submitted.connect(lambda values: self._begin_correction(form, row, values["reason"]))
        self._sheet(parts.fill(tr("更正 %1 的评估"), row.assessed_on), form)

    def _begin_correction(self, form: Form, row: AssessmentRow, reason: str) -> None:
        app, actor = self._app, self._kit.actor()

        def work() -> AssessmentFile:
            return app.assessments.get(app.assessments.correct(row.uid, reason, actor), actor)

        def done(file: AssessmentFile) -> None:
            form.mark_saved()
            self._page.close_sheet()
            self._guide(file)

        self._submit(form, work, done)

    def _older(self, row: AssessmentRow | None = None) -> None:
        if self._file is None:
            return
        uid, app, actor = self._file.uid, self._app, self._kit.actor()
        form = older_form(self._kit.clock, correcting=row is not None)

        def save(values: dict[str, object]) -> None:
            command = to_older(uid, values, row.uid if row is not None else "")
            self._submit(form, lambda: app.assessments.record_other(command, actor), done)

        def done(_: object) -> None:
            form.mark_saved()
            self._page.close_sheet()
            self._kit.notify.toast(tr("已登记旧标准的评估结果。"))

        form.submitted.connect(save)
        self._sheet(tr("登记旧标准的评估结果"), form)

    def _delete(self) -> None:
        row = self.list.chosen()
        if row is None:
            return
        app, actor = self._app, self._kit.actor()
        form = reason_form(tr("删除草稿"), tr("草稿不再出现在列表里，审计日志里留有记录。"))

        def undo() -> None:
            self._kit.runner.run(lambda: app.assessments.restore_draft(row.uid, actor), owner=self)

        def done(_: object) -> None:
            form.mark_saved()
            self._page.close_sheet()
            what = parts.fill(tr("删除 %1 的草稿"), row.assessed_on)
            self._kit.notify.toast(tr("草稿已删除。"), undo, what=what)

        form.submitted.connect(
            lambda values: self._submit(
                form, lambda: app.assessments.delete_draft(row.uid, values["reason"], actor), done
            )
        )
        self._sheet(parts.fill(tr("删除 %1 的草稿"), row.assessed_on), form)

    def _compare(self) -> None:
        app, actor, both = self._app, self._kit.actor(), self.list.to_compare()
        if len(both) == 2:
            self._load(
                lambda: app.assessments.compare(both[0], both[1], actor), self._show_compared
            )

    def _show_compared(self, found: Comparison) -> None:
        title = parts.fill(tr("两次评估对比：%1"), found.after.member_name)
        self._page.show_full(comparison_view(self._kit, found), title)

    def _print(self) -> None:
        row = self.list.chosen()
        if row is None or self._file is None:
            return
        app, actor = self._app, self._kit.actor()
        params = {"member": self._file.uid, "assessment": row.uid}

        def work() -> Printed:
            return app.printing.make("assessment-report", params, actor)

        self._load(work, self._show_paper)

    def _show_paper(self, printed: Printed) -> None:
        view = PaperView(self._kit, printed.pdf, printed.file_name[:-4])
        self._page.show_full(view, printed.title, printed.number)

    # --- inside ---------------------------------------------------------------------------

    def _sheet(self, title: str, form: Form) -> None:
        form.cancelled.connect(self._page.back)
        self._page.open_sheet(title, form, 560, guard=lambda: not form.is_dirty())

    def _load_file(self, uid: str, done: Callable[[AssessmentFile], None]) -> None:
        app, actor = self._app, self._kit.actor()
        self._load(lambda: app.assessments.get(uid, actor), done)

    def _load(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._kit.runner.run(work, done, owner=self)

    def _submit(self, form: Form, work: Callable[[], T], done: Callable[[T], None]) -> None:
        form.set_busy(True)

        def failed(problem: BaseException) -> None:
            if not form.set_problem(problem):
                self._kit.notify.problem(problem)

        self._kit.runner.run(work, done, failed, owner=form)
