"""导出: by which profile, for whom, masked or not, why; nothing leaves without that."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.progress import Progress
from app.services.export_profiles import ExportList, Profile
from app.services.export_profiles.columns import BY_KEY
from app.services.rights import Right
from app.views import files, parts
from app.views.members.page import MembersPage
from app.views.members.source import member_query
from app.views.theme import Space
from app.views.widgets.form import Field, Form

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application

SHEET = 520
MASKED, FULL = "masked", "full"


class ExportSheet(QWidget):
    """Signals: submitted(Profile, bool full, str reason)."""

    submitted = Signal(object, bool, str)

    def __init__(self, profiles: Sequence[Profile], whom: str, *, may_full: bool) -> None:
        super().__init__()
        self._profiles = {one.uid: one for one in profiles}
        self.whom = parts.label(whom, "strong", wrap=True)
        self.about = parts.label("", "second", wrap=True)
        numbers = [(MASKED, self.tr("打码"))]
        if may_full:
            numbers.append((FULL, self.tr("完整号码，记入审计日志")))
        self.form = Form(
            (
                Field("profile", self.tr("导出方案"), "choice", required=True, width="full",
                      choices=tuple((one.uid, _title(self, one)) for one in profiles)),
                Field("numbers", self.tr("证件号和电话"), "choice", width="full",
                      choices=tuple(numbers), required=True),
                Field("reason", self.tr("为什么要完整号码"), width="full", max_length=100),
            ),
            save_text=self.tr("选择位置并导出"),
        )  # fmt: skip
        box = parts.bare(QVBoxLayout(self), Space.M)
        box.addWidget(self.whom)
        box.addWidget(self.about)
        box.addWidget(self.form, 1)
        self.form.value_changed.connect(lambda _: self._follow())
        self.form.submitted.connect(self._submit)
        first = profiles[0] if profiles else None
        full = may_full and first is not None and first.full_numbers
        self.form.set_values(
            {"profile": first.uid if first else "", "numbers": FULL if full else MASKED}
        )
        self._follow()

    def chosen(self) -> Profile | None:
        """The profile that is chosen."""
        return self._profiles.get(str(self.form.values().get("profile") or ""))

    def _follow(self) -> None:
        profile, full = self.chosen(), self.form.values().get("numbers") == FULL
        self.form.set_visible("reason", full)
        self.form.set_marked("reason", full)
        if profile is None:
            self.about.setText("")
            return
        titles = "、".join(BY_KEY[key].title for key in profile.columns)
        words = self.tr("用途：%1\n接收方：%2\n包含：%3")
        self.about.setText(parts.fill(words, profile.purpose, profile.recipient, titles))

    def _submit(self, values: dict[str, Any]) -> None:
        profile, full = self.chosen(), values.get("numbers") == FULL
        reason = str(values.get("reason") or "").strip()
        if full and not reason:
            self.form.set_errors({"reason": self.tr("请写明为什么要导出完整号码。")})
        elif profile is not None:
            self.submitted.emit(profile, full, reason)


def _title(sheet: QWidget, profile: Profile) -> str:
    return profile.name + (sheet.tr("（模板，请先核对）") if profile.template else "")


class ExportPresenter(QObject):
    """Asks and writes; lives as long as its page."""

    def __init__(self, page: MembersPage, app: Application, kit: Kit) -> None:
        super().__init__(page)
        self._page, self._app, self._kit = page, app, kit
        page.table.set_export_action(lambda: self.ask(None))
        page.selection.export_asked.connect(lambda: self.ask(page.table.selected_ids()))

    def ask(self, ids: Sequence[Any] | None) -> None:
        """Open the sheet for ``ids``, or for what the list shows."""
        app, actor, table = self._app, self._kit.actor(), self._page.table
        query = member_query(table.query())
        if ids is None:
            whom = parts.fill(self.tr("名单里现在的 %1 人"), table.count())
        else:
            whom = parts.fill(self.tr("所选 %1 人"), len(ids))
        chosen = None if ids is None else tuple(cast("Sequence[int]", ids))

        def show(profiles: tuple[Profile, ...]) -> None:
            sheet = ExportSheet(profiles, whom, may_full=actor.may(Right.FULL_NUMBERS))
            sheet.submitted.connect(
                lambda profile, full, reason: self._write(
                    ExportList(Path(), profile.uid, query, chosen, full, reason), profile
                )
            )
            sheet.form.cancelled.connect(self._page.back)
            self._page.open_sheet(self.tr("导出名单"), sheet, SHEET)

        self._kit.runner.run(lambda: app.exports.all(actor), show, owner=self)

    def _write(self, command: ExportList, profile: Profile) -> None:
        name = files.dated(profile.name, self._kit.clock.now().date())
        path = files.choose_save(
            self._page, self.tr("导出名单"), f"{name}.xlsx", self.tr("Excel 表格 (*.xlsx)")
        )
        if path is None:
            return
        app, actor = self._app, self._kit.actor()
        wanted = ExportList(
            path, command.profile, command.query, command.ids, command.full, command.reason
        )

        def work(progress: Progress) -> int:
            return app.exports.export(wanted, actor, progress)

        def done(count: int) -> None:
            self._page.close_sheet()
            text = self.tr("已导出 %1 人：%2，在文件夹 %3。")
            self._kit.notify.toast(parts.fill(text, count, path.name, path.parent))

        self._kit.runner.run(work, done, owner=self, title=self.tr("导出名单"))
