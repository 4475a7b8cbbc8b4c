"""The list of members as a tool: selection, export, data quality, time line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.services.attendance import CheckIn
from app.services.members import ChangeMember
from app.services.rights import Actor
from app.views import files
from app.views.members import build
from app.views.members.bulk.sheets import CardSheet
from app.views.members.exporting import FULL, ExportSheet
from app.views.members.form import MemberForm
from app.views.members.page import FILE, LIST, MembersPage
from app.views.members.page import FULL as FULL_PLACE
from app.views.members.paper import PaperView
from app.views.members.quality import QualityView
from app.views.members.tabs.timeline import TimelineTab
from app.views.widgets.form import Form
from app.wiring import Application
from tests.db.tools import rows
from tests.gui.pages.desk import Desk, shown
from tests.helpers.people import id_number, register

NAMES = ("陈秀英", "王建国", "李阿毛", "赵一")


@pytest.fixture
def people(app: Application, clerk: Actor) -> dict[str, str]:
    """Four people: name → uid; the last two without a community."""
    given: dict[str, str] = {}
    for n, name in enumerate(NAMES):
        place = {"community": "小河社区"} if n < 2 else {}
        number = id_number(f"{1936 + n}0304", 2 * n)
        given[name] = register(
            app, clerk, name, id_number=number, phone=f"1381234000{n}",
            joined_on=dt.date(2026, 11, 1), **place,
        )  # fmt: skip
    return given


@pytest.fixture
def desk(app: Application, manager: Actor) -> Desk:
    return Desk(app, manager)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, people: dict[str, str]) -> Iterator[MembersPage]:
    made = build(desk.app, desk.kit)
    assert isinstance(made, MembersPage)
    made.resize(1180, 760)
    made.show()
    qtbot.waitExposed(made)
    made.activate()
    yield made
    made.close_sheet()
    made.hide()
    made.deleteLater()


def select(page: MembersPage, *places: int) -> None:
    """As Ctrl and clicks do."""
    chosen, flags = page.table.view.selectionModel(), QItemSelectionModel.SelectionFlag
    page.table.view.clearSelection()
    for place in places:
        index = page.table.model.index(place, 0)
        chosen.select(index, flags.Select | flags.Rows)


def content(page: MembersPage) -> Any:
    sheet = page.sheet()
    assert sheet is not None
    return sheet.content


def communities(app: Application) -> list[str | None]:
    return [row[0] for row in rows(app, "SELECT community FROM member ORDER BY id")]


def visible(page: MembersPage) -> set[str]:
    return {key for key, button in page.header.buttons.items() if not button.isHidden()}


# --- the selection --------------------------------------------------------------------------


def test_two_selected_rows_change_the_actions_and_none_brings_them_back(page: MembersPage) -> None:
    before = visible(page)
    select(page, 1)
    assert visible(page) == before
    select(page, 1, 2)
    assert visible(page) == {
        "bulk_community", "bulk_cards", "bulk_print", "bulk_export", "bulk_clear",
    }  # fmt: skip
    assert page.header.subtitle.text() == "已选 2 人"
    page.selection.clear.click()
    assert visible(page) == before
    assert page.header.subtitle.text() == "在册 4 人"


def test_a_clerk_may_not_export_the_selection(page: MembersPage, desk: Desk, clerk: Actor) -> None:
    desk.actor = clerk
    page.refresh()
    select(page, 0, 1)
    assert not page.selection.export.isEnabled()
    assert page.selection.community.isEnabled()


def test_a_community_for_all_and_back(page: MembersPage, desk: Desk, app: Application) -> None:
    select(page, 1, 2, 3)
    page.selection.community.click()
    form = content(page)
    assert isinstance(form, Form)
    line: Any = form.editor("community")
    line.insert("和睦社区")
    form.submit()
    assert page.sheet() is None
    assert communities(app) == ["小河社区", "和睦社区", "和睦社区", "和睦社区"]
    assert desk.toasts[-1] == "已把 3 人的社区改为和睦社区。"
    desk.notify.undo_last()
    assert communities(app) == ["小河社区", "小河社区", None, None]
    assert desk.toasts[-1] == "已撤销。"


def test_undo_is_refused_when_somebody_was_changed_meanwhile(
    page: MembersPage, desk: Desk, app: Application, people: dict[str, str], manager: Actor
) -> None:
    select(page, 1, 2)
    page.selection.community.click()
    line: Any = content(page).editor("community")
    line.insert("和睦社区")
    content(page).submit()
    file = app.members.file(people["李阿毛"], manager)
    app.members.change(ChangeMember(file.uid, file.version, {"note": "x"}), manager)
    desk.notify.undo_last()
    assert "后来又改过" in desk.messages[-1]
    assert communities(app)[1:3] == ["和睦社区", "和睦社区"]


def test_cards_are_scanned_one_after_another(
    page: MembersPage, desk: Desk, app: Application, people: dict[str, str], manager: Actor
) -> None:
    select(page, 0, 2)
    page.selection.cards.click()
    sheet = content(page)
    assert isinstance(sheet, CardSheet)
    assert sheet.next_words.text() == "下一位：陈秀英（000001 小河社区 1936）"
    for number in ("ZJ900", "ZJ777"):
        QTest.keyClicks(sheet.number, number)
        QTest.keyClick(sheet.number, Qt.Key.Key_Return)
    assert shown(sheet.table)[0] == ["000001", "陈秀英", "小河社区", "1936", "ZJ900"]
    assert [row[4] for row in shown(sheet.table)] == ["ZJ900", "ZJ777"]
    sheet.save.click()
    assert page.sheet() is None
    assert app.cards.of(people["李阿毛"], manager)[0].number == "ZJ777"
    assert desk.toasts[-1] == "已发 2 张卡。"
    desk.notify.undo_last()
    assert app.cards.of(people["李阿毛"], manager) == ()


def test_cards_are_numbered_on_from_the_first(
    page: MembersPage, app: Application, people: dict[str, str], desk: Desk, manager: Actor
) -> None:
    select(page, 0, 1, 2)
    page.selection.cards.click()
    sheet = content(page)
    sheet.number.setText("YS0098")
    sheet.count_on.click()
    assert [line.number for line in sheet.lines] == ["YS0098", "YS0099", "YS0100"]
    sheet.take_back.click()
    assert [line.number for line in sheet.lines] == ["YS0098", "YS0099", ""]
    sheet.save.click()
    assert app.cards.of(people["李阿毛"], manager) == ()


def test_a_card_that_cannot_be_given_out_is_named(
    page: MembersPage, desk: Desk, app: Application, people: dict[str, str]
) -> None:
    for _ in range(2):
        select(page, 0, 1)
        page.selection.cards.click()
        sheet = content(page)
        sheet.number.setText("YS1")
        sheet.count_on.click()
        sheet.save.click()
    assert desk.toasts[-1] == "已发 0 张卡。"
    assert "有 2 张没有发" in desk.messages[-1]
    assert "陈秀英 YS1" in desk.messages[-1]


@pytest.mark.parametrize(("what", "pages"), [("list", 1), ("member-card", 1), ("member-file", 2)])
def test_the_selection_is_printed(page: MembersPage, what: str, pages: int, desk: Desk) -> None:
    select(page, 0, 1)
    page.selection.print_asked.emit(what)
    assert isinstance(page.full, PaperView)
    assert page.full.preview.page_count() >= pages
    assert page.view() == FULL_PLACE
    page.back()
    assert page.view() == LIST
    assert desk.crashes == []


# --- export -----------------------------------------------------------------------------------


def test_the_list_leaves_only_by_a_profile(
    page: MembersPage, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    app: Application,
) -> None:  # fmt: skip
    asked: list[str] = []

    def save(_: object, __: str, name: str, ___: str) -> Path:
        asked.append(name)
        return tmp_path / name

    monkeypatch.setattr(files, "choose_save", save)
    page.table.toolbar.box.setText("陈")
    page.table.toolbar.export.click()
    sheet = content(page)
    assert isinstance(sheet, ExportSheet)
    assert sheet.whom.text() == "名单里现在的 1 人"
    assert "接收方：街道办事处" in sheet.about.text()
    sheet.form.submit()
    assert asked == ["街道花名册_2026-11-23.xlsx"]
    assert (tmp_path / asked[0]).exists()
    assert desk.toasts[-1].startswith("已导出 1 人：街道花名册")
    assert page.sheet() is None


def test_full_numbers_ask_for_a_reason_first(
    page: MembersPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, app: Application
) -> None:
    monkeypatch.setattr(files, "choose_save", lambda *_: tmp_path / "x.xlsx")
    select(page, 0, 2)
    page.selection.export.click()
    sheet = content(page)
    assert sheet.whom.text() == "所选 2 人"
    numbers: Any = sheet.form.editor("numbers")
    numbers.setCurrentIndex(numbers.findData(FULL))
    sheet.form.submit()
    assert sheet.form.errors() == {"reason": "请写明为什么要导出完整号码。"}
    assert not (tmp_path / "x.xlsx").exists()
    reason: Any = sheet.form.editor("reason")
    reason.insert("寒潮上门")
    sheet.form.submit()
    assert (tmp_path / "x.xlsx").exists()
    assert rows(app, "SELECT reason FROM audit_event ORDER BY id DESC LIMIT 1") == [("寒潮上门",)]


# --- data quality -----------------------------------------------------------------------------


def quality(page: MembersPage) -> QualityView:
    menu = page.header.buttons["tidy"].menu()
    next(one for one in menu.actions() if one.text() == "数据质量").trigger()
    assert isinstance(page.full, QualityView)
    return page.full


def test_the_checks_stand_with_their_counts(page: MembersPage) -> None:
    view = quality(page)
    counts = {row[1]: row[2] for row in shown(view.checks)}
    assert (counts["缺社区"], counts["缺证件号"], counts["缺紧急联系人"]) == ("2", "0", "4")
    assert view.title.text() == "缺紧急联系人"


def test_a_line_opens_the_field_to_mend_and_comes_back(
    page: MembersPage, desk: Desk, people: dict[str, str]
) -> None:
    view = quality(page)
    view.checks.select("no_community")
    assert [row[1] for row in shown(view.people)] == ["李阿毛", "赵一"]
    view.people.select(view.people.model.ids()[0])
    QTest.keyClick(view.people.view, Qt.Key.Key_Return)
    where, argument = desk.gone[-1]
    assert (where, argument) == (
        "members", {"uid": people["李阿毛"], "tab": "", "field": "community"},
    )  # fmt: skip
    page.activate(argument)
    form = content(page)
    assert isinstance(form, MemberForm)
    page.activateWindow()
    QApplication.processEvents()
    focus = page.window().focusWidget()
    assert focus is not None
    assert focus is form.editor("community") or form.editor("community").isAncestorOf(focus)
    line: Any = form.editor("community")
    line.insert("小河社区")
    form.submit()
    assert page.view() == FILE
    page.back()
    assert isinstance(page.full, QualityView)
    assert page.full.title.text() == "缺社区"
    assert [row[1] for row in shown(page.full.people)] == ["赵一"]
    page.back()
    assert page.view() == LIST


def test_an_argument_opens_a_check(page: MembersPage) -> None:
    page.activate({"quality": "no_community"})
    assert isinstance(page.full, QualityView)
    assert page.full.title.text() == "缺社区"


def test_what_a_check_found_is_printed_and_exported(page: MembersPage, desk: Desk,
                                                    monkeypatch: pytest.MonkeyPatch,
                                                    tmp_path: Path) -> None:  # fmt: skip
    monkeypatch.setattr(files, "choose_save", lambda *_: tmp_path / "x.xlsx")
    view = quality(page)
    view.people.toolbar.export.click()
    assert len(desk.saved[0][2]) == 4
    view.people.toolbar.print.click()
    assert isinstance(page.full, PaperView)
    page.back()
    assert isinstance(page.full, QualityView)


# --- the time line ----------------------------------------------------------------------------


@pytest.fixture
def timeline(
    page: MembersPage, app: Application, clerk: Actor, clock: FixedClock, people: dict[str, str]
) -> TimelineTab:
    """陈秀英's time line with two visits."""
    for _ in range(2):
        app.attendance.check_in(CheckIn(people["陈秀英"]), clerk)
        clock.advance(86_400)
    page.activate({"uid": people["陈秀英"], "tab": "timeline"})
    tab = page.tabs.tab("timeline")
    assert isinstance(tab, TimelineTab)
    return tab


def test_the_time_line_is_filtered(timeline: TimelineTab) -> None:
    assert [row[1] for row in shown(timeline.table)][:2] == ["签到", "签到"]
    timeline.table.toolbar.chips["kind"].choose("membership")
    assert [row[2] for row in shown(timeline.table)] == ["入会"]
    timeline.table.toolbar.chips["kind"].choose("")
    timeline.table.toolbar.chips["period"].choose("2026-11-24/2026-11-24")
    assert [row[0] for row in shown(timeline.table)] == ["2026-11-24 08:30"]


def test_a_line_of_the_time_line_leads_to_its_source(timeline: TimelineTab, desk: Desk) -> None:
    timeline.table.select(timeline.table.model.ids()[0])
    QTest.keyClick(timeline.table.view, Qt.Key.Key_Return)
    assert desk.gone[-1] == ("attendance", {"date": "2026-11-24"})


def test_the_time_line_of_somebody_else(
    page: MembersPage, timeline: TimelineTab, people: dict[str, str]
) -> None:
    page.activate({"uid": people["赵一"], "tab": "timeline"})
    assert "签到" not in [row[1] for row in shown(timeline.table)]
