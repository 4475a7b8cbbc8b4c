"""The page 人脸核验 on a real terminal's file and a real member list."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.rights import Actor
from app.views import files
from app.views.face_checks import build
from app.views.face_checks.import_sheet import ImportSheet, device_of
from app.views.face_checks.page import FaceChecksPage
from app.views.tasks import TaskRunner
from app.wiring import Application
from tests.gui.pages.desk import SAMPLES, Desk, shown
from tests.helpers.people import register

REAL = SAMPLES / "zk_usb_real_10943_lines.dat"
DAY = dt.date(2020, 10, 29)


@pytest.fixture
def desk(app: Application, clerk: Actor) -> Desk:
    return Desk(app, clerk)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[FaceChecksPage]:
    made = build(desk.app, desk.kit)
    assert isinstance(made, FaceChecksPage)
    made.resize(1080, 710)
    made.show()
    qtbot.waitExposed(made)
    yield made
    if (sheet := made.sheet()) is not None:
        sheet.close_sheet(force=True)
    made.hide()
    made.deleteLater()


@pytest.fixture
def filled(desk: Desk, manager: Actor) -> Desk:
    """Members and terminal records are there, the day is matched."""
    desk.app.imports.run(SAMPLES / "members_messy.xlsx", manager)
    desk.app.import_terminal_file(REAL, "1", manager)
    desk.app.face_checks.reconcile(DAY, manager)
    return desk


def sheet_of(page: FaceChecksPage) -> ImportSheet:
    sheet = page.sheet()
    assert sheet is not None
    assert isinstance(sheet.content, ImportSheet)
    return sheet.content


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(files, "choose_open", lambda *_: path)


def person(page: FaceChecksPage, typed: str) -> None:
    """Type, choose the first hit with Enter."""
    page.link.picker.search(typed)
    QTest.keyClick(page.link.picker, Qt.Key.Key_Return)


# --- importing ----------------------------------------------------------------------------


def test_importing_a_real_terminal_file(
    page: FaceChecksPage, desk: Desk, manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.app.imports.run(SAMPLES / "members_messy.xlsx", manager)
    choose(monkeypatch, REAL)
    page.activate()
    assert page.checks.states.state.text() == "这一天没有核验记录。"
    page.trigger("import")
    sheet = sheet_of(page)
    assert sheet.form.values() == {"file": REAL.name, "device": "1"}
    sheet.form.submit()
    said = sheet.words()
    assert said[0] == "共 10,943 行：新存 10,594 条，重复 0 条，读不出 349 行。"
    assert any(words.startswith("8 条的时间不可信") for words in said)
    assert said[-1].startswith("核对了 10,586 次核验：匹配")
    sheet.done.click()
    assert page.sheet() is None
    assert page.dates.date() == desk.app.face_checks.latest_date(manager)
    assert page.checks.count() > 0
    assert desk.app.attendance.day(DAY, manager).present == 95
    assert desk.crashes == []


def test_second_import_finds_only_repeats(
    page: FaceChecksPage, filled: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, REAL)
    page.activate()
    page.trigger("import")
    sheet_of(page).form.submit()
    assert "新存 0 条，重复 10,594 条" in sheet_of(page).words()[0]


def test_device_number_comes_from_the_file_name_or_the_last_import(
    page: FaceChecksPage, desk: Desk, manager: Actor, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:  # fmt: skip
    named = tmp_path / "3_attlog.dat"
    shutil.copy(SAMPLES / "zk_usb_1_attlog_clean.dat", named)
    choose(monkeypatch, named)
    page.activate()
    page.trigger("import")
    sheet_of(page).form.submit()
    assert [row.device_no for row in desk.app.face_checks.terminals(manager)] == ["3"]
    assert shown(page.terminals)[0][0] == "3 号机"
    assert device_of(Path("记录.dat"), str(desk.kit.prefs.get("face_checks.device"))) == "3"
    assert device_of(Path("记录.dat"), "") == "1"
    assert device_of(Path("007_ATTLOG.dat"), "3") == "7"


def test_a_file_that_is_no_terminal_record_is_refused_in_words(
    page: FaceChecksPage, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wrong = tmp_path / "1_attlog.dat"
    wrong.write_bytes(b"")
    choose(monkeypatch, wrong)
    page.activate()
    page.trigger("import")
    sheet = sheet_of(page)
    sheet.form.submit()
    assert len(desk.messages) == 1
    assert desk.messages[0].endswith("。")
    assert sheet.words() == ()
    assert sheet.form.save_button.isEnabled()
    assert desk.crashes == []


def test_cancelling_stops_and_says_so(
    page: FaceChecksPage, desk: Desk, manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, REAL)
    page.activate()
    page.trigger("import")
    desk.runner.cancel_after = 1  # type: ignore[attr-defined]
    sheet_of(page).form.submit()
    assert desk.messages == ["已取消，没有保存任何更改。"]
    assert desk.app.face_checks.latest_date(manager) is None


def test_import_on_real_threads(
    qtbot: QtBot, app: Application, clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner = TaskRunner()
    desk = Desk(app, clerk, runner)
    page = build(app, desk.kit)
    assert isinstance(page, FaceChecksPage)
    page.show()
    page.activate()
    choose(monkeypatch, REAL)
    page.trigger("import")
    sheet = sheet_of(page)
    sheet.form.submit()
    qtbot.waitUntil(sheet.done.isVisible, timeout=30_000)
    qtbot.waitUntil(lambda: page.checks.count() > 0 and not runner.busy(), timeout=10_000)
    assert desk.crashes == []
    page.back()
    page.hide()
    page.deleteLater()
    assert runner.stop()


# --- the day ------------------------------------------------------------------------------


def test_the_day_shows_matched_and_waiting(page: FaceChecksPage, filled: Desk) -> None:
    page.activate({"date": DAY.isoformat()})
    assert page.summary.text() == "105 次核验 · 已匹配 100 次，95 人 · 待核 5 次"
    rows = shown(page.checks)
    assert len(rows) == 105
    assert rows[0][:3] + rows[0][-1:] == ["07:10:05", "", "730020", "待核"]
    assert rows[1][1] == "秦阿毛"
    page.checks.toolbar.chips["state"].choose("waiting")
    five = [str(number) for number in range(730019, 730024)]
    assert sorted(row[2] for row in shown(page.checks)) == five
    assert sorted(row[0] for row in shown(page.pins)) == five


def test_first_sight_is_the_latest_day_with_checks(page: FaceChecksPage, filled: Desk) -> None:
    page.activate()
    assert page.dates.date() == filled.app.face_checks.latest_date(filled.actor)
    assert page.checks.count() > 0
    page.dates.choose(DAY)
    assert page.checks.count() == 105
    page.refresh()
    assert page.dates.date() == DAY


def test_double_click_leads_to_the_person_or_to_linking(page: FaceChecksPage, filled: Desk) -> None:
    page.activate({"date": DAY.isoformat()})
    waiting, matched = page.checks.model.ids()[0], page.checks.model.ids()[1]
    page.checks.activated.emit(matched)
    where, uid = filled.gone[0]
    assert where == "members"
    assert filled.app.members.file(uid, filled.actor).values["name"] == "秦阿毛"
    page.checks.activated.emit(waiting)
    assert page.link.title.text() == "编号 730020 是哪位老人？"


def test_matching_the_day_again_says_what_came_of_it(page: FaceChecksPage, filled: Desk) -> None:
    page.activate({"date": DAY.isoformat()})
    page.reconcile.click()
    assert filled.toasts == ["核对了 105 次核验：匹配 100 次，待核 5 次，新增签到 0 人次。"]


# --- linking ------------------------------------------------------------------------------


def test_linking_a_number_gives_attendance_back_to_the_beginning(
    page: FaceChecksPage, filled: Desk, manager: Actor
) -> None:
    page.activate({"pin": "730019", "date": DAY.isoformat()})
    assert page.link.title.text() == "编号 730019 是哪位老人？"
    assert not page.link.button.isEnabled()
    hit = next(
        row for row in filled.app.members.find("陈", 30, manager)
        if row.uid not in {p.member_uid for p in filled.app.attendance.day(DAY, manager).people}
    )  # fmt: skip
    person(page, hit.member_no)
    assert page.link.who.text().endswith(f"会员号 {hit.member_no}")
    page.link.button.click()
    assert filled.toasts[0].startswith(f"编号 730019 已关联到{hit.name}，补上 ")
    assert filled.undoable[0] == "关联编号 730019"
    people = filled.app.attendance.day(DAY, manager).people
    assert len(people) == 96
    assert hit.uid in {one.member_uid for one in people}
    assert page.summary.text() == "105 次核验 · 已匹配 101 次，96 人 · 待核 4 次"
    assert "730019" not in {row[0] for row in shown(page.pins)}
    assert page.link.pin() not in ("", "730019")
    assert filled.notify.undo_last()
    assert filled.app.attendance.day(DAY, manager).present == 95
    assert page.link.pin() == "730019"


def test_enter_in_the_picker_then_enter_links(
    qtbot: QtBot, page: FaceChecksPage, filled: Desk
) -> None:
    page.activate({"pin": "730019"})
    page.activateWindow()
    person(page, "000001")
    qtbot.waitUntil(page.link.button.hasFocus)
    QTest.keyClick(page.link.button, Qt.Key.Key_Space)
    assert filled.toasts[0].startswith("编号 730019 已关联到")


def test_a_number_that_is_linked_already_is_said(page: FaceChecksPage, filled: Desk) -> None:
    page.activate({"pin": "710001"})
    assert filled.messages == ["编号 710001 已经关联或没有核验记录，不用再处理。"]
    assert page.link.pin() == ""


def test_other_number_forgets_the_person(page: FaceChecksPage, filled: Desk) -> None:
    page.activate({"pin": "730019"})
    person(page, "000001")
    assert page.link.button.isEnabled()
    page.pins.select("730021")
    assert page.link.picker.text() == ""
    assert not page.link.button.isEnabled()


def test_today_and_all_days_of_waiting_numbers(
    page: FaceChecksPage, filled: Desk, manager: Actor
) -> None:
    page.activate({"date": "2020-10-01"})
    of_day = page.pins.count()
    page.of_all.click()
    assert page.all_days()
    assert page.pins.count() == len(filled.app.face_checks.unmatched(manager)) >= of_day


def test_without_the_right_the_buttons_say_who_may(page: FaceChecksPage) -> None:
    page.activate()
    page.set_allowed("没有权限，请找负责人。", "没有权限，请找负责人。")
    assert not page.trigger("import")
    assert page.header.buttons["import"].toolTip() == "没有权限，请找负责人。"
    assert not page.link.picker.isEnabled()
    page.set_allowed("", "")
    assert page.header.buttons["import"].isEnabled()


def test_one_click_on_a_waiting_check_offers_to_link_it(page: FaceChecksPage, filled: Desk) -> None:
    page.activate({"date": DAY.isoformat()})
    waiting, matched = page.checks.model.ids()[0], page.checks.model.ids()[1]
    page.checks.select(waiting)
    assert page.link.title.text() == "编号 730020 是哪位老人？"
    assert page.link.picker.isEnabled()
    page.checks.select(matched)
    assert filled.gone == []


def test_checks_that_come_again_do_not_change_the_number_that_somebody_links(
    page: FaceChecksPage, filled: Desk
) -> None:
    page.activate({"date": DAY.isoformat()})
    waiting = next(row for row in page._rows.values() if not row.member_uid)
    page.checks.select(waiting.id)
    assert page.link.pin() == waiting.pin
    other = next(str(pin) for pin in page.pins.model.ids() if pin != waiting.pin)
    page.pins.select(other)
    page.link.picker.setText("王")
    page.refresh()
    assert (page.link.pin(), page.link.picker.text()) == (other, "王")
    page.checks.select(next(row.id for row in page._rows.values() if row.member_uid))
    page.checks.select(waiting.id)
    assert page.link.pin() == waiting.pin


def test_typing_on_a_waiting_number_goes_to_the_picker(
    qtbot: QtBot, page: FaceChecksPage, filled: Desk
) -> None:
    page.activate({"pin": "730020"})
    page.pins.view.setFocus()
    qtbot.keyClicks(page.pins.view, "w")
    assert page.link.picker.text() == "w"


# --- one number on several terminals --------------------------------------------------------


def test_a_number_that_two_terminals_saw_may_be_linked_on_one(
    page: FaceChecksPage, desk: Desk, clerk: Actor, tmp_path: Path
) -> None:
    uid = register(desk.app, clerk, "李建国")
    for device in ("1", "2"):
        path = tmp_path / f"{device}_attlog.dat"
        path.write_bytes(f"{'5':>9}\t2026-11-23 07:0{device}:00\t1\t0\t15\t0\r\n".encode())
        desk.app.import_terminal_file(path, device, clerk)
    page.activate()
    page.set_all_days(True)
    page.pins.view.selectRow(0)
    assert not page.link.where.isHidden()
    page.link.where.setCurrentIndex(page.link.where.findData("2"))
    person(page, "lijianguo")
    page.link.button.click()
    assert [(pin.pin, pin.device_no) for pin in desk.app.face_checks.pins(uid, clerk)] == [
        ("5", "2")
    ]
    assert desk.toasts[-1] == "编号 5 已关联到李建国，补上 1 天签到。"
    desk.notify.undo_last()
    assert desk.app.face_checks.pins(uid, clerk) == []
