"""The question before unsaved changes are left: a strip in their place, no box in the way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.views import parts
from app.views.theme import Space, px


class LeaveBar(QFrame):
    """Says that something is not saved, and offers to go on, to give up, perhaps to save.

    Args:
        can_save: offer 保存 as well.

    Signals:
        stayed(), dropped(), saved(): what was chosen; the owner hides the bar.
    """

    stayed = Signal()
    dropped = Signal()
    saved = Signal()

    def __init__(self, *, can_save: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self.setProperty("tone", "warn")
        self.words = parts.label(self.tr("有未保存的修改。"), "strong", wrap=True)
        self.save = parts.button(self.tr("保存"), "save", "primary")
        self.stay = parts.button(self.tr("继续填写"))
        self.drop = parts.button(self.tr("放弃修改"))
        parts.on_click(self.save, self.saved.emit)
        parts.on_click(self.stay, self.stayed.emit)
        parts.on_click(self.drop, self.dropped.emit)
        box = QHBoxLayout(self)
        box.setContentsMargins(*(px(Space.M), px(Space.S), px(Space.M), px(Space.S)))
        box.addWidget(self.words, 1)
        for each in (self.save, self.stay, self.drop):
            box.addWidget(each)
        parts.set_shown(self.save, can_save)
        self.hide()

    def ask(self, words: str = "") -> None:
        """Show it with the focus on the way that loses nothing; ``words`` instead of its own."""
        if words:
            self.words.setText(words)
        self.show()
        self.stay.setFocus()
