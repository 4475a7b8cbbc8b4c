"""Words in the place of a list: what was said before leaves no trace."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.views import parts
from app.views.notify import Action
from app.views.widgets.states import StateStack


def test_words_that_stood_there_make_nothing_scroll_afterwards(qtbot: QtBot) -> None:
    """A day without meals said so; the next day's list is as high as it is without that."""
    list_of_meals, content = QWidget(), QWidget()
    list_of_meals.setMinimumSize(200, 100)
    stack = StateStack(list_of_meals)
    box = QVBoxLayout(content)
    box.addWidget(parts.label("刷卡后按回车。", wrap=True))  # the wider, the lower
    box.addWidget(stack)
    area = parts.scroll(content)
    qtbot.addWidget(area)
    area.resize(500, 180)
    with qtbot.waitExposed(area):
        area.show()
    assert area.verticalScrollBar().maximum() == 0
    again = Action("登记", lambda: None)
    stack.show_state("empty", "这一天没有就餐记录。", "要补记请在上面写明原因再找人。", again)
    QApplication.processEvents()
    assert stack.state.sizeHint().height() > 150
    stack.show_content()
    for _ in range(3):
        QApplication.processEvents()
    assert content.heightForWidth(content.width()) <= 180
    assert area.verticalScrollBar().maximum() == 0
