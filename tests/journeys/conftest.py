"""Centres to begin a journey with, and the real window on a screen."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.core.clock import FixedClock
from app.core.paths import DataFolder
from app.db.keys import KeyRing
from app.demo.people import invented_members
from app.main.desktop import Desktop
from app.services.rights import SYSTEM, Role
from app.services.seeding import Seeding
from app.views import files, theme
from app.views.store import MemoryStore
from app.views.theme import Theme
from app.wiring import create_centre
from tests.conftest import HOME_VARIABLES
from tests.journeys.hand import Hand

HERE = Path(__file__).parent
NOW = dt.datetime(2026, 11, 23, 8, 31)  # a Monday
CODE, NAME = "330105001", "小河街道居家养老服务中心"
PASSWORD = "yanglao-2026"
ACCOUNTS = (
    ("lizhuren", "李主任", Role.ADMINISTRATOR),
    ("wangmin", "王敏", Role.CLERK),
)
PEOPLE = 60
NO_SCREEN = (
    "journeys need a screen: run `python3 tasks.py test`, or give DISPLAY and QT_QPA_PLATFORM=xcb"
)


def take_screen() -> None:
    """Each worker has an X server of its own: two windows on one would fight for the focus."""
    screens = os.environ.get("JOURNEY_SCREENS", "").split()
    if screens:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
        os.environ["DISPLAY"] = screens[int(worker[2:]) % len(screens)]


take_screen()


def has_screen() -> bool:
    """Whether windows come up on an X server."""
    return os.environ.get("QT_QPA_PLATFORM") == "xcb" and bool(os.environ.get("DISPLAY"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what lies here; without a screen skip it loudly, but never where CI asked for it."""
    mine = [item for item in items if item.path.parent == HERE]
    wanted = "not journey" not in str(config.getoption("markexpr"))
    for item in mine:
        item.add_marker(pytest.mark.journey)
    if mine and wanted and not has_screen():
        if os.environ.get("CI"):
            raise pytest.UsageError(NO_SCREEN)
        for item in mine:
            item.add_marker(pytest.mark.skip(reason=NO_SCREEN))


@dataclass(frozen=True)
class Centre:
    """A closed centre on disk and what its staff know."""

    root: Path
    phrase: str

    def copy(self, target: Path) -> Centre:
        """The same centre in another place, on a machine that does not have its key."""
        shutil.copytree(self.root, target)
        return Centre(target, self.phrase)

    def trust(self) -> Centre:
        """This machine has opened the centre before: it keeps the key."""
        KeyRing(DataFolder(self.root).keys).unlock_with(self.phrase)
        return self


@pytest.fixture(scope="session")
def empty_centre(tmp_path_factory: pytest.TempPathFactory) -> Centre:
    """A centre with two accounts and nobody on the list. Never opened: copy it."""
    return _make(tmp_path_factory.mktemp("empty"), 0)


@pytest.fixture(scope="session")
def full_centre(tmp_path_factory: pytest.TempPathFactory) -> Centre:
    """The same with sixty invented people. Never opened: copy it."""
    return _make(tmp_path_factory.mktemp("full"), PEOPLE)


def _make(folder: Path, people: int) -> Centre:
    with pytest.MonkeyPatch.context() as patch:
        for variable, name in HOME_VARIABLES.items():
            patch.setenv(variable, str(folder / "home" / name))
        clock = FixedClock(NOW - dt.timedelta(days=1))
        app, phrase = create_centre(folder / "data", CODE, NAME, clock=clock)
        if people:
            Seeding(app.db).members(list(invented_members(people, NOW.date())), SYSTEM)
        app.settings.change({"price_lunch": 1200}, SYSTEM)
        app.accounts.create_first(*ACCOUNTS[0][:2], PASSWORD)
        for username, name, role in ACCOUNTS[1:]:
            app.accounts.create(username, name, role, PASSWORD, SYSTEM)
        app.close()
    return Centre(folder / "data", phrase)


@pytest.fixture
def clock() -> FixedClock:
    """2026-11-23 08:31 in Shanghai, until a journey moves it."""
    return FixedClock(NOW)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the person picks in the next file dialogs, in their order."""
    answers: list[Path] = []

    def answer(*_: object) -> Path:
        return answers.pop(0)

    monkeypatch.setattr(files, "choose_open", answer)
    monkeypatch.setattr(files, "choose_save", answer)
    return answers


@pytest.fixture
def opens(qapp: QApplication, clock: FixedClock) -> Iterator[Callable[[Path], Hand]]:
    """Starts the program on a data folder: the window comes up and gets the keyboard."""
    started: list[Desktop] = []
    qapp.setQuitOnLastWindowClosed(False)
    theme.apply(qapp, Theme.LIGHT, 100)

    def start(folder: Path) -> Hand:
        desktop = Desktop(folder, clock=clock, prefs=MemoryStore())
        started.append(desktop)
        hand = Hand(desktop)
        desktop.start()
        hand.wait(lambda: _is_active(desktop), "the window to come up")
        return hand

    yield start
    for desktop in started:
        desktop.close()
    theme.apply(qapp, Theme.LIGHT, 100)


def _is_active(desktop: Desktop) -> bool:
    window = desktop.window()
    if window is None or not window.isVisible():
        return False
    if not window.isActiveWindow():
        window.activateWindow()
    return window.isActiveWindow()


@pytest.fixture
def at_work(opens: Callable[[Path], Hand], full_centre: Centre, tmp_path: Path) -> Hand:
    """The desk of a centre with sixty people; its administrator has signed in."""
    from tests.journeys.pages import LockPage

    hand = opens(full_centre.copy(tmp_path / "data").trust().root)
    LockPage(hand).sign_in(PASSWORD)
    return hand
