from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from app.core.canonical import digest
from app.core.errors import EnvironmentProblem, UserError
from app.sync import district
from app.sync.engine import CentreKeys
from app.sync.files import exclusive
from app.sync.header import split_file
from app.sync.ports import BundleState
from app.sync.receipt import read_receipt, write_receipt
from tests.unit.sync.doubles import FailingTransport, World, uid


def test_a_day_goes_up_and_is_confirmed(world: World) -> None:
    world.outbox.day(1, 3)
    record = world.build_and_push()
    assert record.file_name == f"330105001-1-9-{record.bundle_id}.yzb"
    assert record.totals == {"people": 3, "visits": 3, "meals": 3, "fen": 3600}
    assert world.ledger.states() == ["sent"]
    assert world.engine.status().high_water == 0
    world.receive()
    result = world.engine.fetch_receipts()
    assert (result.acknowledged, result.problems) == ((record.bundle_id,), ())
    world.assert_settled()


def test_nothing_to_send(world: World) -> None:
    assert world.engine.build() is None
    world.outbox.day(1, 1)
    world.cycle()
    assert world.engine.build() is None
    assert world.engine.push().sent == ()
    assert world.engine.fetch_receipts().acknowledged == ()


def test_an_upload_alone_moves_nothing(world: World) -> None:
    world.outbox.day(1, 1)
    world.build_and_push()
    world.engine.fetch_receipts()
    status = world.engine.status()
    assert (status.latest_seq, status.high_water, status.waiting) == (3, 0, 3)


def test_bundles_follow_each_other_without_waiting_for_receipts(world: World) -> None:
    world.outbox.day(1, 1)
    first = world.build()
    world.outbox.day(10, 1)
    second = world.build()
    assert (second.from_seq, second.previous_sha256) == (first.to_seq + 1, first.sha256)
    assert len(world.engine.push().sent) == 2
    world.receive()
    assert len(world.engine.fetch_receipts().acknowledged) == 2
    world.assert_settled()


def test_a_row_changed_twice_goes_up_once_in_its_newest_form(world: World) -> None:
    world.outbox.put("member", 1)
    world.outbox.put("member", 1, version=2, name="阿卜杜热合曼·买买提艾力")
    world.cycle()
    world.assert_settled()
    with world.store() as store:
        assert store._db.execute("SELECT name FROM member").fetchall() == [
            ("阿卜杜热合曼·买买提艾力",)
        ]


def test_an_undone_visit_is_not_counted(world: World) -> None:
    world.outbox.day(1, 2)
    world.cycle()
    world.outbox.put("attendance", 100_001, 1, version=2, deleted=1)
    world.cycle()
    with world.store() as store:
        (report,) = store.report()
    assert (report.members, report.visits, report.meals, report.fen) == (2, 1, 2, 2400)


def test_the_kept_file_is_sent_again_byte_for_byte(world: World) -> None:
    world.outbox.day(1, 1)
    record = world.build_and_push()
    first = world.sent(record).read_bytes()
    world.receive()
    receipt = world.receipt(record).read_bytes()
    world.sent(record).unlink()
    world.engine.push(again=True)
    assert world.sent(record).read_bytes() == first
    assert [one.status for one in world.receive().files] == ["repeated"]
    assert world.receipt(record).read_bytes() == receipt
    world.engine.fetch_receipts()
    world.assert_settled()


def test_rejected_rows_become_a_work_list_and_the_correction_settles(world: World) -> None:
    world.outbox.put("member", 1, id_number="330105193805123224")
    world.outbox.put("attendance", 2, 1)
    world.cycle()
    (row,) = world.ledger.rejected
    assert (row.entity, row.uid, row.code) == ("member", uid(1), "id_checksum")
    assert "3224" not in row.reason
    assert world.ledger.states() == ["acknowledged"]
    world.outbox.put("member", 1, version=2)
    world.cycle()
    assert len(world.ledger.rejected) == 1
    world.assert_settled()


@pytest.mark.parametrize("arrives", [True, False])
def test_a_send_that_broke_off_is_taken_up_again(world: World, arrives: bool) -> None:
    world.outbox.day(1, 1)
    world.build()
    broken = world.new_engine(transports=lambda *_: FailingTransport(world.target, arrives=arrives))
    with pytest.raises(EnvironmentProblem):
        broken.push()
    assert world.ledger.states() == ["sending"]
    world.cycle()
    world.assert_settled()


