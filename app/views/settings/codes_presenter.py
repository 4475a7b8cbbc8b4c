"""Joins the section 代码表 to the code tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.services.codes import Code, SaveCode, groups
from app.services.rights import Right
from app.views import parts
from app.views.settings.codes import CodeForm, CodesSection
from app.views.settings.page import SettingsPage
from app.views.settings.section_presenter import SectionPresenter
from app.views.theme import SheetWidth
from app.views.widgets.saving import Said

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application


class CodesPresenter(SectionPresenter):
    """Reads and changes the code tables."""

    def __init__(
        self, page: SettingsPage, section: CodesSection, app: Application, kit: Kit
    ) -> None:
        super().__init__(page, "codes", app, kit)
        self._section = section
        section.table_chosen.connect(lambda _: self.refresh())
        section.add_asked.connect(lambda: self._edit(None))
        section.edit_asked.connect(self._edit)
        section.active_asked.connect(self._switch)
        section.move_asked.connect(self._move)

    def refresh(self) -> None:
        """Read the table that is chosen."""
        name = self._section.name()
        self._section.set_allowed(self._kit.actor().may(Right.SETTINGS))

        def show(found: tuple[Code, ...]) -> None:
            if self._section.name() == name:
                self._section.set_entries(found)

        self._read(lambda: self._app.codes.table(name, every=True), show)

    def _edit(self, entry: Code | None) -> None:
        """Add an entry, or change the name and group of ``entry``."""
        table = self._section.name()
        form = CodeForm(table, entry, groups(table))

        def save(values: dict[str, Any]) -> None:
            name, group = values["name"].strip(), values.get("group", "")
            if entry is None:
                command = SaveCode(table, self._free_code(table, name), name, group)
            else:
                command = SaveCode(table, entry.code, name, group, entry.active)
            self._save(form, command, entry)

        form.submitted.connect(save)
        title = (
            self.tr("增加一项") if entry is None else parts.fill(self.tr("修改：%1"), entry.name)
        )
        self._page.open_form(title, form, SheetWidth.MIDDLE)

    def _save(self, form: CodeForm, command: SaveCode, entry: Code | None) -> None:
        codes, actor, table = self._app.codes, self._kit.actor(), command.table
        what = self.tr("增加“%1”") if entry is None else self.tr("修改“%1”")

        def take_back() -> None:
            if entry is None:
                codes.remove(table, command.code, actor)
            else:
                codes.save(_as_it_was(table, entry), actor)

        def shown() -> None:
            if self._section.name() == table:
                self._section.point_at(command.code)

        said = Said(
            parts.fill(self.tr("“%1”已保存。"), command.name), take_back,
            parts.fill(what, command.name),
        )  # fmt: skip
        self._saving.save(form, lambda: codes.save(command, actor), lambda _: said, shown)

    def _free_code(self, table: str, name: str) -> str:
        """The name itself, as centres write codes, unless an older entry has that code."""
        codes, number, wanted = self._app.codes.names(table), 2, name
        while wanted in codes:
            wanted = f"{name}{number}"
            number += 1
        return wanted

    def _switch(self, entry: Code) -> None:
        """Switch an entry off or on; nothing is deleted, so 撤销 is the other way round."""
        codes, actor = self._app.codes, self._kit.actor()
        before = _as_it_was(self._section.name(), entry)
        words = self.tr("“%1”已停用。") if entry.active else self.tr("“%1”已启用。")
        what = self.tr("停用“%1”") if entry.active else self.tr("启用“%1”")
        said = Said(
            parts.fill(words, entry.name), lambda: codes.save(before, actor),
            parts.fill(what, entry.name),
        )  # fmt: skip
        turned = replace(before, active=not entry.active)
        self._saving.run(lambda: codes.save(turned, actor), lambda _: said)

    def _move(self, entry: Code, up: bool) -> None:
        """One place up or down; the way back is the other button."""
        actor, table = self._kit.actor(), self._section.name()
        self._saving.run(lambda: self._app.codes.move(table, entry.code, actor, up=up))


def _as_it_was(table: str, entry: Code) -> SaveCode:
    """What puts ``entry`` back."""
    return SaveCode(table, entry.code, entry.name, entry.group, entry.active)
