"""Lists that open below a line: their look is that of the other menus."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QListView,
    QStyle,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.views import theme
from app.views.inputs import ComboBox, LineEdit
from app.views.members.bulk.sheets import community_form
from app.views.theme import Theme
from app.views.widgets.form.searching import SearchLine

PLACES = ("小河社区", "和睦社区", "登云社区")


@pytest.fixture(params=[(Theme.LIGHT, 100), (Theme.DARK, 200)], ids=["light 100", "dark 200"])
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, *request.param)
    yield
    theme.apply(qapp)


def in_window(qtbot: QtBot, widget: QWidget) -> QWidget:
    holder = QWidget()
    qtbot.addWidget(holder)
    QVBoxLayout(holder).addWidget(widget)
    holder.resize(theme.px(400), theme.px(120))
    with qtbot.waitExposed(holder):
        holder.show()
    return holder


def frame_of(view: QWidget) -> str:
    """The colour of its left edge."""
    return QColor(view.grab().toImage().pixel(0, view.height() // 2)).name()


@pytest.mark.usefixtures("look")
def test_suggestions_have_a_frame_and_rows_to_hit(qtbot: QtBot) -> None:
    line = SearchLine([(name, name) for name in PLACES])
    holder = in_window(qtbot, line)
    line.show_all()
    popup = line.completer().popup()
    assert isinstance(popup, QListView)
    qtbot.waitUntil(popup.isVisible)
    assert popup.sizeHintForRow(0) >= theme.px(40)
    assert popup.font().pixelSize() == line.font().pixelSize()
    assert frame_of(popup) == theme.colour("border").name()
    assert popup.verticalScrollBar().maximum() == 0, "all of them are in sight"
    popup.hide()
    holder.hide()


def test_a_community_for_many_is_found_by_its_initials(qtbot: QtBot) -> None:
    form = community_form(PLACES, 3)
    holder = in_window(qtbot, form)
    line: Any = form.editor("community")
    line.setFocus()
    qtbot.keyClicks(line, "xh")
    offered = line.completer().completionModel()
    assert [offered.index(row, 0).data() for row in range(offered.rowCount())] == ["小河社区"]
    line.completer().popup().hide()
    holder.hide()


@pytest.mark.usefixtures("look")
def test_a_combo_box_has_rows_to_hit(qtbot: QtBot) -> None:
    combo = ComboBox()
    combo.addItems(PLACES)
    holder = in_window(qtbot, combo)
    combo.showPopup()
    assert combo.view().sizeHintForRow(0) >= theme.px(40)
    combo.hidePopup()
    holder.hide()


@pytest.mark.usefixtures("look")
def test_a_combo_box_that_goes_by_its_contents_cuts_none_of_them(qtbot: QtBot) -> None:
    combo = ComboBox()
    combo.addItems(["分类保障", "自理能力旧分类对应的等级"])
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    holder = in_window(qtbot, combo)
    combo.resize(combo.sizeHint())
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    kind = QStyle.ComplexControl.CC_ComboBox
    room = combo.style().subControlRect(kind, option, part, combo).width()
    assert room >= combo.fontMetrics().horizontalAdvance(combo.itemText(1))
    holder.hide()


@pytest.mark.usefixtures("look")
def test_what_a_line_takes_is_said_in_words_that_fit(qtbot: QtBot) -> None:
    full, short = "签到：姓名、拼音、电话尾号、证件号，或刷卡", "签到：姓名或刷卡"
    line = LineEdit()
    line.set_leading_icon("search")
    line.set_placeholders(full, short)
    holder = in_window(qtbot, line)
    for width, said in ((420, full), (200, short), (420, full)):
        line.setFixedWidth(theme.px(width))
        qtbot.waitUntil(lambda said=said: line.placeholderText() == said)
        assert line.toolTip() == ("" if said == full else full), "the tip has what is left out"
    holder.hide()
