"""Sign-ins of readers beside a running desktop, until the writer has counted them.

A reader cannot write the database, so each of its tries is one line in a small file beside it:
the account's uid, the moment, and whether the password was right; no name, nothing that was
typed. The next sign-in of the writer takes the lines into the database and its audit.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from app.core.files import explain
from app.core.paths import DataFolder


@dataclass(frozen=True)
class Try:
    """One try: account uid, UTC text, whether the password was right."""

    uid: str
    at: str
    right: bool


class Tries:
    """The file beside ``database``."""

    def __init__(self, database: Path) -> None:
        self._path = DataFolder(database.parent).sign_ins
        self._taken = self._path.with_name(f"{self._path.name}.taken")

    def all(self) -> list[Try]:
        """Every try that may not be counted yet, oldest first."""
        return _read(self._taken) + _read(self._path)

    def add(self, uid: str, at: str, *, right: bool) -> None:
        """Note one try, on disk before it is answered. Raises `EnvironmentProblem`, `UserError`."""
        # The newline before ends what a power cut may have left of an earlier line.
        line = f"\n{uid} {at} {'right' if right else 'wrong'}\n".encode()
        try:
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(handle, line)
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as problem:
            raise explain(problem, self._path) from problem

    def take(self) -> list[Try]:
        """What is to be counted now; it stays in a file of its own until `done`.

        Where the file cannot be moved (a reader has it open on Windows) it waits for next time.
        """
        if not self._taken.exists():
            with contextlib.suppress(OSError):
                os.replace(self._path, self._taken)
        return _read(self._taken)

    def done(self) -> None:
        """What was taken is in the database."""
        with contextlib.suppress(OSError):
            self._taken.unlink()


def _read(path: Path) -> list[Try]:
    """The whole lines of ``path``; half a line of a power cut is left out."""
    try:
        text = path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return []
    parts = (line.split(" ") for line in text.splitlines())
    return [
        Try(one[0], one[1], one[2] == "right")
        for one in parts
        if len(one) == 3 and one[2] in ("right", "wrong")
    ]
