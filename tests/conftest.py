"""What every test gets: a home of its own, a closed key store, and no silent leftovers.

Nothing here imports Qt; the leftovers of windows are looked at only in tests that use them.
"""

from __future__ import annotations

import gc
import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.homes import Homes
from tests.helpers.leftovers import QtLeftovers
from tests.helpers.logs import WarningCollector

pytest_plugins = ["tests.helpers.fixtures"]

HOME_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "run",
}


def pytest_configure(config: pytest.Config) -> None:
    """Settings that libraries read once, when they are first imported."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    for name in [name for name in os.environ if name.startswith("YIZHAN_")]:
        del os.environ[name]


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Homes:
    """Where the home folders of this run stand."""
    return Homes(tmp_path_factory.mktemp("homes"), HOME_VARIABLES.values())


@pytest.fixture(autouse=True)
def home(homes: Homes, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder nobody has used, for everything that asks where a user's files are."""
    folder = homes.unused()
    for variable, name in HOME_VARIABLES.items():
        monkeypatch.setenv(variable, str(folder / name))
    return folder


@pytest.fixture
def expected_logs(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Ask for this in a test that must log a warning or an error; read it through ``.records``."""
    return caplog


@pytest.fixture(autouse=True)
def no_unexpected_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs WARNING or worse; with ``expected_logs``, one that does not."""
    collector = WarningCollector()
    logging.getLogger().addHandler(collector)
    yield
    logging.getLogger().removeHandler(collector)
    expected = "expected_logs" in request.fixturenames
    if expected and not collector.lines:
        pytest.fail("expected_logs: nothing was logged at WARNING or above")
    if collector.lines and not expected:
        pytest.fail("unexpected log records:\n" + "\n".join(collector.lines))


@pytest.fixture(autouse=True)
def no_leftovers(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread, and a test with windows that leaves one or its timers.

    Python's collector rests while there are windows: as in the program (`app.main.collecting`),
    no thread of a runner may delete what belongs to one.
    """
    threads = set(threading.enumerate())
    qt = QtLeftovers() if "qapp" in request.fixturenames else None
    if qt:
        gc.disable()
    yield
    gc.enable()
    found = qt.found() if qt else []
    found += [
        f"thread {thread.name}"
        for thread in set(threading.enumerate()) - threads
        if not thread.daemon
    ]
    if found:
        pytest.fail("left behind: " + ", ".join(sorted(found)))


def pytest_collection_finish() -> None:
    """What is imported by now stays: neither the collector nor the search for leftovers looks
    through it again after each test."""
    gc.collect()
    gc.freeze()
