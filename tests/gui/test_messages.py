"""Toasts with 撤销, and that no message covers what a person goes on with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect
from PySide6.QtGui import QCursor, QEnterEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.views import parts
from app.views.frame import messages, toasts
from app.views.frame.messages import MessageArea
from app.views.frame.toasts import ToastCard, Toasts
from app.views.notify import Notifier
from app.views.setup.window import StartWindow
from app.views.tasks import InlineTaskRunner, Task
from app.views.widgets.form import Field, Form
from app.views.widgets.page import Page

LONG_WORDS = (
    "已登记 古丽巴哈尔·阿卜杜热西提·麦麦提吐尔逊江，会员号 000128，今天起在册，可以签到和就餐。"
)


@pytest.fixture
def notify() -> Notifier:
    return Notifier()


@pytest.fixture
def host(qtbot: QtBot) -> Iterator[QWidget]:
    QCursor.setPos(0, 0)  # what is under the mouse stays
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    yield made
    made.hide()


@pytest.fixture
def shown(host: QWidget, notify: Notifier) -> Toasts:
    return Toasts(host, notify)


def texts(shown: Toasts) -> list[str]:
    return [card.words.text() for card in shown.cards()]


def inside(host: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(host, QPoint(0, 0)), widget.size())


# --- toasts -----------------------------------------------------------------------------------


def test_a_toast_offers_undo_and_stands_at_the_right_of_the_foot(
    shown: Toasts, host: QWidget, notify: Notifier
) -> None:
    undone: list[int] = []
    notify.toast("王秀英 签到成功 08:31", lambda: undone.append(1))
    (card,) = shown.cards()
    assert card.isVisible()
    assert 400 < card.geometry().left() < card.geometry().right() < 800
    assert card.geometry().bottom() < 600
    card.undo.click()
    assert undone == [1]
    assert shown.cards() == []
    notify.toast("已保存")
    assert not shown.cards()[0].undo.isVisible()
    notify.forget()
    assert shown.cards() == []


def test_what_can_be_taken_back_is_not_pushed_away_by_a_confirmation(
    shown: Toasts, notify: Notifier
) -> None:
    undone: list[str] = []
    notify.toast("已导入 25 人", lambda: undone.append("导入"), what="这次导入")
    notify.toast("已保存 未导入.xlsx")
    assert texts(shown) == ["已导入 25 人", "已保存 未导入.xlsx"]
    first, second = (card.geometry() for card in shown.cards())
    assert first.bottom() < second.top(), "the newest stands at the foot"
    notify.toast("已复制 3 行。")
    assert texts(shown) == ["已导入 25 人", "已复制 3 行。"]
    shown.cards()[0].undo.click()
    assert undone == ["导入"]
    assert texts(shown) == ["已复制 3 行。"]


def test_two_at_most_and_the_oldest_goes(shown: Toasts, notify: Notifier) -> None:
    for name in ("张三", "李四", "王五"):
        notify.toast(f"{name} 已签到", lambda: None)
    assert texts(shown) == ["李四 已签到", "王五 已签到"]


def test_the_same_confirmation_twice_is_one(shown: Toasts, notify: Notifier) -> None:
    notify.toast("已复制 3 行。")
    notify.toast("已复制 3 行。")
    assert texts(shown) == ["已复制 3 行。"]


def test_ctrl_z_takes_back_one_after_another_when_all_toasts_are_gone(
    shown: Toasts, notify: Notifier
) -> None:
    undone: list[int] = []
    for number in range(25):
        notify.toast(f"第 {number} 步", lambda number=number: undone.append(number))
    shown.clear()
    while notify.undo_last():
        pass
    assert undone == list(range(24, 4, -1)), "the last twenty, the newest first"


def test_only_the_toast_of_the_step_that_is_taken_back_goes(
    shown: Toasts, notify: Notifier
) -> None:
    notify.toast("张三 已签到", lambda: None)
    notify.toast("李四 已签到", lambda: None)
    notify.undo_last()
    assert texts(shown) == ["张三 已签到"]


def test_a_toast_names_what_it_undoes_and_can_be_closed(shown: Toasts, notify: Notifier) -> None:
    notify.toast("张三 午餐已登记", lambda: None, what="张三午餐")
    (card,) = shown.cards()
    assert card.undo.text() == "撤销：张三午餐"
    card.close_button.click()
    assert shown.cards() == []
    assert notify.undo_last(), "Ctrl+Z takes it back all the same"


def test_a_confirmation_goes_before_what_can_be_taken_back(
    shown: Toasts, notify: Notifier, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toasts, "_TOAST_MS", 30)
    notify.toast("已导入 25 人", lambda: None)
    notify.toast("已保存")
    qtbot.waitUntil(lambda: texts(shown) == ["已导入 25 人"])


def test_a_toast_stays_while_the_mouse_is_over_it(
    shown: Toasts, notify: Notifier, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toasts, "_TOAST_MS", 30)
    notify.toast("已保存")
    (card,) = shown.cards()
    at = QPointF(3, 3)
    QApplication.sendEvent(card, QEnterEvent(at, at, at))
    with qtbot.assertNotEmitted(card.gone, wait=90):
        pass
    QApplication.sendEvent(card, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: shown.cards() == [])


def test_a_long_toast_wraps_instead_of_leaving_the_window(
    shown: Toasts, host: QWidget, notify: Notifier
) -> None:
    host.resize(420, 300)
    notify.toast(LONG_WORDS, lambda: None, what="登记古丽巴哈尔")
    (card,) = shown.cards()
    assert host.rect().contains(card.geometry())
    assert card.words.height() >= card.words.heightForWidth(card.words.width())
    notify.toast("已保存")
    assert shown.cards()[1].height() < 80, "a short one is low"


# --- what no message covers -------------------------------------------------------------------


def at_foot(host: QWidget, *buttons: QPushButton | None) -> None:
    """Buttons in a row at the foot of ``host``, as a wizard has them; None is a stretch."""
    box, row = QVBoxLayout(host), QHBoxLayout()
    box.addStretch(1)
    box.addLayout(row)
    for one in buttons:
        if one is None:
            row.addStretch(1)
        else:
            row.addWidget(one)


def test_messages_leave_the_buttons_at_the_foot_free(
    shown: Toasts, host: QWidget, notify: Notifier
) -> None:
    """The import wizard has 完成 where warnings stand, and 下一步 where toasts stand."""
    left, right = parts.button("完成", kind="primary"), parts.button("下一步")
    at_foot(host, left, None, right)
    area = MessageArea(notify, host=host)
    host.resize(820, 600)
    QApplication.processEvents()
    notify.warn("有 1 行没有导入。")
    notify.toast("已保存", lambda: None)
    QApplication.processEvents()
    (card,) = shown.cards()
    for message in (area, card):
        assert message.isVisible()
        for button in (left, right):
            assert not message.geometry().intersects(inside(host, button))
    assert not area.geometry().intersects(card.geometry())


def shown_page(qtbot: QtBot, width: int, height: int) -> Page:
    page = Page("老人")
    qtbot.addWidget(page)
    page.resize(width, height)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


@pytest.mark.parametrize("before", [False, True], ids=["while it is open", "before it opens"])
def test_messages_leave_the_buttons_of_a_sheet_free(
    qtbot: QtBot, notify: Notifier, *, before: bool
) -> None:
    page = shown_page(qtbot, 1100, 700)
    area, toast = MessageArea(notify, host=page), Toasts(page, notify)
    if before:
        notify.error("没有保存成功。")
        notify.toast("已保存", lambda: None)
    sheet = page.open_sheet("登记", QLineEdit(), 500)
    assert sheet is not None
    if not before:
        notify.error("没有保存成功。")
        notify.toast("已保存", lambda: None)
    messages = (area, *toast.cards())
    assert all(one.isVisible() for one in messages)
    # They make way after the focus has moved.
    qtbot.waitUntil(
        lambda: not any(one.geometry().intersects(sheet.geometry()) for one in messages)
    )


@pytest.mark.parametrize("first", ["message", "sheet"])
@pytest.mark.parametrize("words", ["已保存", LONG_WORDS])
def test_messages_leave_the_buttons_of_a_sheet_free_that_covers_the_page(
    qtbot: QtBot, notify: Notifier, first: str, words: str
) -> None:
    """With large text a sheet takes the whole page: there is no room beside it."""
    page = shown_page(qtbot, 640, 520)
    form = Form(tuple(Field(f"f{n}", f"第 {n} 项") for n in range(12)), save_text="登记")
    area, toast = MessageArea(notify, host=page), Toasts(page, notify)

    def say() -> None:
        notify.warn(words)
        notify.toast(words, lambda: None, what="登记")

    if first == "message":
        say()
    sheet = page.open_sheet("登记老人", form, 640)
    assert sheet is not None
    qtbot.waitUntil(lambda: page.isAncestorOf(QGuiApplication.focusObject()))  # type: ignore[arg-type]
    if first == "sheet":
        say()
    (card,) = toast.cards()
    buttons = (form.save_button, form.cancel_button, sheet.close_button)

    def apart() -> None:  # after the focus has moved
        for one in (area, card):
            assert one.isVisible()
            assert page.rect().contains(one.geometry()), one
            for button in buttons:
                assert not one.geometry().intersects(inside(page, button)), button.text()
        assert not area.geometry().intersects(card.geometry())

    qtbot.waitUntil(apart)


def test_before_the_desk_nothing_moves_for_a_message(qtbot: QtBot, notify: Notifier) -> None:
    """Printing the recovery phrase pushed the whole page down and let it jump back."""
    window = StartWindow(notify, InlineTaskRunner())
    qtbot.addWidget(window)
    page = QWidget()
    with qtbot.waitExposed(window):
        window.show_page(page)
    place = page.geometry()
    task = Task(lambda: None, page, "打印")
    window.messages.follow(task)
    notify.error("打印机没有接上。")
    QApplication.processEvents()
    assert page.geometry() == place
    assert window.messages.isVisible()
    assert window.messages.y() < 20, "over the head: below are fields and buttons"
    task.ended.emit()
    assert page.geometry() == place


def rows_of_buttons(count: int) -> tuple[QWidget, list[QPushButton]]:
    """A page of rows, each with its button at the right."""
    content = QWidget()
    box, made = QVBoxLayout(content), []
    for number in range(count):
        row = QWidget()
        row.setFixedHeight(60)
        line = parts.bare(QHBoxLayout(row), 0)
        line.addStretch(1)
        made.append(parts.button(f"登记签署 {number}", kind="quiet"))
        line.addWidget(made[-1])
        box.addWidget(row)
    box.addStretch(1)
    return content, made


def covered(host: QWidget, shown: Toasts, buttons: list[QPushButton]) -> list[str]:
    """The buttons that somebody sees and cannot press."""
    places = [card.geometry() for card in shown.cards()]
    found = []
    for button in buttons:
        seen = button.visibleRegion().boundingRect()
        at = QRect(button.mapTo(host, seen.topLeft()), seen.size())
        if not seen.isEmpty() and any(place.intersects(at) for place in places):
            found.append(button.text())
    return found


def test_a_toast_makes_way_when_rows_with_buttons_come_below_it(
    shown: Toasts, host: QWidget, notify: Notifier, qtbot: QtBot
) -> None:
    """After a signature the rows come again, and 撤销 stood over their buttons."""
    notify.toast("已登记“照片留存同意书”。", lambda: None, what="签署照片留存同意书")
    (card,) = shown.cards()
    before = card.geometry()
    content, buttons = rows_of_buttons(9)
    parts.bare(QVBoxLayout(host), 0).addWidget(parts.scroll(content))
    qtbot.waitUntil(lambda: card.geometry() != before)
    assert covered(host, shown, buttons) == []
    assert host.rect().contains(card.geometry())


def test_a_toast_makes_way_when_the_page_below_it_is_turned(
    shown: Toasts, host: QWidget, notify: Notifier, qtbot: QtBot
) -> None:
    content, buttons = rows_of_buttons(24)
    area = parts.scroll(content)
    parts.bare(QVBoxLayout(host), 0).addWidget(area)
    QApplication.processEvents()
    notify.toast("已登记“照片留存同意书”。", lambda: None, what="签署照片留存同意书")
    assert covered(host, shown, buttons) == []
    bar = area.verticalScrollBar()
    for value in (20, 47, 75, bar.maximum(), 0):
        bar.setValue(value)
        qtbot.waitUntil(lambda: covered(host, shown, buttons) == [])
        assert host.rect().contains(shown.cards()[0].geometry())


def test_a_toast_about_to_be_pressed_does_not_go_away(
    shown: Toasts, host: QWidget, notify: Notifier, qtbot: QtBot
) -> None:
    notify.toast("已登记“照片留存同意书”。", lambda: None, what="签署照片留存同意书")
    (card,) = shown.cards()
    before, at = card.geometry(), QPointF(3, 3)
    QApplication.sendEvent(card.undo, QEnterEvent(at, at, at))
    content, buttons = rows_of_buttons(9)
    parts.bare(QVBoxLayout(host), 0).addWidget(parts.scroll(content))
    with qtbot.assertNotEmitted(card.gone, wait=250):
        pass
    assert card.geometry() == before
    QApplication.sendEvent(card.undo, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: covered(host, shown, buttons) == [])


def test_a_toast_makes_itself_narrow_before_it_covers_a_button(
    shown: Toasts, host: QWidget, notify: Notifier, qtbot: QtBot
) -> None:
    """With large text the rows leave no place as wide as the words and 撤销 beside each other."""
    content, buttons = rows_of_buttons(9)
    parts.bare(QVBoxLayout(host), 0).addWidget(parts.scroll(content))
    host.resize(620, 600)
    QApplication.processEvents()
    notify.toast(LONG_WORDS, lambda: None, what="登记古丽巴哈尔")
    (card,) = shown.cards()
    assert covered(host, shown, buttons) == []
    assert card.undo.y() > card.words.y(), "撤销 below the words"
    assert card.words.height() >= card.words.heightForWidth(card.words.width())
    assert host.rect().contains(card.geometry())


def test_where_there_is_room_for_one_the_newest_stays(
    shown: Toasts, host: QWidget, notify: Notifier
) -> None:
    """Two of them would cover a button; Ctrl+Z takes the older one back all the same."""
    undone: list[str] = []
    notify.toast("已登记甲", lambda: undone.append("甲"), what="签署甲的人脸识别单独同意书")
    (first,) = shown.cards()
    place = first.geometry()
    buttons = [QPushButton("上面", host), QPushButton("左边", host)]
    buttons[0].setGeometry(0, 0, host.width(), place.top() - 2)
    buttons[1].setGeometry(0, place.top() - 2, place.left() - 2, host.height())
    for button in buttons:
        button.show()
    notify.toast("已登记乙", lambda: undone.append("乙"), what="签署乙的人脸识别单独同意书")
    assert texts(shown) == ["已登记乙"]
    assert covered(host, shown, buttons) == []
    notify.undo_last()
    notify.undo_last()
    assert undone == ["乙", "甲"]


# --- where strips belong ----------------------------------------------------------------------


def test_a_strip_belongs_to_what_stood_in_the_page(
    host: QWidget, notify: Notifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said over the list, it is not read over a print preview or a file."""
    monkeypatch.setattr(messages, "_JUST", 0.0)
    area = MessageArea(notify, host=host)
    area.turn_to("members", "list")
    notify.warn("有 1 张没有发。")
    area.turn_to("members", "preview")
    assert area.texts() == []
    assert area.isHidden()
    area.turn_to("members", "list")
    assert area.texts() == ["有 1 张没有发。"]


def test_what_a_step_says_goes_where_the_step_leads(host: QWidget, notify: Notifier) -> None:
    area = MessageArea(notify, host=host)
    area.turn_to("members", "list")
    notify.warn("请核对证件号。")
    area.turn_to("members", "file u1")
    assert area.texts() == ["请核对证件号。"]
    area.turn_to("today")
    assert area.texts() == [], "another page is another matter"


def test_cards_are_drawn_over_what_stands_below(shown: Toasts, notify: Notifier) -> None:
    notify.toast("已保存")
    (card,) = shown.cards()
    assert isinstance(card, ToastCard)
    ground = card.grab().toImage().pixelColor(card.width() // 2, 3)
    assert ground.alpha() == 255