def test_a_stick_that_is_not_there_leaves_every_state(world: World) -> None:
    world.outbox.day(1, 1)
    world.build()
    world.target.rename(world.tmp / "pulled")
    with pytest.raises(EnvironmentProblem, match="插好U盘"):
        world.engine.push()
    assert world.ledger.states() == ["built"]


def test_a_missed_bundle_is_sent_again(world: World) -> None:
    world.outbox.day(1, 1)
    first = world.build_and_push()
    world.sent(first).unlink()
    world.outbox.day(10, 1)
    second = world.build_and_push()
    assert [one.status for one in world.receive().files] == ["gap"]
    result = world.engine.fetch_receipts()
    assert set(result.resend) == {first.bundle_id, second.bundle_id}
    assert world.ledger.states() == ["sending", "sending"]
    world.cycle()
    world.assert_settled()


def test_a_missed_bundle_whose_file_is_lost_is_refilled(world: World) -> None:
    world.outbox.day(1, 1)
    first = world.build_and_push()
    world.sent(first).unlink()
    world.kept(first).unlink()
    world.outbox.day(10, 1)
    world.build_and_push()
    world.receive()
    world.engine.fetch_receipts()
    assert world.ledger.states() == ["rejected", "rejected", "built"]
    world.cycle()
    world.assert_settled()


def test_a_file_lost_before_sending_is_built_anew(world: World) -> None:
    world.outbox.day(1, 1)
    first = world.build()
    world.outbox.day(10, 1)
    world.build()
    world.kept(first).write_bytes(b"")
    world.cycle()
    assert world.ledger.states() == ["rejected", "rejected", "acknowledged"]
    world.assert_settled()


def test_a_file_damaged_on_the_way_is_sent_again(world: World) -> None:
    world.outbox.day(1, 1)
    record = world.build_and_push()
    data = bytearray(world.sent(record).read_bytes())
    data[-1] ^= 1
    world.sent(record).write_bytes(data)
    world.receive()
    result = world.engine.fetch_receipts()
    assert result.resend == (record.bundle_id,)
    assert [one.code for one in result.problems] == ["damaged_encryption"]
    world.cycle()
    world.assert_settled()


def test_a_district_that_lost_its_data_gets_all_again(world: World) -> None:
    world.outbox.day(1, 1)
    world.cycle()
    world.outbox.day(10, 1)
    world.cycle()
    world.forget_district()
    for path in world.inbox.iterdir():
        path.unlink()
    world.outbox.day(20, 1)
    world.cycle()
    world.cycle()
    world.assert_settled()


def test_a_new_district_gets_everything(world: World) -> None:
    world.outbox.day(1, 1)
    world.cycle()
    other = World.__new__(World)
    other.__dict__.update(world.__dict__)
    other.target = world.tmp / "new stick"
    other.target.mkdir()
    other.store_target = f"file:{world.tmp / 'other district'}"
    pair = district.init_store(other.store_target, "余杭区平台")
    with other.store() as store:
        store.accept(world.keys.pair(), "")
    other.engine.pair(pair, f"folder:{other.target}")
    world.outbox.day(10, 1)
    for _ in range(3):
        other.cycle()
    other.assert_settled()


def restored(world: World, lost: int) -> None:
    """An older backup is restored after ``lost`` more people went up; new ones come meanwhile."""
    world.outbox.day(1, 2)
    world.cycle()
    restore = world.backup()
    world.outbox.put("member", 1, version=2, phone="13900000000")
    world.outbox.day(50, lost)
    world.cycle()
    restore()
    world.outbox.put("member", 2, version=2, name="新")
    world.build_and_push()
    world.receive()
    assert [one.code for one in world.engine.fetch_receipts().problems] == ["overlap"]


@pytest.mark.parametrize("people", [0, 1, 2, 3, 9])
def test_a_restored_centre_sends_nothing_until_somebody_confirms(world: World, people: int) -> None:
    restored(world, lost=2)
    before = world.rows()
    for number in range(people):
        world.outbox.day(80 + number, 1)
        with pytest.raises(UserError, match="备份"):
            world.engine.build()
        world.engine.push()
        world.receive()
        world.engine.fetch_receipts()
    with pytest.raises(UserError, match="备份"):
        world.new_engine().build()
    assert world.rows() == before


