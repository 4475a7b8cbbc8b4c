"""What the upload remembers: the paired district, the bundles, the rows that were refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class BundleState(StrEnum):
    """Where a bundle stands; each state is stored before the next step is taken."""

    BUILT = "built"
    SENDING = "sending"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    REJECTED = "rejected"

    @property
    def label(self) -> str:
        """The word on screen and paper."""
        return {
            "built": "待发送",
            "sending": "发送中",
            "sent": "等待回执",
            "acknowledged": "已确认",
            "rejected": "已退回",
        }[self.value]


@dataclass(frozen=True)
class Peer:
    """The district this centre uploads to.

    Attributes:
        pair: text of the ``district.pair`` file.
        target: ``folder:DIR`` or ``sftp://user@host:port/path``.
        host_key: the SFTP server's key as pinned at pairing, ``<type> <base64>``.
        identity: path of the SSH private key, empty for agent and ``~/.ssh``.
    """

    pair: str
    target: str
    host_key: str = ""
    identity: str = ""


@dataclass(frozen=True)
class BundleRecord:
    """One bundle in the ledger. Times are UTC text; ``receipt`` the last one taken, as received."""

    bundle_id: str
    file_name: str
    from_seq: int
    to_seq: int
    previous_sha256: str
    sha256: str
    size: int
    totals: Mapping[str, int]
    state: BundleState
    built_at: str
    sent_at: str | None = None
    acknowledged_at: str | None = None
    receipt: str = ""
    problem: str = ""


@dataclass(frozen=True)
class RejectedRow:
    """One row that was not taken in, and why; never holds a value of the row."""

    entity: str
    uid: str
    version: int
    seq: int
    code: str
    reason: str


@dataclass(frozen=True)
class Settlement:
    """What one signed receipt (or the loss of a file) changes, all in one transaction.

    Attributes:
        bundle_id: the bundle the receipt is about.
        state: its new state.
        receipt: the receipt as received; empty leaves the stored one.
        problem: Chinese sentence, empty when all is well.
        rejected: rows that become the work list.
        resend: bundles that go back to ``sending``.
        superseded: bundles that become ``rejected`` because a refill will carry their rows.
    """

    bundle_id: str
    state: BundleState
    receipt: str = ""
    problem: str = ""
    rejected: tuple[RejectedRow, ...] = ()
    resend: tuple[str, ...] = ()
    superseded: tuple[str, ...] = ()
