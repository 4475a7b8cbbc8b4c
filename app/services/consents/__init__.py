"""Consents (同意书): what people agreed to, in which words, until when."""

from app.services.consents.service import Consents
from app.services.consents.types import (
    ConsentRow,
    SheetFacts,
    SignConsent,
    TextVersion,
    Withdrawal,
    WithdrawConsent,
)

__all__ = [
    "ConsentRow",
    "Consents",
    "SheetFacts",
    "SignConsent",
    "TextVersion",
    "WithdrawConsent",
    "Withdrawal",
]
