"""Verification: the chain event by event, then every recorded row against its last event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, inspect, select

from app.core.canonical import canonical, digest
from app.core.progress import Progress
from app.db.base import Base, Recorded
from app.db.recorder import GENESIS, event_hash, recorded_columns
from app.models import AuditEvent, AuditHead

STEP = 5_000
SHOWN_PROBLEMS = 50


@dataclass(frozen=True)
class AuditReport:
    """What verification found; ``problems`` names each event or row (at most 50 of them)."""

    events: int
    rows: int
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was changed, removed or reordered."""
        return not self.problems


def check(connection: Connection, progress: Progress) -> AuditReport:
    """Everything that does not fit; see `Audit.verify`."""
    problems: list[str] = []
    last: dict[tuple[str, str], str] = {}
    events = _verify_chain(connection, problems, last, progress)
    rows = _verify_rows(connection, problems, last, progress)
    return AuditReport(events, rows, tuple(problems[:SHOWN_PROBLEMS]))


def _verify_chain(
    connection: Connection,
    problems: list[str],
    last: dict[tuple[str, str], str],
    progress: Progress,
) -> int:
    head = connection.execute(select(AuditHead.event_id, AuditHead.hash)).first()
    total = head[0] if head else 0
    # The next event must follow on the hash as stored, or as it should have been stored.
    expected, links, count = 1, {GENESIS}, 0
    for row in _events(connection):
        problems.extend(_faults(row, expected, links))
        if row.row_hash:
            last[(row.entity, row.entity_uid)] = row.row_hash
        expected, count = row.id + 1, count + 1
        links = {row.hash, _hash_of(row)}
        if count % STEP == 0:
            progress(count, total, "正在核对审计链")
    if total >= expected:
        problems.append(f"审计事件 {expected} 至 {total} 在结尾处被删除")
    elif head is None and count:
        problems.append(f"审计链的结尾登记被删除（现有 {count} 个事件）")
    elif head is not None and (total < expected - 1 or head[1] not in links):
        problems.append(f"审计链的结尾登记被改动（事件 {expected - 1}）")
    return count


def _faults(row: Any, expected: int, links: set[str]) -> Iterator[str]:
    if row.id != expected:
        missing = str(expected) if row.id == expected + 1 else f"{expected} 至 {row.id - 1}"
        yield f"审计事件 {missing} 缺失"
    elif row.prev_hash not in links:
        yield f"审计事件 {row.id} 与前一个事件不衔接"
    if row.hash != _hash_of(row):
        yield f"审计事件 {row.id} 被改动（{row.entity} {row.entity_uid}）"


def _hash_of(row: Any) -> str:
    fields = (
        row.id, row.at, row.actor_uid, row.actor_name, row.action, row.entity,
        row.entity_uid, row.row_hash, row.reason,
    )  # fmt: skip
    return event_hash(row.prev_hash, fields, row.changes)


def _events(connection: Connection) -> Iterator[Any]:
    after = 0
    table = AuditEvent.__table__
    while True:
        part = connection.execute(
            select(table).where(table.c.id > after).order_by(table.c.id).limit(STEP)
        ).all()
        yield from part
        if len(part) < STEP:
            return
        after = part[-1].id


def _verify_rows(
    connection: Connection,
    problems: list[str],
    last: dict[tuple[str, str], str],
    progress: Progress,
) -> int:
    count = 0
    for model in recorded_models():
        name = model.__tablename__
        progress(count, len(last), f"正在核对 {name}")
        columns: list[Any] = [getattr(model, key) for key in recorded_columns(model)]
        for row in connection.execute(select(*columns)):
            values = {k: v for k, v in row._mapping.items() if v is not None}
            expected = last.pop((name, row.uid), None)
            if expected is None:
                problems.append(f"{name} {row.uid} 没有审计记录，是在系统外加入的")
            elif expected != digest(canonical(values)):
                problems.append(f"{name} {row.uid} 在系统外被改动")
            count += 1
    problems.extend(f"{name} {uid} 在系统外被删除" for name, uid in last)
    return count


def recorded_models() -> list[Any]:
    """Every recorded table's model, by the table's name."""
    mappers = Base.registry.mappers
    models = [m.class_ for m in mappers if issubclass(m.class_, Recorded)]
    return sorted(models, key=lambda model: str(inspect(model).local_table.name))
