"""The ledger of the upload (上报台账): peer, bundles, states, refused rows.

Every call is its own transaction, because each state must be on disk before the next step.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import func, select

from app.core.canonical import canonical
from app.db.base import Recorded
from app.db.session import Database, UnitOfWork
from app.models import (
    Attendance,
    Meal,
    Member,
    Outbox,
    SyncBundle,
    SyncIdentity,
    SyncPeer,
    SyncRejection,
)
from app.services.base import Service
from app.services.rights import SYSTEM, Actor, Right, internal, requires
from app.services.sync_types import BundleRecord, BundleState, Peer, RejectedRow, Settlement
from app.services.work_items import close_item, open_item

REMEMBERED = 20
PART = 2000
"""Rows held in memory at a time while all of them are queued again."""
UNDER_WAY = (BundleState.BUILT, BundleState.SENDING, BundleState.SENT)
ENTITY_WORDS = {"member": "老人档案", "attendance": "签到", "meal": "就餐"}


class SyncLedger(Service):
    """What the sync engine remembers, on behalf of ``actor``."""

    def __init__(self, db: Database, actor: Actor = SYSTEM) -> None:
        super().__init__(db)
        self._actor = actor

    @requires(Right.UPLOAD)
    def acting(self, actor: Actor) -> SyncLedger:
        """The same ledger with ``actor`` in the audit; here the right to upload is checked."""
        return SyncLedger(self._db, actor)

    @internal
    def peer(self) -> Peer | None:
        """The current peer, None before pairing."""
        with self._db.read() as connection:
            row = connection.execute(
                select(SyncPeer.pair, SyncPeer.target, SyncPeer.host_key, SyncPeer.identity)
                .where(SyncPeer.deleted_at.is_(None))
                .order_by(SyncPeer.id.desc())
            ).first()
        return Peer(row[0], row[1], row[2] or "", row[3] or "") if row else None

    @internal
    def save_peer(self, peer: Peer) -> None:
        """Make ``peer`` the current one."""
        with self._db.write(self._actor, "配对区平台") as unit:
            for old in unit.session.scalars(select(SyncPeer).where(SyncPeer.deleted_at.is_(None))):
                old.deleted_at, old.deleted_reason = unit.now, "重新配对"
            unit.session.add(
                SyncPeer(
                    pair=peer.pair,
                    target=peer.target,
                    host_key=peer.host_key,
                    identity=peer.identity,
                )
            )

    @internal
    def bundles(self) -> tuple[BundleRecord, ...]:
        """All bundles in the order they were added."""
        with self._db.read() as connection:
            rows = connection.execute(select(SyncBundle.__table__).order_by(SyncBundle.id))
            return tuple(_record(row) for row in rows)

    @internal
    def recent(self) -> tuple[BundleRecord, ...]:
        """The bundles that daily work needs, in the order they were added.

        Every one that is under way, and whatever was added since (and with) the 20th last
        acknowledged one: a day's upload must not read the receipts of years.
        """
        table = SyncBundle.__table__.c
        start = (
            select(table.id)
            .where(table.state == BundleState.ACKNOWLEDGED.value)
            .order_by(table.id.desc())
            .offset(REMEMBERED - 1)
            .limit(1)
            .scalar_subquery()
        )
        # A union of two searches: with OR the whole table would be scanned.
        moving = select(table.id).where(table.state.in_([one.value for one in UNDER_WAY]))
        since = select(table.id).where(table.id >= func.coalesce(start, 0))
        wanted = table.id.in_(moving.union(since))
        with self._db.read() as connection:
            rows = connection.execute(select(SyncBundle.__table__).where(wanted).order_by(table.id))
            return tuple(_record(row) for row in rows)

    @internal
    def add_built(self, record: BundleRecord) -> None:
        """Remember a finished file, state ``built``."""
        with self._db.write(self._actor, "生成上报包") as unit:
            unit.session.add(
                SyncBundle(
                    bundle_id=record.bundle_id, file_name=record.file_name,
                    seq_from=record.from_seq, seq_to=record.to_seq,
                    prev_sha256=record.previous_sha256, sha256=record.sha256, size=record.size,
                    totals=canonical(dict(record.totals)).decode(), state=BundleState.BUILT.value,
                    built_at=record.built_at,
                )
            )  # fmt: skip

    @internal
    def set_state(self, bundle_id: str, state: BundleState) -> None:
        """``sending`` or ``sent``; ``sent`` sets ``sent_at`` and clears ``problem``."""
        with self._db.write(self._actor, "上报") as unit:
            row = _bundle(unit, bundle_id)
            row.state = str(state)
            if state == BundleState.SENT:
                row.sent_at, row.problem = unit.now, None

    @internal
    def settle(self, settlement: Settlement) -> None:
        """Apply ``settlement`` in one transaction; ``acknowledged`` sets ``acknowledged_at``."""
        with self._db.write(self._actor, "上报回执") as unit:
            row = _bundle(unit, settlement.bundle_id)
            row.state = str(settlement.state)
            row.problem = settlement.problem or None
            if settlement.receipt:
                row.receipt = settlement.receipt
            if settlement.state == BundleState.ACKNOWLEDGED:
                row.acknowledged_at = row.acknowledged_at or unit.now
            for other in settlement.resend:
                _bundle(unit, other).state = BundleState.SENDING.value
            for other in settlement.superseded:
                _bundle(unit, other).state = BundleState.REJECTED.value
            unit.session.flush()
            for rejected in settlement.rejected:
                self._reject(unit, settlement.bundle_id, rejected)
            if settlement.state == BundleState.ACKNOWLEDGED:
                self._settle_corrected(unit, row, {r.uid for r in settlement.rejected})

    def _settle_corrected(self, unit: UnitOfWork, bundle: SyncBundle, refused: set[str]) -> None:
        """Close what was refused earlier and has now been taken in with a later change."""
        resent = select(Outbox.seq).where(
            Outbox.entity == SyncRejection.entity,
            Outbox.entity_uid == SyncRejection.entity_uid,
            Outbox.seq > SyncRejection.seq,
            Outbox.seq.between(bundle.seq_from, bundle.seq_to),
        )
        open_rows = select(SyncRejection).where(
            SyncRejection.settled_at.is_(None), SyncRejection.deleted_at.is_(None), resent.exists()
        )
        for row in unit.session.scalars(open_rows):
            if row.entity_uid not in refused:
                row.settled_at = unit.now
                subject = f"{row.entity}:{row.entity_uid}"
                close_item(unit, "rejected_row", subject, "改正后已被接收", self._local_now())
        unit.session.flush()

    def _reject(self, unit: UnitOfWork, bundle_id: str, row: RejectedRow) -> None:
        known = unit.session.scalars(
            select(SyncRejection).where(
                SyncRejection.entity_uid == row.uid, SyncRejection.bundle_id == bundle_id
            )
        ).first()
        if known is None:
            unit.session.add(
                SyncRejection(
                    bundle_id=bundle_id, entity=row.entity, entity_uid=row.uid,
                    row_version=row.version, seq=row.seq, code=row.code, reason=row.reason,
                )
            )  # fmt: skip
            word = ENTITY_WORDS.get(row.entity, row.entity)
            open_item(unit, "rejected_row", f"{row.entity}:{row.uid}", f"{word}：{row.reason}",
                      self._local_now())  # fmt: skip

    @internal
    def restart_outbox(self, after_seq: int) -> int:
        """Queue every living row again beyond ``after_seq``, versions above it; how many.

        For a centre that an older backup was restored to: the numbers since then are taken. The
        rows go through the unit of work, so each has its event in the audit.
        """
        with self._db.write(self._actor, "恢复备份后重新上报") as unit:
            run = unit.session.connection().exec_driver_sql
            moved = run("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'outbox'",
                        (after_seq,))  # fmt: skip
            if not moved.rowcount:
                run("INSERT INTO sqlite_sequence (name, seq) VALUES ('outbox', ?)", (after_seq,))
            return sum(_queue_again(unit, model, after_seq) for model in (Member, Attendance, Meal))

    @internal
    def signing_secret(self) -> str:
        """The centre's signing key as text, ``""`` before it was made."""
        with self._db.read() as connection:
            row = connection.execute(select(SyncIdentity.secret)).first()
        return str(row[0]) if row else ""

    @internal
    def save_signing_key(self, public: str, secret: str) -> None:
        """Keep the freshly made signing key, once."""
        with self._db.write(self._actor, "生成签名钥匙") as unit:
            if unit.session.scalars(select(SyncIdentity)).first() is None:
                unit.session.add(SyncIdentity(public=public, secret=secret))


def _queue_again(unit: UnitOfWork, model: type[Recorded], more: int) -> int:
    """Raise the version of every living row of ``model`` by ``more`` and one; how many."""
    count = last = 0
    while True:
        rows = unit.session.scalars(
            select(model)
            .where(model.id > last, model.deleted_at.is_(None))
            .order_by(model.id)
            .limit(PART)
        ).all()
        if not rows:
            return count
        for row in rows:
            row.version += more
        unit.session.flush()
        count, last = count + len(rows), rows[-1].id
        unit.session.expunge_all()


def _bundle(unit: UnitOfWork, bundle_id: str) -> SyncBundle:
    return unit.session.scalars(select(SyncBundle).where(SyncBundle.bundle_id == bundle_id)).one()


def _record(row: Any) -> BundleRecord:
    return BundleRecord(
        row.bundle_id, row.file_name, row.seq_from, row.seq_to, row.prev_sha256, row.sha256,
        row.size, json.loads(row.totals), BundleState(row.state), row.built_at, row.sent_at,
        row.acknowledged_at, row.receipt or "", row.problem or "",
    )  # fmt: skip
