"""Files that are whole or not there, locks, and the machine's faults as sentences."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from app.core.errors import EnvironmentProblem
from app.core.files import sync_folder

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC})
_REFUSED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_GONE = frozenset({errno.ENOENT, errno.ENOTDIR})
_PULLED = frozenset(
    getattr(errno, name)
    for name in ("EIO", "ENODEV", "ENXIO", "ESTALE", "EHOSTDOWN", "ENOTCONN")
    if hasattr(errno, name)
)
BLOCK = 1 << 20


def problem(error: OSError, where: str) -> EnvironmentProblem:
    """``error`` as a sentence about ``where`` (a folder or file a person can find)."""
    if error.errno in _FULL:
        return EnvironmentProblem("disk_full", f"“{where}”所在的磁盘空间不足，请清理出空间后再试。")
    if error.errno in _REFUSED:
        return EnvironmentProblem(
            "read_only",
            f"无法写入或读取“{where}”：没有权限，或存储设备处于只读状态。请检查写保护开关和权限后再试。",
        )
    if error.errno in _GONE:
        return EnvironmentProblem(
            "folder_missing", f"找不到“{where}”，请插好U盘或连接网络盘后再试。"
        )
    if error.errno in _PULLED:
        return EnvironmentProblem(
            "device_lost", f"读写“{where}”时存储设备断开了，请重新插好后再试，已有数据不受影响。"
        )
    return EnvironmentProblem(
        "file_failed", f"读写“{where}”失败（错误号{error.errno}），请检查存储设备后再试。"
    )


@contextlib.contextmanager
def environment(where: str | Path) -> Iterator[None]:
    """Turn an `OSError` of the body into an `EnvironmentProblem` about ``where``."""
    try:
        yield
    except OSError as error:
        raise problem(error, str(where)) from error


def write_atomic(folder: Path, name: str, data: bytes, *, mode: int = 0o600) -> Path:
    """Write ``data`` to ``folder/name``: whole, on the disk, or not at all.

    Temporary name, fsync, rename, fsync of the folder. On any failure the temporary file is
    removed and an existing ``name`` stays as it was. Raises `OSError`.
    """
    temp, final = folder / f".{name}.tmp", folder / name
    try:
        handle = os.open(temp, _flags(), mode)
        try:
            _write_all(handle, data)
            os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(temp, final)
    except BaseException:
        with contextlib.suppress(OSError):
            temp.unlink()
        raise
    sync_folder(folder)
    return final


def _flags() -> int:
    return os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view[:BLOCK]) :]


def rename(folder: Path, old: str, new: str) -> None:
    """Rename a whole file within ``folder``, durably. Raises `OSError`."""
    os.replace(folder / old, folder / new)
    sync_folder(folder)


@contextlib.contextmanager
def exclusive(path: Path, busy: EnvironmentProblem) -> Iterator[None]:
    """Hold the lock file ``path``; raises ``busy`` when another holder has it.

    The lock is the system's, so it ends with its process however that ends.
    """
    with environment(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            _lock(handle)
        except OSError:
            raise busy from None
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
