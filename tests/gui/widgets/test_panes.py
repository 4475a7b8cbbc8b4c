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


def test_a_stack_asks_for_what_is_in_front_alone(qtbot: QtBot) -> None:
    """An import as wide as three tables does not make the list behind it scroll sideways."""
    holder = QWidget()
    qtbot.addWidget(holder)
    stack = FrontLayout(holder)
    low, high = QWidget(), QWidget()
    low.setFixedSize(100, 50)
    high.setFixedSize(700, 900)
    stack.addWidget(low)
    stack.addWidget(high)
    assert (stack.sizeHint().toTuple(), stack.minimumSize().toTuple()) == ((100, 50), (100, 50))
    stack.setCurrentWidget(high)
    assert stack.minimumSize().toTuple() == (700, 900)


def test_words_in_front_are_as_high_as_the_width_makes_them(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    stack = FrontLayout(holder)
    plain, words = QWidget(), parts.label("按数字键或点一下选人。" * 6, wrap=True)
    stack.addWidget(plain)
    stack.addWidget(words)
    assert not stack.hasHeightForWidth()
    stack.setCurrentWidget(words)
    assert stack.hasHeightForWidth()
    assert stack.heightForWidth(200) > stack.heightForWidth(600) > 0
    empty = QWidget()
    qtbot.addWidget(empty)
    none = FrontLayout(empty)
    assert (none.sizeHint().isValid(), none.heightForWidth(100)) == (False, -1)
