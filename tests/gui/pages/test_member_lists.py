"""The list of members as a tool: selection and export."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.export_profiles import SaveProfile
from app.services.members import ChangeMember
from app.services.rights import Actor
from app.views import files
from app.views.members import build
from app.views.members.bulk.sheets import CardSheet
from app.views.members.exporting import FULL, ExportSheet
from app.views.members.page import FULL as FULL_PLACE
from app.views.members.page import LIST, MembersPage
from app.views.members.paper import PaperView
from app.views.widgets.form import Form
from app.wiring import Application
from tests.db.tools import rows
from tests.gui.pages.desk import Desk, shown
from tests.helpers.people import id_number, leave, register

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
    assert form.hint("community") == "新的社区"
    form.submit()
    assert page.sheet() is None
    assert communities(app) == ["小河社区", "和睦社区", "和睦社区", "和睦社区"]
    assert desk.toasts[-1] == "已把 3 人的社区改为和睦社区。"
    desk.notify.undo_last()
    assert communities(app) == ["小河社区", "小河社区", None, None]
    assert desk.toasts[-1] == "已撤销：设置社区。"


def test_undo_is_refused_when_somebody_was_changed_meanwhile(
    page: MembersPage, desk: Desk, app: Application, people: dict[str, str], manager: Actor
) -> None:
    select(page, 1, 2)
    page.selection.community.click()
    line: Any = content(page).editor("community")
    line.insert("和睦社区")
    content(page).submit()
    file = app.members.file(people["李阿毛"], manager)
    app.members.change(ChangeMember(file.uid, file.version, {"community": "瓜山社区"}), manager)
    desk.notify.undo_last()
    assert "社区后来又改过" in desk.messages[-1]
    assert communities(app)[1:3].count("和睦社区") == 1


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
    assert "陈秀英（000001） YS1" in desk.messages[-1]


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
    assert sheet.foot.parent() is page.sheet(), "the buttons stay at the foot of the sheet"
    sheet.submit()
    assert asked == ["街道花名册_2026-11-23.xlsx"]
    assert (tmp_path / asked[0]).exists()
    assert desk.toasts[-1].startswith("已导出 1 人：街道花名册")
    assert page.sheet() is None


def test_who_has_left_is_told_before_a_list_goes_out(
    page: MembersPage, desk: Desk, people: dict[str, str], app: Application, manager: Actor,
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    leave(app, manager, people["王建国"], dt.date(2026, 11, 10))
    page.refresh()
    monkeypatch.setattr(files, "choose_save", lambda *_: tmp_path / "x.xlsx")
    page.table.toolbar.export.click()
    sheet = content(page)
    assert sheet.whom.text() == "名单里现在的 4 人"
    who: Any = sheet.editor("who")
    assert who.currentText() == "在册：3 人"
    assert sheet.hint("who") == "不导出：退出 1 人（王建国）。"
    sheet.submit()
    assert desk.toasts[-1].startswith("已导出 3 人")
    assert desk.toasts[-1].endswith("没有导出：退出 1 人。")


def test_what_was_chosen_by_hand_goes_as_it_is_and_says_who_has_left(
    page: MembersPage, desk: Desk, people: dict[str, str], app: Application, manager: Actor,
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    leave(app, manager, people["王建国"], dt.date(2026, 11, 10))
    page.refresh()
    monkeypatch.setattr(files, "choose_save", lambda *_: tmp_path / "x.xlsx")
    select(page, 0, 1)
    page.selection.export.click()
    sheet = content(page)
    assert sheet.who() == "all"
    assert sheet.hint("who") == "其中不在册：退出 1 人（王建国）。"
    profile: Any = sheet.editor("profile")
    profile.setCurrentIndex(1)
    assert sheet.who() == "all", "another profile does not take anybody away"
    sheet.submit()
    assert desk.toasts[-1].endswith("其中不在册：退出 1 人。")


def test_a_printed_selection_says_who_has_left(
    page: MembersPage, desk: Desk, people: dict[str, str], app: Application, manager: Actor
) -> None:
    leave(app, manager, people["王建国"], dt.date(2026, 11, 10))
    page.refresh()
    select(page, 0, 1)
    page.selection.print_asked.emit("list")
    assert isinstance(page.full, PaperView)
    assert "不在册：退出 1 人（王建国）" in desk.messages[-1]


def test_full_numbers_ask_for_a_reason_first(
    page: MembersPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, app: Application
) -> None:
    names: list[str] = []

    def save(_: object, __: str, name: str, ___: str) -> Path:
        names.append(name)
        return tmp_path / "x.xlsx"

    monkeypatch.setattr(files, "choose_save", save)
    select(page, 0, 2)
    page.selection.export.click()
    sheet = content(page)
    assert sheet.whom.text() == "所选 2 人"
    numbers: Any = sheet.editor("numbers")
    numbers.setCurrentIndex(numbers.findData(FULL))
    sheet.submit()
    assert sheet.errors() == {"reason": "请写明为什么要导出完整号码。"}
    assert not (tmp_path / "x.xlsx").exists()
    reason: Any = sheet.editor("reason")
    reason.insert("寒潮上门")
    sheet.submit()
    assert (tmp_path / "x.xlsx").exists()
    assert names == ["街道花名册_完整号码_2026-11-23.xlsx"]
    assert rows(app, "SELECT reason FROM audit_event ORDER BY id DESC LIMIT 1") == [("寒潮上门",)]


def test_a_list_without_numbers_asks_nothing_about_them(
    page: MembersPage, app: Application, manager: Actor, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:  # fmt: skip
    app.exports.save(SaveProfile("生日名单", "慰问", "社区", ("name", "birth_date")), manager)
    monkeypatch.setattr(files, "choose_save", lambda *_: tmp_path / "x.xlsx")
    page.table.toolbar.export.click()
    sheet = content(page)
    profile: Any = sheet.editor("profile")
    profile.setCurrentText("生日名单")
    assert not sheet.editor("numbers").isVisible()
    assert "包含：姓名、出生日期" in sheet.about.text()
    sheet.submit()
    assert (tmp_path / "x.xlsx").exists()
