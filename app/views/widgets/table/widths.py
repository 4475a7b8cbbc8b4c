"""How wide the columns of a table are: what is left over goes where words are cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QFontMetrics

from app.views.theme import Space, Status, px
from app.views.widgets.table.columns import Column, display, value_of

_LONGEST, _USUAL = 2, 90
"""So many texts of a column are measured: those that look longest, of all and of so many %."""
_ICON, _RING = 24, 4
_WIDEST = 320
"""Unscaled pixels that words may ask for in a table that is wider than its place anyway."""


@dataclass(frozen=True)
class Wish:
    """What one shown column asks for, in pixels.

    Attributes:
        title: what its title takes.
        own: as declared, or as a person dragged it.
        content: what the longest words of its first rows take; None while none is known.
        most: what the words of nine in ten of these rows take; as ``content`` by default.
        dragged: a person chose this width.
        stretch: it takes what nobody else needs.
        whole: figures, dates and states, which nobody can guess from a part of them.
        even: no wider than the other even ones while their words are cut.
    """

    title: int
    own: int
    content: int | None = None
    dragged: bool = False
    stretch: bool = False
    whole: bool = False
    most: int | None = None
    even: bool = False

    @property
    def full(self) -> int:
        """Wide enough for its words."""
        return self.own if self.dragged else max(self.title, self.own, self.content or 0)

    @property
    def need(self) -> int:
        """As wide as its words and no wider."""
        known = self.content is not None and not self.dragged
        return max(self.tight, self.content or 0) if known else self.full

    @property
    def tight(self) -> int:
        """As narrow as its words allow; a quarter at most is given away, for later rows."""
        if self.dragged:
            return self.own
        if self.content is None:
            return max(self.title, self.own)
        return max(self.title, min(self.own, max(self.content, self.own * 3 // 4)))

    @property
    def usual(self) -> int:
        """Narrower still: the longest words are cut, but few of them."""
        most = self.tight if self.most is None or self.dragged else self.most
        return max(self.least, most)

    @property
    def least(self) -> int:
        """Where long words are cut, so that every column is in sight."""
        if self.dragged or self.whole or self.content is None:
            return self.tight
        lowest = self.own * 3 // 4 if self.most is None else min(self.most, self.own * 3 // 4)
        return max(self.title, lowest)


def share(wishes: Sequence[Wish], room: int) -> list[int]:
    """The widths of the columns in a place ``room`` wide.

    While it suffices every column is as wide as its words; then columns with short words give
    way, then long words are cut, the longest first. Only when even that is too wide the table
    scrolls sideways. What is left over goes to the stretching columns, or to the last one.
    """
    widths = [one.least for one in wishes]
    if sum(widths) > room:
        return [min(one.full, max(one.own, one.title, px(_WIDEST))) for one in wishes]
    for wanted in ("usual", "tight", "need", "full"):
        widths = _raise(widths, [getattr(one, wanted) for one in wishes], room)
    widths = _level(widths, wishes)
    return _hand_out(widths, wishes, room)


def content_widths(
    columns: Sequence[Column], rows: Sequence[Any], metrics: QFontMetrics
) -> list[tuple[int, int]]:
    """What the words of ``rows`` take in each of ``columns``, in pixels with their margins.

    First what nine in ten of them take, then the longest.
    """
    there = [row for row in rows if row is not None]
    return [_measured(column, at, there, metrics) for at, column in enumerate(columns)]


def _measured(
    column: Column, at: int, rows: Sequence[Any], metrics: QFontMetrics
) -> tuple[int, int]:
    values = [value_of(row, column, at) for row in rows]
    texts = sorted((display(value, column.kind) for value in values), key=_looks)
    beside = 2 * px(Space.M) + px(_RING)
    beside += px(_ICON) if any(isinstance(value, Status) for value in values) else 0
    usual = texts[: len(texts) * _USUAL // 100 + 1]
    return beside + _widest(usual, metrics), beside + _widest(texts, metrics)


def _widest(texts: Sequence[str], metrics: QFontMetrics) -> int:
    """Of ``texts`` in the order of their length; those at the end are measured."""
    return max((metrics.horizontalAdvance(one) for one in texts[-_LONGEST:]), default=0)


def _looks(text: str) -> int:
    """About how long: a character of Chinese is as wide as two letters."""
    return len(text.encode("gb18030", "replace"))


def _raise(widths: Sequence[int], wanted: Sequence[int], room: int) -> list[int]:
    """Raise ``widths`` to what is wanted while room is left, the smallest wish first."""
    raised, left = list(widths), room - sum(widths)
    for at in sorted(range(len(raised)), key=lambda at: wanted[at] - raised[at]):
        more = min(max(wanted[at] - raised[at], 0), left)
        raised[at] += more
        left -= more
    return raised


def _level(widths: Sequence[int], wishes: Sequence[Wish]) -> list[int]:
    """Share what the even columns have: all the same, or what is enough for the shorter ones."""
    levelled = list(widths)
    twins = [at for at, one in enumerate(wishes) if one.even and not one.dragged]
    left = sum(widths[at] for at in twins)
    for done, at in enumerate(sorted(twins, key=lambda at: wishes[at].full)):
        levelled[at] = min(wishes[at].full, left // (len(twins) - done))
        left -= levelled[at]
    cut = any(levelled[at] < wishes[at].title for at in twins)
    return list(widths) if cut else levelled


def _hand_out(widths: Sequence[int], wishes: Sequence[Wish], room: int) -> list[int]:
    """Give what is left to those that stretch, the odd pixels to the last of them."""
    given, left = list(widths), room - sum(widths)
    takers = [at for at, one in enumerate(wishes) if one.stretch] or [len(given) - 1]
    for at in takers:
        given[at] += left // len(takers)
    given[takers[-1]] += left % len(takers)
    return given
