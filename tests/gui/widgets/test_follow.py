"""In a low window the line that the keyboard goes to is scrolled into sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.views import parts
from app.views.widgets.follow import follow_line
from app.views.widgets.table import Column, DataTable, SequenceSource
from tests.helpers.qt import make_kit


@pytest.fixture
def low(qtbot: QtBot) -> tuple[QScrollArea, DataTable]:
    """A table of 300 pixels in a place of 120, with something above it."""
    columns = (Column("name", "姓名", value=lambda row: row),)
    table = DataTable("low", columns, make_kit().runner)
    table.set_toolbar_visible(False)
    table.setFixedHeight(300)
    follow_line(table)
    content = QWidget()
    box = QVBoxLayout(content)
    box.addWidget(parts.label("上面的说明"))
    box.addWidget(table)
    area = parts.scroll(content)
    qtbot.addWidget(area)
    area.resize(400, 120)
    area.show()
    table.set_source(
        SequenceSource([f"甲{n}" for n in range(20)], columns, identity=lambda row: row)
    )
    table.view.setFocus()
    table.view.selectRow(0)
    return area, table


def in_sight(table: DataTable) -> bool:
    line = table.view.visualRect(table.view.currentIndex())
    return table.view.viewport().visibleRegion().contains(line.center())


def test_the_line_of_the_keyboard_is_seen(qtbot: QtBot, low: tuple[QScrollArea, DataTable]) -> None:
    area, table = low
    for _ in range(6):
        qtbot.keyClick(table.view, Qt.Key.Key_Down)
        qtbot.waitUntil(lambda: in_sight(table))
    assert area.verticalScrollBar().value() > 0
    qtbot.keyClick(table.view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: in_sight(table))


def test_nothing_moves_while_somebody_works_elsewhere(
    qtbot: QtBot, low: tuple[QScrollArea, DataTable]
) -> None:
    area, table = low
    qtbot.wait(50)
    area.verticalScrollBar().setValue(0)
    table.view.clearFocus()
    table.view.selectRow(6)
    qtbot.wait(60)
    assert area.verticalScrollBar().value() == 0
