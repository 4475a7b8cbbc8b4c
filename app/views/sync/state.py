"""What the page 上报 shows, as plain data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.core.numbers import counted
from app.views.theme import Status, Tone

STATES: dict[str, Status] = {
    "built": Status("待发送", Tone.INFO, "waiting"),
    "sending": Status("发送中", Tone.INFO, "upload"),
    "sent": Status("等待回执", Tone.WARN, "clock"),
    "acknowledged": Status("已确认", Tone.OK),
    "rejected": Status("已退回", Tone.DANGER),
}
"""State of a bundle as people see it."""


@dataclass(frozen=True)
class BundleRow:
    """One bundle; ``made`` local, ``size`` in bytes, ``state`` key of `STATES`."""

    id: str
    made: dt.datetime
    first: int
    last: int
    people: int
    visits: int
    meals: int
    size: int
    state: str
    problem: str

    @property
    def status(self) -> Status:
        """The state in icon, word and colour."""
        return STATES[self.state]

    @property
    def range(self) -> str:
        """``1–120``."""
        return f"{counted(self.first)}–{counted(self.last)}"

    @property
    def size_words(self) -> str:
        """``12 KB``."""
        return size_words(self.size)


@dataclass(frozen=True)
class Refused:
    """One row the district did not take. ``entity``: member, attendance or meal."""

    key: str
    entity: str
    uid: str
    text: str
    since: dt.datetime


@dataclass(frozen=True)
class SyncView:
    """Everything the page shows.

    Attributes:
        district: name of the paired district, empty before pairing.
        district_print, centre_print, server_print: check numbers to compare by phone.
        waiting: changes no receipt confirmed; unsent: bundles to be sent; unconfirmed: sent ones.
        last_receipt: local, None before the first.
    """

    district: str
    target: str
    district_print: str
    centre_print: str
    server_print: str
    waiting: int
    last_receipt: dt.datetime | None
    bundles: tuple[BundleRow, ...]
    refused: tuple[Refused, ...]

    @property
    def paired(self) -> bool:
        """Whether there is somebody to send to."""
        return bool(self.target)

    @property
    def unsent(self) -> int:
        """Bundles that wait to be sent."""
        return sum(one.state in ("built", "sending") for one in self.bundles)

    @property
    def unconfirmed(self) -> int:
        """Bundles that were sent and have no receipt."""
        return sum(one.state == "sent" for one in self.bundles)


def size_words(size: int) -> str:
    """``980 B``, ``12 KB``, ``3.4 MB``."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.0f} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def target_words(target: str) -> str:
    """``folder:/media/U`` as ``文件夹 /media/U``; an SFTP address as ``服务器 …``."""
    kind, _, rest = target.partition(":")
    return f"文件夹 {rest}" if kind == "folder" else f"服务器 {rest.removeprefix('//')}"
