"""The upload, centre and district: over a folder and over SFTP, and all that can go wrong."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from app.sync.crypto import new_signing_key
from app.sync.receipt import unverified_receipt, write_receipt
from tests.contract.sshd import OpenSSHServer, free_port, keygen
from tests.helpers.cli import CODE, DAY, Desk, Inside
from tests.journeys.cli.conftest import Morning

RECEIVE = ("district", "receive", "--store", "file:S", "--inbox", "X/inbox", "--receipts",
           "X/receipts")  # fmt: skip


def pair(desk: Desk, target: str = "folder:X", *more: str) -> None:
    """Both sides know each other."""
    desk.json("district", "init", "--store", "file:S", "--out", "district.pair")
    desk.json("sync", "pair", "district.pair", "--target", target, *more)
    desk.json("sync", "export-pair", "centre.pair")
    desk.json("district", "accept", "centre.pair", "--store", "file:S")


def bundle(desk: Desk) -> Path:
    """The newest bundle on the stick."""
    return max((desk.folder / "X" / "inbox").glob("*.yzb"))


def receipt_of(desk: Desk, sent: Path) -> Path:
    """The receipt that belongs to a bundle."""
    (found,) = (desk.folder / "X" / "receipts").glob(f"{sent.name}*")
    return found


def settled(desk: Desk) -> dict[str, Any]:
    """The state of the upload, in which nothing waits."""
    status: dict[str, Any] = desk.json("sync", "status")
    assert status["waiting"] == 0
    assert status["high_water"] == status["latest_seq"] > 300
    assert {one["state"] for one in status["bundles"]} == {"acknowledged"}
    return status


def check_in(desk: Desk, who: str) -> None:
    result = desk.json(
        "attendance", "check-in", who, "--at", f"{DAY}T10:00", "--note", "停电，事后补记"
    )
    assert result["outcome"] == "checked_in"


@pytest.fixture(scope="session")
def evening(morning: Morning, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The day is on the stick, the district has not seen it. Never changed: copy it."""
    desk = morning.desk.copy(tmp_path_factory.mktemp("evening") / "desk", Inside)
    pair(desk)
    assert desk.json("sync", "build")["built"]["from_seq"] == 1
    assert len(desk.json("sync", "push")["sent"]) == 1
    return desk


@pytest.fixture
def pushed(evening: Desk, tmp_path: Path) -> Desk:
    """A copy of the evening, with its own stick."""
    desk = evening.copy(tmp_path / "desk")
    desk.json("sync", "pair", "district.pair", "--target", "folder:X")
    return desk


def test_the_day_is_acknowledged_once(desk: Desk) -> None:
    pair(desk)
    assert desk.json("sync", "build")["built"]["from_seq"] == 1
    assert len(desk.json("sync", "push")["sent"]) == 1
    waiting = desk.json("sync", "status")
    assert waiting["high_water"] == 0
    assert waiting["waiting"] == waiting["latest_seq"]
    (taken,) = desk.json(*RECEIVE)["files"]
    assert (taken["status"], taken["rejected_rows"]) == ("accepted", 0)
    receipts = desk.json("sync", "receipts")
    assert len(receipts["acknowledged"]) == 1
    first = settled(desk)
    district = desk.json("district", "report", "--store", "file:S")
    assert [(one["members"], one["visits"]) for one in district] == [(222, 95)]

    # A second run has nothing to send, and what lies there a second time changes nothing.
    assert desk.json("sync", "build")["built"] is None
    assert desk.json("sync", "push")["sent"] == []
    sent = bundle(desk)
    shutil.copy(desk.data / "bundles" / sent.name, sent)
    (again,) = desk.json(*RECEIVE)["files"]
    assert again["status"] == "repeated"
    assert desk.json("sync", "receipts")["acknowledged"] == []
    assert desk.json("district", "report", "--store", "file:S") == district
    assert settled(desk) == first


