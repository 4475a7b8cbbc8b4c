"""What stands around every page."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.views.frame.crash_page import CrashPage
from app.views.frame.idle import IdleWatch
from app.views.frame.lock_page import LockPage
from app.views.frame.messages import MessageArea
from app.views.frame.rail import Rail
from app.views.frame.status_line import StatusItem, StatusLine
from app.views.frame.top_bar import TopBar
from app.views.notify import Action, Notifier
from app.views.tasks import InlineTaskRunner, Task
from app.views.theme import Status, Tone
from app.views.widgets.page import Page

ENTRIES = (("today", "今日", "today", ""), ("members", "老人", "members", "找人、登记、导入"))


def test_the_rail_opens_pages_and_folds(qtbot: QtBot) -> None:
    rail = Rail(ENTRIES)
    qtbot.addWidget(rail)
    rail.show()
    told: list[Any] = []
    rail.chosen.connect(told.append)
    rail.folded.connect(told.append)
    rail.buttons["members"].click()
    assert rail.buttons["members"].toolTip() == "找人、登记、导入 (Ctrl+2)"
    wide = rail.width()
    rail.fold_button.click()
    assert told == ["members", True]
    assert rail.width() < wide
    assert rail.buttons["members"].text() == ""
    assert rail.buttons["members"].accessibleName() == "老人"
    rail.fold(False)
    assert rail.buttons["members"].text() == "老人"


def test_a_narrow_window_folds_the_rail_for_the_moment(qtbot: QtBot) -> None:
    rail = Rail(ENTRIES)
    qtbot.addWidget(rail)
    told: list[bool] = []
    rail.folded.connect(told.append)
    rail.squeeze(True)
    assert rail.buttons["today"].text() == ""
    assert not rail.is_folded()
    rail.squeeze(False)
    assert rail.buttons["today"].text() == "今日"
    assert told == []


def test_the_top_bar_says_where_when_and_who(qtbot: QtBot) -> None:
    bar = TopBar("小河中心", None, demo=True)
    qtbot.addWidget(bar)
    bar.resize(1200, 60)
    bar.set_date(dt.date(2026, 3, 5))
    bar.set_clerk("李前台")
    bar.show()
    assert bar.badge.text() == "演示"
    assert bar.date.text() == "2026 年 3 月 5 日 星期四"
    assert bar.clerk.text() == "李前台"
    bar.resize(700, 60)
    assert bar.date.text() == "3 月 5 日 星期四"
    with qtbot.waitSignal(bar.lock_asked):
        bar.lock.click()


def test_a_real_centre_has_no_badge(qtbot: QtBot) -> None:
    bar = TopBar("小河中心", None, demo=False)
    qtbot.addWidget(bar)
    bar.show()
    assert not bar.badge.isVisible()


def test_the_status_line_opens_the_page_of_a_thing(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    told: list[str] = []
    line.opened.connect(told.append)
    line.set_items((StatusItem("sync", Status("已全部上报", Tone.OK), "sync", "上报"),))
    line.buttons["sync"].click()
    assert told == ["sync"]
    line.set_status("sync", Status("等待 412 条", Tone.WARN))
    assert line.buttons["sync"].text() == "等待 412 条"
    assert line.buttons["sync"].property("tone") == "warn"
    line.set_items(())
    assert line.buttons == {}


@pytest.fixture
def notify() -> Notifier:
    return Notifier()


@pytest.fixture
def area(qtbot: QtBot, notify: Notifier) -> MessageArea:
    made = MessageArea(notify, InlineTaskRunner())
    qtbot.addWidget(made)
    return made


def test_a_message_stays_until_it_is_closed(area: MessageArea, notify: Notifier) -> None:
    assert area.isHidden()
    notify.error("U 盘已拔出。")
    notify.error("U 盘已拔出。")
    assert area.texts() == ["U 盘已拔出。"]
    assert area.isVisible()
    area.strips()[0].close_button.click()
    assert area.texts() == []
    assert area.isHidden()


def test_the_action_of_a_message_closes_it(area: MessageArea, notify: Notifier) -> None:
    done: list[int] = []
    notify.warn("终端断了。", Action("去查看", lambda: done.append(1)))
    area.strips()[0].action.click()
    assert done == [1]
    assert area.texts() == []


def test_three_messages_at_most_the_newest_last(area: MessageArea, notify: Notifier) -> None:
    for number in range(5):
        notify.error(f"第 {number} 条")
    assert area.texts() == ["第 2 条", "第 3 条", "第 4 条"]
    assert area.close_last()
    assert area.texts() == ["第 2 条", "第 3 条"]
    notify.forget()
    assert area.texts() == []
    assert not area.close_last()


def test_information_leaves_by_itself(
    area: MessageArea, notify: Notifier, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.views.frame.messages._INFO_MS", 30)
    notify.info("已取消。")
    qtbot.waitUntil(lambda: area.texts() == [])


def test_long_work_says_what_and_how_much_is_left_and_can_be_cancelled(
    area: MessageArea,
) -> None:
    task = Task(lambda: None, QObject(), "导入名单")
    area.follow(task)
    (strip,) = area.running()
    assert strip.words.text() == "导入名单…"
    task.progressed.emit(3120, 10_000, "核对证号")
    assert strip.words.text() == "导入名单：核对证号  3120 / 10,000"
    assert strip.bar.value() == 3120
    strip.cancel.click()
    assert task.is_cancelled()
    assert strip.words.text() == "正在取消…"
    task.ended.emit()
    assert area.running() == []
    assert area.isHidden()


@pytest.fixture
def lock(qtbot: QtBot) -> LockPage:
    made = LockPage("小河中心")
    qtbot.addWidget(made)
    made.set_accounts((("a1", "李前台"), ("a2", "周主任")), "a2")
    made.show()
    return made


def test_the_lock_asks_with_account_and_password(lock: LockPage, qtbot: QtBot) -> None:
    told: list[Any] = []
    lock.unlock_requested.connect(lambda *what: told.append(what))
    qtbot.keyClick(lock.password, Qt.Key.Key_Return)
    assert told == []
    qtbot.keyClicks(lock.password, "s3cret")
    qtbot.keyClick(lock.password, Qt.Key.Key_Return)
    assert told == [("a2", "s3cret")]


def test_the_button_says_what_it_does(lock: LockPage) -> None:
    assert lock.button.text() == "解锁"
    lock.account.setCurrentIndex(0)
    assert lock.button.text() == "登录", "somebody else takes over"
    lock.set_accounts((("a1", "李前台"), ("a2", "周主任")))
    assert lock.button.text() == "登录", "nobody was here yet"


def test_a_wrong_password_is_typed_again(lock: LockPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(lock.password, "wrong")
    lock.set_busy(True)
    assert not lock.button.isEnabled()
    lock.set_error("密码不对，还可以再试 4 次。")
    assert lock.error.isVisible()
    assert lock.password.text() == ""
    assert lock.button.isEnabled()
    lock.reset()
    assert not lock.error.isVisible()


def test_escape_only_empties_the_password(lock: LockPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(lock.password, "abc")
    qtbot.keyClick(lock.password, Qt.Key.Key_Escape)
    assert lock.password.text() == ""
    assert lock.isVisible()


def test_the_report_of_a_crash_can_be_copied(qtbot: QtBot) -> None:
    page = CrashPage()
    qtbot.addWidget(page)
    page.set_report("KeyError: □")
    page.copy.click()
    assert QGuiApplication.clipboard().text() == "KeyError: □"
    with qtbot.waitSignal(page.closed):
        page.go_on.click()


class Monotonic:
    """A clock to be pushed."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_ten_quiet_minutes_are_noticed_once(qtbot: QtBot) -> None:
    now, owner = Monotonic(), QObject()
    watch = IdleWatch(600, now, owner)
    told: list[int] = []
    watch.idle.connect(lambda: told.append(1))
    now.seconds = 599
    watch.check()
    assert told == []
    now.seconds = 600
    watch.check()
    watch.check()
    assert told == [1]
    watch.touch()
    now.seconds = 1_200
    watch.check()
    assert told == [1, 1]
    watch.touch()
    watch.set_seconds(0)
    now.seconds = 9_999
    watch.check()
    assert told == [1, 1]
    owner.deleteLater()


def test_a_key_or_the_mouse_is_a_sign_of_life(qtbot: QtBot) -> None:
    now, window = Monotonic(), QWidget()
    qtbot.addWidget(window)
    watch = IdleWatch(600, now, window)
    window.show()
    watch.watch(window.windowHandle())
    told: list[int] = []
    watch.idle.connect(lambda: told.append(1))
    from PySide6.QtTest import QTest

    now.seconds = 500
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    now.seconds = 1_000
    watch.check()
    assert told == []
    now.seconds = 1_100
    watch.check()
    assert told == [1]


def test_two_strips_at_once_are_both_read_whole(qtbot: QtBot, notify: Notifier) -> None:
    page = Page("老人")
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    area = MessageArea(notify, InlineTaskRunner(), page)
    notify.warn("这段日期里有 1 天已有签到。")
    qtbot.waitUntil(lambda: area.strips()[0].isVisible())
    notify.warn("请在人脸机上删除此人。", Action("去待办", lambda: None))
    needed = sum(strip.minimumSizeHint().height() for strip in area.strips())
    assert area.height() >= needed, "or the second lies over the first"
