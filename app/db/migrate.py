"""Bring the file to the current schema, or refuse it.

Alembic's operations run in process. Two measured traps decide the shape: the driver's implicit
transactions leave a half-migrated file when a step fails (so BEGIN is ours), and a batch alter
with ``foreign_keys=ON`` silently deletes cascading children (so it is off, and checked after).
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from app.core.errors import UserError
from app.db.engine import DatabaseDamaged, connect, make_engine, translate
from app.db.migrations import HEAD, REVISIONS

VERSION_TABLE = "schema_version"


class SchemaTooNew(UserError):
    """The file was written by a newer program."""

    def __init__(self, found: str) -> None:
        super().__init__(
            "schema_too_new",
            f"这份数据由更新版本的颐站保存（结构版本 {found}，本程序到 {HEAD}）。"
            "请先升级本程序再打开，数据没有被改动。",
        )


def schema_version(connection: Any) -> str:
    """Revision of an open file; ``""`` for an empty one. ``connection``: raw DB-API."""
    known = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE name = ?", (VERSION_TABLE,)
    ).fetchone()[0]
    if not known:
        return ""
    row = connection.execute(f"SELECT version FROM {VERSION_TABLE}").fetchone()  # noqa: S608
    return str(row[0]) if row else ""


def check_version(found: str) -> bool:
    """Whether a file of revision ``found`` must be migrated. Raises `SchemaTooNew`."""
    if found > HEAD:
        raise SchemaTooNew(found)
    return found < HEAD


def check_existing(found: str) -> bool:
    """`check_version` for a centre that must have data: an emptied file is never filled anew.

    Raises `DatabaseDamaged` for a file without a schema.
    """
    if not found:
        raise DatabaseDamaged(
            "database_damaged",
            "数据文件是空的，原来的内容不见了。请不要继续使用，先从最近的备份恢复。",
        )
    return check_version(found)


def migrate(path: Path, key: bytes, upto: str = HEAD) -> None:
    """Run every revision after the file's own up to ``upto``, each whole or not at all.

    An empty file becomes a new database: whoever opens an existing centre asks `check_existing`
    first. Raises `SchemaTooNew`, `EnvironmentProblem` (disk full).
    """
    raw = connect(path, key, writer=True)
    try:
        found = schema_version(raw)
    finally:
        raw.close()
    if check_version(found):
        for name in REVISIONS:
            if found < name[:4] <= upto:
                _step(path, key, name)


def _step(path: Path, key: bytes, name: str) -> None:
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from sqlalchemy import exc

    upgrade = importlib.import_module(f"app.db.migrations.versions.{name}").upgrade
    engine = make_engine(path, key, writer=True)
    try:
        with engine.connect() as connection:
            # Outside of a transaction: the pragma is ignored within one.
            connection.connection.execute("PRAGMA foreign_keys=OFF")
            context = MigrationContext.configure(connection, opts={"transactional_ddl": True})
            upgrade(Operations(context))
            run = connection.exec_driver_sql
            run(f"CREATE TABLE IF NOT EXISTS {VERSION_TABLE} (version TEXT NOT NULL) STRICT")
            run(f"DELETE FROM {VERSION_TABLE}")  # noqa: S608
            run(f"INSERT INTO {VERSION_TABLE} VALUES (?)", (name[:4],))  # noqa: S608
            if run("PRAGMA foreign_key_check").first():
                raise RuntimeError(f"revision {name} leaves broken references")
            connection.commit()
    except exc.DBAPIError as problem:
        raise translate(problem.orig or problem) from problem
    finally:
        engine.dispose()
