"""Commands and results of the card service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

STATES = {"issued": "在用", "lost": "已挂失", "replaced": "已补办", "returned": "已退回"}
"""Where a card stands, and the word for it."""
EXPIRED = "已到期"
"""The word for a card in use whose last day is past; nobody has to write that down."""


@dataclass(frozen=True)
class IssueCard:
    """Give a card to a member. ``kind`` code of the table ``cards``; ``on`` None is today;
    ``valid_until`` its last day, None without an end."""

    uid: str
    number: str
    kind: str = ""
    on: dt.date | None = None
    valid_until: dt.date | None = None


@dataclass(frozen=True)
class EndCard:
    """A card is not valid any more from ``on`` (None: today). ``number`` and ``valid_until`` of
    the card that replaces it, where it is replaced."""

    card_uid: str
    reason: str = ""
    on: dt.date | None = None
    number: str = ""
    valid_until: dt.date | None = None


@dataclass(frozen=True)
class RenewCard:
    """Another last day for a card in use: extended, or written down wrongly before. None:
    without an end."""

    card_uid: str
    valid_until: dt.date | None
    reason: str = ""


@dataclass(frozen=True)
class CardRow:
    """One card; dates ISO, ``""`` when unknown. ``valid_until`` its last day, ``""`` without an
    end; ``expired``: in use, and that day is past."""

    uid: str
    number: str
    kind: str
    state: str
    issued_on: str
    ended_on: str
    end_reason: str
    valid_until: str = ""
    expired: bool = False

    @property
    def state_label(self) -> str:
        """``已挂失``, ``已到期``."""
        return EXPIRED if self.expired else STATES.get(self.state, self.state)

    @property
    def in_use(self) -> bool:
        """Whether the desk takes it."""
        return self.state == "issued" and not self.expired


@dataclass(frozen=True)
class EndedCard:
    """A card that the desk refuses; ``ended_on`` ISO, ``""`` when nobody wrote it down.

    ``state`` ``expired``: it is still given out, and ``ended_on`` was its last day.
    ``replaced_on``: ISO date of the new card, of one that had been lost; else ``""``.
    ``in_use``: number of another card that the same person uses, beside a lost one; else ``""``.
    ``state`` ``void``: a paper card (`app.services.member_codes`), ``why`` in a word, ``""`` for
    any other reason. ``given_on``: ISO date from which the number is in use again, of one that
    was nobody's on the day asked about; else ``""``.
    """

    number: str
    state: str
    ended_on: str
    name: str
    member_uid: str
    replaced_on: str = ""
    in_use: str = ""
    why: str = ""
    given_on: str = ""

    @property
    def words(self) -> str:
        """``这张卡 11-03 已挂失``, ``这张卡 11-03 挂失，11-05 已补办新卡``,
        ``这张卡已于 2026-11-03 到期``, ``这张会员卡 11-03 遗失作废``."""
        if self.state == "void":
            return f"这张会员卡 {self.ended_on[5:]} {self.why or '已'}作废"
        if self.state == "expired":
            return f"这张卡已于 {self.ended_on} 到期"
        if self.replaced_on:
            same = self.replaced_on == self.ended_on
            new = "当天" if same else f"{self.replaced_on[5:]} "
            return f"这张卡 {self.ended_on[5:]} 挂失，{new}已补办新卡"
        day = f" {self.ended_on[5:]} " if self.ended_on else ""
        return f"这张卡{day}{STATES.get(self.state, '已停用')}"

    @property
    def advice(self) -> str:
        """What to do with it."""
        if self.given_on:
            return f"{self.given_on[5:]} 起另发，那天还没有人用；请按姓名或完整手机号找人。"
        if self.state == "void":
            return "请收回旧卡；新会员卡在会籍里打印，也可以报姓名或完整手机号。"
        if self.state == "lost" and self.in_use:
            return f"卡 {self.in_use} 在用，请收回这张卡；老人可以报姓名或完整手机号。"
        if self.state == "lost":
            return "请收回这张卡，或在会籍里补办。"
        if self.state == "expired":
            return "请在会籍里补办或改有效期；这次可以报姓名或完整手机号。"
        if self.state == "replaced":
            return "请收回这张卡，改用新卡；也可以报姓名或完整手机号。"
        return "请收回这张卡；可以报姓名或完整手机号。"


class PastCard(NamedTuple):
    """A number that was somebody's card and is nobody's now; ``ended_on`` ISO or ``""``."""

    number: str
    member_id: int
    name: str
    state: str
    ended_on: str

    @property
    def words(self) -> str:
        """``已挂失（2026-11-03）``."""
        day = f"（{self.ended_on}）" if self.ended_on else ""
        return f"{STATES.get(self.state, '已停用')}{day}"


@dataclass(frozen=True)
class BeforeCard:
    """One card as it was before a gesture, and as that ``left`` it; ``values`` None when it was
    new."""

    uid: str
    left: Mapping[str, Any]
    values: Mapping[str, Any] | None


@dataclass(frozen=True)
class CardChange:
    """What a gesture changed, and the way back for `Cards.undo`. ``returned``: number of the card
    that was returned in the same step, ``""`` when none was."""

    number: str
    undo: tuple[BeforeCard, ...]
    returned: str = ""


@dataclass(frozen=True)
class IssueReport:
    """What `Cards.issue_many` did: how many, who was refused and why, the way back."""

    issued: int
    refused: tuple[tuple[str, str, str], ...]
    change: CardChange
