"""One year of a membership as a bar: on the list, paused, gone; today is a line."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.codes import MemberState
from app.services.memberships import Membership
from app.views import theme
from app.views.memberships.words import TONES, tr
from app.views.parts import fill
from app.views.theme import FontSize, px

BEFORE, AFTER = 300, 65
"""Days shown before and after today."""
_BAR, _FOOT, _TEXT = 18, 5, 22
_HATCH = {
    MemberState.PAUSED: Qt.BrushStyle.BDiagPattern,
    MemberState.LEFT: Qt.BrushStyle.DiagCrossPattern,
    MemberState.REGISTERED: Qt.BrushStyle.Dense6Pattern,
}
"""Each state has a pattern of its own: colour alone would not do."""


class TimeBar(QWidget):
    """Paints a `Membership`; the words below the bar name the months."""

    def __init__(self) -> None:
        super().__init__()
        self._life: Membership | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_life(self, life: Membership) -> None:
        """Show another one."""
        self._life = life
        off = sum(1 for date in days(life) if any(p.covers(date) for p in life.periods))
        words = fill(tr("近一年的会籍：%1 天不在册"), off)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def stretches(self) -> list[tuple[str, dt.date, dt.date]]:
        """(state, first day, last day) as drawn, oldest first."""
        life, found = self._life, list[tuple[str, dt.date, dt.date]]()
        if life is None:
            return found
        for date in days(life):
            state = _state(life, date)
            if found and found[-1][0] == state:
                found[-1] = (state, found[-1][1], date)
            else:
                found.append((state, date, date))
        return [one for one in found if one[0]]

    def sizeHint(self) -> QSize:
        """The bar and one line of months."""
        return QSize(px(320), px(_BAR + _TEXT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the stretches, the months and today."""
        if self._life is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, bar = self._life.today - dt.timedelta(days=BEFORE), float(px(_BAR))
        day = self.width() / (BEFORE + AFTER + 1)
        painter.fillRect(QRectF(0, 0, self.width(), bar), theme.colour("hover"))
        for state, start, end in self.stretches():
            box = QRectF((start - first).days * day, 0, ((end - start).days + 1) * day, bar)
            tone = TONES[MemberState(state)][0]
            painter.fillRect(box, theme.colour(theme.TONE_ROLE[tone] + "_weak"))
            if (pattern := _HATCH.get(MemberState(state))) is not None:
                painter.fillRect(box, QBrush(theme.tone_colour(tone), pattern))
            # The weak colours alone are hard to tell from the days before somebody joined.
            foot = box.adjusted(0, bar - px(_FOOT), 0, 0)
            painter.fillRect(foot, theme.tone_colour(tone))
        painter.setPen(QPen(theme.colour("border")))
        painter.drawRect(QRectF(0.5, 0.5, self.width() - 1, bar - 1))
        self._months(painter, first, day, bar)
        x = (BEFORE + 0.5) * day
        painter.setPen(QPen(theme.colour("text"), px(2)))
        painter.drawLine(QPointF(x, 0), QPointF(x, bar + px(4)))
        painter.end()

    def _months(self, painter: QPainter, first: dt.date, day: float, bar: float) -> None:
        painter.setFont(theme.font(FontSize.SMALL))
        painter.setPen(theme.colour("second"))
        width, last = float(px(38)), -1000.0
        assert self._life is not None
        for date in days(self._life):
            x = (date - first).days * day
            if date.day != 1 or x - last < width or x + width > self.width():
                continue
            words = str(date.year) if date.month == 1 else fill(tr("%1 月"), date.month)
            painter.drawText(QRectF(x, bar, width, px(_TEXT)), Qt.AlignmentFlag.AlignVCenter, words)
            last = x


def days(life: Membership) -> list[dt.date]:
    """The days that the bar shows."""
    first = life.today - dt.timedelta(days=BEFORE)
    return [first + dt.timedelta(days=n) for n in range(BEFORE + AFTER + 1)]


def _state(life: Membership, date: dt.date) -> str:
    if life.joined_on is not None and date < life.joined_on:
        return ""
    period = next((p for p in life.periods if p.covers(date)), None)
    return period.state if period is not None else MemberState.ACTIVE.value
