"""Confirmations at the right of the foot of the pages; one with 撤销 is not pushed away.

They stand over nothing that can be pressed, and make way when the page below them moves.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from app.views import icons, parts
from app.views.frame.messages import MessageArea
from app.views.frame.places import (
    WhenASheetComes,
    WhenThePageMoves,
    clear_place,
    free_area,
    to_press,
)
from app.views.notify import Notifier, Toast
from app.views.theme import Space, px

_TOAST_MS, _UNDO_MS = 6_000, 10_000
_MOST = 2
_NARROW = 260
"""Unscaled pixels of one that makes itself narrow."""


class ToastCard(QFrame):
    """One confirmation with 撤销 and a cross; it stays while the mouse is over it.

    Signals:
        gone(): it was closed, or its time is over.
        undo_asked(): 撤销 was pressed.
    """

    gone = Signal()
    undo_asked = Signal()

    def __init__(self, toast: Toast, host: QWidget) -> None:
        super().__init__(host)
        self.setProperty("role", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.toast = toast
        self.words = parts.label(toast.text)
        named = parts.fill(self.tr("撤销：%1"), toast.what)
        self.undo = parts.on_click(
            parts.button(named if toast.what else self.tr("撤销"), tip=self.tr("撤销 (Ctrl+Z)")),
            self.undo_asked.emit,
        )
        self.undo.setAccessibleName(self.undo.text())
        self.close_button = parts.on_click(
            parts.button("", "", "icon", tip=self.tr("关闭")), self.gone.emit
        )
        parts.set_icon(self.close_button, icons.icon("close", "card"))
        self.close_button.setParent(self)  # beside the layout, which may turn
        self.close_button.ensurePolished()
        self._beside = self.close_button.sizeHint() + QSize(px(Space.M + Space.S), 2 * px(Space.S))
        self._box = box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        box.setContentsMargins(px(Space.L), px(Space.S), self._beside.width(), px(Space.S))
        box.setSpacing(px(Space.M))
        box.addWidget(self.words, 1)
        box.addWidget(self.undo)
        self.undo.setVisible(toast.undo is not None)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.gone)
        self._timer.start(_TOAST_MS if toast.undo is None else _UNDO_MS)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Somebody reads it, or is about to press."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """It was read."""
        self._timer.start(_TOAST_MS)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cross at the right, beside the words."""
        super().resizeEvent(event)
        size, gap = self.close_button.sizeHint(), px(Space.S)
        top = gap if self._is_stacked() else (self.height() - size.height()) // 2
        at = QPoint(self.width() - size.width() - gap, top)
        self.close_button.setGeometry(QRect(at, size))

    def fitting(self, room: int) -> QSize:
        """As wide as its words, on several lines where ``room`` is less."""
        self._box.setDirection(QBoxLayout.Direction.LeftToRight)
        self.words.setWordWrap(False)
        self._box.invalidate()
        size = self._box.sizeHint().expandedTo(QSize(0, self._beside.height()))
        return size if size.width() <= room else self._wrapped(room)

    def narrow(self, room: int) -> QSize:
        """No wider than 撤销, which stands below the words then; at most ``room``."""
        self._box.setDirection(QBoxLayout.Direction.TopToBottom)
        margins = self._box.contentsMargins()
        wide = self.undo.sizeHint().width() if self.toast.undo is not None else 0
        return self._wrapped(min(room, max(px(_NARROW), wide + margins.left() + margins.right())))

    def is_about_to_be_pressed(self) -> bool:
        """Whether the mouse is over one of its buttons."""
        return self.undo.underMouse() or self.close_button.underMouse()

    def _is_stacked(self) -> bool:
        return self._box.direction() is QBoxLayout.Direction.TopToBottom

    def _wrapped(self, width: int) -> QSize:
        self.words.setWordWrap(True)
        self._box.invalidate()
        return QSize(width, max(self._box.heightForWidth(width), self._beside.height()))


