"""Where messages may stand: beside side sheets, and over no button."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, QTimer, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from app.views.theme import Space, px
from app.views.widgets.side_sheet import SideSheet

_NARROWEST, _ASIDE = 320, 160
"""Unscaled pixels: what a sheet must leave beside it; how much lower the left must be."""
_MOVED_MS = 100
_FIELDS = (QLineEdit, QComboBox, QPlainTextEdit)
_FOOT = 120
"""Unscaled pixels above the foot in which the buttons of a page end that messages make way for."""


def free_area(host: QWidget) -> QRect:
    """The part of ``host`` beside an open side sheet: its buttons must stay in reach.

    All of ``host`` when the sheet leaves too little.
    """
    area = host.rect()
    for sheet in host.findChildren(SideSheet):
        left = sheet.mapTo(host, QPoint(0, 0)).x()
        if sheet.isVisible() and left - area.left() >= px(_NARROWEST):
            area.setRight(min(area.right(), left))
    return area


def clear_of_buttons(host: QWidget, rect: QRect) -> QRect:
    """``rect`` of ``host``, moved up as far as it takes to cover no button at the foot.

    That is what a page or a wizard goes on with; and with large text a sheet takes the whole
    page, and all its buttons count. As it was when there is no such place.
    """
    buttons = list(_buttons(host))
    moved = QRect(rect)
    while hit := [one.top() for one in buttons if one.intersects(moved)]:
        moved.moveBottom(min(hit) - px(Space.S))
    return moved if moved.top() >= host.rect().top() else rect


def clear_place(area: QRect, size: QSize, taken: Sequence[QRect]) -> tuple[QRect, int]:
    """Where ``size`` stands in ``area`` over nothing of ``taken``, or over the fewest; and how
    many these are.

    At the right of the foot if it can be, else as little above as it takes; at the left only when
    that is much lower.
    """
    gap = px(Space.S)
    foot, left = area.bottom() - gap, area.left() + gap
    right = max(left, area.right() - size.width() - px(Space.XL))
    bottoms = {foot} | {one.top() - gap for one in taken if one.top() - gap < foot}
    tried = sorted(
        (foot - bottom + (at == left != right) * px(_ASIDE), bottom, at)
        for bottom in bottoms
        if bottom - size.height() >= area.top()
        for at in (right, left)
    ) or [(0, foot, right)]
    fewest, best = len(taken) + 1, QRect()
    for _, bottom, at in tried:
        rect = QRect(QPoint(at, bottom - size.height()), size)
        count = sum(one.intersects(rect) for one in taken)
        if count < fewest:
            fewest, best = count, rect
        if not count:
            break
    return best, fewest


def to_press(host: QWidget) -> tuple[list[QRect], list[QRect]]:
    """What is in sight of the page in front of ``host`` that somebody may want to press: the
    buttons with the tabs, and the fields."""
    front = host.currentWidget() if isinstance(host, QStackedWidget) else host
    if front is None:
        return [], []
    buttons: list[QWidget] = [
        made for made in front.findChildren(QAbstractButton) if not _says(made)
    ]
    buttons += front.findChildren(QTabBar)
    fields = [made for kind in _FIELDS for made in front.findChildren(kind)]
    return list(_in_sight(host, buttons)), list(_in_sight(host, fields))


class WhenThePageMoves(QObject):
    """Calls ``act`` shortly after what stands on the window of ``host`` has changed: it was
    scrolled, its rows came again. Only between `begin` and `end`, and at most ten times a second.
    """

    def __init__(self, host: QWidget, owner: QObject, act: Callable[[], None]) -> None:
        super().__init__(owner)
        self._host = host
        self._window: QWidget | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_MOVED_MS)
        self._soon.timeout.connect(act)

    def begin(self) -> None:
        """Watch from now on."""
        if self._window is None:
            self._window = self._host.window()
            self._window.installEventFilter(self)

    def end(self) -> None:
        """Watch no more."""
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window = None
        self._soon.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whatever changes is painted anew."""
        if event.type() == QEvent.Type.UpdateRequest and not self._soon.isActive():
            self._soon.start()
        return False


class WhenASheetComes(QObject):
    """Calls ``act`` when a side sheet opens or closes: it takes the focus, or gives it back.

    After the event, never in it: what had the focus may be half deleted, and whoever looks through
    the widgets of a page then comes upon it (the program died when a file dialogue closed).
    """

    def __init__(self, owner: QObject, act: Callable[[], None]) -> None:
        super().__init__(owner)
        self._act = act
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._later)

    @Slot()
    def _later(self) -> None:
        QTimer.singleShot(0, self, self._act)


def _buttons(host: QWidget) -> Iterator[QRect]:
    """What is in sight of the buttons that messages make way for."""
    foot = host.rect().bottom() - px(_FOOT)
    for made in host.findChildren(QPushButton):
        if made.property("kind") == "inline" or _says(made):
            continue
        for at in _in_sight(host, [made]):
            if at.bottom() > foot or _is_in_sheet(made):
                yield at


def _in_sight(host: QWidget, widgets: Sequence[QWidget]) -> Iterator[QRect]:
    """Where the parts of ``widgets`` are that are in sight; nothing for one out of sight."""
    for made in widgets:
        seen = made.visibleRegion().boundingRect() if made.isVisible() else QRect()
        if not seen.isEmpty():
            yield QRect(made.mapTo(host, seen.topLeft()), seen.size())


def _says(made: QWidget) -> bool:
    """Whether it belongs to a message itself."""
    above = made.parentWidget()
    return above is not None and above.property("role") in ("strip", "toast")


def _is_in_sheet(made: QWidget) -> bool:
    above: QWidget | None = made
    while above is not None and not isinstance(above, SideSheet):
        above = above.parentWidget()
    return above is not None
