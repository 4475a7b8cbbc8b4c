"""Who is meant by what was typed at a counter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication

from app.core.masking import mask_code, mask_name
from app.services.rights import Actor
from app.views import parts

if TYPE_CHECKING:
    from app.services.members.types import MemberHit

MOST = 9
"""As many choices as there are number keys."""
_TAIL = 4
"""Digits of a member number that are shown to tell people apart."""


def is_name(text: str) -> bool:
    """Whether ``text`` is a name, pinyin or initials: cards and numbers hold a digit."""
    return not any(ch.isdigit() for ch in text)


class Finder(Protocol):
    """`Members`, or `Attendances` for a desk that nobody has signed in at."""

    def find(self, text: str, limit: int, actor: Actor) -> list[MemberHit]:
        """The people that ``text`` may mean."""
        ...


def by_name(finder: Finder, text: str, actor: Actor) -> tuple[MemberHit, ...]:
    """The people a name may mean, at most nine; those whose whole name it is, if any."""
    return named(finder.find(text, MOST, actor), text)


def named(hits: Sequence[MemberHit], text: str) -> tuple[MemberHit, ...]:
    """Those of ``hits`` whose whole name ``text`` is, else all."""
    exact = tuple(hit for hit in hits if hit.name == text)
    return exact or tuple(hits)


def is_clear(hits: tuple[MemberHit, ...], text: str) -> bool:
    """Whether nobody needs to choose: one person, and the whole name was typed."""
    return len(hits) == 1 and hits[0].name == text


def for_strangers(hits: Sequence[MemberHit]) -> tuple[MemberHit, ...]:
    """``hits`` as a locked desk may show them: masked names, no year, no community.

    People of one masked name are told apart by the tail of the member number.
    """
    names = Counter(mask_name(hit.name) for hit in hits)
    return tuple(
        replace(
            hit,
            name=mask_name(hit.name),
            birth_year="",
            community=_number_tail(hit) if names[mask_name(hit.name)] > 1 else "",
            phone_masked="",
            id_masked="",
        )
        for hit in hits
    )


def _number_tail(hit: MemberHit) -> str:
    words = QCoreApplication.translate("DeskLookup", "会员号尾号 %1")
    return parts.fill(words, hit.member_no[-_TAIL:])


def masked(code: str) -> str:
    """``code`` as it may be shown: identity and phone numbers masked, cards and PINs plain."""
    return mask_code(code)
