"""What a person at the desk has: a hand for mouse and keyboard, and eyes for what is in sight.

Nothing here calls a method of a page. Clicks and keys go to the native window, which finds the
widget below the pointer or with the focus, as on a real screen; a button that something covers
cannot be pressed. Chinese text is committed the way an input method does it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QWidget,
)

from app.main.desktop import Desktop
from tests.journeys.eyes import SPEAKING, displayed_rows, is_in_sight, plain_titles, words_of
from tests.journeys.fingers import commit, handle, pause, runs, wheel

LONGEST = 15.0
"""Seconds that anything a person waits for may take in a journey."""
_STEP_MS = 20
_QUIET = 3
_INPUTS = (QLineEdit, QPlainTextEdit, QComboBox)
_W = TypeVar("_W", bound=QWidget)


class Hand:
    """Acts on and looks at the window of ``desktop``."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        self._answers: list[Path] = []

    # --- waiting and looking --------------------------------------------------------------

    def wait(self, what: Callable[[], object], why: str = "", seconds: float = LONGEST) -> None:
        """Let the program work until ``what`` is true; else say what is in sight instead."""
        end = time.monotonic() + seconds
        while not what():
            if time.monotonic() > end:
                raise AssertionError(f"waited for {why or what}; in sight:\n{self.page_text()}")
            pause(_STEP_MS)

    def settle(self) -> None:
        """Let what was begun come to its end: nothing runs and nothing on the screen changes."""
        before, quiet = "", 0
        while quiet < _QUIET:
            pause(3 * _STEP_MS)
            now = self.page_text()
            quiet = quiet + 1 if now == before and not self.desktop.runner.busy() else 0
            before = now

    @property
    def window(self) -> QWidget:
        """The window in front: a menu or a box, else the program's own."""
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        found = top or self.desktop.window()
        assert found is not None
        return found

    def widgets(self, kind: type[_W], within: QWidget | None = None) -> Iterator[_W]:
        """Everything of ``kind`` in sight, in the order it was made."""
        root = within or self.window
        for widget in root.findChildren(kind):
            if is_in_sight(widget):
                yield widget

    def texts(self, within: QWidget | None = None) -> list[str]:
        """Every text in sight."""
        root = within or self.window
        speaking = (one for one in root.findChildren(QWidget) if isinstance(one, SPEAKING))
        return [words for one in speaking if is_in_sight(one) and (words := words_of(one))]

    def page_text(self, within: QWidget | None = None) -> str:
        """Every text in sight, a line each."""
        return "\n".join(self.texts(within))

    def sees(self, text: str, within: QWidget | None = None) -> bool:
        """Whether ``text`` stands anywhere in sight."""
        return any(text in one for one in self.texts(within))

    def wait_for(self, *texts: str, within: QWidget | None = None) -> None:
        """Wait until each of ``texts`` stands somewhere in sight."""
        for text in texts:
            self.wait(lambda text=text: self.sees(text, within), repr(text))

    def wait_gone(self, text: str) -> None:
        """Wait until ``text`` is nowhere in sight."""
        self.wait(lambda: not self.sees(text), f"{text!r} to go")

    # --- finding --------------------------------------------------------------------------

    def button(self, text: str, within: QWidget | None = None) -> QAbstractButton:
        """The button that says ``text``, or whose tip does when it shows an icon only."""
        found = self._buttons(text, within)
        self.wait(lambda: found.extend(self._buttons(text, within)) or found, f"button {text!r}")
        return found[0]

    def has_button(self, text: str) -> bool:
        """Whether such a button is in sight."""
        return bool(self._buttons(text, None))

    def field(self, name: str, within: QWidget | None = None) -> QWidget:
        """The input called ``name`` (its label, or its placeholder)."""
        found: list[QWidget] = []
        self.wait(lambda: found.extend(self._fields(name, within)) or found, f"field {name!r}")
        return found[0]

    def table(self, title: str, within: QWidget | None = None) -> Table:
        """The table in sight with a column called ``title``."""
        found: list[QTableView] = []

        def look() -> bool:
            found.extend(v for v in self.widgets(QTableView, within) if title in plain_titles(v))
            return bool(found)

        self.wait(look, f"table with column {title!r}")
        return Table(self, found[0])

    # --- mouse ----------------------------------------------------------------------------

    def click(self, widget: QWidget, *, double: bool = False) -> None:
        """Click the middle of what is in sight of ``widget``; it must not be covered."""
        self.wait(lambda: is_in_sight(widget) and widget.isEnabled(), f"{widget} to be alive")
        self._scroll_to(widget)
        middle = widget.visibleRegion().boundingRect().center()
        top = widget.window()
        at = widget.mapTo(top, middle)
        self.wait(lambda: _is_on_top(top, at, widget), f"nothing to cover {words_of(widget)!r}")
        self.click_at(top, at, double=double)

    def turn_to(self, text: str, within: QWidget | None = None) -> None:
        """Turn the wheel until all of what says ``text`` is in sight: down, and then up again.

        As a person does, once the page stands still: what comes later may turn it once more.
        """
        self.settle()
        root = within or self.window

        def whole() -> bool:
            named = (one for one in root.findChildren(QWidget) if words_of(one).strip() == text)
            return any(one.visibleRegion().boundingRect() == one.rect() for one in named)

        areas = [one for one in root.findChildren(QScrollArea) if is_in_sight(one)]
        for delta in (*[-120] * 40, *[120] * 40):
            for area in areas:
                if whole():
                    return
                wheel(area.viewport(), delta)
        raise AssertionError(f"no way to {text!r}; in sight:\n{self.page_text()}")

    def click_at(self, top: QWidget, at: QPoint, *, double: bool = False) -> None:
        """Click a place of a window."""
        act = QTest.mouseDClick if double else QTest.mouseClick
        nothing = Qt.KeyboardModifier.NoModifier
        act(handle(top), Qt.MouseButton.LeftButton, nothing, at)
        pause(0)

    def hover(self, widget: QWidget) -> None:
        """Rest the pointer on ``widget``."""
        top = widget.window()
        QTest.mouseMove(handle(top), widget.mapTo(top, widget.rect().center()))
        pause(0)

    def press(self, text: str, within: QWidget | None = None) -> None:
        """Click the button that says ``text`` as soon as it is alive: the one that is there then,
        parts of a page may be made anew meanwhile."""
        self.wait(lambda: _alive(self._buttons(text, within)), f"button {text!r} to be alive")
        self.click(self.button(text, within))

    def choose(self, field: str, choice: str, within: QWidget | None = None) -> None:
        """Open a combo box and click one of its lines."""
        combo = self.field(field, within)
        assert isinstance(combo, QComboBox)
        self.click(combo)
        view = combo.view()
        self.wait(lambda: is_in_sight(view.viewport()), f"the choices of {field}")
        row = combo.findText(choice)
        assert row >= 0, [combo.itemText(i) for i in range(combo.count())]
        rect = view.visualRect(combo.model().index(row, 0))
        self.click_at(view.window(), view.viewport().mapTo(view.window(), rect.center()))
        self.wait(lambda: combo.currentText() == choice, f"{field} to be {choice}")

    def choices(self, field: str, within: QWidget | None = None) -> list[str]:
        """What a combo box offers."""
        combo = self.field(field, within)
        assert isinstance(combo, QComboBox)
        return [combo.itemText(row) for row in range(combo.count())]

    def choose_in_menu(self, button: str, choice: str) -> None:
        """Open the menu of a button and click one of its lines."""

        def act() -> None:
            menu = QApplication.activePopupWidget()
            if not isinstance(menu, QMenu):
                return
            timer.stop()
            action = next(one for one in menu.actions() if one.text() == choice)
            self.click_at(menu, menu.actionGeometry(action).center())
            if menu.isVisible():  # one for several ticks stays open
                QTest.keyClick(menu, Qt.Key.Key_Escape)

        timer = QTimer()
        timer.timeout.connect(act)
        timer.start(50)
        self.press(button)
        self.wait(lambda: not timer.isActive(), f"{choice!r} in the menu of {button!r}")

    # --- keyboard -------------------------------------------------------------------------

    def keys(self, *sequences: str) -> None:
        """Press keys: ``Ctrl+K``, ``Esc``, ``Return``."""
        for sequence in sequences:
            pressed = QKeySequence(sequence)[0]
            QTest.keyClick(handle(self.window), pressed.key(), pressed.keyboardModifiers())
            pause(0)

    def type(self, text: str) -> None:
        """Type ``text`` wherever the focus is; what no key writes comes from an input method."""
        for run in runs(text):
            if run.isascii():
                for letter in run:
                    QTest.keyClick(handle(self.window), letter)
            else:
                commit(QGuiApplication.focusObject(), run)
        pause(0)

    def scan(self, code: str) -> None:
        """A card reader: the code and Enter, as fast as keys go."""
        for letter in code:
            QTest.keyClick(handle(self.window), letter)
        QTest.keyClick(handle(self.window), Qt.Key.Key_Return)

    def fill(self, field: str, text: str, within: QWidget | None = None) -> None:
        """Click into a field and replace what stands there."""
        self.click(self.field(field, within))
        self.keys("Ctrl+A")
        self.type(text) if text else self.keys("Del")

    # --- inside ---------------------------------------------------------------------------

    def _buttons(self, text: str, within: QWidget | None) -> list[QAbstractButton]:
        shown = list(self.widgets(QAbstractButton, within))
        named = [one for one in shown if one.text().strip() == text]
        return named or [one for one in shown if not one.text() and text in one.toolTip()]

    def _fields(self, name: str, within: QWidget | None) -> list[QWidget]:
        shown = [one for one in self.widgets(QWidget, within) if isinstance(one, _INPUTS)]
        named = [one for one in shown if one.accessibleName() == name]
        lines = [one for one in shown if isinstance(one, QLineEdit)]
        return named or [one for one in lines if one.placeholderText().startswith(name)]

    def _scroll_to(self, widget: QWidget) -> None:
        """Turn the wheel until the middle of ``widget`` is in sight."""
        area = widget.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is None:
            return
        for _ in range(60):
            view = area.viewport()
            at = widget.mapTo(view, widget.rect().center()).y()
            if 0 <= at < view.height():
                return
            wheel(view, 120 if at < 0 else -120)


