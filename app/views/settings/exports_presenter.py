"""Joins the section 导出方案 to the export service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.services.export_profiles import Profile
from app.services.rights import Right
from app.views import parts
from app.views.settings.exports import ExportsSection, ProfileForm
from app.views.settings.page import SettingsPage

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application

SHEET = 600


class ExportsPresenter(QObject):
    """Reads and changes the profiles."""

    def __init__(
        self, page: SettingsPage, section: ExportsSection, app: Application, kit: Kit
    ) -> None:
        super().__init__(page)
        self._page, self._section, self._app, self._kit = page, section, app, kit
        section.add_asked.connect(lambda: self._edit(None))
        section.edit_asked.connect(self._edit)
        section.remove_asked.connect(self._remove)

    def refresh(self) -> None:
        """Read the profiles; who may not export sees none."""
        actor = self._kit.actor()
        self._section.set_allowed(actor.may(Right.SETTINGS))
        if not actor.may(Right.EXPORT):
            self._section.set_profiles(())
            return
        self._kit.runner.run(
            lambda: self._app.exports.all(actor), self._section.set_profiles, owner=self
        )

    def _edit(self, profile: Profile | None) -> None:
        app, actor, form = self._app, self._kit.actor(), ProfileForm(profile)

        def save(values: dict[str, Any]) -> None:
            command = form.command(values)
            form.set_busy(True)
            self._kit.runner.run(lambda: app.exports.save(command, actor), done, failed, owner=form)

        def done(_: object) -> None:
            form.mark_saved()
            if (sheet := self._page.sheet()) is not None:
                sheet.close_sheet(force=True)
            self._kit.notify.toast(self.tr("导出方案已保存。"))
            self.refresh()

        def failed(problem: BaseException) -> None:
            if not form.set_problem(problem):
                self._kit.notify.problem(problem)

        form.submitted.connect(save)
        form.cancelled.connect(self._page.back)
        title = self.tr("增加导出方案") if profile is None else self.tr("修改导出方案")
        self._page.open_sheet(title, form, SHEET, guard=lambda: not form.is_dirty())

    def _remove(self, profile: Profile) -> None:
        app, actor = self._app, self._kit.actor()

        def done(_: object) -> None:
            text = parts.fill(self.tr("已删除导出方案“%1”。"), profile.name)
            what = parts.fill(self.tr("删除导出方案“%1”"), profile.name)
            self._kit.notify.toast(text, undo, what=what)
            self.refresh()

        def undo() -> None:
            self._kit.runner.run(
                lambda: app.exports.restore(profile.uid, actor),
                lambda _: self.refresh(),
                owner=self,
            )

        self._kit.runner.run(lambda: app.exports.remove(profile.uid, actor), done, owner=self)
