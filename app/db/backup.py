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
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from app.core.canonical import canonical
from app.core.errors import UserError
from app.core.files import explain, replacing
from app.core.paths import DataFolder
from app.core.progress import Progress, silent
from app.db.engine import connect
from app.db.migrate import check_version, schema_version

MAGIC = b"YIZHAN-BACKUP 1\n"
TRAILER = 32
BLOCK = 1 << 20


class BackupDamaged(UserError):
    """The file is torn, altered, or no backup at all."""

    def __init__(self, what: str) -> None:
        super().__init__("backup_damaged", f"备份文件不完整或被改动（{what}），不能使用。请换一份备份。")


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

    Raises `EnvironmentProblem` (disk full, stick pulled) or `UserError`; ``target`` is then
    as it was.
    """
    with _scratch(target.parent) as copy:
        progress(0, 3, "正在复制数据")
        _online_copy(folder.database, key, copy)
        progress(1, 3, "正在核对副本")
        counts, sums = _inspect(copy, key)
        header = {
            "made_at": made_at,
            "centre_code": centre_code,
            "schema": sums["schema"],
            "counts": counts,
            "digest": sums["digest"],
            "size": copy.stat().st_size,
            "keys": json.loads(folder.keys.read_text(encoding="utf-8")),
        }
        progress(2, 3, "正在写入备份")
        with replacing(target) as file:
            _pack(file, header, copy)
    return verify_backup(target, key, progress)


def verify_backup(source: Path, key: bytes | None, progress: Progress = silent) -> BackupInfo:
    """Check every byte, then (with ``key``) open the copy, check its pages and its content.

    Raises `BackupDamaged` naming the part.
    """
    header, start, size = _read_header(source)
    progress(0, 2, "正在核对备份")
    if _digest(source, size - TRAILER) != _tail(source, size):
        raise BackupDamaged("校验和不符")
    if key is not None:
        progress(1, 2, "正在打开备份核对内容")
        with _scratch(Path(tempfile.gettempdir())) as copy:
            _unpack(source, start, header["size"], copy)
            counts, sums = _inspect(copy, key)
            if counts != header["counts"] or sums["digest"] != header["digest"]:
                raise BackupDamaged("内容与登记不符")
    return BackupInfo(
        header["made_at"], header["centre_code"], header["schema"], header["counts"], size
    )


def backup_keys(source: Path) -> dict[str, Any]:
    """The wrapped keys inside a backup, to unlock it with the recovery phrase."""
    header, _, _ = _read_header(source)
    keys: dict[str, Any] = header["keys"]
    return keys


def restore_backup(source: Path, key: bytes, folder: DataFolder, stamp: str) -> Path | None:
    """Put a verified backup in ``folder``; what was there is first set aside.

    Returns the folder that now holds the earlier data, or None when there was none. Raises
    before anything is touched when the backup is damaged or the old data cannot be moved.
    """
    verify_backup(source, key)
    header, start, _ = _read_header(source)
    root = folder.root
    staged = root.with_name(f"{root.name}.restoring-{stamp}")
    aside = root.with_name(f"{root.name}.before-restore-{stamp}")
    try:
        staged.mkdir(parents=True)
        new = DataFolder(staged)
        _unpack(source, start, header["size"], new.database)
        new.keys.write_text(json.dumps(header["keys"], indent=1), encoding="utf-8")
        had_data = root.exists() and any(root.iterdir())
        if root.exists():
            root.rename(aside)
        try:
            staged.rename(root)
        except OSError:
            if aside.exists():
                aside.rename(root)
            raise
        if not had_data and aside.exists():
            aside.rmdir()
    except OSError as problem:
        raise explain(problem, root) from problem
    return aside if had_data else None


# -- pieces ------------------------------------------------------------------------------


@contextlib.contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """An encrypted working copy beside the target, removed in any case."""
    try:
        handle, name = tempfile.mkstemp(prefix=".yizhan-", suffix=".tmp", dir=folder)
    except OSError as problem:
        raise explain(problem, folder) from problem
    os.close(handle)
    path = Path(name)
    try:
        yield path
    except OSError as problem:
        raise explain(problem, path) from problem
    finally:
        for leftover in (path, Path(f"{name}-wal"), Path(f"{name}-shm")):
            with contextlib.suppress(OSError):
                leftover.unlink()


def _online_copy(database: Path, key: bytes, copy: Path) -> None:
    source = connect(database, key, writer=False)
    copy.unlink()
    target = connect(copy, key, writer=True)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    finally:
        source.close()
        target.close()
    with copy.open("rb") as file:
        os.fsync(file.fileno())


def _inspect(copy: Path, key: bytes) -> tuple[dict[str, int], dict[str, str]]:
    """Row counts, schema revision and a digest over the audit head of an encrypted copy."""
    connection = connect(copy, key, writer=False)
    try:
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise BackupDamaged("数据页损坏")
        if connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
            raise BackupDamaged("加密页损坏")
        revision = schema_version(connection)
        check_version(revision)
        tables = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                " ORDER BY name"
            )
        ]
        counts = {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for name in tables
        }
        head = connection.execute("SELECT event_id, hash FROM audit_head").fetchone()
    finally:
        connection.close()
    proof = hashlib.sha256(canonical([counts, list(head) if head else []])).hexdigest()
    return counts, {"schema": revision, "digest": proof}


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


def _read_header(source: Path) -> tuple[dict[str, Any], int, int]:
    try:
        size = source.stat().st_size
        with source.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                raise BackupDamaged("不是颐站的备份文件")
            line = file.readline(1 << 20)
            header = json.loads(line)
            start = file.tell()
    except OSError as problem:
        raise explain(problem, source) from problem
    except ValueError as problem:
        raise BackupDamaged("文件头损坏") from problem
    if not isinstance(header, dict) or start + header.get("size", -1) + TRAILER != size:
        raise BackupDamaged("长度不符")
    return header, start, size


def _digest(source: Path, length: int) -> bytes:
    sha = hashlib.sha256()
    with source.open("rb") as file:
        while length > 0:
            block = file.read(min(BLOCK, length))
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
