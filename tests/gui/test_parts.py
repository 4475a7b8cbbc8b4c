"""Buttons: what opens below them, and that they are marked only while the mouse is there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QEnterEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.views import parts, theme
from app.views.menus import TickMenu


@pytest.fixture
def button(qtbot: QtBot) -> Iterator[QPushButton]:
    """A button in a window."""
    holder = QWidget()
    qtbot.addWidget(holder)
    made = parts.button("整理", "more")
    made.setParent(holder)
    made.move(200, 100)
    holder.resize(600, 400)
    with qtbot.waitExposed(holder):
        holder.show()
    yield made
    holder.hide()


def test_a_click_opens_the_menu_below_its_button(qtbot: QtBot, button: QPushButton) -> None:
    menu, taken = QMenu(button), []
    menu.addAction("数据质量").triggered.connect(lambda: taken.append("数据质量"))
    button.setMenu(menu)
    assert button.menu() is menu
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert menu.isVisible()
    assert menu.pos() == button.mapToGlobal(QPoint(0, button.height()))
    assert button.isDown(), "it stays marked as long as its menu is open"
    action = menu.actions()[0]
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    assert taken == ["数据质量"]
    assert not button.isDown()


def test_enter_opens_the_menu_too(qtbot: QtBot, button: QPushButton) -> None:
    menu = QMenu(button)
    menu.addAction("数据质量")
    button.setMenu(menu)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert menu.isVisible()
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert not button.isDown()


def test_a_button_is_not_marked_for_good_when_qt_missed_that_the_mouse_left(
    qtbot: QtBot, button: QPushButton
) -> None:
    """Under a menu, or after a box that a menu opened, Qt says that it comes, not that it goes."""
    QCursor.setPos(button.mapToGlobal(QPoint(500, 250)))
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    inside = QPointF(5, 5)
    QApplication.sendEvent(button, QEnterEvent(inside, inside, inside))
    assert button.underMouse()
    qtbot.waitUntil(lambda: not button.underMouse())


def test_a_button_that_went_out_of_sight_under_the_mouse_comes_back_calm(
    qtbot: QtBot, button: QPushButton
) -> None:
    """Another view was in its place: the mouse may have gone before anybody looked."""
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    button.hide()
    button.show()
    assert not button.underMouse()


def test_a_button_without_a_menu_has_none(button: QPushButton) -> None:
    assert button.menu() is None


def test_a_tick_in_a_menu_grows_with_the_scale(qtbot: QtBot, qapp: QApplication) -> None:
    """Qt's own is 8 pixels at every scale; at 200 % nobody saw what was chosen."""
    widths = []
    for scale in (100, 200):
        theme.apply(qapp, scale=scale)
        menu = TickMenu()
        qtbot.addWidget(menu)
        for text in ("全部", "小河社区"):
            menu.addAction(text).setCheckable(True)
        menu.popup(QPoint(0, 0))
        before = menu.grab().toImage()
        menu.actions()[1].setChecked(True)
        after = menu.grab().toImage()
        changed = [
            x for x in range(after.width()) for y in range(after.height())
            if after.pixel(x, y) != before.pixel(x, y)
        ]  # fmt: skip
        widths.append(max(changed) - min(changed))
        menu.hide()
    theme.apply(qapp)
    assert widths[0] >= 12
    assert widths[1] >= 2 * widths[0] - 2
