"""One row of a member list as it was understood, and how two records of one person compare.

`duplicate_code` holds the rule by which two records of one number are told apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from app.services.imports.people import Contact
from app.services.imports.sheets import Cell


class ImportedMember(NamedTuple):
    """One data row, normalised.

    Attributes:
        row: the sheet's own row number.
        raw: the cells as they stand in the file.
        name: as stored, ``""`` when missing.
        id_number: 18 characters, ``""`` when refused or missing.
        sex: GB/T 2261.1; the number's own when there is one.
        birth_date: the number's own when there is one.
        phone: first usable number, ``""`` when none; ``phone2`` the next one.
        address: one line; ``community`` likewise.
        categories: codes of the table ``classes``, in the order of the cells.
        ability_level: 0–4 by GB/T 42195, or None.
        self_care: the older word 自理 半失能 失能, kept beside the level, or ``""``.
        living: 居住情况 as written.
        emergency_contact: name; ``emergency_phone`` its number.
        card: card number; ``terminal_pin`` the number at the face terminal.
        joined_on: day of joining, or None.
        note: free text, also when it looks like a formula.
        warnings: codes of `app.services.imports.messages.WARNINGS`.
        rejection: code of `app.services.imports.messages.REJECTIONS`, or None.
        former_name: 曾用名; ``registered_address`` 户籍地址.
        id_type: kind of document (`app.core.codes.ID_TYPES`) where the list names it, else ``""``.
        ethnic, marital, education: codes of their tables, or ``""``.
        birth_year: four digits where nothing but the year is known, else ``""``.
        contacts: everybody to call in order; ``emergency_contact`` is the first of them.
        card_until: the last day of the card, or None.
        diets: codes of the table ``diets``; ``diet_note`` what else is to be heeded.
        since: (code of a class, since when) where the list says it.
        by_axis: the list speaks of single axes only; of the others it says nothing.
        cells: (warning, header of the column, words) for those that quote the cell.
        no_document_reason: why somebody has no document at all (``id_type`` ``none``), or ``""``.
    """

    row: int
    raw: Sequence[Cell]
    name: str
    id_number: str
    sex: str
    birth_date: dt.date | None
    phone: str
    phone2: str
    address: str
    community: str
    categories: tuple[str, ...]
    ability_level: int | None
    self_care: str
    living: str
    emergency_contact: str
    emergency_phone: str
    card: str
    terminal_pin: str
    joined_on: dt.date | None
    note: str
    warnings: tuple[str, ...]
    rejection: str | None
    former_name: str = ""
    registered_address: str = ""
    id_type: str = ""
    ethnic: str = ""
    marital: str = ""
    education: str = ""
    birth_year: str = ""
    contacts: tuple[Contact, ...] = ()
    card_until: dt.date | None = None
    diets: tuple[str, ...] = ()
    diet_note: str = ""
    since: tuple[tuple[str, dt.date], ...] = ()
    by_axis: bool = False
    cells: tuple[tuple[str, str, str], ...] = ()
    no_document_reason: str = ""

    @property
    def born(self) -> str:
        """The birth date as it is stored: ``YYYY-MM-DD``, ``YYYY``, or ``""``."""
        return self.birth_date.isoformat() if self.birth_date else self.birth_year


class Known(Protocol):
    """What is compared when a number is met again; an `ImportedMember` or a stored member."""

    @property
    def name(self) -> str:
        """Stored name."""
        ...

    @property
    def phone(self) -> str:
        """Stored telephone number or ``""``."""
        ...

    @property
    def card(self) -> str:
        """Stored card number or ``""``."""
        ...

    @property
    def terminal_pin(self) -> str:
        """Stored number at the terminal or ``""``."""
        ...


def duplicate_code(known: Known, again: Known) -> str:
    """``same_id_changed`` when the later record says something else about name, telephone, card
    or terminal number, else ``same_id``; what one of them leaves empty is no difference.
    """
    pairs = (
        (known.name, again.name),
        (known.phone, again.phone),
        (known.card, again.card),
        (known.terminal_pin, again.terminal_pin),
    )
    changed = any(old and new and old != new for old, new in pairs)
    return "same_id_changed" if changed else "same_id"
