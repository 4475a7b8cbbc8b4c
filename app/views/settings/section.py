"""What the sections of the settings have in common: who may change, unsaved changes, the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Signal, SignalInstance
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.views import parts
from app.views.theme import Space
from app.views.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from app.views.widgets.table import DataTable


class SettingsSection(QWidget):
    """Base of the sections.

    Args:
        who: says who may change what is shown; in sight for everybody else.

    Signals:
        saved(): what was changed in it is stored.
    """

    saved = Signal()

    def __init__(self, who: str = "") -> None:
        super().__init__()
        self.allowed = False
        office = QCoreApplication.translate("Settings", "只有中心负责人和系统管理员可以修改。")
        self.why_not = parts.label(who or office, "second", wrap=True)
        self.why_not.hide()
        self.why_not.setParent(self)  # also where no layout takes it: it goes with its section

    def set_allowed(self, allowed: bool) -> None:
        """Whether who is signed in may change it; everybody may look."""
        self.allowed = allowed
        self.why_not.setVisible(not allowed)
        self.enable()

    def enable(self) -> None:
        """Let be pressed and typed what may be."""

    def is_dirty(self) -> bool:
        """Whether something would be lost by leaving it."""
        return False

    def submit(self) -> None:
        """Store what was typed; ``saved`` follows, or faults under the fields."""

    def drop(self) -> None:
        """Forget what was typed."""

    def foot(self) -> QWidget | None:
        """Buttons that stay in sight below what scrolls."""
        return None


@dataclass(frozen=True)
class _Button:
    widget: QPushButton
    line: bool
    everybody: bool


class ListSection(SettingsSection):
    """A table of what can be added, changed and taken away, with its buttons above."""

    def __init__(self, about: str = "", who: str = "") -> None:
        super().__init__(who)
        self.table: DataTable
        self.words = parts.label(about, "second", wrap=True)
        self._bar = QWidget()
        self._flow = FlowLayout(self._bar, Space.S)
        self._buttons: list[_Button] = []
        box = parts.bare(QVBoxLayout(self), Space.M)
        for each in (self._bar, self.words, self.why_not):
            box.addWidget(each)
        parts.set_shown(self.words, bool(about))

    def add_tool(self, widget: QWidget) -> None:
        """Anything else in the line of the buttons."""
        self._flow.addWidget(widget)

    def add_button(
        self,
        word: str,
        icon: str,
        act: Callable[[], object],
        kind: str = "plain",
        *,
        line: bool = False,
        everybody: bool = False,
    ) -> QPushButton:
        """A button; ``line``: wants a line to be chosen; ``everybody``: needs no right."""
        made = parts.on_click(parts.button(word, icon, kind), act)
        if everybody:
            self._flow.add_stretch()
        self._flow.addWidget(made)
        self._buttons.append(_Button(made, line, everybody))
        return made

    def add_line_button(self, word: str, icon: str, signal: SignalInstance) -> QPushButton:
        """A button about the line chosen: it emits ``signal`` with what `chosen` gives."""

        def tell() -> None:
            if (one := self.chosen()) is not None:
                signal.emit(one)

        return self.add_button(word, icon, tell, line=True)

    def chosen(self) -> Any:
        """What the line chosen stands for, by itself its id; None without one."""
        return self.table.current_id()

    def show_table(self, table: DataTable, opens: QPushButton | None = None) -> None:
        """Put ``table`` below the buttons; Enter and a double click on a line press ``opens``."""
        self.table = table
        table.selection_changed.connect(lambda _: self.enable())
        table.loaded.connect(lambda _: self.enable())
        if opens is not None:
            table.activated.connect(lambda _: opens.click())
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(table, 1)
        self.enable()

    def enable(self) -> None:
        """Buttons answer as the right and the line chosen let them."""
        chosen = self.table.current_id() is not None
        for each in self._buttons:
            allowed = self.allowed or each.everybody
            each.widget.setEnabled(allowed and (chosen or not each.line))

    def say(self, words: str) -> None:
        """What is to be known about the table; empty takes the line away."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
