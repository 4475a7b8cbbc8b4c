"""The attendance page: check in by name, back-entry, undo, who did not come."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.models import Member
from app.services.attendance import CheckIn
from app.services.cards import EndCard, IssueCard
from app.services.rights import SYSTEM, Actor
from app.views import attendance, files
from app.wiring import Application
from tests.gui.pages.opened import Opened, cells, compose, open_page, press, type_text
from tests.helpers.people import leave, pause, put_card, register

TODAY = dt.date(2026, 11, 23)
SATURDAY = dt.date(2026, 11, 21)
NAMES = ("王秀英", "李建国", "张桂兰")


@pytest.fixture
def people(app: Application, clerk: Actor) -> dict[str, str]:
    """Three people by name; nobody came yet."""
    return {
        name: register(
            app, clerk, name, card=f"0090000{i}", community="小河社区", joined_on=SATURDAY
        )
        for i, name in enumerate(NAMES)
    }


@pytest.fixture
def opened(qtbot: QtBot, app: Application, clerk: Actor, people: dict[str, str]) -> Opened:
    return open_page(qtbot, app, attendance.build, clerk)


def present(opened: Opened) -> list[tuple[str, ...]]:
    return cells(opened.page.present, "arrived_at", "name", "method_label", "source", "note")


def come(qtbot: QtBot, opened: Opened, text: str) -> None:
    """Type ``text`` and Enter into the line and wait for the answer."""
    before = opened.page.answer.text()
    opened.page.picker.setFocus()
    type_text(text)
    qtbot.waitUntil(lambda: opened.page.answer.text() != before)


def test_initials_and_enter_check_a_person_in(qtbot: QtBot, opened: Opened) -> None:
    come(qtbot, opened, "wxy")
    assert opened.page.answer.text() == "王秀英 签到成功 08:30"
    qtbot.waitUntil(lambda: present(opened) == [("08:30:00", "王秀英", "人工", "窗口", "")])
    assert opened.page.picker.text() == ""
    assert opened.page.picker.hasFocus()
    assert [b.text() for b in opened.page.switches.values()] == ["已到 1", "未到 2"]


def test_a_card_read_as_keys_checks_in(qtbot: QtBot, opened: Opened) -> None:
    come(qtbot, opened, "00900001")
    assert opened.page.answer.text() == "李建国 签到成功 08:30"


def test_a_repeat_is_an_answer(qtbot: QtBot, opened: Opened, app: Application) -> None:
    come(qtbot, opened, "wxy")
    app.clock.advance(600)  # type: ignore[attr-defined]
    come(qtbot, opened, "wxy")
    assert opened.page.answer.text() == "王秀英 已签到 08:30，不用再签。"
    assert not opened.heard.messages


def test_ctrl_z_takes_the_last_check_in_back(
    qtbot: QtBot, opened: Opened, app: Application, clerk: Actor
) -> None:
    come(qtbot, opened, "wxy")
    assert opened.kit.notify.undo_last()
    qtbot.waitUntil(lambda: present(opened) == [])
    assert app.attendance.day(TODAY, clerk).present == 0
    assert opened.page.answer.text() == "已撤销王秀英的签到。"


def test_a_row_is_taken_back_and_put_back(qtbot: QtBot, opened: Opened) -> None:
    come(qtbot, opened, "wxy")
    qtbot.waitUntil(lambda: len(present(opened)) == 1)
    opened.page.present.select(opened.page.present.model.id_at(0))
    opened.page.present.view.setFocus()
    press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: present(opened) == [])
    assert opened.toast == "已撤销王秀英的签到。"
    assert not opened.page.present.undo_button.isEnabled()
    assert opened.kit.notify.undo_last()
    qtbot.waitUntil(lambda: [row[1] for row in present(opened)] == ["王秀英"])


def test_who_did_not_come_is_checked_in_with_one_key(qtbot: QtBot, opened: Opened) -> None:
    opened.page.switches["absent"].click()
    qtbot.waitUntil(lambda: len(cells(opened.page.absent, "name")) == 3)
    opened.page.absent.view.selectRow(1)
    who = cells(opened.page.absent, "name")[1]
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(cells(opened.page.absent, "name")) == 2)
    assert who not in cells(opened.page.absent, "name")
    assert (who[0],) in cells(opened.page.present, "name")


def test_by_hand_a_card_is_judged_by_the_day_that_is_entered(
    qtbot: QtBot, opened: Opened, app: Application, clerk: Actor, people: dict[str, str]
) -> None:
    uid = people["王秀英"]
    app.cards.take_back(EndCard(app.cards.of(uid, clerk)[0].uid), clerk)
    app.cards.issue(IssueCard(uid, "YS1", on=SATURDAY), clerk)
    sunday = SATURDAY + dt.timedelta(days=1)
    app.cards.lose(EndCard(app.cards.of(uid, clerk)[0].uid, on=sunday), clerk)
    for date, words in ((sunday, "这张卡 11-22 已挂失"), (SATURDAY, "签到成功 09:12")):
        opened.page.dates.choose(date)
        opened.page.back_entry.line("at").setText("0912")
        opened.page.back_entry.reason.setText("补记")
        come(qtbot, opened, "YS1")
        assert words in opened.page.answer.text()
    assert app.attendance.day(sunday, clerk).present == 0
    opened.page.dates.choose(TODAY)
    come(qtbot, opened, "YS1")
    assert "已挂失" in opened.page.answer.text()
    come(qtbot, opened, "wxy")  # the name after the card is a name
    assert opened.page.answer.text() == "王秀英 签到成功 08:30"


def test_a_day_before_joining_is_refused_with_what_to_do(
    qtbot: QtBot, opened: Opened, app: Application, clerk: Actor
) -> None:
    friday = SATURDAY - dt.timedelta(days=1)
    opened.page.dates.choose(friday)
    opened.page.back_entry.line("at").setText("0912")
    opened.page.back_entry.reason.setText("补记")
    come(qtbot, opened, "wxy")
    assert "这一天还没有入会（入会日期 2026-11-21）" in opened.page.answer.text()
    assert app.attendance.day(friday, clerk).present == 0


def test_a_number_given_on_means_who_had_it_on_that_day(
    qtbot: QtBot, opened: Opened, app: Application, clerk: Actor, people: dict[str, str]
) -> None:
    """Nobody is asked to choose: neither the one before nor the one after is listed."""
    first, second = people["王秀英"], people["李建国"]
    sunday = SATURDAY + dt.timedelta(days=1)
    app.cards.take_back(EndCard(app.cards.of(first, clerk)[0].uid), clerk)
    app.cards.issue(IssueCard(first, "YS1", on=SATURDAY), clerk)
    (card,) = (one.uid for one in app.cards.of(first, clerk) if one.number == "YS1")
    app.cards.take_back(EndCard(card, on=sunday), clerk)
    put_card(app, clerk, second, "YS1", sunday)
    for date, uid, name in ((SATURDAY, first, "王秀英"), (sunday, second, "李建国")):
        opened.page.dates.choose(date)
        opened.page.back_entry.line("at").setText("0912")
        opened.page.back_entry.reason.setText("补记")
        come(qtbot, opened, "YS1")
        assert opened.page.answer.text() == f"{name} 签到成功 09:12"
        assert [row.member_uid for row in app.attendance.day(date, clerk).people] == [uid]
        (hit,) = app.members.find("ys1", 9, clerk, on=date)
        assert (hit.uid, hit.matched_by) == (uid, "卡号")
    opened.page.dates.choose(TODAY)
    come(qtbot, opened, "YS1")
    assert opened.page.answer.text() == "李建国 签到成功 08:30"
    assert app.attendance.scan("YS1", clerk).member_uid == second, "the desk says the same"


def test_another_day_asks_for_its_own_time_and_reason(opened: Opened) -> None:
    page, entry = opened.page, opened.page.back_entry
    page.dates.choose(SATURDAY)
    entry.line("at").setText("0912")
    entry.reason.setText("停电补登")
    page.activate()
    page.refresh()
    assert (entry.line("at").text(), entry.reason.text()) == ("0912", "停电补登")
    page.activate({"date": "2026-11-20"})
    assert (entry.line("at").text(), entry.reason.text()) == ("", "")


def test_a_card_read_in_the_reason_goes_to_the_line(
    qtbot: QtBot, opened: Opened, app: Application, clerk: Actor
) -> None:
    page, entry = opened.page, opened.page.back_entry
    page.dates.choose(SATURDAY)
    entry.line("at").setText("0912")
    entry.reason.setFocus()
    type_text("00900001")
    assert entry.reason.text() == ""
    assert entry.errors["note"].text() == "请先填好这里，再刷卡。"
    assert entry.reason.hasFocus()
    compose("停电补登")
    for _ in range(2):
        entry.reason.setFocus()
        type_text("00900001")
        qtbot.waitUntil(lambda: "李建国" in page.answer.text())
    assert page.answer.text() == "李建国 已签到 09:12，不用再签。"
    found = app.attendance.day(SATURDAY, clerk).people
    assert [(row.name, row.note) for row in found] == [("李建国", "停电补登")]


def test_another_day_asks_for_time_and_reason(
    qtbot: QtBot, opened: Opened, app: Application, clerk: Actor
) -> None:
    opened.page.dates.choose(SATURDAY)
    opened.page.picker.setFocus()
    type_text("wxy")
    entry = opened.page.back_entry
    qtbot.waitUntil(lambda: entry.errors["note"].text() == "请写明补记的原因。")
    assert entry.errors["at"].text() == "请填写到达时间。"
    assert entry.line("at").hasFocus()
    type_text("0912", enter=False)
    entry.reason.setFocus()
    type_text("paper list")
    assert opened.page.picker.hasFocus()
    come(qtbot, opened, "wxy")
    qtbot.waitUntil(
        lambda: present(opened) == [("09:12:00", "王秀英", "人工", "窗口", "paper list")]
    )
    assert app.attendance.day(SATURDAY, clerk).present == 1
    assert app.attendance.day(TODAY, clerk).present == 0
    come(qtbot, opened, "ljg")  # time and reason stay for the next line of the paper list
    assert app.attendance.day(SATURDAY, clerk).present == 2


def test_a_day_to_come_takes_nobody(opened: Opened) -> None:
    opened.page.dates.choose(dt.date(2026, 11, 24))
    assert not opened.page.picker.isEnabled()
    assert opened.page.back_entry.isHidden()
    assert opened.page.present.states.state.text() == "这一天还没有到。"


def test_the_page_opens_where_it_is_asked_to(
    qtbot: QtBot, app: Application, clerk: Actor, people: dict[str, str]
) -> None:
    at = dt.datetime(2026, 11, 21, 9, 5)
    app.attendance.check_in(CheckIn(people["张桂兰"], at, note="补"), clerk)
    where = {"date": "2026-11-21", "view": "absent"}
    opened = open_page(qtbot, app, attendance.build, clerk, where)
    assert opened.page.dates.date() == SATURDAY
    assert opened.page.view() == "absent"
    assert {name for (name,) in cells(opened.page.absent, "name")} == {"王秀英", "李建国"}


def test_the_roster_of_the_day_shown_is_printed(opened: Opened) -> None:
    opened.page.dates.choose(SATURDAY)
    assert opened.page.trigger("print")
    assert opened.went == [("printing", {"form": "daily-roster", "date": "2026-11-21"})]


def test_enter_on_a_row_opens_the_file(
    qtbot: QtBot, opened: Opened, people: dict[str, str]
) -> None:
    come(qtbot, opened, "wxy")
    qtbot.waitUntil(lambda: len(present(opened)) == 1)
    opened.page.present.view.selectRow(0)
    opened.page.present.view.setFocus()
    press(Qt.Key.Key_Return)
    assert opened.went == [("members", people["王秀英"])]


def test_of_a_day_that_has_not_come_nothing_is_exported(
    qtbot: QtBot, app: Application, manager: Actor
) -> None:
    opened = open_page(qtbot, app, attendance.build, manager)
    opened.page.dates.choose(dt.date(2026, 11, 24))
    opened.page.absent.toolbar.export.click()
    assert opened.message == (
        "2026-11-24 这一天还没有到，没有可导出的未到名单。请选今天或以前的日期。"
    )


def test_a_manager_exports_the_day_and_a_clerk_does_not(
    qtbot: QtBot, app: Application, clerk: Actor, manager: Actor, people: dict[str, str],
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    app.attendance.check_in(CheckIn(people["王秀英"]), clerk)
    assert open_page(qtbot, app, attendance.build, clerk).page.present.toolbar.export.isHidden()
    opened = open_page(qtbot, app, attendance.build, manager)
    asked = []

    def choose(_parent: object, _title: str, name: str, _filter: str) -> Path:
        asked.append(name)
        return tmp_path / name

    monkeypatch.setattr(files, "choose_save", choose)
    opened.page.present.toolbar.export.click()
    assert asked == ["签到记录 2026-11-23.xlsx"]
    xlsx = opened.kit.save_xlsx
    assert xlsx.headings[:2] == ["到达时间", "姓名"]  # type: ignore[attr-defined]
    assert [row[1] for row in xlsx.rows] == ["王秀英"]  # type: ignore[attr-defined]


def test_chips_offer_what_occurs_and_narrow(qtbot: QtBot, opened: Opened) -> None:
    come(qtbot, opened, "wxy")
    come(qtbot, opened, "ljg")
    qtbot.waitUntil(lambda: len(present(opened)) == 2)
    chip = opened.page.present.toolbar.chips["community"]
    chip.choose("小河社区")
    assert len(present(opened)) == 2
    opened.page.present.toolbar.chips["method_label"].choose("刷卡")
    assert present(opened) == []


def test_somebody_who_left_is_not_checked_in(
    qtbot: QtBot, opened: Opened, app: Application
) -> None:
    uid = app.members.who("王秀英", SYSTEM).uid
    with app.db.write(SYSTEM) as unit:
        unit.session.scalars(select(Member).where(Member.uid == uid)).one().joined_on = None
    leave(app, SYSTEM, uid, dt.date(2026, 11, 1))
    come(qtbot, opened, "wxy")
    assert opened.page.answer.text() == (
        "王秀英 没有签到：已退出（最后一天 11-01，迁出），如已恢复请到会籍里恢复。"
    )


def test_who_came_back_with_a_check_in_is_paused_again_when_it_is_deleted(
    qtbot: QtBot, opened: Opened, app: Application, clerk: Actor, people: dict[str, str]
) -> None:
    pause(app, clerk, people["王秀英"], TODAY)
    made = app.attendance.come_back(people["王秀英"], clerk)
    qtbot.waitUntil(lambda: len(present(opened)) == 1)
    opened.page.present.select(made.attendance_uid)
    press_delete = opened.page.present.undo_button
    qtbot.waitUntil(press_delete.isEnabled)
    press_delete.click()
    assert opened.toast == "已撤销王秀英的签到。暂停也照旧：住院暂停中（11-23 起）。"
    assert app.memberships.of(people["王秀英"], clerk).state == "paused"
    opened.kit.notify.undo_last()
    assert app.memberships.of(people["王秀英"], clerk).state == "active"
    assert len(app.attendance.day(TODAY, clerk).people) == 1
