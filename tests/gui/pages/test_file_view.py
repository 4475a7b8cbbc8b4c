"""The file of one person when it comes again: what somebody looks at and does stays."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.services.members import ChangeMember, MemberFile
from app.services.rights import Actor
from app.views.consents.photo import PhotoLabel
from app.views.members import build
from app.views.members.page import FILE, MembersPage
from app.views.tasks import TaskRunner
from app.wiring import Application
from tests.gui.pages.desk import Desk, shown
from tests.gui.pages.members_page import members_page
from tests.helpers.people import register


@pytest.fixture
def who(app: Application, manager: Actor) -> str:
    return register(app, manager, "陈秀英", pin="710001")


@pytest.fixture
def page(qtbot: QtBot, app: Application, manager: Actor, who: str) -> Iterator[MembersPage]:
    with members_page(qtbot, Desk(app, manager), who) as made:
        yield made


@pytest.fixture
def slow(qtbot: QtBot, app: Application, manager: Actor, who: str) -> Iterator[MembersPage]:
    """The same on real threads."""
    runner = TaskRunner()
    made = build(app, Desk(app, manager, runner).kit)
    assert isinstance(made, MembersPage)
    made.show()
    made.activate(who)
    qtbot.waitUntil(lambda: made.view() == FILE and not runner.busy())
    yield made
    assert runner.stop()
    made.hide()
    made.deleteLater()


def picture() -> bytes:
    image, held = QImage(8, 8, QImage.Format.Format_RGB32), QBuffer()
    image.fill(0)
    image.save(held, "JPG")  # type: ignore[call-overload]
    return bytes(held.data().data())


def unlink_button(page: MembersPage) -> QPushButton:
    found = [one for one in page.file_view.findChildren(QPushButton) if one.text() == "取消关联"]
    return next(one for one in found if not one.isHidden())


def test_a_button_pressed_while_the_file_comes_again_is_pressed(page: MembersPage) -> None:
    told: list[str] = []
    page.file_view.unlink_requested.connect(told.append)
    button = unlink_button(page)
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    page.refresh()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QTest.mouseRelease(unlink_button(page), Qt.MouseButton.LeftButton)
    assert told == ["710001"]


def test_the_line_chosen_in_the_history_stays_chosen(page: MembersPage) -> None:
    history = page.file_view.history
    identity, chosen = history.model.ids()[0], shown(history)[0]
    history.select(identity)
    page.trigger("check_in")
    assert shown(history)[0][1].startswith("签到")
    assert shown(history)[history.view.currentIndex().row()] == chosen
    told: list[Any] = []
    page.file_view.event_opened.connect(told.append)
    QTest.keyClick(history.view, Qt.Key.Key_Return)
    assert [event.line for event in told] == [chosen[1]]


def test_what_was_read_before_a_change_does_not_come_after_it(
    slow: MembersPage, app: Application, manager: Actor, who: str, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    read, go, asked = app.members.file, threading.Event(), list[str]()

    def file(uid: str, actor: Actor) -> MemberFile:
        found = read(uid, actor)
        asked.append(uid)
        if len(asked) == 1:
            go.wait(5)
        return found

    monkeypatch.setattr(app.members, "file", file)
    slow.refresh()
    qtbot.waitUntil(lambda: len(asked) == 1)
    app.members.change(ChangeMember(who, 1, {"phone": "13800001111"}), manager)
    slow.refresh()
    qtbot.waitUntil(lambda: slow.file_view.value("电话") == "138****1111")
    go.set()
    runner: Any = slow.table._runner
    qtbot.waitUntil(lambda: not runner.busy())
    assert slow.file_view.value("电话") == "138****1111"


def test_an_older_answer_does_not_end_the_question_for_a_newer_one(
    slow: MembersPage, app: Application, manager: Actor, who: str, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The file is opened once more, changed meanwhile, and both answers are slow."""
    read, first, later, asked = app.members.file, threading.Event(), threading.Event(), list[str]()

    def file(uid: str, actor: Actor) -> MemberFile:
        found = read(uid, actor)
        asked.append(uid)
        (first if len(asked) == 1 else later).wait(5)
        return found

    monkeypatch.setattr(app.members, "file", file)
    slow.activate({"uid": who, "tab": "overview"})
    qtbot.waitUntil(lambda: len(asked) == 1)
    app.members.change(ChangeMember(who, 1, {"phone": "13800001111"}), manager)
    slow.refresh()
    qtbot.waitUntil(lambda: len(asked) == 2)
    first.set()
    qtbot.waitUntil(lambda: len(asked) == 3)
    later.set()
    qtbot.waitUntil(lambda: slow.file_view.value("电话") == "138****1111")


def test_nobody_stands_beside_the_photo_of_somebody_else(
    slow: MembersPage, app: Application, manager: Actor, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    other, go = register(app, manager, "李建国"), threading.Event()
    slow.file_view.set_photo(picture())
    assert slow.file_view.findChild(PhotoLabel) is not None

    def no_photo(*_: object) -> None:
        go.wait(5)

    monkeypatch.setattr(app.photos, "of", no_photo)
    slow.activate(other)
    qtbot.waitUntil(lambda: slow.file_view.value("姓名") == "李建国")
    named = [one.accessibleName() for one in slow.file_view.findChildren(PhotoLabel)]
    go.set()
    assert "李建国 的照片" not in named
