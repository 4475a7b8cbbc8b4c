"""Changes told to whoever listens."""

from __future__ import annotations

import pytest

from app.core.events import Changed, EventBus


def test_everyone_hears_until_they_leave() -> None:
    bus, first, second = EventBus(), [], []
    leave = bus.subscribe(first.append)
    bus.subscribe(second.append)
    bus.publish(frozenset({"meal"}))
    leave()
    leave()
    bus.publish(frozenset({"member"}))
    assert first == [Changed(frozenset({"meal"}))]
    assert [event.entities for event in second] == [{"meal"}, {"member"}]


def test_nothing_changed_is_not_told() -> None:
    bus, heard = EventBus(), []
    bus.subscribe(heard.append)
    bus.publish(frozenset())
    assert heard == []


def test_one_that_fails_stops_neither_the_others_nor_the_writer(
    expected_logs: pytest.LogCaptureFixture,
) -> None:
    bus, heard = EventBus(), []

    def broken(event: Changed) -> None:
        raise ValueError("no such page")

    bus.subscribe(broken)
    bus.subscribe(heard.append)
    bus.publish(frozenset({"meal"}))
    assert len(heard) == 1
    assert "no such page" in (expected_logs.text)


def test_a_page_may_close_while_it_is_told() -> None:
    bus, heard = EventBus(), []
    leave = bus.subscribe(lambda event: leave())
    bus.subscribe(heard.append)
    bus.publish(frozenset({"meal"}))
    bus.publish(frozenset({"meal"}))
    assert len(heard) == 2
