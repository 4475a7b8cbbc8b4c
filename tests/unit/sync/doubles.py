"""A centre and a district in memory and in temporary folders, with real keys and real files."""

from __future__ import annotations

import datetime as dt
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.core.clock import FixedClock, utc_text
from app.core.errors import EnvironmentProblem
from app.sync import district
from app.sync.bundle import AuditAnchor, BuiltBundle, build_bundle
from app.sync.crypto import (
    DIGEST,
    Identity,
    SigningKey,
    new_identity,
    new_signing_key,
)
from app.sync.district.file_store import FileStore
from app.sync.district.receiver import ReceiveReport, receive
from app.sync.engine import CentreKeys, SyncEngine
from app.sync.header import BundleHeader
from app.sync.pairing import DistrictPair
from app.sync.ports import BundleRecord, BundleState, Peer, RejectedRow, Settlement
from app.sync.schema import ENTITIES, FORMAT, Entity
from app.sync.transports.folder import FolderTransport

CODE = "330105001"
MORNING = dt.datetime(2026, 3, 2, 8, 0)
ID_NUMBER = "330105193805123225"


def uid(number: int) -> str:
    """A stable uid for row ``number``."""
    return str(uuid.UUID(int=0x0195_0000_0000_7000_8000_0000_0000_0000 + number))


def member_row(number: int, seq: int, **changes: Any) -> tuple[Any, ...]:
    """A member as the outbox gives it."""
    values = {
        "uid": uid(number), "version": 1, "seq": seq, "deleted": 0, "member_no": f"A{number:04d}",
        "name": "王𬱖", "id_type": "resident", "id_number": ID_NUMBER, "sex": "2",
        "birth_date": "1938-05-12", "phone": "13812341234", "community": "小河社区",
        "categories": "低保、独居", "ability_level": 1, "self_care": None, "state": "active",
        "joined_on": "2024-01-05",
    }  # fmt: skip
    return tuple((values | changes).values())


def attendance_row(number: int, seq: int, member: int, **changes: Any) -> tuple[Any, ...]:
    """An attendance as the outbox gives it."""
    values = {
        "uid": uid(number), "version": 1, "seq": seq, "deleted": 0, "member_uid": uid(member),
        "service_date": "2026-03-02", "arrived_at": "2026-03-02 07:10:05", "method": "face",
        "source": "terminal",
    }  # fmt: skip
    return tuple((values | changes).values())


def meal_row(number: int, seq: int, member: int, **changes: Any) -> tuple[Any, ...]:
    """A meal as the outbox gives it."""
    values = {
        "uid": uid(number), "version": 1, "seq": seq, "deleted": 0, "member_uid": uid(member),
        "service_date": "2026-03-02", "slot": "lunch", "served_at": "2026-03-02 11:20:00",
        "method": "card", "price_fen": 1200, "subsidy_fen": 300,
    }  # fmt: skip
    return tuple((values | changes).values())


MAKERS: dict[str, Callable[..., tuple[Any, ...]]] = {
    "member": member_row,
    "attendance": attendance_row,
    "meal": meal_row,
}


class MemoryOutbox:
    """Committed changes; ``put`` adds one under the next seq."""

    def __init__(self) -> None:
        self.changes: list[tuple[str, tuple[Any, ...]]] = []
        self.last = 0

    def put(self, entity: str, number: int, *args: int, **changes: Any) -> str:
        """Commit a row of ``entity``; returns its uid."""
        row = MAKERS[entity](number, self.last + 1, *args, **changes)
        self.add(entity, row)
        return str(row[0])

    def add(self, entity: str, row: tuple[Any, ...]) -> None:
        """Commit a whole row under the next seq."""
        self.last += 1
        self.changes.append((entity, (*row[:2], self.last, *row[3:])))

    def restart(self, after_seq: int) -> int:
        """Every living row again beyond ``after_seq``."""
        newest = {row[0]: (entity, row) for entity, row in self.changes}
        self.last = max(self.last, after_seq)
        living = [(entity, row) for entity, row in newest.values() if not row[3]]
        for entity, row in living:
            self.add(entity, (row[0], row[1] + after_seq + 1, *row[2:]))
        return len(living)

    def copy(self) -> MemoryOutbox:
        """What a backup keeps."""
        other = MemoryOutbox()
        other.changes, other.last = list(self.changes), self.last
        return other

    def day(self, first: int, people: int) -> None:
        """``people`` new members who come and eat."""
        for number in range(first, first + people):
            self.put("member", number)
            self.put("attendance", number + 100_000, number)
            self.put("meal", number + 200_000, number)

    @contextmanager
    def snapshot(self) -> Iterator[MemoryOutbox]:
        """This outbox itself: tests have one thread."""
        yield self

    def latest_seq(self) -> int:
        """Number of the last change."""
        return self.last

    def changed_rows(self, entity: str, after_seq: int, to_seq: int) -> Iterator[tuple[Any, ...]]:
        """Newest version per uid."""
        newest = {
            row[0]: row
            for name, row in self.changes
            if name == entity and after_seq < row[2] <= to_seq
        }
        yield from sorted(newest.values(), key=lambda row: row[2])

    def audit_head(self) -> tuple[int, str]:
        """An anchor that tells the number of changes."""
        return len(self.changes), f"{len(self.changes):064x}"


