"""The only box of the product, for what cannot be undone: restore, purge, key change."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout

from app.views import parts
from app.views.notify import Question
from app.views.theme import Space, px


class IrreversibleBox(QDialog):
    """Says what will be lost; the cautious answer has the focus."""

    def __init__(self, question: Question) -> None:
        super().__init__(QApplication.activeWindow())
        self.setWindowTitle(question.title)
        self._typed = question.typed
        self.field = QLineEdit()
        self.confirm = parts.on_click(parts.button(question.confirm, kind="danger"), self.accept)
        self.cancel = parts.on_click(parts.button(self.tr("取消")), self.reject)
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(*(px(Space.XL),) * 4)
        box.setSpacing(px(Space.L))
        box.addWidget(parts.label(question.title, "heading"))
        box.addWidget(parts.label(question.text, wrap=True))
        if question.typed:
            ask = parts.fill(self.tr("请输入“%1”以确认："), question.typed)
            box.addWidget(parts.column(parts.label(ask, "second"), self.field, spacing=Space.XS))
            self.field.textChanged.connect(self._check)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.confirm)
        box.addLayout(buttons)
        self.setMinimumWidth(px(460))
        self.cancel.setFocus()
        self._check()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words need: Qt would stop at two thirds of a small screen."""
        super().showEvent(event)
        self.resize(self.width(), max(self.height(), self._box.totalHeightForWidth(self.width())))

    def _check(self) -> None:
        self.confirm.setEnabled(self.field.text().strip() == self._typed)


def ask(question: Question) -> bool:
    """Show the box; True when the person confirmed."""
    box = IrreversibleBox(question)
    answer = box.exec()
    box.deleteLater()
    return answer == QDialog.DialogCode.Accepted
