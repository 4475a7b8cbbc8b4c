"""The check-in desk (前台签到): one line, one large answer, the last ten."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.services.members.types import MemberHit
from app.views import parts
from app.views.desk.answer import Answer, AnswerPanel
from app.views.desk.choices import COLUMNS
from app.views.desk.letters import FindPanel
from app.views.desk.lookup import is_name
from app.views.desk.recent import Recent, RecentList
from app.views.desk.scanning import ScanField
from app.views.theme import Space, Status, px

IDLE_MS = 30_000
"""After so long without a key or touch nothing personal is left on the screen."""
FEWEST_LETTERS = 2
"""One initial alone would list strangers."""

_ABOVE, _ANSWER, _NOTE, _PAD = 190, 296, 56, 220
_MAIN, _FINDER = range(2)
_DATED, _LOW = 960, 500
_ROW, _CHOICE = 72, 112
"""Unscaled heights with their gaps: what stands above and around the lists, and their rows. Below
`_LOW` everything stands closer: three people of one name are in sight."""


class Desk(QWidget):
    """The desk's window; it knows no services.

    Signals:
        submitted(str code), searched(str letters), chosen(MemberHit), undo_asked(uid),
        redo_asked(uid), undo_last_asked(), leave_requested()
        acted(): the button of the answer, F4.
        ticked(): once a second while in sight, for the clock.
    """

    submitted = Signal(str)
    searched = Signal(str)
    chosen = Signal(object)
    undo_asked = Signal(str)
    redo_asked = Signal(str)
    undo_last_asked = Signal()
    leave_requested = Signal()
    acted = Signal()
    ticked = Signal()

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.setProperty("ground", "page")
        self.setProperty("fullWindow", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = ScanField(monotonic)
        self.answer, self.recent, self.finder = AnswerPanel(), RecentList(), FindPanel()
        self._entries: tuple[Recent, ...] = ()
        self._welcoming = True
        self._make_head()
        self._lay_out()
        self._join()
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.setInterval(IDLE_MS)
        self.idle.timeout.connect(self.clear_personal)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self.ticked)
        self.setFocusProxy(self.field)
        self.welcome()

    # --- what the presenter says ----------------------------------------------------------

    def set_centre(self, name: str) -> None:
        """Show the name of the centre."""
        self.centre.set_text(name)

    def set_demo(self, demo: bool) -> None:
        """Say that nobody here is real."""
        parts.set_shown(self.badge, demo)

    def set_moment(self, clock: str, date: str) -> None:
        """Show the time and the date; large while nobody is there."""
        self.clock.setText(clock)
        self.date.setText(date)
        if self._welcoming:
            self.answer.set_name(clock)
        self.clock.setVisible(self.is_choosing() or not self._welcoming)

    def show_answer(self, answer: Answer) -> None:
        """Show ``answer``, and the last ten below it."""
        self.touch()
        self._home()
        self._welcoming = False
        self.clock.show()
        self.answer.show_answer(answer)
        self.set_recent(self._entries)
        self._keep_in_sight()

    def set_recent(self, entries: Sequence[Recent]) -> None:
        """Show the last check-ins, newest first."""
        self._entries = tuple(entries)
        self.recent.set_entries(self._entries)

    def offer(self, hits: Sequence[MemberHit], note: str, *, letters: bool = False) -> None:
        """Let somebody choose; ``letters`` shows the keys for initials as well."""
        self.touch()
        self.clock.show()
        self.finder.pad.setVisible(letters)
        if letters:  # those who are not in sight add a letter
            room = self.height() - px(_ABOVE + _NOTE + _PAD)
            hits = hits[: COLUMNS * max(1, room // px(_CHOICE))]
        self.finder.offer(hits, note)
        self.back_button.show()
        self.letters_button.hide()
        self.field.set_choices(len(hits))
        self._stack.setCurrentIndex(_FINDER)

    def welcome(self) -> None:
        """Say what to do, to nobody in particular."""
        self._home()
        hint = self.tr("没有带卡？按“按姓名找”，点姓名拼音的首字母。")
        word = self.tr("请刷卡、刷身份证，或输入手机号后四位")
        self._welcoming = True
        self.clock.hide()
        self.answer.show_answer(Answer(Status(word), self.clock.text(), hint))
        self._keep_in_sight()

    def clear_personal(self) -> None:
        """Leave nothing personal on the screen; the last ten can be shown again."""
        self.field.clear()
        self.welcome()
        self.recent.set_entries((), hidden=len(self._entries))

    def forget(self) -> None:
        """Somebody else is in charge now: what happened before is not shown again."""
        self._entries = ()
        self.clear_personal()

    def touch(self) -> None:
        """Somebody is there: the quiet time starts anew."""
        self.idle.start()

    def is_choosing(self) -> bool:
        """Whether people are offered to choose from."""
        return self._stack.currentIndex() == _FINDER

    # --- Qt -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one step back; Ctrl+Z undoes; text goes to the line wherever the focus is."""
        self.touch()
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo_last_asked.emit()
        elif event.key() == Qt.Key.Key_F4 and self.answer.answer.action:
            self.acted.emit()
        elif not self.field.take(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A touch anywhere gives the line the focus back."""
        self.touch()
        self.field.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Fresh for whoever comes now."""
        super().showEvent(event)
        self.clear_personal()
        self.ticked.emit()
        self._second.start()
        self.field.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window shows fewer of the last ten; the answer never shrinks."""
        super().resizeEvent(event)
        self._stand(close=self.height() < px(_LOW))
        room = self.height() - px(_ABOVE + _ANSWER)
        self.recent.set_rows(room // px(_ROW))
        self.date.setVisible(self.width() >= px(_DATED))  # else the centre would be left out
        self._keep_in_sight()

    def minimumSizeHint(self) -> QSize:
        """What is needed with one row of the last ten; `resizeEvent` takes the others away."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), hint.height() - self.recent.spare())

    def hideEvent(self, event: object) -> None:
        """Nothing personal waits behind."""
        self._second.stop()
        self.idle.stop()
        super().hideEvent(event)  # type: ignore[arg-type]

    # --- inside ---------------------------------------------------------------------------

    def _make_head(self) -> None:
        self.centre = parts.ElidedLabel("", "desk")
        self.clock = parts.label("", "desk_heading")
        self.badge = parts.label(self.tr("演示"), "desk_badge")
        self.badge.hide()
        self.date = parts.label("", "desk_second")
        self.leave_button = parts.button(self.tr("退出 (Esc)"), "close", "desk")
        self.letters_button = parts.button(self.tr("按姓名找"), "person_search", "desk_primary")
        self.back_button = parts.button(self.tr("返回"), "back", "desk")
        self.field.setProperty("role", "desk")
        self.field.set_placeholders(
            self.tr("卡号、身份证号、手机号后四位或姓名"),
            self.tr("卡号、证件号、手机尾号或姓名"),
            self.tr("卡号、手机尾号或姓名"),
            self.tr("卡号或姓名"),
        )
        self.field.setAccessibleName(self.tr("签到"))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(px(Space.L))
        name = parts.row(self.centre, self.badge, None, spacing=Space.M)
        # The name gives way first; the way out is never clipped.
        name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head.addWidget(name, 1)
        head.addWidget(self.date)
        head.addWidget(self.clock)
        head.addWidget(self.leave_button)
        line = QHBoxLayout()
        line.setSpacing(px(Space.M))
        line.addWidget(self.field, 1)
        line.addWidget(self.letters_button)
        line.addWidget(self.back_button)
        self._main = QWidget()
        main = parts.bare(QVBoxLayout(self._main), Space.L)
        main.addWidget(self.answer, 1)
        main.addWidget(self.recent)
        self._stack = QStackedWidget()
        for each in (self._main, self.finder):
            self._stack.addWidget(parts.scroll(each))
        box = QVBoxLayout(self)
        # Ten people on screen must not keep the window from becoming lower: they give way.
        box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._box = box
        self._stand(close=False)
        box.addLayout(head)
        box.addLayout(line)
        box.addWidget(self._stack, 1)

    def _stand(self, *, close: bool) -> None:
        """In a low window what is above the answer and the choices leaves them more of it."""
        gap = px(Space.S if close else Space.L)
        self._box.setContentsMargins(px(Space.XL), gap, px(Space.XL), gap)
        self._box.setSpacing(gap)

    def _join(self) -> None:
        self.field.submitted.connect(self.submitted)
        self.field.textEdited.connect(self._edited)
        self.field.picked.connect(self.finder.grid.pick)
        self.finder.chosen.connect(self.chosen)
        self.finder.pad.typed.connect(lambda letter: self._set_letters(self.field.text() + letter))
        self.finder.pad.erased.connect(lambda: self._set_letters(self.field.text()[:-1]))
        self.finder.pad.emptied.connect(lambda: self._set_letters(""))
        self.recent.undo_asked.connect(self.undo_asked)
        self.recent.redo_asked.connect(self.redo_asked)
        self.recent.show_asked.connect(self._show_recent)
        self.answer.acted.connect(self.acted)
        parts.on_click(self.leave_button, self.leave_requested.emit)
        parts.on_click(self.letters_button, self._open_letters)
        parts.on_click(self.back_button, self.welcome)

    def _keep_in_sight(self) -> None:
        """In a low window the one thing to do outranks its hint, and what is said the size of
        the name."""
        answer = self.answer.answer
        name = self.answer.name.text()
        self.answer.show_answer(answer)  # whole, as far as there is room
        self.answer.set_name(name)  # of the clock, which has gone on
        if answer.action and self._is_low():
            self.answer.hint.hide()
        if self._is_low():
            parts.set_look(self.answer.name, "role", "desk_heading")

    def _is_low(self) -> bool:
        """Whether the answer is higher than what is left of the window for it."""
        margins = self._box.contentsMargins()
        above = self.field.height() + self.leave_button.height()
        room = self.height() - margins.top() - margins.bottom() - above - 2 * self._box.spacing()
        width = self.width() - margins.left() - margins.right()
        self.answer.box.invalidate()
        return max(self.answer.box.totalHeightForWidth(width), self.answer.minimumHeight()) > room

    def _home(self) -> None:
        self._stack.setCurrentIndex(_MAIN)
        self.letters_button.show()
        self.back_button.hide()
        self.finder.grid.set_hits(())
        self.field.set_choices(0)
        if self.isVisible():
            self.field.setFocus()

    def _open_letters(self) -> None:
        self.field.clear()
        self.offer((), self.tr("请点姓名拼音的首字母，例如王秀英点 W X Y。"), letters=True)
        self.field.setFocus()

    def _set_letters(self, text: str) -> None:
        self.field.setText(text)
        self.field.setFocus()
        self._edited(text)

    def _edited(self, text: str) -> None:
        self.touch()
        if not self.is_choosing() or self.finder.pad.isHidden():
            return
        if not is_name(text):
            return  # a scan, or the number of a choice: the list stays as it is
        if len(text.strip()) >= FEWEST_LETTERS:
            self.searched.emit(text.strip())
        else:
            self.offer((), self.tr("请再点一个字母。"), letters=True)

    def _show_recent(self) -> None:
        self.touch()
        self.set_recent(self._entries)
        self.field.setFocus()

    def _escape(self) -> None:
        if self.is_choosing():
            self.field.clear()
            self.welcome()
        else:
            self.leave_requested.emit()
