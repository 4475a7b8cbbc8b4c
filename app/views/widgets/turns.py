"""Switches for the parts of a page that a tight window shows one at a time."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from app.views import parts
from app.views.widgets.flow import FlowLayout
from app.views.widgets.low_window import on_tight


class Turns(QWidget):
    """A row of switches, there only in a tight window; in a roomy one every part is shown.

    Parts below or beside each other would leave none of them the room for a few rows, and the
    page a scroll bar beside that of its table.

    Args:
        host: the page or view whose parts these are.

    Signals:
        turned(str key): another part is in front.
    """

    turned = Signal(str)

    def __init__(self, host: QWidget) -> None:
        super().__init__()
        self.switches: dict[str, QPushButton] = {}
        self._parts: dict[str, tuple[QWidget, ...]] = {}
        self._group = QButtonGroup(self)
        self._tight = False
        self._flow = FlowLayout(self, 0)
        self.hide()
        on_tight(host, self._set_tight)

    def add(self, key: str, text: str, *widgets: QWidget) -> None:
        """Add a part: its switch says ``text`` and brings ``widgets``; the first is in front."""
        made = parts.button(text, kind="switch")
        made.setCheckable(True)
        made.setChecked(not self.switches)
        parts.on_click(made, partial(self.turn, key))
        self._group.addButton(made)
        self._flow.addWidget(made)
        self.switches[key], self._parts[key] = made, widgets

    def set_text(self, key: str, text: str, tip: str = "") -> None:
        """Say something else on a switch, e.g. how many there are."""
        self.switches[key].setText(text)
        self.switches[key].setAccessibleName(text)
        self.switches[key].setToolTip(tip)

    def current(self) -> str:
        """Which part is in front in a tight window."""
        return next(key for key, made in self.switches.items() if made.isChecked())

    def turn(self, key: str) -> None:
        """Bring a part to the front; nothing changes in a roomy window."""
        self.switches[key].setChecked(True)
        self._show()
        self.turned.emit(key)

    def is_turning(self) -> bool:
        """Whether only one part is shown now."""
        return self._tight

    def _set_tight(self, tight: bool) -> None:
        self._tight = tight
        self._show()

    def _show(self) -> None:
        front = self._parts[self.current()]
        every = dict.fromkeys(one for some in self._parts.values() for one in some)
        # Hidden first: all of them at once would widen and heighten the window for a moment.
        for one in every:
            if self._tight and one not in front:
                one.hide()
        for one in every:
            if not self._tight or one in front:
                parts.set_shown(one, True)
        parts.set_shown(self, self._tight)
