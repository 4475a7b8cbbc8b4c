"""One writing process per data folder.

The operating system's own file lock is held, so a crash leaves nothing to clean up; the file's
text (pid, start time) only serves the sentence shown to the second one.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import time
from pathlib import Path

from app.core.errors import UserError
from app.core.files import explain

PROBES, PROBE_S = 5, 0.05


class FolderInUse(UserError):
    """Another process of this machine writes to the data folder."""

    def __init__(self, since: str) -> None:
        super().__init__(
            "folder_in_use",
            f"颐站已经打开着这份数据{since}。请在那个窗口里操作，或先把它关闭。",
        )


class BeingRestored(UserError):
    """A backup is being restored into the folder by another process."""

    def __init__(self) -> None:
        super().__init__(
            "being_restored", "正在从备份恢复这份数据，没有打开。请等恢复完成后再打开。"
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
        if not self._still_there(handle):
            # Moved away or removed while we came: that lock guards nothing any more.
            os.close(handle)
            raise FolderInUse("")
        stamp = {"pid": os.getpid(), "since": dt.datetime.now().strftime("%H:%M")}  # noqa: DTZ005
        self._file = handle
        # The text only serves a sentence; a full disk must not keep anyone out.
        with contextlib.suppress(OSError):
            os.ftruncate(handle, 0)
            os.write(handle, json.dumps(stamp).encode().ljust(64))

    def release(self, *, remove: bool = False) -> None:
        """Let go; closing the file ends the lock. ``remove`` leaves no file behind."""
        if self._file is None:
            return
        if remove and os.name != "nt":
            self._remove()
        os.close(self._file)
        self._file = None
        if remove and os.name == "nt":  # pragma: no cover - an open file cannot be removed there
            self._remove()

    def held(self) -> bool:
        """Whether a process, this one too, holds the lock now; makes no file."""
        try:
            handle = os.open(self.path, os.O_RDWR)
        except OSError:
            return False
        free = _try_lock(handle)
        os.close(handle)
        return not free

    def _remove(self) -> None:
        with contextlib.suppress(OSError):
            self.path.unlink()

    def _still_there(self, handle: int) -> bool:
        """Whether the file that was locked is the one that bears the name."""
        try:
            return os.path.samestat(os.fstat(handle), self.path.stat())
        except OSError:
            return False

    @staticmethod
    def _since(handle: int) -> str:
        try:
            return f"（{json.loads(os.pread(handle, 64, 0))['since']} 起）"
        except (OSError, ValueError, KeyError, AttributeError):
            return ""


def restore_lock(root: Path) -> FolderLock:
    """Held while a backup is restored into ``root``; it lies beside, for ``root`` is exchanged."""
    return FolderLock(root.parent / f"{root.name}.lock-restore")


def refuse_while_restoring(root: Path) -> None:
    """Raise `BeingRestored` while another process restores a backup into ``root``.

    Asked several times: another process that asks the same holds the lock for a moment.
    """
    lock = restore_lock(root)
    for _ in range(PROBES):
        if not lock.held():
            return
        time.sleep(PROBE_S)
    raise BeingRestored


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
