"""Files that are whole or not there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from app.core import files
from app.core.errors import EnvironmentProblem, UserError, YizhanError
from app.core.files import explain, read_file, replacing, write_file


def fail_with(number: int):
    def failing(*args: object, **kwargs: object) -> None:
        raise OSError(number, os.strerror(number))

    return failing


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "名单.xlsx"
    write_file(target, b"old")
    write_file(target, b"new one")
    assert target.read_bytes() == b"new one"
    assert os.listdir(tmp_path) == ["名单.xlsx"]


@pytest.mark.parametrize("step", ["fsync", "write"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    target = tmp_path / "roster.pdf"
    target.write_bytes(b"old")
    if step == "fsync":
        monkeypatch.setattr(files.os, "fsync", fail_with(errno.ENOSPC))

    def save() -> None:
        with replacing(target) as file:
            file.write(b"half")
            if step == "write":
                fail_with(errno.ENOSPC)()

    with pytest.raises(EnvironmentProblem) as caught:
        save()
    assert caught.value.code == "disk_full"
    assert "roster.pdf" in caught.value.message
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["roster.pdf"]


def test_any_other_fault_leaves_the_old_file_too(tmp_path: Path) -> None:
    target = tmp_path / "roster.pdf"
    target.write_bytes(b"old")

    def save() -> None:
        with replacing(target) as file:
            file.write(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        save()
    assert (target.read_bytes(), os.listdir(tmp_path)) == (b"old", ["roster.pdf"])


def test_the_bytes_are_on_disk_before_the_name_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    real_sync, real_replace = os.fsync, Path.replace
    monkeypatch.setattr(
        files.os, "fsync", lambda handle: (order.append("fsync"), real_sync(handle))[1]
    )
    monkeypatch.setattr(
        Path, "replace", lambda self, to: (order.append("rename"), real_replace(self, to))[1]
    )
    write_file(tmp_path / "x", b"1")
    assert order == ["fsync", "rename", "fsync"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="是文件夹"):
        write_file(tmp_path, b"")
    with pytest.raises(UserError, match="是文件夹"):
        read_file(tmp_path)


def test_a_missing_file_and_a_missing_stick_are_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"找不到“a\.csv”"):
        read_file(tmp_path / "a.csv")
    with pytest.raises(UserError, match=r"找不到“a.pdf”.*U盘"):
        write_file(tmp_path / "stick" / "a.pdf", b"")


def test_a_file_far_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.xlsx"
    path.write_bytes(b"x" * 2_000_001)
    with pytest.raises(UserError, match="超过 2 MB"):
        read_file(path, 2_000_000)
    assert len(read_file(path, 2_000_001)) == 2_000_001


@pytest.mark.parametrize(
    ("number", "kind", "code"),
    [
        (errno.ENOSPC, EnvironmentProblem, "disk_full"),
        (errno.EDQUOT, EnvironmentProblem, "disk_full"),
        (errno.EROFS, EnvironmentProblem, "read_only_disk"),
        (errno.EACCES, EnvironmentProblem, "no_permission"),
        (errno.EISDIR, UserError, "is_folder"),
        (errno.ENOENT, UserError, "not_found"),
        (errno.EIO, EnvironmentProblem, "device_gone"),
        (errno.EMFILE, EnvironmentProblem, "file_problem"),
        (None, EnvironmentProblem, "file_problem"),
    ],
)
def test_every_fault_says_what_to_do(
    number: int | None, kind: type[YizhanError], code: str
) -> None:
    problem = OSError(number, os.strerror(number)) if number else OSError("no words")
    said = explain(problem, Path("/somewhere/secret/名单.xlsx"))
    assert type(said) is kind
    assert said.code == code
    assert "“名单.xlsx”" in said.message
    assert "secret" not in said.message
    assert said.message.endswith("。")


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no such device here")
def test_a_device_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    with pytest.raises(UserError) as refused:
        write_file(fifo, b"x")
    assert refused.value.code == "not_a_file"
    assert fifo.is_fifo()


def test_a_link_keeps_pointing_at_its_file(tmp_path: Path) -> None:
    real = tmp_path / "real.pdf"
    real.write_bytes(b"old")
    link = tmp_path / "link.pdf"
    link.symlink_to(real)
    write_file(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
