from __future__ import annotations

import errno
import socket

import paramiko
import pytest

from app.core.errors import EnvironmentProblem
from app.sync.transports.sftp import _reaching
from app.sync.transports.target import SftpTarget

TARGET = SftpTarget("user", "up.example.org", 22, "/up")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (socket.gaierror(-2, "Name or service not known"), "unreachable"),
        (ConnectionResetError(errno.ECONNRESET, "reset"), "unreachable"),
        (TimeoutError(), "unreachable"),
        (EOFError(), "unreachable"),
        (OSError(errno.EHOSTUNREACH, "no route"), "unreachable"),
        (OSError(errno.ENETUNREACH, "no network"), "unreachable"),
        (paramiko.SSHException("Error reading SSH protocol banner"), "unreachable"),
        (paramiko.SSHException("Server 'x' not found in known_hosts"), "host_key_changed"),
        (paramiko.AuthenticationException(), "login_refused"),
        (OSError(errno.EACCES, "Permission denied"), "read_only"),
        (OSError(errno.ENOENT, "No such file"), "folder_missing"),
        (OSError("Failure"), "upload_failed"),
    ],
)
def test_every_failure_is_a_sentence_about_the_server(error: Exception, code: str) -> None:
    with pytest.raises(EnvironmentProblem) as caught, _reaching(TARGET):
        raise error
    assert caught.value.code == code
    assert "up.example.org" in caught.value.message
    assert caught.value.message.endswith("。")
    assert caught.value.retryable is (code not in {"host_key_changed", "login_refused"})
