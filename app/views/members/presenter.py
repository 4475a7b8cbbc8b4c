"""Joins the page 老人 to the services: list, registration, import."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.core.clock import today
from app.services.codes import Code
from app.services.members import MemberFile
from app.services.members.registering import Registration
from app.services.members.types import FIELDS
from app.services.members.validation import clean_member
from app.services.rights import Right
from app.views import parts
from app.views.members.bulk.presenter import BulkPresenter
from app.views.members.exporting import ExportPresenter
from app.views.members.fields import class_groups, member_sections, to_register
from app.views.members.file_presenter import FilePresenter
from app.views.members.form import MemberForm
from app.views.members.importing import MemberImportSource
from app.views.members.page import IMPORT, MembersPage
from app.views.members.quality import QualityPresenter
from app.views.members.similar import SimilarPeople
from app.views.members.source import MemberSource
from app.views.members.tidying import TidyingPresenter
from app.views.tasks import Latest
from app.views.widgets.import_wizard import ImportResult, ImportWizard
from app.views.widgets.table import TableQuery

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application


class MembersPresenter(QObject):
    """Lives as long as its page."""

    def __init__(self, page: MembersPage, app: Application, kit: Kit) -> None:
        super().__init__(page)
        self._page, self._app, self._kit = page, app, kit
        self._file = FilePresenter(page, app, kit)
        self._tidying = TidyingPresenter(page, app, kit)
        self._has_source = False
        self._latest, self._opening = Latest(kit.runner, self), Latest(kit.runner, self)
        self._bulk = BulkPresenter(page, app, kit)
        self._export = ExportPresenter(page, app, kit)
        self._quality = QualityPresenter(page, app, kit)
        page.activated.connect(self._activated)
        page.refresh_requested.connect(self._refresh)
        page.member_opened.connect(self._open_row)
        page.new_requested.connect(self._new)
        page.left_page.connect(lambda key: kit.go(key))
        page.import_requested.connect(self._import)
        page.print_requested.connect(lambda: kit.go("printing", {"form": "member-list"}))

    # --- arriving -------------------------------------------------------------------------

    def _activated(self, argument: object) -> None:
        """A uid opens a file, ``{"uid": …, "tab": …}`` at a tab (and its ``"entry"``), with
        ``"field"`` its form there;
        ``{"text": …}``, ``{"state": …}`` filter; ``{"import": True}``, ``{"new": True}``;
        ``{"quality": key}`` opens 数据质量 at a check.
        """
        self._apply_rights()
        if isinstance(argument, str) and argument:
            self._file.expect(argument)
            self._file.open(argument)
        elif isinstance(argument, Mapping):
            self._follow(argument)

    def _follow(self, argument: Mapping[str, Any]) -> None:
        if argument.get("uid"):
            tab, field, entry = (str(argument.get(key, "")) for key in ("tab", "field", "entry"))
            self._file.expect(str(argument["uid"]))
            self._file.open(str(argument["uid"]), tab, field, entry)
        elif argument.get("import"):
            self._import()
        elif argument.get("new"):
            self._page.trigger("new")
        elif argument.get("duplicates"):
            self._tidying.show_duplicates()
        elif argument.get("imports"):
            self._tidying.show_imports()
        elif argument.get("merges"):
            self._tidying.show_merges()
        elif argument.get("merge"):
            self._tidying.compare(*map(str, argument["merge"]))
        elif argument.get("quality"):
            self._quality.open(str(argument["quality"]))
        elif argument.get("state"):
            self._page.show_list()
            self._page.table.set_query(TableQuery(filters={"state": str(argument["state"])}))
        elif "text" in argument:
            self._page.show_list()
            self._page.table.set_query(TableQuery(text=str(argument["text"])))

    def _apply_rights(self) -> None:
        """Say in the tip of a disabled button who may do it."""
        actor, page = self._kit.actor(), self._page
        needs = {
            "new": Right.EDIT_MEMBERS,
            "edit": Right.EDIT_MEMBERS,
            "import": Right.IMPORT,
            "tidy": Right.EDIT_MEMBERS,
            "print": Right.PRINT,
            "print_file": Right.PRINT,
            "check_in": Right.CHECK_IN,
            "meal": Right.CHECK_IN,
            "numbers": Right.FULL_NUMBERS,
        }
        words = self.tr("当前账号没有“%1”的权限，请由中心负责人操作。")
        for key, right in needs.items():
            page.set_action(key, "" if actor.may(right) else parts.fill(words, right.value))
        page.table.toolbar.export.setVisible(actor.may(Right.EXPORT))
        self._bulk.apply_rights()

    def _refresh(self) -> None:
        page, app, actor = self._page, self._app, self._kit.actor()
        self._apply_rights()
        if self._has_source:
            page.table.refresh()
        else:
            self._has_source = True
            page.table.set_source(MemberSource(app.members, self._kit.actor))

        def work() -> tuple[int, list[str], tuple[Code, ...]]:
            classes = app.codes.table("classes")
            return app.members.count(actor), app.members.communities(actor), classes

        def done(found: tuple[int, list[str], tuple[Code, ...]]) -> None:
            page.set_count(found[0])
            page.set_communities(found[1])
            page.table.set_filter_groups("class", class_groups(found[2]))

        self._latest.ask(work, done)
        self._quality.refresh()
        self._file.reload()

    def _open_row(self, identity: int) -> None:
        app, actor = self._app, self._kit.actor()

        def work() -> str:
            rows = app.members.rows((identity,), actor)
            return rows[0].uid if rows else ""

        self._opening.ask(work, self._file.open)  # of two rows the one opened last

    # --- registering ----------------------------------------------------------------------

    def _new(self) -> None:
        form = MemberForm(
            member_sections(new=True),
            clock=self._kit.clock,
            rules=self._faults,
            drafts=self._kit.drafts,
            save_text=self.tr("登记"),
        )
        form.submitted.connect(lambda values: self._register(form, values))
        self._file.offer_words(form)
        SimilarPeople(form, self._app, self._kit)
        self._page.open_form(self.tr("登记老人"), form)

    def _faults(self, values: Mapping[str, Any]) -> Mapping[str, str]:
        known = {key: value for key, value in values.items() if key in FIELDS}
        return clean_member(known, today(self._kit.clock))[1]

    def _register(self, form: MemberForm, values: Mapping[str, Any]) -> None:
        app, actor = self._app, self._kit.actor()
        command = to_register(values)
        form.set_busy(True, self.tr("正在保存…"))

        def work() -> tuple[Registration, MemberFile]:
            made = app.members.take_in(command, actor)
            return made, app.members.file(made.uid, actor)

        def done(found: tuple[Registration, MemberFile]) -> None:
            form.mark_saved()
            self._page.close_sheet()
            self._registered(found[0], waiting=command.waiting)
            self._page.refresh()
            self._file.show(found[1])

        self._kit.runner.run(work, done, self._file.put_right(form), owner=form)

    def _registered(self, made: Registration, *, waiting: bool) -> None:
        words = (
            self.tr("已登记 %1（待办理），会员号 %2。")
            if waiting
            else self.tr("已登记 %1，会员号 %2。")
        )
        self._kit.notify.toast(
            parts.fill(words, made.name, made.member_no),
            lambda: self._unregister(made),
            what=parts.fill(self.tr("登记%1"), made.name),
        )

    def _unregister(self, made: Registration) -> None:
        """The registration is taken back; whoever looks at the file is led to the list."""
        app, actor, why = self._app, self._kit.actor(), self.tr("登记后马上撤销")
        self._file.going = made.uid

        def done(_: object) -> None:
            self._file.going = ""
            if self._file.file is not None and self._file.file.uid == made.uid:
                self._page.show_list()
            self._kit.notify.toast(parts.fill(self.tr("已撤销 %1 的登记。"), made.name))
            self._page.refresh()

        def failed(problem: BaseException) -> None:
            self._file.going = ""
            self._kit.notify.problem(problem)

        self._kit.runner.run(
            lambda: app.members.unregister(made, why, actor), done, failed, owner=self
        )

    # --- importing ------------------------------------------------------------------------

    def _import(self) -> None:
        if self._page.view() == IMPORT:
            return
        app, kit, page = self._app, self._kit, self._page
        source = MemberImportSource(app.imports, kit.actor, app.save_rejected)
        wizard = ImportWizard(
            source,
            kit.runner,
            kit.notify,
            title=self.tr("导入老人名单"),
            file_filter=self.tr("名单 (*.xlsx *.xls *.csv *.txt)"),
            help_text=self.tr(
                "支持 xlsx、xls 和 csv。表头在哪一行、列的顺序和叫法都不限，会自动识别。"
                "保存之前会先检查每一行。"
            ),
            noun=self.tr("人"),
        )
        wizard.preview.table.loaded.connect(lambda _: page.set_import_words(self._words(source)))
        wizard.finished.connect(lambda result: self._imported(source, result))
        page.show_import(wizard)

    def _imported(self, source: MemberImportSource, result: ImportResult) -> None:
        self._page.set_import_words(self._words(source))
        self._page.refresh()
        report, wizard = source.report, self._page.wizard
        if report is None or not report.run_uid or wizard is None:
            return
        words = self.tr("已导入 %1：新增 %2 人，更新 %3 人。")
        name = wizard.file_name.text()
        uid, why = report.run_uid, self.tr("导入后马上撤销")

        def undone() -> None:
            if self._page.wizard is wizard:
                wizard.undone(result)

        self._kit.notify.toast(
            parts.fill(words, name, report.added, report.updated),
            lambda: self._tidying.undo_import(uid, why, undone),
            what=parts.fill(self.tr("导入 %1"), name),
        )  # fmt: skip

    def _words(self, source: MemberImportSource) -> str:
        report = source.report
        if report is None:
            return ""
        text = self.tr("共 %1 行：新增 %2，重复 %3，不能导入 %4，提醒 %5 条")
        if report.updated:
            text = self.tr("共 %1 行：新增 %2，更新 %6，重复 %3，不能导入 %4，提醒 %5 条")
        return parts.fill(
            text, report.rows, report.added, report.duplicates, report.rejected, report.warnings,
            report.updated,
        )  # fmt: skip
