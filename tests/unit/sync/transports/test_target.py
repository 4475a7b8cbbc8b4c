from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import UserError
from app.sync.transports.target import FolderTarget, SftpTarget, parse_target


def test_folders() -> None:
    assert parse_target("folder:/media/stick") == FolderTarget(Path("/media/stick"))
    found = parse_target("folder:X")
    assert isinstance(found, FolderTarget)
    assert found.folder == Path.cwd() / "X"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("sftp://user@127.0.0.1:2222/X", SftpTarget("user", "127.0.0.1", 2222, "/X")),
        ("sftp://user@host/up/load/", SftpTarget("user", "host", 22, "/up/load")),
        ("sftp://user@host/~/up", SftpTarget("user", "host", 22, "up")),
        ("sftp://user@[::1]:2222/X", SftpTarget("user", "::1", 2222, "/X")),
        ("sftp://user@host/%E4%B8%8A%E6%8A%A5", SftpTarget("user", "host", 22, "/上报")),
        ("sftp://user@host/上报 1", SftpTarget("user", "host", 22, "/上报 1")),
    ],
)
def test_servers(text: str, target: SftpTarget) -> None:
    assert parse_target(text) == target


@pytest.mark.parametrize(
    "text",
    [
        "", "X", "folder:", "https://host/x", "sftp://host/x", "sftp://user@/x", "sftp://user@host",
        "sftp://user@host/", "sftp://user:password@host/x", "sftp://user@host:x/x",
        "sftp://user@host:99999/x", "sftp://user@host/x?y", "sftp://[/x", "sftp://user@host/~/",
    ],
)  # fmt: skip
def test_anything_else_is_explained(text: str) -> None:
    with pytest.raises(UserError, match="folder:文件夹"):
        parse_target(text)
