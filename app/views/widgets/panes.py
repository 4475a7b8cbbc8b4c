"""Parts of a page beside each other, or below each other where the room is short."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QScrollArea, QStackedLayout, QWidget

from app.views.theme import Space, px
from app.views.widgets.items_layout import ItemsLayout

_ANY = 1 << 24


class PanesLayout(ItemsLayout):
    """Columns while all of them have the room they need; else one below the other.

    Hidden panes take no room. Below each other every pane has the height it needs, so the page
    has to scroll.
    """

    def __init__(self, parent: QWidget | None = None, spacing: int = Space.L) -> None:
        super().__init__(parent)
        self._asked: dict[QLayoutItem, tuple[int, int, int]] = {}
        self.setSpacing(px(spacing))

    def add(self, widget: QWidget, share: int, least: int, most: int = 0) -> None:
        """Append a pane.

        Args:
            share: parts it gets of the width.
            least: unscaled pixels below which it rather goes under the one before.
            most: unscaled pixels it never exceeds as a column; 0 for no limit.
        """
        self.addWidget(widget)
        self._asked[self._items[-1]] = (share, px(least), px(most) if most else _ANY)

    def stacks_at(self, width: int) -> bool:
        """Whether ``width`` is too narrow for columns."""
        shown = self._shown()
        gaps = self.spacing() * max(len(shown) - 1, 0)
        return width < sum(map(self._least, shown)) + gaps

    def _forget(self, item: QLayoutItem) -> None:
        self._asked.pop(item, None)

    def expandingDirections(self) -> Qt.Orientation:
        """It takes all there is."""
        return Qt.Orientation.Horizontal | Qt.Orientation.Vertical

    def heightForWidth(self, width: int) -> int:
        """What the highest column needs, or all panes below each other."""
        if self.stacks_at(width):
            heights = [_height(self._items[at], width) for at in self._shown()]
            return sum(heights) + self.spacing() * max(len(heights) - 1, 0)
        pairs = zip(self._shown(), self._widths(width), strict=True)
        return max((_height(self._items[at], one) for at, one in pairs), default=0)

    def setGeometry(self, rect: QRect) -> None:
        """Place the panes into ``rect``; when stacked, the last one gets what is left over."""
        super().setGeometry(rect)
        items = [self._items[at] for at in self._shown()]
        if not items:
            return
        if not self.stacks_at(rect.width()):
            x = rect.x()
            for item, width in zip(items, self._widths(rect.width()), strict=True):
                item.setGeometry(QRect(x, rect.y(), width, rect.height()))
                x += width + self.spacing()
            return
        y = rect.y()
        for item in items:
            height = _height(item, rect.width())
            if item is items[-1]:
                height = max(height, rect.bottom() + 1 - y)
            item.setGeometry(QRect(rect.x(), y, rect.width(), height))
            y += height + self.spacing()

    def sizeHint(self) -> QSize:
        """All columns beside each other."""
        sizes = [self._items[at].sizeHint() for at in self._shown()]
        gaps = self.spacing() * max(len(sizes) - 1, 0)
        width = sum(size.width() for size in sizes) + gaps
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """The widest and the highest pane: they can always go below each other."""
        size = QSize()
        for at in self._shown():
            size = size.expandedTo(self._items[at].minimumSize())
        return size

    def _shown(self) -> list[int]:
        """Positions of the panes that are not hidden."""
        return [at for at, item in enumerate(self._items) if not item.isEmpty()]

    def _least(self, at: int) -> int:
        return max(self._asked[self._items[at]][1], self._items[at].minimumSize().width())

    def _widths(self, width: int) -> list[int]:
        """Widths of the columns: by their shares, none below its least or above its most."""
        shown = self._shown()
        gaps = self.spacing() * max(len(shown) - 1, 0)
        open_, left = set(shown), width - gaps
        widths = dict.fromkeys(open_, 0)
        while open_:
            shares = sum(self._asked[self._items[at]][0] for at in open_) or 1
            wanted = {at: left * self._asked[self._items[at]][0] // shares for at in open_}
            fixed = {at: self._bounded(at, one) for at, one in wanted.items()}
            off = {at for at in open_ if fixed[at] != wanted[at]}
            low = {at for at in off if fixed[at] > wanted[at]}
            settled = low or off or set(open_)
            for at in settled:
                widths[at] = fixed[at]
                left -= fixed[at]
            open_ -= settled
        return [widths[at] for at in shown]

    def _bounded(self, at: int, width: int) -> int:
        return max(self._least(at), min(width, self._asked[self._items[at]][2]))


class FrontLayout(QStackedLayout):
    """A stack as high as the widget in front; `QStackedLayout` is as high as the highest.

    What comes to the front is seen from its top, however far the one before was scrolled.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__()
        if parent is not None:
            parent.setLayout(self)
        self.currentChanged.connect(self._turned)

    def sizeHint(self) -> QSize:
        """Of the widget in front."""
        item = self._front()
        return item.sizeHint() if item is not None else QSize()

    def minimumSize(self) -> QSize:
        """Of the widget in front."""
        item = self._front()
        return item.minimumSize() if item is not None else QSize()

    def hasHeightForWidth(self) -> bool:
        """As the widget in front."""
        item = self._front()
        return item is not None and item.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """Of the widget in front."""
        item = self._front()
        return item.heightForWidth(width) if item is not None else -1

    def _turned(self) -> None:
        self.update()
        here = self.parentWidget()
        area = here.parentWidget() if here is not None else None
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        content = area.widget() if area is not None else None
        if here is not None and area is not None and content is not None:
            bar, top = area.verticalScrollBar(), here.mapTo(content, QPoint(0, 0)).y()
            bar.setValue(min(bar.value(), top))

    def _front(self) -> QLayoutItem | None:
        return self.itemAt(self.currentIndex())


def _height(item: QLayoutItem, width: int) -> int:
    """What an item needs at ``width``."""
    least = max(item.sizeHint().height(), item.minimumSize().height())
    return (
        max(item.heightForWidth(width), item.minimumSize().height())
        if (item.hasHeightForWidth())
        else least
    )
