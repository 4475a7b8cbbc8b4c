"""Opening a spreadsheet of any kind as rows of cell values with the sheet's own row numbers."""

from __future__ import annotations

import csv
import datetime as dt
import io
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
from app.services.imports.files import check_readable, kind_of, read_bytes

Cell: TypeAlias = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta
"""A cell as calamine gives it: numbers are floats, an empty cell is ``""``."""

EXCEL = (".xlsx", ".xls", ".xlsm", ".xlsb", ".et", ".ods")
TEXT = (".csv", ".txt", ".tsv")

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_WORKBOOK = "Workbook".encode("utf-16-le")
_DELIMITERS = ("\t", ",", ";", "，")
_LONGEST_FIELD = 1_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet.

    Attributes:
        name: of the sheet; for a text file the file's name without suffix.
        first_row: the sheet's own number (from 1) of ``rows[0]``.
        rows: cells row by row, without gaps; rows of a text file may differ in length.
    """

    name: str
    first_row: int
    rows: list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Workbook:
    """An opened file: visible sheet names in order and a way to read one of them."""

    names: tuple[str, ...]
    read: Callable[[str], Table]


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
    if kind or (path.suffix.lower() not in TEXT and _is_markup(head)):
        raise _wrong_type(path)
    if path.suffix.lower() in EXCEL:
        raise _damaged(path) if head[:2] == b"PK" or b"\0" in head else _wrong_type(path)
    return _open_text(path)


def _head(path: Path) -> bytes:
    """The first bytes of the file, enough to know its kind."""
    try:
        with path.open("rb") as file:
            return file.read(4096)
    except OSError:
        return read_bytes(path)[:4096]


def _is_markup(head: bytes) -> bool:
    """Whether the file is a web page or XML that some platform saved under another name."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def _open_excel(path: Path) -> Workbook:
    """An Office container: a workbook, a document of another program, or an encrypted one."""
    data = read_bytes(path)
    if kind_of(data) == "ole" and _ENCRYPTED in data:
        raise _password(path)
    try:
        # From memory, because by path the format is told by the suffix, and people rename files.
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = tuple(
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        )
    except PasswordError:
        raise _password(path) from None
    except CalamineError as error:
        raise _explain(path, data, str(error)) from error
    if not names:
        raise _wrong_type(path)
    return Workbook(names, lambda name: _read_sheet(path, book, name))


def _read_sheet(path: Path, book: CalamineWorkbook, name: str) -> Table:
    """The cells of one sheet; leading empty rows are not given but counted."""
    try:
        sheet = book.get_sheet_by_name(name)
        start = sheet.start
        return Table(name, start[0] + 1 if start else 1, sheet.to_python(skip_empty_area=True))
    except CalamineError as error:
        raise _damaged(path) from error


def _open_text(path: Path) -> Workbook:
    """A csv or txt file as a workbook of one sheet."""
    text = _decode(path, read_bytes(path))
    delimiter = _delimiter(text)
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows: list[list[Cell]] = [[*map(_unquoted, row)] for row in reader]
    except csv.Error:
        raise _damaged(path) from None
    return Workbook((path.stem,), lambda name: Table(name, 1, rows))


def _unquoted(text: str) -> str:
    """``="330105…"``, by which platforms keep Excel from rounding numbers, without the wrapping."""
    return text[2:-1] if text.startswith('="') and text.endswith('"') else text


def _decode(path: Path, data: bytes) -> str:
    """Text in the encodings that Excel, WPS and platforms write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise _wrong_type(path)
        return text
    raise _wrong_type(path)


def _delimiter(text: str) -> str:
    """The separator that most of the first lines agree on."""
    lines = [line for line in text[:20000].splitlines()[:30] if line.strip()]
    return max(_DELIMITERS, key=lambda sign: sum(min(line.count(sign), 40) for line in lines))


def _explain(path: Path, data: bytes, problem: str) -> UserError:
    """Why the container could not be opened as a workbook."""
    if "assword" in problem or "ncrypt" in problem:
        return _password(path)
    if kind_of(data) == "ole":
        return _damaged(path) if _OLD_WORKBOOK in data else _wrong_type(path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            workbook = any(name.startswith("xl/") for name in archive.namelist())
    except zipfile.BadZipFile:
        return _damaged(path)
    return _damaged(path) if workbook else _wrong_type(path)


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
