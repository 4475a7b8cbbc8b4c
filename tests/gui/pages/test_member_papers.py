"""Papers made from an open file: masked first, with full numbers for a purpose."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.services.assessments import OtherResult
from app.services.rights import Actor
from app.views.members import build
from app.views.members.page import FILE, FULL
from app.views.members.paper import PaperView
from app.views.widgets.purpose import ReasonForm
from app.wiring import Application
from tests.gui.pages.opened import Opened, open_page
from tests.helpers.assessing import assess
from tests.helpers.people import id_number, register
from tests.unit.printing import papers

NUMBER = id_number("19400101", 124)


@pytest.fixture
def who(app: Application, clerk: Actor) -> str:
    uid = register(app, clerk, "陈秀英", id_number=NUMBER)
    assess(app, clerk, uid)
    return uid


def opened_by(qtbot: QtBot, app: Application, actor: Actor, who: str, tab: str = "") -> Opened:
    return open_page(qtbot, app, build, actor, {"uid": who, "tab": tab})


def paper(opened: Opened) -> PaperView:
    assert opened.page.view() == FULL
    assert isinstance(opened.page.full, PaperView)
    return opened.page.full


def give(opened: Opened, purpose: str) -> ReasonForm:
    sheet = opened.page.sheet()
    assert sheet is not None
    form: Any = sheet.content
    form.editor("reason").setText(purpose)
    form.submit()
    return form


def test_the_summary_with_full_numbers_for_a_purpose(
    qtbot: QtBot, app: Application, manager: Actor, who: str
) -> None:
    opened = opened_by(qtbot, app, manager, who)
    assert opened.page.trigger("print")
    view = paper(opened)
    assert view.full_button.isVisible()
    view.full_button.click()
    assert give(opened, "").errors()
    assert len(app.documents.recent(manager)) == 1
    give(opened, "街道核对")
    assert opened.page.sheet() is None
    row = app.documents.recent(manager)[0]
    assert row.full
    assert (opened.page.header.title.text(), opened.page.header.subtitle.text()) == (
        "老人档案摘要（含完整证件号）", row.number,
    )  # fmt: skip
    assert not view.full_button.isVisible()
    assert view.preview.page_count() == row.pages
    assert NUMBER in papers.text(app.documents.pdf(row.number, manager, "核对"))
    assert opened.page.back()
    assert opened.page.view() == FILE
    assert opened.page.header.title.text() == "陈秀英"


def test_whoever_may_not_is_not_offered_them(
    qtbot: QtBot, app: Application, clerk: Actor, who: str
) -> None:
    opened = opened_by(qtbot, app, clerk, who)
    opened.page.trigger("print")
    assert not paper(opened).full_button.isVisible()


def test_full_numbers_go_when_the_page_does(
    qtbot: QtBot, app: Application, manager: Actor, who: str
) -> None:
    opened = opened_by(qtbot, app, manager, who)
    opened.page.trigger("print")
    view = paper(opened)
    opened.page.hide()
    opened.page.show()
    assert view.preview.page_count() == 1, "masked ones may stay"
    view.full_button.click()
    give(opened, "街道核对")
    opened.page.hide()
    opened.page.show()
    assert view.preview.page_count() == 0
    assert "已收起" in view.preview.states.state.text()


def test_the_report_and_an_older_result_from_the_tab(
    qtbot: QtBot, app: Application, manager: Actor, who: str
) -> None:
    app.assessments.record_other(OtherResult(who, "地方", dt.date(2019, 5, 1), "一级失能"), manager)
    opened = opened_by(qtbot, app, manager, who, "assessment")
    tab: Any = opened.page.tabs.tab("assessment")
    tab.list.buttons["print"].click()
    paper(opened).full_button.click()
    give(opened, "复评")
    (full, _) = app.documents.recent(manager)
    assert (full.form, full.full) == ("assessment-report", True)
    opened.page.back()
    tab.list.table.select(tab.list.listed()[1].uid)
    tab.list.buttons["print"].click()
    assert opened.page.header.title.text() == "能力评估结果摘录"
    number = app.documents.recent(manager)[0].number
    assert "一级失能" in papers.text(app.documents.pdf(number, manager))
