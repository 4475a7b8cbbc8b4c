"""One writing process per data folder."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.core.errors import EnvironmentProblem
from app.db import lock as lock_module
from app.db.lock import FolderInUse, FolderLock

HOLD = """
import sys, time
from pathlib import Path
from app.db.lock import FolderLock
FolderLock(Path(sys.argv[1])).acquire()
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "centre" / "yizhan.lock"


@pytest.fixture
def holder(path: Path):
    """Another process that holds the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_process_is_refused_and_told_since_when(
    path: Path, holder: subprocess.Popen[str]
) -> None:
    since = json.loads(path.read_text())["since"]
    with pytest.raises(FolderInUse, match=f"{since} 起"):
        FolderLock(path).acquire()
    assert json.loads(path.read_text())["pid"] == holder.pid


def test_a_killed_process_leaves_no_lock(path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    mine = FolderLock(path)
    mine.acquire()
    assert json.loads(path.read_text())["pid"] == os.getpid()
    mine.release()


def test_letting_go_lets_the_next_one_in(path: Path) -> None:
    first = FolderLock(path)
    first.acquire()
    with pytest.raises(FolderInUse):
        FolderLock(path).acquire()
    first.release()
    first.release()
    second = FolderLock(path)
    second.acquire()
    second.release()


def test_rubbish_in_the_lock_file_keeps_nobody_out(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"\xff\x00 not json")
    mine = FolderLock(path)
    mine.acquire()
    mine.release()


def test_a_full_disk_keeps_nobody_out(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> int:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(lock_module.os, "write", full)
    mine = FolderLock(path)
    mine.acquire()
    with pytest.raises(FolderInUse):
        FolderLock(path).acquire()
    mine.release()


def test_a_folder_that_cannot_be_written_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*args: object) -> int:
        raise OSError(errno.EACCES, "denied")

    monkeypatch.setattr(lock_module.os, "open", refused)
    with pytest.raises(EnvironmentProblem, match="没有权限"):
        FolderLock(path).acquire()
