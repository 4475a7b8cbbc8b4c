"""Duplicates (疑似重复): files that may be one person, proposed with the reason."""

from app.services.duplicates.service import Duplicates
from app.services.duplicates.types import DuplicatePair, PersonFacts, Similar, TypedPerson

__all__ = ["DuplicatePair", "Duplicates", "PersonFacts", "Similar", "TypedPerson"]
