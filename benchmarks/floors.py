"""The physical floors: what the parts can do without the product around them."""

from __future__ import annotations

import csv
import gzip
import io
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

KEY = secrets.token_hex(32)


def raw_file(path: Path) -> Any:
    """A bare SQLCipher file with the product's durability."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key=\"x'{KEY}'\"")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


def insert_each(path: Path, count: int) -> None:
    """``count`` inserts, each its own transaction with fsync."""
    connection = raw_file(path)
    connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT)")
    for number in range(count):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO t (a, b) VALUES (?, ?)", (f"{number:036d}", "08:30:00"))
        connection.execute("COMMIT")
    connection.close()


def insert_many(path: Path, rows: Sequence[tuple[Any, ...]]) -> None:
    """The same rows with one executemany into a table with the same natural key."""
    connection = raw_file(path)
    connection.execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a, pin, checked_at, d, device_no, status, verify,"
        " w, i, UNIQUE (pin, checked_at, status, verify, device_no))"
    )
    marks = ",".join("?" * len(rows[0]))
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        f"INSERT INTO t (a, pin, checked_at, d, device_no, status, verify, w, i) VALUES ({marks})",
        rows,
    )
    connection.execute("COMMIT")
    connection.close()


def csv_gzip(rows: Iterable[Sequence[Any]], target: Path) -> None:
    """Write rows as CSV and compress them."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    with gzip.open(target, "wb", compresslevel=6) as file:
        file.write(text.getvalue().encode())
