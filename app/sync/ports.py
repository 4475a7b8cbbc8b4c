"""What the upload needs from the centre. Implemented by ``app.services``."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any, Protocol

from app.services.sync_types import BundleRecord, BundleState, Peer, RejectedRow, Settlement

__all__ = [
    "BundleRecord",
    "BundleState",
    "OutboxReader",
    "OutboxView",
    "Peer",
    "RejectedRow",
    "Settlement",
    "SyncLedger",
]


class OutboxView(Protocol):
    """The outbox as it stood at one moment (one read transaction)."""

    def latest_seq(self) -> int:
        """Highest outbox number that is committed; 0 when nothing ever was."""
        ...

    def changed_rows(self, entity: str, after_seq: int, to_seq: int) -> Iterable[tuple[Any, ...]]:
        """Rows of ``entity`` with a change in (after_seq, to_seq], each once, newest version.

        Columns exactly as `app.sync.schema` declares them: texts, integers, None for empty;
        ``seq`` the row's highest number within the range; ``deleted`` 0 or 1. Ordered by seq.
        """
        ...

    def audit_head(self) -> tuple[int, str]:
        """Number and hash of the last audit event."""
        ...


class OutboxReader(Protocol):
    """Where the changes come from."""

    def snapshot(self) -> AbstractContextManager[OutboxView]:
        """A view whose three answers agree with each other, for the length of a with block."""
        ...


class SyncLedger(Protocol):
    """Peer, bundles and rejected rows. Every call commits (fsync) before it returns."""

    def peer(self) -> Peer | None:
        """The current peer, None before pairing."""
        ...

    def save_peer(self, peer: Peer) -> None:
        """Make ``peer`` the current one."""
        ...

    def bundles(self) -> tuple[BundleRecord, ...]:
        """All bundles in the order they were added."""
        ...

    def recent(self) -> tuple[BundleRecord, ...]:
        """The bundles that daily work needs, in the order they were added.

        Every one in state built, sending or sent, and whatever was added since (and with) the
        20th last acknowledged one, so that a day's upload does not slow down with the years.
        """
        ...

    def add_built(self, record: BundleRecord) -> None:
        """Remember a finished file, state ``built``."""
        ...

    def set_state(self, bundle_id: str, state: BundleState) -> None:
        """``sending`` or ``sent``; ``sent`` sets ``sent_at`` and clears ``problem``."""
        ...

    def settle(self, settlement: Settlement) -> None:
        """Apply ``settlement``; ``acknowledged`` sets ``acknowledged_at``."""
        ...

    def restart_outbox(self, after_seq: int) -> int:
        """Queue every living row again, numbered beyond ``after_seq``; how many there were.

        Each gets a version more than ``after_seq`` higher: above any version a district can have
        whose last number is ``after_seq``. All in one transaction.
        """
        ...
