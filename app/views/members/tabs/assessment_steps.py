"""What the tab 能力评估 does with paper: the scan of a signed one, the comparison on paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QWidget

from app.services.assessments import AssessmentRow, Comparison
from app.services.attachments import AttachmentFile
from app.services.rights import Right
from app.views import files, parts
from app.views.assessments.forms import reason_form
from app.views.assessments.levels import tr
from app.views.consents.forms import SCANS, read_scan
from app.views.members.full import FullView
from app.views.members.paper import paper_view
from app.views.members.scan import ScanView
from app.views.widgets.form import Form

if TYPE_CHECKING:
    from app.printing.archive import Printed
    from app.services.rights import Actor
    from app.views.kit import Kit
    from app.views.members.page import MembersPage
    from app.wiring import Application

COMPARISON = "assessment-comparison"
T = TypeVar("T")


class PaperSteps:
    """Belongs to the tab, which is its owner of work.

    Args:
        sheet: opens a form in the side sheet, with its title.
        submit: does the work of a form, whose faults stay under its fields.
        changed: called with the uid of an assessment whose paper changed.
    """

    def __init__(
        self, app: Application, kit: Kit, page: MembersPage, owner: QWidget,
        sheet: Callable[[str, Form], None], submit: Callable[[Form, Any, Any], None],
        changed: Callable[[str], None],
    ) -> None:  # fmt: skip
        self._app, self._kit, self._page, self._owner = app, kit, page, owner
        self._sheet, self._submit, self._changed = sheet, submit, changed

    def scan(self, row: AssessmentRow) -> None:
        """Look at the scan of ``row``; choose one where there is none."""
        if row.scan_uid:
            self._look(row)
        else:
            self._add(row)

    def print_comparison(
        self, view: FullView, found: Comparison, again: Callable[[Comparison], None]
    ) -> None:
        """Make the paper of what ``view`` shows; it comes in its place, and ``again`` after it."""
        app, actor = self._app, self._kit.actor()
        params = {
            "member": found.after.member_uid,
            "assessment": found.after.uid,
            "compare": found.before.uid,
        }

        def show(printed: Printed) -> None:
            if self._page.full is view:
                made, back = paper_view(app, self._kit, printed), partial(again, found)
                self._page.show_full(made, printed.title, printed.number, back)

        self._run(lambda: app.printing.make(COMPARISON, params, actor), show)

    # --- inside ---------------------------------------------------------------------------

    def _add(self, row: AssessmentRow) -> None:
        path = files.choose_open(self._owner, tr("选择签字评估报告的扫描件"), tr(SCANS))
        if path is None:
            return
        app, actor = self._app, self._kit.actor()

        def work() -> None:
            app.assessments.attach_scan(row.uid, path.name, read_scan(path), actor)

        def done(_: object) -> None:
            self._kit.notify.toast(tr("扫描件已保存。"))
            self._changed(row.uid)

        self._run(work, done)

    def _look(self, row: AssessmentRow) -> None:
        app, actor = self._app, self._kit.actor()
        replace = actor.may(Right.EDIT_MEMBERS) and row.state == "final"

        def show(found: AttachmentFile) -> None:
            view = ScanView(self._kit, found, replace=replace)
            view.replace_asked.connect(lambda: self._replace(view, row))
            title = parts.fill(tr("签字的评估报告：%1"), row.assessed_on)
            self._page.show_full(view, title, found.file_name)

        def work() -> AttachmentFile:
            # The list may still be of before the scan was replaced.
            return app.attachments.open(app.assessments.get(row.uid, actor).scan_uid, actor)

        self._run(work, show)

    def _replace(self, view: FullView, row: AssessmentRow) -> None:
        """Why first, then which file: whoever picks a wrong one need not say why again."""
        app = self._app
        words = tr("原来的扫描件会删除，不能恢复，只留下文件名和原因。写好后选择新的文件。")
        form = reason_form(tr("选择新的扫描件"), words)

        def save(values: dict[str, Any]) -> None:
            path = files.choose_open(form, tr("选择签字评估报告的扫描件"), tr(SCANS))
            if path is None:
                return
            actor: Actor = self._kit.actor()

            def work() -> None:
                content, why = read_scan(path), str(values["reason"])
                app.assessments.attach_scan(row.uid, path.name, content, actor, why)

            self._submit(form, work, done)

        def done(_: object) -> None:
            form.mark_saved()
            self._page.close_sheet()
            if self._page.full is view:
                view.back()
            self._kit.notify.toast(tr("扫描件已换成新的。"))
            self._changed(row.uid)

        form.submitted.connect(save)
        self._sheet(parts.fill(tr("换 %1 评估的扫描件"), row.assessed_on), form)

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._kit.runner.run(work, done, owner=self._owner)