def test_a_restored_centre_goes_on_after_the_confirmation(world: World) -> None:
    restored(world, lost=2)
    with world.store() as store:
        head = store.head(world.keys.centre_code)
    record = world.engine.resume_after_restore()
    assert (record.previous_sha256, record.to_seq > head.seq) == (head.sha256, True)
    world.engine.push()
    world.receive()
    result = world.engine.fetch_receipts()
    assert (result.acknowledged, result.rejected_rows) == ((record.bundle_id,), ())
    with world.store() as store:
        names = dict(store._db.execute("SELECT uid, name FROM member"))
        phones = dict(store._db.execute("SELECT uid, phone FROM member"))
    assert (names[uid(2)], phones[uid(1)]) == ("新", "13812341234")
    for entity, rows in world.expected_rows().items():
        assert set(rows) <= set(world.rows()[entity])
    world.outbox.day(90, 1)
    world.cycle()
    assert world.engine.status().waiting == 0
    with pytest.raises(UserError, match="不需要确认"):
        world.engine.resume_after_restore()


def test_a_confirmed_refill_that_is_lost_is_made_again(world: World) -> None:
    restored(world, lost=1)
    world.kept(world.engine.resume_after_restore()).unlink()
    for _ in range(2):
        world.cycle()
    assert world.engine.status().waiting == 0


def marked(world: World, code: str) -> None:
    """The centre's code was changed in the settings."""
    keys = world.keys
    world.keys = CentreKeys(code, keys.centre_name, keys.signing)
    world.engine = world.new_engine()


@pytest.mark.parametrize("told", [True, False])
def test_a_changed_centre_code_is_refused_and_changing_it_back_heals(
    world: World, told: bool
) -> None:
    world.outbox.day(1, 1)
    world.cycle()
    code = world.keys.centre_code
    marked(world, "330105009")
    world.outbox.day(10, 1)
    foreign = world.build_and_push()
    assert [one.code for one in world.receive().files][1:] == ["foreign_key"]
    if told:
        (problem,) = world.engine.fetch_receipts().problems
        assert (problem.file_name, problem.code) == (foreign.file_name, "foreign_key")
    marked(world, code)
    world.outbox.day(20, 1)
    world.cycle()
    world.assert_settled()
    given_up = world.ledger.records[foreign.bundle_id]
    assert given_up.state is BundleState.REJECTED
    assert ("密钥" in given_up.problem) or ("编码" in given_up.problem)


def test_a_bundle_under_another_code_is_never_sent_again_for_a_gap(world: World) -> None:
    code = world.keys.centre_code
    world.outbox.day(1, 1)
    marked(world, "330105009")
    first = world.build_and_push()
    marked(world, code)
    # As an earlier version left it: a bundle of the right code hangs on the foreign one.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.sync.kept.KeptFiles.unusable", lambda *_: {})
        world.outbox.day(10, 1)
        world.build_and_push()
    world.receive()
    assert first.bundle_id not in world.engine.fetch_receipts().resend
    world.cycle()
    world.assert_settled()


def test_what_waits_for_another_district_gives_way(world: World) -> None:
    world.outbox.day(1, 1)
    old = world.build_and_push()
    store = f"file:{world.tmp / 'other district'}"
    pair = district.init_store(store, "余杭区平台")
    world.store_target = store
    with world.store() as opened:
        opened.accept(world.keys.pair(), "")
    world.engine.pair(pair, f"folder:{world.target}")
    world.sent(old).unlink()
    world.cycle()
    assert "密钥" in world.ledger.records[old.bundle_id].problem
    world.assert_settled()


@pytest.mark.parametrize("code", ["", "9" * 33, "杭州1", "a b"])
def test_a_centre_code_that_cannot_be_sent_is_named(world: World, code: str) -> None:
    world.outbox.day(1, 1)
    marked(world, code)
    steps = (
        world.engine.build,
        world.keys.pair,
        lambda: world.engine.pair(world.pair, f"folder:{world.target}"),
    )
    for step in steps:
        with pytest.raises(UserError, match="32位字母或数字") as caught:
            step()
        assert caught.value.code == "centre_code"
    assert world.ledger.states() == []


