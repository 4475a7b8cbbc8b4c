from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.canonical import canonical, digest
from app.core.errors import EnvironmentProblem
from app.sync import district
from app.sync.bundle import seal
from app.sync.crypto import new_signing_key
from app.sync.district import receiver
from app.sync.district.results import FileResult
from app.sync.header import MAGIC, split_file
from app.sync.ports import BundleRecord
from app.sync.receipt import Head, Receipt, ReceiptStatus, read_receipt
from tests.unit.sync.doubles import CODE, Sealed, World, attendance_row, member_row, uid


def receipt_of(world: World, record: BundleRecord) -> Receipt:
    return read_receipt(world.receipt(record).read_bytes(), world.pair.verify_key(), "")


def only(world: World) -> FileResult:
    (result,) = world.receive().files
    return result


def put(world: World, sealed: Sealed, rows: dict[str, list[tuple[object, ...]]]) -> Path:
    """A bundle that the centre's own key signed, made without the engine."""
    sealed.signing = world.keys.signing
    with world.store() as store:
        sealed.identity = store.keys().identity
    built = sealed.build(rows)
    world.inbox.mkdir(exist_ok=True)
    path = world.inbox / built.header.file_name
    path.write_bytes(built.data)
    return path


def test_the_receipt_says_everything(world: World) -> None:
    world.outbox.day(1, 2)
    world.outbox.put("attendance", 50, 999)
    record = world.build_and_push()
    result = only(world)
    assert (result.status, result.accepted_rows, result.rejected_rows) == ("accepted", 6, 1)
    receipt = receipt_of(world, record)
    assert receipt.status is ReceiptStatus.ACCEPTED
    assert (receipt.bundle_id, receipt.centre_code) == (record.bundle_id, CODE)
    assert (receipt.from_seq, receipt.to_seq) == (1, 7)
    assert receipt.file_sha256 == digest(world.sent(record).read_bytes())
    assert (receipt.accepted_rows, receipt.rejected_rows) == (6, 1)
    assert [(row.entity, row.seq, row.code) for row in receipt.rows] == [
        ("attendance", 7, "unknown_member")
    ]
    assert (receipt.head.seq, receipt.head.sha256) == (7, record.sha256)
    assert receipt.district == "拱墅区平台"


def test_visits_of_a_rejected_member_count(world: World) -> None:
    world.outbox.put("member", 1, id_number="1")
    world.outbox.put("attendance", 2, 1)
    record = world.build_and_push()
    world.receive()
    assert [row.code for row in receipt_of(world, record).rows] == ["id_length"]
    world.outbox.put("attendance", 3, 1)
    record = world.build_and_push()
    world.receive()
    assert receipt_of(world, record).rows == ()


def test_the_same_bytes_again_change_nothing(world: World) -> None:
    world.outbox.day(1, 2)
    record = world.build_and_push()
    world.receive()
    before, rows = world.receipt(record).read_bytes(), world.rows()
    (world.inbox / "copy (1).yzb").write_bytes(world.sent(record).read_bytes())
    assert [one.status for one in world.receive().files] == ["repeated", "repeated"]
    assert (world.receipt(record).read_bytes(), world.rows()) == (before, rows)
    assert [path.name for path in world.receipts.iterdir()] == [world.receipt(record).name]


def test_a_lost_receipt_is_written_again(world: World) -> None:
    world.outbox.day(1, 1)
    record = world.build_and_push()
    world.receive()
    before = world.receipt(record).read_bytes()
    world.receipt(record).unlink()
    world.receive()
    assert world.receipt(record).read_bytes() == before


