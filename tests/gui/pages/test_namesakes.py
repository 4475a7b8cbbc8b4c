"""Namesakes in the window: year of birth and community stand where one of them is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.cards import IssueCard
from app.services.rights import Actor
from app.views.members.page import MembersPage
from app.wiring import Application
from tests.gui.pages.desk import Desk, shown
from tests.gui.pages.members_page import content, members_page
from tests.helpers.people import id_number, register

HOME = "小河路 1 号"


@pytest.fixture
def desk(app: Application, manager: Actor) -> Desk:
    return Desk(app, manager)


@pytest.fixture
def two(app: Application, clerk: Actor) -> list[str]:
    """Two 王秀英 in one house, and 李建国 who lives there too."""
    given = (("王秀英", "19400101", 124, "小河社区"), ("王秀英", "19420505", 142, "和睦社区"),
             ("李建国", "19420505", 143, "小河社区"))  # fmt: skip
    return [
        register(app, clerk, name, community=place, address=HOME, id_number=id_number(born, n))
        for name, born, n, place in given
    ]


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, two: list[str]) -> Iterator[MembersPage]:
    with members_page(qtbot, desk) as made:
        yield made


def test_the_list_says_the_year_beside_the_name(page: MembersPage) -> None:
    assert [row[1] for row in shown(page.table)] == ["王秀英（1940）", "王秀英（1942）", "李建国"]


def test_who_lives_in_the_same_house(page: MembersPage, two: list[str]) -> None:
    page.activate({"uid": two[2], "tab": "family"})
    tab: Any = page.tabs.tab("family")
    assert "王秀英（1940，小河社区）、王秀英（1942，和睦社区）" in tab.house.words.text()
    tab.house.buttons["join"].click()
    form = content(page)
    texts = [made.text() for made in form.near.values()]
    assert texts == ["王秀英（1940，小河社区）", "王秀英（1942，和睦社区）"]
    form.near[two[1]].click()
    assert form.words.text().startswith("已选：王秀英（1942，和睦社区）\n户主：")
    form.picker.search("王秀英")
    QTest.keyClick(form.picker, Qt.Key.Key_Return)
    assert form.words.text().partition("\n")[0] in (
        "已选：王秀英（1940，小河社区）", "已选：王秀英（1942，和睦社区）",
    )  # fmt: skip
    form.editor("relation").setText("妻")
    form.submit()
    assert {row[4] for row in shown(tab.people)} <= {"小河社区", "和睦社区"}


def test_a_contact_who_is_a_member_is_named_with_it(page: MembersPage, two: list[str]) -> None:
    page.activate({"uid": two[2], "tab": "family"})
    tab: Any = page.tabs.tab("family")
    tab.around.buttons["add"].click()
    form = content(page)
    form.picker.search("王秀英")
    QTest.keyClick(form.picker, Qt.Key.Key_Return)
    assert "（194" in form._link_words.text()


def test_a_refused_card_says_whose(
    page: MembersPage, desk: Desk, app: Application, clerk: Actor, two: list[str]
) -> None:
    app.cards.issue(IssueCard(two[2], "K1"), clerk)
    chosen, flags = page.table.view.selectionModel(), QItemSelectionModel.SelectionFlag
    for row in (0, 1):
        chosen.select(page.table.model.index(row, 0), flags.Select | flags.Rows)
    page.selection.cards.click()
    sheet = content(page)
    for number in ("K1", "K2"):
        QTest.keyClicks(sheet.number, number)
        QTest.keyClick(sheet.number, Qt.Key.Key_Return)
    sheet.save.click()
    assert "王秀英（000001） K1" in desk.messages[-1]
