"""The people around a member: family, guardian, emergency contacts in order, who may collect."""

from __future__ import annotations

from app.services.contacts.rows import bulk_row, follow, new_emergency, settle
from app.services.contacts.service import Contacts
from app.services.contacts.types import ContactRow, SaveContact

__all__ = [
    "ContactRow",
    "Contacts",
    "SaveContact",
    "bulk_row",
    "follow",
    "new_emergency",
    "settle",
]
