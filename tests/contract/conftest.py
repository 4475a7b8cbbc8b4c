from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.sshd import SSHD, OpenSSHServer


def start_server(tmp_path_factory: pytest.TempPathFactory) -> OpenSSHServer:
    if not Path(SSHD).exists():
        if os.environ.get("CI"):
            pytest.fail("openssh-server is not installed")
        pytest.skip("openssh-server is not installed")
    server = OpenSSHServer(tmp_path_factory.mktemp("sshd"))
    server.start()
    return server


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenSSHServer]:
    """One server for all tests that leave it as it is."""
    server = start_server(tmp_path_factory)
    yield server
    server.stop()


@pytest.fixture
def own_sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenSSHServer]:
    """A server that the test may stop or change."""
    server = start_server(tmp_path_factory)
    yield server
    server.stop()
