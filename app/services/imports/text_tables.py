"""Tables in text files: csv and its relatives, web pages and XML that platforms call xls.

Pure: bytes or text in, named tables out; None where there is no table to read.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any, NamedTuple, TypeAlias
from xml.etree import ElementTree

Rows: TypeAlias = list[list[str]]
Merged: TypeAlias = tuple[int, int, int, int]
"""Places that one cell takes: first row, first column, last row, last column, from 0."""


class Grid(NamedTuple):
    """One table: its rows, and the cells that take several places."""

    rows: Rows
    merged: list[Merged]


DELIMITERS = ("\t", ",", ";", "|", "，")
_LONGEST_FIELD = 10_000_000
_LOOKED_AT = 40
_MOST_COLUMNS, _MOST_ROWS = 2_000, 10_000
"""What a file may span or skip at once; more would only fill the memory."""
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"']([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_SHEETS = "urn:schemas-microsoft-com:office:spreadsheet"
_WIDE = {"utf-8": "utf-8-sig", "utf8": "utf-8-sig", "gb2312": "gb18030", "gbk": "gb18030"}


def decode(data: bytes) -> str | None:
    """Text in the encodings that Excel, WPS and platforms write; None when it is none of them."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def is_markup(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is a web page or XML."""
    bare = head.replace(b"\0", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    return bare.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1] == b"<"


def separated(text: str) -> Rows:
    """The rows of a csv-like ``text``, by the separator that makes most of its lines alike."""
    csv.field_size_limit(_LONGEST_FIELD)
    delimiter = _delimiter(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        # A quotation mark that is not closed would swallow the people of the lines below.
        quoting = (csv.QUOTE_MINIMAL, csv.QUOTE_NONE)
        rows = max((_parse(text, delimiter, each) for each in quoting), key=_likeness)
    return [[*map(_unquoted, row)] for row in rows]


def is_separated(text: str) -> bool:
    """Whether ``text`` is a table and not just words."""
    head = text[:20_000]
    lines = [line for line in head.splitlines()[:_LOOKED_AT] if line.strip()]
    return len(lines) > 1 and any(sum(sign in line for line in lines) > 1 for sign in DELIMITERS)


def _parse(text: str, delimiter: str, quoting: Any = csv.QUOTE_MINIMAL) -> Rows:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting))


def _unquoted(text: str) -> str:
    """``="330105…"``, by which platforms keep Excel from rounding numbers, without the wrapping."""
    return text[2:-1] if text.startswith('="') and text.endswith('"') else text


def _delimiter(text: str) -> str:
    """The separator by which most of the first lines have equally many cells; of several the one
    that makes more of them (an address may hold commas, a list cut by tabs has none)."""
    head = "".join(text[:20_000].splitlines(keepends=True)[:_LOOKED_AT])
    return max(DELIMITERS, key=lambda sign: _likeness(_parse(head, sign)))


