"""Cards (老年卡) and their life: issued, lost (挂失), replaced (补办), returned (退卡), expired."""

from app.services.cards.rows import ended_card, give_card, holder_on, past_cards, reuse_fault
from app.services.cards.service import Cards
from app.services.cards.types import (
    CardChange,
    CardRow,
    EndCard,
    EndedCard,
    IssueCard,
    IssueReport,
    PastCard,
    RenewCard,
)

__all__ = [
    "CardChange",
    "CardRow",
    "Cards",
    "EndCard",
    "EndedCard",
    "IssueCard",
    "IssueReport",
    "PastCard",
    "RenewCard",
    "ended_card",
    "give_card",
    "holder_on",
    "past_cards",
    "reuse_fault",
]
