"""A real OpenSSH server on the loopback address, for one test session."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from pathlib import Path

SSHD = "/usr/sbin/sshd"
WAIT_SECONDS = 10.0


def keygen(path: Path, kind: str = "ed25519", passphrase: str = "") -> Path:
    """Make a key pair; returns the private key's path."""
    command = ["ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", "test", "-f", str(path)]
    subprocess.run(command, check=True)
    return path


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class OpenSSHServer:
    """sshd with one host key and one accepted user key; SFTP only needs ``path``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.host_key = keygen(folder / "host_key")
        self.user_key = keygen(folder / "user_key")
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.authorize(self.user_key)

    def authorize(self, key: Path) -> None:
        """Accept one more user key."""
        with (self.folder / "authorized_keys").open("a") as known:
            known.write(Path(f"{key}.pub").read_text())

    @property
    def user(self) -> str:
        """The account that runs the tests."""
        return subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout[:-1]

    def target(self, path: Path) -> str:
        """``sftp://…`` for a folder of this machine."""
        return f"sftp://{self.user}@127.0.0.1:{self.port}{path}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        config = self.folder / "sshd_config"
        config.write_text(
            f"ListenAddress 127.0.0.1\nPort {self.port}\nHostKey {self.host_key}\n"
            f"AuthorizedKeysFile {self.folder / 'authorized_keys'}\nPidFile none\n"
            "StrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\n"
            "KbdInteractiveAuthentication no\nSubsystem sftp internal-sftp\n"
        )
        command = [SSHD, "-D", "-f", str(config), "-E", str(self.folder / "log")]
        self._process = subprocess.Popen(command)
        self._wait()

    def _wait(self) -> None:
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end:
            assert self._process is not None
            if self._process.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text())
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError("sshd does not answer")

    def stop(self) -> None:
        """End it."""
        if self._process:
            self._process.terminate()
            self._process.wait(WAIT_SECONDS)
            self._process = None

    def change_host_key(self, kind: str = "ed25519") -> None:
        """Come back as somebody else."""
        self.stop()
        for path in (self.host_key, Path(f"{self.host_key}.pub")):
            path.unlink()
        keygen(self.host_key, kind)
        self.start()
