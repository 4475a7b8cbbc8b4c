"""Who a contact is to the member: the words of GB/T 4761 as lists write them."""

from __future__ import annotations

import re
from functools import lru_cache

from app.services.imports.code_tables import words
from app.services.imports.people import Contact
from app.services.imports.sheets import Cell
from app.services.imports.values import NOTHING, Coded, half_width, said

_BETWEEN = re.compile(r"[/、,，;；\\|+\s]+")
_BEFORE = re.compile(r"^(?:系|为|是)?(?:该?(?:老年人|老人|长者|本人|其|他|她))?(?:的|之)?")
_SELF = "01"
"""本人: nobody is a contact of their own."""


@lru_cache(maxsize=4096)
def relation_of(text: str) -> Coded:
    """The code of one word for a relation; ``known`` is false for other words."""
    plain = re.sub(r"[(（].*?[)）]", "", half_width(text)).replace(" ", "")
    if plain in NOTHING:
        return Coded("", True)
    table = words("relation")
    for word in (plain, _BEFORE.sub("", plain), plain.removesuffix("关系")):
        code = table.get(word, _SELF)
        if code != _SELF:
            return Coded(code, True)
    return Coded("", False)


def with_relations(
    people: tuple[Contact, ...], cell: Cell
) -> tuple[tuple[Contact, ...], tuple[str, ...]]:
    """``people`` with what a cell says they are, and the words that are in no table.

    As many words as people stand for one each; otherwise the cell is about the first. A word that
    is in no table is kept as the note of its person.
    """
    text = said(cell)
    if not text or not people:
        return people, ()
    parts = [part for part in _BETWEEN.split(text) if part]
    given = parts if len(parts) == len(people) else [text]
    told, unknown = [], []
    for person, word in zip(people, given, strict=False):
        found = relation_of(word)
        if not found.known:
            unknown.append(word)
        told.append(person._replace(relation=found.code, note="" if found.known else word))
    return (*told, *people[len(told) :]), tuple(unknown)
