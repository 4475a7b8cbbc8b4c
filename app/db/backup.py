"""Backups: one file that holds the encrypted database and the wrapped keys, and proves itself.

Layout: magic line, header line (canonical JSON: counts, digest, keys.json, sizes), the encrypted
database, 32 bytes SHA-256 over everything before. The database inside is a page-exact copy made
with SQLite's online backup, reopened and compared before the file gets its name;
``shutil.copy`` of a WAL database kept 0 of 100 committed rows (measured).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from app.core.canonical import canonical
from app.core.errors import UserError
from app.core.files import explain, replacing, sync_folder, write_file
from app.core.paths import DataFolder
from app.core.progress import Progress, silent
from app.db.engine import DRIVER_ERRORS, DatabaseDamaged, connect, translate
from app.db.migrate import check_version, schema_version

MAGIC = b"YIZHAN-BACKUP 1\n"
TRAILER = 32
BLOCK = 1 << 20
HEADER: dict[str, type] = {
    "made_at": str, "centre_code": str, "schema": str, "counts": dict, "digest": str,
    "size": int, "keys": dict,
}  # fmt: skip
"""Fields of the header line and their types."""


class BackupDamaged(UserError):
    """The file is torn, altered, or no backup at all."""

    def __init__(self, what: str) -> None:
        super().__init__(
            "backup_damaged", f"备份文件不完整或被改动（{what}），不能使用。请换一份备份。"
        )


@dataclass(frozen=True)
class BackupInfo:
    """What a verified backup says of itself. ``counts``: table → rows."""

    made_at: str
    centre_code: str
    schema: str
    counts: dict[str, int]
    size: int


def make_backup(
    folder: DataFolder,
    key: bytes,
    target: Path,
    made_at: str,
    centre_code: str,
    progress: Progress = silent,
) -> BackupInfo:
    """Write a verified backup of the live database to ``target``.

    The written file is read back and verified before it takes the place of an older one. Raises
    `EnvironmentProblem` (disk full, stick pulled) or `UserError`; ``target`` is then as it was.
    """
    with _scratch(target.parent, target) as copy:
        progress(0, 4, "正在复制数据")
        original = _online_copy(folder.database, key, copy)
        progress(1, 4, "正在核对副本")
        content = _inspect(copy, key)
        if content != original:
            raise BackupDamaged("副本与数据不一致")
        header = {
            "made_at": made_at,
            "centre_code": centre_code,
            "schema": content.schema,
            "counts": content.counts,
            "digest": content.digest,
            "size": copy.stat().st_size,
            "keys": json.loads(folder.keys.read_text(encoding="utf-8")),
        }
        progress(2, 4, "正在写入备份")
        with replacing(target) as file:
            _pack(file, header, copy)
            file.flush()
            os.fsync(file.fileno())
            progress(3, 4, "正在核对备份")
            return verify_backup(Path(file.name), key)


def verify_backup(source: Path, key: bytes | None, progress: Progress = silent) -> BackupInfo:
    """Check every byte, then (with ``key``) open the copy, check its pages and its content.

    Raises `BackupDamaged` naming the part; `EnvironmentProblem` when it cannot be read.
    """
    progress(0, 2, "正在核对备份")
    header, start, size = _checked_header(source)
    if key is not None:
        progress(1, 2, "正在打开备份核对内容")
        with _scratch(Path(tempfile.gettempdir()), source) as copy:
            _unpack(source, start, header["size"], copy)
            try:
                content = _inspect(copy, key)
            except DatabaseDamaged as problem:
                raise BackupDamaged("里面的数据打不开，或者钥匙不属于它") from problem
        if content.counts != header["counts"] or content.digest != header["digest"]:
            raise BackupDamaged("内容与登记不符")
    return BackupInfo(
        header["made_at"], header["centre_code"], header["schema"], header["counts"], size
    )


def backup_keys(source: Path) -> dict[str, Any]:
    """The wrapped keys inside a backup, to unlock it with the recovery phrase.

    Raises `BackupDamaged`: every byte is checked first.
    """
    header, _, _ = _checked_header(source)
    keys: dict[str, Any] = header["keys"]
    return keys


def restore_backup(
    source: Path,
    key: bytes,
    folder: DataFolder,
    stamp: str,
    finish: Callable[[DataFolder, BackupInfo], object] | None = None,
) -> Path | None:
    """Put a verified backup in ``folder``; what was there is first set aside.

    ``finish`` completes the unpacked data before it takes the place. Returns the folder that now
    holds the earlier data, or None when there was none. Raises before anything is touched when the
    backup is damaged or the old data cannot be moved.
    """
    info = verify_backup(source, key)
    header, start, _ = _checked_header(source)
    root = folder.root
    staged = root.with_name(f"{root.name}.restoring-{stamp}")
    aside = root.with_name(f"{root.name}.before-restore-{stamp}")
    try:
        _stage(source, start, header, DataFolder(staged))
        if finish is not None:
            finish(DataFolder(staged), info)
        return _swap(root, staged, aside)
    except OSError as problem:
        raise explain(problem, root) from problem
    finally:
        shutil.rmtree(staged, ignore_errors=True)


# -- pieces ------------------------------------------------------------------------------


def _stage(source: Path, start: int, header: dict[str, Any], new: DataFolder) -> None:
    """Unpack the backup beside the folder it is meant for, durably."""
    new.root.mkdir(parents=True)
    for place in (new.bundles, new.backups, new.logs):
        place.mkdir()
    _unpack(source, start, header["size"], new.database)
    write_file(new.keys, json.dumps(header["keys"], indent=1).encode())
    sync_folder(new.root)


def _swap(root: Path, staged: Path, aside: Path) -> Path | None:
    """``root`` becomes ``aside`` and ``staged`` becomes ``root``, or everything stays."""
    lock = DataFolder(root).lock.name
    had_data = root.exists() and any(path.name != lock for path in root.iterdir())
    if root.exists():
        root.rename(aside)
    try:
        staged.rename(root)
    except OSError:
        if aside.exists():
            aside.rename(root)
        raise
    sync_folder(root.parent)
    if not had_data and aside.exists():
        shutil.rmtree(aside, ignore_errors=True)
    return aside if had_data else None


@contextlib.contextmanager
def _scratch(folder: Path, about: Path) -> Iterator[Path]:
    """An encrypted working copy in ``folder``, removed in any case; errors name ``about``."""
    try:
        handle, name = tempfile.mkstemp(prefix=".yizhan-", suffix=".tmp", dir=folder)
    except OSError as problem:
        raise explain(problem, about) from problem
    os.close(handle)
    path = Path(name)
    try:
        yield path
    except OSError as problem:
        raise explain(problem, about) from problem
    except DRIVER_ERRORS as problem:
        raise translate(problem) from problem
    finally:
        for leftover in (path, *(Path(f"{name}-{kind}") for kind in ("wal", "shm", "journal"))):
            with contextlib.suppress(OSError):
                leftover.unlink()


@dataclass(frozen=True)
class _Content:
    """What a database holds: row counts, schema revision, digest over counts and audit head."""

    counts: dict[str, int]
    schema: str
    digest: str


def _online_copy(database: Path, key: bytes, copy: Path) -> _Content:
    """Copy the database as it stands at one moment; returns what it held then."""
    source = connect(database, key, writer=False)
    try:
        copy.unlink()
        target = connect(copy, key, writer=True)
        try:
            # One transaction, so that what is counted is what is copied while others write.
            source.execute("BEGIN")
            content = _content(source)
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        finally:
            target.close()
    finally:
        source.close()
    with copy.open("rb+") as file:
        os.fsync(file.fileno())
    return content


def _inspect(copy: Path, key: bytes) -> _Content:
    """Check every page of an encrypted copy, then say what it holds."""
    connection = connect(copy, key, writer=False)
    try:
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise BackupDamaged("数据页损坏")
        if connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
            raise BackupDamaged("加密页损坏")
        return _content(connection)
    finally:
        connection.close()


def _content(connection: Any) -> _Content:
    revision = schema_version(connection)
    check_version(revision)
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        " ORDER BY name"
    ).fetchall()
    counts = {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for (name,) in names
    }
    head = connection.execute("SELECT event_id, hash FROM audit_head").fetchone()
    proof = canonical([counts, list(head) if head else []])
    return _Content(counts, revision, hashlib.sha256(proof).hexdigest())


def _pack(file: IO[bytes], header: dict[str, Any], copy: Path) -> None:
    sha = hashlib.sha256()
    parts = [MAGIC, canonical(header) + b"\n"]
    with copy.open("rb") as source:
        while block := source.read(BLOCK):
            parts.append(block)
            for part in parts:
                sha.update(part)
                file.write(part)
            parts.clear()
    file.write(sha.digest())


def _checked_header(source: Path) -> tuple[dict[str, Any], int, int]:
    """Header, start of the database and size of the file, after every byte was checked."""
    try:
        header, start, size = _read_header(source)
        if _digest(source, size - TRAILER) != _tail(source, size):
            raise BackupDamaged("校验和不符")
    except OSError as problem:
        raise explain(problem, source) from problem
    return header, start, size


def _read_header(source: Path) -> tuple[dict[str, Any], int, int]:
    size = source.stat().st_size
    with source.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise BackupDamaged("不是颐站的备份文件")
        try:
            header = json.loads(file.readline(1 << 20))
        except (ValueError, RecursionError) as problem:
            raise BackupDamaged("文件头损坏") from problem
        start = file.tell()
    if not isinstance(header, dict) or {k: type(header.get(k)) for k in HEADER} != HEADER:
        raise BackupDamaged("文件头损坏")
    if start + header["size"] + TRAILER != size:
        raise BackupDamaged("长度不符")
    return header, start, size


def _digest(source: Path, length: int) -> bytes:
    sha = hashlib.sha256()
    with source.open("rb") as file:
        while length > 0:
            block = file.read(min(BLOCK, length))
            if not block:
                raise BackupDamaged("长度不符")
            sha.update(block)
            length -= len(block)
    return sha.digest()


def _tail(source: Path, size: int) -> bytes:
    with source.open("rb") as file:
        file.seek(size - TRAILER)
        return file.read()


def _unpack(source: Path, start: int, length: int, target: Path) -> None:
    with source.open("rb") as file, target.open("wb") as out:
        file.seek(start)
        while length > 0:
            block = file.read(min(BLOCK, length))
            out.write(block)
            length -= len(block)
        out.flush()
        os.fsync(out.fileno())
