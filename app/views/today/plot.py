"""The plot itself; imports pyqtgraph, so only `curve` imports it, late."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph
from PySide6.QtGui import QWheelEvent

from app.views import theme
from app.views.theme import FontSize, Space, px
from app.views.today.curve import FROM, QUARTER, ROLES, TO, Counts

_HOUR = 60
_WIDE = QUARTER * 0.44


class QuarterPlot(pyqtgraph.PlotWidget):  # type: ignore[misc]
    """Two bars for each quarter hour, arrivals and meals; nothing moves under the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self._data: tuple[Counts, Counts] = ((), ())
        self.setAntialiasing(True)
        self.setMouseEnabled(False, False)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.plotItem.setContentsMargins(0, px(4), px(Space.XL), 0)
        self._bars = [pyqtgraph.BarGraphItem(x0=[], width=_WIDE, height=[]) for _ in ROLES]
        for bars in self._bars:
            self.addItem(bars)
        for name in ("bottom", "left"):
            self.getAxis(name).setZValue(self.plotItem.vb.zValue() - 1)  # lines behind the bars
        self.setAccessibleName(self.tr("每刻钟到达和就餐人数"))
        theme.hub().changed.connect(self.restyle)
        self.restyle()

    def show_counts(self, arrivals: Counts, servings: Counts) -> None:
        """Draw (minute of the day, count) pairs."""
        self._data = (arrivals, servings)
        first, last = span(arrivals, servings)
        highest = max([1, *(count for counts in self._data for _, count in counts)])
        for number, (bars, counts) in enumerate(zip(self._bars, self._data, strict=True)):
            starts = [minute + number * _WIDE for minute, _ in counts]
            bars.setOpts(x0=starts, width=_WIDE, y0=0, height=[count for _, count in counts])
        self.setXRange(first, last, padding=0)
        self.setYRange(0, highest * 1.1, padding=0)
        hours = range(-(-first // 120) * 120, last + 1, 120)
        self.getAxis("bottom").setTicks([[(at, clock(at)) for at in hours], []])
        self.getAxis("left").setTicks([[(n, f"{n}") for n in nice_steps(highest)], []])

    def shown(self) -> list[list[tuple[int, int]]]:
        """(minute, height) of the bars as drawn, arrivals first; for tests."""
        return [
            [
                (int(x0 - number * _WIDE), int(height))
                for x0, height in zip(bars.opts["x0"], bars.opts["height"], strict=True)
            ]
            for number, bars in enumerate(self._bars)
        ]

    def restyle(self) -> None:
        """Take the colours and sizes of the theme."""
        self.setBackground(theme.colour("card"))
        for name in ("bottom", "left"):
            axis = self.getAxis(name)
            axis.setPen(theme.colour("line"))
            axis.setTextPen(theme.colour("second"))
            font = theme.font(FontSize.SMALL)
            axis.setStyle(tickFont=font, tickLength=0, hideOverlappingLabels=px(24))
        self.getAxis("left").setWidth(px(36))
        self.getAxis("bottom").setHeight(px(28))
        self.showGrid(x=False, y=True, alpha=0.8)
        for bars, role in zip(self._bars, ROLES, strict=True):
            bars.setOpts(brush=theme.colour(role), pen=pyqtgraph.mkPen(None))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel belongs to the page."""
        event.ignore()


def span(*counts: Counts) -> tuple[int, int]:
    """First and last minute to show: 06:00–20:00, or whole hours around what lies outside."""
    minutes = [minute for one in counts for minute, _ in one]
    first = min([FROM, *(m // _HOUR * _HOUR for m in minutes)])
    last = max([TO, *((m // _HOUR + 1) * _HOUR for m in minutes)])
    return first, last


def nice_steps(highest: int) -> Sequence[int]:
    """At most six whole numbers from 0 up to ``highest``."""
    for size in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000):
        if highest / size <= 5:
            return range(0, highest + 1, size)
    return (0, highest)


def clock(minute: int) -> str:
    """``07:30`` from 450."""
    return f"{minute // _HOUR:02d}:{minute % _HOUR:02d}"
