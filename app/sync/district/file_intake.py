"""One bundle on its way into the tables of a district's store."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import astuple

from app.services.sync_types import RejectedRow
from app.sync.district.store import StoredBundle
from app.sync.schema import Entity

CHUNK = 500
SQL_TYPES = {"integer": "INTEGER", "boolean": "INTEGER"}


class FileIntake:
    """`app.sync.district.store.Intake` over one open transaction."""

    def __init__(self, db: sqlite3.Connection, code: str) -> None:
        self._db = db
        self._code = code

    def upsert(self, entity: Entity, rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
        """Keep ``rows``, newest version per uid; positions of version conflicts."""
        wanted = [_typed(entity, row) for row in rows]
        news, conflicts = [], []
        for start in range(0, len(wanted), CHUNK):
            part = wanted[start : start + CHUNK]
            known = self._known(entity, [str(row[0]) for row in part])
            for offset, row in enumerate(part):
                old = known.get(str(row[0]))
                if old is None or row[1] > old[1]:  # type: ignore[operator]
                    news.append((self._code, *row))
                elif row[1] == old[1] and _content(row) != _content(old):
                    conflicts.append(start + offset)
        marks = ",".join("?" * (len(entity.columns) + 1))
        self._db.executemany(f"INSERT OR REPLACE INTO {entity.name} VALUES ({marks})", news)  # noqa: S608
        return tuple(conflicts)

    def _known(self, entity: Entity, uids: list[str]) -> dict[str, tuple[str | int | None, ...]]:
        marks = ",".join("?" * len(uids))
        found = self._db.execute(
            f"SELECT {','.join(entity.columns)} FROM {entity.name}"  # noqa: S608
            f" WHERE centre_code=? AND uid IN ({marks})",
            (self._code, *uids),
        )
        return {row[0]: row for row in found}

    def reject(self, bundle_id: str, rows: Sequence[RejectedRow]) -> None:
        """Remember rejected rows."""
        self._db.executemany(
            "INSERT INTO rejected VALUES (?,?,?,?,?,?,?,?)",
            [(self._code, bundle_id, *astuple(one)) for one in rows],
        )

    def known_members(self) -> set[str]:
        """Uids of the centre's members, those in rejected rows too."""
        found = self._db.execute(
            "SELECT uid FROM member WHERE centre_code=? UNION"
            " SELECT uid FROM rejected WHERE centre_code=? AND entity='member'",
            (self._code, self._code),
        )
        return {uid for (uid,) in found}

    def finish(self, bundle: StoredBundle) -> None:
        """Keep the bundle's record and move the centre's head to it."""
        one = bundle
        self._db.execute(
            "INSERT INTO bundle VALUES (?,?,?,?,?,?,?,?,?,?)",
            (
                one.bundle_id, one.centre_code, one.file_name, one.file_sha256, one.from_seq,
                one.to_seq, one.audit_seq, one.audit_hash, one.received_at, one.receipt,
            ),
        )  # fmt: skip
        self._db.execute(
            "UPDATE centre SET head_seq=?, head_sha256=? WHERE code=?",
            (one.to_seq, one.file_sha256, one.centre_code),
        )


def _typed(entity: Entity, row: Sequence[str]) -> tuple[str | int | None, ...]:
    """Cells as the table stores them: empty is NULL, numbers are integers."""
    return tuple(
        None if cell == "" else int(cell) if column.type in SQL_TYPES else cell
        for column, cell in zip(entity.fields, row, strict=True)
    )


def _content(row: tuple[str | int | None, ...]) -> tuple[str | int | None, ...]:
    """``row`` without its outbox number, which differs when a row is sent again."""
    return (*row[:2], *row[3:])
