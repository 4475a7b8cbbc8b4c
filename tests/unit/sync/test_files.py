from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from app.core.errors import EnvironmentProblem
from app.core.files import replacing, sync_folder
from app.sync.files import BLOCK, environment, exclusive, problem, write_atomic

BUSY = EnvironmentProblem("busy", "忙。")


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        (errno.ENOSPC, "disk_full", "空间不足"),
        (errno.EDQUOT, "disk_full", "空间不足"),
        (errno.EROFS, "read_only", "写保护"),
        (errno.EACCES, "read_only", "权限"),
        (errno.ENOENT, "folder_missing", "插好U盘"),
        (errno.EIO, "device_lost", "断开"),
        (errno.ENODEV, "device_lost", "断开"),
        (errno.ESTALE, "device_lost", "断开"),
        (errno.EMFILE, "file_failed", str(errno.EMFILE)),
    ],
)
def test_the_machines_faults_are_sentences(number: int, code: str, words: str) -> None:
    with pytest.raises(EnvironmentProblem) as caught, environment("E:/上报"):
        raise OSError(number, "x")
    assert caught.value.code == code
    assert words in caught.value.message
    assert "E:/上报" in caught.value.message
    assert caught.value.retryable


def test_written_whole_for_the_owner_only(tmp_path: Path) -> None:
    data = os.urandom(2 * BLOCK + 7)
    path = write_atomic(tmp_path, "a", data)
    assert path.read_bytes() == data
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("call", ["open", "write", "fsync", "close", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_failure_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    write_atomic(tmp_path, "a", b"old")
    real = getattr(os, call)

    def fail(*args: object) -> None:
        if call == "close":
            real(*args)
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(f"app.sync.files.os.{call}", fail)
        with pytest.raises(OSError, match=os.strerror(number)):
            write_atomic(tmp_path, "a", b"new")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a", b"old")]


def test_short_writes_are_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr("app.sync.files.os.write", lambda handle, data: real(handle, data[:3]))
    assert write_atomic(tmp_path, "a", b"0123456789").read_bytes() == b"0123456789"


def test_the_data_is_synced_before_the_name_appears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    for name in ("write", "fsync", "replace"):
        real = getattr(os, name)

        def spy(*args: object, real: object = real, name: str = name) -> object:
            steps.append(name)
            return real(*args)  # type: ignore[operator]

        monkeypatch.setattr(f"app.sync.files.os.{name}", spy)
    write_atomic(tmp_path, "a", b"x")
    assert steps == ["write", "fsync", "replace", "fsync"]


def test_a_drive_that_cannot_sync_folders_is_accepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    refusal = OSError(0, "")

    def refuse(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise refusal
        real(handle)

    monkeypatch.setattr("app.core.files.os.fsync", refuse)
    for number in (errno.EINVAL, errno.ENOTSUP):
        refusal = OSError(number, "x")
        sync_folder(tmp_path)
        write_atomic(tmp_path, "a", b"whole")
        with replacing(tmp_path / "b") as file:
            file.write(b"whole")
        assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"whole"] * 2
    refusal = OSError(errno.EIO, "x")
    with pytest.raises(OSError, match="x"):
        sync_folder(tmp_path)


def test_the_lock_has_one_holder(tmp_path: Path) -> None:
    path = tmp_path / ".lock"
    with exclusive(path, BUSY):
        with pytest.raises(EnvironmentProblem) as caught, exclusive(path, BUSY):
            pass
        assert caught.value is BUSY
    with exclusive(path, BUSY):
        pass


def test_a_lock_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with (
        pytest.raises(EnvironmentProblem, match="找不到"),
        exclusive(tmp_path / "none" / ".lock", BUSY),
    ):
        pass


def test_the_body_keeps_its_own_errors(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="of the body"), exclusive(tmp_path / ".lock", BUSY):
        raise OSError("of the body")


def test_unknown_errors_keep_their_number() -> None:
    assert "错误号None" in problem(OSError("x"), "y").message
