"""Which face draws which character. Nothing is dropped: what no face can draw stops the job."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import EnvironmentProblem, UserError
from app.core.paths import resource

if TYPE_CHECKING:
    from app.printing.cidfont import CidFont

_SPACES = re.compile(r"[\s\x1c-\x1f\u2028\u2029]+")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff]+"
)
"""Default-ignorable code points of Unicode: they draw nothing by definition."""
_PRIVATE = ((0xE000, 0xF8FF), (0xF0000, 0x10FFFD))
_loading = threading.Lock()


def plain(text: str) -> str:
    """``text`` as it goes on one line: line ends and tabs are blanks, invisible marks are left out.

    Ideographic blanks (U+3000) stay, they are used to space titles.
    """
    kept = _INVISIBLE.sub("", text)
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

    def runs(self, text: str, *, bold: bool = False) -> list[tuple[CidFont, str]]:
        """``text`` (already `plain`) in runs of one face each.

        Raises:
            UserError: ``glyph_missing`` names the character, its code point and the text.
        """
        first = typeface(self.bold if bold else self.regular)
        if all(ord(character) in first.covered for character in text):
            return [(first, text)]
        faces = [self._face_of(character, text, bold) for character in text]
        pairs = groupby(zip(faces, text, strict=True), key=lambda pair: pair[0].fontName)
        return [_join(list(members)) for _, members in pairs]

    def _face_of(self, character: str, text: str, bold: bool) -> CidFont:
        for face in self._chain(bold):
            if ord(character) in face.covered:
                return face
        raise missing_glyph(character, text)

    def _chain(self, bold: bool) -> Iterator[CidFont]:
        """Faces in the order they are asked; a later file is only parsed when it is needed."""
        yield typeface(self.bold if bold else self.regular)
        for path in self.others:
            yield typeface(path)


def _join(members: list[tuple[CidFont, str]]) -> tuple[CidFont, str]:
    return members[0][0], "".join(character for _, character in members)


def missing_glyph(character: str, text: str) -> UserError:
    """The refusal that names what cannot be printed and says what to do."""
    code = ord(character)
    own = any(low <= code <= high for low, high in _PRIVATE)
    what = "是自造字，别的电脑上没有这个字" if own else "没有字体能印出"
    return UserError(
        "glyph_missing",
        f"“{text}”中的“{character}”（U+{code:04X}）{what}，未打印。"
        "请在档案里改用正式汉字后重试，或把字码告诉维护人员补字。",
    )


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
