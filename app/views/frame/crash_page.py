"""What people see after a bug: what is safe, what to do, and a report to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.views import parts
from app.views.theme import Space, px


class CrashPage(QWidget):
    """Signals: closed(): go on working."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setMaximumHeight(px(260))
        self.copy = parts.on_click(parts.button(self.tr("复制问题报告"), "copy"), self._copy)
        self.go_on = parts.on_click(
            parts.button(self.tr("继续工作"), kind="primary"), self.closed.emit
        )
        words = self.tr(
            "刚才这一步没有完成。此前已经保存的签到、就餐和档案都还在。"
            "请再试一次；如果又出现，请复制问题报告发给维护人员。报告里没有老人的信息。"
        )
        card = parts.Card(padding=Space.XL)
        card.setMaximumWidth(px(760))
        card.add(
            parts.row(
                parts.IconLabel("bug", "danger", 32),
                parts.label(self.tr("程序出了问题"), "heading"),
                None,
            ),
            parts.label(words, wrap=True),
            self.report,
            parts.row(self.go_on, self.copy, None),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(*(px(Space.XL),) * 4)
        box.addStretch(1)
        box.addWidget(card)
        box.setAlignment(card, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(2)
        card.setMinimumWidth(px(520))
        self.setFocusProxy(self.go_on)

    def set_report(self, text: str) -> None:
        """Show ``text``; the newest report replaces the one before."""
        self.report.setPlainText(text)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
