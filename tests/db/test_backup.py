"""Backups that prove themselves, and restoring them without losing what is there."""

from __future__ import annotations

import dataclasses
import datetime as dt
import errno
import os
import random
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.core import files
from app.core.clock import FixedClock
from app.core.errors import EnvironmentProblem, NotAllowed, UserError
from app.core.paths import DataFolder
from app.core.progress import Cancelled
from app.db import backup
from app.db.backup import BackupDamaged, BackupInfo, make_backup, restore_backup, verify_backup
from app.db.keys import KeyUnavailable, new_phrase
from app.db.lock import FolderInUse, FolderLock
from app.services.attendance import CheckIn
from app.services.rights import SYSTEM, Actor
from app.wiring import Application, backup_key, create_centre, open_centre, restore_centre
from tests.db.tools import count
from tests.helpers.people import register

STAMP = "20261123-083000"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "U盘"
    folder.mkdir()
    return folder


def make(app: Application, target: Path) -> BackupInfo:
    return make_backup(app.folder, app.db.key, target, "2026-11-23T00:30:00Z", "330105001")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


# -- making --------------------------------------------------------------------------------


def test_a_backup_says_what_it_holds_and_leaves_nothing_beside(
    app: Application, stick: Path
) -> None:
    register(app, SYSTEM)
    made = make(app, stick / "a.yzbackup")
    assert made.counts["member"] == 1
    assert made.counts["audit_event"] == count(app, "audit_event")
    assert (made.centre_code, made.made_at) == ("330105001", "2026-11-23T00:30:00Z")
    assert names(stick) == ["a.yzbackup"]
    assert verify_backup(stick / "a.yzbackup", app.db.key) == made
    assert verify_backup(stick / "a.yzbackup", None) == made


def test_a_backup_of_a_desk_at_work_holds_one_moment(
    app: Application, clerk: Actor, stick: Path
) -> None:
    uids = [register(app, clerk, f"老人{n}") for n in range(150)]
    started, faults = threading.Event(), []

    def work() -> None:
        try:
            for uid in uids:
                app.attendance.check_in(CheckIn(uid), clerk)
                started.set()
        except BaseException as fault:
            faults.append(fault)

    thread = threading.Thread(target=work)
    thread.start()
    started.wait(10)
    taken = []
    while thread.is_alive():
        taken.append(make(app, stick / f"{len(taken)}.yzbackup"))
    thread.join()
    assert faults == []
    assert taken
    for number, info in enumerate(taken):
        root = stick / f"restored-{number}"
        restore_backup(stick / f"{number}.yzbackup", app.db.key, DataFolder(root), STAMP)
        with open_restored(root, app.db.key) as again:
            day = again.attendance.day(again.clock.now().date(), SYSTEM)
            assert day.present == info.counts["attendance"] >= 1
            report = again.audit.verify(SYSTEM)
            assert report.sound, report.problems
    assert count(app, "attendance") == 150


class open_restored:
    """The restored folder with its key, as a context."""

    def __init__(self, root: Path, key: bytes) -> None:
        from app.db.session import Database

        folder = DataFolder(root)
        clock = FixedClock(dt.datetime(2026, 11, 23, 9))
        self.app = Application(folder, Database(folder.database, key, clock=clock), None)

    def __enter__(self) -> Application:
        return self.app

    def __exit__(self, *problem: object) -> None:
        self.app.close()


