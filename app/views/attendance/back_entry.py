"""What a back-entry (补记) needs: a reason, and where it matters the time."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout

from app.core.dates import parse_time
from app.core.errors import UserError
from app.views import parts
from app.views.desk.scanning import is_text, last_burst
from app.views.inputs import LineEdit
from app.views.theme import Space, px
from app.views.widgets.low_window import on_tight


class WrittenLine(LineEdit):
    """A line for words: a card that is read while it has the focus is not written into it.

    Args:
        monotonic: a clock in seconds that only goes forward.

    Signals:
        finished(): Enter behind what a person typed.
        scanned(str code): a card was read; its number does not stay in the line.
    """

    finished = Signal()
    scanned = Signal(str)

    def __init__(self, monotonic: Callable[[], float]) -> None:
        super().__init__()
        self._monotonic = monotonic
        self._typed: list[tuple[str, float]] = []
        self._last = 0.0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Characters are timed: a reader is faster than a person, and ends with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
            return
        if is_text(event):
            now = self._monotonic()
            self._typed.append((event.text(), now - self._last))
            self._last = now
        super().keyPressEvent(event)

    def _enter(self) -> None:
        code, text = last_burst(self._typed), self.text()
        self._typed.clear()
        at = text.rfind(code) if _is_code(code) else -1
        if at < 0:
            self.finished.emit()
            return
        self.setText(text[:at] + text[at + len(code) :])
        self.scanned.emit(code)


class BackEntry(QFrame):
    """A bar that says that another day is being entered, and asks for what that takes.

    The reason stays from one person to the next: a paper list is entered in one go. Another day
    is another list.

    Args:
        with_time: ask for the time of arrival too.
        monotonic: a clock in seconds that only goes forward.

    Signals:
        finished(): Enter; the next thing is to say who it was.
        scanned(str code): a card was read while one of the lines had the focus.
    """

    finished = Signal()
    scanned = Signal(str)

    def __init__(self, *, with_time: bool, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self.setProperty("tone", "warn")
        self.title = parts.label("", "strong")
        self._words: dict[bool, str] = {}
        self._tight = False
        self._date: dt.date | None = None
        self._lines: dict[str, WrittenLine] = {}
        if with_time:
            self._lines["at"] = WrittenLine(monotonic)
            self._lines["at"].setPlaceholderText(self.tr("如 0831"))
            self._lines["at"].setFixedWidth(px(120))
        self.reason = self._lines["note"] = WrittenLine(monotonic)
        self.reason.setPlaceholderText(self.tr("例如 停电补登、纸质签到表"))
        self.reason.setMaxLength(100)
        self.errors = {key: parts.label("", "error", wrap=True) for key in self._lines}
        self._lay_out()
        for key, line in self._lines.items():
            line.textEdited.connect(lambda _, name=key: self._set_error(name, ""))
            line.finished.connect(self.finished)
            line.scanned.connect(self.scanned)
        self.hide()

    def line(self, key: str) -> LineEdit:
        """The line ``at`` or ``note``."""
        return self._lines[key]

    def set_date(self, date: dt.date, today: dt.date) -> None:
        """Show the bar for a date before ``today`` only; for another date than before empty."""
        if date != self._date:
            self._date = date
            for key, line in self._lines.items():
                line.clear()
                self._set_error(key, "")
        words = self.tr("补记 %1 月 %2 日")
        short = parts.fill(words, date.month, date.day)
        self._words = {True: short, False: short + self.tr("：每条都会写入原因和经手人。")}
        self._say()
        self.setVisible(date < today)

    def read(self, date: dt.date) -> tuple[dt.datetime | None, str] | None:
        """Moment (None: now) and reason; None when something is missing, which it says."""
        if self.isHidden():
            return None, ""
        at, wrong = self._time(date)
        reason = self.reason.text().strip()
        errors = {"at": wrong} if "at" in self._lines else {}
        errors["note"] = "" if reason else self.tr("请写明补记的原因。")
        for key, text in errors.items():
            self._set_error(key, text)
        first = next((key for key, text in errors.items() if text), "")
        if first:
            self._lines[first].setFocus()
            return None
        return at, reason

    def is_filled(self) -> bool:
        """Whether something stands in every line."""
        return all(line.text().strip() for line in self._lines.values())

    def refuse_scan(self) -> None:
        """Say at the first empty line that it comes before the card that was read."""
        for key, line in self._lines.items():
            if not line.text().strip():
                self._set_error(key, self.tr("请先填好这里，再刷卡。"))
                line.setFocus()
                return

    def show_errors(self, fields: dict[str, str]) -> bool:
        """Show what the service refused; False when it concerns no field here."""
        known = {key: text for key, text in fields.items() if key in self._lines}
        for key, text in known.items():
            self._set_error(key, text)
        return bool(known) and not self.isHidden()

    def _time(self, date: dt.date) -> tuple[dt.datetime | None, str]:
        if "at" not in self._lines:
            return None, ""
        text = self._lines["at"].text().strip()
        if not text:
            return None, self.tr("请填写到达时间。")
        try:
            return dt.datetime.combine(date, parse_time(text)), ""
        except UserError as problem:
            return None, problem.message

    def _set_error(self, key: str, text: str) -> None:
        self.errors[key].setText(text)
        self.errors[key].setVisible(bool(text))
        parts.set_look(self._lines[key], "invalid", "true" if text else "false")

    def _say(self) -> None:
        self.title.setText(self._words.get(self._tight, ""))
        self.title.setToolTip(self._words.get(False, "") if self._tight else "")

    def _lay_out(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setHorizontalSpacing(px(Space.M))
        self._grid.setVerticalSpacing(px(Space.XS))
        words = {"at": self.tr("到达时间"), "note": self.tr("补记原因")}
        self._labels = {key: parts.label(words[key]) for key in self._lines}
        for key, line in self._lines.items():
            line.setAccessibleName(words[key])
            self.errors[key].hide()
        self._place(tight=False)
        on_tight(self, lambda tight: self._place(tight=tight))

    def _place(self, *, tight: bool) -> None:
        """The title above the lines; in a tight window, and shorter, before them."""
        self._tight = tight
        self._say()
        grid, first, row = self._grid, int(tight), int(not tight)
        above = px(Space.XS if tight else Space.M)
        grid.setContentsMargins(px(Space.M), above, px(Space.M), above)
        grid.addWidget(self.title, 0, 0, 1, 1 if tight else 2 * len(self._lines))
        for place, (key, line) in enumerate(self._lines.items()):
            column = first + 2 * place
            grid.addWidget(self._labels[key], row, column)
            grid.addWidget(line, row, column + 1)
            grid.addWidget(self.errors[key], row + 1, column + 1, Qt.AlignmentFlag.AlignTop)
        last = 2 * len(self._lines) - 1
        for column in (last, last + 1):
            grid.setColumnStretch(column, int(column == last + first))


def _is_code(text: str) -> bool:
    """Whether what came in a burst may be the number of a card."""
    return text.isascii() and any(sign.isdigit() for sign in text)
