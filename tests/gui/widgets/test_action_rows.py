"""A card of a few things with their buttons: what stays where it is when the rows come again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
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


def test_a_button_pressed_while_the_rows_come_again_is_pressed(
    qtbot: QtBot, cards: ActionRows
) -> None:
    """A click is two events; a slow machine puts the new rows between them."""
    told: list[tuple[str, str]] = []
    cards.asked.connect(lambda *what: told.append(what))
    made = cards.buttons["text", "1"]
    qtbot.mousePress(made, Qt.MouseButton.LeftButton)
    cards.set_rows([replace(ROWS[0], text="签好了"), *ROWS[1:]])
    qtbot.mouseRelease(made, Qt.MouseButton.LeftButton)
    assert told == [("text", "1")]
    assert cards.buttons["text", "1"] is made
    assert cards.buttons["text", "0"].accessibleName() == "文本 签好了"


def test_rows_come_in_the_order_given(qtbot: QtBot, cards: ActionRows) -> None:
    cards.set_rows([ROWS[2], replace(ROWS[1], detail="别的"), ROWS[0]])

    def tops() -> list[int]:
        return [cards.buttons["sign", key].mapTo(cards, QPoint()).y() for key in ("2", "1", "0")]

    qtbot.waitUntil(lambda: tops() == sorted(set(tops())))
    assert list(cards.buttons) == [(a, k) for k in ("2", "1", "0") for a in ("sign", "text")]
