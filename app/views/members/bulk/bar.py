"""What can be done to several selected people: it takes the place of the list's own actions.

In the header, so that no row moves under the mouse between two clicks.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from app.views import parts
from app.views.widgets.header import PageHeader

IN_SELECTION = ("bulk_community", "bulk_cards", "bulk_print", "bulk_export", "bulk_clear")
PRINTS = ("list", "member-card", "member-file")


class SelectionActions(QObject):
    """The header's buttons for a selection of two and more.

    Signals:
        community_asked(), cards_asked(), export_asked(), cleared();
        print_asked(str what): one of `PRINTS`.
    """

    community_asked = Signal()
    cards_asked = Signal()
    export_asked = Signal()
    print_asked = Signal(str)
    cleared = Signal()

    def __init__(self, header: PageHeader) -> None:
        super().__init__(header)
        add = header.add_action
        self.community = add("bulk_community", self.tr("设置社区"), "edit")
        self.cards = add("bulk_cards", self.tr("发卡"), "card")
        self.prints = add("bulk_print", self.tr("打印"), "printing")
        self.export = add("bulk_export", self.tr("导出所选"), "excel")
        self.clear = add("bulk_clear", self.tr("取消选择"), "", "quiet")
        parts.on_click(self.community, self.community_asked.emit)
        parts.on_click(self.cards, self.cards_asked.emit)
        parts.on_click(self.export, self.export_asked.emit)
        parts.on_click(self.clear, self.cleared.emit)
        self._add_prints(self.prints)

    def set_allowed(self, *, edit: bool, prints: bool, export: bool) -> None:
        """Only what the account may do can be pressed."""
        self.community.setEnabled(edit)
        self.cards.setEnabled(edit)
        self.prints.setEnabled(prints)
        self.export.setEnabled(export)

    def _add_prints(self, button: QPushButton) -> None:
        menu = QMenu(button)
        titles = (self.tr("所选名单"), self.tr("会员卡"), self.tr("档案摘要"))
        for what, title in zip(PRINTS, titles, strict=True):
            action = QAction(title, menu)
            action.triggered.connect(lambda *_, what=what: self.print_asked.emit(what))
            menu.addAction(action)
        button.setMenu(menu)