def test_a_centre_that_is_not_accepted_yet_is_told_and_waits(world: World) -> None:
    world.outbox.day(1, 1)
    with world.store() as store:
        store._db.execute("DELETE FROM centre")
    record = world.build_and_push()
    world.receive()
    assert [one.code for one in world.engine.fetch_receipts().problems] == ["unknown_centre"]
    assert "登记" in world.ledger.records[record.bundle_id].problem
    assert world.ledger.states() == ["sent"]
    with world.store() as store:
        store.accept(world.keys.pair(), "")
    world.receive()
    world.engine.fetch_receipts()
    world.assert_settled()


def test_a_forged_receipt_moves_nothing(world: World) -> None:
    world.outbox.day(1, 1)
    record = world.build_and_push()
    world.receive()
    genuine = world.receipt(record).read_bytes()
    receipt = read_receipt(genuine, world.pair.verify_key(), "")
    world.receipt(record).write_bytes(write_receipt(receipt, world.keys.signing))
    (problem,) = world.engine.fetch_receipts().problems
    assert problem.code == "receipt_signature"
    assert record.file_name in problem.message
    assert world.engine.status().high_water == 0
    world.receipt(record).write_bytes(genuine)
    world.engine.fetch_receipts()
    world.assert_settled()


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("bundle_id", uid(77), "receipt_other_bundle"),
        ("centre_code", "330105002", "receipt_other_bundle"),
        ("file_sha256", "0" * 64, "receipt_hash"),
        ("to_seq", 99, "receipt_range"),
    ],
)
def test_a_receipt_for_something_else_moves_nothing(
    world: World, field: str, value: Any, code: str
) -> None:
    world.outbox.day(1, 1)
    record = world.build_and_push()
    world.receive()
    with world.store() as store:
        signing = store.keys().signing
    genuine = read_receipt(world.receipt(record).read_bytes(), signing.public(), "")
    other = type(genuine)(**{**genuine.__dict__, field: value})
    world.receipt(record).write_bytes(write_receipt(other, signing))
    assert [one.code for one in world.engine.fetch_receipts().problems] == [code]
    assert world.engine.status().high_water == 0


def test_the_receipt_of_another_bundle_under_this_name_is_refused(world: World) -> None:
    world.outbox.day(1, 1)
    first = world.build()
    world.outbox.day(10, 1)
    second = world.build_and_push()
    world.receive()
    world.receipt(second).write_bytes(world.receipt(first).read_bytes())
    result = world.engine.fetch_receipts()
    assert result.acknowledged == (first.bundle_id,)
    assert [one.code for one in result.problems] == ["receipt_other_bundle"]
    assert world.engine.status().high_water == first.to_seq


@pytest.mark.parametrize("garbage", [b"", b"{", b"null", b'{"receipt":{},"signature":{}}', b"\xff"])
def test_a_torn_receipt_is_named(world: World, garbage: bytes) -> None:
    world.outbox.day(1, 1)
    record = world.build_and_push()
    world.receive()
    world.receipt(record).write_bytes(garbage)
    assert [one.code for one in world.engine.fetch_receipts().problems] == ["receipt_damaged"]


def test_an_old_gap_receipt_does_not_undo_an_acknowledgement(world: World) -> None:
    world.outbox.day(1, 1)
    first = world.build_and_push()
    held = world.sent(first).read_bytes()
    world.sent(first).unlink()
    world.outbox.day(10, 1)
    second = world.build_and_push()
    world.receive()
    gap = world.receipt(second).read_bytes()
    world.sent(first).write_bytes(held)
    world.receive()
    world.engine.fetch_receipts()
    world.receipt(second).write_bytes(gap)
    world.engine.fetch_receipts()
    world.assert_settled()


def test_only_one_run_at_a_time(world: World) -> None:
    world.cycle()
    world.outbox.day(1, 1)
    lock = world.tmp / "bundles" / ".lock"
    with (
        exclusive(lock, EnvironmentProblem("test", "")),
        pytest.raises(EnvironmentProblem, match="另一个上报"),
    ):
        world.engine.build()
    assert world.engine.build() is not None


