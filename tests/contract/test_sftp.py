"""What only a server can do wrong."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import paramiko
import pytest

from app.core.errors import EnvironmentProblem, UserError
from app.sync.transports import open_transport, parse_target, pin_host_key
from app.sync.transports.sftp import SftpTransport, host_key_fingerprint, learn_host_key
from app.sync.transports.target import SftpTarget
from tests.contract.sshd import OpenSSHServer, free_port, keygen
from tests.unit.sync.doubles import World

pytestmark = pytest.mark.sshd


def problem(server: OpenSSHServer, folder: Path, host_key: str, identity: Path) -> str:
    with (
        open_transport(server.target(folder), host_key, str(identity)) as transport,
        pytest.raises(EnvironmentProblem) as caught,
    ):
        transport.put("a.yzb", b"x")
    assert not (folder / "inbox" / "a.yzb").exists()
    assert caught.value.message.endswith("。")
    return caught.value.code


@pytest.mark.parametrize("kind", ["ed25519", "ecdsa"])
def test_another_host_key_is_refused(own_sshd: OpenSSHServer, tmp_path: Path, kind: str) -> None:
    pinned = pin_host_key(own_sshd.target(tmp_path))
    own_sshd.change_host_key(kind)
    assert problem(own_sshd, tmp_path, pinned, own_sshd.user_key) == "host_key_changed"
    again = pin_host_key(own_sshd.target(tmp_path))
    with open_transport(own_sshd.target(tmp_path), again, str(own_sshd.user_key)) as transport:
        transport.put("a.yzb", b"x")


def test_the_pinned_key_is_the_servers(sshd: OpenSSHServer, tmp_path: Path) -> None:
    pinned = pin_host_key(sshd.target(tmp_path))
    public = Path(f"{sshd.host_key}.pub").read_text().split()
    assert pinned.split() == public[:2]
    assert host_key_fingerprint(pinned).startswith("SHA256:")


def test_a_key_the_server_does_not_know(sshd: OpenSSHServer, tmp_path: Path) -> None:
    pinned = pin_host_key(sshd.target(tmp_path))
    assert problem(sshd, tmp_path, pinned, keygen(tmp_path / "other")) == "login_refused"


def test_no_server(tmp_path: Path) -> None:
    target = f"sftp://user@127.0.0.1:{free_port()}{tmp_path}"
    with pytest.raises(EnvironmentProblem) as caught:
        pin_host_key(target)
    assert caught.value.code == "unreachable"
    assert "不会丢失" in caught.value.message


def test_server_gone_between_two_files(own_sshd: OpenSSHServer, tmp_path: Path) -> None:
    pinned = pin_host_key(own_sshd.target(tmp_path))
    own_sshd.stop()
    assert problem(own_sshd, tmp_path, pinned, own_sshd.user_key) == "unreachable"


@contextmanager
def mute_server() -> Iterator[int]:
    """Takes connections and says nothing."""
    listener = socket.create_server(("127.0.0.1", 0))
    taken: list[socket.socket] = []

    def take() -> None:
        try:
            while True:
                taken.append(listener.accept()[0])
        except OSError:
            return

    thread = threading.Thread(target=take)
    thread.start()
    yield int(listener.getsockname()[1])
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(5)
    for one in taken:
        one.close()


def test_a_server_that_says_nothing_is_given_up(sshd: OpenSSHServer) -> None:
    with mute_server() as port:
        target = SftpTarget("user", "127.0.0.1", port, "/x")
        with pytest.raises(EnvironmentProblem) as caught:
            learn_host_key(target, timeout=0.5)
        assert caught.value.code == "unreachable"
        pinned = pin_host_key(sshd.target(Path("/x")))
        transport = SftpTransport(target, pinned, str(sshd.user_key), timeout=0.5)
        with transport, pytest.raises(EnvironmentProblem) as caught:
            transport.list_receipts()
        assert caught.value.code == "unreachable"


def test_identity_from_the_environment(
    sshd: OpenSSHServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = sshd.target(tmp_path)
    pinned = pin_host_key(target)
    monkeypatch.setenv("YIZHAN_SSH_KEY", str(sshd.user_key))
    with open_transport(target, pinned) as transport:
        transport.put("a.yzb", b"x")
    assert (tmp_path / "inbox" / "a.yzb").exists()


def test_identity_from_the_home_folder(sshd: OpenSSHServer, tmp_path: Path, home: Path) -> None:
    (home / ".ssh").mkdir(mode=0o700)
    (home / ".ssh" / "id_ed25519").write_bytes(sshd.user_key.read_bytes())
    target = sshd.target(tmp_path)
    with open_transport(target, pin_host_key(target)) as transport:
        transport.put("a.yzb", b"x")
    assert (tmp_path / "inbox" / "a.yzb").exists()


def test_an_identity_that_cannot_be_used(sshd: OpenSSHServer, tmp_path: Path) -> None:
    target = sshd.target(tmp_path)
    pinned = pin_host_key(target)
    (tmp_path / "garbage").write_text("no key")
    locked = {"old form": tmp_path / "locked.pem", "new form": tmp_path / "locked"}
    paramiko.ECDSAKey.generate().write_private_key_file(str(locked["old form"]), password="secret")
    keygen(locked["new form"], passphrase="secret")
    cases = {
        tmp_path / "none": "ssh_key_missing",
        tmp_path / "garbage": "ssh_key_damaged",
        locked["old form"]: "ssh_key_locked",
        locked["new form"]: "ssh_key_locked",
    }
    for path, code in cases.items():
        with (
            open_transport(target, pinned, str(path)) as transport,
            pytest.raises(UserError) as caught,
        ):
            transport.check()
        assert caught.value.code == code


def test_older_kinds_of_keys_log_in(own_sshd: OpenSSHServer, tmp_path: Path) -> None:
    target = own_sshd.target(tmp_path)
    pinned = pin_host_key(target)
    for kind in ("rsa", "ecdsa"):
        key = keygen(tmp_path / kind, kind)
        own_sshd.authorize(key)
        with open_transport(target, pinned, str(key)) as transport:
            transport.put(f"{kind}.yzb", b"x")
    assert len(list((tmp_path / "inbox").iterdir())) == 2


def test_an_unpinned_server_is_not_used(sshd: OpenSSHServer, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="重新配对"):
        open_transport(sshd.target(tmp_path))
    with pytest.raises(UserError, match="重新配对"):
        open_transport(sshd.target(tmp_path), "ssh-ed25519 AAAA")


def test_a_path_below_the_home(sshd: OpenSSHServer) -> None:
    target = parse_target(f"sftp://{sshd.user}@127.0.0.1:{sshd.port}/~/no/such/folder")
    assert isinstance(target, SftpTarget)
    assert target.path == "no/such/folder"


def test_a_whole_day_over_sftp(sshd: OpenSSHServer, tmp_path: Path) -> None:
    (tmp_path / "world").mkdir()
    world = World(tmp_path / "world")
    world.engine.pair(world.pair, sshd.target(world.target), str(sshd.user_key))
    world.outbox.day(1, 3)
    world.cycle()
    world.outbox.day(10, 3)
    world.cycle()
    world.assert_settled()
    peer = world.ledger.peer()
    assert peer is not None
    assert peer.host_key.startswith("ssh-ed25519 ")
