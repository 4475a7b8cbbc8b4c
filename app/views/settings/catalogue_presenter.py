"""Joins a section of declared settings to the settings service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.services.rights import Right
from app.views.settings.catalogue import CatalogueSection
from app.views.settings.page import SettingsPage
from app.views.settings.section_presenter import SectionPresenter
from app.views.widgets.saving import Said

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application


class CataloguePresenter(SectionPresenter):
    """Reads and changes the settings of one form."""

    def __init__(
        self, page: SettingsPage, key: str, section: CatalogueSection, app: Application, kit: Kit
    ) -> None:
        super().__init__(page, key, app, kit)
        self._section = section
        section.submitted.connect(self._save)

    def refresh(self) -> None:
        """Read every declared setting; what is being typed stays."""
        self._section.set_allowed(self._kit.actor().may(Right.SETTINGS))
        self._read(self._app.settings.all, self._section.set_values)

    def _save(self, values: Mapping[str, Any]) -> None:
        app, actor = self._app, self._kit.actor()

        def work() -> dict[str, Any]:
            before = {key: app.settings.get(key) for key in values}
            app.settings.change(values, actor)
            return {key: old for key, old in before.items() if old != values[key]}

        def say(before: dict[str, Any]) -> Said:
            undo = (lambda: app.settings.change(before, actor)) if before else None
            undone = self.tr("已撤销，设置和保存前一样。")
            return Said(self.tr("设置已保存。"), undo, self.tr("修改设置"), undone)

        self._saving.save(self._section.form, work, say, self._section.set_saved)
