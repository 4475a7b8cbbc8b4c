"""The centre's own copies of its bundles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.canonical import digest
from app.sync import chain
from app.sync.errors import BundleRefused
from app.sync.header import MAGIC, MOST_HEADER, BundleHeader, split_file
from app.sync.ports import BundleRecord, BundleState

_UNSENT = frozenset({BundleState.BUILT, BundleState.SENDING})


@dataclass(frozen=True)
class Marks:
    """What a district knows a sender by: a bundle with other marks is not taken in any more."""

    centre_code: str
    signing_key: str
    recipient_key: str


class KeptFiles:
    """The finished bundle files in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def whole(self, record: BundleRecord) -> bytes | None:
        """The kept file if it is there, byte for byte."""
        try:
            data = (self.folder / record.file_name).read_bytes()
        except OSError:
            return None
        return data if digest(data) == record.sha256 else None

    def can_resend(self, record: BundleRecord, marks: Marks) -> bool:
        """Whether the kept file is whole and bears ``marks``."""
        data = self.whole(record)
        return data is not None and _marks(split_file(data)[0]) == marks

    def unusable(self, bundles: Sequence[BundleRecord], marks: Marks) -> dict[str, str]:
        """Id of each of ``bundles`` that cannot be sent (again) as it is, and why in words."""
        why: dict[str, str] = {}
        for one in bundles:
            if one.state in _UNSENT and self.whole(one) is None:
                why[one.bundle_id] = chain.LOST
            elif one.state in chain.OPEN and self._foreign(one, marks):
                why[one.bundle_id] = chain.FOREIGN
        return why

    def _foreign(self, record: BundleRecord, marks: Marks) -> bool:
        """Whether the kept file is there and bears other marks than ``marks``."""
        try:
            with (self.folder / record.file_name).open("rb") as stream:
                header = split_file(stream.read(len(MAGIC) + MOST_HEADER))[0]
        except (OSError, BundleRefused):
            return False
        return _marks(header) != marks


def _marks(header: BundleHeader) -> Marks:
    return Marks(header.centre_code, header.signing_key, header.recipient_key)