def test_the_same_id_with_other_bytes_is_refused(world: World) -> None:
    world.outbox.day(1, 1)
    record = world.build_and_push()
    world.receive()
    before, rows = world.receipt(record).read_bytes(), world.rows()
    with world.store() as store:
        identity = store.keys().identity
    header, _, ciphertext = split_file(world.sent(record).read_bytes())
    package = identity.decrypt(ciphertext).partition(b"\n")[2]
    other = seal(header, package, world.keys.signing, identity.public())
    world.sent(record).write_bytes(other)
    result = only(world)
    assert (result.status, result.code) == ("refused", "same_id")
    assert "编号" in result.message
    assert (world.receipt(record).read_bytes(), world.rows()) == (before, rows)


def test_a_gap_is_named_and_closes_by_itself(world: World) -> None:
    world.outbox.day(1, 1)
    first = world.build()
    world.outbox.day(10, 1)
    second = world.build_and_push()
    held = world.sent(first).read_bytes()
    world.sent(first).unlink()
    result = only(world)
    assert (result.status, result.part) == ("gap", "chain")
    receipt = receipt_of(world, second)
    assert (receipt.status, receipt.head.seq) == (ReceiptStatus.GAP, 0)
    assert "1起" in receipt.reason
    world.sent(first).write_bytes(held)
    assert [one.status for one in world.receive().files] == ["accepted", "accepted"]
    assert receipt_of(world, second).status is ReceiptStatus.ACCEPTED


def test_bundles_are_taken_in_order_whatever_they_are_called(world: World) -> None:
    world.outbox.day(1, 1)
    first = world.build()
    world.outbox.day(10, 1)
    second = world.build_and_push()
    world.sent(first).rename(world.inbox / "z.yzb")
    world.sent(second).rename(world.inbox / "a.yzb")
    assert [one.status for one in world.receive().files] == ["accepted", "accepted"]
    assert world.receipt(second).exists()


def test_other_files_are_named_and_never_in_the_way(world: World) -> None:
    world.outbox.day(1, 1)
    world.build_and_push()
    (world.inbox / "Thumbs.db").write_bytes(b"x")
    (world.inbox / ".a.yzb.tmp").write_bytes(b"x")
    (world.inbox / "._copy.yzb").write_bytes(b"x")
    (world.inbox / "folder.yzb").mkdir()
    (world.inbox / "0.yzb").write_bytes(b"")
    (world.inbox / "1.yzb").write_bytes(b"MZ" * 9000)
    report = world.receive()
    assert report.skipped == ("._copy.yzb", ".a.yzb.tmp", "Thumbs.db", "folder.yzb")
    assert [one.status for one in report.files] == ["accepted", "refused", "refused"]
    assert {one.part for one in report.files[1:]} == {"magic"}


def test_a_torn_file_is_refused_and_the_centre_told(world: World) -> None:
    world.outbox.day(1, 1)
    record = world.build_and_push()
    world.sent(record).write_bytes(world.sent(record).read_bytes()[:-100])
    result = only(world)
    assert (result.status, result.part) == ("refused", "encryption")
    receipt = receipt_of(world, record)
    assert receipt.status is ReceiptStatus.REFUSED
    assert receipt.file_sha256 != record.sha256
    assert world.rows() == {"member": [], "attendance": [], "meal": []}


def test_damage_to_a_copy_never_replaces_an_accepted_receipt(world: World) -> None:
    world.outbox.day(1, 1)
    record = world.build_and_push()
    world.receive()
    before = world.receipt(record).read_bytes()
    world.sent(record).write_bytes(b"torn")
    assert only(world).status == "refused"
    assert world.receipt(record).read_bytes() == before


def test_a_stranger_is_told_to_register(world: World, sealed: Sealed) -> None:
    path = put(world, sealed, {})
    stranger = Sealed(new_signing_key(), sealed.identity)
    path.unlink()
    header = stranger.header(centre_code="999")
    built = stranger.build({}, centre_code="999")
    (world.inbox / header.file_name).write_bytes(built.data)
    result = only(world)
    assert (result.status, result.code) == ("refused", "unknown_centre")
    assert "district accept" in result.message
    data = (world.receipts / f"{header.file_name}.receipt.json").read_bytes()
    receipt = read_receipt(data, world.pair.verify_key(), "")
    assert (receipt.status, receipt.code) == (ReceiptStatus.REFUSED, "unknown_centre")
    assert (receipt.file_sha256, receipt.head) == (digest(built.data), Head())


