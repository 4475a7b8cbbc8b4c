"""Home folders for tests: a new one only where the last test has left something in its own.

Ten folders for each of thousands of tests, and their removal at the end, took longer than many
of the tests.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


class Homes:
    """Gives out empty homes below ``root``.

    Args:
        names: the folders each home has; ``""`` is the home itself.
    """

    def __init__(self, root: Path, names: Iterable[str]) -> None:
        self._root, self._names = root, {name for name in names if name}
        self._count = 0
        self._last: Path | None = None

    def unused(self) -> Path:
        """A home with its empty folders and nothing else."""
        if self._last is None or not self._untouched(self._last):
            self._count += 1
            self._last = self._root / str(self._count)
            for name in ("", *self._names):
                (self._last / name).mkdir(mode=0o700)
        return self._last

    def _untouched(self, home: Path) -> bool:
        try:
            return set(os.listdir(home)) == self._names and not any(
                os.listdir(home / name) for name in self._names
            )
        except OSError:  # a test has taken a folder away, or shut it
            return False
