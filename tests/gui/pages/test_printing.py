"""The page 打印 on a real centre: choose, preview, number, archive."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.attendance import CheckIn
from app.services.rights import Actor
from app.views.printing import build
from app.wiring import Application
from tests.gui.pages.opened import Opened, cells, open_page, press
from tests.helpers.people import register

TODAY = dt.date(2026, 11, 23)
ROSTER, MEMBERS = "daily-roster", "member-list"


@pytest.fixture
def opened(qtbot: QtBot, app: Application, clerk: Actor) -> Opened:
    uid = register(app, clerk, "王秀英")
    app.attendance.check_in(CheckIn(uid), clerk)
    return open_page(qtbot, app, build, clerk)


def preview(opened: Opened, name: str) -> None:
    """Choose a form and press 预览."""
    opened.page.buttons[name].click()
    opened.page.preview_button.click()


def numbers(app: Application, actor: Actor) -> list[str]:
    return [one.number for one in app.documents.recent(actor)]


def test_nothing_is_filed_before_a_form_is_chosen(
    opened: Opened, app: Application, clerk: Actor
) -> None:
    assert set(opened.page.buttons) == {ROSTER, MEMBERS}
    assert opened.page.preview.page_count() == 0
    assert numbers(app, clerk) == []


def test_choosing_a_form_files_nothing(opened: Opened, app: Application, clerk: Actor) -> None:
    for name in (ROSTER, MEMBERS, ROSTER):
        opened.page.buttons[name].click()
    assert numbers(app, clerk) == []
    assert opened.page.preview.page_count() == 0
    assert "预览" in opened.page.preview.states.state.text()


def test_preview_shows_the_chosen_form_under_its_number(
    opened: Opened, app: Application, clerk: Actor
) -> None:
    preview(opened, ROSTER)
    assert opened.page.preview.page_count() == 1
    assert numbers(app, clerk) == ["QD-20261123-001"]
    assert "QD-20261123-001" in opened.page.header.subtitle.text()


def test_the_same_question_again_uses_up_no_number(
    opened: Opened, app: Application, clerk: Actor
) -> None:
    preview(opened, ROSTER)
    preview(opened, ROSTER)
    assert numbers(app, clerk) == ["QD-20261123-001"]


def test_another_page_asks_for_a_form_and_a_day(
    qtbot: QtBot, app: Application, clerk: Actor
) -> None:
    argument = {"form": ROSTER, "date": dt.date(2026, 11, 20)}
    page = open_page(qtbot, app, build, clerk, argument).page
    assert page.buttons[ROSTER].isChecked()
    assert page.date.date() == dt.date(2026, 11, 20)
    assert numbers(app, clerk) == ["QD-20261120-001"]


def test_typing_a_date_files_nothing_until_enter(
    opened: Opened, app: Application, clerk: Actor
) -> None:
    preview(opened, ROSTER)
    opened.page.date.setFocus()
    opened.page.date.selectAll()
    QTest.keyClicks(opened.page.date, "1122")
    assert numbers(app, clerk) == ["QD-20261123-001"]
    press(Qt.Key.Key_Return)
    assert numbers(app, clerk) == ["QD-20261122-001", "QD-20261123-001"]
    assert opened.page.preview.page_count() == 1


def test_leaving_a_changed_date_shows_no_outdated_form(
    opened: Opened, app: Application, clerk: Actor
) -> None:
    preview(opened, ROSTER)
    opened.page.date.setText("1120")
    opened.page.date.commit()
    assert opened.page.preview.page_count() == 0
    assert "日期已改" in opened.page.preview.states.state.text()
    assert numbers(app, clerk) == ["QD-20261123-001"]


def test_an_empty_date_is_asked_for(opened: Opened, app: Application, clerk: Actor) -> None:
    preview(opened, ROSTER)
    opened.page.date.clear()
    opened.page.preview_button.click()
    assert numbers(app, clerk) == ["QD-20261123-001"]


def test_the_member_list_asks_for_no_date(opened: Opened) -> None:
    preview(opened, MEMBERS)
    assert not opened.page.date.isVisible()
    assert opened.page.preview.page_count() == 1


def test_the_archive_gives_back_the_filed_bytes(
    qtbot: QtBot,
    opened: Opened,
    app: Application,
    clerk: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    preview(opened, ROSTER)
    preview(opened, MEMBERS)
    qtbot.waitUntil(lambda: opened.page.table.count() == 2)
    assert cells(opened.page.table, "number", "title", "pages") == [
        ("HM-20261123-001", "老人花名册", "1"),
        ("QD-20261123-001", "每日签到花名册", "1"),
    ]
    shown: list[bytes] = []
    monkeypatch.setattr(opened.page.preview, "set_pdf", lambda data, name: shown.append(data))
    opened.page.table.activated.emit("QD-20261123-001")
    assert shown == [app.documents.pdf("QD-20261123-001", clerk)]
    assert len(numbers(app, clerk)) == 2


def test_only_changed_data_makes_another_document(
    qtbot: QtBot, opened: Opened, app: Application, clerk: Actor
) -> None:
    preview(opened, ROSTER)
    preview(opened, MEMBERS)
    opened.page.table.activated.emit("HM-20261123-001")
    preview(opened, ROSTER)
    assert "QD-20261123-001" in opened.page.header.subtitle.text()
    assert len(numbers(app, clerk)) == 2
    with qtbot.waitSignal(opened.page.data_changed):
        register(app, clerk, "李建国")
    preview(opened, ROSTER)
    assert "QD-20261123-002" in numbers(app, clerk)


def test_ctrl_p_prints_what_is_shown(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[str] = []
    monkeypatch.setattr(opened.page.preview, "print_now", lambda: printed.append("yes"))
    assert opened.page.trigger("print")
    assert printed == []
    assert "请先" in opened.page.preview.states.state.text()
    preview(opened, ROSTER)
    opened.page.trigger("print")
    assert printed == ["yes"]


def test_what_cannot_be_drawn_is_said_in_the_preview(
    opened: Opened, app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.core.errors import UserError

    def refuse(*_: Any) -> None:
        raise UserError("glyph_missing", "“某”字没有字形。")

    monkeypatch.setattr(app.printing, "make", refuse)
    preview(opened, ROSTER)
    assert opened.page.preview.states.state.text() == "“某”字没有字形。"
    assert opened.message == "“某”字没有字形。"
    assert opened.page.preview_button.isEnabled()


def test_the_newest_question_wins(opened: Opened) -> None:
    """An answer that arrives late does not replace what was asked for since."""
    page, presenter = opened.page, opened.page.children()
    maker = next(one for one in presenter if type(one).__name__ == "PrintingPresenter")
    late: list[Any] = []
    original = opened.kit.runner.run
    opened.kit.runner.run = lambda work, done, *rest, **named: late.append((work, done))  # type: ignore[method-assign,assignment,misc]
    maker.make(ROSTER, TODAY)
    opened.kit.runner.run = original  # type: ignore[method-assign]
    page.buttons[MEMBERS].click()
    page.preview_button.click()
    before = page.header.subtitle.text()
    work, done = late[0]
    done(work())
    assert page.header.subtitle.text() == before
