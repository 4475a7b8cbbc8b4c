"""The tab 能力评估: joins the list of one member's assessments to what can be done with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout

from app.services.assessments import GB, AssessmentFile, AssessmentRow, Comparison
from app.services.members import MemberFile
from app.services.rights import Actor, Right
from app.views import parts
from app.views.assessments.forms import from_older, older_form, reason_form, to_older
from app.views.assessments.guide import AssessmentGuide
from app.views.assessments.guide_presenter import GuidePresenter
from app.views.assessments.left import LeftBehind
from app.views.assessments.levels import tr
from app.views.assessments.listing import AssessmentList
from app.views.assessments.plain import beside_view, older_view
from app.views.assessments.same_day import SameDay
from app.views.assessments.scores import comparison_view, single_view
from app.views.members.full import FullView
from app.views.members.paper import print_paper
from app.views.members.tabs.assessment_steps import PaperSteps
from app.views.members.tabs.frame import FileTab, TabContext
from app.views.notify import Action, taken_back
from app.views.theme import Space
from app.views.widgets.form import Form

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
        self._papers = PaperSteps(
            self._app, self._kit, self._page, self, self._sheet, self._submit, self._reload
        )
        parts.bare(QVBoxLayout(self), Space.M).addWidget(self.list)

    def show_file(self, file: MemberFile) -> None:
        """Load the assessments of ``file``."""
        app, actor, uid = self._app, self._kit.actor(), file.uid
        if self._file is None or self._file.uid != uid:
            self.list.set_rows((), "")
        self._file = file

        def work() -> tuple[tuple[AssessmentRow, ...], str, str]:
            current = app.assessments.current(uid, actor)
            legacy = app.assessments.legacy_text(current.level if current else None, actor)
            rows = app.assessments.of_member(uid, actor)
            return rows, app.assessments.notice(uid, actor), legacy

        def done(found: tuple[tuple[AssessmentRow, ...], str, str]) -> None:
            if self._file is not None and self._file.uid == uid:
                rows, notice, legacy = found
                self.list.set_rows(rows, notice)
                self.list.set_legacy(str(self._file.values.get("self_care") or ""), legacy)

        self._kit.runner.run(work, done, owner=self)

    def point_at(self, entry: str) -> None:
        """Select the assessment ``entry``."""
        self.list.point_at(entry)

    def _do(self, key: str) -> None:
        {
            "new": self._new,
            "resume": self._resume,
            "correct": self._correct,
            "compare": self._compare,
            "print": self._print,
            "scan": self._scan,
            "older": self._older,
            "void": self._void,
            "delete": self._delete,
        }[key]()

    def _new(self) -> None:
        if self._file is not None:
            app, actor, uid = self._app, self._kit.actor(), self._file.uid
            self._load(lambda: app.assessments.prepare(uid, actor), self._guide)
            self._point_out_unfinished()

    def _point_out_unfinished(self) -> None:
        """A draft that waits is easily forgotten: say so where another is begun."""
        drafts = (row for row in self.list.listed() if row.state == "draft")
        waiting = next((row for row in drafts if not row.corrects), None)
        if waiting is not None:
            words = parts.fill(tr("这位老人有一份 %1 的草稿没有完成。"), waiting.assessed_on)
            go_on = Action(tr("继续那一份"), lambda: self._go_on_with(waiting))
            self._kit.notify.info(words, go_on)

    def _go_on_with(self, draft: AssessmentRow) -> None:
        """Leave what was just begun for ``draft``, unless somebody else's file is open by now."""
        if self.list.row_of(draft.uid) is not None:
            if self._page.full is not None:
                self._page.full.back()
            self._load_file(draft.uid, self._guide)

    def _resume(self) -> None:
        if (row := self.list.chosen()) is not None:
            self._load_file(row.uid, self._guide)

    def _open(self, uid: str) -> None:
        """A draft goes on; a finished one is shown, an older result in its own words."""
        row = self.list.row_of(uid)
        if row is None:
            return
        if row.state == "draft" and self._kit.actor().may(Right.EDIT_MEMBERS):
            self._load_file(uid, self._guide)
            return
        app, actor = self._app, self._kit.actor()

        def work() -> tuple[AssessmentFile, str]:
            file = app.assessments.get(uid, actor)
            return file, app.assessments.legacy_text(file.result.final, actor)

        self._load(work, lambda found: self._look(*found))

    def _guide(self, file: AssessmentFile) -> None:
        guide = AssessmentGuide(self._kit.clock)
        title = parts.fill(tr("能力评估：%1"), file.member_name)
        words = tr("更正：%1") if file.corrects else tr("国标 GB/T 42195-2022 %1")
        reason = file.correction_reason if file.corrects else file.number
        self._page.show_full(guide, title, parts.fill(words, reason))
        presenter = GuidePresenter(guide, file, self._app, self._kit, self)
        presenter.finished.connect(self.list.point_at)

    def _look(self, file: AssessmentFile, legacy: str) -> None:
        title, replaced_by = tr("能力评估：%1"), self.list.replaced_by(file.uid)
        if file.standard != GB:
            view: FullView = older_view(file, replaced_by)
            title = tr("旧标准评估结果：%1")
        else:
            view = single_view(self._kit, file, replaced_by, legacy)
        self._page.show_full(view, parts.fill(title, file.member_name), file.number)

    def _correct(self) -> None:
        row = self.list.chosen()
        if row is None:
            return
        if row.standard != GB:
            self._load_file(row.uid, self._older)
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

    def _older(self, corrected: AssessmentFile | None = None) -> None:
        if self._file is None:
            return
        uid, app, actor = self._file.uid, self._app, self._kit.actor()
        form = older_form(self._kit.clock, correcting=corrected is not None)
        title = tr("登记旧标准的评估结果")
        if corrected is not None:
            form.set_values(from_older(corrected))
            title = parts.fill(tr("更正 %1 的评估"), corrected.values["assessed_on"])

        def save(values: dict[str, object]) -> None:
            command = to_older(uid, values, corrected.uid if corrected is not None else "")
            alone = second is not None and not second.is_meant()
            self._submit(
                form,
                lambda: app.assessments.record_other(command, actor, alone=alone),
                done,
                second.ask if second is not None else None,
            )

        def done(made: str) -> None:
            form.mark_saved()
            self._page.close_sheet()
            self._kit.notify.toast(tr("已登记旧标准的评估结果。"))
            self.list.point_at(made)

        def told(day: dt.date) -> str:
            return app.assessments.same_day(uid, day, actor, national=False)

        second = SameDay(form, self._kit.runner, told) if corrected is None else None
        form.submitted.connect(save)
        self._sheet(title, form)

    def _void(self) -> None:
        row = self.list.chosen()
        if row is None:
            return
        app, actor = self._app, self._kit.actor()
        form = reason_form(
            tr("作废"),
            tr("这份评估不再有效，等级按其余有效的评估重算；记录和原因保留，报告印有“已作废”。"),
        )

        def done(_: object) -> None:
            form.mark_saved()
            self._page.close_sheet()
            what = parts.fill(tr("作废 %1 的评估"), row.assessed_on)
            self._say(tr("评估已作废。"), app.assessments.unvoid, row.uid, what)
            self.list.point_at(row.uid)

        form.submitted.connect(
            lambda values: self._submit(
                form, lambda: app.assessments.void(row.uid, values["reason"], actor), done
            )
        )
        self._sheet(parts.fill(tr("作废 %1 的评估"), row.assessed_on), form)

    def _delete(self) -> None:
        row = self.list.chosen()
        if row is None:
            return
        app, actor = self._app, self._kit.actor()
        form = reason_form(tr("删除草稿"), tr("草稿不再出现在列表里，审计日志里留有记录。"))

        def done(_: object) -> None:
            form.mark_saved()
            self._page.close_sheet()
            LeftBehind(self._kit.drafts, "", row.uid).forget()
            what = parts.fill(tr("删除 %1 的草稿"), row.assessed_on)
            self._say(tr("草稿已删除。"), app.assessments.restore_draft, row.uid, what)

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
        view = beside_view(found) if found.why_not else comparison_view(self._kit, found)
        view.offer_print(self._kit.actor().may(Right.PRINT))
        view.print_asked.connect(
            lambda: self._papers.print_comparison(view, found, self._show_compared)
        )
        self._page.show_full(view, title)

    def _scan(self) -> None:
        if (row := self.list.chosen()) is not None:
            self._papers.scan(row)

    def _reload(self, uid: str) -> None:
        """Show what changed, with ``uid`` selected."""
        if self._file is not None:
            self.show_file(self._file)
            self.list.point_at(uid)

    def _print(self) -> None:
        row = self.list.chosen()
        if row is None or self._file is None:
            return
        params = {"member": self._file.uid, "assessment": row.uid}
        print_paper(self._page, self._app, self._kit, "assessment-report", params, self)

    # --- inside ---------------------------------------------------------------------------

    def _say(self, words: str, undo: Callable[[str, Actor], object], uid: str, what: str) -> None:
        """A step with ``uid`` was done, called ``what``; ``undo`` takes it back."""

        def back() -> None:
            actor = self._kit.actor()
            self._load(lambda: undo(uid, actor), lambda _: self._kit.notify.toast(taken_back(what)))

        self._kit.notify.toast(words, back, what=what)

    def _sheet(self, title: str, form: Form) -> None:
        form.cancelled.connect(self._page.back)
        self._page.open_sheet(title, form, 560, guard=lambda: not form.is_dirty())

    def _load_file(self, uid: str, done: Callable[[AssessmentFile], None]) -> None:
        app, actor = self._app, self._kit.actor()
        self._load(lambda: app.assessments.get(uid, actor), done)

    def _load(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._kit.runner.run(work, done, owner=self)

    def _submit(
        self,
        form: Form,
        work: Callable[[], T],
        done: Callable[[T], None],
        ask: Callable[[BaseException], bool] | None = None,
    ) -> None:
        """``ask``: says True to a problem that it has made a question of in the form."""
        form.set_busy(True)

        def failed(problem: BaseException) -> None:
            if not form.set_problem(problem) and not (ask is not None and ask(problem)):
                say(problem)

        say = self._kit.notify.attempt(f"saving {id(form)}")
        self._kit.runner.run(work, done, failed, owner=form)
