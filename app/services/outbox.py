"""The outbox as the upload reads it: which rows changed in a range, newest version once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from app.db.session import Database

HEAD = "t.uid, t.version, r.seq, CASE WHEN t.deleted_at IS NULL THEN 0 ELSE 1 END"
OWNER = "JOIN member m ON m.id = t.member_id"
ROWS = {
    "member": (
        "t.member_no, t.name, t.id_type, t.id_number, t.sex,"
        " CASE WHEN length(t.birth_date) = 10 THEN t.birth_date END AS birth_date,"
        " t.phone, t.community, t.categories, t.ability_level, t.self_care, t.state, t.joined_on",
        "",
    ),
    "attendance": ("m.uid, t.service_date, t.arrived_at, t.method, t.source", OWNER),
    "meal": (
        "m.uid, t.service_date, t.slot, t.served_at, t.method, t.price_fen, t.subsidy_fen",
        OWNER,
    ),
}
"""Entity → columns after the four common ones, and the join they need; the order is the exchange
format's (``app.sync.schema``), which a test compares."""


class OutboxSnapshot:
    """The outbox as it stood at one moment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def latest_seq(self) -> int:
        """Highest outbox number that is committed; 0 when nothing ever was."""
        row = self._connection.exec_driver_sql("SELECT max(seq) FROM outbox").first()
        return int(row[0] or 0) if row else 0

    def changed_rows(self, entity: str, after_seq: int, to_seq: int) -> Iterable[tuple[Any, ...]]:
        """Rows of ``entity`` changed in (after_seq, to_seq], each once, ordered by seq."""
        columns, join = ROWS[entity]
        sql = (
            f"SELECT {HEAD}, {columns} FROM (SELECT entity_uid, max(seq) AS seq FROM outbox"  # noqa: S608
            " WHERE entity = ? AND seq > ? AND seq <= ? GROUP BY entity_uid) r"
            f" JOIN {entity} t ON t.uid = r.entity_uid {join} ORDER BY r.seq"
        )
        result = self._connection.exec_driver_sql(sql, (entity, after_seq, to_seq))
        for part in result.partitions(5000):
            yield from map(tuple, part)

    def audit_head(self) -> tuple[int, str]:
        """Number and hash of the last audit event."""
        row = self._connection.exec_driver_sql("SELECT event_id, hash FROM audit_head").first()
        return (row[0], row[1]) if row else (0, "")


class OutboxReader:
    """Opens consistent views of the outbox."""

    def __init__(self, db: Database) -> None:
        self._db = db

    @contextmanager
    def snapshot(self) -> Iterator[OutboxSnapshot]:
        """A view whose answers agree with each other, for the length of a with block."""
        with self._db.read() as connection:
            yield OutboxSnapshot(connection)
