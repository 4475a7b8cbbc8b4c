"""Opens one page on a real centre, as the window would, without the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.services.rights import Actor
from app.views.changes import ChangeRelay
from app.views.kit import Kit
from app.wiring import Application
from tests.helpers.qt import Heard, listen, make_kit


@dataclass
class Opened:
    """A page in sight, what its kit heard, and where it wanted to go."""

    page: Any
    kit: Kit
    heard: Heard
    went: list[tuple[Any, ...]] = field(default_factory=list)

    @property
    def toast(self) -> str:
        """The newest toast."""
        return self.heard.toasts[-1].text

    @property
    def message(self) -> str:
        """The newest strip."""
        return self.heard.messages[-1].text


def open_page(
    qtbot: QtBot,
    app: Application,
    build: Callable[[Application, Kit], QWidget],
    actor: Actor,
    argument: object = None,
) -> Opened:
    """Show the page of ``build``; it refreshes itself when rows change."""
    went: list[tuple[Any, ...]] = []
    kit = replace(make_kit(went), clock=app.clock, actor=lambda: actor)
    page = build(app, kit)
    qtbot.addWidget(page)
    relay = ChangeRelay()
    relay.setParent(page)
    relay.attach(app.events)
    if hasattr(page, "changed"):
        relay.changed.connect(page.changed)
    with qtbot.waitExposed(page):
        page.resize(1100, 700)
        page.show()
    page.activateWindow()
    if hasattr(page, "activate"):
        page.activate(argument)
    return Opened(page, kit, listen(kit.notify), went)


def type_text(text: str, enter: bool = True) -> None:
    """Type as a keyboard or a scanner does: every key goes to whatever has the focus."""
    for ch in text:
        QTest.keyClicks(_focus(), ch)
    if enter:
        press(Qt.Key.Key_Return)


def compose(text: str) -> None:
    """Enter ``text`` as an input method does, and Enter."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(_focus(), event)
    press(Qt.Key.Key_Return)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press one key."""
    QTest.keyClick(_focus(), key, modifier)


def cells(table: Any, *keys: str) -> list[tuple[str, ...]]:
    """The displayed texts of some columns, row by row."""
    places = [next(i for i, c in enumerate(table.model.columns) if c.key == key) for key in keys]
    return [
        tuple(table.model.data(table.model.index(row, place)) for place in places)
        for row in range(table.model.rowCount())
    ]


def _focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget
