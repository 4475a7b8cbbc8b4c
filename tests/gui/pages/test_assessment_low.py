"""The tab 能力评估 and the comparison in a narrow and low window: rows come first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.services.assessments import SaveAssessment
from app.services.rights import Actor
from app.views import fonts, theme
from app.views.assessments.listing import AssessmentList
from app.views.assessments.scores import ScoresView
from app.views.members import build
from app.views.theme import Theme
from app.views.widgets.form import Form
from app.views.widgets.table import DataTable
from app.wiring import Application
from tests.gui.pages.opened import Opened, open_page
from tests.helpers.assessing import assess
from tests.helpers.people import register

LARGE = (200, 1310, 710)
"""Scale and the page in a window of 1440 × 900."""


@pytest.fixture
def who(app: Application, clerk: Actor) -> str:
    """Somebody with six assessments and a draft, which is the newest."""
    uid = register(app, clerk, "陈秀英")
    for month in range(5, 11):
        assess(app, clerk, uid, assessed_on=dt.date(2026, month, 1), b1_1=month % 5)
    app.assessments.save_draft(SaveAssessment(uid, {"b1_1": 3}), clerk)
    return uid


@pytest.fixture
def begin(
    qtbot: QtBot, qapp: QApplication, app: Application, clerk: Actor, who: str
) -> Iterator[Callable[..., Opened]]:
    """Opens the file at the tab, at a scale and a size of the page."""
    fonts.load()
    pages: list[Any] = []

    def start(scale: int, width: int, height: int) -> Opened:
        theme.apply(qapp, Theme.LIGHT, scale)
        opened = open_page(qtbot, app, build, clerk, {"uid": who, "tab": "assessment"})
        pages.append(opened.page)
        opened.page.resize(width, height)
        settle()
        return opened

    yield start
    for page in pages:
        page.close_sheet()
        page.hide()
    theme.apply(qapp, Theme.LIGHT, 100)


def settle() -> None:
    """The row is measured anew after the menu was filled."""
    for _ in range(5):
        QApplication.processEvents()


def listing(opened: Opened) -> AssessmentList:
    tab: Any = opened.page.tabs.tab("assessment")
    found: AssessmentList = tab.list
    return found


def in_row(shown: AssessmentList) -> list[str]:
    return [key for key, made in shown.buttons.items() if made.isVisible()]


def in_menu(shown: AssessmentList) -> dict[str, QAction]:
    if not shown.bar.more.isVisible():
        return {}
    shown.bar.more.menu().aboutToShow.emit()
    return {action.text(): action for action in shown.bar.more.menu().actions()}


def choose(shown: AssessmentList, row: int) -> None:
    shown.table.select(shown.table.model.ids()[row])
    settle()


def rows_in_sight(table: DataTable) -> int:
    """Rows that can be read whole."""
    view = table.view
    model = view.model()
    rects = [view.visualRect(model.index(row, 1)) for row in range(model.rowCount())]
    return sum(view.viewport().visibleRegion().contains(rect.center()) for rect in rects)


def test_where_there_is_room_every_button_is_in_the_row(begin: Callable[..., Opened]) -> None:
    shown = listing(begin(100, 1260, 800))
    assert in_row(shown) == list(shown.buttons)
    assert in_menu(shown) == {}


@pytest.mark.parametrize(("scale", "width", "height"), [LARGE, (150, 1180, 656)])
def test_rare_ones_go_into_the_menu_and_the_list_shows_several_rows(
    begin: Callable[..., Opened], scale: int, width: int, height: int
) -> None:
    shown = listing(begin(scale, width, height))
    choose(shown, 1)
    assert shown.bar.height() == shown.buttons["new"].height(), "one row"
    menu = in_menu(shown)
    assert {"作废", "删除草稿"} <= set(menu)
    assert menu["作废"].isEnabled()
    assert not menu["删除草稿"].isEnabled()
    assert {"new", "correct", "compare", "print", "scan"} <= set(in_row(shown))
    assert len(in_row(shown)) + len(menu) == len(shown.buttons)
    assert rows_in_sight(shown.table) >= 4


def test_of_a_draft_going_on_is_in_the_row_and_giving_up_in_the_menu(
    begin: Callable[..., Opened],
) -> None:
    opened = begin(*LARGE)
    shown = listing(opened)
    choose(shown, 0)
    assert "resume" in in_row(shown)
    in_menu(shown)["删除草稿"].trigger()
    settle()
    sheet = opened.page.sheet()
    assert sheet is not None
    assert isinstance(sheet.content, Form)


def test_the_comparison_leaves_its_height_to_the_rows(begin: Callable[..., Opened]) -> None:
    opened = begin(*LARGE)
    shown = listing(opened)
    choose(shown, 1)
    shown.buttons["compare"].click()
    settle()
    view = opened.page.full
    assert isinstance(view, ScoresView)
    assert rows_in_sight(view.table) >= 6
    said = [one.text() for one in view.facts.findChildren(QLabel)]
    assert said == [
        "前一次", "2026-09-01", "0 级 能力完好", "后一次", "2026-10-01", "1 级 轻度失能",
    ]  # fmt: skip
    tips = [one.toolTip() for one in view.facts.findChildren(QWidget) if one.toolTip()]
    assert [tip.split(" PG-")[0] for tip in tips] == ["2026-09-01", "2026-10-01"]


def test_a_long_reason_of_a_correction_widens_nothing(
    begin: Callable[..., Opened], app: Application, clerk: Actor, who: str
) -> None:
    newest = app.assessments.current(who, clerk)
    assert newest is not None
    draft = app.assessments.correct(newest.uid, "看错了" * 60, clerk)
    version = app.assessments.get(draft, clerk).version
    app.assessments.finish(SaveAssessment(who, {"b1_1": 4}, draft, version), clerk)
    opened = begin(100, 1260, 800)
    shown = listing(opened)
    for ask in (lambda: shown.buttons["compare"].click(), lambda: shown.opened.emit(draft)):
        shown.point_at(draft)
        settle()
        ask()
        settle()
        view = opened.page.full
        assert isinstance(view, ScoresView)
        assert view.minimumSizeHint().width() < 1000
        assert opened.page.width() == 1260
        assert any("看错了" in one.text() for one in view.facts.findChildren(QLabel))
        view.back()
        settle()
