"""Looking at a member's full numbers: a reason first, and not for longer than needed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.views import icons, parts
from app.views.clipboard import SECONDS as KEPT_SECONDS
from app.views.clipboard import lent
from app.views.theme import Space
from app.views.widgets.form import Field, Form
from app.views.widgets.form.grid import SpanLayout

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
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        self._left = SECONDS
        self.left_words = parts.label("", "small")
        said = self.tr("复制的号码 %1 秒后或锁屏时从剪贴板清除。")
        self.copied_words = parts.label(parts.fill(said, KEPT_SECONDS), "small", wrap=True)
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
        holder = QWidget()
        grid = SpanLayout(holder, alike=False)
        for key, word in words.items():
            known = numbers.get(key, "")
            look = "heading" if known else "second"
            value = parts.label(grouped(known) or self.tr("未填"), look)
            line = parts.row(value, self._copy_button(word, known), None) if known else value
            cell = parts.column(parts.label(word, "second"), line, None, spacing=Space.XS)
            grid.add(cell, 6 if key == "id_number" else 3)
        self._box.addWidget(holder)
        self._box.addWidget(self.copied_words)
        self._box.addWidget(self.left_words)
        self._say_left()
        # First the focus: with the form it would wander off to the rail.
        self.numbers.show()
        self.numbers.setFocus()
        self.form.hide()
        self._timer.start()

    def _copy_button(self, word: str, number: str) -> QPushButton:
        """Copies ``number`` as it is stored, without the gaps for reading."""
        made = parts.button("", "copy", "icon", tip=parts.fill(self.tr("复制%1"), word))

        def copy() -> None:
            lent().lend(number)
            made.setToolTip(parts.fill(self.tr("已复制%1"), word))
            parts.set_icon(made, icons.icon("check", "ok"))
            said = self.tr("已复制%1，%2 秒后或锁屏时从剪贴板清除。")
            self.copied_words.setText(parts.fill(said, word, KEPT_SECONDS))

        return parts.on_click(made, copy)

    def _tick(self) -> None:
        self._left -= 1
        self._say_left()
        if self._left <= 0:
            self.closed.emit()

    def _say_left(self) -> None:
        self.left_words.setText(parts.fill(self.tr("%1 秒后自动收起。"), max(self._left, 0)))

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the lock: the numbers do not wait for the next person."""
        super().hideEvent(event)
        if self._timer.isActive():
            self._timer.stop()
            parts.clear(self._box)
            self.closed.emit()


def grouped(number: str) -> str:
    """An identity number of 18 digits as people read it aloud: place 6, birth date 8, rest 4."""
    if len(number) != 18 or not number[:17].isdigit():
        return number
    return f"{number[:6]} {number[6:14]} {number[14:]}"
