"""What a window that is tight for its scale tells what stands in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.views import theme
from app.views.theme import Theme
from app.views.widgets.low_window import LowWindow, on_tight


@pytest.fixture(autouse=True)
def _scale(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, Theme.LIGHT, 100)
    yield
    theme.apply(qapp, Theme.LIGHT, 100)


def window(qtbot: QtBot, height: int) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.resize(900, height)
    return made


def put(into: QWidget, widget: QWidget) -> QWidget:
    layout = into.layout()
    assert layout is not None
    layout.addWidget(widget)
    return widget


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def test_whoever_asks_is_told_when_seen_and_at_every_change(qtbot: QtBot) -> None:
    top, told = window(qtbot, 800), list[bool]()
    on_tight(put(top, QWidget()), told.append)
    assert told == [], "nobody knows the window of what is not seen"
    top.show()
    assert told == [False]
    top.resize(900, 610)
    top.resize(900, 600)
    top.resize(900, 700)
    assert told == [False, True, False], "once for every change, not for every size"


def test_another_scale_makes_the_same_window_tight(qtbot: QtBot, qapp: QApplication) -> None:
    top, told = window(qtbot, 800), list[bool]()
    on_tight(put(top, QWidget()), told.append)
    top.show()
    theme.apply(qapp, Theme.LIGHT, 150)
    settle()
    assert told[-1] is True
    assert not LowWindow.around(top).is_low(), "tight, but not low: the rows keep their height"
    theme.apply(qapp, Theme.LIGHT, 200)
    settle()
    assert LowWindow.around(top).is_low()


def test_what_goes_into_another_window_listens_to_that_one(qtbot: QtBot) -> None:
    roomy, tight, told = window(qtbot, 800), window(qtbot, 500), list[bool]()
    widget = put(roomy, QWidget())
    on_tight(widget, told.append)
    roomy.show()
    put(tight, widget)
    tight.show()
    widget.show()
    assert told[-1] is True
    before = len(told)
    roomy.resize(900, 400)
    assert len(told) == before, "the window it left says nothing to it any more"
    tight.resize(900, 800)
    assert told[-1] is False
