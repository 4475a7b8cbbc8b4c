"""A line that takes a date the way clerks type it, and the switch 昨天 / 今天 / date."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial

from PySide6.QtCore import QDate, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QWidget

from app.core.clock import weekday
from app.core.dates import Lean, parse_date
from app.core.errors import UserError
from app.views import parts
from app.views.inputs import LineEdit
from app.views.theme import Tone, px

_WEEKDAY = re.compile(r"\s*星期.$")


class DateEdit(LineEdit):
    """A date field: type ``0312``, ``+1``, ``今天``, or choose from the calendar (Down).

    While one is typed, the date that it means stands behind it; afterwards its weekday.

    Args:
        weekdays: the text itself says the weekday.
        lean: where a date without its year lies.

    Signals:
        date_changed(date | None): after Enter, leaving the field or choosing.
    """

    date_changed = Signal(object)

    def __init__(
        self,
        today: dt.date,
        date: dt.date | None = None,
        *,
        weekdays: bool = True,
        lean: Lean = "near",
    ) -> None:
        super().__init__()
        self._today, self._date, self._weekdays, self._lean = today, date, weekdays, lean
        self.setPlaceholderText(self.tr("如 0312、3.5、今天"))
        self.set_trailing_button("calendar", self.tr("打开日历 (↓)"), self.open_calendar)
        self.editingFinished.connect(self.commit)
        self.textChanged.connect(self._remark)
        self._show()

    def date(self) -> dt.date | None:
        """The date understood last; None while empty."""
        return self._date

    def set_date(self, date: dt.date | None) -> None:
        """Show ``date`` without announcing it; what somebody is typing just now stays."""
        self._date = date
        if not (self.hasFocus() and self.isModified()):
            whole = self.hasFocus() and self.selectedText() == self.text()
            self._show()
            if whole:  # what is typed next replaces this date, too
                self.selectAll()

    def set_today(self, today: dt.date) -> None:
        """The day that 今天 and +1 are counted from."""
        self._today = today

    def read(self) -> dt.date | None:
        """The date meant by the text; raises `UserError` when it cannot be read."""
        text = self.text().strip()
        if not text:
            return None
        shown = self._date
        if shown is not None and text == self._words(shown):
            return shown
        return parse_date(_WEEKDAY.sub("", text) or text, self._today, self._lean)

    def commit(self) -> None:
        """Take over what was typed; an unreadable date stays for correction."""
        try:
            found = self.read()
        except UserError as problem:
            parts.set_look(self, "invalid", "true")
            self.setToolTip(problem.message)
            return
        parts.set_look(self, "invalid", "false")
        self.setToolTip("")
        if found != self._date:
            self._date = found
            self.date_changed.emit(found)
        self._show()

    def open_calendar(self) -> QCalendarWidget:
        """Show a calendar under the field."""
        calendar = QCalendarWidget(self)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        at = self._date or self._today
        calendar.setSelectedDate(QDate(at.year, at.month, at.day))
        calendar.clicked.connect(lambda day: self._choose(day, calendar))
        calendar.activated.connect(lambda day: self._choose(day, calendar))
        calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        calendar.show()
        return calendar

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the calendar."""
        if event.key() == Qt.Key.Key_Down:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Typing replaces the date."""
        super().focusInEvent(event)
        self.selectAll()
        if event.reason() is Qt.FocusReason.MouseFocusReason:
            # The click itself comes after the focus and would only place the cursor.
            QTimer.singleShot(0, self, self.selectAll)

    def _choose(self, day: QDate, calendar: QCalendarWidget) -> None:
        calendar.close()
        self.setText(dt.date(day.year(), day.month(), day.day()).isoformat())
        self.commit()

    def _words(self, date: dt.date) -> str:
        """``2026-03-05 星期四``."""
        return f"{date.isoformat()} {weekday(date)}" if self._weekdays else date.isoformat()

    def _show(self) -> None:
        self.setText(self._words(self._date) if self._date else "")

    def _remark(self, _: str = "") -> None:
        try:
            found = self.read()
        except UserError:
            found = None
        show_reading(self, found, self._today)


def show_reading(line: LineEdit, date: dt.date | None, today: dt.date) -> None:
    """Behind what is typed into ``line`` the ``date`` it is read as, or what it does not say yet.

    A year that nobody typed and that is not this year stands out.
    """
    text = line.text().strip()
    if date is None or "星期" in text:
        line.set_remark(())
    elif text.startswith(f"{date:%Y-%m-%d}"):
        line.set_remark((weekday(date),))
    else:
        guessed = date.year != today.year and str(date.year) not in text
        words = (f"{date.isoformat()} {weekday(date)}", date.isoformat())
        line.set_remark(words, Tone.WARN if guessed else Tone.NEUTRAL)


class DateSwitch(QWidget):
    """昨天 · 今天 · any other day.

    Signals:
        date_changed(date)
    """

    date_changed = Signal(object)

    def __init__(self, today: dt.date) -> None:
        super().__init__()
        self._today = today
        self.yesterday = parts.button(self.tr("昨天"), kind="switch")
        self.today = parts.button(self.tr("今天"), kind="switch")
        self.field = DateEdit(today, today)
        self.field.setFixedWidth(px(200))
        self.field.setAccessibleName(self.tr("日期"))
        for made, days in ((self.yesterday, -1), (self.today, 0)):
            made.setCheckable(True)
            parts.on_click(made, partial(self._go, days))
        self.field.date_changed.connect(self._typed)
        box = parts.bare(QHBoxLayout(self), 0)
        box.addWidget(self.yesterday)
        box.addWidget(self.today)
        box.addSpacing(px(8))
        box.addWidget(self.field)
        self._mark()

    def date(self) -> dt.date:
        """The day shown."""
        return self.field.date() or self._today

    def set_date(self, date: dt.date) -> None:
        """Show ``date`` without announcing it."""
        self.field.set_date(date)
        self._mark()

    def set_today(self, today: dt.date) -> None:
        """Midnight passed: what was today moves on with it."""
        follows = self.date() == self._today
        self._today = today
        self.field.set_today(today)
        if follows:
            self.choose(today)
        self._mark()

    def choose(self, date: dt.date) -> None:
        """Go to ``date`` as a person would."""
        changed = date != self.date()
        self.set_date(date)
        if changed:
            self.date_changed.emit(date)

    def _go(self, days: int) -> None:
        self.choose(self._today + dt.timedelta(days=days))
        self._mark()

    def _typed(self, date: dt.date | None) -> None:
        if date is None:
            self.field.set_date(self._today)
        self._mark()
        self.date_changed.emit(self.date())

    def _mark(self) -> None:
        away = (self.date() - self._today).days
        self.yesterday.setChecked(away == -1)
        self.today.setChecked(away == 0)
