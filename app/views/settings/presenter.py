"""Joins the page 设置: which sections there are, looks, the demonstration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.views import theme
from app.views.settings.accounts import AccountsSection
from app.views.settings.accounts_presenter import AccountsPresenter
from app.views.settings.audit_presenter import AuditPresenter
from app.views.settings.auditing import AuditSection
from app.views.settings.backup_presenter import BackupPresenter
from app.views.settings.catalogue import CatalogueSection
from app.views.settings.catalogue_presenter import CataloguePresenter
from app.views.settings.codes import CodesSection
from app.views.settings.codes_presenter import CodesPresenter
from app.views.settings.exports import ExportsSection
from app.views.settings.exports_presenter import ExportsPresenter
from app.views.settings.keeping import BackupSection, DemoSection, SecuritySection
from app.views.settings.looks import LooksSection
from app.views.settings.page import SettingsPage
from app.views.settings.rules import RulesSection
from app.views.settings.rules_presenter import RulesPresenter
from app.views.settings.section_presenter import SectionPresenter
from app.views.settings.security_presenter import SecurityPresenter

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application

_SECTION = "settings.section"


class SettingsPresenter(QObject):
    """Makes the sections and loads the one in front."""

    def __init__(self, page: SettingsPage, app: Application, kit: Kit) -> None:
        super().__init__(page)
        self._page, self._app, self._kit = page, app, kit
        self._presenters: dict[str, tuple[SectionPresenter, ...]] = {}
        self.looks, self.audit = LooksSection(), AuditSection(kit.runner, kit.prefs)
        self._add_sections()
        if app.settings.centre().demo:
            self._add_demo()
        self.looks.theme_chosen.connect(lambda name: self._set_looks(name, self._scale()))
        self.looks.scale_chosen.connect(lambda scale: self._set_looks(self._theme(), scale))
        page.activated.connect(self._activated)
        page.refresh_requested.connect(self._refresh)
        page.section_opened.connect(self._load)

    def _add_sections(self) -> None:
        page, app, kit = self._page, self._app, self._kit
        tools = kit.runner, kit.prefs
        places = ("中心", "名单", "能力评估", "助餐")
        centre = CatalogueSection(places, kit.drafts, foot=True)
        lock = CatalogueSection(("安全",), kit.drafts)
        codes, rules, exports = CodesSection(*tools), RulesSection(*tools), ExportsSection(*tools)
        accounts, backup, security = AccountsSection(*tools), BackupSection(), SecuritySection(lock)
        page.add_section("centre", self.tr("中心与助餐"), "house", centre)
        page.add_section("looks", self.tr("外观"), "palette", self.looks)
        page.add_section("codes", self.tr("代码表"), "tag", codes, fills=True)
        page.add_section("rules", self.tr("重点对象规则"), "bell", rules, fills=True)
        page.add_section("exports", self.tr("导出方案"), "excel", exports, fills=True)
        page.add_section("accounts", self.tr("账号"), "members", accounts, fills=True)
        page.add_section("backup", self.tr("备份"), "database", backup)
        page.add_section("audit", self.tr("审计日志"), "shield", self.audit, fills=True)
        page.add_section("security", self.tr("安全"), "key", security)
        self._presenters = {
            "centre": (CataloguePresenter(page, "centre", centre, app, kit),),
            "codes": (CodesPresenter(page, codes, app, kit),),
            "rules": (RulesPresenter(page, rules, app, kit),),
            "exports": (ExportsPresenter(page, exports, app, kit),),
            "accounts": (AccountsPresenter(page, accounts, app, kit),),
            "backup": (BackupPresenter(page, backup, app, kit),),
            "audit": (AuditPresenter(page, self.audit, app, kit),),
            "security": (
                CataloguePresenter(page, "security", lock, app, kit),
                SecurityPresenter(page, security, app, kit),
            ),
        }

    def _add_demo(self) -> None:
        section = DemoSection()
        section.remove_asked.connect(self._remove_demo)
        self._page.add_section("demo", self.tr("演示数据"), "delete", section)

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
        if key == "looks":
            self.looks.set_looks(self._theme(), self._scale())
        for presenter in self._presenters.get(key, ()):
            presenter.refresh()

    # --- looks and the demonstration --------------------------------------------------------

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
