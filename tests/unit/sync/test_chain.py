from __future__ import annotations

import json
from typing import Any

import pytest

from app.core.errors import UserError
from app.sync.chain import Plan, followers, give_up, high_water, plan_next, unknown_head
from app.sync.crypto import new_signing_key
from app.sync.header import Kind
from app.sync.ports import BundleRecord, BundleState
from app.sync.receipt import UNKNOWN_CENTRE, Head, Receipt, ReceiptStatus, write_receipt

SIGNING = new_signing_key()


def record(
    name: str, first: int, last: int, previous: str, state: str, **changes: Any
) -> BundleRecord:
    return BundleRecord(
        name, f"{name}.yzb", first, last, previous, f"sha-{name}", 1, {}, BundleState(state), "",
        **changes,
    )  # fmt: skip


def receipt(head: Head, minute: int, code: str = "gap") -> str:
    found = Receipt(
        "区", "c", "b", 1, 2, "f", "s", ReceiptStatus.GAP, head, f"2026-03-02T00:{minute:02d}:00Z",
        code,
    )  # fmt: skip
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
    behind = record("b", 6, 9, "sha-a", "rejected", receipt=receipt(Head(2, "sha-z"), 2))
    long_ago = record("z", 1, 2, "", "acknowledged")
    plan = plan_next((ours, behind), 9, lambda: (long_ago, ours, behind))
    assert plan == Plan(Kind.REFILL, 3, 9, "sha-z")
    anew = record("b", 6, 9, "sha-a", "rejected", receipt=receipt(Head(), 2))
    assert plan_next((ours, anew), 9) == Plan(Kind.REFILL, 1, 9, "")
    given_up = record("b", 6, 7, "sha-a", "rejected", receipt=receipt(Head(7, "sha-b"), 2))
    assert plan_next((ours, given_up), 9) == Plan(Kind.REFILL, 6, 9, "sha-b")


@pytest.mark.parametrize("theirs", [Head(3, "x"), Head(5, "x"), Head(7, "x"), Head(20, "x")])
def test_a_bundle_nobody_here_built_stops_the_upload(theirs: Head) -> None:
    ours = record("a", 1, 5, "", "acknowledged", receipt=receipt(Head(5, "sha-a"), 1))
    refused = record("b", 6, 9, "sha-a", "rejected", receipt=receipt(theirs, 2))
    for latest in (9, 10, 20, 500):
        assert unknown_head((ours, refused), latest) == theirs
        with pytest.raises(UserError, match="备份"):
            plan_next((ours, refused), latest)
    plan = plan_next((ours, refused), 500, confirmed=True)
    assert plan == Plan(Kind.REFILL, min(theirs.seq, 5) + 1, 500, "x")
    going_on = record("c", 6, 500, "x", "rejected")
    assert plan_next((ours, refused), 501, lambda: (ours, refused, going_on)) is not None


def test_a_district_that_does_not_know_us_stands_nowhere() -> None:
    ours = record("a", 1, 5, "", "acknowledged", receipt=receipt(Head(5, "sha-a"), 1))
    unknown = record(
        "b", 6, 9, "sha-a", "rejected", receipt=receipt(Head(), 2, code=UNKNOWN_CENTRE)
    )
    assert plan_next((ours, unknown), 9) == Plan(Kind.REGULAR, 6, 9, "sha-a")


def test_only_the_newest_receipt_tells_where_the_district_stands() -> None:
    old = record("a", 1, 5, "", "acknowledged", receipt=receipt(Head(0, ""), 1))
    new = record("b", 6, 9, "sha-a", "acknowledged", receipt=receipt(Head(9, "sha-b"), 2))
    assert plan_next((old, new), 12) == Plan(Kind.REGULAR, 10, 12, "sha-b")


def test_while_a_bundle_is_under_way_the_chain_goes_on() -> None:
    gap = record("a", 1, 5, "", "rejected", receipt=receipt(Head(0, ""), 1))
    again = record("b", 1, 5, "", "sent")
    assert plan_next((gap, again), 9) == Plan(Kind.REGULAR, 6, 9, "sha-b")


def test_a_centre_behind_its_district() -> None:
    gap = record("a", 1, 20, "", "rejected", receipt=receipt(Head(20, "sha-a"), 1))
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
    (found,) = give_up(bundles, {"b": "丢失。"})
    assert (found.bundle_id, found.state, found.superseded) == ("b", "rejected", ("c",))
    assert found.problem == "丢失。"


def test_each_bundle_that_is_given_up_says_why() -> None:
    bundles = (record("a", 1, 5, "", "sent"), record("b", 6, 9, "sha-a", "built"))
    found = list(give_up(bundles, {"b": "乙", "a": "甲"}))
    assert [(one.bundle_id, one.problem) for one in found] == [("a", "甲"), ("b", "乙")]
    assert found[0].superseded == ("b",)


def test_stored_receipts_are_plain_json() -> None:
    assert json.loads(receipt(Head(3, "x"), 1))["receipt"]["head"] == {"seq": 3, "sha256": "x"}
