"""The side that kills."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Nursery:
    """Workers that live for a random time.

    Attributes:
        kills: how many were killed while at work.
    """

    def __init__(self, process: subprocess.Popen[str], seed: int) -> None:
        self._process = process
        self.rng = random.Random(seed)
        self.kills = 0

    def run(
        self, work: str, root: Path, book: Path, argument: object, longest: float
    ) -> list[list[str]]:
        """Let ``work`` run for a random part of ``longest`` seconds, kill it, read its book."""
        worker = self._ask(json.dumps([work, str(root), str(book), argument]))
        time.sleep(self.rng.uniform(0, longest))
        os.kill(worker, signal.SIGKILL)
        end = self._ask("killed")
        assert end in (0, -signal.SIGKILL), "the worker failed, see its output"
        self.kills += end == -signal.SIGKILL
        text = book.read_text() if book.exists() else ""
        book.unlink(missing_ok=True)
        return [line.split() for line in text.splitlines()]

    def _ask(self, line: str) -> int:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@contextmanager
def nursery(seed: int) -> Iterator[Nursery]:
    """A nursery for one test."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.soak.nursery"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield Nursery(process, seed)
    finally:
        process.communicate(timeout=30)
