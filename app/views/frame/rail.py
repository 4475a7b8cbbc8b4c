"""The left rail: icon and word, in the order of a day; folds to icons."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from app.views import icons, parts
from app.views.theme import Space, px

_WIDE, _NARROW, _LOW = 156, 66, 500


class Rail(QWidget):
    """Navigation.

    Signals:
        chosen(str key), folded(bool), desk_asked()
    """

    chosen = Signal(str)
    folded = Signal(bool)
    desk_asked = Signal()

    def __init__(self, entries: Sequence[tuple[str, str, str, str]]) -> None:
        """``entries``: (key, title, icon, tip)."""
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons: dict[str, QPushButton] = {}
        self._titles: dict[QPushButton, str] = {}
        self._group = QButtonGroup(self)
        self._folded = self._squeezed = False
        holder = QWidget()
        parts.bare(QVBoxLayout(self), 0).addWidget(parts.scroll(holder))
        self._box = QVBoxLayout(holder)
        for number, (key, title, icon, tip) in enumerate(entries, 1):
            self._add(key, title, icon, f"{tip or title} (Ctrl+{number})")
        self._box.addStretch(1)
        self.desk = self._make(self.tr("前台签到"), "desk", self.tr("前台签到 (F2)"))
        self.fold_button = self._make(self.tr("收起"), "menu_open", self.tr("收起或展开导航"))
        parts.on_click(self.desk, self.desk_asked.emit)
        parts.on_click(self.fold_button, lambda: self.fold(not self._folded))
        self._box.addWidget(self.desk)
        self._box.addWidget(self.fold_button)
        self.fold(False)

    def set_current(self, key: str) -> None:
        """Mark ``key``."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)

    def fold(self, folded: bool) -> None:
        """Show icons only, or icons and words, as the person wants it."""
        changed, self._folded = folded != self._folded, folded
        self.fit()
        if changed:
            self.folded.emit(folded)

    def squeeze(self, squeezed: bool) -> None:
        """The window is too narrow for words; what the person wants is not forgotten."""
        if squeezed != self._squeezed:
            self._squeezed = squeezed
            self.fit()

    def fit(self) -> None:
        """Take the sizes of the scale of now."""
        narrow = self._folded or self._squeezed
        for button, title in self._titles.items():
            button.setText("" if narrow else title)
            parts.fit_icon(button)
        self.fold_button.setIcon(icons.icon("menu" if narrow else "menu_open"))
        self.fold_button.setVisible(not self._squeezed)
        self.setFixedWidth(px(_NARROW if narrow else _WIDE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window has no room for air between the entries."""
        super().resizeEvent(event)
        air = self.height() >= px(_LOW)
        around = px(Space.M if air else Space.XS)
        self._box.setContentsMargins(px(Space.S), around, px(Space.S), around)
        self._box.setSpacing(px(Space.XS) if air else 0)

    def is_folded(self) -> bool:
        """Whether only icons are shown."""
        return self._folded

    def _add(self, key: str, title: str, icon: str, tip: str) -> None:
        button = self._make(title, icon, tip)
        button.setCheckable(True)
        button.clicked.connect(partial(self._choose, key))
        self._group.addButton(button)
        self.buttons[key] = button
        self._box.addWidget(button)

    def _make(self, title: str, icon: str, tip: str) -> QPushButton:
        button = parts.button(title, kind="rail", tip=tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        parts.set_icon(button, icons.icon(icon, "second", "primary"))
        self._titles[button] = title
        return button

    def _choose(self, key: str, _checked: bool = False) -> None:
        self.chosen.emit(key)