@pytest.mark.parametrize("where", ["write", "fsync"])
def test_a_full_stick_leaves_the_earlier_backup(
    app: Application, stick: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    target = stick / "a.yzbackup"
    make(app, target)
    before = target.read_bytes()

    def full(*args: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if where == "write":
        monkeypatch.setattr(backup, "_pack", full)
    else:
        monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(EnvironmentProblem, match=r"磁盘空间不足，“a\.yzbackup”没有保存"):
        make(app, target)
    assert contents(stick) == {"a.yzbackup": before}


def test_a_stick_without_room_for_the_copy_says_so(app: Application, stick: Path) -> None:
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for n in range(30):
        register(app, SYSTEM, f"老人{n}")
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
        with pytest.raises(EnvironmentProblem):
            make(app, stick / "a.yzbackup")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert names(stick) == []


def test_a_stick_that_reads_back_other_bytes_is_found_before_the_old_one_goes(
    app: Application, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = stick / "a.yzbackup"
    make(app, target)
    before = target.read_bytes()
    pack = backup._pack

    def worn_out(file: Any, *rest: Any) -> None:
        pack(file, *rest)
        file.seek(5000)
        file.write(b"\0\0")
        file.seek(0, os.SEEK_END)

    monkeypatch.setattr(backup, "_pack", worn_out)
    with pytest.raises(BackupDamaged):
        make(app, target)
    assert contents(stick) == {"a.yzbackup": before}


def test_a_copy_that_lacks_something_is_no_backup(
    app: Application, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backup._online_copy

    def poor(*args: Any) -> Any:
        counted = copy(*args)
        return dataclasses.replace(counted, counts={**counted.counts, "member": 999})

    monkeypatch.setattr(backup, "_online_copy", poor)
    with pytest.raises(BackupDamaged, match="副本与数据不一致"):
        make(app, stick / "a.yzbackup")
    assert names(stick) == []


def test_a_missing_stick_and_a_folder_are_said(app: Application, stick: Path) -> None:
    with pytest.raises(UserError, match=r"找不到“a\.yzbackup”"):
        make(app, stick / "pulled" / "a.yzbackup")
    with pytest.raises(UserError, match="是文件夹"):
        make(app, stick)
    assert names(stick) == []


def test_cancelling_leaves_nothing(app: Application, stick: Path) -> None:
    def cancel(done: int, total: int, what: str) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        make_backup(app.folder, app.db.key, stick / "a", "t", "c", cancel)
    assert names(stick) == []


def test_making_one_needs_the_right_and_is_remembered(
    app: Application, clerk: Actor, manager: Actor, stick: Path
) -> None:
    with pytest.raises(NotAllowed, match="备份"):
        app.make_backup(stick / "a", clerk)
    app.make_backup(stick / "a", manager)
    assert app.settings.get("last_backup") == "2026-11-23T00:30:00.000000Z"


# -- verifying -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole(template: tuple[DataFolder, bytes], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a good backup."""
    folder, key = template
    target = tmp_path_factory.mktemp("backup") / "a.yzbackup"
    make_backup(folder, key, target, "2026-11-23T00:30:00Z", "330105001")
    return target.read_bytes()


def offsets(size: int) -> list[int]:
    """All kinds of places: the header densely, the trailer whole, the rest at random."""
    draw = random.Random(7)
    header = range(0, 1200, 17)
    return sorted({*header, *range(size - 33, size), *(draw.randrange(size) for _ in range(120))})


def test_a_flipped_byte_anywhere_is_found(whole: bytes, tmp_path: Path) -> None:
    target = tmp_path / "a.yzbackup"
    places = offsets(len(whole))
    assert len(places) >= 200
    accepted = []
    for place in places:
        for mask in (0x01, 0x80):
            bad = bytearray(whole)
            bad[place] ^= mask
            target.write_bytes(bad)
            try:
                verify_backup(target, None)
            except BackupDamaged:
                continue
            accepted.append(place)
    assert accepted == []


def test_a_backup_cut_short_or_grown_is_found(whole: bytes, tmp_path: Path) -> None:
    target = tmp_path / "a.yzbackup"
    for bad in (
        b"", whole[:3], whole[:100], whole[:-1], whole[:-32], whole[:-5000], whole + b"\0",
        whole[: len(whole) // 2],
    ):  # fmt: skip
        target.write_bytes(bad)
        with pytest.raises(BackupDamaged):
            verify_backup(target, None)
        with pytest.raises(BackupDamaged):
            backup_key(target, "")


def test_another_file_is_said_to_be_no_backup(tmp_path: Path) -> None:
    other = tmp_path / "名单.xlsx"
    other.write_bytes(b"PK\x03\x04" + b"x" * 5000)
    with pytest.raises(BackupDamaged, match="不是颐站的备份文件"):
        verify_backup(other, None)
    with pytest.raises(UserError, match="是文件夹"):
        verify_backup(tmp_path, None)
    with pytest.raises(UserError, match="找不到"):
        verify_backup(tmp_path / "none", None)


def test_a_header_of_the_wrong_kind_is_damage(tmp_path: Path) -> None:
    target = tmp_path / "a.yzbackup"
    for line in (b"[]", b'{"size": "12"}', b"{}", b'"x"', b"[" * 60_000, b'{"size": 1}'):
        target.write_bytes(backup.MAGIC + line + b"\n" + b"x" * 100)
        with pytest.raises(BackupDamaged):
            verify_backup(target, None)


def test_the_content_is_opened_when_the_key_is_at_hand(app: Application, stick: Path) -> None:
    make(app, stick / "a")
    with pytest.raises(BackupDamaged, match="钥匙"):
        verify_backup(stick / "a", b"x" * 32)
    forge(stick / "a", counts={"member": 99})
    assert verify_backup(stick / "a", None).counts == {"member": 99}
    with pytest.raises(BackupDamaged, match="内容与登记不符"):
        verify_backup(stick / "a", app.db.key)


def forge(path: Path, **changes: Any) -> None:
    """Change the header and make the checksum fit again."""
    import hashlib
    import json

    data = path.read_bytes()
    end = data.index(b"\n", len(backup.MAGIC))
    header = {**json.loads(data[len(backup.MAGIC) : end]), **changes}
    body = backup.MAGIC + json.dumps(header).encode() + data[end:-32]
    path.write_bytes(body + hashlib.sha256(body).digest())


# -- restoring -----------------------------------------------------------------------------


def test_restoring_to_a_new_place_brings_everything_back(
    app: Application, stick: Path, tmp_path: Path
) -> None:
    uid = register(app, SYSTEM)
    make(app, stick / "a")
    root = tmp_path / "new" / "place"
    assert restore_backup(stick / "a", app.db.key, DataFolder(root), STAMP) is None
    assert names(root.parent) == ["place"]
    with open_restored(root, app.db.key) as again:
        assert again.members.file(uid, SYSTEM).values["name"] == "王秀英"


def test_restoring_over_data_sets_it_aside(app: Application, stick: Path) -> None:
    register(app, SYSTEM)
    make(app, stick / "a")
    later = register(app, SYSTEM, "后来的人")
    app.close()
    aside = restore_backup(stick / "a", app.db.key, app.folder, STAMP)
    assert aside is not None
    with open_restored(app.folder.root, app.db.key) as again:
        assert again.members.count(SYSTEM) == 1
    with open_restored(aside, app.db.key) as earlier:
        assert earlier.members.file(later, SYSTEM).values["name"] == "后来的人"


def test_an_empty_folder_is_simply_used(app: Application, stick: Path, tmp_path: Path) -> None:
    make(app, stick / "a")
    root = tmp_path / "empty"
    root.mkdir()
    assert restore_backup(stick / "a", app.db.key, DataFolder(root), STAMP) is None
    assert [n for n in names(tmp_path) if "restor" in n] == []


@pytest.fixture
def refused(app: Application, stick: Path) -> Iterator[Path]:
    """A backup, and the promise that a refused restore changes nothing at all."""
    register(app, SYSTEM)
    make(app, stick / "a")
    app.close()
    before, around = contents(app.folder.root), names(app.folder.root.parent)
    yield stick / "a"
    assert contents(app.folder.root) == before
    assert names(app.folder.root.parent) == around


def test_a_damaged_backup_is_refused(app: Application, refused: Path) -> None:
    data = bytearray(refused.read_bytes())
    data[len(data) // 2] ^= 1
    refused.write_bytes(data)
    with pytest.raises(BackupDamaged):
        restore_backup(refused, app.db.key, app.folder, STAMP)


def test_no_room_to_restore_is_said(
    app: Application, refused: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(backup, "write_file", full)
    with pytest.raises(EnvironmentProblem, match="磁盘空间不足"):
        restore_backup(refused, app.db.key, app.folder, STAMP)


@pytest.mark.parametrize("which", ["before-restore", "restoring"])
def test_data_that_cannot_be_moved_stays(
    app: Application, refused: Path, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    """``before-restore``: the old folder is held; ``restoring``: the new one cannot come in."""
    rename = Path.rename

    def held(self: Path, to: Path) -> Path:
        if which in (to.name if which == "before-restore" else self.name):
            raise PermissionError(errno.EACCES, "held by another program")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(EnvironmentProblem, match="没有权限"):
        restore_backup(refused, app.db.key, app.folder, STAMP)


def test_a_running_centre_is_not_pulled_from_under_it(app: Application, refused: Path) -> None:
    lock = FolderLock(app.folder.lock)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.wiring.restoring.backup_key", lambda *args: app.db.key)
        lock.acquire()
        try:
            with pytest.raises(FolderInUse):
                restore_centre(refused, app.folder.root)
        finally:
            lock.release()
            app.folder.lock.unlink()


# -- another machine -----------------------------------------------------------------------


def test_on_another_machine_the_phrase_brings_the_centre_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock
) -> None:
    app, phrase = create_centre(tmp_path / "centre", "330105001", "小河街道", clock=clock)
    uid = register(app, SYSTEM)
    app.make_backup(tmp_path / "a.yzbackup", SYSTEM)
    app.close()
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "another home"))
    root = tmp_path / "restored"
    with pytest.raises(KeyUnavailable):
        restore_centre(tmp_path / "a.yzbackup", root)
    with pytest.raises(UserError, match="不属于"):
        restore_centre(tmp_path / "a.yzbackup", root, new_phrase())
    assert not root.exists()
    assert restore_centre(tmp_path / "a.yzbackup", root, phrase) is None
    again = open_centre(root, clock=clock)
    assert again.members.file(uid, SYSTEM).values["name"] == "王秀英"
    assert again.attendance.check_in(CheckIn(uid), SYSTEM).outcome == "checked_in"
    again.close()
