"""The line 数据质量 on today's page: what the files ask for, each word a button to its list."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.core.numbers import counted
from app.views import icons, parts
from app.views.theme import Space, Tone
from app.views.widgets.flow import FlowLayout

TONES = {"missing": Tone.WARN, "impossible": Tone.DANGER, "stale": Tone.WARN,
         "birthday": Tone.INFO, "card_ending": Tone.INFO, "unseen": Tone.INFO}  # fmt: skip
"""What is told → its tone, in the order of the line."""


class QualityLine(QWidget):
    """Hidden until something was counted; wraps where the room is short.

    Signals:
        pressed(str key): open 数据质量 at this group or check; ``""`` from the start.
    """

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title = parts.button(self.tr("数据质量"), kind="quiet")
        self.title.setToolTip(self.tr("打开数据质量：缺的、不可能的、过期的和要提醒的"))
        self.none = parts.label(self.tr("没有要补正的。"), "second")
        self.buttons: dict[str, QPushButton] = {key: self._button(key) for key in TONES}
        flow = FlowLayout(self, Space.S)
        for each in (self.title, self.none, *self.buttons.values()):
            flow.addWidget(each)
        parts.on_click(self.title, partial(self.pressed.emit, ""))
        self.hide()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show ``counts`` (key of `TONES` → people); nobody anywhere is said in words."""
        words = {
            "missing": self.tr("缺 %1"), "impossible": self.tr("不可能 %1"),
            "stale": self.tr("过期 %1"), "birthday": self.tr("本月 80/90/100 岁生日 %1"),
            "card_ending": self.tr("卡快到期 %1"), "unseen": self.tr("很久没来 %1"),
        }  # fmt: skip
        for key, button in self.buttons.items():
            count = counts.get(key, 0)
            button.setText(parts.fill(words[key], counted(count)))
            button.setAccessibleName(f"{self.title.text()} {button.text()}")
            button.setVisible(count > 0)
        self.none.setVisible(not any(counts.get(key) for key in self.buttons))
        self.show()

    def _button(self, key: str) -> QPushButton:
        made = parts.button("", kind="chip")
        icon = {Tone.WARN: "warn", Tone.DANGER: "error"}.get(TONES[key], "info")
        parts.set_icon(made, icons.tone_icon(icon, TONES[key]))
        return parts.on_click(made, partial(self.pressed.emit, key))
