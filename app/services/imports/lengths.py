"""How long the texts of a list may be: what the form refuses, a list does not bring either."""

from __future__ import annotations

from app.core.codes import LONGEST_CARD, LONGEST_NAME, LONGEST_PIN, LONGEST_TEXT
from app.services.imports.columns import Columns
from app.services.imports.doubts import Doubts
from app.services.imports.people import Contact

CODE = "cell_too_long"
_NUMBERS = {"card": LONGEST_CARD, "terminal_pin": LONGEST_PIN}


class Lengths:
    """Cuts the texts of one list, and says which cell was cut."""

    def __init__(self, columns: Columns) -> None:
        self._fields, self._headers = columns.fields, columns.headers

    def text(self, field: str, text: str, warnings: Doubts) -> str:
        """As much of ``text`` as the form takes."""
        if len(text) <= LONGEST_TEXT:
            return text
        words = f"有 {len(text)} 个字，只保存前 {LONGEST_TEXT} 个"
        warnings.about(CODE, self._header(field), [words])
        return text[:LONGEST_TEXT]

    def name(self, field: str, name: str, warnings: Doubts) -> str:
        """``name``, or ``""`` where it is none: half a name or number is a wrong one."""
        most = _NUMBERS.get(field, LONGEST_NAME)
        if len(name) <= most:
            return name
        words = f"有 {len(name)} 个字，最多 {most} 个，不保存"
        warnings.about(CODE, self._header(field), [words])
        return ""

    def contacts(self, people: tuple[Contact, ...], warnings: Doubts) -> tuple[Contact, ...]:
        """Whom to call, without names that are none; nobody is left of whom nothing is known."""
        if all(len(one.name) <= LONGEST_NAME and len(one.note) <= LONGEST_TEXT for one in people):
            return people
        told = []
        for place, one in enumerate(people):
            field = "emergency_contact" if place == 0 else "contact2"
            name = self.name(field, one.name, warnings)
            relation = "contact_relation" if place == 0 else "contact2_relation"
            note = self.text(relation, one.note, warnings)
            if name or one.phone:
                told.append(one._replace(name=name, note=note))
        return tuple(told)

    def _header(self, field: str) -> str:
        """What the column is called in the list; a text may come from another column than its own,
        such as a note from beside the name."""
        beside = "emergency_contact" if field.startswith("contact") else "name"
        at = self._fields.get(field, self._fields.get(beside, -1))
        return self._headers[at] if 0 <= at < len(self._headers) else ""
