"""Drafts of forms: written behind the screen, there again after a crash."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.core.errors import EnvironmentProblem
from app.services.rights import Actor, Role
from app.views.drafts import DraftStore
from app.views.tasks import InlineTaskRunner, TaskRunner

WANG = Actor("u1", "小王", Role.CLERK)
LI = Actor("u2", "李主任", Role.MANAGER)
KEY, TYPED = "form.member.new", {"name": "王秀英"}


class Disk:
    """What is in the file, and from which thread it was written."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, Any]] = {}
        self.writes: list[bool] = []
        self.full = False

    def all(self, actor: Actor) -> Mapping[str, Any]:
        return dict(self.kept.get(actor.uid, {}))

    def keep(self, contents: Mapping[str, Any], actor: Actor) -> None:
        self.writes.append(threading.current_thread() is threading.main_thread())
        if self.full:
            raise EnvironmentProblem("disk_full", "磁盘空间不足。")
        mine = self.kept.setdefault(actor.uid, {})
        for form, content in contents.items():
            mine[form] = content
            if content is None:
                del mine[form]


class Window:
    """A window in which ``who`` is signed in."""

    def __init__(self, disk: Disk, runner: TaskRunner) -> None:
        self.who: Actor | None = WANG
        self.store = DraftStore(lambda: disk, runner, lambda: self.who)
        self.store.load(WANG)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def runner(qapp: object) -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    made.stop()


def test_typing_is_written_once_off_the_gui_thread_and_survives(
    qtbot: QtBot, disk: Disk, runner: TaskRunner
) -> None:
    window = Window(disk, runner)
    for length in range(1, 4):
        window.store.set(KEY, {"name": "王秀英"[:length]})
    assert disk.writes == []
    qtbot.waitUntil(lambda: disk.kept == {"u1": {KEY: TYPED}})
    assert disk.writes == [False]
    after_the_crash = Window(disk, InlineTaskRunner())
    assert after_the_crash.store.get(KEY) == TYPED


def test_a_saved_form_is_forgotten_at_once(disk: Disk, qapp: object) -> None:
    window = Window(disk, InlineTaskRunner())
    window.store.set(KEY, TYPED)
    window.store.flush()
    window.store.set(KEY, None)
    assert (window.store.get(KEY), disk.kept) == (None, {"u1": {}})
    writes = len(disk.writes)
    window.store.set("form.never", None)
    assert len(disk.writes) == writes


def test_an_account_sees_only_its_own(disk: Disk, qapp: object) -> None:
    window = Window(disk, InlineTaskRunner())
    window.store.set(KEY, TYPED)
    window.who = LI
    window.store.load(LI)
    assert window.store.get(KEY, "nothing") == "nothing"
    window.store.set(KEY, {"name": "李"})
    window.store.flush()
    assert disk.kept == {"u1": {KEY: TYPED}, "u2": {KEY: {"name": "李"}}}


def test_a_full_disk_keeps_the_draft_on_screen(disk: Disk, qapp: object) -> None:
    window = Window(disk, InlineTaskRunner())
    disk.full = True
    window.store.set(KEY, TYPED)
    window.store.flush()
    assert window.store.get(KEY) == TYPED
    disk.full = False
    window.store.set(KEY, {"name": "王秀英", "phone": "1"})
    window.store.flush()
    assert disk.kept["u1"][KEY]["phone"] == "1"


def test_a_small_place_is_remembered_but_not_written(disk: Disk, qapp: object) -> None:
    window = Window(disk, InlineTaskRunner())
    window.store.set("settings.section", "audit")
    window.store.flush()
    assert (window.store.get("settings.section"), disk.writes) == ("audit", [])


def test_nothing_is_written_while_nobody_is_signed_in(disk: Disk, qapp: object) -> None:
    window = Window(disk, InlineTaskRunner())
    window.who = None
    window.store.set(KEY, TYPED)
    window.store.flush()
    assert disk.writes == []


def test_what_was_typed_last_is_stored_before_the_window_goes(
    disk: Disk, runner: TaskRunner
) -> None:
    window = Window(disk, runner)
    window.store.set(KEY, TYPED)
    assert window.store.write_now() is None
    assert disk.kept == {"u1": {KEY: TYPED}}
    assert window.store.write_now() is None
    assert disk.writes == [False]


def test_a_write_that_never_began_is_not_lost(disk: Disk, runner: TaskRunner) -> None:
    """The runner drops what waits behind other work when the program ends."""
    window = Window(disk, runner)
    window.store.set(KEY, TYPED)
    go_on = threading.Event()
    for _ in range(4):
        runner.run(go_on.wait, owner=window.store)
    window.store.flush()
    window.store.set(KEY, {"name": "王秀英", "phone": "1"})
    busy = window.store.write_now(patience=0.05)
    assert isinstance(busy, EnvironmentProblem)
    assert "请稍等" in str(busy)
    assert disk.kept == {}
    go_on.set()
    assert window.store.write_now() is None
    assert disk.kept == {"u1": {KEY: {"name": "王秀英", "phone": "1"}}}
    runner.stop()
    assert disk.kept["u1"][KEY]["phone"] == "1"


def test_what_a_full_disk_refused_is_said_when_the_window_goes(disk: Disk, qapp: object) -> None:
    window = Window(disk, InlineTaskRunner())
    disk.full = True
    window.store.set(KEY, TYPED)
    window.store.flush()
    assert str(window.store.write_now()) == "磁盘空间不足。"
    disk.full = False
    assert window.store.write_now() is None
    assert disk.kept == {"u1": {KEY: TYPED}}
