"""Reading a whole list of members from a file that a person chose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import UserError
from app.core.progress import Progress, silent
from app.services.imports.columns import AXIS, LABELS, Columns, find_header
from app.services.imports.documents import identity_of
from app.services.imports.imported import ImportedMember, duplicate_code
from app.services.imports.row_reader import ELDER_AGE, RowReader, sex_codes
from app.services.imports.sheets import Cell, Table, Workbook, open_workbook
from app.services.imports.values import text_of
from app.services.imports.vocabulary import Vocabulary

__all__ = ["ImportedMember", "MemberSheet", "Peek", "duplicate_code", "peek", "read_members"]

_REPORT_EVERY = 1000
_SHARED = (
    "community", "address", "registered_address", "categories", "living",
    *(name for name in LABELS if name.startswith(AXIS)),
)  # fmt: skip
"""Fields that one merged cell says about several people."""


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
        lists: the visible sheets that are lists of people, with their number of rows.
        remembered: whether the columns are those that a person corrected for an earlier list.
    """

    sheet: str
    sheets: tuple[str, ...]
    header_row: int
    columns: Columns
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    missing: tuple[str, ...]
    lists: tuple[tuple[str, int], ...] = ()
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
    header = table.first_row + at
    return Peek(table.name, book.names, header, columns, sample, missing, _lists(book, table))


def _lists(book: Workbook, known: Table) -> tuple[tuple[str, int], ...]:
    """The sheets with names and numbers: who chooses one must know of the others.

    ``known``: the one that has been read already.
    """
    found = []
    for name in book.names:
        table = known if name == known.name else book.read(name)
        header = find_header(table.rows)
        people = len(table.rows) - header[0] - 1 if header else 0
        if header and people and "id_number" in header[1].fields:
            found.append((name, people))
    return tuple(found)


def read_members(
    path: Path,
    today: dt.date,
    mapping: Mapping[int, str] | None = None,
    progress: Progress = silent,
    sheet: str | None = None,
    minimum_age: int = ELDER_AGE,
    remembered: Callable[[Columns], Mapping[int, str] | None] | None = None,
    vocabulary: Vocabulary | None = None,
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
        vocabulary: the words of this centre; None takes those that the program ships.

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
    _fill_merged(table, at, columns)
    sexes = _sexes(table.rows[at + 1 :], columns, today)
    interpret = RowReader(columns, today, minimum_age, sexes, vocabulary).read
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


def _fill_merged(table: Table, header: int, columns: Columns) -> None:
    """Give what stands once beside several people to each of them: a community, an address.

    Names, numbers and the like belong to one line, whatever a cell looks like.
    """
    shared = {columns.fields[name]: name for name in _SHARED if name in columns.fields}
    for top, left, bottom, _ in table.merged:
        if top <= header or bottom == top or left not in shared:
            continue
        value = table.rows[top][left]
        for row in table.rows[top + 1 : bottom + 1]:
            row += [""] * (left + 1 - len(row))
            if row[left] == "":
                row[left] = value


def _sexes(rows: Sequence[Sequence[Cell]], columns: Columns, today: dt.date) -> dict[str, str]:
    """What digits in the column of sexes mean; see `sex_codes`."""
    sex, number = columns.fields.get("sex", -1), columns.fields.get("id_number", -1)
    if sex < 0 or number < 0:
        return {}
    pairs = []
    for row in rows:
        word = text_of(row[sex]) if sex < len(row) else ""
        if word in ("0", "1", "2") and number < len(row):
            identity, _ = identity_of(row[number], today)
            if identity is not None:
                pairs.append((word, identity.sex))
    return sex_codes(pairs)


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
            f"在“{path.name}”中没有找到表头，请确认有一行写着“姓名、身份证号、性别……”等列名"
            + ("；隐藏的工作表不会读取，请先取消隐藏。" if book.hidden else "。"),
        )
    return best
