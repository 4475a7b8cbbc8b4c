"""Make YizhanRareHan.ttf: the characters of names that Noto Sans SC lacks.

Takes Han glyphs from HanaMinB and letters, radicals and compatibility forms from HanaMinA, leaves
out everything Noto Sans SC draws, and drops hints and layout tables, which print does not use.
Of Extension B, C and F only the characters that BabelStone Han also has are kept (a list of
characters in use in China; no glyph of that font is taken), to stay below 15 MB.

Not part of the application: needs fontTools. See NOTICE for the input files.
Use: python make_rare_han.py NotoSansSC-Regular.ttf HanaMinA.ttf HanaMinB.ttf BabelStoneHan.ttf OUT
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

WHOLE = [(0x2B740, 0x2B81D), (0x2B820, 0x2CEA1)]  # Extensions D and E
IN_USE = [(0x20000, 0x2A6DF), (0x2A700, 0x2B739), (0x2CEB0, 0x2EBE0)]  # Extensions B, C and F
SMALL = [  # from HanaMinA: Latin letters, modifiers, punctuation, radicals, compatibility forms
    (0x00A0, 0x02FF),
    (0x1E00, 0x1EFF),
    (0x2000, 0x206F),
    (0x2E80, 0x2FDF),
    (0x3000, 0x303F),
    (0xF900, 0xFAD9),
    (0x2F800, 0x2FA1D),
]
FAMILY = "Yizhan Rare Han"
MADE_AT = (
    3582144000  # 2017-07-06 in the font's own epoch: fixed, so that every run gives the same file
)
DROP = ["FFTM", "GDEF", "GSUB", "GPOS", "cvt ", "fpgm", "prep", "gasp", "prop", "vhea", "vmtx"]


def _has(font: TTFont) -> set[int]:
    return set(font.getBestCmap())


def _inside(ranges: list[tuple[int, int]], characters: set[int]) -> set[int]:
    return {c for c in characters if any(low <= c <= high for low, high in ranges)}


def _subset(font: TTFont, characters: set[int], path: Path) -> str:
    options = Options(hinting=False, drop_tables=DROP, layout_features=[], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.save(path)
    return str(path)


def _rename(font: TTFont) -> None:
    """Give the derived font its own name, as the licence asks (the old names are reserved)."""
    names = font["name"]
    names.names = []
    texts = {
        0: "Copyright (c) 2008-2017 GlyphWiki Project. Changed for Yizhan: subset and renamed.",
        1: FAMILY,
        2: "Regular",
        3: f"{FAMILY} 1.0",
        4: f"{FAMILY} Regular",
        5: "Version 1.0",
        6: "YizhanRareHan-Regular",
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
    }
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)


def main(noto: str, hana_a: str, hana_b: str, in_use: str, out: str) -> None:
    """Write the font to ``out`` and print how many characters it holds."""
    known = _has(TTFont(noto))
    small, large = TTFont(hana_a, recalcTimestamp=False), TTFont(hana_b, recalcTimestamp=False)
    letters = _inside(SMALL, _has(small)) - known
    rare = _inside(WHOLE, _has(large)) | (_inside(IN_USE, _has(large)) & _has(TTFont(in_use)))
    with tempfile.TemporaryDirectory() as folder:
        parts = [
            _subset(large, rare - known, Path(folder) / "large.ttf"),
            _subset(small, letters - (rare - known), Path(folder) / "small.ttf"),
        ]
        font = Merger().merge(parts)
    _rename(font)
    font["head"].created = font["head"].modified = MADE_AT
    font.recalcTimestamp = False
    font.save(out)
    sys.stdout.write(f"{len(_has(font))} characters\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
