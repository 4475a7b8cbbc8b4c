from __future__ import annotations

import json
from typing import Any

import pytest

from app.core.errors import UserError
from app.sync.chain import Plan, followers, high_water, plan_next, supersede
from app.sync.crypto import new_signing_key
from app.sync.header import Kind
from app.sync.ports import BundleRecord, BundleState
from app.sync.receipt import Head, Receipt, ReceiptStatus, write_receipt

SIGNING = new_signing_key()


def record(
    name: str, first: int, last: int, previous: str, state: str, **changes: Any
) -> BundleRecord:
    return BundleRecord(
        name, f"{name}.yzb", first, last, previous, f"sha-{name}", 1, {}, BundleState(state), "",
        **changes,
    )  # fmt: skip


def receipt(head: Head, minute: int) -> str:
    found = Receipt(
        "区", "c", "b", 1, 2, "f", "s", ReceiptStatus.GAP, head, f"2026-03-02T00:{minute:02d}:00Z"
    )
    return write_receipt(found, SIGNING).decode()


def test_the_first_bundle() -> None:
    assert plan_next((), 5) == Plan(Kind.REGULAR, 1, 5, "")
    assert plan_next((), 0) is None


@pytest.mark.parametrize("state", ["built", "sending", "sent", "acknowledged"])
def test_the_next_bundle_follows_the_last_living_one(state: str) -> None:
    bundles = (record("a", 1, 5, "", state),)
    assert plan_next(bundles, 9) == Plan(Kind.REGULAR, 6, 9, "sha-a")
    assert plan_next(bundles, 5) is None


def test_a_rejected_bundle_gives_its_range_back() -> None:
    bundles = (record("a", 1, 5, "", "acknowledged"), record("b", 6, 9, "sha-a", "rejected"))
    assert plan_next(bundles, 9) == Plan(Kind.REGULAR, 6, 9, "sha-a")


def test_a_district_that_stands_elsewhere_gets_a_refill() -> None:
    ours = record("a", 1, 5, "", "acknowledged", receipt=receipt(Head(5, "sha-a"), 1))
    behind = record("b", 6, 9, "sha-a", "rejected", receipt=receipt(Head(2, "other"), 2))
    assert plan_next((ours, behind), 9) == Plan(Kind.REFILL, 3, 9, "other")
    ahead = record("b", 6, 9, "sha-a", "rejected", receipt=receipt(Head(7, "other"), 2))
    assert plan_next((ours, ahead), 9) == Plan(Kind.REFILL, 6, 9, "other")


def test_only_the_newest_receipt_tells_where_the_district_stands() -> None:
    old = record("a", 1, 5, "", "acknowledged", receipt=receipt(Head(0, ""), 1))
    new = record("b", 6, 9, "sha-a", "acknowledged", receipt=receipt(Head(9, "sha-b"), 2))
    assert plan_next((old, new), 12) == Plan(Kind.REGULAR, 10, 12, "sha-b")


def test_while_a_bundle_is_under_way_the_chain_goes_on() -> None:
    gap = record("a", 1, 5, "", "rejected", receipt=receipt(Head(0, ""), 1))
    again = record("b", 1, 5, "", "sent")
    assert plan_next((gap, again), 9) == Plan(Kind.REGULAR, 6, 9, "sha-b")


def test_a_centre_behind_its_district() -> None:
    gap = record("a", 1, 5, "", "rejected", receipt=receipt(Head(20, "x"), 1))
    with pytest.raises(UserError, match="备份"):
        plan_next((gap,), 9)


def test_high_water_counts_only_acknowledged() -> None:
    assert high_water(()) == 0
    bundles = (
        record("a", 1, 5, "", "acknowledged"),
        record("b", 6, 9, "", "sent"),
        record("c", 10, 12, "", "rejected"),
    )
    assert high_water(bundles) == 5


def test_followers_go_on_without_a_hole() -> None:
    bundles = (
        record("a", 1, 5, "", "acknowledged"),
        record("x", 6, 7, "sha-a", "rejected"),
        record("b", 6, 9, "sha-a", "sent"),
        record("c", 10, 12, "sha-b", "built"),
    )

    def names(head: Head, lost: str = "") -> list[str]:
        found = followers(bundles, head, lambda one: one.bundle_id != lost)
        return [one.bundle_id for one in found]

    assert names(Head()) == ["a", "b", "c"]
    assert names(Head(5, "sha-a")) == ["b", "c"]
    assert names(Head(), lost="b") == ["a"]
    assert names(Head(5, "another")) == []
    assert names(Head(4, "sha-a")) == []
    assert names(Head(12, "sha-c")) == []


def test_what_hangs_on_a_lost_file_goes_with_it() -> None:
    bundles = (
        record("a", 1, 5, "", "acknowledged"),
        record("b", 6, 9, "sha-a", "built"),
        record("c", 10, 12, "sha-b", "built"),
    )
    found = supersede(bundles, bundles[1])
    assert (found.bundle_id, found.state, found.superseded) == ("b", "rejected", ("c",))
    assert "丢失" in found.problem


def test_stored_receipts_are_plain_json() -> None:
    assert json.loads(receipt(Head(3, "x"), 1))["receipt"]["head"] == {"seq": 3, "sha256": "x"}
