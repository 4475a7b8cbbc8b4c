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
from pathlib import Path
from typing import NamedTuple

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

_PLAIN = re.compile(r"[\u4e00-\u9fff]+")
_AROUND_DOT = re.compile(r"\s*\u00b7\s*")
_BLANKS = re.compile(r"\s+")
_HALVES = re.compile(r"[\ud800-\udfff]")
"""Halves of a character, alone: a broken scanner sends them, no file can hold them."""
_BESIDE_CHINESE = re.compile(r"(?<=[^\x00-\u02ff])\s+|\s+(?=[^\x00-\u02ff])")

_SURNAMES = {
    "单": ("shan",), "解": ("xie",), "仇": ("qiu",), "查": ("zha",), "曾": ("zeng",),
    "翟": ("zhai", "di"), "盖": ("ge", "gai"), "缪": ("miao", "mou"), "覃": ("qin", "tan"),
    "区": ("ou",), "朴": ("piao",), "任": ("ren",), "华": ("hua",), "召": ("shao",),
    "员": ("yun",), "种": ("chong",), "洗": ("xian",), "冼": ("xian",), "过": ("guo",),
    "盛": ("sheng",), "哈": ("ha",), "牟": ("mu", "mou"), "宓": ("mi", "fu"), "那": ("na",),
    "郇": ("xun", "huan"), "折": ("she",), "繁": ("po",), "能": ("nai",), "句": ("gou",),
    "逄": ("pang",), "秘": ("bi",), "祭": ("zhai",), "乐": ("yue", "le"), "隗": ("wei", "kui"),
    "佴": ("nai",), "冯": ("feng",), "纪": ("ji",), "黑": ("he", "hei"), "尹": ("yin",),
}  # fmt: skip
"""Readings that a character has as a surname, likeliest first (现代汉语词典)."""

_DOUBLE_SURNAMES = {
    "万俟": ("mo", "qi"), "尉迟": ("yu", "chi"), "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"), "单于": ("chan", "yu"), "鲜于": ("xian", "yu"),
    "令狐": ("ling", "hu"), "宰父": ("zai", "fu"), "呼延": ("hu", "yan"),
    "贺若": ("he", "ruo"), "夏侯": ("xia", "hou"), "亓官": ("qi", "guan"),
}  # fmt: skip


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

    Full-width letters become half-width, every middle dot U+00B7 without blanks around it, blanks
    beside Chinese characters go, blanks between Latin words become one. All other characters
    (rare, compatibility, private use) stay as they are.
    """
    if _PLAIN.fullmatch(text):
        return text
    text = _AROUND_DOT.sub(MIDDLE_DOT, text.translate(_TABLE))
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
    characters, each of them whole."""
    return _HALVES.sub("", text[:LONGEST_QUERY])


def query_text(text: str) -> str:
    """``text`` from the search box: half-width, lower case, without blanks and middle dots."""
    whole = _HALVES.sub("", text)
    plain = normalise_name(whole).lower().replace(MIDDLE_DOT, "").replace("ü", "v")
    return _BLANKS.sub("", plain)


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
    fit 王秀英.
    """
    text, signs = query_text(query), query_text(name)
    if not text:
        return False
    if text in signs:
        return True
    readings = _char_readings(name)
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
    if text[0] == signs[place] and _fits(text[1:], signs, readings, place + 1):
        return True
    return any(
        reading.startswith(text)
        or any(
            text.startswith(part) and _fits(text[len(part) :], signs, readings, place + 1)
            for part in _parts(reading)
        )
        for reading in readings[place]
    )


@cache
def _parts(reading: str) -> tuple[str, ...]:
    """What people type for a character in the middle of a query: all of it, ``zh`` or ``z``."""
    return tuple(dict.fromkeys((reading, reading[: 1 + (reading[1:2] == "h")], reading[0])))


def _char_readings(name: str) -> list[tuple[str, ...]]:
    """Readings of each character (dots and blanks left out), surname readings first."""
    readings = [_readings(sign) for sign in name if sign != MIDDLE_DOT and sign != " "]
    special = _DOUBLE_SURNAMES.get(name[:2]) or _SURNAMES.get(name[:1])
    if special:
        if name[:2] in _DOUBLE_SURNAMES:
            for place, reading in enumerate(special):
                readings[place] = _merge((reading,), readings[place])
        else:
            readings[0] = _merge(special, readings[0])
    return readings


@cache
def _readings(sign: str) -> tuple[str, ...]:
    """Readings of one character without tones; a Latin letter or digit reads as itself."""
    if sign.isascii():
        return (sign.lower(),) if sign.isalnum() else ()
    toned = _dictionary().get(str(ord(sign)), "")
    plain: dict[str, None] = {}
    for reading in toned.split(","):
        letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
        bare = "".join(letter for letter in letters if "a" <= letter <= "z")
        if bare:
            plain[bare] = None
            plain[bare.replace("v", "u")] = None
    return tuple(plain)


@cache
def _dictionary() -> dict[str, str]:
    """Code point in decimal digits → readings with tones; loaded at first use.

    The package is not imported: it would read its dictionary of phrases as well, in 0.2 s.
    """
    from importlib.util import find_spec

    import orjson

    package = find_spec("pypinyin")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("pypinyin")
    folder = Path(package.submodule_search_locations[0])
    readings: dict[str, str] = orjson.loads((folder / "pinyin_dict.json").read_bytes())
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
