from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from app.core.errors import EnvironmentProblem
from app.sync.transports.folder import FolderTransport


@pytest.mark.parametrize(
    ("call", "number", "code"),
    [
        ("write", errno.ENOSPC, "disk_full"),
        ("fsync", errno.ENOSPC, "disk_full"),
        ("open", errno.EROFS, "read_only"),
        ("open", errno.EACCES, "read_only"),
        ("write", errno.EIO, "device_lost"),
        ("fsync", errno.ENODEV, "device_lost"),
        ("replace", errno.EIO, "device_lost"),
    ],
)
def test_never_half_a_file_under_the_final_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, code: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(f"app.sync.files.os.{call}", fail)
        with pytest.raises(EnvironmentProblem) as caught:
            FolderTransport(tmp_path).put("a.yzb", b"x" * 100)
    assert caught.value.code == code
    assert str(tmp_path) in caught.value.message
    assert list((tmp_path / "inbox").iterdir()) == []
    FolderTransport(tmp_path).put("a.yzb", b"x" * 100)
    assert (tmp_path / "inbox" / "a.yzb").stat().st_size == 100


def test_a_stick_pulled_during_the_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    real = os.fsync

    def pull(handle: int) -> None:
        real(handle)
        if stick.exists():
            stick.rename(tmp_path / "pulled")

    monkeypatch.setattr("app.sync.files.os.fsync", pull)
    with pytest.raises(EnvironmentProblem, match="插好U盘"):
        FolderTransport(stick).put("a.yzb", b"x")
    assert not stick.exists()
    assert not (tmp_path / "pulled" / "inbox" / "a.yzb").exists()
