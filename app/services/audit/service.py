"""Reads the audit for who may look into it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.core.progress import Progress, silent
from app.models import AuditEvent
from app.services.audit.checking import AuditReport, check
from app.services.audit.listing import (
    AuditChoices,
    AuditQuery,
    AuditRow,
    event_choices,
    event_ids,
    event_rows,
)
from app.services.base import Service
from app.services.rights import Actor, Right, requires


class Audit(Service):
    """Lists and verifies the hash chain."""

    @requires(Right.AUDIT)
    def ids(self, query: AuditQuery, actor: Actor) -> Sequence[int]:
        """Numbers of the events that ``query`` finds; see `event_ids`."""
        with self._db.read() as connection:
            return event_ids(connection, query)

    @requires(Right.AUDIT)
    def rows(self, ids: Sequence[int], actor: Actor) -> list[AuditRow]:
        """The events ``ids`` in that order, without those that are missing; values stay hidden."""
        with self._db.read() as connection:
            return event_rows(connection, ids)

    @requires(Right.AUDIT)
    def choices(self, actor: Actor) -> AuditChoices:
        """What the list can be filtered by."""
        with self._db.read() as connection:
            return event_choices(connection)

    @requires(Right.AUDIT)
    def show(self, actor: Actor, before: int = 0, limit: int = 100) -> list[AuditRow]:
        """The newest events, or those before event number ``before``; values stay hidden."""
        statement = select(AuditEvent.id).order_by(AuditEvent.id.desc()).limit(limit)
        if before:
            statement = statement.where(AuditEvent.id < before)
        with self._db.read() as connection:
            return event_rows(connection, connection.execute(statement).scalars().all())

    @requires(Right.AUDIT)
    def verify(self, actor: Actor, progress: Progress = silent) -> AuditReport:
        """Recompute the chain, then compare every recorded row with its last event.

        Finds a changed, removed, inserted or reordered event (by its number), a removed tail,
        and a row altered, added or removed outside the product (by table and uid).
        """
        with self._db.read() as connection:
            return check(connection, progress)
