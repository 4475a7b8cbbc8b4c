"""The foot of the guided form: back, on, the sums, what became of the draft, the end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.services.assessments import Result
from app.services.assessments.items import ITEMS, TOTAL
from app.views import parts
from app.views.assessments.levels import tr
from app.views.theme import Space
from app.views.widgets.flow import FlowLayout


class GuideFoot(parts.Card):
    """Always in sight; the guide joins its buttons."""

    def __init__(self) -> None:
        super().__init__(padding=Space.S)
        self.back_button = parts.button(tr("上一步"), "left", tip=tr("上一步 (← 或 PageUp)"))
        self.next_button = parts.button(tr("下一步"), "right", tip=tr("下一步 (Enter 或 PageDown)"))
        self.finish_button = parts.button(
            tr("完成评估"), "check", "primary", tip=tr("完成评估 (Ctrl+Enter)")
        )
        self.back_button.setAccessibleName(tr("上一步"))
        self.next_button.setAccessibleName(tr("下一步"))
        self.state = parts.StatusLabel(role="second")
        self.sums = parts.label("", "strong")
        self.sums.hide()
        self.keys = parts.label(
            tr(
                "数字键评分，Enter 下一项，← 上一项，PageDown / PageUp 下一步 / 上一步，"
                "F4 下一个缺项，Ctrl+S 存草稿，Ctrl+Enter 完成"
            ),
            "small",
            wrap=True,
        )
        self.missing = parts.ElidedLabel("")
        self.missing.hide()
        holder = QWidget()
        flow = FlowLayout(holder, Space.S)
        for widget in (self.back_button, self.next_button, self.sums, self.state):
            flow.addWidget(widget)
        flow.add_stretch()
        flow.addWidget(self.finish_button)
        self.box.setSpacing(0)
        self.add(holder, self.missing, self.keys)

    def show_sums(self, result: Result) -> None:
        """The points so far, and of how many items."""
        done = len([item for item in ITEMS if item.column not in result.missing])
        total = parts.fill(tr("总分 %1 / %2"), sum(result.running.values()), TOTAL)
        self.sums.setText(f"{total}　{parts.fill(tr('%1 / %2 项'), done, len(ITEMS))}")

    def show_missing(self, names: Sequence[str]) -> None:
        """What is not answered yet, the first ones by name as far as there is room."""
        words = parts.fill(tr("还缺 %1 项（F4 到下一项）："), len(names))
        self.missing.set_text(words + "、".join(names) if names else tr("评分和风险事件都已填写。"))

    def set_alone(self, alone: bool) -> None:
        """Whether the overview may be out of sight: sums and what is missing stand here then."""
        self.sums.setVisible(alone)
        self.missing.setVisible(alone)

    def set_low(self, low: bool) -> None:
        """Where the window is low one line is enough: F1 has the keys, the tips have the words."""
        self.keys.setVisible(not low)
        self.back_button.setText("" if low else tr("上一步"))
        self.next_button.setText("" if low else tr("下一步"))
