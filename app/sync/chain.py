"""The chain of bundles: which range comes next, on top of what. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.core.errors import UserError
from app.sync.header import Kind
from app.sync.ports import BundleRecord, BundleState, Settlement
from app.sync.receipt import Head, unverified_receipt

_OPEN = frozenset({BundleState.BUILT, BundleState.SENDING, BundleState.SENT})
LOST = "上报文件丢失或损坏，数据将随新的上报文件重新发送。"
REPLACED = "前面的上报文件需要补发，数据将随新的上报文件重新发送。"


@dataclass(frozen=True)
class Plan:
    """The next bundle: its range and the hash of the file it follows."""

    kind: Kind
    from_seq: int
    to_seq: int
    previous_sha256: str


def high_water(bundles: Sequence[BundleRecord]) -> int:
    """Last outbox number that a signed receipt confirmed."""
    done = (one.to_seq for one in bundles if one.state is BundleState.ACKNOWLEDGED)
    return max(done, default=0)


def tail(bundles: Sequence[BundleRecord]) -> BundleRecord | None:
    """The bundle that reaches furthest and is not rejected."""
    live = (one for one in bundles if one.state is not BundleState.REJECTED)
    return max(live, key=lambda one: one.to_seq, default=None)


def district_head(bundles: Sequence[BundleRecord]) -> Head | None:
    """What the district had by its newest receipt."""
    receipts = [unverified_receipt(one.receipt) for one in bundles if one.receipt]
    newest = max(receipts, key=lambda one: (one.made_at, one.head.seq), default=None)
    return newest.head if newest else None


def plan_next(bundles: Sequence[BundleRecord], latest: int) -> Plan | None:
    """The next bundle up to ``latest``; None when nothing is new.

    Normally it follows the last bundle, acknowledged or not. When everything before is settled
    and the district's newest receipt says it stands elsewhere (it was set up anew, or this
    centre was restored from a backup), a refill follows what the district really has.

    Raises:
        UserError: ``behind_district``: the district has later data than this centre.
    """
    last = tail(bundles)
    mine = Head(last.to_seq, last.sha256) if last else Head()
    settled = last is None or last.state is BundleState.ACKNOWLEDGED
    theirs = district_head(bundles) if settled else None
    if theirs is None or theirs == mine:
        return _plan(Kind.REGULAR, mine.seq + 1, latest, mine.sha256)
    if latest < theirs.seq:
        raise UserError(
            "behind_district",
            "区平台已有比本机更新的数据，本机可能是从较早的备份恢复的。请联系区平台核对后再上报。",
        )
    return _plan(Kind.REFILL, min(mine.seq, theirs.seq) + 1, latest, theirs.sha256)


def _plan(kind: Kind, from_seq: int, to_seq: int, previous: str) -> Plan | None:
    return Plan(kind, from_seq, to_seq, previous) if to_seq >= from_seq else None


def followers(
    bundles: Sequence[BundleRecord], head: Head, usable: Callable[[BundleRecord], bool]
) -> tuple[BundleRecord, ...]:
    """The kept bundles that continue ``head`` without a hole, in chain order."""
    live = (one for one in bundles if one.state is not BundleState.REJECTED)
    by_previous = {one.previous_sha256: one for one in live if one.from_seq > head.seq}
    found: list[BundleRecord] = []
    seq, sha = head.seq, head.sha256
    while (one := by_previous.get(sha)) and one.from_seq == seq + 1 and usable(one):
        found.append(one)
        seq, sha = one.to_seq, one.sha256
    return tuple(found)


def open_after(bundles: Sequence[BundleRecord], seq: int, but: str) -> tuple[str, ...]:
    """Ids of the bundles beyond ``seq`` without a receipt, except ``but``."""
    return tuple(
        one.bundle_id
        for one in bundles
        if one.state in _OPEN and one.from_seq > seq and one.bundle_id != but
    )


def supersede(bundles: Sequence[BundleRecord], lost: BundleRecord) -> Settlement:
    """``lost`` and everything that hangs on it give way to a new bundle of their range."""
    return Settlement(
        lost.bundle_id,
        BundleState.REJECTED,
        problem=LOST,
        superseded=open_after(bundles, lost.from_seq, lost.bundle_id),
    )
