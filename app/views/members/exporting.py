"""导出: by which profile, for whom, masked or not, why; nothing leaves without that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.core.clock import today
from app.core.progress import Progress
from app.services.export_profiles import ExportList, Profile
from app.services.export_profiles.columns import BY_KEY
from app.services.exports.xlsx import FULL_NUMBERS
from app.services.rights import Right
from app.views import files, parts
from app.views.members.page import MembersPage
from app.views.members.source import member_query
from app.views.widgets.form import Field, Form

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application

SHEET = 520
MASKED, FULL = "masked", "full"


class ExportSheet(Form):
    """Asks by which profile, and whether the numbers go unmasked and why.

    Signals:
        wanted(Profile, bool full, str reason).
    """

    wanted = Signal(object, bool, str)

    def __init__(self, profiles: Sequence[Profile], whom: str, *, may_full: bool) -> None:
        numbers = [(MASKED, _tr("打码"))]
        if may_full:
            numbers.append((FULL, _tr("完整号码，记入审计日志")))
        super().__init__(
            (
                Field("profile", _tr("导出方案"), "choice", required=True, width="full",
                      choices=tuple((one.uid, _title(one)) for one in profiles)),
                Field("numbers", _tr("证件号和电话"), "choice", width="full",
                      choices=tuple(numbers), required=True),
                Field("reason", _tr("为什么要完整号码"), width="full", max_length=100),
            ),
            save_text=_tr("选择位置并导出"),
        )  # fmt: skip
        self._profiles = {one.uid: one for one in profiles}
        self.whom = parts.label(whom, "strong", wrap=True)
        self.about = parts.label("", "second", wrap=True)
        self._box.insertWidget(1, self.whom)
        self._box.insertWidget(self._box.count() - 2, self.about)
        self.value_changed.connect(lambda _: self._follow())
        self.submitted.connect(self._submit)
        first = profiles[0] if profiles else None
        full = may_full and first is not None and first.full_numbers
        self.set_values(
            {"profile": first.uid if first else "", "numbers": FULL if full else MASKED}
        )
        self._follow()

    def chosen(self) -> Profile | None:
        """The profile that is chosen."""
        return self._profiles.get(self._raw()["profile"])

    def _follow(self) -> None:
        """Say what leaves; who masks nothing is asked why, a list without numbers asks nothing."""
        profile = self.chosen()
        keys = profile.columns if profile else ()
        some = profile is not None and has_numbers(profile)
        full = some and self._raw()["numbers"] == FULL
        self.set_visible("numbers", some)
        self.set_visible("reason", full)
        self.set_marked("reason", full)
        if profile is None:
            self.about.setText("")
            return
        titles = "、".join(BY_KEY[key].title for key in keys)
        words = _tr("用途：%1\n接收方：%2\n包含：%3")
        self.about.setText(parts.fill(words, profile.purpose, profile.recipient, titles))

    def _submit(self, values: dict[str, Any]) -> None:
        profile, full = self.chosen(), values.get("numbers") == FULL
        reason = str(values.get("reason") or "").strip()
        if full and not reason:
            self.set_errors({"reason": _tr("请写明为什么要导出完整号码。")})
            self.focus_first_error()
        elif profile is not None:
            self.wanted.emit(profile, full, reason)


def has_numbers(profile: Profile) -> bool:
    """Whether there is anything in it that could be masked."""
    return any(BY_KEY[key].number for key in profile.columns)


def _title(profile: Profile) -> str:
    return profile.name + (_tr("（模板，请先核对）") if profile.template else "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExportSheet", text)


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
            sheet.wanted.connect(
                lambda profile, full, reason: self._write(
                    sheet, ExportList(Path(), profile.uid, query, chosen, full, reason), profile
                )
            )
            sheet.cancelled.connect(self._page.back)
            self._page.open_sheet(self.tr("导出名单"), sheet, SHEET)

        self._kit.runner.run(lambda: app.exports.all(actor), show, owner=self)

    def _write(self, sheet: ExportSheet, command: ExportList, profile: Profile) -> None:
        full = command.full and has_numbers(profile)
        what = f"{profile.name}_{FULL_NUMBERS}" if full else profile.name
        name = files.dated(what, today(self._kit.clock))
        path = files.choose_save(
            self._page, self.tr("导出名单"), f"{name}.xlsx", self.tr("Excel 表格 (*.xlsx)")
        )
        if path is None:
            return
        app, actor = self._app, self._kit.actor()
        wanted = replace(command, path=path)

        def work(progress: Progress) -> int:
            return app.exports.export(wanted, actor, progress)

        def done(count: int) -> None:
            self._page.close_sheet()
            text = self.tr("已导出 %1 人：%2，在文件夹 %3。")
            self._kit.notify.toast(parts.fill(text, count, path.name, path.parent))

        def failed(problem: BaseException) -> None:
            if not sheet.set_problem(problem):
                self._kit.notify.problem(problem)

        sheet.set_busy(True)
        self._kit.runner.run(work, done, failed, owner=sheet, title=self.tr("导出名单"))
