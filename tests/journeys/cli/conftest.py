from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.contract.conftest import start_server
from tests.contract.sshd import OpenSSHServer
from tests.helpers.cli import CHECKS, CODE, DAY, MEMBERS, NAME, Desk, Inside, Ran


class Morning(NamedTuple):
    """A centre that has taken in its list and its terminal's file, and what that printed."""

    desk: Desk
    ran: dict[str, Ran]
    counts: dict[str, dict[str, int]]


@pytest.fixture(scope="session")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Morning:
    """The first half of the day, once per test process. Never changed: copy it."""
    desk = Desk(tmp_path_factory.mktemp("morning") / "desk")
    desk.home.mkdir(parents=True)
    ran: dict[str, Ran] = {}
    counts = {}
    members, terminals = ("members", "import", MEMBERS), ("terminals", "import", CHECKS)
    steps = {
        "init": ("init", "--centre-code", CODE, "--centre-name", NAME),
        "try": (*members, "--dry-run"),
        "members": members,
        "members again": members,
        "terminals": (*terminals, "--device", "1"),
        "terminals again": (*terminals, "--device", "1"),
        "reconcile": ("reconcile", DAY),
        "day": ("attendance", "day", DAY),
    }
    for name, arguments in steps.items():
        ran[name] = desk.run("--json", *arguments)
        counts[name] = desk.counts()
    return Morning(desk, ran, counts)


@pytest.fixture
def desk(morning: Morning, tmp_path: Path) -> Desk:
    """A computer on which the morning has happened."""
    return morning.desk.copy(tmp_path / "desk")


@pytest.fixture
def inside(morning: Morning, tmp_path: Path) -> Desk:
    """The same, with commands run in this process."""
    return morning.desk.copy(tmp_path / "desk", Inside)


@pytest.fixture
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenSSHServer]:
    """An OpenSSH server that the test may change."""
    server = start_server(tmp_path_factory)
    yield server
    server.stop()