@dataclass
class MemoryLedger:
    """A ledger whose calls are atomic; it outlives engines as the database would."""

    records: dict[str, BundleRecord] = field(default_factory=dict)
    rejected: list[RejectedRow] = field(default_factory=list)
    current: Peer | None = None
    outbox: MemoryOutbox = field(default_factory=MemoryOutbox)

    def peer(self) -> Peer | None:
        return self.current

    def save_peer(self, peer: Peer) -> None:
        self.current = peer

    def bundles(self) -> tuple[BundleRecord, ...]:
        return tuple(self.records.values())

    def recent(self) -> tuple[BundleRecord, ...]:
        found = self.bundles()
        done = [at for at, one in enumerate(found) if one.state is BundleState.ACKNOWLEDGED]
        start = done[-20] if len(done) >= 20 else 0
        moving = (BundleState.BUILT, BundleState.SENDING, BundleState.SENT)
        return tuple(one for at, one in enumerate(found) if at >= start or one.state in moving)

    def add_built(self, record: BundleRecord) -> None:
        self.records[record.bundle_id] = record

    def set_state(self, bundle_id: str, state: BundleState) -> None:
        self.records[bundle_id] = replace(self.records[bundle_id], state=state)

    def settle(self, settlement: Settlement) -> None:
        old = self.records[settlement.bundle_id]
        self.records[old.bundle_id] = replace(
            old,
            state=settlement.state,
            receipt=settlement.receipt or old.receipt,
            problem=settlement.problem,
        )
        for bundle_id in settlement.resend:
            self.set_state(bundle_id, BundleState.SENDING)
        for bundle_id in settlement.superseded:
            self.set_state(bundle_id, BundleState.REJECTED)
        self.rejected += settlement.rejected

    def restart_outbox(self, after_seq: int) -> int:
        return self.outbox.restart(after_seq)

    def states(self) -> list[str]:
        """States in the order the bundles were built."""
        return [str(one.state) for one in self.records.values()]


