"""Fixtures of the database and the centre, shared by all tests.

One centre is made per test run and copied for each test (a file copy instead of a migration).
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.paths import DataFolder
from app.db.keys import KeyRing
from app.db.migrate import migrate
from app.db.session import Database
from app.services.rights import SYSTEM, Actor, Role
from app.services.settings import put
from app.wiring import Application

MORNING = dt.datetime(2026, 11, 23, 8, 30)
"""A Monday, the moment at which tests happen unless they move the clock."""


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[DataFolder, bytes]:
    """A centre without people: its folder and key. Never opened for writing again."""
    folder = DataFolder(tmp_path_factory.mktemp("template") / "centre")
    for path in (folder.root, folder.bundles, folder.backups, folder.logs):
        path.mkdir(parents=True, exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        # Made before the first test has a home of its own: nothing may land in the real one.
        for variable in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA", "USERPROFILE"):
            patch.setenv(variable, str(tmp_path_factory.mktemp("template-home")))
        key = KeyRing(folder.keys).create().key
    migrate(folder.database, key)
    db = Database(folder.database, key, clock=FixedClock(MORNING))
    with db.write(SYSTEM, "设立中心") as unit:
        put(unit, "centre_code", "330105001")
        put(unit, "centre_name", "小河街道居家养老服务中心")
    db.checkpoint()
    db.close()
    return folder, key


@pytest.fixture
def clock() -> FixedClock:
    """The test's clock, 2026-11-23 08:30 in Shanghai."""
    return FixedClock(MORNING)


@pytest.fixture
def app(
    template: tuple[DataFolder, bytes], tmp_path: Path, clock: FixedClock
) -> Iterator[Application]:
    """An open, empty centre in ``tmp_path/centre``."""
    source, key = template
    folder = DataFolder(tmp_path / "centre")
    shutil.copytree(source.root, folder.root)
    opened = Application(folder, Database(folder.database, key, clock=clock), None)
    yield opened
    opened.close()


@pytest.fixture
def manager() -> Actor:
    """中心负责人."""
    return Actor("00000000-0000-7000-8000-000000000001", "李主任", Role.MANAGER)


@pytest.fixture
def clerk() -> Actor:
    """前台."""
    return Actor("00000000-0000-7000-8000-000000000002", "小王", Role.CLERK)


@pytest.fixture
def administrator() -> Actor:
    """系统管理."""
    return Actor("00000000-0000-7000-8000-000000000003", "系统员", Role.ADMINISTRATOR)
