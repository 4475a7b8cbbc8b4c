"""Verbs beside a process that has the centre open for writing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.helpers.cli import CHECKS, DAY, MEMBERS, Desk, Inside

WRITER = """
import sys
from pathlib import Path
from app.wiring import COMMAND_LINE, open_centre
from app.services.attendance import CheckIn
app = open_centre(Path(sys.argv[1]))
print("open", flush=True)
for line in sys.stdin:
    who = app.members.who(line.strip(), COMMAND_LINE)
    print(app.attendance.check_in(CheckIn(who.uid), COMMAND_LINE).outcome, flush=True)
app.close()
"""


class Window:
    """Stands for the desktop: another process that holds the centre and checks people in."""

    def __init__(self, desk: Desk) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(desk.data)],
            env=desk.environment(), text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert self._answer() == "open"

    def check_in(self, who: str) -> str:
        """Check one person in now."""
        assert self._process.stdin
        self._process.stdin.write(f"{who}\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()

    def close(self) -> None:
        """End it and wait."""
        self._process.communicate(timeout=30)
        assert self._process.returncode == 0

    def kill(self) -> None:
        """The power goes."""
        self._process.kill()
        self._process.communicate(timeout=30)


@pytest.fixture
def window(inside: Desk) -> Iterator[Window]:
    """The centre is open in a window."""
    window = Window(inside)
    yield window
    window.kill()


READING: tuple[tuple[str, ...], ...] = (
    ("members", "find", "wang"),
    ("members", "show", "HZ01000132"),
    ("members", "import", str(MEMBERS), "--dry-run"),
    ("attendance", "day", DAY),
    ("meals", "day", DAY),
    ("terminals", "list"),
    ("sync", "status"),
    ("audit", "verify"),
    ("audit", "show"),
    ("accounts", "list"),
    ("print", "list"),
)
WRITING: tuple[tuple[str, ...], ...] = (
    ("attendance", "check-in", "HZ01000132"),
    ("meals", "serve", "HZ01000132", "--slot", "lunch"),
    ("members", "import", str(MEMBERS)),
    ("members", "export", "list.xlsx"),
    ("terminals", "import", str(CHECKS), "--device", "1"),
    ("terminals", "link", "730020", "HZ01000132"),
    ("reconcile", DAY),
    ("print", "daily-roster", "--date", DAY, "--out", "roster.pdf"),
    ("sync", "export-pair", "centre.pair"),
    ("sync", "build"),
    ("sync", "push"),
    ("sync", "receipts"),
    ("backup", "restore", "b.yzbackup", "--to", "D"),
    ("accounts", "add", "a", "--name", "b", "--role", "administrator", "--password", "12345678"),
)


def test_reading_verbs_read(inside: Desk, window: Window) -> None:
    before = inside.counts()
    for command in READING:
        inside.json(*command)
    assert inside.counts() == before
    assert inside.json("sync", "status")["latest_seq"] == before["outbox"]


def test_reading_sees_what_the_window_just_saved(inside: Desk, window: Window) -> None:
    assert window.check_in("HZ01000132") == "checked_in"
    (one,) = inside.json("attendance", "day", "今天")["people"]
    assert one["name"] == "阿卜杜热合曼·买买提艾力"
    window.close()
    assert inside.json("attendance", "day", "今天")["present"] == 1


def test_writing_verbs_are_refused(inside: Desk, window: Window) -> None:
    inside.run("backup", "make", "b.yzbackup")
    before = inside.counts()
    files = {path.name for path in inside.folder.iterdir()}
    for command in WRITING:
        words = inside.refused(*command)
        assert "已经打开着这份数据" in words
        assert "请在那个窗口里操作" in words
    assert inside.counts() == before
    assert {path.name for path in inside.folder.iterdir()} == files
    assert window.check_in("HZ01000132") == "checked_in"


def test_a_backup_beside_the_window_holds_everything(inside: Desk, window: Window) -> None:
    assert window.check_in("HZ01000132") == "checked_in"
    made = inside.json("backup", "make", "b.yzbackup")
    assert made["counts"]["attendance"] == 96
    assert inside.json("backup", "verify", "b.yzbackup")["counts"] == made["counts"]
    inside.run("backup", "restore", "b.yzbackup", "--to", "E")
    restored = Inside(inside.folder, "E")
    assert restored.json("attendance", "day", "今天")["present"] == 1
    assert restored.json("audit", "verify")["sound"]


def test_a_killed_window_leaves_no_lock(desk: Desk) -> None:
    window = Window(desk)
    assert window.check_in("HZ01000132") == "checked_in"
    assert "已经打开着" in desk.refused("attendance", "check-in", "HZ01000001")
    window.kill()
    assert desk.json("attendance", "check-in", "HZ01000132")["outcome"] == "already"
    assert desk.json("audit", "verify")["sound"]
