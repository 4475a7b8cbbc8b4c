"""Writing files so that a power cut leaves the old one or the new one, never half of one."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from app.core.errors import EnvironmentProblem, UserError, YizhanError

_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.EBADF, errno.EACCES, errno.ENOTSUP})


def explain(problem: OSError, path: Path) -> YizhanError:
    """The Chinese sentence for an operating-system error while writing or reading ``path``."""
    name = path.name
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return EnvironmentProblem("disk_full", f"磁盘空间不足，“{name}”没有保存。请清理后重试。")
    if problem.errno == errno.EROFS:
        return EnvironmentProblem(
            "read_only_disk",
            f"目标磁盘是只读的，“{name}”没有保存。请换一个位置，或打开U盘的写保护开关。",
        )
    if problem.errno in (errno.EACCES, errno.EPERM):
        return EnvironmentProblem(
            "no_permission",
            f"没有权限使用“{name}”，它可能正在别的程序中打开。请关闭后重试，或换一个位置。",
        )
    if problem.errno in (errno.EISDIR, errno.ENOTDIR):
        return UserError("is_folder", f"“{name}”是文件夹，不是文件。请选择一个文件。")
    if problem.errno == errno.ENOENT:
        return UserError("not_found", f"找不到“{name}”。请检查位置是否正确、U盘是否插好。")
    if problem.errno in (errno.EIO, errno.ENXIO, errno.ENODEV):
        return EnvironmentProblem(
            "device_gone", f"读写“{name}”时设备断开。请重新插好U盘后重试，原来的文件没有改动。"
        )
    return EnvironmentProblem(
        "file_problem", f"无法读写“{name}”（{problem.strerror or problem}）。请换一个位置重试。"
    )


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open a temporary sibling for writing; on success fsync it and rename it to ``path``.

    Raises `UserError` or `EnvironmentProblem` with what to do; the temporary file is removed.
    """
    path = path.resolve() if path.is_symlink() else path
    if path.is_dir():
        raise UserError("is_folder", f"“{path.name}”是文件夹，不是文件。请选择一个文件名。")
    if path.exists() and not path.is_file():
        # A device would be replaced by a file of that name.
        raise UserError("not_a_file", f"“{path.name}”不是普通文件，不能覆盖。请另选一个文件名。")
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as problem:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise explain(problem, path) from problem
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def write_file(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` whole or not at all; see `replacing`."""
    with replacing(path) as file:
        file.write(data)


def read_file(path: Path, limit: int | None = None) -> bytes:
    """Bytes of ``path``. Raises as `explain`; ``file_too_large`` above ``limit`` bytes."""
    try:
        if limit is not None and path.stat().st_size > limit:
            raise UserError(
                "file_too_large",
                f"“{path.name}”超过 {limit // 1_000_000} MB，不像是要导入的文件。"
                "请核对后重新选择。",
            )
        return path.read_bytes()
    except OSError as problem:
        raise explain(problem, path) from problem


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` durable where the system can; Windows does this by itself.

    Raises `OSError` when the drive fails, not when it cannot sync folders.
    """
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as problem:
            # Some network drives cannot sync a folder; the file itself is on the disk already.
            if problem.errno not in _NO_FOLDER_SYNC:
                raise
        finally:
            os.close(handle)
