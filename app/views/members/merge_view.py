"""合并档案: both files field by field, which value stays, the reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.numbers import counted
from app.services.merging import MergePreview, MergeSide
from app.services.merging.types import KEPT, MERGED
from app.views import parts
from app.views.tasks import TaskRunner
from app.views.theme import Space
from app.views.widgets.form import Field, Form
from app.views.widgets.side_by_side import Pair, SideBySide, Words


class MergeView(QWidget):
    """Two columns, one line a field; Ctrl+S merges.

    Signals:
        merge_requested(dict choices, str reason), swap_requested(), cancelled().
    """

    merge_requested = Signal(object, str)
    swap_requested = Signal()
    cancelled = Signal()

    def __init__(self, preview: MergePreview, runner: TaskRunner) -> None:
        super().__init__()
        self.preview = preview
        kept, merged = preview.kept, preview.merged
        self.sides = SideBySide(
            "merge_fields",
            runner,
            Words(
                parts.fill(self.tr("留下：%1"), _name(kept)),
                parts.fill(self.tr("并入：%1"), _name(merged)),
                self.tr("用留下的"),
                self.tr("用并入的"),
            ),
        )
        self.sides.set_pairs(
            [Pair(one.key, one.label, one.kept, one.merged) for one in preview.fields],
            {one.key for one in preview.fields if one.wins == MERGED},
        )
        self.swap = parts.on_click(
            parts.button(self.tr("换成留下另一份"), "refresh"), self.swap_requested.emit
        )
        self.form = Form(
            (
                Field(
                    "reason", self.tr("为什么是同一人"), required=True, width="full",
                    placeholder=self.tr("如 经本人持身份证核对"), max_length=200,
                    missing=self.tr("请写明为什么是同一人，记入审计日志。"),
                ),
            ),
            save_text=self.tr("合并"),
        )  # fmt: skip
        self.form.submitted.connect(self._submit)
        self.form.cancelled.connect(self.cancelled)
        box = parts.bare(QVBoxLayout(self), Space.M)
        box.addWidget(parts.label(self._moves(), "second", wrap=True))
        self.sides.add_tool(self.swap)
        box.addWidget(self.sides, 1)
        box.addWidget(self.form)
        self.setFocusProxy(self.sides)

    def choices(self) -> dict[str, str]:
        """Field → whose value stays."""
        chosen = self.sides.right()
        return {one.key: MERGED if one.key in chosen else KEPT for one in self.preview.fields}

    def is_dirty(self) -> bool:
        """Whether something was typed or chosen."""
        wins = {one.key for one in self.preview.fields if one.wins == MERGED and not one.same}
        return self.form.is_dirty() or self.sides.right() != wins

    def _submit(self, values: Mapping[str, Any]) -> None:
        self.merge_requested.emit(self.choices(), str(values["reason"]))

    def _moves(self) -> str:
        moves = "、".join(f"{one.word} {counted(one.rows)}" for one in self.preview.moves)
        words = self.tr(
            "会员号 %1 的记录全部转到会员号 %2：%3。同一天两边都有的保留在历史里。"
            "合并后可以撤销；原来的二维码、卡和会员号仍能找到这位老人。"
        )
        merged, kept = self.preview.merged, self.preview.kept
        return parts.fill(words, merged.member_no, kept.member_no, moves or self.tr("没有记录"))


def _name(side: MergeSide) -> str:
    return f"{side.name} {side.member_no}"
