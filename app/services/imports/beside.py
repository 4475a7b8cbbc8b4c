"""What a row says beside the person: classes and since when, diet, relations, end of a card."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from app.services.imports.columns import AXIS, LABELS, RELATIONS, Columns
from app.services.imports.doubts import Doubts
from app.services.imports.lengths import Lengths
from app.services.imports.people import Contact
from app.services.imports.relations import with_relations
from app.services.imports.sheets import Cell
from app.services.imports.values import date_of, last_day_of, said, text_of, ticked, year_of
from app.services.imports.vocabulary import Diets, Vocabulary

OLDEST = 130
"""Completed years that nobody has reached yet."""
_ALWAYS = re.compile(r"长期|永久|永远|终身|无期限|不限|一直有效")
_NO_DIETS = Diets()
_CARDS_SINCE = 1980
"""A card that ended before cards were given out has a wrong date."""

Since = tuple[tuple[str, dt.date], ...]
Groups = tuple[tuple[Contact, ...], tuple[Contact, ...]]


class Beside:
    """Reads these columns of one list; ``cells`` end in an empty one for every column it lacks.

    Attributes:
        by_axis: the list speaks of single axes of classes only.
    """

    def __init__(self, columns: Columns, today: dt.date, vocabulary: Vocabulary) -> None:
        self._today, self._words, self._headers = today, vocabulary, columns.headers
        self._at = {name: columns.fields.get(name, -1) for name in LABELS}
        self._lengths = Lengths(columns)
        self._flags = tuple(columns.flags.items())
        self._relations = max(self._at[name] for name in RELATIONS) >= 0
        axes = [name for name in columns.fields if name.startswith(AXIS)]
        self._class_columns = tuple(
            (self._at[name], name.removeprefix(AXIS) if name in axes else "")
            for name in ("categories", *axes)
            if name in columns.fields
        )
        self.by_axis = bool(axes) and self._at["categories"] < 0 and not self._flags

    def related(self, groups: Groups, cells: list[Cell], warnings: Doubts) -> tuple[Contact, ...]:
        """The contacts of both columns, with who they are to the member."""
        if not self._relations:
            return groups[0] + groups[1]
        told: list[Contact] = []
        for people, field in zip(groups, RELATIONS, strict=True):
            at = self._at[field]
            known, unknown = with_relations(people, cells[at])
            told += known
            if not people and said(cells[at]):
                warnings.append("relation_alone")
            warnings.about("relation_unknown", self._header(at), unknown)
        return tuple(told)

    def classes(self, cells: list[Cell], warnings: Doubts) -> tuple[tuple[str, ...], Since]:
        """Codes of the classes cells and of the ticked ✓ columns, and since when they hold."""
        codes: dict[str, None] = {}
        since: dict[str, dt.date] = {}
        for at, axis in self._class_columns:
            found = self._words.classes_of(text_of(cells[at]))
            warnings.about("category_unknown", self._header(at), found.unknown)
            codes |= dict.fromkeys(found.codes)
            since |= dict(found.since)
            if axis:
                astray = [code for code in found.codes if self._words.axes.get(code) != axis]
                warnings.about("class_axis", self._header(at), astray)
        if self._flags:
            codes |= {code: None for index, code in self._flags if ticked(cells[index])}
        if not codes:
            self._since_alone(cells, warnings)
            return (), ()
        return tuple(codes), self._since(cells, codes, since, warnings)

    def diets(self, cells: list[Cell], warnings: Doubts) -> Diets:
        """What the kitchen must heed."""
        at = self._at["diet"]
        if at < 0 or cells[at] == "":
            return _NO_DIETS
        # A ✓ below 糖尿病餐 means what stands above it.
        text = self._header(at) if ticked(cells[at]) else said(cells[at])
        diets = self._words.diets_of(text)
        warnings.about("diet_unknown", self._header(at), diets.unknown)
        if diets.bare:
            warnings.append("diet_bare")
        return diets._replace(note=self._lengths.text("diet", diets.note, warnings))

    def card_until(self, cells: list[Cell], warnings: Doubts) -> dt.date | None:
        """The last day of the card, as far as there is such a day."""
        cell = cells[self._at["card_until"]]
        text = said(cell) if cell != "" else ""
        if not text or _ALWAYS.search(text):
            return None
        day = last_day_of(cell)
        if day is None or not _CARDS_SINCE <= day.year < 2100:
            warnings.about("card_until_invalid", self._header(self._at["card_until"]), [text])
            return None
        if day < self._today:
            warnings.about("card_until_past", self._header(self._at["card_until"]), [text])
        return day

    def _since(
        self, cells: list[Cell], codes: Iterable[str], since: dict[str, dt.date], warnings: Doubts
    ) -> Since:
        """Since when each class holds: what stands beside it, else the day of the whole row."""
        cell = cells[self._at["classes_from"]]
        if cell != "" and said(cell):
            since = dict.fromkeys(codes, _first_day(cell)) | since
        possible = {code: day for code, day in since.items() if self._happened(day)}
        if len(possible) < len(since):
            whole = said(cell) if cell != "" else ""
            header = self._header(self._at["classes_from"] if whole else self._class_at())
            wrong = [code for code in since if code not in possible]
            words = [whole] if whole else [f"{c} {_day(since[c])}".strip() for c in wrong]
            warnings.about("since_invalid", header, words)
        return tuple(possible.items())

    def _since_alone(self, cells: list[Cell], warnings: Doubts) -> None:
        """Doubt the day of a row without any class that could hold since then."""
        cell = cells[self._at["classes_from"]]
        if cell == "" or not said(cell):
            return
        if not self._happened(_first_day(cell)):
            warnings.about("since_invalid", self._header(self._at["classes_from"]), [said(cell)])
        elif "category_unknown" not in warnings:
            warnings.append("since_alone")

    def _happened(self, day: dt.date) -> bool:
        """Whether ``day`` lies in somebody's life and not ahead."""
        return self._today.year - OLDEST <= day.year and day <= self._today

    def _class_at(self) -> int:
        """The first column of classes."""
        return next((at for at, _ in self._class_columns), -1)

    def _header(self, at: int) -> str:
        """What the column is called in the list."""
        return self._headers[at] if 0 <= at < len(self._headers) else ""


def _first_day(cell: Cell) -> dt.date:
    """The day of a cell, of a mere year the first; ``date.max``, which cannot be, for no day."""
    day = date_of(cell)
    if day is None and (year := year_of(cell)):
        day = dt.date(int(year), 1, 1)
    return day or dt.date.max


def _day(day: dt.date) -> str:
    """A day as text; ``""`` for what stands for none."""
    return "" if day == dt.date.max else day.isoformat()
