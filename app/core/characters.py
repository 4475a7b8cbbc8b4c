"""Characters of names: how each is read, and which are one another's variants."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache
from pathlib import Path

SURNAMES = {
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

DOUBLE_SURNAMES = {
    "万俟": ("mo", "qi"), "尉迟": ("yu", "chi"), "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"), "单于": ("chan", "yu"), "鲜于": ("xian", "yu"),
    "令狐": ("ling", "hu"), "宰父": ("zai", "fu"), "呼延": ("hu", "yan"),
    "贺若": ("he", "ruo"), "夏侯": ("xia", "hou"), "亓官": ("qi", "guan"),
}  # fmt: skip

_FORMS = """
    㐂喜 𠮷吉 㐧第 㒨仙 㒭昆 㒶公 㓻刚 㔬卓 㔻丕 㘳丘 㝒居 㞢之 㞣芬 㠻希 㢴西 㣉工 㣋丹 㤙恩 㥫惇
    㪟敦 㫕光 㫡冬 㫩春 㫺昔 㭍七 㮤松 㲵霄 㴊渊 㴱深 㶜渊 㷩熙 㻁瑰 㼄玑 㽮星 㿝香 䅨香 䋗坚 䒶天
    䕖荪 䢶邦 䤢金 䥚初 䨇双 𠯮品
    峯峰 喆哲 堃坤 昇升 陞升 甦苏 邨村 羣群 栢柏 珎珍 菓果 淼渺
"""
_COMMON = {pair[0]: pair[1] for pair in _FORMS.split()}
"""Character → the one in common use that it is another form of.

Those that the dictionary has no reading for: Unihan 15.0, ``kDefinition`` ("same as", "variant",
"ancient form") and, for 𠮷, ``kSpoofingVariant``; the last line: 第一批异体字整理表 (1955).
"""

_COMPATIBILITY = (*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20))
"""Characters that old code pages hold twice; Unicode says which common one each of them is."""


@cache
def common_form(sign: str) -> str:
    """The character in common use that ``sign`` is another form of, or ``sign`` itself."""
    return _COMMON.get(sign) or unicodedata.normalize("NFC", sign)


@cache
def variants_of(sign: str) -> tuple[str, ...]:
    """The other forms of a common character: 吉 → 𠮷."""
    return _variants().get(sign, ())


@cache
def _variants() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for sign in (*_COMMON, *map(chr, _COMPATIBILITY)):
        if (common := common_form(sign)) != sign:
            found[common].append(sign)
    return {common: tuple(signs) for common, signs in found.items()}


@cache
def readings_of(sign: str) -> tuple[str, ...]:
    """Readings of one character without tones; a Latin letter or digit reads as itself."""
    if sign.isascii():
        return (sign.lower(),) if sign.isalnum() else ()
    toned = _dictionary().get(str(ord(sign))) or _dictionary().get(str(ord(common_form(sign))), "")
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
