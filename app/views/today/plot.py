"""The plot itself; imports pyqtgraph, so only `curve` imports it, late."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyqtgraph
from PySide6.QtGui import QColor, QWheelEvent

from app.views import theme
from app.views.theme import FontSize, px
from app.views.today.curve import FROM, QUARTER, TO, Counts

_HOUR = 60


class QuarterPlot(pyqtgraph.PlotWidget):  # type: ignore[misc]
    """Two filled steps over the hours of a day; nothing in it moves under the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self._data: tuple[Counts, Counts] = ((), ())
        self.setAntialiasing(True)
        self.setMouseEnabled(False, False)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.plotItem.setContentsMargins(0, px(4), px(8), 0)
        self._curves = [self.plot(), self.plot()]
        self.setAccessibleName(self.tr("到达和就餐人数曲线"))
        theme.hub().changed.connect(self.restyle)
        self.restyle()

    def show_counts(self, arrivals: Counts, servings: Counts) -> None:
        """Draw (minute of the day, count) pairs."""
        self._data = (arrivals, servings)
        first, last = span(arrivals, servings)
        edges = list(range(first, last + QUARTER, QUARTER))
        highest = 1
        for curve, counts in zip(self._curves, self._data, strict=True):
            heights = steps(counts, first, last)
            highest = max(highest, *heights)
            curve.setData(edges, heights)
        self.setXRange(first, last, padding=0)
        self.setYRange(0, highest * 1.1, padding=0)
        hours = range(-(-first // 120) * 120, last + 1, 120)
        self.getAxis("bottom").setTicks([[(at, clock(at)) for at in hours], []])
        self.getAxis("left").setTicks([[(n, f"{n}") for n in nice_steps(highest)], []])

    def shown(self) -> list[list[int]]:
        """Heights of both curves as drawn, for tests."""
        return [[int(n) for n in curve.getOriginalDataset()[1]] for curve in self._curves]

    def restyle(self) -> None:
        """Take the colours and sizes of the theme."""
        self.setBackground(None)
        for name in ("bottom", "left"):
            axis = self.getAxis(name)
            axis.setPen(theme.colour("line"))
            axis.setTextPen(theme.colour("second"))
            axis.setStyle(tickFont=theme.font(FontSize.SMALL), tickLength=0)
        self.getAxis("left").setWidth(px(32))
        self.getAxis("bottom").setHeight(px(24))
        self.showGrid(x=False, y=True, alpha=0.6)
        for curve, role, fill in zip(self._curves, ("primary", "accent"), (70, 60), strict=True):
            curve.opts["stepMode"] = "center"
            curve.setPen(pyqtgraph.mkPen(theme.colour(role), width=px(2)))
            curve.setFillLevel(0)
            curve.setFillBrush(_pale(role, fill))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel belongs to the page."""
        event.ignore()


def span(*counts: Counts) -> tuple[int, int]:
    """First and last minute to show: 06:00–20:00, or whole hours around what lies outside."""
    minutes = [minute for one in counts for minute, _ in one]
    first = min([FROM, *(m // _HOUR * _HOUR for m in minutes)])
    last = max([TO, *((m // _HOUR + 1) * _HOUR for m in minutes)])
    return first, last


def steps(counts: Counts, first: int, last: int) -> list[int]:
    """One height for each quarter from ``first`` to ``last``, 0 where nothing happened."""
    known = dict(counts)
    return [known.get(at, 0) for at in range(first, last, QUARTER)]


def nice_steps(highest: int) -> Sequence[int]:
    """At most six whole numbers from 0 up to ``highest``."""
    for size in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000):
        if highest / size <= 5:
            return range(0, highest + 1, size)
    return (0, highest)


def clock(minute: int) -> str:
    """``07:30`` from 450."""
    return f"{minute // _HOUR:02d}:{minute % _HOUR:02d}"


def _pale(role: str, alpha: int) -> Any:
    colour = QColor(theme.colour(role))
    colour.setAlpha(alpha)
    return pyqtgraph.mkBrush(colour)
