"""Reading a whole list of members from a file that a person chose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import UserError
from app.core.progress import Progress, silent
from app.services.imports.columns import Columns, find_header
from app.services.imports.imported import ImportedMember, duplicate_code
from app.services.imports.row_reader import ELDER_AGE, RowReader
from app.services.imports.sheets import Table, Workbook, open_workbook
from app.services.imports.values import text_of

__all__ = ["ImportedMember", "MemberSheet", "Peek", "duplicate_code", "peek", "read_members"]

_REPORT_EVERY = 1000


@dataclass(frozen=True, slots=True)
class MemberSheet:
    """A whole list.

    Attributes:
        sheet: name of the sheet that was read; ``sheets`` all visible ones.
        header_row: the sheet's own number of the header row.
        columns: what the columns mean; ``recognised`` before a person corrected them.
        rows: the data rows in order; blank rows, totals, signatures and repeated headers left out.
    """

    sheet: str
    sheets: tuple[str, ...]
    header_row: int
    columns: Columns
    rows: tuple[ImportedMember, ...]
    recognised: Columns


@dataclass(frozen=True, slots=True)
class Peek:
    """The first look at a file, for a person to confirm the columns.

    Attributes:
        sheet: the sheet that looks most like a list; ``sheets`` all visible ones.
        header_row: the sheet's own number of the header row.
        columns: what the columns are taken for.
        rows: up to 20 following rows as (row number, cells as text).
        missing: fields without a column that a list should have (``name``, ``id_number``).
        remembered: whether the columns are those that a person corrected for an earlier list.
    """

    sheet: str
    sheets: tuple[str, ...]
    header_row: int
    columns: Columns
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    missing: tuple[str, ...]
    remembered: bool = False


def peek(path: Path, sheet: str | None = None) -> Peek:
    """The recognised columns and first rows of ``path``; raises as `read_members`."""
    book = open_workbook(path)
    table, at, columns = _choose(path, book, sheet)
    sample = tuple(
        (table.first_row + at + 1 + offset, tuple(map(text_of, row)))
        for offset, row in enumerate(table.rows[at + 1 : at + 21])
    )
    missing = tuple(name for name in ("name", "id_number") if name not in columns.fields)
    return Peek(table.name, book.names, table.first_row + at, columns, sample, missing)


def read_members(
    path: Path,
    today: dt.date,
    mapping: Mapping[int, str] | None = None,
    progress: Progress = silent,
    sheet: str | None = None,
    minimum_age: int = ELDER_AGE,
    remembered: Callable[[Columns], Mapping[int, str] | None] | None = None,
) -> MemberSheet:
    """Read the list in ``path``.

    Args:
        path: xlsx, xls, csv or txt.
        today: for ages and for dates that cannot have happened yet.
        mapping: a person's choices, column index → field (``""`` = leave out), over what was
            recognised.
        progress: called every 1000 rows.
        sheet: name of the sheet; by default the one that looks most like a list.
        minimum_age: completed years below which a person is doubtful (setting 登记年龄下限).
        remembered: gives the choices a person made for such columns before; asked when
            ``mapping`` is None.

    Raises:
        UserError: the file cannot be read (see `app.services.imports.sheets.open_workbook`), or
            ``header_missing``.
        EnvironmentProblem: the disk or stick fails.
    """
    progress(0, 0, "正在打开表格")
    book = open_workbook(path)
    table, at, found = _choose(path, book, sheet)
    if mapping is None and remembered is not None:
        mapping = remembered(found)
    columns = found.with_mapping(mapping)
    interpret = RowReader(columns, today, minimum_age).read
    members: list[ImportedMember] = []
    total = len(table.rows) - at - 1
    for offset, row in enumerate(table.rows[at + 1 :]):
        if offset % _REPORT_EVERY == 0:
            progress(offset, total, "正在核对名册")
        member = interpret(table.first_row + at + 1 + offset, row)
        if member is not None:
            members.append(member)
    progress(total, total, "正在核对名册")
    header = table.first_row + at
    return MemberSheet(table.name, book.names, header, columns, tuple(members), found)


def _choose(path: Path, book: Workbook, sheet: str | None) -> tuple[Table, int, Columns]:
    """The first sheet with names and numbers, else the one with most recognised columns;
    with its header's index and columns.
    """
    if sheet is not None and sheet not in book.names:
        raise UserError("sheet_missing", f"“{path.name}”中没有名为“{sheet}”的工作表，请重新选择。")
    best: tuple[Table, int, Columns] | None = None
    for name in (sheet,) if sheet is not None else book.names:
        table = book.read(name)
        found = find_header(table.rows)
        if found and "id_number" in found[1].fields:
            return table, *found
        if found and (best is None or len(found[1].fields) > len(best[2].fields)):
            best = table, *found
    if best is None:
        raise UserError(
            "header_missing",
            f"在“{path.name}”中没有找到表头，请确认有一行写着“姓名、身份证号、性别……”等列名。",
        )
    return best
