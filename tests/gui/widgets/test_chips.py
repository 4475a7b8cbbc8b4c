"""Filter chips: what filters the list is always read in its chip."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.views import parts
from app.views.widgets.table import Filter
from app.views.widgets.table.chips import FilterChip
from tests.gui.widgets.table_rows import Make, kit, make, people

__all__ = ["kit", "make"]

GROUPS = (("经济", (("a", "低保"), ("b", "特困"))), ("家庭", (("c", "独居"),)))


def test_what_filters_the_list_is_told_although_it_is_offered_no_longer(make: Make) -> None:
    """All people of 小河 were given another community; the list is still filtered by 小河."""
    table = make(rows=[*people(2), *people(3, community="登云社区")])
    chip = table.toolbar.chips["community"]
    table.set_filter_choices("community", (("小河", "小河"), ("登云社区", "登云社区")))
    chip.choose("小河")
    table.set_filter_choices("community", (("登云社区", "登云社区"),))
    assert chip.text() == "社区：小河"
    assert table.query().filters == {"community": "小河"}
    assert table.toolbar.reset.isVisible()
    table.set_filter_choices("state", (("a", "在册"),))
    table.toolbar.chips["state"].choose("p")
    assert table.toolbar.chips["state"].text() == "状态：暂停", "its word, not its code"


def test_the_cross_takes_back_what_is_chosen(make: Make, qtbot: QtBot) -> None:
    table = make(rows=[*people(2), {**people(1)[0], "id": 9, "state": "p"}])
    chip = table.toolbar.chips["state"]
    assert not chip.cross.isVisible()
    chip.choose("p")
    assert table.count() == 1
    qtbot.waitUntil(lambda: chip.width() == chip.sizeHint().width())
    assert chip.rect().contains(chip.cross.geometry())
    words = chip.fontMetrics().horizontalAdvance(chip.text())
    assert 13 + words < chip.cross.x(), "the cross does not lie over the words"
    assert "状态" in chip.cross.toolTip()
    qtbot.mouseClick(chip.cross, Qt.MouseButton.LeftButton)
    assert chip.value == ""
    assert table.count() == 3
    assert not chip.cross.isVisible()


def test_delete_takes_back_what_is_chosen(make: Make, qtbot: QtBot) -> None:
    table = make()
    chip = table.toolbar.chips["state"]
    chip.choose("p")
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert table.count() == 6
    assert chip.text() == "状态  ▾"


def test_what_is_on_or_off_needs_no_cross(make: Make) -> None:
    chip = make().toolbar.chips["old"]
    chip.click()
    assert chip.text() == "✓ 90 岁以上"
    assert not chip.cross.isVisible()
    chip.click()
    assert chip.value == ""


@pytest.fixture
def chip(qtbot: QtBot) -> Iterator[FilterChip]:
    made = FilterChip(Filter("class", "类别", groups=GROUPS))
    qtbot.addWidget(made)
    yield made
    made.hide()


def test_one_of_each_group_may_be_chosen(chip: FilterChip) -> None:
    heard: list[str] = []
    chip.changed.connect(lambda: heard.append(chip.value))
    chip.pick("a")
    chip.pick("c")
    assert chip.chosen() == ("a", "c")
    assert chip.text() == "类别：低保、独居"
    chip.pick("b")
    assert chip.chosen() == ("c", "b")
    chip.pick("c")
    assert chip.chosen() == ("b",)
    chip.set_groups((("经济", (("a", "低保"),)),))
    assert chip.text() == "类别：特困", "the list is still filtered by it"
    chip.pick("a")
    assert chip.text() == "类别：特困、低保"
    assert len(heard) == 5


def test_the_menu_ticks_what_is_chosen(chip: FilterChip) -> None:
    def ticked() -> list[str]:
        menus = [chip.menu(), *(one.menu() for one in chip.menu().actions() if one.menu())]
        return [one.text() for menu in menus for one in menu.actions() if one.isChecked()]

    assert ticked() == ["全部"]
    chip.pick("b")
    chip.pick("c")
    assert ticked() == ["特困", "独居"]
    chip.choose("")
    assert ticked() == ["全部"]


def test_a_chip_opens_its_menu_below_itself_and_takes_what_is_clicked(
    make: Make, qtbot: QtBot
) -> None:
    table = make(rows=[*people(2), {**people(1)[0], "id": 9, "state": "p"}])
    chip = table.toolbar.chips["state"]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    menu = chip.menu()
    assert menu.isVisible()
    table.set_filter_choices("state", (("a", "在册"), ("p", "暂停")))
    assert menu.isVisible(), "the list was refreshed meanwhile"
    action = next(one for one in menu.actions() if one.text() == "暂停")
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    assert not menu.isVisible()
    assert table.count() == 1


def test_a_low_window_has_one_menu_for_the_chips_that_say_nothing(make: Make, qtbot: QtBot) -> None:
    table = make(size=(640, 440))
    chips, more = table.toolbar.chips, table.toolbar.more
    assert more.isVisible()
    assert not any(chip.isVisible() for chip in chips.values())
    one_row = table.toolbar.height()
    more.menu().aboutToShow.emit()
    assert [one.text() for one in more.menu().actions()] == ["社区", "类别", "状态", "90 岁以上"]
    states = more.menu().actions()[2].menu()
    next(one for one in states.actions() if one.text() == "暂停").trigger()
    assert chips["state"].isVisible(), "what filters the list is read in its chip"
    assert chips["state"].text() == "状态：暂停"
    chips["state"].choose("")
    qtbot.waitUntil(lambda: table.toolbar.height() == one_row)
    table.resize(640, 900)
    assert chips["community"].isVisible()
    assert not more.isVisible()


def test_chips_stay_where_a_menu_would_save_no_row(make: Make, qtbot: QtBot) -> None:
    table = make(size=(640, 440))
    assert table.toolbar.more.isVisible()
    table.add_tool(parts.button("撤销这一位老人今天的签到记录并且写明原因"))
    qtbot.waitUntil(table.toolbar.chips["state"].isVisible)  # a second row it takes anyway
    assert not table.toolbar.more.isVisible()


def test_a_low_window_that_is_wide_shows_all_chips(make: Make) -> None:
    table = make(size=(1300, 440))
    assert all(chip.isVisible() for chip in table.toolbar.chips.values())
    assert not table.toolbar.more.isVisible()
