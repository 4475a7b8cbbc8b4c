"""The upload of one centre: build, push, fetch receipts.

Every step is stored in the ledger before the next is taken, so that a run that was cut off
anywhere is simply run again:

    file written, not in the ledger   lies under `NEXT`, overwritten by the next build
    in the ledger, not renamed yet    renamed by the next run
    built / sending                   sent (again), byte for byte
    sent                              waits for its receipt; ``push(again=True)`` sends it again
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from app.core.canonical import digest
from app.core.clock import Clock, utc_text
from app.core.errors import EnvironmentProblem, UserError
from app.core.ids import uid7
from app.core.progress import Progress, silent
from app.sync import chain
from app.sync.bundle import AuditAnchor, BuiltBundle, build_bundle
from app.sync.crypto import DIGEST, SigningKey
from app.sync.files import environment, exclusive, rename, write_atomic
from app.sync.header import RECEIPT_SUFFIX, BundleHeader
from app.sync.kept import KeptFiles, Marks
from app.sync.pairing import CentrePair, DistrictPair, check_centre_code
from app.sync.ports import (
    BundleRecord,
    BundleState,
    OutboxReader,
    OutboxView,
    Peer,
    SyncLedger,
)
from app.sync.receipts import FetchResult, ReceiptDesk
from app.sync.schema import FORMAT
from app.sync.transports import Transport, open_transport, pin_host_key

NEXT = "next.tmp"
"""A finished bundle file that the ledger may not know yet."""
TransportFactory = Callable[[str, str, str], Transport]
"""(target, host key, identity file) → transport."""


@dataclass(frozen=True)
class CentreKeys:
    """Who this centre is; ``signing`` stays in the encrypted database."""

    centre_code: str
    centre_name: str
    signing: SigningKey

    def pair(self) -> CentrePair:
        """What to hand to the district; raises `UserError` ``centre_code``."""
        check_centre_code(self.centre_code)
        return CentrePair(self.centre_code, self.centre_name, self.signing.public().text)


@dataclass(frozen=True)
class PushResult:
    """File names sent in this run, in order; ``target`` in words."""

    sent: tuple[str, ...]
    target: str


@dataclass(frozen=True)
class SyncStatus:
    """Where the upload stands.

    Attributes:
        latest_seq: last committed change.
        high_water: last change that a signed receipt confirmed.
        waiting: changes that no receipt confirmed yet.
        target: words for the place, empty before pairing.
    """

    latest_seq: int
    high_water: int
    waiting: int
    target: str
    district: str
    bundles: tuple[BundleRecord, ...]

    def as_json(self) -> dict[str, Any]:
        """For ``--json``; receipts are left out."""
        rows = [{**asdict(one), "state": str(one.state)} for one in self.bundles]
        for row in rows:
            row.pop("receipt")
        return {**asdict(self), "bundles": rows}


class SyncEngine:
    """The upload of one centre.

    Args:
        folder: where finished bundle files are kept (made when missing); nothing in it is clear
            text.
        outbox, ledger: the centre's side.
        keys: who signs.
    """

    def __init__(
        self,
        folder: Path,
        outbox: OutboxReader,
        ledger: SyncLedger,
        keys: CentreKeys,
        clock: Clock,
        transports: TransportFactory = open_transport,
    ) -> None:
        self.folder = folder
        self.outbox = outbox
        self.ledger = ledger
        self.keys = keys
        self.clock = clock
        self._transports = transports
        self._kept = KeptFiles(folder)

    # -- pairing and status ---------------------------------------------------------------

    def pair(self, district: DistrictPair, target: str, identity: str = "") -> Peer:
        """Remember ``district`` and ``target``; pins the host key and tries the place first."""
        check_centre_code(self.keys.centre_code)
        host_key = pin_host_key(target)
        with self._transports(target, host_key, identity) as transport:
            transport.check()
        peer = Peer(district.to_text(), target, host_key, identity)
        self.ledger.save_peer(peer)
        return peer

    def status(self) -> SyncStatus:
        """Where the upload stands; touches no network."""
        with self.outbox.snapshot() as view:
            latest = view.latest_seq()
        bundles, peer = self.ledger.bundles(), self.ledger.peer()
        high = chain.high_water(bundles)
        name = DistrictPair.from_text(peer.pair).district_name if peer else ""
        return SyncStatus(
            latest, high, max(latest - high, 0), peer.target if peer else "", name, bundles
        )

    # -- the three steps ------------------------------------------------------------------

    def build(self, progress: Progress = silent) -> BundleRecord | None:
        """Freeze what is new into a bundle; None when there is nothing to send."""
        with self._alone():
            self._drop_unusable(self._peer())
            return self._build(progress)

    def push(self, *, again: bool = False, progress: Progress = silent) -> PushResult:
        """Send every bundle that is not sent yet, oldest first; ``again``: unconfirmed ones too.

        Raises:
            EnvironmentProblem: the place cannot be reached or written; what was sent stays sent,
                the rest is sent by the next call.
        """
        with self._alone():
            peer = self._peer()
            if self._drop_unusable(peer):
                self._build(progress)
            wanted = {BundleState.BUILT, BundleState.SENDING}
            if again:
                wanted.add(BundleState.SENT)
            queue = sorted(
                (
                    one
                    for one in self.ledger.recent()
                    if one.state in wanted and self._kept.whole(one)
                ),
                key=lambda one: one.from_seq,
            )
            with self._transports(peer.target, peer.host_key, peer.identity) as transport:
                if queue:
                    # A stick that is not plugged in must leave every bundle as it is.
                    transport.reach()
                for number, record in enumerate(queue):
                    progress(number, len(queue), "上报")
                    self._send(record, transport)
                return PushResult(tuple(one.file_name for one in queue), transport.describe())

    def fetch_receipts(self, progress: Progress = silent) -> FetchResult:
        """Take in the receipts that have arrived; builds a refill when the district needs one.

        A receipt that proves nothing changes nothing and is named in the result.
        """
        with self._alone():
            peer = self._peer()
            district = DistrictPair.from_text(peer.pair)
            marks = self._marks(district)
            desk = ReceiptDesk(self.ledger, district, lambda one: self._kept.can_resend(one, marks))
            with self._transports(peer.target, peer.host_key, peer.identity) as transport:
                names = frozenset(transport.list_receipts())
                for record in self.ledger.recent():
                    name = record.file_name + RECEIPT_SUFFIX
                    if record.state is not BundleState.ACKNOWLEDGED and name in names:
                        progress(0, 1, "读取回执")
                        desk.take(record, name, transport.get_receipt(name))
            if desk.refill:
                try:
                    self._build(progress)
                except UserError as error:
                    desk.note("refill", error)
            return desk.result()

    def resume_after_restore(self, progress: Progress = silent) -> BundleRecord:
        """Go on after an older backup was restored, once a person confirmed it (for good).

        Numbers continue beyond the district's, and one refill with every living row replaces
        what the district has. Rows made after the backup stay at the district; it alone knows
        them (docs/decisions/sync-bundles.md).

        Raises:
            UserError: ``nothing_to_resume``: the upload did not stop for that reason.
        """
        with self._alone():
            self._drop_unusable(self._peer())
            check_centre_code(self.keys.centre_code)
            with self.outbox.snapshot() as view:
                latest = view.latest_seq()
            theirs = chain.unknown_head(self.ledger.recent(), latest, self.ledger.bundles)
            if theirs is None:
                raise UserError(
                    "nothing_to_resume", "上报没有因为恢复备份而停止，不需要确认，照常上报即可。"
                )
            self.ledger.restart_outbox(max(theirs.seq, latest))
            record = self._build(progress, confirmed=True)
            if record is None:
                raise UserError("nothing_to_send", "本机没有可上报的记录，请登记后再确认继续上报。")
            return record

    # -- inside ---------------------------------------------------------------------------

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """One writer at a time, in this process and in others."""
        with environment(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        busy = EnvironmentProblem("sync_busy", "另一个上报正在进行，请等它结束后再试。")
        with exclusive(self.folder / ".lock", busy):
            self._finish_build()
            yield

    def _peer(self) -> Peer:
        peer = self.ledger.peer()
        if peer is None:
            raise UserError(
                "not_paired", "还没有与区平台配对，请先导入区平台的配对文件（sync pair）。"
            )
        return peer

    def _marks(self, district: DistrictPair) -> Marks:
        keys = self.keys
        return Marks(keys.centre_code, keys.signing.public().key_id, district.recipient().key_id)

    def _build(self, progress: Progress, *, confirmed: bool = False) -> BundleRecord | None:
        check_centre_code(self.keys.centre_code)
        peer = self._peer()
        with self.outbox.snapshot() as view:
            plan = chain.plan_next(
                self.ledger.recent(), view.latest_seq(), self.ledger.bundles, confirmed=confirmed
            )
            if plan is None:
                return None
            built = self._make(plan, view, DistrictPair.from_text(peer.pair), progress)
        record = _record(built)
        with environment(self.folder):
            write_atomic(self.folder, NEXT, built.data)
        self.ledger.add_built(record)
        self._finish_build()
        return record

    def _finish_build(self) -> None:
        """Give a finished file its name once the ledger knows it."""
        with environment(self.folder):
            waiting = self.folder / NEXT
            if not waiting.exists():
                return
            sha256 = digest(waiting.read_bytes())
            for record in self.ledger.recent():
                if record.sha256 == sha256:
                    rename(self.folder, NEXT, record.file_name)

    def _make(
        self, plan: chain.Plan, view: OutboxView, district: DistrictPair, progress: Progress
    ) -> BuiltBundle:
        recipient, signing = district.recipient(), self.keys.signing
        header = BundleHeader(
            format=FORMAT,
            bundle_id=uid7(),
            kind=plan.kind,
            centre_code=self.keys.centre_code,
            from_seq=plan.from_seq,
            to_seq=plan.to_seq,
            previous_sha256=plan.previous_sha256,
            made_at=utc_text(self.clock.now()),
            digest=DIGEST,
            signature=signing.algorithm,
            signing_key=signing.public().key_id,
            encryption=recipient.algorithm,
            recipient_key=recipient.key_id,
        )
        return build_bundle(
            header,
            lambda entity: view.changed_rows(entity.name, plan.from_seq - 1, plan.to_seq),
            AuditAnchor(*view.audit_head()),
            signing,
            recipient,
            progress,
        )

    def _send(self, record: BundleRecord, transport: Transport) -> None:
        with environment(self.folder):
            data = (self.folder / record.file_name).read_bytes()
        self.ledger.set_state(record.bundle_id, BundleState.SENDING)
        transport.put(record.file_name, data)
        self.ledger.set_state(record.bundle_id, BundleState.SENT)

    def _drop_unusable(self, peer: Peer) -> bool:
        """Supersede bundles that cannot be sent (again) as they are; whether there were any.

        Those are: not sent yet and the file is gone or damaged; not confirmed yet and built
        under another centre code, signing key or for another district than the present ones.
        """
        bundles = self.ledger.recent()
        why = self._kept.unusable(bundles, self._marks(DistrictPair.from_text(peer.pair)))
        for settlement in chain.give_up(bundles, why):
            self.ledger.settle(settlement)
        return bool(why)


def _record(built: BuiltBundle) -> BundleRecord:
    head = built.header
    return BundleRecord(
        head.bundle_id, head.file_name, head.from_seq, head.to_seq, head.previous_sha256,
        built.sha256, len(built.data), built.totals, BundleState.BUILT, head.made_at,
    )  # fmt: skip
