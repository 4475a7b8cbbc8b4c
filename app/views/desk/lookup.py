"""Who is meant by what was typed at a counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.masking import mask_id, mask_phone
from app.services.members.types import MemberHit
from app.services.rights import Actor

if TYPE_CHECKING:
    from app.services.members import Members

MOST = 9
"""As many choices as there are number keys."""


def is_name(text: str) -> bool:
    """Whether ``text`` is a name, pinyin or initials: cards and numbers hold a digit."""
    return not any(ch.isdigit() for ch in text)


def by_name(members: Members, text: str, actor: Actor) -> tuple[MemberHit, ...]:
    """The people a name may mean, at most nine; those whose whole name it is, if any."""
    hits = members.find(text, MOST, actor)
    exact = tuple(hit for hit in hits if hit.name == text)
    return exact or tuple(hits)


def is_clear(hits: tuple[MemberHit, ...], text: str) -> bool:
    """Whether nobody needs to choose: one person, and the whole name was typed."""
    return len(hits) == 1 and hits[0].name == text


def masked(code: str) -> str:
    """``code`` as it may be shown: identity and phone numbers masked, cards and PINs plain."""
    plain = code.strip()
    if len(plain) in (15, 18) and plain[:-1].isdigit():
        return mask_id(plain)
    if len(plain) == 11 and plain.isdigit() and plain.startswith("1"):
        return mask_phone(plain)
    return plain