def test_a_centre_accepted_later_is_taken_in(world: World) -> None:
    world.outbox.day(1, 1)
    world.build_and_push()
    world.store_target = f"file:{world.tmp / 'new district'}"
    use_old_keys(world)
    assert only(world).code == "unknown_centre"
    with world.store() as store:
        store.accept(world.keys.pair(), "")
    assert only(world).status == "accepted"
    world.engine.fetch_receipts()
    world.assert_settled()


def use_old_keys(world: World) -> None:
    """A new district database with the keys of the old one."""
    district.init_store(world.store_target)
    keys = (world.tmp / "district" / "keys.json").read_bytes()
    (world.tmp / "new district" / "keys.json").write_bytes(keys)


def test_another_districts_bundle(world: World) -> None:
    world.outbox.day(1, 1)
    record = world.build_and_push()
    world.store_target = f"file:{world.tmp / 'new district'}"
    district.init_store(world.store_target)
    with world.store() as store:
        store.accept(world.keys.pair(), "")
    result = only(world)
    assert (result.status, result.code) == ("refused", "wrong_recipient")
    assert world.receipt(record).exists()
    world.engine.fetch_receipts()
    assert world.engine.status().high_water == 0


def test_conflicting_versions_are_rejected_row_by_row(world: World, sealed: Sealed) -> None:
    put(world, sealed, {"member": [member_row(1, 1)], "attendance": [attendance_row(2, 2, 1)]})
    assert only(world).rejected_rows == 0
    with world.store() as store:
        head = store.head(CODE)
    built = sealed.build(
        {"member": [member_row(1, 901, name="别人"), member_row(3, 902)]},
        from_seq=901, to_seq=910, previous_sha256=head.sha256, bundle_id=uid(4),
    )  # fmt: skip
    (world.inbox / built.header.file_name).write_bytes(built.data)
    accepted = world.receive().files[1]
    assert (accepted.status, accepted.accepted_rows, accepted.rejected_rows) == ("accepted", 1, 1)
    with world.store() as store:
        assert store._db.execute("SELECT name FROM member WHERE seq=1").fetchall() == [("王𬱖",)]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"from_seq": 901, "to_seq": 950, "previous_sha256": "0" * 64}, "chain"),
        ({"from_seq": 900, "to_seq": 950}, "overlap"),
        ({"from_seq": 1, "to_seq": 10, "kind": "refill"}, "overlap"),
        ({"from_seq": 800, "to_seq": 950, "kind": "refill", "previous_sha256": ""}, "overlap"),
        ({"from_seq": 902, "to_seq": 950}, "gap"),
    ],
)
def test_what_does_not_follow_is_not_taken_in(
    world: World, sealed: Sealed, changes: dict[str, object], code: str
) -> None:
    put(world, sealed, {"member": [member_row(1, 1)]})
    world.receive()
    with world.store() as store:
        head = store.head(CODE)
    built = sealed.build({}, **({"previous_sha256": head.sha256, "bundle_id": uid(4)} | changes))
    (world.inbox / built.header.file_name).write_bytes(built.data)
    (found,) = [one for one in world.receive().files if one.bundle_id == uid(4)]
    assert found.code == code
    with world.store() as store:
        assert store.head(CODE) == head


def test_a_refill_may_overlap(world: World, sealed: Sealed) -> None:
    put(world, sealed, {"member": [member_row(1, 1)]})
    world.receive()
    with world.store() as store:
        head = store.head(CODE)
    built = sealed.build(
        {"member": [member_row(1, 850), member_row(2, 905)]}, kind="refill", from_seq=800,
        to_seq=910, previous_sha256=head.sha256, bundle_id=uid(4),
    )  # fmt: skip
    (world.inbox / built.header.file_name).write_bytes(built.data)
    assert world.receive().files[1].status == "accepted"
    assert len(world.rows()["member"]) == 2


