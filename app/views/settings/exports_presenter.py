"""Joins the section 导出方案 to the export service."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.services.export_profiles import Profile
from app.services.export_profiles.service import as_command
from app.services.rights import Actor, Right
from app.views import parts
from app.views.settings.exports import ExportsSection, ProfileForm
from app.views.settings.page import SettingsPage
from app.views.settings.section_presenter import SectionPresenter
from app.views.widgets.saving import Said

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application


class ExportsPresenter(SectionPresenter):
    """Reads and changes the profiles."""

    def __init__(
        self, page: SettingsPage, section: ExportsSection, app: Application, kit: Kit
    ) -> None:
        super().__init__(page, "exports", app, kit)
        self._section = section
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
        self._read(lambda: self._app.exports.all(actor), self._section.set_profiles)

    def _edit(self, profile: Profile | None) -> None:
        app, actor, form = self._app, self._kit.actor(), ProfileForm(profile)

        def save(values: dict[str, Any]) -> None:
            command = form.command(values)

            def say(uid: str) -> Said:
                words = (
                    self.tr("增加导出方案“%1”") if profile is None else self.tr("修改导出方案“%1”")
                )
                self._section.point_at(uid)
                return Said(
                    self.tr("导出方案已保存。"),
                    lambda: self._take_back(uid, profile, actor),
                    parts.fill(words, command.name),
                )

            self._saving.save(form, lambda: app.exports.save(command, actor), say)

        form.submitted.connect(save)
        title = self.tr("增加导出方案") if profile is None else self.tr("修改导出方案")
        self._page.open_form(title, form)

    def _take_back(self, uid: str, before: Profile | None, actor: Actor) -> None:
        """As it was before it was saved; somebody else's later change is not written over."""
        if before is None:
            self._app.exports.remove(uid, actor)
        else:
            was = replace(as_command(before), version=before.version + 1)
            self._app.exports.save(was, actor)

    def _remove(self, profile: Profile) -> None:
        app, actor = self._app, self._kit.actor()
        said = Said(
            parts.fill(self.tr("已删除导出方案“%1”。"), profile.name),
            lambda: app.exports.restore(profile.uid, actor),
            parts.fill(self.tr("删除导出方案“%1”"), profile.name),
        )
        self._saving.run(lambda: app.exports.remove(profile.uid, actor), lambda _: said)
