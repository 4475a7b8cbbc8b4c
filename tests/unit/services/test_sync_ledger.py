"""What the upload remembers."""

from __future__ import annotations

import pytest

from app.core.clock import FixedClock
from app.core.errors import NotAllowed
from app.services.members import ChangeMember
from app.services.rights import SYSTEM, Actor
from app.services.sync_ledger import SyncLedger
from app.services.sync_types import BundleRecord, BundleState, Peer, RejectedRow, Settlement
from app.wiring import Application
from tests.db.tools import rows
from tests.helpers.people import register

NOW = "2026-11-23T00:30:00.000000Z"


@pytest.fixture
def ledger(app: Application) -> SyncLedger:
    return SyncLedger(app.db)


def bundle(number: int, seq_from: int, seq_to: int) -> BundleRecord:
    return BundleRecord(
        f"b{number}", f"b{number}.yzb", seq_from, seq_to, f"{number - 1}" * 64, f"{number}" * 64,
        1000 + number, {"people": 1, "fen": 250}, BundleState.BUILT, NOW,
    )  # fmt: skip


def states(ledger: SyncLedger) -> dict[str, str]:
    return {record.bundle_id: str(record.state) for record in ledger.bundles()}


def test_only_who_may_upload_acts_and_is_named_in_the_audit(
    app: Application, ledger: SyncLedger, clerk: Actor, manager: Actor, administrator: Actor
) -> None:
    with pytest.raises(NotAllowed, match="上报"):
        ledger.acting(clerk)
    ledger.acting(manager).save_peer(Peer("pair", "folder:/media/usb"))
    assert app.audit.show(administrator)[0].actor_name == "李主任"


def test_the_last_peer_is_the_current_one(ledger: SyncLedger, app: Application) -> None:
    assert ledger.peer() is None
    ledger.save_peer(Peer("old", "folder:/media/usb"))
    new = Peer("new", "sftp://u@127.0.0.1:2222/x", "ssh-ed25519 AAAA", "/keys/id")
    ledger.save_peer(new)
    assert ledger.peer() == new
    assert rows(app, "SELECT count(*) FROM sync_peer WHERE deleted_at IS NULL") == [(1,)]


def test_a_bundle_comes_back_as_it_was_remembered(ledger: SyncLedger) -> None:
    ledger.add_built(bundle(1, 1, 10))
    ledger.add_built(bundle(2, 11, 20))
    assert ledger.bundles() == (bundle(1, 1, 10), bundle(2, 11, 20))


def test_states_go_forward_one_at_a_time(
    ledger: SyncLedger, clock: FixedClock, app: Application
) -> None:
    ledger.add_built(bundle(1, 1, 10))
    ledger.set_state("b1", BundleState.SENDING)
    (record,) = ledger.bundles()
    assert (record.state, record.sent_at) == (BundleState.SENDING, None)
    clock.advance(60)
    ledger.set_state("b1", BundleState.SENT)
    (record,) = ledger.bundles()
    assert (record.state, record.sent_at) == (BundleState.SENT, "2026-11-23T00:31:00.000000Z")
    clock.advance(60)
    ledger.settle(Settlement("b1", BundleState.ACKNOWLEDGED, "receipt text"))
    (record,) = ledger.bundles()
    assert record.acknowledged_at == "2026-11-23T00:32:00.000000Z"
    assert (record.receipt, record.problem) == ("receipt text", "")
    clock.advance(60)
    ledger.settle(Settlement("b1", BundleState.ACKNOWLEDGED))
    assert ledger.bundles() == (record,)
    assert app.audit.verify(SYSTEM).sound


def test_a_settlement_is_one_transaction(ledger: SyncLedger) -> None:
    for number in (1, 2, 3):
        ledger.add_built(bundle(number, number * 10, number * 10 + 9))
        ledger.set_state(f"b{number}", BundleState.SENT)
    settlement = Settlement(
        "b1", BundleState.REJECTED, "r", "缺了前面的包。", resend=("b2",), superseded=("b3",)
    )
    ledger.settle(settlement)
    assert states(ledger) == {"b1": "rejected", "b2": "sending", "b3": "rejected"}
    assert ledger.bundles()[0].problem == "缺了前面的包。"
    before = states(ledger)
    with pytest.raises(Exception, match="No row"):
        ledger.settle(Settlement("b2", BundleState.ACKNOWLEDGED, resend=("nobody",)))
    assert states(ledger) == before


def test_a_refused_row_becomes_work_until_its_correction_is_taken_in(
    app: Application, ledger: SyncLedger, clerk: Actor
) -> None:
    uid, other = register(app, clerk), register(app, clerk, "李建国")
    ledger.add_built(bundle(1, 1, 2))
    refused = tuple(
        RejectedRow("member", who, 1, seq, "id_checksum", "证件号校验不符")
        for seq, who in ((1, uid), (2, other))
    )
    ledger.settle(Settlement("b1", BundleState.ACKNOWLEDGED, "r", rejected=refused))
    ledger.settle(Settlement("b1", BundleState.ACKNOWLEDGED, "r", rejected=refused))
    items = app.work_items.open_items(clerk)
    assert [(item.kind, item.subject, item.detail) for item in items] == [
        ("rejected_row", f"member:{uid}", "老人档案：证件号校验不符"),
        ("rejected_row", f"member:{other}", "老人档案：证件号校验不符"),
    ]
    app.members.change(ChangeMember(uid, 1, {"note": "已改正"}), clerk)
    app.members.change(ChangeMember(other, 1, {"note": "没改对"}), clerk)
    ledger.add_built(bundle(2, 3, 4))
    assert app.work_items.count(clerk) == 2  # sent is not taken in
    again = (RejectedRow("member", other, 2, 4, "id_checksum", "证件号校验不符"),)
    ledger.settle(Settlement("b2", BundleState.ACKNOWLEDGED, "r", rejected=again))
    assert [item.subject for item in app.work_items.open_items(clerk)] == [f"member:{other}"]
    assert rows(app, "SELECT entity_uid FROM sync_rejection WHERE settled_at IS NOT NULL") == [
        (uid,)
    ]


def test_the_signing_key_is_made_once_and_its_secret_stays(
    app: Application, ledger: SyncLedger
) -> None:
    assert ledger.signing_secret() == ""
    ledger.save_signing_key("public", "the secret")
    ledger.save_signing_key("other", "another secret")
    assert ledger.signing_secret() == "the secret"
    assert "secret" not in repr(rows(app, "SELECT changes FROM audit_event"))


def test_every_state_has_a_word() -> None:
    assert [state.label for state in BundleState] == [
        "待发送", "发送中", "等待回执", "已确认", "已退回",
    ]  # fmt: skip
