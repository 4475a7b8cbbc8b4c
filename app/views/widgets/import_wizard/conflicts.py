"""The step 核对不同: what the list says differently about people who are registered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.views import parts
from app.views.tasks import TaskRunner
from app.views.theme import Space
from app.views.widgets.import_wizard.source import ImportConflict
from app.views.widgets.side_by_side import Pair, SideBySide, Words


class ConflictsStep(QWidget):
    """Every differing field of every known person, line by line; nothing is taken by itself.

    Signals:
        changed(): a choice was made.
    """

    changed = Signal()

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self.words = parts.label("", "second", wrap=True)
        self.sides = SideBySide(
            "import_conflicts",
            runner,
            Words(
                self.tr("原值"), self.tr("名单里的值"), self.tr("保留原值"), self.tr("采用新值"),
                self.tr("行和姓名"),
            ),
        )  # fmt: skip
        self.sides.changed.connect(self.changed)
        box = parts.bare(QVBoxLayout(self), Space.S)
        box.addWidget(self.words)
        box.addWidget(self.sides, 1)
        self.setFocusProxy(self.sides)

    def set_conflicts(self, conflicts: Sequence[ImportConflict]) -> None:
        """Show ``conflicts``; the stored values stand until somebody chooses."""
        text = self.tr("名单里有 %1 位已登记的人资料不同。逐项选择，没有选的保留原值。")
        self.words.setText(parts.fill(text, len(conflicts)))
        self.sides.set_pairs(
            [
                Pair(
                    (one.row, field.key), field.label, field.stored, field.given,
                    f"{one.row}　{one.name}", field.blocked,
                )
                for one in conflicts
                for field in one.fields
            ]
        )  # fmt: skip

    def accepted(self) -> dict[int, frozenset[str]]:
        """Row number → fields whose value in the list is taken."""
        rows: dict[int, set[str]] = {}
        for key in self.sides.right():
            assert isinstance(key, tuple)
            rows.setdefault(key[0], set()).add(key[1])
        return {row: frozenset(fields) for row, fields in rows.items()}
