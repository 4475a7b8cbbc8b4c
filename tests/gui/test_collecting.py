"""Where and when the program deletes what only holds itself."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.main.collecting import Collector

MANY = 20_000


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    owner = QObject()
    made = Collector(owner)
    made.start()
    yield made
    made.stop()


def knot(gone: list[int]) -> None:
    """A menu that nobody holds but itself; ``gone`` is told the thread that deletes it."""
    menu = QMenu()
    menu.itself = menu  # type: ignore[attr-defined]
    weakref.finalize(menu, lambda: gone.append(threading.get_ident()))


def make_objects(kept: list[list[int]]) -> None:
    """What lets Python look for cycles, in every generation."""
    kept += [[number] for number in range(MANY)]


def test_no_thread_of_the_runner_deletes_a_widget(collector: Collector, qtbot: QtBot) -> None:
    gone: list[int] = []
    kept: list[list[int]] = []
    knot(gone)
    worker = threading.Thread(target=make_objects, args=(kept,))
    worker.start()
    worker.join()
    make_objects(kept)
    assert gone == [], "neither does this one in the middle of something"
    collector.look()
    assert gone == [threading.get_ident()]


def test_it_looks_by_itself_and_little_when_little_is_new(
    collector: Collector, qtbot: QtBot
) -> None:
    collector._timer.setInterval(10)
    gone: list[int] = []
    knot(gone)
    kept = [[number] for number in range(MANY)]
    qtbot.waitUntil(lambda: bool(gone))
    gc.collect()
    gc.collect(0)
    before = gc.get_stats()
    collector.look()
    assert gc.get_stats() == before
    assert len(kept) == MANY
    collector.stop()
    assert gc.isenabled()


def test_a_search_through_everything_takes_at_most_a_hundredth_of_the_time(
    qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, searched = [5.0], []

    def collect(generation: int) -> None:
        searched.append(generation)
        now[0] += 0.1 if generation == 2 else 0.001

    monkeypatch.setattr(gc, "get_count", lambda: (20_000, 20, 20))
    monkeypatch.setattr(gc, "collect", collect)
    owner = QObject()
    collector = Collector(owner, lambda: now[0])
    for _ in range(25):
        collector.look()
        now[0] += 1
    assert searched.count(2) == 3, "in 25 s: at once, after 10 s, after 20 s"
    assert set(searched) == {1, 2}
