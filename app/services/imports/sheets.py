"""Opening a spreadsheet of any kind as rows of cell values with the sheet's own row numbers."""

from __future__ import annotations

import csv
import datetime as dt
import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from app.core.errors import UserError
from app.services.imports import text_tables
from app.services.imports.files import check_readable, kind_of, read_bytes
from app.services.imports.text_tables import Merged

Cell: TypeAlias = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta
"""A cell as calamine gives it: numbers are floats, an empty cell is ``""``."""

EXCEL = (".xlsx", ".xls", ".xlsm", ".xlsb", ".et", ".ods")
TEXT = (".csv", ".txt", ".tsv")

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BEGINS = b"\x09\x08\x10\x00\x00\x06"
_FILEPASS = 0x2F
"""Record of BIFF8 (MS-XLS 2.4.117) that tells how the rest is encrypted."""
_OLD_WORKBOOK = "Workbook".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet.

    Attributes:
        name: of the sheet; for a text file the file's name without suffix.
        first_row: the sheet's own number (from 1) of ``rows[0]``.
        rows: cells row by row, without gaps; rows of a text file may differ in length.
        merged: cells that take several places of ``rows``.
    """

    name: str
    first_row: int
    rows: list[list[Cell]]
    merged: tuple[Merged, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """An opened file: visible sheet names in order and a way to read one of them.

    ``hidden``: how many sheets nobody sees; they are not read.
    """

    names: tuple[str, ...]
    read: Callable[[str], Table]
    hidden: int = 0


def open_workbook(path: Path) -> Workbook:
    """Open ``path`` (xlsx, xls, csv, txt) for reading.

    Raises:
        UserError: ``file_missing``, ``file_folder``, ``file_empty``, ``file_large``,
            ``file_locked``, ``sheet_wrong_type``, ``sheet_password``, ``sheet_damaged``.
        EnvironmentProblem: the disk or stick fails.
    """
    check_readable(path)
    head = _head(path)
    kind = kind_of(head)
    if kind in ("zip", "ole"):
        return _open_excel(path)
    if kind:
        raise _wrong_type(path)
    if text_tables.is_markup(head):
        return _open_markup(path)
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if path.suffix.lower() in EXCEL and (head[:2] == b"PK" or (b"\0" in head and not wide)):
        raise _damaged(path)
    # Platforms call their text xls as well, and Excel opens it; what is called xlsx it refuses.
    if path.suffix.lower() in EXCEL and path.suffix.lower() != ".xls":
        raise _wrong_type(path)
    return _open_text(path)


def _head(path: Path) -> bytes:
    """The first bytes of the file, enough to know its kind."""
    try:
        with path.open("rb") as file:
            return file.read(4096)
    except OSError:
        return read_bytes(path)[:4096]


def _open_excel(path: Path) -> Workbook:
    """An Office container: a workbook, a document of another program, or an encrypted one."""
    data = read_bytes(path)
    if kind_of(data) == "ole" and _ENCRYPTED in data:
        raise _password(path)
    try:
        # From memory, because by path the format is told by the suffix, and people rename files.
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        lists = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        names = tuple(one.name for one in lists if one.visible == SheetVisibleEnum.Visible)
    except PasswordError:
        raise _password(path) from None
    except CalamineError as error:
        raise _explain(path, data, str(error)) from error
    if not names:
        raise _wrong_type(path)
    return Workbook(names, lambda name: _read_sheet(path, book, name), len(lists) - len(names))


def _read_sheet(path: Path, book: CalamineWorkbook, name: str) -> Table:
    """The cells of one sheet; leading empty rows are not given but counted."""
    try:
        sheet = book.get_sheet_by_name(name)
        top, left = sheet.start or (0, 0)
        merged = tuple(
            (first[0] - top, first[1] - left, last[0] - top, last[1] - left)
            for first, last in sheet.merged_cell_ranges or ()
        )
        return Table(name, top + 1, sheet.to_python(skip_empty_area=True), merged)
    except CalamineError as error:
        raise _damaged(path) from error


def _open_text(path: Path) -> Workbook:
    """A csv or txt file as a workbook of one sheet."""
    text = text_tables.decode(read_bytes(path))
    if text is None or (path.suffix.lower() in EXCEL and not text_tables.is_separated(text)):
        raise _wrong_type(path)
    try:
        rows: list[list[Cell]] = [list[Cell](row) for row in text_tables.separated(text)]
    except csv.Error:
        raise _damaged(path) from None
    return Workbook((path.stem,), lambda name: Table(name, 1, rows))


def _open_markup(path: Path) -> Workbook:
    """What many platforms save as xls: a web page with a table, or XML of Excel 2003."""
    grids = text_tables.marked_up(read_bytes(path))
    if not grids:
        raise _wrong_type(path)

    def table(name: str) -> Table:
        grid = grids[name]
        return Table(name, 1, [list[Cell](row) for row in grid.rows], tuple(grid.merged))

    return Workbook(tuple(grids), table)


def _explain(path: Path, data: bytes, problem: str) -> UserError:
    """Why the container could not be opened as a workbook."""
    if "assword" in problem or "ncrypt" in problem or _asks_password(data):
        return _password(path)
    if kind_of(data) == "ole":
        return _damaged(path) if _OLD_WORKBOOK in data else _wrong_type(path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            workbook = any(name.startswith("xl/") for name in archive.namelist())
    except zipfile.BadZipFile:
        return _damaged(path)
    return _damaged(path) if workbook else _wrong_type(path)


def _asks_password(data: bytes) -> bool:
    """Whether a workbook of Excel 97 is encrypted: a record near its beginning says so.

    The reader tells such a file from a broken one no more than it does a text.
    """
    at = data.find(_BEGINS)
    for _ in range(8):
        if at < 0 or at + 4 > len(data):
            return False
        kind, length = struct.unpack_from("<HH", data, at)
        if kind == _FILEPASS:
            return True
        at += 4 + length
    return False


def _wrong_type(path: Path) -> UserError:
    """Neither a workbook nor a text table."""
    return UserError(
        "sheet_wrong_type",
        f"文件“{path.name}”不是可以读取的表格，请用Excel或WPS打开后另存为xlsx或csv再导入。",
    )


def _damaged(path: Path) -> UserError:
    """The container is cut off or broken."""
    return UserError(
        "sheet_damaged",
        f"文件“{path.name}”不完整或已损坏，请重新复制一份，或用Excel修复后另存再导入。",
    )


def _password(path: Path) -> UserError:
    """The workbook opens only with a password."""
    return UserError(
        "sheet_password",
        f"文件“{path.name}”设有打开密码，请用Excel打开并取消密码（文件－信息－保护工作簿）后再导入。",
    )