def test_a_flipped_byte_is_refused_named_and_sent_again(pushed: Desk) -> None:
    desk, sent = pushed, bundle(pushed)
    whole = sent.read_bytes()
    parts = {0: "magic", 40: "header", len(whole) // 2: "encryption", len(whole) - 1: "encryption"}
    damaged = desk.folder / "damaged"
    damaged.mkdir()
    for place in parts:
        (damaged / f"{place}.yzb").write_bytes(flipped(whole, place))
    elsewhere = (*RECEIVE[:4], "--inbox", "damaged", "--receipts", "answers")
    ran = desk.run("--json", *elsewhere, code=1)
    found = {one["file_name"]: (one["status"], one["part"]) for one in ran.json["files"]}
    assert found == {f"{place}.yzb": ("refused", part) for place, part in parts.items()}
    assert all(f"{place}.yzb" in ran.err for place in parts)
    assert ran.err.count("\n") == 1

    sent.write_bytes(flipped(whole, len(whole) // 3))
    assert sent.name in desk.run(*RECEIVE, code=1).err
    assert desk.json("district", "report", "--store", "file:S")[0]["members"] == 0
    told = desk.run("--json", "sync", "receipts", code=1)
    assert told.json["high_water"] == 0
    assert sent.name in told.err
    assert desk.json("sync", "push")["sent"] == [sent.name]
    assert sent.read_bytes() == whole
    assert desk.json(*RECEIVE)["files"][0]["status"] == "accepted"
    assert len(desk.json("sync", "receipts")["acknowledged"]) == 1
    settled(desk)


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def test_only_the_right_receipt_counts(pushed: Desk) -> None:
    desk, first = pushed, bundle(pushed)
    desk.json(*RECEIVE)
    right = receipt_of(desk, first)
    genuine = right.read_bytes()
    desk.json("sync", "receipts")
    settled(desk)
    check_in(desk, "HZ01000132")
    desk.json("sync", "build")
    desk.json("sync", "push")
    desk.json(*RECEIVE)
    second = receipt_of(desk, bundle(desk))
    answer = second.read_bytes()
    before = desk.json("sync", "status")

    body = unverified_receipt(answer.decode())
    forged = json.loads(answer)
    forged["receipt"]["accepted_rows"] += 1
    for false in (
        genuine,  # signed by the district, but for another bundle
        write_receipt(body, new_signing_key()),  # the right words, signed by somebody else
        json.dumps(forged).encode(),  # the right signature under other words
        answer[: len(answer) // 2],
    ):
        second.write_bytes(false)
        ran = desk.run("--json", "sync", "receipts", code=1)
        assert second.name in ran.err
        assert ran.json["acknowledged"] == []
        assert desk.json("sync", "status") == before
    second.write_bytes(answer)
    assert len(desk.json("sync", "receipts")["acknowledged"]) == 1
    settled(desk)


def test_a_stick_that_is_not_there(pushed: Desk) -> None:
    desk = pushed
    (desk.folder / "X").rename(desk.folder / "pulled")
    check_in(desk, "HZ01000132")
    desk.json("sync", "build")
    before = desk.json("sync", "status")
    assert "U盘" in desk.refused("sync", "push")
    assert "U盘" in desk.refused("sync", "receipts")
    assert not (desk.folder / "X").exists()
    assert desk.json("sync", "status") == before
    (desk.folder / "pulled").rename(desk.folder / "X")
    assert len(desk.json("sync", "push")["sent"]) == 1
    desk.json(*RECEIVE)
    desk.json("sync", "receipts")
    settled(desk)


def test_pairing_does_not_make_a_folder_where_no_stick_is(inside: Desk) -> None:
    desk = inside
    desk.json("district", "init", "--store", "file:S", "--out", "district.pair")
    words = desk.refused("sync", "pair", "district.pair", "--target", "folder:usb/X")
    assert "usb" in words
    assert not (desk.folder / "usb").exists()
    assert desk.json("sync", "status")["target"] == ""


def test_a_bundle_for_another_district(pushed: Desk) -> None:
    desk = pushed
    desk.json("district", "init", "--store", "file:T", "--out", "other.pair")
    ran = desk.run("--json", "district", "receive", "--store", "file:T", "--inbox", "X/inbox",
                   "--receipts", "X/receipts", code=1)  # fmt: skip
    (refused,) = ran.json["files"]
    assert refused["part"] == "encryption"
    assert bundle(desk).name in ran.err
    assert not list((desk.folder / "X").glob("receipts/*"))


def test_the_same_over_sftp(desk: Desk, sshd: OpenSSHServer) -> None:
    (desk.folder / "X").mkdir()
    target, key = sshd.target(desk.folder / "X"), str(sshd.user_key)
    stranger = str(keygen(desk.folder / "stranger"))
    desk.json("district", "init", "--store", "file:S", "--out", "district.pair")
    refused = desk.refused("sync", "pair", "district.pair", "--target", target, "--identity",
                           stranger)  # fmt: skip
    assert "拒绝登录" in refused
    pair(desk, target, "--identity", key)
    desk.json("sync", "build")
    assert len(desk.json("sync", "push")["sent"]) == 1
    desk.json(*RECEIVE)
    desk.json("sync", "receipts")
    settled(desk)

    desk = Inside(desk.folder)
    sshd.change_host_key()
    check_in(desk, "HZ01000132")
    desk.json("sync", "build")
    before = desk.json("sync", "status")
    for verb in ("push", "receipts"):
        assert "身份与配对时不同" in desk.refused("sync", verb)
    assert desk.json("sync", "status") == before
    assert len(list((desk.folder / "X" / "inbox").iterdir())) == 1
    sshd.stop()
    assert "连接不上" in desk.refused("sync", "push")


def test_a_server_that_is_not_there(inside: Desk) -> None:
    desk = inside
    desk.json("district", "init", "--store", "file:S", "--out", "district.pair")
    target = f"sftp://user@127.0.0.1:{free_port()}/X"
    assert "连接不上" in desk.refused("sync", "pair", "district.pair", "--target", target)
    assert desk.json("sync", "status")["target"] == ""


def test_names_of_the_bundle_files(pushed: Desk) -> None:
    (kept,) = (pushed.data / "bundles").glob("*.yzb")
    assert kept.name.startswith(CODE)
    assert kept.read_bytes() == bundle(pushed).read_bytes()
    for word in ("张", "330105"):
        assert word.encode() not in kept.read_bytes()[200:]
