"""Tables with fixed row heights: columns are declared, rows are texts, nothing is ever cut.

A cell that is too wide is printed smaller down to `Sheet.FLOOR`, then on two lines; when two lines
of the smallest size do not hold it, its row takes twice, three times … the height.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.core.errors import UserError
from app.printing.fitting import Fitted
from app.printing.page import POINT, Align, Sheet

PADDING = 1.5
"""Free width left and right in a cell, mm."""
_GAP = 0.8  # free height in a cell, mm; above and below together
_HEADER_GREY, _HEADING_GREY = 0.9, 0.96


@dataclass(frozen=True)
class Column:
    """One column: ``key`` finds its text in a row, ``width`` is in mm."""

    key: str
    title: str
    width: float
    align: Align = "center"


@dataclass(frozen=True)
class Summary:
    """A line of totals: ``label`` on the left, ``cells`` (column key → text) under their columns.

    The label has the width up to the first column that has a cell.
    """

    label: str
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Group:
    """Rows that belong together; a row is column key → text, a key left out is an empty cell.

    ``whole``: it goes to the next page rather than over the end of one, where a page holds it.
    """

    rows: Sequence[Mapping[str, str]]
    heading: str = ""
    subtotal: Summary | None = None
    whole: bool = False


@dataclass(frozen=True)
class Style:
    """Heights in mm, sizes in points."""

    row: float = 7.4
    header: float = 8.0
    size: float = Sheet.SIZE


@dataclass(frozen=True)
class _Cell:
    """A text fitted into columns from ``x`` (mm from the sheet's left margin)."""

    x: float
    width: float
    shown: Fitted
    align: Align


@dataclass(frozen=True)
class _Band:
    """One horizontal strip of the table; ``keep`` binds it to the next one on the same page."""

    height: float
    cells: tuple[_Cell, ...]
    edges: tuple[float, ...]
    bold: bool = False
    grey: float = 1.0
    keep: bool = False
    again: _Band | None = None


def draw(
    sheet: Sheet,
    columns: Sequence[Column],
    groups: Sequence[Group],
    *,
    total: Summary | None = None,
    empty: str = "没有记录",
    style: Style | None = None,
    tail: float = 0.0,
) -> None:
    """Draw a table from ``sheet.y`` down, on as many pages as it takes.

    The header is repeated on every page, a group that goes on repeats its heading with （续）; a
    heading never stands at the foot of a page, a subtotal never without a row above it.

    Args:
        total: the last line.
        empty: the sentence in place of rows when there are none.
        tail: mm that must stay free below the last line, for signatures.

    Raises:
        UserError: ``text_too_long`` for a cell higher than a page.
        ValueError: the columns are wider than the sheet (a mistake in the form).
    """
    table = _Table(sheet, columns, style or Style())
    table.draw(table.bands(groups, total, empty), tail)


class _Table:
    def __init__(self, sheet: Sheet, columns: Sequence[Column], style: Style) -> None:
        self.sheet, self.columns, self.style = sheet, columns, style
        self.width = sum(column.width for column in columns)
        if self.width > sheet.right - sheet.left + 0.01:
            raise ValueError(f"columns take {self.width} mm, the sheet has less")
        self.lefts: dict[str, float] = {}
        x = 0.0
        for column in columns:
            self.lefts[column.key] = x
            x += column.width
        self.edges = (*self.lefts.values(), self.width)
        self.header = self._header()
        self._known: dict[tuple[str, float, bool, float], Fitted] = {}

    # -- what there is to draw -----------------------------------------------------------------

    def bands(self, groups: Sequence[Group], total: Summary | None, empty: str) -> list[_Band]:
        """Everything below the header, in order."""
        bands: list[_Band] = []
        for group in groups:
            bands += self._group(group, last=group is groups[-1] and total is not None)
        if not bands:
            bands.append(self._wide(empty, self.style.row * 2, keep=total is not None))
        if total is not None:
            bands.append(self._summary(total, _HEADER_GREY))
        return bands

    def _group(self, group: Group, *, last: bool) -> list[_Band]:
        again = None
        bands = []
        if group.heading:
            bands.append(self._heading(group.heading, keep=bool(group.rows)))
            again = self._heading(f"{group.heading}（续）", keep=True)
        closing = group.subtotal is not None
        for index, row in enumerate(group.rows):
            end = index == len(group.rows) - 1
            bands.append(self._row(row, keep=end and (closing or last), again=again))
        if group.subtotal is not None:
            bands.append(self._summary(group.subtotal, _HEADING_GREY, keep=last))
        if group.whole and bands and self._fits_a_page(bands, last=last):
            bands = [*(replace(band, keep=True) for band in bands[:-1]), bands[-1]]
        return bands

    def _fits_a_page(self, bands: Sequence[_Band], *, last: bool) -> bool:
        """Whether a page holds all of ``bands``, and the total where it follows them."""
        height = sum(band.height for band in bands) + (self.style.row if last else 0)
        return height <= self.sheet.bottom - self.sheet.top - self.header.height

    def _header(self) -> _Band:
        cells = []
        for column in self.columns:
            shown = self.sheet.fitted(
                column.title,
                column.width - PADDING,
                self.style.header,
                size=self.style.size,
                bold=True,
            )
            cells.append(_Cell(self.lefts[column.key], column.width, shown, "center"))
        return _Band(self.style.header, tuple(cells), self.edges, bold=True, grey=_HEADER_GREY)

    def _row(self, row: Mapping[str, str], *, keep: bool, again: _Band | None) -> _Band:
        shown = {c.key: self._fit(row[c.key], c.width) for c in self.columns if row.get(c.key)}
        height = self._height(max((each.height for each in shown.values()), default=0.0), row)
        cells = []
        for column in self.columns:
            if (text := shown.get(column.key)) is None:
                continue
            if text.height > (self.style.row - _GAP) * POINT:
                text = self._fit(row[column.key], column.width, height=height)
            cells.append(_Cell(self.lefts[column.key], column.width, text, column.align))
        return _Band(height, tuple(cells), self.edges, keep=keep, again=again)

    def _height(self, points: float, row: Mapping[str, str]) -> float:
        """The fixed height, or a multiple of it when a text needs more."""
        units = max(math.ceil((points / POINT + _GAP) / self.style.row - 1e-6), 1)
        height = units * self.style.row
        page = self.sheet.bottom - self.sheet.top - self.header.height - 3 * self.style.row
        if height > page:
            longest = max(row.values(), key=len)
            raise UserError(
                "text_too_long",
                f"“{longest[:20]}…”共 {len(longest)} 个字，一页印不下，请缩短后再打印。",
            )
        return height

    def _heading(self, text: str, *, keep: bool) -> _Band:
        shown = self._fit(text, self.width, bold=True)
        cell = _Cell(0, self.width, shown, "left")
        return _Band(self.style.row, (cell,), (0, self.width), True, _HEADING_GREY, keep)

    def _wide(self, text: str, height: float, *, keep: bool) -> _Band:
        shown = self.sheet.fitted(
            text, self.width - 2 * PADDING, height, size=self.style.size + 2.5
        )
        cell = _Cell(0, self.width, shown, "center")
        return _Band(height, (cell,), (0, self.width), keep=keep)

    def _summary(self, summary: Summary, grey: float, keep: bool = False) -> _Band:
        used = [column for column in self.columns if column.key in summary.cells]
        wide = self.lefts[used[0].key] if used else self.width
        cells = [_Cell(0, wide, self._fit(summary.label, wide, bold=True), "left")]
        edges = {0.0, wide, self.width}
        for column in used:
            left = self.lefts[column.key]
            shown = self._fit(summary.cells[column.key], column.width, bold=True)
            cells.append(_Cell(left, column.width, shown, column.align))
            edges |= {left, left + column.width}
        return _Band(self.style.row, tuple(cells), tuple(sorted(edges)), True, grey, keep)

    def _fit(self, text: str, width: float, *, bold: bool = False, height: float = 0.0) -> Fitted:
        key = (text, width, bold, height)
        if (known := self._known.get(key)) is None:
            known = self._known[key] = self.sheet.fitted(
                text,
                width - 2 * PADDING,
                (height or self.style.row) - _GAP,
                size=self.style.size,
                bold=bold,
            )
        return known

    # -- where it goes -------------------------------------------------------------------------

    def draw(self, bands: Sequence[_Band], tail: float) -> None:
        """Put the bands on pages."""
        rules = _Rules(self.sheet)
        self.sheet.need(self.header.height + self._bound(bands, 0, tail))
        self._put(self.header, rules)
        for index, band in enumerate(bands):
            if self._bound(bands, index, tail) > self.sheet.room() + 1e-6:
                rules.close()
                self.sheet.new_page()
                self._put(self.header, rules)
                if band.again is not None:
                    self._put(band.again, rules)
            self._put(band, rules)
        rules.close()

    def _bound(self, bands: Sequence[_Band], index: int, tail: float) -> float:
        """Height of the band and of what must stand below it on the same page."""
        height = 0.0
        while True:
            height += bands[index].height
            if index == len(bands) - 1:
                return height + tail
            if not bands[index].keep:
                return height
            index += 1

    def _put(self, band: _Band, rules: _Rules) -> None:
        sheet, top = self.sheet, self.sheet.y
        if band.grey < 1:
            sheet.fill(sheet.left, top, self.width, band.height, band.grey)
        for cell in band.cells:
            x, width = sheet.left + cell.x + PADDING, cell.width - 2 * PADDING
            sheet.lines(x, top, width, band.height, cell.shown, bold=band.bold, align=cell.align)
        rules.add(top, top + band.height, band.edges)
        sheet.y = top + band.height


class _Rules:
    """The lines of one page: verticals run through as long as the columns below agree."""

    THIN, THICK = 0.4, 0.9

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._open: dict[float, float] = {}
        self._top: float | None = None
        self._y = 0.0

    def add(self, top: float, bottom: float, edges: Sequence[float]) -> None:
        """Lines around a band with inner and outer ``edges`` (mm from the left margin)."""
        left = self.sheet.left
        if self._top is None:
            self._top = top
        else:
            self.sheet.line(left + edges[0], top, left + edges[-1], top, width=self.THIN)
        for x in [x for x in self._open if x not in edges]:
            self.sheet.line(left + x, self._open.pop(x), left + x, top, width=self.THIN)
        for x in edges[1:-1]:
            self._open.setdefault(x, top)
        self._y, self._right = bottom, edges[-1]

    def close(self) -> None:
        """End the verticals and draw the frame of what is on this page."""
        if self._top is None:
            return
        sheet, left = self.sheet, self.sheet.left
        for x, start in self._open.items():
            sheet.line(left + x, start, left + x, self._y, width=self.THIN)
        right = left + self._right
        for x in (left, right):
            sheet.line(x, self._top, x, self._y, width=self.THICK)
        for y in (self._top, self._y):
            sheet.line(left, y, right, y, width=self.THICK)
        self._open.clear()
        self._top = None
