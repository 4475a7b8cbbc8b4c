"""Results of the face check service, and what it asks of a device's reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

UNLINKED = "取消关联终端编号"
"""Reason on attendance taken back with its number."""


class ReadFile(Protocol):
    """What a device's reader made of a file's bytes (`app.devices.attlog_file.AttlogFile`)."""

    @property
    def lines(self) -> int:
        """Lines that are not blank."""
        ...

    @property
    def checks(self) -> Sequence[tuple[int, str, str, int, int, int, int, bool]]:
        """(line, PIN, time, device, status, verify, work code, implausible)."""
        ...

    @property
    def unreadable(self) -> Sequence[tuple[int, bytes, str]]:
        """(line, raw bytes, reason)."""
        ...


@dataclass(frozen=True)
class TerminalImport:
    """What an import did; ``stored + repeats + unreadable == lines``."""

    lines: int
    stored: int
    repeats: int
    unreadable: int
    implausible: int
    first_date: str
    last_date: str
    dates: tuple[str, ...]


@dataclass(frozen=True)
class Reconciliation:
    """What the checks of the given dates came to.

    ``people``: different members seen; ``added`` attendances are new.
    """

    checks: int
    matched: int
    unmatched: int
    people: int
    added: int

    def __add__(self, other: Reconciliation) -> Reconciliation:
        names = self.__annotations__
        return Reconciliation(*(getattr(self, n) + getattr(other, n) for n in names))


@dataclass(frozen=True)
class FaceCheckRow:
    """One plausible check of a day; ``name`` empty while nobody is linked to its PIN, with the
    year of birth where several have it."""

    id: int
    checked_at: str
    pin: str
    device_no: str
    name: str
    community: str
    member_uid: str
    method_label: str


@dataclass(frozen=True)
class UnmatchedPin:
    """A terminal number that belongs to nobody yet; ``devices`` the terminals that saw it."""

    pin: str
    checks: int
    first: str
    last: str
    devices: tuple[str, ...] = ()


@dataclass(frozen=True)
class PinRow:
    """One number of a member.

    Attributes:
        device_no: the one terminal where it counts; ``""`` on every terminal.
        terminal: that terminal's name. last: newest credible check, ``""`` without one.
    """

    pin: str
    device_no: str
    terminal: str
    last: str


@dataclass(frozen=True)
class TerminalRow:
    """One known terminal and its newest plausible check."""

    device_no: str
    name: str
    checks: int
    last_check: str
