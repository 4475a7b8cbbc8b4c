"""Is the file sound? Asked in the background after start."""

from __future__ import annotations

from app.db.engine import DatabaseDamaged
from app.db.session import Database


def quick_check(db: Database) -> bool:
    """Whether SQLite's quick check finds nothing; False means: go to the restore page."""
    try:
        with db.read() as connection:
            row = connection.exec_driver_sql("PRAGMA quick_check(1)").first()
    except DatabaseDamaged:
        return False
    return row is not None and row[0] == "ok"
