"""Arrivals and meals by quarter hour.

pyqtgraph takes 0.45 s to import, half of what the whole start may take. So it is fetched
only when there is something to draw, after the card was painted for the first time, and off
the GUI thread; the axes appear a moment after the numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.views import parts, theme
from app.views.tasks import TaskRunner
from app.views.theme import FontSize, Space, px
from app.views.widgets.states import StateStack

Counts = Sequence[tuple[int, int]]
QUARTER = 15
ROLES = ("primary", "accent")
"""Palette colours of arrivals and meals."""
FROM, TO = 6 * 60, 20 * 60
"""Minutes of the day shown at least; opening hours of a centre."""


class CurveCard(parts.Card):
    """The card with title, legend and plot."""

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__("v", Space.M)
        self._runner = runner
        self._data: tuple[Counts, Counts] = ((), ())
        self._painted = self._asked = False
        self.plot: Any = None
        holder = QWidget()
        self._place = parts.bare(QVBoxLayout(holder), 0)
        self.states = StateStack(holder)
        legend = parts.bare(QHBoxLayout(), Space.S)
        legend.addWidget(parts.label(self.tr("到达和就餐（每刻钟）"), "strong"))
        legend.addStretch(1)
        for role, word in zip(ROLES, (self.tr("到达"), self.tr("就餐")), strict=True):
            legend.addWidget(_Swatch(role))
            legend.addWidget(parts.label(word, "second"))
        self.box.setSpacing(px(Space.S))
        self.box.addLayout(legend)
        self.box.addWidget(self.states, 1)
        self.states.show_state("loading", self.tr("正在读取…"))

    def set_data(self, arrivals: Counts, servings: Counts, *, today: bool) -> None:
        """Show (minute of the day, count) pairs, or say that there is nothing yet."""
        self._data = (arrivals, servings)
        if not arrivals and not servings:
            self.states.show_state("empty", *self._nothing(today))
            return
        self.states.show_content()
        if self.plot is not None:
            self.plot.show_counts(arrivals, servings)
        elif self._painted:
            self._fetch()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint first, fetch the plot after."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._fetch)

    def _nothing(self, today: bool) -> tuple[str, str]:
        if today:
            return self.tr("今天还没有人到。"), self.tr("签到和就餐后，这里按一刻钟画出人数。")
        return self.tr("这一天没有签到和就餐记录。"), self.tr("可以在“考勤”和“助餐”里补记。")

    def _fetch(self) -> None:
        if self._asked or not any(self._data):
            return
        self._asked = True
        self._runner.run(_import_plot, self._make, owner=self)

    def _make(self, make: Any) -> None:
        self.plot = make()
        self._place.addWidget(self.plot)
        self.plot.show_counts(*self._data)


def _import_plot() -> Any:
    """The slow import, off the GUI thread."""
    from app.views.today import plot

    return plot.QuarterPlot


class _Swatch(QWidget):
    """A small square in a palette colour."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role
        self.setFixedSize(px(FontSize.SMALL), px(FontSize.SMALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill with the colour of now."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(self._role))
        painter.end()
