"""Telephone numbers in a cell: one, several, with words, area code, extension."""

from __future__ import annotations

import re
from typing import NamedTuple

from app.services.imports.sheets import Cell
from app.services.imports.values import NOTHING, half_width, text_of, whole_number

_BETWEEN = re.compile(r"[/、,，;；\\|\n]|或|以及| {2,}")
_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
_LAND = re.compile(r"(?:(?:\+?86-?)?0|\+?86-?)(10|2\d|[3-9]\d{2})-?(\d{7,8})(?:(?:-|转)(\d{1,6}))?")
_LOCAL = re.compile(r"[2-8]\d{6,7}")
_EXTENDED = re.compile(r"([2-8]\d{6,7})(?:-|转)\d{1,6}")
_SERVICE = re.compile(r"(?:400|800)-?\d{3}-?\d{4}")
_NOISE = re.compile(r"[\s()\[\]]|[^\x00-\x7f]+(?<!转)")
_WORDS = re.compile(r"[^\x00-\x7f]+(?<!转)|[()\[\]:]")
_RUN_TOGETHER = re.compile(r"(?:1[3-9]\d{9}){2,}")
_LETTERED = re.compile(r"[A-Za-z]{3,}")


class Numbers(NamedTuple):
    """The telephone numbers of one cell in their order, and whether some part of it is none."""

    found: tuple[str, ...]
    invalid: bool

    @property
    def first(self) -> str:
        """The number that is called first, ``""`` when there is none."""
        return self.found[0] if self.found else ""


_NONE = Numbers((), False)


def numbers_of(value: Cell) -> Numbers:
    """The telephone numbers of a cell: mobile, land line with or without area code, 400.

    They are given in their stored spelling (``0571-88225012-801``). Words beside them (女儿) are
    no part of a number; digits that are none (``661234``, the short number of a company) make
    the cell ``invalid`` and are left out.
    """
    if value == "":
        return _NONE
    text = value if isinstance(value, str) else text_of(value)
    if len(text) == 11 and text.isascii() and text.isdigit() and text[0] == "1" and text[1] > "2":
        return Numbers((text,), False)
    text = whole_number(half_width(text).strip())
    if text in NOTHING:
        return _NONE
    whole = _number(text)
    if whole:
        return Numbers((whole,), False)
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    if len(parts) == 1:
        parts = text.split()
    found, invalid = [], False
    for part in parts:
        number = _number(part)
        more, wrong = ([number], False) if number else _within(part)
        found += more
        invalid |= wrong
    return Numbers(tuple(dict.fromkeys(found)), invalid)


def _within(part: str) -> tuple[list[str], bool]:
    """The numbers between the words of ``part``, and whether something of it is none."""
    found, invalid = [], False
    words = [word.strip() for word in _WORDS.split(part) if word.strip()]
    for word in words:
        if _RUN_TOGETHER.fullmatch(word):
            found += re.findall(r"\d{11}", word)
        elif number := _number(word):
            found.append(number)
        elif extended := _EXTENDED.fullmatch(word):
            # Without area code there is no spelling for the extension: it is left out, and said.
            found, invalid = [*found, extended[1]], True
        else:
            # A word of letters (WeChat, a name) is no wrong number.
            invalid |= any(map(str.isdigit, word)) or not _LETTERED.search(word)
    return found, invalid or not words


def _number(text: str) -> str:
    """One number in its stored spelling (``0571-88225012``), or ``""``."""
    bare = _NOISE.sub("", text)
    mobile = _MOBILE.fullmatch(bare.replace("-", ""))
    if mobile:
        return mobile[1]
    land = _LAND.fullmatch(bare)
    if land:
        area, number, extension = land.groups()
        return f"0{area}-{number}" + (f"-{extension}" if extension else "")
    return bare if _LOCAL.fullmatch(bare) or _SERVICE.fullmatch(bare) else ""
