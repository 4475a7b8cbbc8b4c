"""Places that cannot be written: a sentence, exit code 1, nothing half done."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.db import engine
from tests.helpers.cli import DAY, MEMBERS, Desk

WRITES: dict[str, tuple[str, ...]] = {
    "roster.pdf": ("print", "daily-roster", "--date", DAY, "--out"),
    "list.xlsx": ("members", "export"),
    "rejected.xlsx": ("members", "import", str(MEMBERS), "--rejected"),
    "b.yzbackup": ("backup", "make"),
    "centre.pair": ("sync", "export-pair"),
    "district.pair": ("district", "init", "--store", "file:S", "--out"),
}
"""File → the verb that writes it."""


@pytest.fixture
def place(desk: Desk) -> Path:
    """Where files are to go; the centre has its signing key already."""
    desk.run("sync", "export-pair", "made.pair")
    folder = desk.folder / "stick"
    folder.mkdir()
    return folder


def refused(desk: Desk, name: str, target: Path, *words: str) -> None:
    """The verb is refused, nothing is kept and the old file is as it was."""
    before, there = desk.counts(), content(target.parent)
    sentence = desk.refused(*WRITES[name], target)
    assert any(word in sentence for word in words), sentence
    after = desk.counts()
    if name == "roster.pdf" and after["document"] > before["document"]:
        # Filed whole before the copy was written; the audit knows of both steps.
        assert "已经归档，编号 QD-20201029-001" in sentence
        copy = desk.folder / "copy.pdf"
        desk.run(*sentence.partition("yizhan ")[2].partition(" --out")[0].split(), "--out", copy)
        assert desk.query("SELECT pdf FROM document") == [(copy.read_bytes(),)]
        after = desk.counts()
        assert desk.query("SELECT count(*) FROM document WHERE pdf IS NULL") == [(0,)]
        before["document"], before["audit_event"] = after["document"], after["audit_event"]
    assert after == before
    assert content(target.parent) == there


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    paths = folder.rglob("*") if folder.exists() else ()
    return {str(path): path.read_bytes() for path in paths if path.is_file()}


@pytest.mark.parametrize("name", WRITES)
def test_a_folder_that_is_not_there(desk: Desk, place: Path, name: str) -> None:
    refused(desk, name, place / "gone" / name, "U盘")
    assert not (place / "gone").exists()


@pytest.mark.parametrize("name", WRITES)
def test_a_folder_in_place_of_the_file(desk: Desk, place: Path, name: str) -> None:
    (place / name).mkdir()
    refused(desk, name, place / name, "是文件夹")


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize(
    ("number", "word"), [(errno.ENOSPC, "空间不足"), (errno.EIO, "断开"), (errno.EROFS, "只读")]
)
def test_a_stick_that_fails_at_the_last_moment(
    desk: Desk, place: Path, name: str, number: int, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / name).write_bytes(b"earlier")
    fail_below(monkeypatch, place, number)
    refused(desk, name, place / name, word)


def fail_below(monkeypatch: pytest.MonkeyPatch, place: Path, number: int) -> None:
    """Every fsync of a file below ``place`` fails."""
    fsync = os.fsync

    def fails(handle: int) -> None:
        if os.readlink(f"/proc/self/fd/{handle}").startswith(str(place)):
            raise OSError(number, os.strerror(number))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", fails)


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[Callable[[], None]]:
    """A small file system of its own at ``folder``; yields what makes it read-only."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if os.name == "nt" or os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("needs root that may mount")
    try:
        yield (
            lambda: (
                subprocess.run(
                    ["mount", "-o", "remount,ro", str(folder)], check=True, capture_output=True
                )
                and None
            )
        )
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("name", WRITES)
def test_a_stick_that_is_full_or_write_protected(desk: Desk, place: Path, name: str) -> None:
    with mounted(place, "4k") as protect:
        (place / "holiday.jpg").write_bytes(bytes(4096))
        refused(desk, name, place / name, "空间不足")
        protect()
        refused(desk, name, place / name, "只读")


def test_upload_to_a_stick_that_is_full_or_write_protected(desk: Desk, place: Path) -> None:
    desk.run("district", "init", "--store", "file:S", "--out", "district.pair")
    with mounted(place, "8k") as protect:
        desk.run("sync", "pair", "district.pair", "--target", f"folder:{place}")
        desk.run("sync", "build")
        (place / "holiday.jpg").write_bytes(bytes(4096))
        before = desk.json("sync", "status")
        assert "空间不足" in desk.refused("sync", "push")
        assert not list((place / "inbox").iterdir())
        protect()
        assert "只读" in desk.refused("sync", "push")
        after = desk.json("sync", "status")
        assert (after["waiting"], after["high_water"]) == (before["waiting"], 0)
    place.joinpath("inbox").mkdir()
    assert len(desk.json("sync", "push")["sent"]) == 1


WRITING: dict[str, tuple[str, ...]] = {
    "check-in": ("attendance", "check-in", "K001"),
    "meal": ("meals", "serve", "K001", "--slot", "lunch"),
    "members": ("members", "import", str(MEMBERS)),
    "build": ("sync", "build"),
}


@pytest.mark.parametrize("name", WRITING)
def test_a_full_disk_under_the_data(desk: Desk, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite says the same when its file may not grow as when the disk is full."""
    desk.run("district", "init", "--store", "file:S", "--out", "district.pair")
    desk.run("sync", "pair", "district.pair", "--target", "folder:X")
    before = desk.counts()
    pages = desk.query("PRAGMA page_count")[0][0]
    desk.query("PRAGMA freelist_count")
    limit = f"PRAGMA max_page_count={pages}"
    with monkeypatch.context() as patch:
        patch.setattr(engine, "WRITER_PRAGMAS", (*engine.WRITER_PRAGMAS, limit))
        patch.setattr("app.sync.files.os.fsync", no_space)
        if name in ("check-in", "meal"):
            fill(desk, WRITING[name])
        else:
            assert "空间不足" in desk.refused(*WRITING[name])
            assert desk.counts() == before
    assert desk.json("audit", "verify")["sound"]
    assert not list((desk.data / "bundles").glob("*.yzb*"))
    desk.run(*WRITING["members"])


def no_space(_: int) -> None:
    raise OSError(errno.ENOSPC, "no space")


def fill(desk: Desk, command: tuple[str, ...]) -> None:
    """Repeat a small write for other people and days until there is no page left."""
    for number in range(200):
        before = desk.counts()
        day = f"2026-{number % 9 + 1:02d}-{number // 9 + 1:02d}"
        at = ("--at", f"{day}T08:00") if command[0] == "attendance" else ("--date", day)
        ran = desk.run(*command, *at, "--note", "补记" + "很长的说明" * 200, code=None)
        if ran.code:
            assert "空间不足" in ran.err
            assert desk.counts() == before
            return
    pytest.fail("the disk never got full")


def test_a_data_folder_that_cannot_be_made(desk: Desk) -> None:
    (desk.folder / "file").write_text("x")
    blocked = Desk.__new__(type(desk))
    type(desk).__init__(blocked, desk.folder, "file/D")
    init = ("init", "--centre-code", "330105002", "--centre-name", "某中心")
    assert "文件夹" in blocked.refused(*init)
