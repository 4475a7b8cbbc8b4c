"""The column of birth dates beside the identity number: what it says, and whether they agree."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from app.services.imports.doubts import Doubts
from app.services.imports.sheets import Cell
from app.services.imports.values import half_width, said, year_of


@lru_cache(maxsize=4096)
def month_only(text: str) -> bool:
    """Whether a birth date is given as year and month only."""
    return len(re.findall(r"\d+", half_width(text))) == 2


def agrees(birth: dt.date | None, written: Cell, true: dt.date) -> bool:
    """Whether the birth date column says the same as the number, as far as it goes.

    More digits than a year has that are no date (``19991301``) do not: somebody meant another
    day. 不详 says nothing, and what is written by the lunar calendar is not held against it.
    """
    if birth is None:
        year = year_of(written)
        return year == str(true.year) if year else not unreadable(written)
    if isinstance(written, str) and month_only(written):
        months = (1, 10) if written.strip().endswith(".1") else (birth.month,)
        return birth.year == true.year and true.month in months
    return birth == true


def unreadable(written: Cell) -> bool:
    """Whether what is no date was meant as one: it has more digits than a year."""
    return sum(map(str.isdigit, said(written))) > len("1940") and not year_of(written)


def unborn(born: object, number: str, reason: str, warnings: Doubts) -> str | None:
    """The refusal of a row without year of birth: who has no document, for some ``reason``, is
    known by nothing else."""
    if not born and number and "birth_invalid" not in warnings:
        warnings.append("birth_missing")
    return "birth_without_document" if reason and not born else None
