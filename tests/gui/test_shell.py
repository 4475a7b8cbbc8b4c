"""The main window by keyboard and mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.views import theme
from app.views.changes import ChangeRelay
from app.views.kit import Kit
from app.views.shell import NavItem, Shell, StatusItem
from app.views.tasks import InlineTaskRunner
from app.views.theme import Status
from app.views.widgets.form import Field, Form
from app.views.widgets.page import Page
from app.views.widgets.table import Column, DataTable, SequenceSource
from tests.helpers.qt import find_people, make_kit

CTRL = Qt.KeyboardModifier.ControlModifier


class Desk(QWidget):
    leave_requested = Signal()


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Window:
    """A shell with two pages, and what happened in it."""

    def __init__(self, qtbot: QtBot, **options: Any) -> None:
        self.qtbot, self.kit, self.clock = qtbot, options.pop("kit", make_kit()), Clock()
        self.made: list[str] = []
        self.refreshed: list[str] = []
        self.arguments: list[Any] = []
        navigation = (
            NavItem("today", "今日", "today", self.factory("今日", "attendance")),
            NavItem("members", "老人", "members", self.factory("老人", "member")),
        )
        self.shell = Shell(
            self.kit,
            navigation,
            centre_name="小河中心",
            find=find_people,
            monotonic=self.clock,
            desk=options.pop("desk", Desk),
            **options,
        )
        qtbot.addWidget(self.shell)
        self.shell.resize(1200, 800)
        self.shell.set_clerk("李前台")
        self.shell.navigate("today")
        self.shell.show()

    def factory(self, title: str, concern: str) -> Callable[[], Page]:
        def make() -> Page:
            self.made.append(title)
            page = Page(title, help_text=f"{title}的帮助", concerns=frozenset({concern}))
            page.refresh_requested.connect(lambda: self.refreshed.append(title))
            page.activated.connect(self.arguments.append)
            columns = (Column("name", "姓名"),)
            table = DataTable(title, columns, InlineTaskRunner())
            table.set_source(SequenceSource([("王秀英",)], columns))
            page.body.addWidget(table)
            page.header.add_action("new", "登记").clicked.connect(
                lambda: self.refreshed.append("new")
            )
            return page

        return make

    def press(self, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        target = self.shell.focusWidget() or self.shell
        self.qtbot.keyClick(target, key, modifier)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    return Window(qtbot)


def test_pages_are_made_when_they_are_opened(window: Window) -> None:
    assert window.made == ["今日"]
    window.press(Qt.Key.Key_2, CTRL)
    assert window.made == ["今日", "老人"]
    assert window.shell.current_key() == "members"
    assert window.shell.rail.buttons["members"].isChecked()
    window.press(Qt.Key.Key_1, CTRL)
    assert window.made == ["今日", "老人"]


def test_an_unknown_page_is_a_mistake_of_ours(window: Window) -> None:
    with pytest.raises(KeyError):
        window.shell.navigate("nowhere")


def test_a_page_is_opened_with_an_argument(window: Window) -> None:
    window.shell.navigate("members", "u1")
    assert window.arguments[-1] == "u1"


def test_f5_ctrl_n_and_ctrl_f_go_to_the_page_in_front(window: Window) -> None:
    window.press(Qt.Key.Key_F5)
    window.press(Qt.Key.Key_N, CTRL)
    assert window.refreshed == ["今日", "今日", "new"]
    window.press(Qt.Key.Key_F, CTRL)
    page = window.shell.page("today")
    assert window.shell.focusWidget() is page.findChild(DataTable).toolbar.box
    window.press(Qt.Key.Key_P, CTRL)


def test_ctrl_k_finds_a_person_from_anywhere(window: Window) -> None:
    told: list[Any] = []
    window.shell.person_chosen.connect(lambda hit: told.append(("open", hit.uid)))
    window.shell.person_check_in.connect(lambda hit: told.append(("in", hit.uid)))
    window.press(Qt.Key.Key_K, CTRL)
    search = window.shell.search
    assert search is not None
    assert window.shell.focusWidget() is search
    search.search("王建")
    window.press(Qt.Key.Key_Return)
    search.search("王秀")
    window.press(Qt.Key.Key_Return, CTRL)
    assert told == [("open", "u2"), ("in", "u1")]
    assert search.text() == ""


def test_ctrl_k_leaves_even_a_filled_filter_box(window: Window, qtbot: QtBot) -> None:
    window.press(Qt.Key.Key_F, CTRL)
    box = window.shell.focusWidget()
    assert isinstance(box, QLineEdit)
    qtbot.keyClicks(box, "wang")
    box.setCursorPosition(0)
    window.press(Qt.Key.Key_K, CTRL)
    assert window.shell.focusWidget() is window.shell.search
    assert box.text() == "wang"


def test_a_toast_stays_on_top_when_the_page_changes(window: Window) -> None:
    window.kit.notify.toast("王秀英 签到成功", lambda: None)
    window.shell.navigate("members")
    (toast,) = window.shell.toasts.cards()
    spot = toast.geometry().center()
    on_top = window.shell.pages.childAt(spot)
    assert on_top is toast or toast.isAncestorOf(on_top)


def test_ctrl_z_takes_back_the_last_step_even_from_the_empty_search_box(window: Window) -> None:
    undone: list[int] = []
    window.kit.notify.toast("王秀英 签到成功", lambda: undone.append(1))
    window.press(Qt.Key.Key_K, CTRL)
    window.press(Qt.Key.Key_Z, CTRL)
    assert undone == [1]


def test_ctrl_z_in_a_filled_line_belongs_to_the_line(window: Window, qtbot: QtBot) -> None:
    window.kit.notify.toast("已登记", lambda: pytest.fail("undone"))
    window.press(Qt.Key.Key_K, CTRL)
    search = window.shell.search
    assert search is not None
    qtbot.keyClicks(search, "wang")
    window.press(Qt.Key.Key_Z, CTRL)
    assert search.text() != "wang"


def test_f1_shows_the_help_of_the_page_and_escape_closes_it(window: Window) -> None:
    window.press(Qt.Key.Key_F1)
    sheet = window.shell.page("today").sheet()
    assert sheet is not None
    assert sheet.title.text() == "今日 · 帮助"
    window.press(Qt.Key.Key_Escape)
    assert window.shell.page("today").sheet() is None


def test_escape_closes_messages_then_goes_back(window: Window) -> None:
    window.shell.navigate("members")
    window.kit.notify.error("读不了。")
    window.press(Qt.Key.Key_Escape)
    assert window.shell.messages.texts() == []
    assert window.shell.current_key() == "members"
    window.press(Qt.Key.Key_Escape)
    assert window.shell.current_key() == "today"
    window.press(Qt.Key.Key_Escape)
    assert window.shell.current_key() == "today"


def test_only_pages_that_are_concerned_refresh(window: Window, qtbot: QtBot) -> None:
    relay = ChangeRelay()
    window.shell.attach(relay)
    window.shell.navigate("members")
    window.refreshed.clear()
    relay.changed.emit(frozenset({"attendance"}))
    assert window.refreshed == []
    relay.changed.emit(frozenset({"member"}))
    assert window.refreshed == ["老人"]
    window.shell.navigate("today")
    assert window.refreshed == ["老人", "今日"]


def test_the_status_line_leads_to_its_page(window: Window) -> None:
    window.shell.set_status_items((StatusItem("who", Status("118 人"), "members"),))
    window.shell.status_line.buttons["who"].click()
    assert window.shell.current_key() == "members"
    window.shell.set_status("who", Status("119 人"))
    assert window.shell.status_line.buttons["who"].text() == "119 人"


def visible_words(widget: QWidget) -> str:
    return " ".join(
        str(child.property("text")) for child in widget.findChildren(QWidget) if child.isVisible()
    )


def test_ten_quiet_minutes_hide_everything_personal(window: Window) -> None:
    shell, told = window.shell, []
    shell.locked.connect(lambda: told.append(1))
    shell.set_accounts((("a1", "李前台"),), "a1")
    window.kit.notify.toast("王秀英 签到成功")
    assert "王秀英" in visible_words(shell)
    window.clock.seconds = 601
    shell.idle_watch.check()
    assert shell.is_locked()
    assert told == [1]
    assert "王秀英" not in visible_words(shell)
    assert shell.focusWidget() is shell.lock_page.password


def test_a_locked_window_answers_no_key(window: Window) -> None:
    window.press(Qt.Key.Key_L, CTRL)
    assert window.shell.is_locked()
    for key in (Qt.Key.Key_2, Qt.Key.Key_K, Qt.Key.Key_Z, Qt.Key.Key_N):
        window.press(key, CTRL)
    window.press(Qt.Key.Key_F5)
    window.press(Qt.Key.Key_Escape)
    assert window.made == ["今日"]
    assert window.refreshed == ["今日"]
    assert window.shell.lock_page.isVisible()


def test_unlocking_goes_on_where_it_stopped(window: Window, qtbot: QtBot) -> None:
    shell = window.shell
    told: list[Any] = []
    shell.unlock_requested.connect(lambda *what: told.append(what))
    shell.set_accounts((("a1", "李前台"),), "a1")
    shell.navigate("members")
    shell.lock()
    relay = ChangeRelay()
    shell.attach(relay)
    window.refreshed.clear()
    relay.changed.emit(frozenset({"member"}))
    assert window.refreshed == []
    qtbot.keyClicks(shell.lock_page.password, "pw")
    qtbot.keyClick(shell.lock_page.password, Qt.Key.Key_Return)
    assert told == [("a1", "pw")]
    shell.lock_error("密码不对。")
    assert shell.lock_page.error.text() == "密码不对。"
    shell.unlock()
    assert not shell.is_locked()
    assert shell.current_key() == "members"
    assert window.refreshed == ["老人"]


def test_after_the_lock_or_the_desk_the_focus_is_where_it_was(qtbot: QtBot, window: Window) -> None:
    shell = window.shell
    shell.activateWindow()
    page = shell.page("today")
    form = Form((Field("name", "姓名"), Field("phone", "电话")))
    page.open_form("登记老人", form)
    line = form.editor("phone")
    line.setFocus()
    shell.lock()
    assert not line.hasFocus()
    shell.unlock()
    assert line.hasFocus()
    shell.open_desk()
    shell.close_desk()
    assert line.hasFocus()
    shell.lock()
    page.close_sheet()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shell.unlock()
    assert page.isAncestorOf(QApplication.focusWidget()), "what had it is gone: the page itself"


def test_another_clerk_inherits_no_undo(window: Window) -> None:
    window.kit.notify.toast("已登记", lambda: pytest.fail("undone by another clerk"))
    window.kit.notify.error("读不了。")
    window.shell.set_clerk("周主任")
    window.press(Qt.Key.Key_Z, CTRL)
    assert "读不了。" not in window.shell.messages.texts()
    assert window.shell.top_bar.clerk.text() == "周主任"


def test_f2_opens_the_desk_and_escape_leaves_it(window: Window) -> None:
    window.press(Qt.Key.Key_F2)
    desk = window.shell.findChild(Desk)
    assert desk.isVisible()
    window.press(Qt.Key.Key_2, CTRL)
    assert window.made == ["今日"]
    window.press(Qt.Key.Key_Escape)
    assert not desk.isVisible()
    window.shell.open_desk()
    desk.leave_requested.emit()
    assert not desk.isVisible()


def test_the_desk_stays_open_when_time_runs_out_and_leads_to_the_lock(window: Window) -> None:
    window.shell.open_desk()
    window.shell.lock()
    desk = window.shell.findChild(Desk)
    assert desk.isVisible()
    window.shell.close_desk()
    assert window.shell.lock_page.isVisible()
    window.press(Qt.Key.Key_F2)
    assert desk.isVisible()


def test_without_a_desk_nothing_speaks_of_it(qtbot: QtBot) -> None:
    window = Window(qtbot, desk=None)
    assert not window.shell.rail.desk.isVisible()
    window.press(Qt.Key.Key_F2)
    assert window.shell.current_key() == "today"


def test_a_bug_shows_the_crash_page_and_work_goes_on(
    window: Window, expected_logs: pytest.LogCaptureFixture
) -> None:
    window.kit.notify.problem(ZeroDivisionError("x"))
    crash = window.shell.crash_page
    assert crash.isVisible()
    assert "ZeroDivisionError" in crash.report.toPlainText()
    crash.go_on.click()
    assert window.shell.page("today").isVisible()


def test_a_bug_behind_the_lock_does_not_unlock(
    window: Window, expected_logs: pytest.LogCaptureFixture
) -> None:
    window.kit.notify.problem(ZeroDivisionError("x"))
    window.shell.lock()
    window.shell.crash_page.go_on.click()
    assert window.shell.lock_page.isVisible()


def test_the_folded_rail_is_remembered(qtbot: QtBot) -> None:
    kit: Kit = make_kit()
    first = Window(qtbot, kit=kit)
    first.shell.rail.fold_button.click()
    assert Window(qtbot, kit=kit).shell.rail.is_folded()


def test_another_scale_makes_the_pages_anew(
    window: Window, qtbot: QtBot, qapp: QApplication
) -> None:
    window.shell.navigate("members")
    theme.apply(qapp, scale=150)
    qtbot.waitUntil(lambda: window.made == ["今日", "老人", "老人"])
    assert window.shell.current_key() == "members"
    assert window.shell.top_bar.height() == 90
    theme.apply(qapp)
    qtbot.waitUntil(lambda: len(window.made) == 4)


def test_what_was_done_before_another_scale_can_still_be_taken_back(
    window: Window, qtbot: QtBot, qapp: QApplication
) -> None:
    """The step knows the page that took it; that page waits until nobody can ask for it."""
    before = window.shell.page("today")
    undone: list[str] = []
    window.kit.notify.toast("已签到", lambda: undone.append(before.header.title.text()))
    theme.apply(qapp, scale=150)
    qtbot.waitUntil(lambda: window.made == ["今日", "今日"])
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.kit.notify.undo_last()
    assert undone == ["今日"]
    window.shell.set_clerk("周主任")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(before)
    theme.apply(qapp)
    qtbot.waitUntil(lambda: len(window.made) == 3)


def test_pages_of_another_scale_are_not_kept_for_nothing(window: Window) -> None:
    before = window.shell.page("today")
    window.shell.rebuild()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(before)


def test_pages_out_of_sight_are_not_dressed_for_another_scale(
    window: Window, qtbot: QtBot, qapp: QApplication
) -> None:
    """They would be thrown away right afterwards; with all pages open it took two seconds."""
    hidden = window.shell.page("today")
    window.shell.navigate("members")
    alive: list[bool] = []
    theme.hub().changed.connect(lambda: alive.append(shiboken6.isValid(hidden)))
    theme.apply(qapp, scale=150)
    assert alive == [False]
    window.shell.navigate("today")
    assert window.shell.page("today").header.title.text() == "今日"
    theme.apply(qapp)
    qtbot.waitUntil(lambda: window.shell.top_bar.height() == 60)


@pytest.mark.usefixtures("styled")
def test_a_window_that_goes_follows_no_other_look(window: Window, qapp: QApplication) -> None:
    """Between its end and its deletion its parts may be half gone."""
    shell = window.shell
    shell.navigate("members")
    kept, width = shell.page("today"), shell.rail.width()
    shell.retire()
    theme.apply(qapp, scale=150)
    assert shiboken6.isValid(kept)
    assert shell.page("today") is kept
    assert shell.rail.width() == width


def test_closing_is_told(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.shell.closing):
        window.shell.close()


def test_the_demonstration_is_marked(qtbot: QtBot) -> None:
    shell = Window(qtbot, demo=True).shell
    assert shell.windowTitle() == "小河中心（演示） · 颐站"
    assert shell.top_bar.badge.isVisible()


def test_an_open_line_keeps_its_text_while_pages_refresh(window: Window) -> None:
    line = QLineEdit()
    window.shell.page("today").open_sheet("王秀英", line)
    line.insert("半句话")
    window.press(Qt.Key.Key_F5)
    assert line.text() == "半句话"


def test_a_message_stays_with_its_page_and_moves_nothing(window: Window) -> None:
    place = window.shell.pages.geometry()
    window.kit.notify.error("读不了。")
    assert window.shell.pages.geometry() == place
    assert window.shell.messages.isVisible()
    window.shell.navigate("members")
    assert window.shell.messages.texts() == []
    assert window.shell.messages.isHidden()
    window.shell.navigate("today")
    assert window.shell.messages.texts() == ["读不了。"]


def test_a_message_about_the_list_is_not_read_over_a_file(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.views.frame.messages._JUST", 0.0)
    page = window.shell.page("today")
    window.kit.notify.warn("有 1 张没有发。")
    page.set_scene("preview")
    assert window.shell.messages.texts() == []
    window.shell.navigate("members")
    window.shell.navigate("today")
    assert window.shell.messages.texts() == [], "the preview is still there"
    page.set_scene("")
    assert window.shell.messages.texts() == ["有 1 张没有发。"]


def test_a_general_message_is_seen_on_every_page(window: Window) -> None:
    window.kit.notify.warn("恢复口令还没有打印并核对。", general=True)
    window.shell.navigate("members")
    assert window.shell.notices.texts() == ["恢复口令还没有打印并核对。"]
    assert window.shell.messages.texts() == []
    window.press(Qt.Key.Key_Escape)
    assert window.shell.notices.texts() == []


def test_what_was_said_about_a_step_is_withdrawn(window: Window) -> None:
    window.kit.notify.warn("需要补发。", topic="sync")
    window.kit.notify.toast("上报包已生成。", topic="sync")
    window.kit.notify.error("读不了。")
    window.kit.notify.withdraw("sync")
    assert window.shell.messages.texts() == ["读不了。"]
    assert window.shell.toasts.cards() == []


def test_the_focus_returns_to_where_it_was_before_a_sheet(window: Window) -> None:
    page = window.shell.page("today")
    button = page.header.buttons["new"]
    button.setFocus()
    window.press(Qt.Key.Key_F1)
    window.press(Qt.Key.Key_Escape)
    assert window.shell.focusWidget() is button


def test_enter_presses_the_button_with_the_focus(window: Window) -> None:
    button = window.shell.page("today").header.buttons["new"]
    button.setFocus()
    window.press(Qt.Key.Key_Return)
    window.press(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert window.refreshed.count("new") == 2


def test_the_enter_of_a_scanner_presses_no_button(window: Window, qtbot: QtBot) -> None:
    button = window.shell.page("today").header.buttons["new"]
    button.setFocus()
    qtbot.keyClicks(button, "00900002")
    window.press(Qt.Key.Key_Return)
    assert "new" not in window.refreshed


def test_what_is_deleted_leaves_the_focus_with_the_page(window: Window, qtbot: QtBot) -> None:
    page = window.shell.page("today")
    line = QLineEdit()
    page.body.addWidget(line)
    window.shell.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window.shell)
    line.show()
    line.setFocus()
    line.deleteLater()
    table = page.findChildren(DataTable)[0]
    qtbot.waitUntil(lambda: table.isAncestorOf(QApplication.focusWidget()))


def test_tab_goes_round_the_window_from_the_page(window: Window, qtbot: QtBot) -> None:
    shell = window.shell
    shell.set_status_items((StatusItem("backup", Status("已备份"), "today"),))
    shell.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shell)
    qtbot.waitUntil(shell.status_line.buttons["backup"].isVisible)
    shell.page("today").header.buttons["new"].setFocus()
    gone: list[QWidget | None] = []
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        gone.append(QApplication.focusWidget())
    assert gone == [shell.status_line.buttons["backup"], shell.rail.buttons["today"]]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is shell.status_line.buttons["backup"]