class Table:
    """A table in sight."""

    def __init__(self, hand: Hand, view: QTableView) -> None:
        self._hand, self.view = hand, view

    def rows(self) -> list[dict[str, str]]:
        """The rows in sight, by column title."""
        names = plain_titles(self.view)
        return [dict(zip(names, row, strict=True)) for row in displayed_rows(self.view)]

    def column(self, title: str) -> list[str]:
        """One column of what is in sight."""
        return [row[title] for row in self.rows()]

    def whole_column(self, title: str) -> list[str]:
        """One column from the first row to the last, by the wheel; each value once."""
        found: dict[str, None] = {}
        for delta in (1200, -120):
            before: list[str] = []
            while before != (before := self.column(title)):
                found.update(dict.fromkeys(before) if delta < 0 else {})
                wheel(self.view.viewport(), delta)
        return list(found)

    def wait_for(self, **cells: str) -> None:
        """Wait for a row with these cells."""
        self._hand.wait(lambda: self._place(cells) is not None, f"a row {cells} in the table")

    def click(self, *, double: bool = False, **cells: str) -> None:
        """Click the row with these cells; turn the wheel to find it."""
        self._hand.wait(lambda: self._turn_to(cells) is not None, f"a row {cells} in the table")
        place = self._place(cells)
        assert place is not None
        row = max(self.view.rowAt(0), 0) + place
        viewport, top = self.view.viewport(), self.view.window()
        column = self.view.horizontalHeader().logicalIndex(0)
        rect = self.view.visualRect(self.view.model().index(row, column))
        middle = viewport.mapTo(top, rect.intersected(viewport.rect()).center())
        self._hand.click_at(top, middle, double=double)

    def _turn_to(self, cells: dict[str, str]) -> int | None:
        """Where the row is in sight; else one notch down, or from the end back to the top."""
        place = self._place(cells)
        if place is None:
            bar = self.view.verticalScrollBar()
            wheel(self.view.viewport(), 120_000 if bar.value() == bar.maximum() else -120)
        return place

    def _place(self, cells: dict[str, str]) -> int | None:
        rows = self.rows()
        fits = (i for i, row in enumerate(rows) if all(row[k] == v for k, v in cells.items()))
        return next(fits, None)


def _alive(found: list[QAbstractButton]) -> bool:
    return bool(found) and found[0].isEnabled()


def _is_on_top(top: QWidget, at: QPoint, widget: QWidget) -> bool:
    found = top.childAt(at) or top
    return found is widget or widget.isAncestorOf(found)
