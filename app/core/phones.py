"""Telephone numbers as people type them."""

from __future__ import annotations

import re
from typing import NamedTuple

_WRITTEN = re.compile(r"\+?[\d()\[\]./\-]+")
"""Digits with what is put between them (`core.names.query_text` has taken out the blanks)."""
_ABROAD = re.compile(r"(?:\+|00)86|86(?=1[3-9]\d{9}$)")
"""The code of the country before a number."""
_MOBILE = re.compile(r"1[3-9]\d{9}")
_AREA = re.compile(r"0(?:10|2\d|[3-9]\d{2})(?=[2-8]\d{6,7}$)")
_FEWEST = 5
"""Digits of the shortest number that there is (a short number of a company)."""


class Dialled(NamedTuple):
    """The digits of a number as it is dialled in the country, and without its area code; each
    ``""`` when there is none."""

    number: str
    local: str


def dialled(typed: str) -> Dialled:
    """``138-1234-5678``, ``+8613812345678``, ``(0571)88012345`` as their digits."""
    if not _WRITTEN.fullmatch(typed):
        return Dialled("", "")
    bare = re.sub(r"[^\d+]", "", typed)
    number = _ABROAD.sub("", bare, count=1) if _ABROAD.match(bare) else bare
    if number != bare and not _MOBILE.fullmatch(number) and not number.startswith("0"):
        # Behind the code of the country the area code has lost its zero.
        number = f"0{number}"
    if len(number) < _FEWEST:
        return Dialled("", "")
    area = _AREA.match(number)
    return Dialled(number, number[area.end() :] if area else "")
