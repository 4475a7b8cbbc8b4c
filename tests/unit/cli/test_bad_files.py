"""Files that cannot be imported: a sentence, exit code 1, nothing kept."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from tests.helpers.cli import MEMBERS, Desk

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECTOR = 512


def protected(path: Path) -> None:
    """What Excel makes of a workbook with a password: a compound file with an encrypted stream."""
    header = bytearray(SECTOR)
    header[:8] = OLE
    header[24:34] = bytes.fromhex("3e000300feff09000600")
    header[44:48] = (1).to_bytes(4, "little")  # one sector of allocation table, number 1
    header[48:52] = (0).to_bytes(4, "little")  # the directory is sector 0
    header[56:60] = (4096).to_bytes(4, "little")
    header[60:64] = header[68:72] = b"\xfe\xff\xff\xff"
    header[76:] = (1).to_bytes(4, "little") + b"\xff" * (SECTOR - 80)
    table = b"\xfe\xff\xff\xff\xfd\xff\xff\xff" + b"\xff" * (SECTOR - 8)
    entries = [entry("Root Entry", 5, child=1), entry("EncryptedPackage", 2),
               entry("EncryptionInfo", 2), bytes(128)]  # fmt: skip
    path.write_bytes(bytes(header) + b"".join(entries) + table)


def entry(name: str, kind: int, child: int = -1) -> bytes:
    text = name.encode("utf-16-le")
    links = b"\xff" * 8 + child.to_bytes(4, "little", signed=True)
    size = len(text) + 2
    head = text.ljust(64, b"\0") + size.to_bytes(2, "little") + bytes([kind, 1]) + links
    return head.ljust(116, b"\0") + b"\xfe\xff\xff\xff" + bytes(8)


def truncated(path: Path) -> None:
    whole = MEMBERS.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(301 * 1024 * 1024)


def locked(path: Path) -> None:
    """Open in Excel: its owner file lies beside it."""
    path.write_bytes(MEMBERS.read_bytes())
    path.with_name(f"~${path.name}").write_bytes(b"\x05admin")


def letter(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")


def no_names(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["菜名", "价格"])
        sheet.write_row(1, 0, ["红烧肉", 12])


BAD: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "picture": ("照片.xlsx", lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99)), "另存"),
    "letter": ("通知.xlsx", letter, "另存"),
    "empty": ("名单.xlsx", lambda p: p.write_bytes(b""), "是空的"),
    "folder": ("名单.xlsx", lambda p: p.mkdir(), "文件夹"),
    "missing": ("名单.xlsx", lambda p: None, "找不到"),
    "locked": ("名单.xlsx", locked, "关闭"),
    "huge": ("名单.xlsx", huge, "300MB"),
    "password": ("名单.xlsx", protected, "密码"),
    "truncated": ("名单.xlsx", truncated, "不完整"),
    "no names": ("菜单.xlsx", no_names, "姓名"),
    "nul": ("名单.csv", lambda p: p.write_bytes("姓名\0".encode()), "另存"),
}


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize("how", [(), ("--dry-run",), ("--rejected", "rejected.xlsx")])
def test_a_list_that_cannot_be_read(desk: Desk, case: str, how: tuple[str, ...]) -> None:
    name, make, word = BAD[case]
    path = desk.folder / name
    make(path)
    before = desk.counts()
    words = desk.refused("members", "import", path, *how)
    assert word in words
    assert path.stem in words
    assert desk.counts() == before
    assert not (desk.folder / "rejected.xlsx").exists()


TERMINAL = {
    "picture": (lambda p: p.write_bytes(b"\xff\xd8\xff" + bytes(99)), "attlog.dat"),
    "list": (lambda p: p.write_bytes(MEMBERS.read_bytes()), "attlog.dat"),
    "letter": (lambda p: p.write_text("王秀英\n李建国\n", "utf-8"), "attlog.dat"),
    "empty": (lambda p: p.write_bytes(b""), "是空的"),
    "blank": (lambda p: p.write_bytes(b"\0" * 4096), "没有任何记录"),
    "folder": (lambda p: p.mkdir(), "文件夹"),
    "missing": (lambda p: None, "找不到"),
    "huge": (huge, "300MB"),
}


@pytest.mark.parametrize("case", TERMINAL)
def test_a_terminal_file_that_cannot_be_read(desk: Desk, case: str) -> None:
    make, word = TERMINAL[case]
    path = desk.folder / "1_attlog.dat"
    make(path)
    before = desk.counts()
    assert word in desk.refused("terminals", "import", path, "--device", "1")
    assert desk.counts() == before


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff\xfe\x00", b'{"format": 1}', bytes(100_000)])
def test_a_pair_file_that_is_none(desk: Desk, data: bytes) -> None:
    (desk.folder / "x.pair").write_bytes(data)
    desk.run("district", "init", "--store", "file:S", "--out", "district.pair")
    before = desk.counts()
    words = desk.refused("sync", "pair", "x.pair", "--target", "folder:X")
    assert "区平台配对文件" in words
    assert desk.counts() == before
    assert not (desk.folder / "X").exists()
    assert "中心配对文件" in desk.refused("district", "accept", "x.pair", "--store", "file:S")


def test_a_backup_with_a_flipped_byte(desk: Desk) -> None:
    desk.run("backup", "make", "b.yzbackup")
    path = desk.folder / "b.yzbackup"
    whole = path.read_bytes()
    for place in (0, 60, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        assert "换一份备份" in desk.refused("backup", "verify", "b.yzbackup")
        assert "换一份备份" in desk.refused("backup", "restore", "b.yzbackup", "--to", "E")
        assert not (desk.folder / "E").exists()
    path.write_bytes(whole)
    desk.run("backup", "verify", "b.yzbackup")
