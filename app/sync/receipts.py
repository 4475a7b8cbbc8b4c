"""What a centre does with a receipt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.core.errors import UserError
from app.services.sync_types import RejectedRow
from app.sync import chain
from app.sync.errors import ReceiptRefused
from app.sync.header import parse_name
from app.sync.pairing import DistrictPair
from app.sync.ports import BundleRecord, BundleState, Settlement, SyncLedger
from app.sync.receipt import (
    UNKNOWN_CENTRE,
    Receipt,
    ReceiptStatus,
    read_receipt,
)


@dataclass(frozen=True)
class ReceiptProblem:
    """A receipt that was not believed, or says that a bundle was not taken in."""

    file_name: str
    code: str
    message: str


@dataclass(frozen=True)
class FetchResult:
    """What the receipts of one run changed.

    Attributes:
        acknowledged: bundle ids that are now confirmed.
        resend: bundle ids that the next push sends again.
        rejected_rows: new rows for the work list.
        problems: receipts that were refused, and bundles that the district refused.
    """

    acknowledged: tuple[str, ...]
    resend: tuple[str, ...]
    rejected_rows: tuple[RejectedRow, ...]
    problems: tuple[ReceiptProblem, ...]


class ReceiptDesk:
    """Judges receipts one by one and tells the ledger.

    Attributes:
        refill: whether the district misses something that only a new bundle can carry.
    """

    def __init__(
        self,
        ledger: SyncLedger,
        district: DistrictPair,
        can_resend: Callable[[BundleRecord], bool],
    ) -> None:
        self.ledger = ledger
        self.can_resend = can_resend
        self.refill = False
        self._key = district.verify_key()
        self._acknowledged: list[str] = []
        self._resend: list[str] = []
        self._rows: list[RejectedRow] = []
        self._problems: list[ReceiptProblem] = []

    def take(self, record: BundleRecord, name: str, data: bytes) -> None:
        """Judge the receipt ``data`` found under ``name``, for ``record``, not acknowledged yet."""
        text = data.decode(errors="replace")
        if record.receipt and text == record.receipt:
            return
        try:
            receipt = read_receipt(data, self._key, name)
            self._belongs(receipt, record, name)
        except ReceiptRefused as error:
            self.note(name, error)
            return
        settlement = self._judge(receipt, record, text)
        if settlement is None:
            return
        self.ledger.settle(settlement)
        self._resend += settlement.resend
        self._rows += settlement.rejected
        if settlement.state is BundleState.ACKNOWLEDGED:
            self._acknowledged.append(record.bundle_id)

    def note(self, name: str, error: UserError) -> None:
        """Name a problem in the result."""
        self._problems.append(ReceiptProblem(name, error.code, error.message))

    def result(self) -> FetchResult:
        """What this run changed."""
        return FetchResult(
            tuple(self._acknowledged),
            tuple(dict.fromkeys(self._resend)),
            tuple(self._rows),
            tuple(self._problems),
        )

    def _belongs(self, receipt: Receipt, record: BundleRecord, name: str) -> None:
        # The name and not the present code: it says under which code the bundle was built.
        named = parse_name(record.file_name)
        code = named.centre_code if named else ""
        if (receipt.centre_code, receipt.bundle_id) != (code, record.bundle_id):
            raise ReceiptRefused(
                "receipt_other_bundle",
                f"回执“{name}”属于另一份上报包，未采用。请联系区平台核实。",
            )
        if (receipt.from_seq, receipt.to_seq) != (record.from_seq, record.to_seq):
            raise ReceiptRefused(
                "receipt_range",
                f"回执“{name}”的流水号范围与上报包不同，未采用。请联系区平台核实。",
            )
        same = receipt.file_sha256 == record.sha256
        if not same and receipt.status is not ReceiptStatus.REFUSED:
            raise ReceiptRefused(
                "receipt_hash", f"回执“{name}”的校验值与上报包不同，未采用。请联系区平台核实。"
            )

    def _judge(self, receipt: Receipt, record: BundleRecord, text: str) -> Settlement | None:
        if receipt.status is ReceiptStatus.ACCEPTED:
            return Settlement(
                record.bundle_id, BundleState.ACKNOWLEDGED, text, rejected=receipt.rows
            )
        if record.state is BundleState.REJECTED:
            return None
        if receipt.status is ReceiptStatus.GAP:
            return self._gap(receipt, record, text)
        return self._refused(receipt, record, text)

    def _gap(self, receipt: Receipt, record: BundleRecord, text: str) -> Settlement:
        bundles = self.ledger.bundles()
        again = chain.followers(bundles, receipt.head, self.can_resend)
        ids = tuple(one.bundle_id for one in again)
        if record.bundle_id in ids:
            return Settlement(
                record.bundle_id, BundleState.SENDING, text, receipt.reason, resend=ids
            )
        self.refill = True
        self._problems.append(ReceiptProblem(record.file_name, "gap", chain.REPLACED))
        return Settlement(
            record.bundle_id,
            BundleState.REJECTED,
            text,
            chain.REPLACED,
            superseded=chain.open_after(bundles, receipt.head.seq, record.bundle_id),
        )

    def _refused(self, receipt: Receipt, record: BundleRecord, text: str) -> Settlement:
        self._problems.append(ReceiptProblem(record.file_name, receipt.code, receipt.reason))
        if receipt.file_sha256 != record.sha256:
            # The district got other bytes than were sent: the file was damaged on the way.
            ids = (record.bundle_id,)
            return Settlement(
                record.bundle_id, BundleState.SENDING, text, receipt.reason, resend=ids
            )
        if receipt.code == UNKNOWN_CENTRE:
            # It is taken in from the inbox once the district has accepted this centre.
            return Settlement(record.bundle_id, record.state, text, receipt.reason)
        return Settlement(
            record.bundle_id,
            BundleState.REJECTED,
            text,
            receipt.reason,
            superseded=chain.open_after(self.ledger.bundles(), record.to_seq, record.bundle_id),
        )
