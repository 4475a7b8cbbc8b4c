"""Joins the section 安全 to the keys: who keeps them, another recovery phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.services.rights import Right
from app.views.settings.keeping import SecuritySection
from app.views.settings.page import SettingsPage
from app.views.settings.section_presenter import SectionPresenter
from app.views.setup.phrase import PhraseCard
from app.views.setup.presenter import PHRASE_UNCHECKED, phrase_sheet, print_sheet

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application


class SecurityPresenter(SectionPresenter):
    """Says who keeps the key; renews the recovery phrase."""

    def __init__(
        self, page: SettingsPage, section: SecuritySection, app: Application, kit: Kit
    ) -> None:
        super().__init__(page, "security", app, kit)
        self._section = section
        self._printing: Any = None
        section.renew_asked.connect(self.renew)

    def refresh(self) -> None:
        """Who keeps the key."""
        from app.db.keys import KeyRing

        self._section.set_allowed(self._kit.actor().may(Right.ACCOUNTS))
        self._read(KeyRing(self._app.folder.keys).keeper, self._section.set_keeper)

    def renew(self) -> None:
        """A new recovery phrase: ask, make, show, print, check."""
        sure = self._kit.notify.ask_irreversible(
            self.tr("更换恢复口令"),
            self.tr("新口令生成以后，以前打印的那张纸打不开现在的数据和以后的备份；"
                    "更换以前做的备份仍要用旧口令打开，新口令打不开它们。"
                    "请更换后马上做一份新备份，并确认打印机可用，或者准备好纸笔。"),
            self.tr("更换"),
        )  # fmt: skip
        if sure:
            self._kit.runner.run(self._renew_phrase, self._show_phrase, owner=self)

    def _renew_phrase(self) -> str:
        return self._app.renew_phrase(self._kit.actor())

    def _show_phrase(self, phrase: str) -> None:
        code = self._app.settings.centre().code
        self._kit.prefs.set(PHRASE_UNCHECKED, code)
        card = PhraseCard(phrase)
        checked = {"yes": False}

        def confirmed() -> None:
            checked["yes"] = True
            self._kit.prefs.set(PHRASE_UNCHECKED, None)
            self._page.back()
            self._kit.notify.toast(
                self.tr(
                    "恢复口令已更换并核对。旧备份仍要用旧口令打开：请做一份新备份，"
                    "旧备份都不用以后再销毁旧的那张纸。"
                )
            )

        card.confirmed.connect(confirmed)
        card.print_asked.connect(lambda: self._print(card, phrase))
        self._page.open_sheet(self.tr("新的恢复口令"), card, 560, guard=lambda: checked["yes"])

    def _print(self, card: PhraseCard, phrase: str) -> None:
        kit, name = self._kit, self._kit.actor().name

        def done(pdf: bytes) -> None:
            self._printing = print_sheet(pdf, kit.runner, kit.notify, card)

        kit.runner.run(lambda: phrase_sheet(self._app, phrase, name, kit.clock), done, owner=card)
