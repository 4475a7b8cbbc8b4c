"""The run is cut off at every step it takes, one after the other; the next run puts it right."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest

from app.sync import files
from app.sync.transports.folder import FolderTransport
from tests.unit.sync.doubles import World

LEDGER_STEPS = frozenset({"add_built", "set_state", "settle", "bundles", "recent"})
SYSTEM_STEPS = frozenset({"open", "write", "fsync", "close", "replace"})
TRANSPORT_STEPS = frozenset({"put", "list_receipts", "get_receipt"})


class Killed(BaseException):
    """The process is gone."""


class Fuse:
    """Burns at step ``at``, counted before and after every step; then nothing works any more."""

    def __init__(self, at: int) -> None:
        self.left = at

    def tick(self) -> None:
        if self.left == 0:
            raise Killed
        self.left -= 1

    def around(self, call: Any) -> Any:
        """``call`` with a tick before and after it."""

        def step(*args: Any, **more: Any) -> Any:
            self.tick()
            found = call(*args, **more)
            self.tick()
            return found

        return step


class Fused:
    """``real`` with a fuse on the named calls."""

    def __init__(self, real: Any, steps: frozenset[str], fuse: Fuse) -> None:
        self._real, self._steps, self._fuse = real, steps, fuse

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._real, name)
        return self._fuse.around(found) if name in self._steps else found

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        return None


class System(Fused):
    """``os`` with a fuse; ``die`` closes what the killed process held open, as the system does."""

    def __init__(self, fuse: Fuse) -> None:
        super().__init__(os, SYSTEM_STEPS - {"open", "close"}, fuse)
        self.handles: set[int] = set()

    def open(self, *args: Any) -> int:
        self._fuse.tick()
        handle = os.open(*args)
        self.handles.add(handle)
        self._fuse.tick()
        return handle

    def close(self, handle: int) -> None:
        self._fuse.tick()
        os.close(handle)
        self.handles.discard(handle)
        self._fuse.tick()

    def die(self) -> None:
        while self.handles:
            os.close(self.handles.pop())


def dead_unlink(*_: Any, **__: Any) -> None:
    """A killed process does not clean up."""
    raise Killed


def cut_off(world: World, at: int, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Run a whole cycle that is killed at step ``at``; whether it ended by itself."""
    fuse = Fuse(at)
    ledger = Fused(world.ledger, LEDGER_STEPS, fuse)
    engine = world.new_engine(
        ledger=ledger,
        transports=lambda *_: Fused(FolderTransport(world.target), TRANSPORT_STEPS, fuse),
    )
    system = System(fuse)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", dead_unlink)
        try:
            patch.setattr(files, "os", system)
            engine.build()
            engine.push()
            patch.setattr(files, "os", os)
            world.receive()
            patch.setattr(files, "os", system)
            engine.fetch_receipts()
        except Killed:
            system.die()
            return False
    return True


def test_killed_at_every_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at, finished = 0, False
    while not finished:
        folder = tmp_path / str(at)
        folder.mkdir()
        world = World(folder)
        world.outbox.day(1, 1)
        world.cycle()
        world.outbox.day(10, 1)
        finished = cut_off(world, at, monkeypatch)
        world.outbox.day(20, 1)
        world.engine = world.new_engine()
        world.cycle()
        world.assert_settled()
        assert not [path for path in world.inbox.iterdir() if path.stat().st_size == 0]
        at += 1
    assert at > 40


def test_killed_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for first, second in [(6, 6), (12, 30), (25, 12), (30, 3), (34, 34), (40, 20)]:
        folder = tmp_path / f"{first}-{second}"
        folder.mkdir()
        world = World(folder)
        world.outbox.day(1, 1)
        cut_off(world, first, monkeypatch)
        world.outbox.day(10, 1)
        cut_off(world, second, monkeypatch)
        world.engine = world.new_engine()
        world.cycle()
        world.assert_settled()


def test_the_district_killed_at_every_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at, finished = 0, False
    while not finished:
        folder = tmp_path / str(at)
        folder.mkdir()
        world = World(folder)
        world.outbox.day(1, 1)
        world.build_and_push()
        with monkeypatch.context() as patch:
            system = System(Fuse(at))
            patch.setattr(files, "os", system)
            patch.setattr(Path, "unlink", dead_unlink)
            try:
                world.receive()
                finished = True
            except Killed:
                system.die()
        world.receive()
        world.engine.fetch_receipts()
        world.assert_settled()
        at += 1
    assert at > 8
