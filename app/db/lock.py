"""One writing process per data folder.

The operating system's own file lock is held, so a crash leaves nothing to clean up; the file's
text (pid, start time) only serves the sentence shown to the second one.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
from pathlib import Path

from app.core.errors import UserError
from app.core.files import explain


class FolderInUse(UserError):
    """Another process of this machine writes to the data folder."""

    def __init__(self, since: str) -> None:
        super().__init__(
            "folder_in_use",
            f"颐站已经打开着这份数据{since}。请在那个窗口里操作，或先把它关闭。",
        )


class FolderLock:
    """The lock file at ``path``; `acquire` then `release`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    def acquire(self) -> None:
        """Hold the lock. Raises `FolderInUse`."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as problem:
            raise explain(problem, self.path) from problem
        if not _try_lock(handle):
            since = self._since(handle)
            os.close(handle)
            raise FolderInUse(since)
        stamp = {"pid": os.getpid(), "since": dt.datetime.now().strftime("%H:%M")}  # noqa: DTZ005
        self._file = handle
        # The text only serves a sentence; a full disk must not keep anyone out.
        with contextlib.suppress(OSError):
            os.ftruncate(handle, 0)
            os.write(handle, json.dumps(stamp).encode().ljust(64))

    def release(self) -> None:
        """Let go; closing the file ends the lock."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    @staticmethod
    def _since(handle: int) -> str:
        try:
            return f"（{json.loads(os.pread(handle, 64, 0))['since']} 起）"
        except (OSError, ValueError, KeyError, AttributeError):
            return ""


def _try_lock(handle: int) -> bool:
    try:
        if os.name == "nt":  # pragma: no cover - exercised on Windows only
            import msvcrt

            os.lseek(handle, 1024, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
