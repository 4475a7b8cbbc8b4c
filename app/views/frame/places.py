"""Where messages may stand: beside side sheets, and over no button."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Slot
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.views.theme import Space, px
from app.views.widgets.side_sheet import SideSheet

_NARROWEST = 320
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
        if not made.isVisible() or made.property("kind") == "inline" or _says(made):
            continue
        seen = made.visibleRegion().boundingRect()
        at = QRect(made.mapTo(host, seen.topLeft()), seen.size())
        if not seen.isEmpty() and (at.bottom() > foot or _is_in_sheet(made)):
            yield at


def _says(made: QWidget) -> bool:
    """Whether it belongs to a message itself."""
    above = made.parentWidget()
    return above is not None and above.property("role") in ("strip", "toast")


def _is_in_sheet(made: QWidget) -> bool:
    above: QWidget | None = made
    while above is not None and not isinstance(above, SideSheet):
        above = above.parentWidget()
    return above is not None
