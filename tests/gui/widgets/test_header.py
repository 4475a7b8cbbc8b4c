"""The head of a page: one row of actions, what it does not hold is in 更多."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.views import fonts, theme
from app.views.theme import Theme
from app.views.widgets.page import Page

ACTIONS = (
    ("back", "返回"), ("check_in", "签到"), ("meal", "登记就餐"), ("edit", "修改"),
    ("print_file", "打印档案"), ("numbers", "完整号码"),
)  # fmt: skip


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> Page:
    fonts.load()
    theme.apply(qapp, Theme.LIGHT, 100)
    made = Page("王秀英", "女 · 88 岁 · 会员号 000001 · 在册")
    for key, text in ACTIONS:
        made.header.add_action(key, text, "edit")
    made.header.add_action("new", "新建")
    menu = QMenu(made)
    menu.addAction(QAction("午餐", menu))
    made.header.buttons["meal"].setMenu(menu)
    made.header.set_spare("numbers", "print_file", "edit", "meal")
    made.header.offer([key for key, _ in ACTIONS])
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    QApplication.processEvents()
    return made


def in_row(page: Page) -> list[str]:
    return [key for key, made in page.header.buttons.items() if made.isVisible()]


def in_menu(page: Page) -> dict[str, QAction]:
    more = page.header.more
    assert more is not None
    if not more.isVisible():
        return {}
    more.menu().aboutToShow.emit()
    return {action.text(): action for action in more.menu().actions()}


def narrow(page: Page, width: int) -> None:
    page.resize(width, 700)
    settle()


def settle() -> None:
    """The menu is filled after the row was measured, and the row is then measured anew."""
    for _ in range(3):
        QApplication.processEvents()


def test_a_wide_page_has_everything_in_its_row(page: Page) -> None:
    assert in_row(page) == [key for key, _ in ACTIONS]
    assert in_menu(page) == {}


def test_a_narrow_one_keeps_one_row_and_what_is_needed_often(page: Page) -> None:
    high = page.header.height()
    for width in (1000, 900, 800, 700, 620):
        narrow(page, width)
        assert page.header.height() == high, f"one row at {width}"
        assert in_row(page)[:2] == ["back", "check_in"]
        assert len(in_menu(page)) != 1, "a menu of one hides a word for nothing"
        assert len(in_row(page)) + len(in_menu(page)) == len(ACTIONS)
    assert list(in_menu(page)) == ["登记就餐", "修改", "打印档案", "完整号码"]
    narrow(page, 1200)
    assert in_menu(page) == {}


def places(page: Page) -> tuple[QRect, QRect]:
    """Where title and the line that belongs to it stand in the head."""
    head = page.header
    title, line = (
        QRect(one.mapTo(head, QPoint(0, 0)), one.size()) for one in (head.title, head.subtitle)
    )
    return title, line


def test_in_a_roomy_window_the_line_stands_below_the_title(page: Page) -> None:
    title, line = places(page)
    assert (line.x(), line.y() - title.bottom() - 1) == (title.x(), 2)
    assert page.header.pos().toTuple() == (24, 16)
    assert page.states.y() - page.header.geometry().bottom() - 1 == 16


def test_in_a_tight_one_it_stands_beside_it_and_all_is_closer(page: Page) -> None:
    roomy = page.header.height()
    page.resize(1200, 500)
    settle()
    title, line = places(page)
    assert line.x() - title.right() - 1 == 12
    assert title.top() <= line.center().y() <= title.bottom(), "in one line"
    assert page.header.height() < roomy
    assert page.header.pos().toTuple() == (16, 5)
    assert page.states.y() - page.header.geometry().bottom() - 1 == 5
    page.resize(1200, 700)
    settle()
    assert page.header.height() == roomy
    assert places(page)[1].x() == places(page)[0].x()


def test_in_a_tight_and_narrow_one_no_word_is_cut_for_it(page: Page) -> None:
    page.resize(620, 500)
    settle()
    title, line = places(page)
    assert line.y() > title.bottom(), "beside the title it has no room"
    assert line.width() >= page.header.subtitle.sizeHint().width()


def test_a_long_name_has_the_row_to_itself(page: Page) -> None:
    narrow(page, 700)
    page.header.set_title("阿卜杜热合曼·买买提艾力·阿卜杜热西提·麦麦提吐尔逊")
    settle()
    assert in_row(page) == [key for key, _ in ACTIONS if key not in in_hidden(page)]
    assert in_row(page)[:4] == ["back", "check_in", "meal", "edit"], "as many as the row holds"


def in_hidden(page: Page) -> tuple[str, ...]:
    assert page.header.more is not None
    return page.header.more.keys()


def test_the_menu_does_what_the_buttons_do_and_says_why_not(page: Page) -> None:
    pressed: list[str] = []
    page.header.buttons["edit"].clicked.connect(lambda: pressed.append("edit"))
    page.header.buttons["numbers"].setEnabled(False)
    page.header.buttons["numbers"].setToolTip("请由中心负责人操作。")
    narrow(page, 620)
    shown = in_menu(page)
    shown["修改"].trigger()
    assert pressed == ["edit"]
    assert not shown["完整号码"].isEnabled()
    assert shown["完整号码"].toolTip() == "请由中心负责人操作。"
    below: QMenu = shown["登记就餐"].menu()  # type: ignore[assignment]
    assert [one.text() for one in below.actions()] == ["午餐"]
    assert page.trigger("edit"), "keys reach what is in the menu"
    assert pressed == ["edit", "edit"]
    assert not page.trigger("new"), "and nothing that is not offered"


def test_other_actions_are_offered_without_a_trace_of_the_first(page: Page) -> None:
    narrow(page, 620)
    page.header.offer(["new"])
    settle()
    assert in_row(page) == ["new"]
    assert in_menu(page) == {}
