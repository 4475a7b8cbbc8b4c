"""What the upload needs from the centre: the double and the real services keep one contract."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.codes import MealSlot
from app.core.errors import UserError
from app.services.attendance import CheckIn
from app.services.meals import ServeMeal
from app.services.members import ChangeMember
from app.services.outbox import OutboxReader
from app.services.rights import Actor
from app.services.sync_ledger import SyncLedger
from app.sync import district
from app.sync.ports import BundleRecord, BundleState, Peer, RejectedRow, Settlement
from app.sync.ports import SyncLedger as Ledger
from app.sync.schema import ENTITIES
from app.wiring import Application
from tests.helpers.people import register
from tests.unit.sync.doubles import MemoryLedger, Sealed, member_row, uid

PEER = Peer("{}", "sftp://user@host:22/up", "ssh-ed25519 AAAA", "/keys/id")
RECORD = BundleRecord(
    uid(1), f"330105001-1-9-{uid(1)}.yzb", 1, 9, "", "a" * 64, 1234, {"people": 2, "fen": 5},
    BundleState.BUILT, "2026-03-02T00:00:00.000000Z",
)  # fmt: skip
SECOND = replace(RECORD, bundle_id=uid(2), from_seq=10, to_seq=12, previous_sha256="a" * 64,
                 file_name=f"330105001-10-12-{uid(2)}.yzb", sha256="b" * 64)  # fmt: skip
ROW = RejectedRow("member", uid(7), 3, 8, "id_checksum", "身份证号末位校验不符。")


@pytest.fixture(params=["double", "services"])
def ledger(request: pytest.FixtureRequest) -> Ledger:
    if request.param == "double":
        return MemoryLedger()
    app: Application = request.getfixturevalue("app")
    manager: Actor = request.getfixturevalue("manager")
    return SyncLedger(app.db).acting(manager)


def states(ledger: Ledger) -> list[str]:
    return [str(one.state) for one in ledger.bundles()]


def test_a_new_ledger_is_empty(ledger: Ledger) -> None:
    assert ledger.peer() is None
    assert ledger.bundles() == ()


def test_the_last_peer_is_the_current_one(ledger: Ledger) -> None:
    ledger.save_peer(PEER)
    other = replace(PEER, target="folder:/media/stick", host_key="", identity="")
    ledger.save_peer(other)
    assert ledger.peer() == other


def test_bundles_come_back_as_they_were_added(ledger: Ledger) -> None:
    ledger.add_built(RECORD)
    ledger.add_built(SECOND)
    assert ledger.bundles() == (RECORD, SECOND)


def test_states_one_after_the_other(ledger: Ledger) -> None:
    ledger.add_built(RECORD)
    ledger.set_state(uid(1), BundleState.SENDING)
    assert states(ledger) == ["sending"]
    ledger.set_state(uid(1), BundleState.SENT)
    assert states(ledger) == ["sent"]
    ledger.settle(Settlement(uid(1), BundleState.ACKNOWLEDGED, "{}"))
    (found,) = ledger.bundles()
    assert (found.state, found.receipt, found.problem) == (BundleState.ACKNOWLEDGED, "{}", "")


def test_a_settlement_changes_all_it_names(ledger: Ledger) -> None:
    ledger.add_built(RECORD)
    ledger.add_built(SECOND)
    both = (uid(1), uid(2))
    ledger.settle(Settlement(uid(2), BundleState.SENDING, "gap", "缺一份。", resend=both))
    assert states(ledger) == ["sending", "sending"]
    assert ledger.bundles()[1].problem == "缺一份。"
    ledger.settle(Settlement(uid(1), BundleState.REJECTED, problem="丢失。", superseded=both[1:]))
    assert states(ledger) == ["rejected", "rejected"]
    assert ledger.bundles()[1].receipt == "gap"


def test_recent_is_what_moves_and_the_last_twenty(ledger: Ledger) -> None:
    def add(number: int, state: BundleState) -> str:
        name = uid(number)
        ledger.add_built(replace(RECORD, bundle_id=name, file_name=f"{name}.yzb"))
        ledger.settle(Settlement(name, state))
        return name

    assert ledger.recent() == ()
    stuck = add(1, BundleState.SENT)
    gone = add(2, BundleState.REJECTED)
    old = [add(number, BundleState.ACKNOWLEDGED) for number in range(3, 22)]
    assert [one.bundle_id for one in ledger.recent()] == [stuck, gone, *old]
    old += [add(number, BundleState.ACKNOWLEDGED) for number in range(22, 33)]
    late = add(33, BundleState.REJECTED)
    found = ledger.recent()
    assert [one.bundle_id for one in found] == [stuck, *old[10:], late]
    assert found == tuple(one for one in ledger.bundles() if one in found)


def test_refused_rows_become_a_work_list_once(app: Application, manager: Actor) -> None:
    ledger = SyncLedger(app.db).acting(manager)
    ledger.add_built(RECORD)
    for _ in range(2):
        ledger.settle(Settlement(uid(1), BundleState.ACKNOWLEDGED, "{}", rejected=(ROW,)))
    (item,) = app.work_items.open_items(manager)
    assert item.kind == "rejected_row"
    assert "校验" in item.detail


@pytest.fixture
def centre(app: Application, manager: Actor) -> Callable[[], str]:
    """A centre paired with a district beside it; calling it plays one upload."""
    root = app.folder.root.parent
    stick = root / "stick"
    stick.mkdir()
    store = f"file:{root / 'district'}"
    engine = app.sync(manager)
    engine.pair(district.init_store(store), f"folder:{stick}")
    with district.open_store(store) as opened:
        opened.accept(engine.keys.pair(), "")

    def upload() -> str:
        engine = app.sync(manager)
        engine.build()
        engine.push()
        with district.open_store(store) as opened:
            report = district.receive(opened, stick / "inbox", stick / "receipts", app.clock)
        result = engine.fetch_receipts()
        assert (result.problems, result.rejected_rows) == ((), ())
        status = engine.status()
        assert (status.high_water, status.waiting) == (status.latest_seq, 0)
        assert report.files[-1].status == "accepted"
        return store

    return upload


def test_the_real_outbox_gives_rows_as_declared(app: Application, manager: Actor) -> None:
    member = register(app, manager, "王𬱖", ability_level=2, categories="低保、独居")
    app.attendance.check_in(CheckIn(member), manager)
    app.meals.serve(ServeMeal(member, MealSlot.LUNCH), manager)
    with OutboxReader(app.db).snapshot() as view:
        latest = view.latest_seq()
        for entity in ENTITIES:
            (row,) = view.changed_rows(entity.name, 0, latest)
            values = dict(zip(entity.columns, row, strict=True))
            assert values["version"] == 1
            assert values["deleted"] == 0
            assert 1 <= values["seq"] <= latest
            assert list(view.changed_rows(entity.name, latest, latest + 5)) == []
            assert values.get("member_uid", member) == member
        assert view.audit_head()[0] > 0
        assert len(view.audit_head()[1]) == 64


def test_a_centres_day_is_taken_in_without_a_rejected_row(
    app: Application, manager: Actor, centre: Callable[[], str]
) -> None:
    names = ["王𬱖", "阿卜杜热合曼·买买提艾力", '=1+1,"x"']
    people = [register(app, manager, name) for name in names]
    visit = app.attendance.check_in(CheckIn(people[0]), manager)
    app.attendance.check_in(CheckIn(people[1]), manager)
    app.meals.serve(ServeMeal(people[0], MealSlot.LUNCH), manager)
    store = centre()
    with district.open_store(store) as opened:
        (report,) = opened.report()
    assert (report.members, report.visits, report.meals) == (3, 2, 1)
    app.attendance.undo(visit.attendance_uid, "刷错卡", manager)
    app.members.change(ChangeMember(people[1], 1, {"community": "小河社区"}), manager)
    with district.open_store(centre()) as opened:
        (report,) = opened.report()
    assert (report.members, report.visits, report.bundles) == (3, 1, 2)


def test_a_restarted_outbox_queues_every_living_row_above_what_was_known(
    app: Application, manager: Actor
) -> None:
    people = [register(app, manager, name) for name in ("甲", "乙")]
    gone = app.attendance.check_in(CheckIn(people[0]), manager)
    app.attendance.undo(gone.attendance_uid, "刷错卡", manager)
    app.meals.serve(ServeMeal(people[0], MealSlot.LUNCH), manager)
    outbox = OutboxReader(app.db)
    assert SyncLedger(app.db).acting(manager).restart_outbox(500) == 3
    with outbox.snapshot() as view:
        assert view.latest_seq() == 503
        for entity in ENTITIES:
            for row in view.changed_rows(entity.name, 0, 503):
                values = dict(zip(entity.columns, row, strict=True))
                if not values["deleted"]:
                    assert (values["version"], values["seq"] > 500) == (502, True)
    report = app.audit.verify(manager)
    assert report.problems == ()
    app.members.change(ChangeMember(people[0], 502, {"community": "小河社区"}), manager)
    with outbox.snapshot() as view:
        assert view.latest_seq() == 504


def test_an_outbox_that_was_never_used_can_be_restarted(app: Application, manager: Actor) -> None:
    assert SyncLedger(app.db).acting(manager).restart_outbox(7) == 0
    register(app, manager, "甲")
    with OutboxReader(app.db).snapshot() as view:
        assert view.latest_seq() == 8


def test_a_centre_that_forgot_what_it_sent_goes_on_once_confirmed(
    app: Application, manager: Actor, centre: Callable[[], str]
) -> None:
    person = register(app, manager, "甲")
    store, stick = centre(), app.folder.root.parent / "stick"
    keys = app.sync(manager).keys
    with district.open_store(store) as opened:
        head, identity = opened.head(keys.centre_code), opened.keys().identity
    # What the centre sent between the backup and its restore, and knows nothing of now.
    forgotten = Sealed(keys.signing, identity).build(
        {"member": [member_row(7, head.seq + 40, version=39)]}, centre_code=keys.centre_code,
        from_seq=head.seq + 1, to_seq=head.seq + 40, previous_sha256=head.sha256,
    )  # fmt: skip
    (stick / "inbox" / forgotten.header.file_name).write_bytes(forgotten.data)
    app.members.change(ChangeMember(person, 1, {"community": "小河社区"}), manager)

    def step() -> tuple[str, ...]:
        engine = app.sync(manager)
        engine.push()
        with district.open_store(store) as opened:
            district.receive(opened, stick / "inbox", stick / "receipts", app.clock)
        return tuple(one.code for one in engine.fetch_receipts().problems)

    assert step() == ()
    app.sync(manager).build()
    assert step() == ("overlap",)
    with pytest.raises(UserError, match="负责人确认"):
        app.sync(manager).build()
    record = app.sync(manager).resume_after_restore()
    assert (record.previous_sha256, record.to_seq) == (forgotten.sha256, head.seq + 41)
    assert step() == ()
    status = app.sync(manager).status()
    assert (status.high_water, status.waiting) == (status.latest_seq, 0)
    assert app.audit.verify(manager).problems == ()
    with district.open_store(store) as opened:
        assert [one.members for one in opened.report()] == [2]


def test_nothing_readable_lies_beside_the_database(
    app: Application, manager: Actor, centre: Callable[[], str], tmp_path: Path
) -> None:
    register(app, manager, "阿卜杜热合曼·买买提艾力")
    centre()
    looked = 0
    for path in [*app.folder.root.rglob("*"), *(tmp_path / "stick").rglob("*")]:
        if path.is_file():
            looked += 1
            assert "买买提艾力".encode() not in path.read_bytes()
    assert looked > 4
