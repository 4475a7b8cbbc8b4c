"""Ways up: a folder (USB stick, network drive) or an SFTP server. One contract for all.

Under the target lie ``inbox/`` (bundles up) and ``receipts/`` (receipts down).
"""

from __future__ import annotations

from app.core.errors import UserError
from app.sync.transports.base import RECEIPTS, Transport
from app.sync.transports.folder import FolderTransport
from app.sync.transports.target import FolderTarget, SftpTarget, parse_target

__all__ = [
    "RECEIPTS",
    "FolderTarget",
    "SftpTarget",
    "Transport",
    "open_transport",
    "parse_target",
    "pin_host_key",
]


def open_transport(target: str, host_key: str = "", identity: str = "") -> Transport:
    """The transport to ``target``; connects when first used. Raises `UserError`.

    Args:
        target: ``folder:DIR`` or ``sftp://user@host:port/path``.
        host_key: pinned server key ``<type> <base64>`` (SFTP).
        identity: SSH private key file (SFTP); empty: ``YIZHAN_SSH_KEY``, agent, ``~/.ssh``.
    """
    place = parse_target(target)
    if isinstance(place, FolderTarget):
        return FolderTransport(place.folder)
    if not host_key:
        raise UserError("host_key_missing", "还没有记录服务器的身份，请重新配对（sync pair）。")
    from app.sync.transports.sftp import SftpTransport

    return SftpTransport(place, host_key, identity)


def pin_host_key(target: str) -> str:
    """The host key to remember at pairing; empty where the target has none.

    Raises `EnvironmentProblem` when the server does not answer.
    """
    place = parse_target(target)
    if isinstance(place, FolderTarget):
        return ""
    from app.sync.transports.sftp import learn_host_key

    return learn_host_key(place)
