"""Which face draws which character; what no face has is named, and its place left to write in."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import EnvironmentProblem
from app.core.paths import resource

if TYPE_CHECKING:
    from app.printing.cidfont import CidFont

_SPACES = re.compile(r"[\s\x1c-\x1f\u2028\u2029]+")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff]+"
)
"""Default-ignorable code points of Unicode: they draw nothing by definition."""
_OWN = {
    0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7, 0xE832: 0x9FB8,
    0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE864: 0x9FBB, 0xE816: 0x20087, 0xE817: 0x20089,
    0xE818: 0x200CC, 0xE831: 0x215D7, 0xE83B: 0x2298F, 0xE855: 0x241FE,
}  # fmt: skip
"""Of the 80 below those that got their place in Unicode after GB 18030-2000."""
_loading = threading.Lock()


def _of_gbk() -> dict[int, int]:
    """The private code points of GBK's 80 additional characters (0xFE50–0xFEA0, U+E815–U+E864),
    each to the code point that GB 18030-2022 gives it: older systems wrote names with them."""
    pairs = [bytes((0xFE, low)) for low in (*range(0x50, 0x7F), *range(0x80, 0xA1))]
    usual = {0xE815 + at: ord(pair.decode("gb18030")) for at, pair in enumerate(pairs)}
    return {**usual, **_OWN}


_STANDARD = _of_gbk()


def plain(text: str) -> str:
    """``text`` as it goes on one line: line ends and tabs are blanks, invisible marks are left out.

    Ideographic blanks (U+3000) stay, they are used to space titles. Private code points of GBK
    become the characters that GB 18030-2022 has in their place.
    """
    kept = _INVISIBLE.sub("", text).translate(_STANDARD)
    if kept.isprintable():
        return kept
    return _SPACES.sub(lambda found: "\u3000" if set(found[0]) == {"\u3000"} else " ", kept)


@dataclass(frozen=True)
class FontSet:
    """The files that draw a document.

    Attributes:
        regular: face of body text.
        bold: face of headings; covers what ``regular`` covers.
        others: asked in order for characters outside the first face, in one weight.
    """

    regular: Path
    bold: Path
    others: tuple[Path, ...] = ()

    def runs(self, text: str, *, bold: bool = False) -> list[tuple[CidFont | None, str]]:
        """``text`` (already `plain`) in runs of one face each; None for what no face has."""
        first = typeface(self.bold if bold else self.regular)
        if all(ord(character) in first.covered for character in text):
            return [(first, text)]
        faces = [self._face_of(character, bold) for character in text]
        pairs = groupby(zip(faces, text, strict=True), key=lambda pair: id(pair[0]))
        return [_join(list(members)) for _, members in pairs]

    def _face_of(self, character: str, bold: bool) -> CidFont | None:
        return next((face for face in self._chain(bold) if ord(character) in face.covered), None)

    def _chain(self, bold: bool) -> Iterator[CidFont]:
        """Faces in the order they are asked; a later file is only parsed when it is needed."""
        yield typeface(self.bold if bold else self.regular)
        for path in self.others:
            yield typeface(path)


def _join(members: list[tuple[CidFont | None, str]]) -> tuple[CidFont | None, str]:
    return members[0][0], "".join(character for _, character in members)


@functools.cache
def bundled() -> FontSet:
    """The fonts that ship with the program: Noto Sans SC, then every other TTF in the folder.

    They are parsed, and missed, when a document first draws with them.
    """
    folder = resource("fonts")
    regular, bold = folder / "NotoSansSC-Regular.ttf", folder / "NotoSansSC-Bold.ttf"
    others = tuple(sorted(set(folder.glob("*.ttf")) - {regular, bold}))
    return FontSet(regular, bold, others)


def typeface(path: Path) -> CidFont:
    """The parsed face of ``path``, once per process (a CJK face takes 80 ms to parse).

    Raises:
        EnvironmentProblem: ``font_missing``, the installation is damaged.
    """
    with _loading:
        return _parsed(path)


@functools.cache
def _parsed(path: Path) -> CidFont:
    from app.printing.cidfont import CidFont

    if not path.is_file():
        raise EnvironmentProblem(
            "font_missing",
            f"缺少打印字体 {path.name}，请重新安装颐站后再打印。",
            retryable=False,
        )
    return CidFont(f"{path.parent.name}/{path.stem}", path)
