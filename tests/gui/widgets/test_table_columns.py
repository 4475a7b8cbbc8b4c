"""Columns: which are shown, how wide they are, which one stays; rows under the mouse."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.views import theme
from app.views.kit import Kit
from app.views.theme import Status, Tone
from app.views.widgets.table import Column, DataTable
from app.views.widgets.table.widths import Wish, share
from tests.gui.widgets.table_rows import COLUMNS, Make, kit, make, people, source

__all__ = ["kit", "make"]

LONG = "低保、重残、独居、失独、优抚对象"


def titles(table: DataTable) -> list[str]:
    return [COLUMNS[i].title for i in table.columns.shown()]


# --- the chooser ------------------------------------------------------------------------------


def click(menu: QMenu, text: str) -> None:
    action = next(one for one in menu.actions() if one.text() == text)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def test_the_chooser_stays_open_for_several_ticks(make: Make, qtbot: QtBot) -> None:
    table = make()
    menu = table.toolbar.columns.menu()
    assert [one.text() for one in menu.actions() if not one.isSeparator()] == [
        *(c.title for c in COLUMNS), "恢复默认"
    ]  # fmt: skip
    menu.popup(QPoint(0, 0))
    click(menu, "卡号")
    click(menu, "社区")
    assert menu.isVisible()
    assert titles(table) == ["会员号", "姓名", "人员类别", "卡号", "状态"]
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()


def test_space_sets_a_tick_and_the_chooser_stays(make: Make, qtbot: QtBot) -> None:
    table = make()
    menu = table.toolbar.columns.menu()
    menu.popup(QPoint(0, 0))
    menu.setActiveAction(menu.actions()[4])
    qtbot.keyClick(menu, Qt.Key.Key_Space)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert menu.isVisible()
    assert "卡号" not in titles(table), "ticked and unticked"
    menu.hide()


def test_the_default_columns_come_back(make: Make, kit: Kit, qtbot: QtBot) -> None:
    table = make()
    before = [table.view.columnWidth(i) for i in table.columns.shown()]
    menu = table.toolbar.columns.menu()
    menu.popup(QPoint(0, 0))
    click(menu, "卡号")
    click(menu, "会员号")
    table.view.setColumnWidth(1, 333)
    click(menu, "恢复默认")
    assert titles(table) == ["会员号", "姓名", "社区", "人员类别", "状态"]
    assert [one.isChecked() for one in menu.actions()[:6]] == [True] * 4 + [False, True]
    assert [table.view.columnWidth(i) for i in table.columns.shown()] == before
    menu.hide()
    assert titles(make()) == titles(table), "and the next time too"


def test_the_tick_of_the_last_column_stays(make: Make) -> None:
    table = make((Column("name", "姓名"),))
    action = table.toolbar.columns.menu().actions()[0]
    action.trigger()
    assert action.isChecked()
    assert not table.view.isColumnHidden(0)


# --- widths -----------------------------------------------------------------------------------


def cut(table: DataTable) -> list[str]:
    """Titles and words that are cut off."""
    view, room = table.view, 2 * theme.px(12)
    found = []
    for i in table.columns.shown():
        column, width = table.model.columns[i], view.columnWidth(i) - room
        texts = [table.model.data(table.model.index(row, i)) for row in range(table.count())]
        for text in (column.title, *texts):
            if view.fontMetrics().horizontalAdvance(text) > width:
                found.append(text)
    return found


def bar(table: DataTable) -> int:
    return table.view.horizontalScrollBar().maximum()


def test_one_more_column_clips_neither_titles_nor_words(make: Make) -> None:
    """会员号 and 卡号 have room to spare that 人员类别 needs."""
    table = make(size=(700, 600), rows=people(classes="低保、独居"))
    table.columns.show("card", True)
    assert cut(table) == []
    assert bar(table) == 0


def test_room_that_is_left_goes_where_words_are_cut_off(make: Make) -> None:
    columns = (Column("name", "档案一", 300, stretch=True), Column("number", "档案二", 330),
               Column("classes", "为什么像", 250))  # fmt: skip
    table = make(columns, size=(1000, 600), rows=people(classes=LONG * 2))
    assert cut(table) == []
    assert bar(table) == 0
    assert sum(table.view.columnWidth(i) for i in range(3)) == table.view.viewport().width()


def test_a_long_name_is_cut_before_the_state_is_scrolled_away(make: Make) -> None:
    rows = [*people(), *people(1, name="古丽巴哈尔·阿卜杜热西提·麦麦提吐尔逊江")]
    table = make(size=(540, 600), rows=rows)
    assert bar(table) == 0
    assert cut(table) == ["古丽巴哈尔·阿卜杜热西提·麦麦提吐尔逊江"]


def test_a_title_is_whole_in_a_stretching_column_too(make: Make) -> None:
    table = make(size=(480, 600))
    assert "人员类别" not in cut(table)


def test_long_words_make_no_table_scroll_sideways(make: Make) -> None:
    table = make(size=(700, 600), rows=people(classes=LONG * 5))
    assert bar(table) == 0
    assert cut(table), "the tip has them whole"


def test_columns_do_not_shrink_again_for_shorter_words(make: Make) -> None:
    table = make(size=(700, 600), rows=people(classes=LONG))
    wide = table.view.columnWidth(3)
    table.set_source(source(people()))
    assert table.view.columnWidth(3) >= wide, "a list that is filtered does not jump"


def test_a_width_that_was_dragged_is_kept(make: Make, kit: Kit) -> None:
    table = make(rows=people(community="湖墅南路社区居民委员会第二网格"))
    table.view.setColumnWidth(2, 60)
    table.view.room_changed.emit()
    assert table.view.columnWidth(2) == 60
    table.columns.remember()
    assert make().view.columnWidth(2) == 60
    assert make().columns.widths.by_hand() == {"community": 60}, "the others fit by themselves"


def test_a_state_needs_room_for_its_icon(make: Make) -> None:
    status = Status("等待人工核验", Tone.WARN)
    columns = (Column("name", "姓名", 60), Column("state", "状态", 60, value=lambda _: status))
    table = make(columns, size=(400, 600))
    words = table.view.fontMetrics().horizontalAdvance("等待人工核验")
    assert table.view.columnWidth(1) >= words + 24 + 18


@pytest.mark.parametrize(
    ("wishes", "room", "widths"),
    [
        ([Wish(50, 100), Wish(50, 100, stretch=True)], 500, [100, 400]),
        ([Wish(50, 100), Wish(50, 100)], 500, [100, 400]),
        ([Wish(50, 100, 180), Wish(50, 100, 60)], 280, [180, 100]),
        ([Wish(50, 100, 125), Wish(50, 100, 60)], 200, [125, 75]),
        ([Wish(50, 100, 300), Wish(50, 100, 60)], 200, [125, 75]),
        ([Wish(50, 100, 200), Wish(50, 100, 95)], 180, [85, 95]),
        ([Wish(50, 100, 200), Wish(50, 100, 95, whole=True)], 180, [85, 95]),
        ([Wish(50, 100, 200, most=60), Wish(50, 80, 200, most=90)], 160, [70, 90]),
        ([Wish(50, 200, 200), Wish(50, 100, 100, whole=True)], 250, [150, 100]),
        ([Wish(50, 100, 300, dragged=True), Wish(50, 100, 130)], 300, [100, 200]),
        ([Wish(50, 100, 300), Wish(50, 100, 130)], 120, [300, 130]),
        ([Wish(120, 100, 30), Wish(50, 100, 3000)], 100, [120, 320]),
        ([Wish(50, 100, 400, even=True), Wish(50, 100, 600, even=True)], 500, [250, 250]),
        ([Wish(50, 100, 120, even=True), Wish(50, 100, 600, even=True)], 500, [120, 380]),
        ([Wish(50, 100, 400, even=True), Wish(290, 100, 600, even=True)], 500, [210, 290]),
    ],
)
def test_how_room_is_shared(wishes: list[Wish], room: int, widths: list[int]) -> None:
    assert share(wishes, room) == widths


# --- the column that stays --------------------------------------------------------------------


@pytest.fixture
def narrow(make: Make) -> DataTable:
    """A table that is too narrow, scrolled to its right end."""
    table = make(size=(330, 600))
    table.view.horizontalScrollBar().setValue(bar(table))
    assert table.view.columnViewportPosition(1) < 0
    return table


def inks(table: DataTable, rect: Any) -> set[str]:
    """The colours painted in a part of the rows."""
    picture = table.view.viewport().grab(rect).toImage()
    return {
        QColor(picture.pixel(x, y)).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }


def test_the_name_stays_in_sight(narrow: DataTable) -> None:
    view, model = narrow.view, narrow.model
    at = QPoint(20, view.rowViewportPosition(2) + 20)
    assert model.data(view.indexAt(at)) == "王2", "a tip and a click mean what is in sight"
    rect = view.visualRect(model.index(2, 1))
    assert (rect.left(), rect.width()) == (0, view.columnWidth(1))
    here = view.viewport().grab(rect).toImage()
    view.horizontalScrollBar().setValue(0)
    there = view.viewport().grab(view.visualRect(model.index(2, 1))).toImage()
    inner = rect.adjusted(0, 0, -rect.left() - 4, 0).translated(0, -rect.top())
    assert here.copy(inner) == there.copy(inner)


def test_a_click_on_the_name_opens_its_row_and_scrolls_nothing(
    narrow: DataTable, qtbot: QtBot
) -> None:
    view, before = narrow.view, narrow.view.horizontalScrollBar().value()
    at = QPoint(20, view.rowViewportPosition(3) + 20)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert narrow.selected_ids() == (3,)
    assert narrow.model.columns[view.currentIndex().column()].key == "name"
    assert view.horizontalScrollBar().value() == before


def test_the_head_of_the_name_sorts_by_name(narrow: DataTable, qtbot: QtBot) -> None:
    header = narrow.view.table_header
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 20))
    assert narrow.query().sort == "name"


def test_the_keyboard_brings_every_column_into_sight(narrow: DataTable, qtbot: QtBot) -> None:
    view = narrow.view
    view.setFocus()
    view.setCurrentIndex(narrow.model.index(0, 5))
    for column in (3, 2):
        qtbot.keyClick(view, Qt.Key.Key_Left)
        assert view.currentIndex().column() == column
        assert view.columnViewportPosition(column) >= view.columnWidth(1), "not behind the name"
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.horizontalScrollBar().value() == 0


def test_without_scrolling_every_column_is_at_its_place(make: Make) -> None:
    table = make()
    assert table.view.table_header.stuck().isEmpty()
    assert table.view.visualRect(table.model.index(0, 1)).left() == table.view.columnWidth(0)


# --- rows under the mouse ---------------------------------------------------------------------


def grounds(table: DataTable, row: int) -> set[str]:
    """What colour the cells of ``row`` have."""
    view = table.view
    picture = view.viewport().grab().toImage()
    y = view.rowViewportPosition(row) + 3
    places = [view.columnViewportPosition(i) + 3 for i in table.columns.shown()]
    return {QColor(picture.pixel(x, y)).name() for x in places}


def test_the_whole_row_under_the_mouse_is_marked(make: Make, qtbot: QtBot) -> None:
    table = make()
    plain = theme.colour("card").name()
    assert grounds(table, 2) == {plain}
    QTest.mouseMove(table.view.viewport(), QPoint(300, table.view.rowViewportPosition(2) + 20))
    assert grounds(table, 2) == {theme.colour("hover").name()}
    assert grounds(table, 1) == {plain}
    QTest.mouseMove(table.view.viewport(), QPoint(300, table.view.rowViewportPosition(4) + 20))
    assert grounds(table, 2) == {plain}
    table.hide()
    table.show()
    assert grounds(table, 4) == {plain}


# --- low windows ------------------------------------------------------------------------------


def test_in_a_low_window_rows_are_lower_and_no_empty_ones_are_kept(make: Make) -> None:
    table = make(size=(900, 440))
    assert table.view.verticalHeader().defaultSectionSize() == 28
    four = table.view.minimumSizeHint().height()
    assert four == 28 * 5 + table.view.horizontalScrollBar().sizeHint().height()
    table.set_source(source(people(1)))
    assert table.view.minimumSizeHint().height() == four - 2 * 28
    table.resize(900, 700)
    assert table.view.verticalHeader().defaultSectionSize() == 40
    assert table.view.minimumSizeHint().height() > four
