"""Commands and results of the service of paper cards."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

REASONS = {"lost": "遗失", "damaged": "损坏", "other": "其他"}
"""Why a paper card is void, and the word for it."""


@dataclass(frozen=True)
class VoidCard:
    """旧卡作废 of the member ``uid`` from ``on`` (None: today); ``reason`` key of `REASONS`."""

    uid: str
    reason: str
    on: dt.date | None = None
    note: str = ""


@dataclass(frozen=True)
class CodeRow:
    """One code of a paper card; dates ISO, ``""`` when there is none.

    Attributes:
        made_on: when it was first printed, ``""`` of one from before codes could be made void.
        reason: key of `REASONS`, ``""`` while it is valid.
        former_no: member number of the merged file whose card it is, ``""`` of the file's own.
    """

    uid: str
    made_on: str
    voided_on: str
    reason: str
    note: str
    former_no: str = ""

    @property
    def valid(self) -> bool:
        """Whether it finds its member."""
        return not self.voided_on

    @property
    def state_label(self) -> str:
        """``有效``, ``已作废``."""
        return "有效" if self.valid else "已作废"

    @property
    def reason_label(self) -> str:
        """``遗失``; ``""`` while it is valid."""
        return REASONS.get(self.reason, self.reason)


@dataclass(frozen=True)
class CodeChange:
    """What a gesture made void, and the way back for `MemberCodes.undo`.

    Attributes:
        member_uid: whose codes; ``name`` theirs.
        left: uid of a code → (day, reason, words) as the gesture left it.
    """

    member_uid: str
    name: str
    left: tuple[tuple[str, tuple[str, str, str]], ...]
