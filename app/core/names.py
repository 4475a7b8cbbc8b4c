"""Names of people: one spelling to store, and the keys by which a clerk finds them.

Elders' names carry every difficulty at once: blanks that stretch two characters to three, several
kinds of middle dot, characters outside the first plane, private-use glyphs of old registers, and
surnames that are read unlike the ordinary word.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from app.core.characters import (
    DOUBLE_SURNAMES,
    SURNAMES,
    common_form,
    readings_of,
)

MIDDLE_DOT = "\u00b7"
MOST_READINGS = 64
"""Upper bound of combinations kept for one name; the likeliest stay."""

LONGEST_QUERY = 64
"""Characters of a query that count: whoever is not found by these is not found by more."""

MOST_SPLITS = 8
_MOST_GROWING = 64
_SYLLABLE = re.compile(
    r"(?:[zcs]h|[b-df-hj-np-tw-z])(?:[aeiouv]{1,3}(?:ng|n|r)?)?|[aeo][iou]?(?:ng|n|r)?"
)
"""The shape of a syllable in pinyin, or what begins one."""

_DOTS = "\u00b7\u2022\u30fb\u2027\u2219\u22c5\uff65\u2024\u25cf\u0387"
_TABLE: dict[int, int | str | None] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    **dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD)),
    **{ord(dot): MIDDLE_DOT for dot in _DOTS},
}
"""Width, radical signs that PDF readers hand out for characters, invisible signs, dots."""

CHINESE = r"\u2e80-\u2fff\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\ue000-\uf8ff\U00020000-\U0003ffff"
"""Chinese characters, those of old registers among them, for between the brackets of a pattern."""
_PLAIN = re.compile(r"[\u4e00-\u9fff]+")
_FULL_STOP = re.compile(rf"(?<=[{CHINESE}])\s*[.\ufe52\u3002\uff61]\s*(?=[{CHINESE}])")
"""The full stop of an input method where the middle dot of a long name is meant. Beside a Latin
letter (``J.``) it says that a word is cut short."""
_AROUND_DOT = re.compile(r"\s*\u00b7\s*")
_BLANKS = re.compile(r"\s+")
_HALVES = re.compile(r"[\ud800-\udfff]")
"""Halves of a character, alone: a broken scanner sends them, no file can hold them."""
_DASH = re.compile(r"(?<=\d)\s*[\u2010-\u2015\u2212]+\s*(?=\d)")
_BESIDE_CHINESE = re.compile(r"(?<=[^\x00-\u02ff])\s+|\s+(?=[^\x00-\u02ff])")


class NameKeys(NamedTuple):
    """What a name is found by: its readings without tones, joined, and their first letters."""

    pinyin: tuple[str, ...]
    initials: tuple[str, ...]


class QueryKind(StrEnum):
    """What a text in the search box is made of."""

    EMPTY = "empty"
    DIGITS = "digits"
    LETTERS = "letters"
    CHINESE = "chinese"
    MIXED = "mixed"
    CODE = "code"


def normalise_name(text: str) -> str:
    """``text`` as names are stored.

    Full-width letters become half-width, every middle dot U+00B7 without blanks around it, also
    the full stop that somebody typed for one, blanks beside Chinese characters go, blanks between
    Latin words become one. All other characters (rare, compatibility, private use) stay.
    """
    if _PLAIN.fullmatch(text):
        return text
    text = _FULL_STOP.sub(MIDDLE_DOT, text.translate(_TABLE))
    text = _AROUND_DOT.sub(MIDDLE_DOT, text)
    return _BLANKS.sub(" ", _BESIDE_CHINESE.sub("", text)).strip()


@lru_cache(maxsize=10_000)
def search_keys(name: str) -> NameKeys:
    """The keys of a stored ``name``: every combination of readings, at most `MOST_READINGS`.

    Characters without a known reading contribute nothing; ``ü`` is given as ``v`` and as ``u``.
    """
    units = [readings for readings in _char_readings(name) if readings]
    if not units:
        return NameKeys((), ())
    return NameKeys(_combinations(units), _combinations([_firsts(unit) for unit in units]))


def sort_key(text: str) -> tuple[str, str]:
    """Order of a Chinese dictionary: by the likeliest reading, then by the characters."""
    readings = search_keys(text).pinyin
    return (readings[0] if readings else "", text)


def sort_text(text: str) -> str:
    """`sort_key` as one text that sorts the same way, for an SQL column."""
    reading, signs = sort_key(text)
    return f"{reading}\x1f{signs}"


def told_apart(name: str, *facts: str) -> str:
    """``王秀英（1940，小河社区）``: a name with what tells people of one name apart, as far as it
    is known."""
    known = "，".join(fact for fact in facts if fact)
    return f"{name}（{known}）" if known else name


def typed_text(text: str) -> str:
    """``text`` from a box or a scanner as it may be looked for: at most `LONGEST_QUERY`
    characters, each of them whole, a dash between digits (``0571—88012345``) a hyphen."""
    return _DASH.sub("-", _HALVES.sub("", text[:LONGEST_QUERY]))


def query_text(text: str) -> str:
    """``text`` from the search box: half-width, lower case, without blanks and middle dots."""
    whole = _HALVES.sub("", text)
    plain = normalise_name(whole).lower().replace(MIDDLE_DOT, "").replace("ü", "v")
    return _BLANKS.sub("", plain)


def stored_text(name: str) -> str:
    """`query_text` of a ``name`` as it is stored, for its key.

    A full stop in it stays: names of earlier releases were stored, and their keys made, with one.
    """
    if "." not in name:
        return query_text(name)
    return ".".join(map(query_text, name.split(".")))


def query_kind(text: str) -> QueryKind:
    """What ``text`` from the search box is made of.

    ``CODE`` is letters with digits (a card or an identity number), ``MIXED`` is Chinese
    characters together with letters, such as ``王xy``.
    """
    plain = query_text(text)
    if not plain:
        return QueryKind.EMPTY
    if not plain.isascii():
        return QueryKind.MIXED if _has_letter(plain) else QueryKind.CHINESE
    if plain.isdigit():
        return QueryKind.DIGITS
    return QueryKind.LETTERS if plain.isalpha() else QueryKind.CODE


def matches(query: str, name: str) -> bool:
    """Whether a typed ``query`` fits the stored ``name`` from some character on.

    Each character of the name is met by itself, by its first letter (or ``zh ch sh``) or by a
    whole reading, the last one by the beginning of a reading: ``王xy``, ``wang秀`` and ``xiuy``
    fit 王秀英. A character is met by its common form too: 吉永强 fits 𠮷永强.
    """
    text = query_text(query).replace(".", "")
    signs = query_text(name).replace(".", "")
    if not text:
        return False
    if text in signs:
        return True
    readings = _char_readings(signs)
    return any(_fits(text, signs, readings, start) for start in range(len(readings)))


@lru_cache(maxsize=1_000)
def letter_splits(letters: str) -> tuple[tuple[str, ...], ...]:
    """Ways to read ``letters`` (a-z) as syllables and first letters, at most `MOST_SPLITS`.

    ``zhaxy`` → ``("zha", "x", "y")``, …; fewest parts first. First letters alone are left out: they
    are a key of their own. Whether a syllable exists is not looked up: nobody is called by another.
    """
    found: list[tuple[str, ...]] = []
    growing: list[tuple[tuple[str, ...], str]] = [((), letters)]
    while growing and len(found) < MOST_SPLITS:
        growing = [
            ((*parts, rest[:length]), rest[length:])
            for parts, rest in growing
            for length in range(min(6, len(rest)), 0, -1)
            if _SYLLABLE.fullmatch(rest, 0, length)
        ][:_MOST_GROWING]
        done = [parts for parts, rest in growing if not rest and len(parts) < len(letters)]
        found += [parts for parts in done if len(parts) > 1]
    return tuple(found[:MOST_SPLITS])


def _fits(text: str, signs: str, readings: Sequence[tuple[str, ...]], place: int) -> bool:
    """Whether ``text`` is used up by the characters from ``place`` on, in order."""
    if not text:
        return True
    if place == len(readings):
        return False
    lefts = _left_over(text, signs[place], readings[place])
    return any(_fits(left, signs, readings, place + 1) for left in lefts)


class Letters(StrEnum):
    """How the letters of a query stand for characters."""

    EITHER = "either"
    WHOLE = "whole"
    FIRST = "first"


@lru_cache(maxsize=50_000)
def left_over(text: str, sign: str, way: Letters, *, first: bool) -> tuple[str, ...]:
    """What may be left of the query ``text`` when its beginning means the character ``sign``;
    ``""`` where nothing is. ``first``: it may be a surname, also the beginning of a double one."""
    return _left_over(text, sign, first_readings(sign) if first else readings_of(sign), way)


@cache
def first_readings(sign: str) -> tuple[str, ...]:
    """Readings that ``sign`` may have as the first character of a name."""
    double = (heard[0] for name, heard in DOUBLE_SURNAMES.items() if name[0] == sign)
    return _merge(SURNAMES.get(sign, ()), _merge(tuple(double), readings_of(sign)))


def _left_over(
    text: str, sign: str, readings: tuple[str, ...], way: Letters = Letters.EITHER
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    if text[0] in (sign, common_form(sign)):
        found[text[1:]] = None
    for reading in readings:
        if reading.startswith(text):
            found[""] = None
        parts = _parts(reading)
        for part in parts if way is Letters.EITHER else _some(parts, way):
            if text.startswith(part):
                found[text[len(part) :]] = None
    return tuple(found)


@cache
def _parts(reading: str) -> tuple[str, ...]:
    """What people type for a character in the middle of a query: all of it, ``zh`` or ``z``."""
    return tuple(dict.fromkeys((reading, reading[: 1 + (reading[1:2] == "h")], reading[0])))


def _some(parts: tuple[str, ...], way: Letters) -> tuple[str, ...]:
    """The whole reading, or what it begins with."""
    return parts[:1] if way is Letters.WHOLE else parts[1:] or parts


def _char_readings(name: str) -> list[tuple[str, ...]]:
    """Readings of each character (dots and blanks left out), surname readings first."""
    readings = [readings_of(sign) for sign in name if sign != MIDDLE_DOT and sign != " "]
    special = DOUBLE_SURNAMES.get(name[:2]) or SURNAMES.get(name[:1])
    if special:
        if name[:2] in DOUBLE_SURNAMES:
            for place, reading in enumerate(special):
                readings[place] = _merge((reading,), readings[place])
        else:
            readings[0] = _merge(special, readings[0])
    return readings


@cache
def _firsts(readings: tuple[str, ...]) -> tuple[str, ...]:
    """First letters of ``readings`` without repeats."""
    return tuple(dict.fromkeys(reading[0] for reading in readings))


@cache
def _merge(special: tuple[str, ...], common: tuple[str, ...]) -> tuple[str, ...]:
    """``special`` readings, then the ``common`` ones that are not among them."""
    return tuple(dict.fromkeys(special + common))


def _combinations(units: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Joined choices of one text per unit, without repeats, at most `MOST_READINGS`."""
    total = 1
    for unit in units:
        total *= len(unit)
    if total == 1:
        return ("".join([unit[0] for unit in units]),)
    if total <= MOST_READINGS:
        return tuple(dict.fromkeys(map("".join, itertools.product(*units))))
    return tuple(itertools.islice(dict.fromkeys(_likeliest(units)), MOST_READINGS))


def _likeliest(units: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Choices with the fewest rare readings first: none, then one rare character, then two."""
    first = [unit[0] for unit in units]
    several = [place for place, unit in enumerate(units) if len(unit) > 1]
    made = 0
    for count in range(len(several) + 1):
        for places in itertools.combinations(several, count):
            for rare in itertools.product(*(units[place][1:] for place in places)):
                choice = first.copy()
                for place, reading in zip(places, rare, strict=True):
                    choice[place] = reading
                yield "".join(choice)
                made += 1
        if made > 4 * MOST_READINGS:
            return


def _has_letter(text: str) -> bool:
    """Whether a Latin letter is in ``text`` (lower case)."""
    return any("a" <= sign <= "z" for sign in text)
