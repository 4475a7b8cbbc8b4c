"""Folder transport: a USB stick or a network drive."""

from __future__ import annotations

import os
from pathlib import Path

from app.core.errors import EnvironmentProblem
from app.sync.closing import Closing
from app.sync.files import environment, write_atomic
from app.sync.transports.base import INBOX, MOST_RECEIPT, RECEIPTS


class FolderTransport(Closing):
    """Files in ``folder/inbox`` and ``folder/receipts``.

    ``folder`` itself must exist: when a stick is not plugged in, its folder must not be made
    on the disk beneath.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def describe(self) -> str:
        """The folder."""
        return f"文件夹 {self.folder}"

    def check(self) -> None:
        """Raise unless the folder is there and can be written."""
        inbox = self._inbox()
        with environment(self.folder):
            probe = write_atomic(inbox, ".yizhan-probe.tmp", b"")
            probe.unlink()

    def put(self, name: str, data: bytes) -> None:
        """Write ``inbox/name`` whole, fsynced, or leave nothing under that name."""
        inbox = self._inbox()
        with environment(self.folder):
            write_atomic(inbox, name, data, mode=0o644)

    def list_receipts(self) -> tuple[str, ...]:
        """Names in ``receipts/``, sorted."""
        self.reach()
        receipts = self.folder / RECEIPTS
        with environment(self.folder):
            if not receipts.is_dir():
                return ()
            with os.scandir(receipts) as found:
                return tuple(sorted(one.name for one in found if one.is_file()))

    def get_receipt(self, name: str) -> bytes:
        """Content of ``receipts/name``."""
        path = self.folder / RECEIPTS / name
        with environment(path), path.open("rb") as stream:
            return stream.read(MOST_RECEIPT)

    def reach(self) -> None:
        """Raise unless the folder is there."""
        with environment(self.folder):
            there = self.folder.is_dir()
        if not there:
            raise EnvironmentProblem(
                "folder_missing",
                f"找不到上报文件夹“{self.folder}”，请插好U盘或连接网络盘后再试。",
            )

    def _inbox(self) -> Path:
        self.reach()
        inbox = self.folder / INBOX
        with environment(self.folder):
            inbox.mkdir(exist_ok=True)
        return inbox
