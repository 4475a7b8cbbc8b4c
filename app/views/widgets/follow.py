"""Tables on a page that scrolls itself: the line that a person goes to stays in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QTableView, QWidget

from app.views.widgets.table import DataTable


def follow_line(table: DataTable) -> None:
    """Scroll what stands around ``table`` to the current line, as the keyboard moves it.

    In a low window a table may reach below the fold, where it cannot know that its rows are
    hidden. Nothing moves under a pressed mouse: it would miss.
    """
    _Follower(table.view)


class _Follower(QObject):
    """Looks after each move and whenever the place becomes lower: words about the line may come
    up below it. Lives as long as its table."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._place: QWidget | None = None
        view.installEventFilter(self)
        view.selectionModel().currentRowChanged.connect(lambda *_: self._look())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The table got the focus, or its place another height."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.Resize):
            self._look()
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        area = _area_around(self._view)
        if area is not None and self._place is None:
            self._place = area.viewport()
            area.viewport().installEventFilter(self)
        pressed = QApplication.mouseButtons() is not Qt.MouseButton.NoButton
        if area is not None and self._view.hasFocus() and not pressed:
            _bring_into_sight(self._view, area)


def _area_around(view: QTableView) -> QScrollArea | None:
    """The nearest scroll area that ``view`` stands in."""
    above = view.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def _bring_into_sight(view: QTableView, area: QScrollArea) -> None:
    """Scroll ``area`` until the current line of ``view`` can be seen."""
    line, content = view.visualRect(view.currentIndex()), area.widget()
    if content is None or not line.isValid():
        return
    place = QRect(view.viewport().mapTo(content, line.topLeft()), line.size())
    bar, height = area.verticalScrollBar(), area.viewport().height()
    if place.bottom() > bar.value() + height:
        bar.setValue(place.bottom() - height)
    elif place.top() < bar.value():
        bar.setValue(place.top())
