"""Text into a box of fixed width: smaller first, then two lines, then more; never cut."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

LEADING = 1.18
"""Distance of base lines, in sizes."""
_STEP = 0.25  # sizes are multiples of it, so that neighbours look alike
_NAME_POINTS = "·•・"
_NOT_FIRST = "·•・，。、；：？！）》”’…,.;:?!)%"
"""Marks that never begin a line."""

Measure = Callable[[str], float]
"""Width of a text in sizes (em)."""


@dataclass(frozen=True)
class Fitted:
    """Lines to draw and their size in points; ``height`` is what the lines take, in points."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """From the top of the first to the bottom of the last line."""
        return len(self.lines) * self.size * LEADING


def fit(
    text: str, width: float, height: float, measure: Measure, size: float, floor: float
) -> Fitted:
    """``text`` in a box of ``width`` × ``height`` points.

    One line at ``size``; else one line as small as ``floor``; else lines as large as the box
    allows; else as many lines of ``floor`` as it takes, which are higher than the box: the caller
    then gives more height.
    """
    em = measure(text)
    if em * size <= width:
        return Fitted((text,), size)
    if (one_line := _down(width / em)) >= floor:
        return Fitted((text,), one_line)
    for step in range(math.floor((size - floor) / _STEP) + 1):
        shown = Fitted(wrap(text, width / (size - step * _STEP), measure), size - step * _STEP)
        if shown.height <= height:
            return shown
    return Fitted(wrap(text, width / floor, measure), floor)


def wrap(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """``text`` in lines no wider than ``width`` em (a line has at least one character).

    Han text breaks anywhere, names at their point, Latin words and numbers stay whole where they
    can, and no line begins with a closing mark.
    """
    lines: list[str] = []
    rest = text
    while rest:
        end = _longest(rest, width, measure)
        if end < len(rest):
            end = _good_break(rest, end)
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return tuple(lines) or ("",)


def _longest(text: str, width: float, measure: Measure) -> int:
    """How many characters of ``text`` fit, at least one (binary search)."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle]) <= width + 1e-9:
            low = middle
        else:
            high = middle - 1
    return low


def _good_break(text: str, end: int) -> int:
    """The place to break at or before ``end`` (0 < end < len(text))."""
    for at in range(end, end // 3, -1):
        if text[at - 1] in _NAME_POINTS:
            return at
    for at in range(end, end // 5, -1):
        if text[at] not in _NOT_FIRST and not (_in_word(text[at - 1]) and _in_word(text[at])):
            return at
    return end


def _in_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in "-_:.*")


def _down(size: float) -> float:
    return math.floor(size / _STEP + 1e-9) * _STEP
