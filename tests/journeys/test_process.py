"""The program as it is started from an icon: a process of its own, keys through the X server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget

from app.core.clock import SystemClock, local
from app.db.health import quick_check
from app.services.rights import Actor, Role
from app.views.theme import LIGHT
from app.wiring import open_centre
from tests.helpers.cli import YIZHAN
from tests.journeys.conftest import ACCOUNTS, NAME, PASSWORD, Centre
from tests.journeys.test_desk import FIRST
from tests.journeys.xclose import press_cross

STARTS_IN = 20.0
RED = "#ff0000"
AUDITOR = Actor("<test>", "核对", Role.ADMINISTRATOR)


class Program:
    """``yizhan --data DIR`` on the display, driven by xdotool."""

    def __init__(self, data: Path) -> None:
        self._data, self._errors = data, data.with_name("stderr.txt")
        self.process = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        """One more start of the program."""
        with self._errors.open("ab") as errors:
            return subprocess.Popen([YIZHAN, "--data", self._data], stderr=errors)

    def complaints(self) -> str:
        """What it wrote where nobody looks."""
        return self._errors.read_text("utf-8")

    def keys(self, *names: str) -> None:
        """Press keys by their X names."""
        xdotool("key", "--delay", "5", *names)

    def type(self, text: str) -> None:
        """Type ASCII."""
        xdotool("type", "--delay", "5", text)

    def title(self) -> str:
        """What stands in the title bar."""
        return xdotool("getwindowname", self.window)

    def close(self) -> int:
        """The cross of the window; the exit code."""
        press_cross(int(self.window))
        return self.process.wait(timeout=STARTS_IN)

    @property
    def window(self) -> str:
        """The window in sight; the desk takes the place of the one that says 正在打开."""
        found: list[str] = []

        def look() -> bool:
            pid = str(self.process.pid)
            done = subprocess.run(
                ["xdotool", "search", "--onlyvisible", "--all", "--pid", pid, "--name", "颐站"],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            found.extend(done.stdout.split())
            return bool(found)

        until(look, "the window")
        return found[0]


def xdotool(*arguments: str) -> str:
    done = subprocess.run(["xdotool", *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def until(what: Callable[[], object], why: str) -> None:
    end = time.monotonic() + STARTS_IN
    while not what():
        assert time.monotonic() < end, f"waited for {why}"
        time.sleep(0.05)
        QApplication.processEvents()


def screen() -> QImage:
    """A picture of the whole screen."""
    shown = QGuiApplication.primaryScreen()
    return shown.grabWindow(0).toImage()


def share(picture: QImage, colour: str) -> float:
    """How much of ``picture`` has ``colour``, looked at every fourth point."""
    wanted, points = QColor(colour).rgb(), 0
    for y in range(0, picture.height(), 4):
        for x in range(0, picture.width(), 4):
            points += picture.pixel(x, y) == wanted
    return points / (picture.width() // 4 * (picture.height() // 4))


@pytest.fixture
def program(qapp: QApplication, full_centre: Centre, tmp_path: Path) -> Iterator[Program]:
    """The program, started on a centre with sixty people."""
    assert shutil.which("xdotool"), "xdotool is missing; tasks.py test installs it"
    data = full_centre.copy(tmp_path / "data").trust().root
    started = Program(data)
    yield started
    if started.process.poll() is None:
        started.process.kill()
        started.process.wait()


@pytest.fixture
def cover(qapp: QApplication) -> Iterator[QWidget]:
    """Another program's window, over the whole screen."""
    window = QWidget()
    window.setStyleSheet(f"background: {RED}")
    window.setGeometry(QGuiApplication.primaryScreen().geometry())
    yield window
    window.close()


def present(data: Path) -> list[str]:
    """Who came today, asked on the command line beside the open window."""
    today = local(SystemClock().now()).date().isoformat()
    secret = data.with_name("password.txt")
    secret.write_text(PASSWORD, "utf-8")
    asked = [YIZHAN, "--data", data, "--user", ACCOUNTS[0][0], "--json", "attendance", "day", today]
    environment = {**os.environ, "YIZHAN_PASSWORD_FILE": str(secret)}
    done = subprocess.run(asked, env=environment, capture_output=True, text=True, check=True)
    return [one["name"] for one in json.loads(done.stdout)["people"]]


def sign_in_and_scan(program: Program) -> None:
    program.type(PASSWORD)
    program.keys("Return")
    until(lambda: share(screen(), LIGHT.primary_weak) > 0.001, "the marked entry of the rail")
    program.keys("F2")
    until(lambda: share(screen(), LIGHT.primary_weak) == 0, "the desk in the full window")
    program.type(FIRST.card)
    program.keys("Return")


def test_a_day_at_the_real_program(program: Program, tmp_path: Path) -> None:
    data = tmp_path / "data"
    until(lambda: NAME in program.title(), "the title with the centre's name")
    sign_in_and_scan(program)
    until(lambda: present(data) == [FIRST.name], "the check-in to be on disk")
    assert program.close() == 0
    assert program.complaints() == ""
    app = open_centre(data)
    assert quick_check(app.db)
    assert app.audit.verify(AUDITOR).sound
    app.close()


def test_a_second_start_brings_the_first_window_to_the_front(
    program: Program, cover: QWidget
) -> None:
    until(lambda: share(screen(), LIGHT.page) > 0.3, "the lock page")
    cover.show()
    until(lambda: share(screen(), RED) > 0.9, "the other program's window")
    second = program.start()
    assert second.wait(timeout=STARTS_IN) == 0
    until(lambda: share(screen(), LIGHT.page) > 0.3, "the first window in front")
    assert program.process.poll() is None
    assert program.close() == 0
