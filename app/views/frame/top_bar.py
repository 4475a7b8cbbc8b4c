"""The top bar: centre, date, the search box that finds anybody, the clerk, lock."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.core.clock import weekday
from app.views import parts
from app.views.theme import Space, px


class TopBar(QWidget):
    """One line above all pages.

    Args:
        search: the search box, or None while there is nothing to search.

    Signals:
        lock_asked()
    """

    lock_asked = Signal()

    def __init__(self, centre_name: str, search: QLineEdit | None, *, demo: bool) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._search = search
        self.centre = parts.label(centre_name, "strong")
        self.badge = parts.label(self.tr("演示"), "badge")
        self.badge.setToolTip(self.tr("这是演示中心，人员都是虚构的。"))
        self.badge.setVisible(demo)
        self.date = parts.label("", "second")
        self.clerk = parts.label("")
        self.lock = parts.button("", "lock", "icon", tip=self.tr("锁定 (Ctrl+L)"))
        parts.on_click(self.lock, self.lock_asked.emit)
        box = QHBoxLayout(self)
        box.setContentsMargins(px(Space.XL), 0, px(Space.M), 0)
        box.setSpacing(px(Space.M))
        for each in (self.centre, self.badge, self.date):
            box.addWidget(each)
        box.addStretch(1)
        if search is not None:
            box.addWidget(search, 3)
            box.addStretch(1)
        box.addWidget(parts.IconLabel("person"))
        box.addWidget(self.clerk)
        box.addWidget(self.lock)
        self.fit()

    def fit(self) -> None:
        """Take the sizes of the scale of now."""
        self.setFixedHeight(px(60))
        if self._search is not None:
            self._search.setMinimumWidth(px(220))
            self._search.setMaximumWidth(px(380))

    def set_date(self, date: dt.date) -> None:
        """Show the date with its weekday."""
        self.date.setText(f"{date.year} 年 {date.month} 月 {date.day} 日 {weekday(date)}")

    def set_clerk(self, name: str) -> None:
        """Show who is signed in."""
        self.clerk.setText(name)