class Toasts(QObject):
    """The newest confirmation, and above it the one before as long as there is time.

    What can be taken back gives way only to what can be taken back, too. When its toast has
    passed, Ctrl+Z still takes it back.
    """

    def __init__(self, host: QWidget, notify: Notifier) -> None:
        super().__init__(host)
        self._host, self._notify = host, notify
        self._cards: list[ToastCard] = []
        self._below: list[QRect] = []
        notify.toasted.connect(self.add)
        notify.cleared.connect(self.clear)
        notify.taken_back.connect(self._taken_back)
        notify.withdrawn.connect(self._withdraw)
        host.installEventFilter(self)
        self._moves = WhenThePageMoves(host, self, self._make_way)
        WhenASheetComes(self, self.fit)

    def cards(self) -> list[ToastCard]:
        """Those in sight, the newest last."""
        return list(self._cards)

    def add(self, toast: Toast) -> None:
        """Show ``toast`` at the foot; the one before moves up."""
        for card in self.cards():
            if card.toast.undo is None and card.toast.text == toast.text:
                self._drop(card)
        card = ToastCard(toast, self._host)
        card.gone.connect(lambda: self._drop(card))
        card.undo_asked.connect(lambda: self._undo(card))
        self._cards.append(card)
        while len(self._cards) > _MOST:
            before = self._cards[:-1]
            plain = (one for one in before if one.toast.undo is None)
            self._drop(next(plain, before[0]))
        card.show()
        self.fit()

    def clear(self) -> None:
        """Remove them all."""
        for card in self.cards():
            self._drop(card)

    def raise_(self) -> None:
        """Another page came to the front: stand before it."""
        for card in self._cards:
            card.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the right of the foot."""
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Put each at its place, from the foot upwards."""
        if not self._cards:
            self._moves.end()
            return
        self._moves.begin()
        buttons, fields = self._in_the_way()
        self._below = list(buttons)
        area = free_area(self._host)
        above = area.bottom()
        for card in reversed(self._cards):
            rect, covered = self._found_for(card, area, above, buttons, fields)
            newest = self._cards[-1]
            if covered and card is not newest and newest.toast.undo is not None:
                self._drop(card)  # there is room for one; Ctrl+Z takes this one back all the same
                return
            card.setGeometry(rect)
            card.raise_()
            buttons.append(rect)
            above = rect.top()

    def _found_for(
        self, card: ToastCard, area: QRect, above: int, buttons: list[QRect], fields: list[QRect]
    ) -> tuple[QRect, int]:
        """Its place, with its foot above ``above``: over nothing, narrower if need be; before it
        covers a button it covers a field. And how many buttons it covers."""
        lower = QRect(area)
        lower.setBottom(above)
        room = area.width() - 2 * px(Space.S)
        tried: list[tuple[int, QRect, bool]] = []
        for taken in (buttons + fields, buttons):
            for within in (lower, area):
                for stacked in (False, True):
                    size = card.narrow(room) if stacked else card.fitting(room)
                    rect, covered = clear_place(within, size, taken)
                    if not covered:
                        return rect, 0
                    tried.append((covered, rect, stacked))
        covered, rect, stacked = min(tried, key=lambda one: one[0])
        if not stacked:
            card.fitting(room)
        return rect, covered

    def _in_the_way(self) -> tuple[list[QRect], list[QRect]]:
        buttons, fields = to_press(self._host)
        strips = (one for one in self._host.findChildren(MessageArea) if one.isVisible())
        return [*buttons, *(one.geometry() for one in strips)], fields

    def _make_way(self) -> None:
        """What lies below has changed: who covers a button now goes elsewhere; nothing moves
        away from under a mouse that is about to press it."""
        if any(card.is_about_to_be_pressed() for card in self._cards):
            return
        buttons, _ = self._in_the_way()
        rects = [card.geometry() for card in self._cards]
        covers = any(one.intersects(rect) for rect in rects for one in buttons)
        if covers and buttons != self._below:
            self.fit()

    def _undo(self, card: ToastCard) -> None:
        undo: Callable[[], object] | None = card.toast.undo
        self._drop(card)
        if undo is not None:
            self._notify.undo(undo)

    def _taken_back(self, undo: object) -> None:
        self._drop_those(lambda toast: toast.undo is undo)

    def _withdraw(self, topic: str) -> None:
        self._drop_those(lambda toast: toast.topic == topic)

    def _drop_those(self, are: Callable[[Toast], bool]) -> None:
        for card in self.cards():
            if are(card.toast):
                self._drop(card)

    def _drop(self, card: ToastCard) -> None:
        if card in self._cards:
            self._cards.remove(card)
            card.hide()
            card.deleteLater()
            self.fit()
