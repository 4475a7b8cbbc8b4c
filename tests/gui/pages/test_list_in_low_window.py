"""The list of members where it is tight, and its chips after what was done to the found people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.services.rights import Actor
from app.views import fonts, theme
from app.views.members import build
from app.views.members.page import MembersPage
from app.views.theme import Theme
from app.wiring import Application
from tests.gui.pages.desk import Desk
from tests.helpers.people import register

SIZES = ((100, 1270, 800), (150, 1180, 656), (200, 1310, 710))
"""Scale, and the page in a window of 1440 × 900, 1280 × 800 and 1440 × 900."""


@pytest.fixture
def uids(app: Application, clerk: Actor) -> list[str]:
    """Twelve people, half of them from 小河."""
    return [
        register(app, clerk, f"王秀{chr(0x4E00 + n)}", community="小河" if n % 2 else "登云社区")
        for n in range(12)
    ]


@pytest.fixture
def desk(app: Application, manager: Actor) -> Desk:
    return Desk(app, manager)


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}%")
def page(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, desk: Desk, uids: list[str]
) -> Iterator[MembersPage]:
    scale, width, height = request.param
    fonts.load()
    theme.apply(qapp, Theme.LIGHT, scale)
    made = build(desk.app, desk.kit)
    assert isinstance(made, MembersPage)
    made.resize(width, height)
    made.show()
    qtbot.waitExposed(made)
    made.activate()
    made.activateWindow()
    made.take_focus()
    settle()
    yield made
    made.close_sheet()
    made.hide()
    made.deleteLater()
    theme.apply(qapp, Theme.LIGHT, 100)


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def whole(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def bars(page: MembersPage) -> list[QAbstractScrollArea]:
    """What can be scrolled up and down."""
    areas = [one for one in page.findChildren(QAbstractScrollArea) if one.isVisible()]
    return [one for one in areas if one.verticalScrollBar().maximum() > 0]


def test_one_bar_scrolls_the_list_and_its_filter_is_in_sight(page: MembersPage) -> None:
    assert [type(one).__name__ for one in bars(page)] in ([], ["TableView"])
    assert whole(page.table.toolbar.box)
    assert whole(page.table.toolbar.export)
    view = page.table.view
    rows = view.viewport().height() // view.verticalHeader().defaultSectionSize()
    assert rows >= 4
    assert whole(view.horizontalScrollBar()) or not view.horizontalScrollBar().maximum()


def test_the_list_after_a_file_is_seen_from_its_top(page: MembersPage, uids: list[str]) -> None:
    page.activate(uids[3])
    settle()
    for area in page.findChildren(QAbstractScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    page.back()
    settle()
    assert whole(page.table.toolbar.box)


def select_all(page: MembersPage) -> None:
    flags = QItemSelectionModel.SelectionFlag
    chosen = page.table.view.selectionModel()
    for row in range(page.table.count()):
        chosen.select(page.table.model.index(row, 0), flags.Select | flags.Rows)


@pytest.mark.parametrize("page", SIZES[:1], indirect=True, ids=["100%"])
def test_the_chip_says_what_filters_the_list_although_nobody_lives_there_any_more(
    page: MembersPage, desk: Desk
) -> None:
    """All found of 小河 are set to 小河社区: none is found, and the chip says why."""
    chip = page.table.toolbar.chips["community"]
    chip.choose("小河")
    select_all(page)
    page.selection.community.click()
    sheet = page.sheet()
    assert sheet is not None
    form: Any = sheet.content
    form.editor("community").insert("小河社区")
    form.submit()
    page.refresh()
    assert page.table.count() == 0
    assert chip.text() == "社区：小河"
    desk.notify.undo_last()
    page.refresh()
    assert page.table.count() == 6
    assert chip.text() == "社区：小河"
    chip.cross.click()
    assert page.table.count() == 12
