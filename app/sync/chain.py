"""The chain of bundles: which range comes next, on top of what. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.core.errors import UserError
from app.sync.header import Kind
from app.sync.ports import BundleRecord, BundleState, Settlement
from app.sync.receipt import UNKNOWN_CENTRE, Head, unverified_receipt

OPEN = frozenset({BundleState.BUILT, BundleState.SENDING, BundleState.SENT})
LOST = "上报包丢失或损坏，数据将随新的上报包重新发送。"
FOREIGN = "中心编码或配对的密钥已改变，区平台不会再接收这份文件，数据将随新的上报包重新发送。"
REPLACED = "前面的上报包需要补发，数据将随新的上报包重新发送。"


History = Callable[[], Sequence[BundleRecord]]


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
    """What the district had by its newest receipt; None while it does not know this centre."""
    receipts = [unverified_receipt(one.receipt) for one in bundles if one.receipt]
    receipts = [one for one in receipts if one.code != UNKNOWN_CENTRE]
    newest = max(receipts, key=lambda one: (one.made_at, one.head.seq), default=None)
    return newest.head if newest else None


def plan_next(
    bundles: Sequence[BundleRecord],
    latest: int,
    history: History | None = None,
    *,
    confirmed: bool = False,
) -> Plan | None:
    """The next bundle up to ``latest``; None when nothing is new.

    Normally it follows the last bundle, acknowledged or not. When everything before is settled
    and the district's newest receipt says it stands elsewhere (it was set up anew, or has a
    bundle that was given up here), a refill follows what the district really has.

    Raises:
        UserError: ``behind_district``: the district has something that this centre does not
            know (`unknown_head`), and nobody ``confirmed`` to go on.
    """
    if not confirmed and unknown_head(bundles, latest, history):
        raise UserError(
            "behind_district",
            "区平台已有本机没有的上报数据，本机可能是从较早的备份恢复的，上报已停止。"
            "请与区平台核对，由负责人确认后再继续上报。",
        )
    mine, theirs = _heads(bundles)
    if theirs is None or theirs == mine:
        return _plan(Kind.REGULAR, mine.seq + 1, latest, mine.sha256)
    return _plan(Kind.REFILL, min(mine.seq, theirs.seq) + 1, latest, theirs.sha256)


def unknown_head(
    bundles: Sequence[BundleRecord], latest: int, history: History | None = None
) -> Head | None:
    """Where the district stands if this centre never built that bundle, nor one on top of it.

    So it is after an older backup was restored: the numbers since then are used again for other
    changes. A bundle on top of it exists only once a person confirmed, so the confirmation is
    remembered by the ledger itself. ``history`` gives all bundles ever, asked for only then.
    """
    mine, theirs = _heads(bundles)
    if theirs is None or theirs == mine or theirs == Head():
        return None
    ever = history() if history else bundles
    known = {sha256 for one in ever for sha256 in (one.sha256, one.previous_sha256)}
    return None if theirs.sha256 in known and theirs.seq <= latest else theirs


def _heads(bundles: Sequence[BundleRecord]) -> tuple[Head, Head | None]:
    """Where this centre stands and, when nothing is under way, where the district stands."""
    last = tail(bundles)
    mine = Head(last.to_seq, last.sha256) if last else Head()
    settled = last is None or last.state is BundleState.ACKNOWLEDGED
    return mine, district_head(bundles) if settled else None


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
        if one.state in OPEN and one.from_seq > seq and one.bundle_id != but
    )


def give_up(bundles: Sequence[BundleRecord], why: Mapping[str, str]) -> Iterator[Settlement]:
    """The bundles named in ``why`` (id → sentence) and all that hangs on the first give way.

    A new bundle carries their ranges. The first settlement is enough; the others only add words.
    """
    doomed = sorted((b for b in bundles if b.bundle_id in why), key=lambda one: one.from_seq)
    for one in doomed:
        yield Settlement(
            one.bundle_id,
            BundleState.REJECTED,
            problem=why[one.bundle_id],
            superseded=open_after(bundles, one.from_seq, one.bundle_id) if one is doomed[0] else (),
        )
