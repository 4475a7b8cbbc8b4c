"""Confirmations at the right of the foot of the pages; one with 撤销 is not pushed away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.views import icons, parts
from app.views.frame.messages import MessageArea
from app.views.frame.places import WhenASheetComes, clear_of_buttons, free_area
from app.views.notify import Notifier, Toast
from app.views.theme import Space, px

_TOAST_MS, _UNDO_MS = 6_000, 10_000
_MOST = 2


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
        self._box = box = QHBoxLayout(self)
        box.setContentsMargins(px(Space.L), px(Space.S), px(Space.S), px(Space.S))
        box.setSpacing(px(Space.M))
        box.addWidget(self.words, 1)
        box.addWidget(self.undo)
        box.addWidget(self.close_button)
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

    def fitting(self, room: int) -> QSize:
        """As wide as its words, on several lines where ``room`` is less."""
        self.words.setWordWrap(False)
        self._box.invalidate()
        size = self._box.sizeHint()
        if size.width() > room:
            self.words.setWordWrap(True)
            self._box.invalidate()
            size = QSize(room, self._box.heightForWidth(room))
        return size


class Toasts(QObject):
    """The newest confirmation, and above it the one before as long as there is time.

    What can be taken back gives way only to what can be taken back, too. When its toast has
    passed, Ctrl+Z still takes it back.
    """

    def __init__(self, host: QWidget, notify: Notifier) -> None:
        super().__init__(host)
        self._host, self._notify = host, notify
        self._cards: list[ToastCard] = []
        notify.toasted.connect(self.add)
        notify.cleared.connect(self.clear)
        notify.taken_back.connect(self._taken_back)
        notify.withdrawn.connect(self._withdraw)
        host.installEventFilter(self)
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
        area = free_area(self._host)
        foot = area.bottom() - px(Space.S)
        for card in reversed(self._cards):
            size = card.fitting(area.width() - 2 * px(Space.S))
            right = area.right() - size.width() - px(Space.XL)
            left = max(area.left() + px(Space.S), right)
            rect = QRect(QPoint(left, foot - size.height()), size)
            rect = self._clear_of_strips(clear_of_buttons(self._host, rect))
            card.setGeometry(rect)
            card.raise_()
            foot = rect.top() - px(Space.S)

    def _clear_of_strips(self, rect: QRect) -> QRect:
        for strips in self._host.findChildren(MessageArea):
            if strips.isVisible() and strips.geometry().intersects(rect):
                rect.moveBottom(strips.y() - px(Space.S))
                rect = clear_of_buttons(self._host, rect)
        return rect

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