class World:
    """One centre, one district, a folder between them."""

    def __init__(self, tmp: Path) -> None:
        self.tmp = tmp
        self.clock = FixedClock(MORNING)
        self.target = tmp / "stick"
        self.target.mkdir()
        self.outbox = MemoryOutbox()
        self.ledger = MemoryLedger(outbox=self.outbox)
        self.keys = CentreKeys(CODE, "小河街道居家养老服务中心", new_signing_key())
        self.store_target = f"file:{tmp / 'district'}"
        self.pair: DistrictPair = district.init_store(self.store_target, "拱墅区平台")
        with self.store() as store:
            store.accept(self.keys.pair(), utc_text(self.clock.now()))
        self.engine = self.new_engine()
        self.engine.pair(self.pair, f"folder:{self.target}")

    def backup(self) -> Callable[[], None]:
        """A backup of the centre; calling it restores it."""
        outbox, ledger = self.outbox.copy(), dict(self.ledger.records)

        def restore() -> None:
            self.outbox = outbox.copy()
            self.ledger = MemoryLedger(dict(ledger), [], self.ledger.current, self.outbox)
            self.engine = self.new_engine()

        return restore

    def new_engine(self, **changes: Any) -> SyncEngine:
        """An engine as after a restart."""
        parts = {"outbox": self.outbox, "ledger": self.ledger, "keys": self.keys} | changes
        return SyncEngine(self.tmp / "bundles", clock=self.clock, **parts)

    def store(self) -> FileStore:
        """The district's store; use as a context manager."""
        return district.open_store(self.store_target)

    def receive(self) -> ReceiveReport:
        """The district looks through the inbox, a minute later."""
        self.clock.advance(60)
        with self.store() as store:
            return receive(store, self.inbox, self.receipts, self.clock)

    def forget_district(self) -> None:
        """The district loses its rows but keeps its keys."""
        (self.tmp / "district" / "district.sqlite3").unlink()
        with self.store() as store:
            store.accept(self.keys.pair(), utc_text(self.clock.now()))

    @property
    def inbox(self) -> Path:
        return self.target / "inbox"

    @property
    def receipts(self) -> Path:
        return self.target / "receipts"

    def kept(self, record: BundleRecord) -> Path:
        """The centre's own copy of a bundle."""
        return self.tmp / "bundles" / record.file_name

    def sent(self, record: BundleRecord) -> Path:
        """The bundle as it lies in the inbox."""
        return self.inbox / record.file_name

    def receipt(self, record: BundleRecord) -> Path:
        """The receipt of a bundle."""
        return self.receipts / f"{record.file_name}.receipt.json"

    def build(self) -> BundleRecord:
        """Build a bundle that must have something in it."""
        record = self.engine.build()
        assert record is not None
        return record

    def build_and_push(self) -> BundleRecord:
        """One bundle up."""
        record = self.build()
        self.engine.push()
        return record

    def cycle(self) -> None:
        """Build, push, receive, fetch, as a day does."""
        self.engine.build()
        self.engine.push()
        self.receive()
        self.engine.fetch_receipts()

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """What the district keeps, by entity: (uid, version)."""
        with self.store() as store:
            return {
                entity.name: sorted(store._db.execute(f"SELECT uid, version FROM {entity.name}"))
                for entity in ENTITIES
            }

    def expected_rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """What it should keep after everything went up."""
        latest = self.outbox.latest_seq()
        return {
            entity.name: sorted(row[:2] for row in self.outbox.changed_rows(entity.name, 0, latest))
            for entity in ENTITIES
        }

    def assert_settled(self) -> None:
        """Everything committed is at the district, once, and confirmed."""
        status = self.engine.status()
        assert (status.high_water, status.waiting) == (status.latest_seq, 0)
        assert self.rows() == self.expected_rows()


@dataclass
class Sealed:
    """A single bundle made without an engine."""

    signing: SigningKey = field(default_factory=new_signing_key)
    identity: Identity = field(default_factory=new_identity)

    def header(self, **changes: Any) -> BundleHeader:
        """A header that fits the keys."""
        values = {
            "format": FORMAT, "bundle_id": uid(9), "kind": "regular", "centre_code": CODE,
            "from_seq": 1, "to_seq": 900, "previous_sha256": "",
            "made_at": utc_text(FixedClock(MORNING).now()), "digest": DIGEST,
            "signature": self.signing.algorithm, "signing_key": self.signing.public().key_id,
            "encryption": self.identity.algorithm,
            "recipient_key": self.identity.public().key_id,
        }  # fmt: skip
        return BundleHeader(**(values | changes))

    def build(self, rows: dict[str, list[tuple[Any, ...]]], **changes: Any) -> BuiltBundle:
        """A bundle of ``rows`` by entity."""

        def source(entity: Entity) -> list[tuple[Any, ...]]:
            return rows.get(entity.name, [])

        return build_bundle(
            self.header(**changes), source, AuditAnchor(7, "ab" * 32), self.signing,
            self.identity.public(),
        )  # fmt: skip

    def find_key(self, key_id: str) -> Any:
        """Finds the one centre."""
        key = self.signing.public()
        return (CODE, key) if key.key_id == key_id else None


class FailingTransport(FolderTransport):
    """A folder whose next ``put`` fails after the bytes arrived or before."""

    def __init__(self, folder: Path, *, arrives: bool) -> None:
        super().__init__(folder)
        self.arrives = arrives

    def put(self, name: str, data: bytes) -> None:
        if self.arrives:
            super().put(name, data)
        raise EnvironmentProblem("unreachable", "网络断开。")


def copy_world(world: World, to: Path) -> None:
    """Copy everything on disk (for tests that try many endings of one beginning)."""
    shutil.copytree(world.tmp, to)
