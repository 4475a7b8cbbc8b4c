"""Joins the page 设置: which sections there are, the catalogue, looks, the demonstration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.services.rights import Right
from app.views import theme
from app.views.settings.accounts import AccountsSection
from app.views.settings.accounts_presenter import AccountsPresenter
from app.views.settings.auditing import AuditSection
from app.views.settings.catalogue import CatalogueSection
from app.views.settings.codes import CodesSection
from app.views.settings.exports import ExportsSection
from app.views.settings.exports_presenter import ExportsPresenter
from app.views.settings.keeping import BackupSection, DemoSection, SecuritySection
from app.views.settings.keeping_presenter import KeepingPresenter
from app.views.settings.lists_presenter import ListsPresenter
from app.views.settings.looks import LooksSection
from app.views.settings.page import SettingsPage
from app.views.settings.rules import RulesSection

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application

_SECTION = "settings.section"


class SettingsPresenter(QObject):
    """Makes the sections and loads the one in front."""

    def __init__(self, page: SettingsPage, app: Application, kit: Kit) -> None:
        super().__init__(page)
        self._page, self._app, self._kit = page, app, kit
        self.centre = CatalogueSection(("中心", "名单", "能力评估", "助餐"))
        self.lock = CatalogueSection(("安全",))
        self.looks = LooksSection()
        self.accounts = AccountsSection(kit.runner, kit.prefs)
        self.backup, self.audit = BackupSection(), AuditSection(kit.runner, kit.prefs)
        self.security = SecuritySection(self.lock)
        self.codes = CodesSection(kit.runner, kit.prefs)
        self.rules = RulesSection(kit.runner, kit.prefs)
        self.exports = ExportsSection(kit.runner, kit.prefs)
        self._add_sections(demo=app.settings.centre().demo)
        self._people = AccountsPresenter(page, self.accounts, app, kit)
        self._keeping = KeepingPresenter(page, self.backup, self.audit, self.security, app, kit)
        self._lists = ListsPresenter(page, self.codes, self.rules, app, kit)
        self._exports = ExportsPresenter(page, self.exports, app, kit)
        self._loaders: dict[str, Callable[[], None]] = {
            "centre": self._load_catalogue,
            "security": self._load_security,
            "looks": self._load_looks,
            "codes": self._lists.refresh_codes,
            "rules": self._lists.refresh_rules,
            "exports": self._exports.refresh,
            "accounts": self._people.refresh,
            "backup": self._keeping.refresh_backup,
            "audit": self._keeping.refresh_audit,
        }
        for section in (self.centre, self.lock):
            section.submitted.connect(lambda values, one=section: self._save(one, values))
        self.looks.theme_chosen.connect(lambda name: self._set_looks(name, self._scale()))
        self.looks.scale_chosen.connect(lambda scale: self._set_looks(self._theme(), scale))
        page.activated.connect(self._activated)
        page.refresh_requested.connect(self._refresh)
        page.section_opened.connect(self._load)

    def _add_sections(self, *, demo: bool) -> None:
        add = self._page.add_section
        foot = self.centre.form.take_foot()
        add("centre", self.tr("中心与助餐"), "house", self.centre, foot=foot)
        add("looks", self.tr("外观"), "palette", self.looks)
        add("codes", self.tr("代码表"), "tag", self.codes, fills=True)
        add("rules", self.tr("重点对象规则"), "bell", self.rules, fills=True)
        add("exports", self.tr("导出方案"), "excel", self.exports, fills=True)
        add("accounts", self.tr("账号"), "members", self.accounts, fills=True)
        add("backup", self.tr("备份"), "database", self.backup)
        add("audit", self.tr("审计日志"), "shield", self.audit, fills=True)
        add("security", self.tr("安全"), "key", self.security)
        if demo:
            section = DemoSection()
            section.remove_asked.connect(self._remove_demo)
            add("demo", self.tr("演示数据"), "delete", section)

    # --- loading --------------------------------------------------------------------------

    def _activated(self, argument: object) -> None:
        """A section's key, or ``{"section": key}``, opens it; ``"event"``: a number in 审计日志."""
        key = argument.get("section") if isinstance(argument, Mapping) else argument
        if isinstance(key, str) and key:
            self._page.open_section(key)
        if isinstance(argument, Mapping) and argument.get("event"):
            self.audit.point_at(int(argument["event"]))

    def _refresh(self) -> None:
        if self._page.current_section():
            self._load(self._page.current_section())
        else:
            # Pages are made anew when the scale changes: come back to the same section.
            self._page.open_section(str(self._kit.drafts.get(_SECTION, "centre")))

    def _load(self, key: str) -> None:
        self._kit.drafts.set(_SECTION, key)
        load = self._loaders.get(key)
        if load is not None:
            load()

    def _load_catalogue(self) -> None:
        allowed = self._kit.actor().may(Right.SETTINGS)
        for section in (self.centre, self.lock):
            section.set_allowed(allowed)

        def show(values: Mapping[str, Any]) -> None:
            self.centre.set_values(values)
            self.lock.set_values(values)

        self._kit.runner.run(self._app.settings.all, show, owner=self)

    def _load_security(self) -> None:
        self._load_catalogue()
        self._keeping.refresh_security()

    def _load_looks(self) -> None:
        self.looks.set_looks(self._theme(), self._scale())

    # --- changing -------------------------------------------------------------------------

    def _save(self, section: CatalogueSection, values: dict[str, Any]) -> None:
        app, actor = self._app, self._kit.actor()

        def work() -> dict[str, Any]:
            before = {key: app.settings.get(key) for key in values}
            app.settings.change(values, actor)
            return {key: old for key, old in before.items() if old != values[key]}

        def done(before: dict[str, Any]) -> None:
            section.set_saved()
            undo = (lambda: self._take_back(before)) if before else None
            self._kit.notify.toast(self.tr("设置已保存。"), undo, what=self.tr("修改设置"))

        def failed(problem: BaseException) -> None:
            if not section.form.set_problem(problem):
                self._kit.notify.problem(problem)

        section.form.set_busy(True)
        self._kit.runner.run(work, done, failed, owner=self)

    def _take_back(self, before: Mapping[str, Any]) -> None:
        """Undo of a save: the values that it changed, as they were."""
        app, actor = self._app, self._kit.actor()

        def done(_: object) -> None:
            self._kit.notify.toast(self.tr("已撤销，设置和保存前一样。"))
            self._load_catalogue()

        self._kit.runner.run(lambda: app.settings.change(before, actor), done, owner=self)

    def _set_looks(self, name: str, scale: int) -> None:
        """Remember and apply; the window makes its pages anew when the scale changed."""
        self._kit.prefs.set("theme", name)
        self._kit.prefs.set("scale", scale)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, theme.Theme(name), scale)

    def _theme(self) -> str:
        return str(theme.current().theme)

    def _scale(self) -> int:
        return theme.current().scale

    def _remove_demo(self) -> None:
        sure = self._kit.notify.ask_irreversible(
            self.tr("移除演示数据"),
            self.tr("演示中心的人员、签到、就餐、上报包和日志会全部删除，不能撤销。"
                    "之后从“设立中心”开始。"),
            self.tr("移除"),
        )  # fmt: skip
        if sure:
            self._kit.go("remove_demo")
