"""Identifiers."""

from __future__ import annotations

import threading
import time
import uuid

import pytest

from app.core import ids
from app.core.ids import uid7, uid7s


def test_an_identifier_is_a_uuid_of_version_7_of_this_moment() -> None:
    before = time.time_ns() // 1_000_000
    made = uuid.UUID(uid7())
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert before <= made.int >> 80 <= before + 5_000


def test_many_threads_never_make_the_same_and_each_grows() -> None:
    made: list[list[str]] = [[] for _ in range(4)]

    def work(mine: list[str]) -> None:
        mine.extend(uid7() for _ in range(3000))

    threads = [threading.Thread(target=work, args=(mine,)) for mine in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    everything = [uid for mine in made for uid in mine]
    assert len(set(everything)) == 12_000
    assert all(mine == sorted(mine) for mine in made)


def test_identifiers_by_the_thousand_grow_between_single_ones() -> None:
    made = [uid7(), *uid7s(9_000), uid7(), *uid7s(2)]
    assert made == sorted(set(made))
    assert {uuid.UUID(uid).version for uid in made} == {7}
    assert {uuid.UUID(uid).variant for uid in made} == {uuid.RFC_4122}
    assert uid7s(0) == []


def test_a_clock_set_back_does_not_break_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    first = uid7()
    monkeypatch.setattr(ids.time, "time_ns", lambda: 1_000_000_000)
    later = [uid7() for _ in range(5000)]  # more than one millisecond's counter holds
    assert [first, *later] == sorted([first, *later])
