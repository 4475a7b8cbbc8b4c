"""From the thread that wrote to the pages."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from app.views.changes import ChangeRelay


@dataclass(frozen=True)
class Change:
    entities: frozenset[str]


class Centre:
    """Announces changes."""

    def __init__(self) -> None:
        self.listeners: list[Callable[[Change], None]] = []

    def subscribe(self, callback: Callable[[Change], None]) -> None:
        self.listeners.append(callback)

    def change(self, *entities: str) -> None:
        for listener in self.listeners:
            listener(Change(frozenset(entities)))


def test_changes_of_other_threads_arrive_together_on_this_one(qtbot: QtBot) -> None:
    centre, relay, seen = Centre(), ChangeRelay(), []
    relay.attach(centre)
    relay.changed.connect(lambda entities: seen.append((entities, QThread.currentThread())))

    def write() -> None:
        for _ in range(200):
            centre.change("attendance")
        centre.change("member")

    writer = threading.Thread(target=write)
    writer.start()
    writer.join()
    qtbot.waitUntil(lambda: bool(seen))
    qtbot.wait(120)
    assert [entities for entities, _ in seen] == [frozenset({"attendance", "member"})]
    assert seen[0][1] is QThread.currentThread()


def test_a_change_after_the_window_is_gone_is_nobodys_business(qtbot: QtBot) -> None:
    relay = ChangeRelay()
    hear = relay.hear
    relay.deleteLater()
    with qtbot.waitSignal(relay.destroyed):
        pass
    hear(Change(frozenset({"member"})))
