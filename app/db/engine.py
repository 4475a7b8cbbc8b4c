"""SQLCipher connections through SQLAlchemy.

The driver's own transactions are switched off (``isolation_level=None``) and BEGIN is issued
here: with the implicit ones a failing migration step leaves the file half migrated (measured).
"""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from app.core.errors import EnvironmentProblem, UserError

if TYPE_CHECKING:
    from sqlalchemy import Engine

BUSY_MS = 5000
WRITER_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA cache_size=-32000",
    f"PRAGMA busy_timeout={BUSY_MS}",
)
READER_PRAGMAS = (
    "PRAGMA query_only=ON",
    "PRAGMA wal_autocheckpoint=0",
    "PRAGMA mmap_size=0",
    "PRAGMA cache_size=-16000",
    f"PRAGMA busy_timeout={BUSY_MS}",
)


class DatabaseDamaged(UserError):
    """The file cannot be opened with this key, or its pages fail the integrity check."""


def connect(path: Path, key: bytes, *, writer: bool) -> Any:
    """A raw DB-API connection to the encrypted file at ``path``; only a writer creates one.

    Raises `DatabaseDamaged` if the key does not fit or the first page is torn,
    `EnvironmentProblem` if the file cannot be reached.
    """
    mode = "rwc" if writer else "rw"
    try:
        connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
    except dbapi2.DatabaseError as problem:
        raise translate(problem) from problem
    try:
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        for pragma in WRITER_PRAGMAS if writer else READER_PRAGMAS:
            connection.execute(pragma)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.DatabaseError as problem:
        connection.close()
        raise translate(problem) from problem
    return connection


def translate(problem: BaseException) -> Exception:
    """The error to show for a driver's exception."""
    text = str(problem)
    if re.search("not a database|malformed|encrypted", text):
        return DatabaseDamaged(
            "database_damaged", "数据文件打不开或已损坏。请不要继续使用，先从最近的备份恢复。"
        )
    if re.search("disk is full|database or disk", text):
        return EnvironmentProblem("disk_full", "磁盘空间不足，没有保存。请清理磁盘后重试。")
    if re.search("readonly|unable to open|disk I/O", text):
        return EnvironmentProblem(
            "disk_unwritable", "数据文件夹无法写入。请检查磁盘和文件夹权限后重试。"
        )
    if re.search("locked|busy", text):
        return EnvironmentProblem("database_busy", "数据正被另一个程序使用，请稍后重试。")
    return problem if isinstance(problem, Exception) else RuntimeError(text)


def make_engine(path: Path, key: bytes, *, writer: bool) -> Engine:
    """An engine on ``path``: one connection for the writer, a small pool for readers."""
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import QueuePool, StaticPool

    pool: dict[str, Any] = (
        {"poolclass": StaticPool}
        if writer
        else {"poolclass": QueuePool, "pool_size": 4, "max_overflow": 4}
    )
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, key, writer=writer),
        skip_autocommit_rollback=False,
        # The text of an error goes to the log: never with names and numbers in it.
        hide_parameters=True,
        **pool,
    )
    begin = "BEGIN IMMEDIATE" if writer else "BEGIN"

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


DRIVER_ERRORS: tuple[type[BaseException], ...] = (dbapi2.Error, sqlite3.Error)
