"""What every transport must do, on real folders and on a real OpenSSH server."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.core.errors import EnvironmentProblem
from app.sync.transports import Transport, open_transport, pin_host_key
from tests.contract.sshd import OpenSSHServer

KINDS = ["folder", pytest.param("sftp", marks=pytest.mark.sshd)]
BIG = os.urandom(3_000_000)


@dataclass
class Place:
    """A transport and the folder behind it."""

    folder: Path
    open: Callable[[], Transport]


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    folder = tmp_path / "区平台 上报"
    folder.mkdir()
    if request.param == "folder":
        yield Place(folder, lambda: open_transport(f"folder:{folder}"))
        return
    server: OpenSSHServer = request.getfixturevalue("sshd")
    target = server.target(folder)
    host_key = pin_host_key(target)
    yield Place(folder, lambda: open_transport(target, host_key, str(server.user_key)))


def test_put_makes_a_whole_file_and_nothing_else(place: Place) -> None:
    with place.open() as transport:
        transport.put("a.yzb", BIG)
        transport.put("b.yzb", b"")
    inbox = place.folder / "inbox"
    assert sorted(path.name for path in inbox.iterdir()) == ["a.yzb", "b.yzb"]
    assert (inbox / "a.yzb").read_bytes() == BIG


def test_reach_changes_nothing(place: Place) -> None:
    with place.open() as transport:
        transport.reach()
    assert list(place.folder.iterdir()) == []


def test_put_again_replaces(place: Place) -> None:
    with place.open() as transport:
        transport.put("a.yzb", b"damaged on the way, and longer")
        transport.put("a.yzb", b"right")
    assert (place.folder / "inbox" / "a.yzb").read_bytes() == b"right"


def test_put_after_a_torn_upload(place: Place) -> None:
    inbox = place.folder / "inbox"
    inbox.mkdir()
    (inbox / ".a.yzb.tmp").write_bytes(b"half of an earlier, longer try")
    with place.open() as transport:
        transport.put("a.yzb", b"right")
    assert [path.name for path in inbox.iterdir()] == ["a.yzb"]


def test_receipts(place: Place) -> None:
    with place.open() as transport:
        assert transport.list_receipts() == ()
        receipts = place.folder / "receipts"
        receipts.mkdir()
        (receipts / "folder").mkdir()
        (receipts / "b.receipt.json").write_bytes(BIG)
        (receipts / "a.receipt.json").write_bytes("回执".encode())
        assert transport.list_receipts() == ("a.receipt.json", "b.receipt.json")
        assert transport.get_receipt("a.receipt.json").decode() == "回执"
        assert transport.get_receipt("b.receipt.json") == BIG


def test_a_missing_receipt(place: Place) -> None:
    with place.open() as transport, pytest.raises(EnvironmentProblem) as caught:
        transport.get_receipt("none.receipt.json")
    assert caught.value.code == "folder_missing"


def test_check_leaves_nothing(place: Place) -> None:
    with place.open() as transport:
        transport.check()
    assert list((place.folder / "inbox").iterdir()) == []


def test_a_missing_target_is_named_and_not_made(place: Place) -> None:
    place.folder.rename(place.folder.with_name("gone"))
    with place.open() as transport:
        for call in (
            transport.check,
            transport.reach,
            transport.list_receipts,
            lambda: transport.put("a.yzb", b"x"),
        ):
            with pytest.raises(EnvironmentProblem) as caught:
                call()
            assert caught.value.code == "folder_missing"
            assert place.folder.name in caught.value.message
    assert not place.folder.exists()


def test_a_file_in_the_way_of_the_inbox(place: Place) -> None:
    (place.folder / "inbox").write_bytes(b"")
    with place.open() as transport, pytest.raises(EnvironmentProblem) as caught:
        transport.put("a.yzb", b"x")
    assert caught.value.message.endswith("。")


def test_a_folder_in_the_way_leaves_no_half_file(place: Place) -> None:
    (place.folder / "inbox" / "a.yzb").mkdir(parents=True)
    (place.folder / "inbox" / "a.yzb" / "x").touch()
    with place.open() as transport, pytest.raises(EnvironmentProblem):
        transport.put("a.yzb", b"x")
    assert (place.folder / "inbox" / "a.yzb").is_dir()


def test_the_district_can_read_what_was_put(place: Place) -> None:
    with place.open() as transport:
        transport.put("a.yzb", b"x")
    mode = (place.folder / "inbox" / "a.yzb").stat().st_mode
    assert mode & stat.S_IRUSR


def test_describe_names_the_place(place: Place) -> None:
    with place.open() as transport:
        assert place.folder.name in transport.describe()


def test_it_can_be_used_again_after_a_failure(place: Place) -> None:
    with place.open() as transport:
        with pytest.raises(EnvironmentProblem):
            transport.get_receipt("none")
        transport.put("a.yzb", b"x")
        assert (place.folder / "inbox" / "a.yzb").read_bytes() == b"x"
