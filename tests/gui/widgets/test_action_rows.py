"""A card of a few things with their buttons: what stays where it is when the rows come again."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.views import parts
from app.views.theme import Status, Tone
from app.views.widgets.action_rows import ActionRow, ActionRows, RowAction

ROWS = [
    ActionRow(str(at), Status("有效", Tone.OK), f"第 {at} 行", "说明",
              (RowAction("sign", "登记签署"), RowAction("text", "文本")))
    for at in range(12)
]  # fmt: skip


@pytest.fixture
def area(qtbot: QtBot) -> QScrollArea:
    cards = ActionRows("同意书", "没有。")
    cards.set_rows(ROWS)
    inner = QWidget()
    QVBoxLayout(inner).addWidget(cards)
    area = parts.scroll(inner)
    area.resize(600, 240)
    qtbot.addWidget(area)
    area.show()
    qtbot.waitUntil(lambda: area.isActiveWindow() and area.verticalScrollBar().maximum() > 100)
    return area


@pytest.fixture
def cards(area: QScrollArea) -> ActionRows:
    found = area.findChild(ActionRows)
    assert isinstance(found, ActionRows)
    return found


def test_the_page_follows_the_keyboard(qtbot: QtBot, area: QScrollArea, cards: ActionRows) -> None:
    bar = area.verticalScrollBar()
    cards.buttons["text", "11"].setFocus()
    qtbot.waitUntil(lambda: bar.value() > bar.maximum() // 2)


def test_rows_that_come_again_do_not_turn_the_page_back(
    qtbot: QtBot, area: QScrollArea, cards: ActionRows
) -> None:
    bar = area.verticalScrollBar()
    cards.buttons["sign", "0"].setFocus()
    bar.setValue(bar.maximum())
    cards.set_rows(ROWS)
    made = cards.buttons["sign", "0"]
    qtbot.waitUntil(made.isVisible)
    qtbot.wait(50)  # the layout of the new rows
    assert made.hasFocus()
    assert bar.value() == bar.maximum() > 0
