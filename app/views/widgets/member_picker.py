"""Find a person while typing: characters, pinyin, initials, phone tail, card, number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from app.views import parts, theme
from app.views.inputs import LineEdit
from app.views.tasks import Latest, TaskRunner
from app.views.theme import FontSize, Space, px
from app.views.widgets.table.columns import display

HIT_ROLE = int(Qt.ItemDataRole.UserRole)
_ROW = 56
_STAYS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Another window is in front for a moment; the line keeps the focus in its own."""


class MemberHit(Protocol):
    """What the picker shows of a person; numbers come masked."""

    @property
    def uid(self) -> str:
        """Identity."""
        ...

    @property
    def name(self) -> str:
        """Full name."""
        ...

    @property
    def sex(self) -> Any:
        """A word or `core.codes.Sex`."""
        ...

    @property
    def birth_year(self) -> Any:
        """Year of birth, or nothing."""
        ...

    @property
    def community(self) -> str | None:
        """Community, or nothing."""
        ...

    @property
    def phone_masked(self) -> str | None:
        """``138****1234``, or nothing."""
        ...


class HitDelegate(QStyledItemDelegate):
    """Two lines: the name large, below it what tells people of one name apart."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one person."""
        hit = index.data(HIT_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(option.rect, theme.colour("primary_weak" if chosen else "card"))
        inner = option.rect.adjusted(px(Space.M), px(6), -px(Space.M), -px(6))
        half = inner.height() // 2
        upper = QRect(inner.x(), inner.y(), inner.width(), half)
        lower = QRect(inner.x(), inner.y() + half, inner.width(), inner.height() - half)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(theme.font(FontSize.BASE, bold=True))
        painter.setPen(theme.colour("text"))
        painter.drawText(upper, middle, hit.name)
        painter.setFont(theme.font(FontSize.SMALL))
        painter.setPen(theme.colour("second"))
        painter.drawText(lower, middle, describe(hit))
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines and air."""
        return QSize(px(320), px(_ROW))


class MemberPicker(LineEdit):
    """A line that finds people.

    Enter takes the marked person, Ctrl+Enter the second action (check in from the top bar),
    arrows move, Esc closes and then empties. Enter before the answer has come (a scanner)
    waits for it and takes a single hit.

    Args:
        find: gives hits for a text; called off the GUI thread.
        secondary: word for Ctrl+Enter; empty when there is no second action.

    Signals:
        chosen(hit), secondary_chosen(hit)
    """

    chosen = Signal(object)
    secondary_chosen = Signal(object)

    def __init__(
        self,
        find: Callable[[str], Sequence[Any]],
        runner: TaskRunner,
        *,
        placeholder: str = "",
        secondary: str = "",
        keep_text: bool = True,
    ) -> None:
        super().__init__()
        self._find, self._secondary, self._keep = find, secondary, keep_text
        self._latest = Latest(runner, self)
        self._hit: Any = None
        self._answered = ""
        self._enter_waits = self._closed = False
        self.setPlaceholderText(placeholder or self.tr("姓名、拼音、首字母、电话尾号或卡号"))
        self.setAccessibleName(self.tr("查找老人"))
        self.set_leading_icon("search")
        self.list = QListWidget()
        self.note = parts.label("", "small")
        self.popup = self._make_popup()
        self.textEdited.connect(self._typed)
        self.textChanged.connect(self._emptied)
        self.list.itemClicked.connect(lambda item: self._take(item.data(HIT_ROLE)))

    def hit(self) -> Any:
        """The person taken last, or None once the text was changed."""
        return self._hit

    def set_hit(self, hit: Any) -> None:
        """Show ``hit`` as already chosen."""
        self._hit = hit
        self.setText(hit.name if hit is not None else "")
        self.close_popup()

    def search(self, text: str) -> None:
        """Look for ``text`` as if it had been typed."""
        self.setText(text)
        self._typed(text)

    def scan(self, code: str) -> None:
        """A card was read elsewhere: take whom it means, as if it had been read here."""
        self.setFocus()
        self.search(code)
        self._enter(second=False)

    def hits(self) -> list[Any]:
        """The people listed now."""
        return [self.list.item(i).data(HIT_ROLE) for i in range(self.list.count())]

    def close_popup(self) -> None:
        """Hide the list."""
        self.popup.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Enter, Esc; the rest is Qt's."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            second = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._enter(second and bool(self._secondary))
        elif key == Qt.Key.Key_Escape and (self.popup.isVisible() or self.text()):
            self._escape()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list belongs to the focus; an answer on its way does not open it over what the
        person went on to."""
        super().focusOutEvent(event)
        if not self.popup.underMouse():
            self._closed = event.reason() not in _STAYS
            self.close_popup()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window changed its size: the list follows."""
        if event.type() == QEvent.Type.Resize and self.popup.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        self._hit, self._enter_waits, self._closed = None, False, False
        wanted = text.strip()
        if not wanted:
            self._forget()
            return
        self._latest.submit(lambda: self._find(wanted), lambda hits: self._show(wanted, hits))

    def _emptied(self, text: str) -> None:
        """An empty line stands for nobody, however it became empty."""
        if not text.strip():
            self._forget()

    def _forget(self) -> None:
        self._latest.cancel()
        self._answered = ""
        self.list.clear()
        self.close_popup()

    def _show(self, wanted: str, hits: Sequence[Any]) -> None:
        self._answered = wanted
        self.list.clear()
        for hit in hits:
            item = QListWidgetItem(hit.name)
            item.setData(HIT_ROLE, hit)
            item.setData(int(Qt.ItemDataRole.AccessibleTextRole), f"{hit.name} {describe(hit)}")
            self.list.addItem(item)
        self.list.setVisible(bool(hits))
        if hits:
            self.list.setCurrentRow(0)
        self.note.setText(self._words(wanted, len(hits)))
        if self._enter_waits and len(hits) == 1:
            self._take(hits[0])
            return
        self._enter_waits = False
        if not self._closed:
            self._open()

    def _open(self) -> None:
        self._place()
        self.popup.show()
        self.popup.raise_()

    def _close(self) -> None:
        """By the person: it stays closed until they type on or ask for it."""
        self._closed = True
        self.close_popup()

    def _words(self, wanted: str, count: int) -> str:
        if not count:
            return parts.fill(self.tr("没有找到“%1”，请换姓名、拼音或电话尾号再试。"), wanted)
        words = self.tr("↑↓ 选择   Enter 确定")
        return f"{words}   Ctrl+Enter {self._secondary}" if self._secondary else words

    def _enter(self, second: bool) -> None:
        wanted = self.text().strip()
        if not wanted:
            return
        if self._answered != wanted:
            self._enter_waits, self._closed = True, False
            self._latest.flush()
            return
        item = self.list.currentItem()
        if item is not None and self.popup.isVisible():
            self._take(item.data(HIT_ROLE), second)
        elif self._hit is None:  # it was closed
            self._open()

    def _take(self, hit: Any, second: bool = False) -> None:
        self._enter_waits = False
        self.set_hit(hit if self._keep else None)
        (self.secondary_chosen if second else self.chosen).emit(hit)

    def _escape(self) -> None:
        if self.popup.isVisible():
            self._close()
        else:
            self.clear()
            self._typed("")

    def _move(self, step: int) -> None:
        if not self.popup.isVisible() and self.list.count():
            self._open()
            return
        row = self.list.currentRow() + step
        self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))

    def _make_popup(self) -> QFrame:
        popup = QFrame()
        popup.setProperty("role", "popup")
        self.list.setItemDelegate(HitDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        box = QVBoxLayout(popup)
        box.setContentsMargins(*(px(Space.XS),) * 4)
        box.setSpacing(px(Space.XS))
        box.addWidget(self.list)
        box.addWidget(self.note)
        self.note.setContentsMargins(px(Space.S), 0, px(Space.S), px(Space.XS))
        popup.hide()
        self.destroyed.connect(popup.deleteLater)
        return popup

    def _place(self) -> None:
        """Under the line, as a child of the window, so that the line keeps the focus."""
        window = self.window()
        if self.popup.parentWidget() is not window:
            self.popup.setParent(window)
            window.installEventFilter(self)
        at = self.mapTo(window, QPoint(0, self.height() + px(Space.XS)))
        rows = min(self.list.count(), 8)
        height = rows * px(_ROW) + px(40)
        room = max(px(_ROW), window.height() - at.y() - px(Space.S))
        width = min(max(self.width(), px(380)), window.width() - 2 * px(Space.S))
        left = min(at.x(), window.width() - width - px(Space.S))
        self.popup.setGeometry(left, at.y(), width, min(height, room))


def describe(hit: Any) -> str:
    """``女 · 1938 年 · 小河社区 · 138****1234`` without what is not known."""
    year = getattr(hit, "birth_year", None)
    bits = (
        display(getattr(hit, "sex", "")),
        f"{year} 年" if year else "",
        getattr(hit, "community", "") or "",
        getattr(hit, "phone_masked", "") or "",
    )
    return " · ".join(bit for bit in bits if bit)
