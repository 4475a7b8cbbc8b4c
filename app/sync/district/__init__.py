"""The reference receiver of a district: takes bundles in, gives signed receipts back."""

from __future__ import annotations

from pathlib import Path

from app.core.errors import UserError
from app.sync.district.file_store import FileStore
from app.sync.district.receiver import receive
from app.sync.district.results import FileResult, ReceiveReport
from app.sync.district.store import CentreReport, DistrictStore
from app.sync.pairing import DistrictPair

__all__ = [
    "CentreReport",
    "DistrictStore",
    "FileResult",
    "ReceiveReport",
    "init_store",
    "open_store",
    "receive",
]
DEFAULT_NAME = "区级平台"


def init_store(target: str, name: str = DEFAULT_NAME) -> DistrictPair:
    """Make the store (keys and tables) and return its pair; an existing one is kept as it is."""
    with FileStore.create(_folder(target), name) as store:
        return store.pair()


def open_store(target: str) -> FileStore:
    """Open the store ``file:DIR``; close it or use it as a context manager.

    Raises:
        UserError: wrong target, no store there, or one of a newer version.
    """
    return FileStore.open(_folder(target))


def _folder(target: str) -> Path:
    if target.startswith("file:") and len(target) > len("file:"):
        return Path(target.removeprefix("file:")).expanduser().absolute()
    raise UserError("store_target", "区平台存储的写法不对：应为 file:文件夹。")
