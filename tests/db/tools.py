"""Ways behind the product's back: what a tamperer or a broken disk would do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from app.db.engine import connect
from app.wiring import Application


@contextmanager
def raw(app: Application) -> Iterator[Any]:
    """A DB-API connection with the key and every freedom; the append-only triggers are off."""
    connection = connect(app.folder.database, app.db.key, writer=True)
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    try:
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
    finally:
        for _, sql in triggers:
            connection.execute(sql)
        connection.close()


def rows(app: Application, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """What a select finds, as plain tuples."""
    with app.db.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(sql, values)]


def count(app: Application, table: str) -> int:
    """Rows of ``table``."""
    return int(rows(app, f"SELECT count(*) FROM {table}")[0][0])