def test_a_missing_inbox(world: World) -> None:
    world.inbox.rmdir()
    with pytest.raises(EnvironmentProblem, match="收件文件夹"):
        world.receive()


def test_a_full_disk_keeps_the_bundle_for_the_next_run(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.outbox.day(1, 1)
    world.build_and_push()

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("app.sync.files.os.write", full)
        with pytest.raises(EnvironmentProblem, match="空间不足"):
            world.receive()
    assert list(world.receipts.iterdir()) == []
    assert only(world).status == "repeated"
    world.engine.fetch_receipts()
    world.assert_settled()


def test_two_receivers(world: World) -> None:
    world.outbox.day(1, 1)
    world.build_and_push()
    with (
        world.store() as store,
        store.locked(),
        pytest.raises(EnvironmentProblem, match="另一个接收程序"),
    ):
        world.receive()
    assert only(world).status == "accepted"


def test_an_unreadable_file_does_not_stop_the_others(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.outbox.day(1, 1)
    record = world.build_and_push()
    (world.inbox / "a.yzb").write_bytes(b"x")
    real = Path.read_bytes

    def read(path: Path) -> bytes:
        if path.name == "a.yzb":
            raise OSError(errno.EIO, "x")
        return real(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", read)
        found = {one.file_name: one.status for one in world.receive().files}
    assert found == {record.file_name: "accepted", "a.yzb": "unreadable"}


def test_a_file_far_too_large_is_not_read(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.outbox.day(1, 1)
    world.build_and_push()
    monkeypatch.setattr("app.sync.district.receiver.MOST_FILE", 100)
    assert only(world).code == "too_large"


def test_receipts_hold_no_personal_data(world: World) -> None:
    world.outbox.put("member", 1, id_number="330105193805123224")
    record = world.build_and_push()
    world.receive()
    text = world.receipt(record).read_text("utf-8")
    assert "王" not in text
    assert "33010519" not in text
    assert json.loads(text)["receipt"]["rows"][0]["code"] == "id_checksum"


def test_progress_can_cancel_between_files(world: World) -> None:
    class Stop(Exception):
        pass

    def stop(done: int, total: int, what: str) -> None:
        raise Stop(what)

    world.outbox.day(1, 1)
    world.build_and_push()
    with world.store() as store, pytest.raises(Stop, match="接收"):
        district.receive(store, world.inbox, world.receipts, world.clock, stop)
    assert only(world).status == "accepted"


def test_results_are_values() -> None:
    result = FileResult("a", "accepted")
    assert replace(result, status="gap") != result


JUNK = {
    "deep.yzb": MAGIC + b"[" * 4000 + b"\n",
    "surrogate.yzb": MAGIC
    + Sealed().header(made_at="AT").to_bytes().replace(b"AT", rb"\ud800")
    + b"\n",
}


@pytest.mark.parametrize("name", sorted(JUNK))
def test_a_file_made_to_break_the_receiver_stops_nobody(world: World, name: str) -> None:
    world.outbox.day(1, 1)
    record = world.build_and_push()
    (world.inbox / name).write_bytes(JUNK[name])
    found = {one.file_name: (one.status, one.part) for one in world.receive().files}
    assert found == {record.file_name: ("accepted", ""), name: ("refused", "header")}


def test_a_file_that_meets_a_fault_of_ours_is_named_and_stops_nobody(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    expected_logs: None,
    caplog: pytest.LogCaptureFixture,
) -> None:
    world.outbox.day(1, 1)
    record = world.build_and_push()
    (world.inbox / "a.yzb").write_bytes(b"trap")
    real = receiver.split_file

    def split(data: bytes) -> object:
        if data == b"trap":
            raise ZeroDivisionError("王𬱖")
        return real(data)

    monkeypatch.setattr("app.sync.district.receiver.split_file", split)
    monkeypatch.setattr("app.sync.opening.split_file", split)
    found = {one.file_name: one.status for one in world.receive().files}
    assert found == {record.file_name: "accepted", "a.yzb": "unreadable"}
    assert "ZeroDivisionError" in caplog.text
    assert "王" not in caplog.text


def test_a_key_id_that_is_no_text_is_refused(world: World) -> None:
    identity = world.pair.recipient()
    world.outbox.day(1, 1)
    record = world.build_and_push()
    _, line, _ = split_file(world.sent(record).read_bytes())
    signature = canonical({"algorithm": "ed25519", "key_id": {}, "value": ""})
    world.sent(record).write_bytes(MAGIC + line + b"\n" + identity.encrypt(signature + b"\nzip"))
    result = only(world)
    assert (result.status, result.part) == ("refused", "signature")


def test_a_signer_under_another_code_is_told(world: World, sealed: Sealed) -> None:
    world.outbox.day(1, 1)
    world.cycle()
    sealed.signing = world.keys.signing
    with world.store() as store:
        sealed.identity = store.keys().identity
        head = store.head(CODE)
    built = sealed.build({}, centre_code="330105009", from_seq=4)
    (world.inbox / built.header.file_name).write_bytes(built.data)
    assert [one.code for one in world.receive().files][1:] == ["foreign_key"]
    data = (world.receipts / f"{built.header.file_name}.receipt.json").read_bytes()
    receipt = read_receipt(data, world.pair.verify_key(), "")
    assert (receipt.status, receipt.code) == (ReceiptStatus.REFUSED, "foreign_key")
    assert (receipt.centre_code, receipt.file_sha256) == ("330105009", built.sha256)
    assert receipt.head == head


def test_what_was_answered_is_answered_the_same_and_is_not_new(world: World) -> None:
    world.outbox.day(1, 1)
    first = world.build()
    world.outbox.day(10, 1)
    second = world.build_and_push()
    held = world.sent(first).read_bytes()
    world.sent(first).write_bytes(held[:-50])
    (world.inbox / "junk.yzb").write_bytes(b"junk")
    news = {one.file_name: one.status for one in world.receive().files}
    assert news == {first.file_name: "refused", second.file_name: "gap", "junk.yzb": "refused"}
    before = {path.name: path.read_bytes() for path in world.receipts.iterdir()}
    world.receipt(second).unlink()
    report = world.receive()
    assert {one.status for one in report.files} == {"answered"}
    assert all(one.code and one.message for one in report.files)
    assert {path.name: path.read_bytes() for path in world.receipts.iterdir()} == before
    world.sent(first).write_bytes(held)
    after = {one.file_name: one.status for one in world.receive().files}
    assert after == {
        first.file_name: "accepted", second.file_name: "accepted", "junk.yzb": "answered"
    }  # fmt: skip


def test_a_gap_that_became_another_gap_is_answered_anew(world: World) -> None:
    records = []
    for number in range(3):
        world.outbox.day(number * 10, 1)
        records.append(world.build())
    world.engine.push()
    held = [world.sent(one).read_bytes() for one in records]
    for one in records[:2]:
        world.sent(one).unlink()
    assert only(world).status == "gap"
    world.sent(records[0]).write_bytes(held[0])
    assert [one.status for one in world.receive().files] == ["accepted", "gap"]
    assert receipt_of(world, records[2]).head.seq == records[0].to_seq


def test_a_file_far_too_large_is_named_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.outbox.day(1, 1)
    world.build_and_push()
    monkeypatch.setattr("app.sync.district.receiver.MOST_FILE", 100)
    assert [only(world).status, only(world).status] == ["refused", "answered"]
