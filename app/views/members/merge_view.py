"""合并档案: both files field by field, which value stays, the reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.core.numbers import counted
from app.services.merging import MergePreview, MergeSide, MoveCount
from app.services.merging.types import BOTH, KEPT, MERGED, MergeField
from app.views import parts
from app.views.tasks import TaskRunner
from app.views.theme import Space, px
from app.views.widgets.form import Field, Form
from app.views.widgets.low_window import on_tight
from app.views.widgets.side_by_side import Pair, SideBySide, Words

_LOWEST, _ROWS = 120, 3
"""Height that the two files keep in a low window, in pixels at 100 %."""


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
                choose_both=self.tr("两边都留"),
            ),
        )
        self.sides.set_pairs(
            [self._pair(one) for one in preview.fields],
            [one.key for one in preview.fields if (one.otherwise or one.wins) == MERGED],
            self._winning(BOTH),
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
        self._asked = False
        words = self.tr("还没有合并。再按一次 Esc 或“返回”，就放弃已经作的选择。")
        self.lost = parts.label(words, "error", wrap=True)
        self.lost.setVisible(False)
        self.sides.changed.connect(self._go_on)
        self.form.value_changed.connect(self._go_on)
        self.form.submitted.connect(self._submit)
        self.form.cancelled.connect(self.cancelled)
        self.sides.add_tool(self.swap)
        self._lay_out()
        self.setFocusProxy(self.sides)

    def _lay_out(self) -> None:
        """The files scroll; what a line comes to, the reason and the buttons stay in sight."""
        self.sides.set_lead(parts.label(self._moves(), "second", wrap=True))
        self.sides.table.view.least_rows = _ROWS
        body = parts.scroll(self.sides)
        body.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        body.setMinimumHeight(px(_LOWEST))
        below = parts.bare(QHBoxLayout(), Space.M)
        below.addWidget(self.form, 1)
        below.addWidget(self.form.take_foot(), 0, Qt.AlignmentFlag.AlignBottom)
        box = parts.bare(QVBoxLayout(self), Space.M)
        on_tight(self, lambda tight: box.setSpacing(px(Space.XS if tight else Space.M)))
        box.addWidget(body, 1)
        outcome = self.sides.take_outcome()
        self.sides.told.connect(lambda: outcome.setVisible(bool(outcome.text())))
        box.addWidget(outcome)
        box.addWidget(self.lost)
        box.addLayout(below)

    def _pair(self, one: MergeField) -> Pair:
        """A line; what a document's number says goes with the document."""
        led = {side == MERGED: "document" for side in one.follows}
        by = self.tr("由证件号得出")
        return Pair(one.key, one.label, one.kept, one.merged, both=one.both, follows=led, by=by)

    def choices(self) -> dict[str, str]:
        """Field → whose value stays."""
        right, both = self.sides.right(), self.sides.both()
        return {
            one.key: MERGED if one.key in right else BOTH if one.key in both else KEPT
            for one in self.preview.fields
        }

    def choose(self, choices: Mapping[str, str], reason: str) -> None:
        """Take over what was chosen and typed before the files were read anew."""
        for one in self.preview.fields:
            if choices.get(one.key) == BOTH:
                self.sides.choose_both(one.key)
            elif one.key in choices:
                self.sides.choose(one.key, right=choices[one.key] == MERGED)
        editor = self.form.editor("reason")
        assert isinstance(editor, QLineEdit)
        editor.setText(reason)

    def may_leave(self) -> bool:
        """Whether it can go; the first time with choices made it only says what would be lost."""
        if not self.is_dirty() or self._asked:
            return True
        self._asked = True
        self.lost.setVisible(True)
        return False

    def is_dirty(self) -> bool:
        """Whether something was typed or chosen."""
        chosen = (self.sides.right(), self.sides.both())
        return self.form.is_dirty() or chosen != (self._winning(MERGED), self._winning(BOTH))

    def _go_on(self, *_: object) -> None:
        """The person works on: what was asked about leaving is over."""
        self._asked = False
        self.lost.setVisible(False)

    def _winning(self, side: str) -> frozenset[str]:
        """Fields of which ``side`` stands unless somebody chooses."""
        return frozenset(o.key for o in self.preview.fields if o.wins == side and not o.same)

    def _submit(self, values: Mapping[str, Any]) -> None:
        self.merge_requested.emit(self.choices(), str(values["reason"]))

    def _moves(self) -> str:
        words = self.tr("会员号 %1 的记录全部转到会员号 %2：%3。%4")
        merged, kept = self.preview.merged, self.preview.kept
        moves = "、".join(self._move(one) for one in self.preview.moves)
        repeated = any(one.clashes for one in self.preview.moves)
        stays = self.tr("两边重复的留在历史里。") if repeated else ""
        said = parts.fill(
            words, merged.member_no, kept.member_no, moves or self.tr("没有记录"), stays
        )
        return "\n".join(filter(None, (said, "".join(self.preview.notes))))

    def _move(self, one: MoveCount) -> str:
        """``签到 3（重复 1）``."""
        if not one.clashes:
            return f"{one.word} {counted(one.rows)}"
        words = self.tr("%1 %2（重复 %3）")
        return parts.fill(words, one.word, counted(one.rows), counted(one.clashes))


def _name(side: MergeSide) -> str:
    return f"{side.name} {side.member_no}"
