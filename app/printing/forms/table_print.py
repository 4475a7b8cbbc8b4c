"""What a table on screen shows, on paper: its title, filter, columns and rows in their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.core.numbers import counted
from app.printing.form import NOT_YET, Form
from app.printing.heading import heading_of
from app.printing.page import POINT, Align, Sheet
from app.printing.table import PADDING, Column, Group, draw


@dataclass(frozen=True)
class PrintColumn:
    """A column as the table shows it."""

    title: str
    align: Align = "left"


@dataclass(frozen=True)
class TablePrint:
    """The visible content of one table.

    Attributes:
        filter_text: the active filters in words; empty when everything is shown.
        rows: as many texts per row as there are columns.
        made_at: local wall-clock time, naive.
    """

    centre_name: str
    title: str
    columns: tuple[PrintColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    filter_text: str = ""
    document_number: str = ""
    made_at: dt.datetime = NOT_YET
    made_by: str = ""
    demo: bool = False


_WIDEST = 60.0  # mm a column may ask for
_NARROWEST = 9.0
_SAMPLED = 400  # rows that are measured


def render(data: TablePrint) -> bytes:
    """The table as PDF, upright when the columns fit so, else landscape."""
    heading = heading_of(data, data.title, data.filter_text, f"共 {counted(len(data.rows))} 行")
    sheet = Sheet(heading)
    wished = _wished(sheet, data)
    if sum(wished) > sheet.right - sheet.left:
        sheet = Sheet(heading, landscape=True)
    columns = _columns(data.columns, _shared(wished, sheet.right - sheet.left))
    keys = [column.key for column in columns]
    rows = [dict(zip(keys, row, strict=True)) for row in data.rows]
    draw(sheet, columns, [Group(rows)])
    return sheet.finish()


def _wished(sheet: Sheet, data: TablePrint) -> list[float]:
    """Width in mm that each column would like: its title and the widest of its first texts."""
    widths = []
    for index, column in enumerate(data.columns):
        texts = {row[index] for row in data.rows[:_SAMPLED]}
        widest = max((sheet.measure(text) for text in texts), default=0.0)
        em = max(widest, sheet.measure(column.title, bold=True))
        widths.append(min(max(em * sheet.SIZE / POINT + 2 * PADDING + 1, _NARROWEST), _WIDEST))
    return widths


def _shared(wished: Sequence[float], width: float) -> list[float]:
    """``wished`` made to fill ``width``: too little in proportion, too much off the widest."""
    if sum(wished) <= width:
        return [each * width / sum(wished) for each in wished]
    rest, cap = width, width
    for done, each in enumerate(sorted(wished)):
        cap = rest / (len(wished) - done)
        if each >= cap:
            break
        rest -= each
    return [min(each, cap) for each in wished]


def _columns(shown: Sequence[PrintColumn], widths: Sequence[float]) -> list[Column]:
    pairs = enumerate(zip(shown, widths, strict=True))
    return [Column(str(i), column.title, width, column.align) for i, (column, width) in pairs]


FORM: Form[TablePrint] = Form("table", "列表打印", "LB", "none", render)
