"""The date line and the switch 昨天 / 今天."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget
from pytestqt.qtbot import QtBot

from app.core.dates import Lean
from app.views.widgets.date_field import DateEdit, DateSwitch
from tests.helpers.qt import TODAY


@pytest.fixture
def switch(qtbot: QtBot) -> DateSwitch:
    made = DateSwitch(TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


NOVEMBER = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("lean", "typed", "read", "kept"),
    [
        ("past", "3.5", "2026-03-05 星期四", "2026-03-05"),
        ("future", "3.5", "2027-03-05 星期五", "2027-03-05"),
        ("near", "1120", "2026-11-20 星期五", "2026-11-20"),
        ("near", "2020-3-5", "2020-03-05 星期四", "2020-03-05"),
        ("near", "2026-03-05", "星期四", "2026-03-05"),
        ("near", "2.30", "", "2.30"),
        ("near", "", "", ""),
    ],
)
def test_what_a_short_date_means_stands_behind_it_while_it_is_typed(
    qtbot: QtBot, lean: Lean, typed: str, read: str, kept: str
) -> None:
    line = DateEdit(NOVEMBER, weekdays=False, lean=lean)
    qtbot.addWidget(line)
    line.resize(300, 40)
    line.show()
    line.setFocus()
    qtbot.keyClicks(line, typed)
    assert line.remark() == read
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == kept
    assert line.remark() == (read.split(" ")[-1] if read else "")


def test_a_narrow_line_says_the_year_at_least(qtbot: QtBot) -> None:
    line = DateEdit(NOVEMBER, weekdays=False, lean="future")
    qtbot.addWidget(line)
    line.show()
    line.setText("3.5")
    for width, read in ((260, "2027-03-05 星期五"), (180, "2027-03-05"), (80, "")):
        line.resize(width, 40)
        assert line.remark() == read


def test_the_switch_says_the_weekday_once(switch: DateSwitch) -> None:
    assert switch.field.remark() == ""


def listen(switch: DateSwitch) -> list[Any]:
    told: list[Any] = []
    switch.date_changed.connect(told.append)
    return told


def test_it_starts_today_with_the_weekday(switch: DateSwitch) -> None:
    assert switch.date() == TODAY
    assert switch.today.isChecked()
    assert switch.field.text() == "2026-03-05 星期四"


def test_yesterday_is_one_press_away(switch: DateSwitch) -> None:
    told = listen(switch)
    switch.yesterday.click()
    switch.yesterday.click()
    assert told == [dt.date(2026, 3, 4)]
    assert switch.yesterday.isChecked()
    switch.today.click()
    assert told[-1] == TODAY


def test_any_day_can_be_typed(switch: DateSwitch, qtbot: QtBot) -> None:
    told = listen(switch)
    switch.field.setFocus()
    switch.field.selectAll()
    qtbot.keyClicks(switch.field, "0228")
    qtbot.keyClick(switch.field, Qt.Key.Key_Return)
    assert told == [dt.date(2026, 2, 28)]
    assert not switch.today.isChecked()
    assert switch.field.text() == "2026-02-28 星期六"


def test_what_cannot_be_read_stays_for_correction(switch: DateSwitch, qtbot: QtBot) -> None:
    told = listen(switch)
    switch.field.setText("2.30")
    switch.field.commit()
    assert told == []
    assert switch.field.text() == "2.30"
    assert switch.field.property("invalid") == "true"
    assert "2026 年 2 月 30 日" in switch.field.toolTip()


def test_an_emptied_line_means_today(switch: DateSwitch) -> None:
    switch.yesterday.click()
    switch.field.clear()
    switch.field.commit()
    assert switch.date() == TODAY


def test_midnight_takes_today_along(switch: DateSwitch) -> None:
    told = listen(switch)
    switch.set_today(dt.date(2026, 3, 6))
    assert told == [dt.date(2026, 3, 6)]
    switch.yesterday.click()
    switch.set_today(dt.date(2026, 3, 7))
    assert switch.date() == dt.date(2026, 3, 5)


def test_the_calendar_chooses(switch: DateSwitch, qtbot: QtBot) -> None:
    told = listen(switch)
    qtbot.keyClick(switch.field, Qt.Key.Key_Down)
    calendar = switch.field.findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 3, 5)
    calendar.clicked.emit(QDate(2026, 3, 2))
    assert told == [dt.date(2026, 3, 2)]


def test_a_birth_date_needs_no_weekday(qtbot: QtBot) -> None:
    edit = DateEdit(TODAY, dt.date(1938, 5, 12), weekdays=False)
    qtbot.addWidget(edit)
    assert edit.text() == "1938-05-12"
    assert edit.read() == dt.date(1938, 5, 12)


def test_a_date_that_comes_before_the_first_key_is_replaced_by_what_is_typed(
    qtbot: QtBot, switch: DateSwitch
) -> None:
    """The page was still loading: its answer took the selection away, what was typed came behind
    the date, and the date was read without it."""
    heard: list[dt.date] = []
    switch.date_changed.connect(heard.append)
    switch.activateWindow()
    switch.field.setFocus()
    qtbot.waitUntil(switch.field.hasFocus)
    switch.field.selectAll()
    switch.set_date(dt.date(2021, 10, 15))
    qtbot.keyClicks(switch.field, "2020-10-29")
    qtbot.keyClick(switch.field, Qt.Key.Key_Return)
    assert heard == [dt.date(2020, 10, 29)]


def test_what_stands_behind_a_weekday_is_not_read_past(qtbot: QtBot, switch: DateSwitch) -> None:
    heard: list[dt.date] = []
    switch.date_changed.connect(heard.append)
    switch.field.setText("2021-10-15 星期五2020-10-29")
    switch.field.commit()
    assert heard == []
    assert switch.field.property("invalid") == "true"
    switch.field.setText("2021-10-15 星期五")
    switch.field.commit()
    assert heard == [dt.date(2021, 10, 15)]
