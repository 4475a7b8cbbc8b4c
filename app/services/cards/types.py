"""Commands and results of the card service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

STATES = {"issued": "在用", "lost": "已挂失", "replaced": "已补办", "returned": "已退回"}
"""Where a card stands, and the word for it."""


@dataclass(frozen=True)
class IssueCard:
    """Give a card to a member. ``kind`` code of the table ``cards``; ``on`` None is today."""

    uid: str
    number: str
    kind: str = ""
    on: dt.date | None = None


@dataclass(frozen=True)
class EndCard:
    """A card is not valid any more from ``on`` (None: today). ``number`` of the card that
    replaces it, where it is replaced."""

    card_uid: str
    reason: str = ""
    on: dt.date | None = None
    number: str = ""


@dataclass(frozen=True)
class CardRow:
    """One card; dates ISO, ``""`` when unknown."""

    uid: str
    number: str
    kind: str
    state: str
    issued_on: str
    ended_on: str
    end_reason: str

    @property
    def state_label(self) -> str:
        """``已挂失``."""
        return STATES.get(self.state, self.state)

    @property
    def in_use(self) -> bool:
        """Whether the desk takes it."""
        return self.state == "issued"


@dataclass(frozen=True)
class EndedCard:
    """A card that the desk refuses; ``ended_on`` ISO, ``""`` when nobody wrote it down."""

    number: str
    state: str
    ended_on: str
    name: str
    member_uid: str

    @property
    def words(self) -> str:
        """``这张卡 11-03 已挂失``."""
        day = f" {self.ended_on[5:]} " if self.ended_on else ""
        return f"这张卡{day}{STATES.get(self.state, '已停用')}"

    @property
    def advice(self) -> str:
        """What to do with it."""
        if self.state == "lost":
            return "请收回这张卡，或在会籍里补办。"
        return "请收回这张卡；可以报姓名或完整手机号。"


@dataclass(frozen=True)
class BeforeCard:
    """One card as it was; ``values`` None when it was new."""

    uid: str
    version: int
    values: Mapping[str, Any] | None


@dataclass(frozen=True)
class CardChange:
    """What a gesture changed, and the way back for `Cards.undo`."""

    number: str
    undo: tuple[BeforeCard, ...]


@dataclass(frozen=True)
class IssueReport:
    """What `Cards.issue_many` did: how many, who was refused and why, the way back."""

    issued: int
    refused: tuple[tuple[str, str, str], ...]
    change: CardChange
