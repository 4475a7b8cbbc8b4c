"""外观: light or dark, and how large everything is; tried on at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from app.views import parts
from app.views.settings.section import SettingsSection
from app.views.theme import Space, Theme
from app.views.widgets.flow import FlowLayout

SCALES = (100, 115, 130, 150, 175, 200)


class LooksSection(SettingsSection):
    """Two rows of switches.

    Signals:
        theme_chosen(str), scale_chosen(int)
    """

    theme_chosen = Signal(str)
    scale_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.themes: dict[str, QPushButton] = {}
        self.scales: dict[int, QPushButton] = {}
        words = {Theme.LIGHT: self.tr("浅色"), Theme.DARK: self.tr("深色")}
        for theme, word in words.items():
            self.themes[str(theme)] = self._switch(
                word, partial(self.theme_chosen.emit, str(theme))
            )
        for scale in SCALES:
            self.scales[scale] = self._switch(f"{scale} %", partial(self.scale_chosen.emit, scale))
        card = parts.Card()
        card.add(
            parts.label(self.tr("颜色"), "strong"),
            self._group(list(self.themes.values())),
            parts.label(self.tr("大小"), "strong"),
            self._group(list(self.scales.values())),
            parts.label(
                self.tr("字、按钮和行高一起放大。前台签到台的字更大，也跟着放大。"),
                "second", wrap=True,
            ),
        )  # fmt: skip
        parts.bare(QVBoxLayout(self), Space.M).addWidget(card)

    def set_looks(self, theme: str, scale: int) -> None:
        """Mark what is on."""
        if theme in self.themes:
            self.themes[theme].setChecked(True)
        if scale in self.scales:
            self.scales[scale].setChecked(True)

    def _switch(self, word: str, chosen: partial[None]) -> QPushButton:
        made = parts.button(word, kind="switch")
        made.setCheckable(True)
        return parts.on_click(made, chosen)

    def _group(self, buttons: list[QPushButton]) -> QWidget:
        group = QButtonGroup(self)
        for one in buttons:
            group.addButton(one)
        holder = QWidget()
        flow = FlowLayout(holder, Space.XS)
        for one in buttons:
            flow.addWidget(one)
        policy = holder.sizePolicy()
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        return holder
