"""动态 in the window: filtered, what is to come apart, and every line leads to its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.core.codes import MealSlot
from app.models import Assessment, Consent
from app.services.attendance import CheckIn
from app.services.cards import IssueCard
from app.services.classification import SaveClass
from app.services.meals import ServeMeal
from app.services.members import ChangeMember
from app.services.rights import Actor
from app.views import attendance, face_checks, meals, settings
from app.views.assessments.listing import AssessmentList
from app.views.members.page import MembersPage
from app.views.members.records_view import RecordsView
from app.views.members.tabs.timeline import TimelineTab
from app.wiring import Application
from tests.gui.pages.desk import Desk, shown
from tests.gui.pages.members_page import members_page
from tests.gui.pages.opened import Opened, open_page
from tests.helpers.people import pause, register


@pytest.fixture
def desk(app: Application, manager: Actor) -> Desk:
    return Desk(app, manager)


@pytest.fixture
def who(app: Application, clerk: Actor, clock: FixedClock) -> str:
    """陈秀英 with two visits, a meal, a card, a consent, an assessment and a changed phone."""
    uid = register(app, clerk, "陈秀英", pin="801", joined_on=dt.date(2026, 11, 1))
    other = register(app, clerk, "赵一", joined_on=dt.date(2026, 11, 1))
    for _ in range(2):
        app.attendance.check_in(CheckIn(other), clerk)
        app.attendance.check_in(CheckIn(uid), clerk)
        clock.advance(86_400)
    app.meals.serve(ServeMeal(other, MealSlot.BREAKFAST), clerk)
    app.meals.serve(ServeMeal(uid, MealSlot.BREAKFAST), clerk)
    app.cards.issue(IssueCard(uid, "YS1"), clerk)
    for code in ("独居", "低保"):
        app.classification.save(SaveClass(uid, code, dt.date(2026, 11, 2)), clerk)
    member_id = app.members.file(uid, clerk).id
    with app.db.write(clerk) as unit:
        for kind, until in (("photo", "2038-01-01"), ("face", None)):
            unit.session.add(
                Consent(member_id=member_id, kind=kind, text_number=1, signed_by="self",
                        signer_name="陈秀英", signed_on="2026-02-01", until=until)
            )  # fmt: skip
        for number, on in (("PG-1", "2024-05-01"), ("PG-2", "2026-05-01")):
            unit.session.add(
                Assessment(member_id=member_id, number=number, standard="GB/T 42195-2022",
                           state="final", assessed_on=on, cause="regular")
            )  # fmt: skip
    version = app.members.file(uid, clerk).version
    app.members.change(ChangeMember(uid, version, {"note": "x"}, reason="家属来电"), clerk)
    return uid


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, who: str) -> Iterator[MembersPage]:
    with members_page(qtbot, desk, {"uid": who, "tab": "timeline"}) as made:
        yield made


def tab_of(page: MembersPage) -> TimelineTab:
    tab = page.tabs.tab("timeline")
    assert isinstance(tab, TimelineTab)
    return tab


def press(page: MembersPage, desk: Desk, kind: str, words: str = "") -> tuple[str, Any]:
    """Enter on the first line of ``kind`` that says ``words``: where it leads."""
    table = tab_of(page).table
    table.toolbar.chips["kind"].choose(kind)
    place = next(n for n, row in enumerate(shown(table)) if words in row[2])
    table.select(table.model.ids()[place])
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    where, argument = desk.gone[-1]
    return where, argument


def test_another_file_opens_on_its_tab_at_once(
    page: MembersPage, app: Application, clerk: Actor
) -> None:
    """Laying out the overview in between took a quarter of the time."""
    fronts: list[str] = []
    page.tabs.tab_opened.connect(fronts.append)
    other = app.members.who("赵一", clerk).uid
    page.activate({"uid": other, "tab": "timeline"})
    assert (fronts, page.tabs.current(), page.header.title.text()) == ([], "timeline", "赵一")
    assert "签到（人工）" in {row[2] for row in shown(tab_of(page).table)}
    page.activate({"uid": other})
    assert page.tabs.current() == ""


# --- the list ---------------------------------------------------------------------------------


def test_it_is_filtered_by_kind_and_time(page: MembersPage) -> None:
    table = tab_of(page).table
    table.toolbar.chips["kind"].choose("attendance")
    assert [row[0] for row in shown(table)] == ["2026-11-24 08:30", "2026-11-23 08:30"]
    table.toolbar.chips["period"].choose("2026-11-24/2026-11-24")
    assert [row[0] for row in shown(table)] == ["2026-11-24 08:30"]


def test_somebody_elses_is_another(page: MembersPage, app: Application, clerk: Actor) -> None:
    uid = register(app, clerk, "新来的")
    page.activate({"uid": uid, "tab": "timeline"})
    assert "签到" not in [row[1] for row in shown(tab_of(page).table)]
    assert tab_of(page).coming.isHidden()


def test_what_is_to_come_stands_apart(
    page: MembersPage, app: Application, clerk: Actor, who: str
) -> None:
    tab = tab_of(page)
    assert "2038" not in str(shown(tab.table))
    assert tab.coming.text() == "以后 1 条"
    pause(app, clerk, who, dt.date(2026, 11, 25), dt.date(2026, 12, 1))
    page.refresh()
    assert tab.coming.text() == "以后 2 条"
    tab.coming.click()
    assert [row[0] for row in shown(tab.table)] == ["2026-12-02", "2038-01-01"]
    assert tab.table.toolbar.chips["period"].text() == "时间：以后"
    tab.coming.click()
    assert "2038" not in str(shown(tab.table))


# --- where a line leads -----------------------------------------------------------------------


def selected(opened: Opened, table: Any, qtbot: QtBot) -> list[str]:
    """Name and day part of what is selected, once it is."""
    qtbot.waitUntil(lambda: bool(table.selected_ids()))
    row = table.view.selectionModel().selectedRows()[0].row()
    columns = table.model.columns
    return [str(table.model.data(table.model.index(row, n))) for n in range(len(columns))]


def test_a_visit_opens_its_day_with_the_row(
    qtbot: QtBot, page: MembersPage, desk: Desk, app: Application, manager: Actor
) -> None:
    where, argument = press(page, desk, "attendance", "签到")
    assert where == "attendance"
    opened = open_page(qtbot, app, attendance.build, manager, argument)
    assert opened.page.dates.date() == dt.date(2026, 11, 24)
    opened.page.present.toolbar.box.setText("赵一")
    opened.page.activate(argument)
    assert "陈秀英" in selected(opened, opened.page.present, qtbot)


def test_a_meal_opens_its_day_and_slot_with_the_row(
    qtbot: QtBot, page: MembersPage, desk: Desk, app: Application, manager: Actor,
    clock: FixedClock,
) -> None:  # fmt: skip
    where, argument = press(page, desk, "meal")
    assert where == "meals"
    clock.advance(4 * 3600)
    opened = open_page(qtbot, app, meals.build, manager, argument)
    chosen = selected(opened, opened.page.table, qtbot)
    assert {"陈秀英", "早餐"} <= set(chosen)
    assert opened.page.table.query().filters == {"slot": "breakfast"}


def test_a_check_opens_its_day_with_the_row(
    qtbot: QtBot, page: MembersPage, desk: Desk, app: Application, manager: Actor, tmp_path: Any
) -> None:
    file = tmp_path / "1_attlog.dat"
    rest = "1\t15\t0\t0\n"
    file.write_text(f"801\t2026-11-20 07:10:05\t{rest}802\t2026-11-20 07:10:09\t{rest}")
    app.import_terminal_file(file, "1", manager)
    page.refresh()
    where, argument = press(page, desk, "face_check")
    assert where == "face_checks"
    opened = open_page(qtbot, app, face_checks.build, manager, argument)
    assert "陈秀英" in selected(opened, opened.page.checks, qtbot)
    assert opened.heard.messages == []


def test_a_change_opens_the_audit_at_that_event(
    qtbot: QtBot, page: MembersPage, desk: Desk, app: Application, manager: Actor
) -> None:
    where, argument = press(page, desk, "change", "家属来电")
    assert where == "settings"
    opened = open_page(qtbot, app, settings.build, manager, argument)
    table = opened.page.sections["audit"].table
    assert opened.page.current_section() == "audit"
    chosen = selected(opened, table, qtbot)
    assert chosen[0] == argument["event"]
    assert "家属来电" in chosen
    table.toolbar.box.setText("没有这样的")
    opened.page.activate(argument)
    assert selected(opened, table, qtbot) == chosen


def test_who_may_not_see_the_audit_stays_and_reads_why(
    page: MembersPage, desk: Desk, clerk: Actor
) -> None:
    desk.actor, before = clerk, list(desk.gone)
    table = tab_of(page).table
    table.toolbar.chips["kind"].choose("change")
    table.select(table.model.ids()[0])
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert desk.gone == before
    assert "由中心负责人" in desk.messages[-1]


@pytest.mark.parametrize(
    ("kind", "words", "tab", "row"),
    [
        ("card", "YS1", "membership", "YS1"),
        ("consent", "照片留存", "consents", "照片留存同意书"),
        ("consent", "人脸识别", "consents", "人脸识别单独同意书"),
        ("class", "低保", "classes", "低保"),
    ],
)
def test_a_paper_opens_its_tab_with_that_entry_marked(
    page: MembersPage, desk: Desk, kind: str, words: str, tab: str, row: str
) -> None:
    where, argument = press(page, desk, kind, words)
    assert where == "members"
    page.activate(argument)
    assert page.tabs.current() == tab
    focus: Any = page.window().focusWidget()
    assert focus.parentWidget().property("pointed") == "true"
    assert row in focus.accessibleName()
    QApplication.processEvents()
    frames = page.findChildren(QFrame)
    assert sum(one.property("pointed") == "true" and not one.isHidden() for one in frames) == 1


@pytest.mark.parametrize("number", ["PG-1", "PG-2"])
def test_an_assessment_opens_its_tab_with_it_selected(
    page: MembersPage, desk: Desk, number: str
) -> None:
    page.activate(press(page, desk, "assessment", number)[1])
    found = page.tabs.tab("assessment").findChild(AssessmentList)  # type: ignore[union-attr]
    assert found.chosen().number == number


def test_a_line_beside_the_facts_leads_there_too(page: MembersPage, desk: Desk) -> None:
    page.tabs.choose("")
    history = page.file_view.history
    place = next(n for n, row in enumerate(shown(history)) if row[1].startswith("签到"))
    history.select(history.model.ids()[place])
    QTest.keyClick(history.view, Qt.Key.Key_Return)
    assert desk.gone[-1][0] == "attendance"


def test_a_merge_opens_the_list_of_merges(
    page: MembersPage, desk: Desk, app: Application, clerk: Actor, who: str
) -> None:
    app.merging.merge(who, register(app, clerk, "陈秀瑛"), {}, "同一人", clerk)
    page.refresh()
    where, argument = press(page, desk, "merge", "并入档案")
    assert where == "members"
    page.activate(argument)
    assert isinstance(page.full, RecordsView)
    assert "陈秀瑛" in str(shown(page.full.table))


def test_only_what_was_pointed_at_last_is_marked(
    page: MembersPage, app: Application, clerk: Actor, who: str
) -> None:
    pause(app, clerk, who, dt.date(2026, 11, 25), dt.date(2026, 12, 1))
    card, period = app.cards.of(who, clerk)[0].uid, app.memberships.of(who, clerk).periods[0].uid
    for entry in (card, period, card):
        page.activate({"uid": who, "tab": "membership", "entry": entry})
        QApplication.processEvents()
        marked = [f for f in page.findChildren(QFrame) if f.property("pointed") == "true"]
        assert len([frame for frame in marked if not frame.isHidden()]) == 1
