"""The shape of a database, as it is and not as it is called: to compare two of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from app.db.engine import connect

OWN = ("schema_version",)


def shape(path: Path, key: bytes) -> dict[str, Any]:
    """Table → columns, references, indexes (partial ones with their condition), options."""
    connection = connect(path, key, writer=False)
    try:
        tables = connection.execute("PRAGMA table_list").fetchall()
        return {
            name: _table(connection, name, (without_rowid, strict))
            for schema, name, kind, _, without_rowid, strict in tables
            if schema == "main" and kind == "table" and not _own(name)
        }
    finally:
        connection.close()


def _own(name: str) -> bool:
    return name.startswith("sqlite_") or name in OWN


def _table(connection: Any, name: str, options: tuple[int, int]) -> dict[str, Any]:
    def ask(pragma: str, of: str = name) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in connection.execute(f'PRAGMA {pragma}("{of}")')]

    sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
    return {
        "options": options,
        "autoincrement": "AUTOINCREMENT" in sql,
        "columns": [row[1:] for row in ask("table_xinfo")],
        "references": sorted(row[2:] for row in ask("foreign_key_list")),
        "indexes": sorted(_index(connection, ask, row) for row in ask("index_list")),
    }


def _index(connection: Any, ask: Any, row: tuple[Any, ...]) -> tuple[Any, ...]:
    _, name, unique, origin, partial = row
    sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    where = re.search(r"\bWHERE\b(.*)", sql[0] or "", re.DOTALL) if sql else None
    columns = tuple(entry[2] for entry in ask("index_xinfo", name) if entry[5])
    condition = " ".join(where[1].split()) if where else ""
    return (name if origin == "c" else "", unique, origin, partial, columns, condition)