def test_not_paired(world: World) -> None:
    world.ledger.current = None
    for step in (world.engine.build, world.engine.push, world.engine.fetch_receipts):
        with pytest.raises(UserError, match="配对"):
            step()
    assert world.engine.status().district == ""


def test_leftovers_of_a_cut_off_build_are_never_sent(world: World) -> None:
    world.outbox.day(1, 1)
    record = world.build()
    world.ledger.records.clear()
    world.kept(record).rename(world.tmp / "bundles" / "next.tmp")
    (world.tmp / "bundles" / ".next.tmp.tmp").write_bytes(b"half")
    again = world.build_and_push()
    files = {path.name for path in (world.tmp / "bundles").iterdir()}
    assert files == {".lock", again.file_name}
    assert {path.name for path in world.inbox.iterdir()} == {again.file_name}


def test_a_file_the_ledger_knows_gets_its_name_in_the_next_run(world: World) -> None:
    world.outbox.day(1, 1)
    record = world.build()
    world.kept(record).rename(world.tmp / "bundles" / "next.tmp")
    world.engine.push()
    assert world.kept(record).read_bytes() == world.sent(record).read_bytes()
    assert world.ledger.states() == ["sent"]


def test_a_long_history_is_not_read_again(world: World) -> None:
    for number in range(25):
        world.outbox.put("member", number)
        world.cycle()
    last = world.ledger.bundles()[-1]
    for record in world.ledger.bundles()[:-1]:
        world.kept(record).unlink()
        world.receipt(record).write_bytes(b"nobody looks here")
    world.outbox.put("member", 99)
    assert world.build().previous_sha256 == last.sha256
    world.engine.push()
    world.receive()
    assert world.engine.fetch_receipts().problems == ()
    world.assert_settled()


def test_a_full_disk_leaves_nothing_half_done(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.outbox.day(1, 1)

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("app.sync.files.os.write", full)
        with pytest.raises(EnvironmentProblem, match="空间不足"):
            world.engine.build()
    assert world.ledger.states() == []
    assert [path.name for path in (world.tmp / "bundles").iterdir()] == [".lock"]
    world.cycle()
    world.assert_settled()


def test_no_clear_text_on_the_disk(world: World) -> None:
    world.outbox.day(1, 5)
    world.build_and_push()
    for path in [*(world.tmp / "bundles").iterdir(), *world.inbox.iterdir()]:
        data = path.read_bytes()
        assert "王𬱖".encode() not in data
        assert b"330105193805123225" not in data
        assert b"PK\x03\x04" not in data


def test_the_bundle_carries_the_audit_head_and_names_its_keys(world: World) -> None:
    world.outbox.day(1, 1)
    record = world.build_and_push()
    data = world.sent(record).read_bytes()
    header, _, _ = split_file(data)
    assert digest(data) == record.sha256
    assert header.recipient_key == world.pair.recipient().key_id
    world.receive()
    with world.store() as store:
        stored = store.bundle(record.bundle_id)
    assert stored is not None
    assert (stored.audit_seq, stored.audit_hash) == (3, f"{3:064x}")


def test_status_as_json(world: World) -> None:
    world.outbox.day(1, 1)
    record = world.build_and_push()
    found = world.engine.status().as_json()
    assert (found["latest_seq"], found["high_water"], found["waiting"]) == (3, 0, 3)
    assert found["district"] == "拱墅区平台"
    assert found["bundles"][0]["state"] == "sent"
    assert found["bundles"][0]["bundle_id"] == record.bundle_id
    assert "receipt" not in found["bundles"][0]


def test_pairing_tries_the_place_first(world: World, tmp_path: Path) -> None:
    before = world.ledger.peer()
    with pytest.raises(EnvironmentProblem, match="插好U盘"):
        world.engine.pair(world.pair, f"folder:{tmp_path / 'no stick'}")
    assert world.ledger.peer() == before
    assert not (tmp_path / "no stick").exists()


def test_states_have_words() -> None:
    assert [state.label for state in BundleState] == [
        "待发送", "发送中", "等待回执", "已确认", "已退回",
    ]  # fmt: skip
