"""Reading a target: ``folder:DIR`` or ``sftp://user@host:port/path``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from app.core.errors import UserError


@dataclass(frozen=True)
class FolderTarget:
    """A folder of this machine: USB stick, network drive."""

    folder: Path


@dataclass(frozen=True)
class SftpTarget:
    """A folder on an SFTP server; ``path`` is absolute or, from ``/~/…``, below the home."""

    user: str
    host: str
    port: int
    path: str

    def __str__(self) -> str:
        """User, server and path in words."""
        return f"{self.user}@{self.host}:{self.port} 的 {self.path}"


def parse_target(text: str) -> FolderTarget | SftpTarget:
    """Read ``text``; raises `UserError` ``target``."""
    if text.startswith("folder:") and len(text) > len("folder:"):
        return FolderTarget(Path(text.removeprefix("folder:")).expanduser().absolute())
    if text.startswith("sftp://"):
        found = _sftp(text)
        if found:
            return found
    raise UserError(
        "target",
        "上报目标的写法不对：应为 folder:文件夹 或 sftp://用户@服务器:端口/目录。",
    )


def _sftp(text: str) -> SftpTarget | None:
    try:
        parts = urlsplit(text)
        port = parts.port or 22
    except ValueError:
        return None
    path = unquote(parts.path)
    usable = parts.username and parts.hostname and not parts.password and path.strip("/~")
    if not usable or parts.query or parts.fragment:
        return None
    path = path.removeprefix("/~/")
    return SftpTarget(unquote(parts.username or ""), parts.hostname or "", port, path.rstrip("/"))