def _likeness(rows: Rows) -> tuple[int, int]:
    """How many rows have the most common number of cells, and how many cells that is."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, alike = max(widths.items(), key=lambda item: item[1], default=(0, 0))
    return alike, width


def marked_up(data: bytes) -> dict[str, Grid] | None:
    """The tables of a web page, or the sheets of an XML workbook of Excel 2003."""
    text = _decode_markup(data)
    if text is None:
        return None
    if _SHEETS in text[:4096]:
        return _workbook(text)
    reader = _Page()
    reader.feed(text)
    reader.close()
    tables = [table.grid for table in reader.tables if _is_list(table.grid)]
    return {f"网页表格{n}": grid for n, grid in enumerate(tables, 1)} or None


def _is_list(grid: Grid) -> bool:
    """Whether a table of a page holds more than its layout."""
    return sum(len(row) > 1 for row in grid.rows) > 1


def _decode_markup(data: bytes) -> str | None:
    """Text by what the page says about itself, as far as that is right."""
    head = data[:4096]
    named = _CHARSET.search(head) or _ENCODING.search(head)
    if named and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = named[1].decode("ascii").lower()
        try:
            return data.decode(_WIDE.get(encoding, encoding))
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data)


def _workbook(text: str) -> dict[str, Grid] | None:
    """The sheets of an XML workbook; a document type is not read, because it can hold traps."""
    if _DOCTYPE.search(text[:4096]):
        return None
    try:
        root = ElementTree.fromstring(_DECLARATION.sub("", text))  # noqa: S314 - no entities
    except ElementTree.ParseError:
        return None
    sheets = {
        _given(sheet, "Name") or f"Sheet{n}": _sheet(sheet)
        for n, sheet in enumerate(root.iter(f"{{{_SHEETS}}}Worksheet"), 1)
    }
    return sheets or None


def _sheet(sheet: ElementTree.Element) -> Grid:
    """The cells of one sheet of an XML workbook."""
    grid = Grid([], [])
    for row in sheet.iter(f"{{{_SHEETS}}}Row"):
        skipped = min(_number(row, "Index", len(grid.rows) + 1) - 1 - len(grid.rows), _MOST_ROWS)
        grid.rows.extend([] for _ in range(skipped))
        cells: list[str] = []
        for cell in row.iter(f"{{{_SHEETS}}}Cell"):
            cells += [""] * (min(_number(cell, "Index", 0) - 1, _MOST_COLUMNS) - len(cells))
            data = cell.find(f"{{{_SHEETS}}}Data")
            across = min(_number(cell, "MergeAcross", 0), _MOST_COLUMNS)
            down = _number(cell, "MergeDown", 0)
            if across or down:
                top, left = len(grid.rows), len(cells)
                grid.merged.append((top, left, top + down, left + across))
            cells += ["" if data is None else "".join(data.itertext()), *[""] * across]
        grid.rows.append(cells)
    return grid


def _given(element: ElementTree.Element, key: str) -> str:
    return element.get(f"{{{_SHEETS}}}{key}", "")


def _number(element: ElementTree.Element, key: str, otherwise: int) -> int:
    text = _given(element, key)
    return int(text) if text.isdecimal() else otherwise


class _Page(HTMLParser):
    """Collects the tables of a page, spanning cells spread over the places they take.

    Attributes:
        tables: in the order of the page; an inner table is one of its own.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table, row or cell begins, or a line within a cell."""
        if tag == "table":
            table = _Table()
            self._open.append(table)
            self.tables.append(table)
        elif not self._open:
            return
        elif tag == "tr":
            self._open[-1].begin_row()
        elif tag in ("td", "th"):
            given = dict(attrs)
            self._open[-1].begin_cell(_span(given.get("colspan")), _span(given.get("rowspan")))
        elif tag in ("br", "p", "div"):
            self._open[-1].say("\n")

    def handle_endtag(self, tag: str) -> None:
        """A table, row or cell ends."""
        if not self._open:
            return
        if tag in ("td", "th", "tr"):
            self._open[-1].end_cell()
        elif tag == "table":
            self._open.pop().end_cell()

    def handle_data(self, data: str) -> None:
        """Words of the cell that is open."""
        if self._open:
            self._open[-1].say(data)


class _Table:
    """One table of a page while it is read."""

    def __init__(self) -> None:
        self.grid = Grid([], [])
        self._words: list[str] | None = None
        self._across = 1
        self._taken: dict[int, int] = {}

    def begin_row(self) -> None:
        """The next row."""
        self.end_cell()
        self.grid.rows.append([])

    def begin_cell(self, across: int, down: int) -> None:
        """The next cell, in the first place that no cell above spans."""
        self.end_cell()
        if not self.grid.rows:
            self.grid.rows.append([])
        top, row = len(self.grid.rows) - 1, self.grid.rows[-1]
        while self._taken.get(len(row), 0) > top:
            row.append("")
        self._words, self._across, left = [], across, len(row)
        if across > 1 or down > 1:
            self._taken |= dict.fromkeys(range(left, left + across), top + down)
            self.grid.merged.append((top, left, top + down - 1, left + across - 1))

    def say(self, words: str) -> None:
        """More words of the open cell."""
        if self._words is not None:
            self._words.append(words)

    def end_cell(self) -> None:
        """The open cell has been read."""
        if self._words is not None:
            text = re.sub(r"[ \t\r\n\xa0]+", " ", "".join(self._words)).strip()
            self.grid.rows[-1] += [text, *[""] * (self._across - 1)]
            self._words = None


def _span(text: str | None) -> int:
    """Places that a cell takes."""
    return max(1, min(int(text), _MOST_COLUMNS)) if text and text.strip().isdecimal() else 1
