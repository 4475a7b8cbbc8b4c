"""The top bar: centre, date, the search box that finds anybody, the clerk, lock."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.clock import weekday
from app.views import parts
from app.views.inputs import LineEdit
from app.views.theme import Space, px


class TopBar(QWidget):
    """One line above all pages.

    Args:
        search: the search box, or None while there is nothing to search.

    Signals:
        lock_asked()
    """

    lock_asked = Signal()

    def __init__(self, centre_name: str, search: LineEdit | None, *, demo: bool) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._search = search
        self._date: dt.date | None = None
        self.centre = parts.ElidedLabel(centre_name, "strong")
        self.badge = parts.label(self.tr("演示"), "badge")
        self.badge.setToolTip(self.tr("这是演示中心，人员都是虚构的。"))
        parts.set_shown(self.badge, demo)
        self.date = parts.label("", "second")
        self.clerk = parts.label("")
        self.lock = parts.button("", "lock", "icon", tip=self.tr("锁定 (Ctrl+L)"))
        parts.on_click(self.lock, self.lock_asked.emit)
        box = QHBoxLayout(self)
        box.setContentsMargins(px(Space.XL), 0, px(Space.M), 0)
        box.setSpacing(px(Space.M))
        box.addWidget(self.centre)
        box.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(self.date)
        box.addStretch(1)
        if search is not None:
            box.addWidget(search, 1000)
            box.addStretch(1)
        box.addWidget(parts.IconLabel("person"))
        box.addWidget(self.clerk)
        box.addWidget(self.lock)
        self.fit()

    def fit(self) -> None:
        """Take the sizes of the scale of now."""
        self.setFixedHeight(px(60))
        parts.fit_icon(self.lock)
        if self._search is not None:
            self._search.fit()
            self._search.setMinimumWidth(px(180))
            self._search.setMaximumWidth(px(380))

    def set_date(self, date: dt.date) -> None:
        """Show the date with its weekday."""
        self._date = date
        self._show_date()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow bar leaves the year out."""
        super().resizeEvent(event)
        self._show_date()

    def _show_date(self) -> None:
        if self._date is None:
            return
        year = f"{self._date.year} 年 " if self.width() >= px(960) else ""
        self.date.setText(f"{year}{self._date.month} 月 {self._date.day} 日 {weekday(self._date)}")

    def set_clerk(self, name: str) -> None:
        """Show who is signed in."""
        self.clerk.setText(name)
