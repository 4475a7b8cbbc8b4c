"""Parts of a page that take the place of each other."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.views import parts
from app.views.widgets.panes import FrontLayout


def test_what_comes_to_the_front_is_seen_from_its_top(qtbot: QtBot) -> None:
    """A file was read down to its end; the list after it opens at its filter box."""
    content, holder = QWidget(), QWidget()
    box = QVBoxLayout(content)
    area = parts.scroll(content)
    qtbot.addWidget(area)
    stack = FrontLayout(holder)
    for height in (900, 600):
        page = QWidget()
        page.setMinimumHeight(height)
        stack.addWidget(page)
    box.addWidget(parts.label("标题"))
    box.addWidget(holder)
    area.resize(400, 300)
    with qtbot.waitExposed(area):
        area.show()
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    stack.setCurrentIndex(1)
    assert bar.value() == holder.y()
    bar.setValue(0)
    stack.setCurrentIndex(0)
    assert bar.value() == 0, "nothing is scrolled away"
