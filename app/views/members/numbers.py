"""Looking at a member's full numbers: a reason first, and not for longer than needed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.views import parts
from app.views.theme import Space
from app.views.widgets.form import Field, Form

SECONDS = 60
"""How long the numbers stand on a screen that the next person at the counter can see."""


class FullNumbers(QWidget):
    """Asks why, then shows the numbers until it is closed, out of sight or a minute old.

    Signals:
        asked(reason), closed()
    """

    asked = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form = Form(
            (
                Field(
                    "reason",
                    self.tr("为什么要看"),
                    help=self.tr("查看人、时间和原因会记入审计日志。"),
                    width="full",
                    required=True,
                    placeholder=self.tr("例如：家属来电，核对联系方式"),
                    max_length=100,
                ),
            ),
            save_text=self.tr("查看"),
        )
        self.form.save_button.setIcon(parts.button("", "show", "primary").icon())
        self.form.submitted.connect(lambda values: self.asked.emit(values["reason"]))
        self.form.cancelled.connect(self.closed)
        self.numbers = QWidget()
        self._box = parts.bare(QVBoxLayout(self.numbers), Space.M)
        self.numbers.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.numbers.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self.closed)
        box = parts.bare(QVBoxLayout(self), Space.L)
        box.addWidget(self.form)
        box.addWidget(self.numbers)
        box.addStretch(1)
        self.setFocusProxy(self.form)

    def show_numbers(self, numbers: Mapping[str, str]) -> None:
        """Show ``numbers`` (by field) in place of the question."""
        words = {
            "id_number": self.tr("证件号"),
            "phone": self.tr("电话"),
            "phone2": self.tr("备用电话"),
            "emergency_phone": self.tr("紧急电话"),
        }
        for key, word in words.items():
            known = numbers.get(key, "")
            look = "heading" if known else "second"
            value = parts.label(known or self.tr("未填"), look, selectable=True)
            self._box.addWidget(parts.column(parts.label(word, "second"), value, spacing=Space.XS))
        note = parts.fill(self.tr("%1 秒后自动收起。"), SECONDS)
        self._box.addWidget(parts.label(note, "small"))
        # First the focus: with the form it would wander off to the rail.
        self.numbers.show()
        self.numbers.setFocus()
        self.form.hide()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the lock: the numbers do not wait for the next person."""
        super().hideEvent(event)
        if self._timer.isActive():
            self._timer.stop()
            parts.clear(self._box)
            self.closed.emit()
