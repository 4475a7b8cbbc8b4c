"""Tables as xlsx files: one header row, numbers of people as text, nothing that Excel executes.

The table stands alone on the first sheet, as platforms want it (no merged cells, header in the
first row). Who exported it, when, for what and for whom is on every sheet: as the note of the first
cell and in the printed footer, which no platform reads as data; the second sheet is that alone.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import tempfile
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, TypeAlias

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from app.core.clock import local
from app.core.errors import EnvironmentProblem
from app.core.files import explain, replacing
from app.core.formulas import RISKY
from app.core.progress import Progress, silent
from app.services.imports.member_rows import MemberSheet
from app.services.imports.messages import sentence
from app.services.imports.values import text_of

Value: TypeAlias = str | int | float | bool | dt.date | dt.datetime | None

MARK_SHEET = "导出说明"
DEMO = "演示数据，不作凭证"
"""What everything of the demonstration says, as its papers do."""
FULL_NUMBERS = "完整号码"
"""What a file is called that masks no number: its sheet, its default name."""
_LONGEST = 32767
_AS_TEXT = 49
"""Excel's built-in number format ``@``."""
_REPORT_EVERY = 1000
_NOTE_WIDTH, _NOTE_LINE = 300, 20
"""Size of the note of the first cell, pixels: its width, and the height of a line."""
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


class Kind(StrEnum):
    """How the cells of a column are written."""

    TEXT = "text"
    """Text with format ``@``; Excel keeps leading zeros and all 18 digits."""
    NUMBER = "number"
    MONEY = "money"
    """Integer 分, shown as yuan with two decimals."""
    DATE = "date"
    """``yyyy-mm-dd``."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, how its cells are written, its width in characters."""

    title: str
    kind: Kind = Kind.TEXT
    width: float = 14


@dataclass(frozen=True, slots=True)
class Mark:
    """Who exported, when (aware), for what and for whom; goes with the file.

    ``centre``: whose people they are; ``demo``: nobody's, they are the invented demonstration.
    ``full``: numbers of people are not masked, and ``reason`` says why. ``whom``: who of the
    people is on it, where that can be asked.
    """

    who: str
    when: dt.datetime
    purpose: str
    recipient: str = ""
    full: bool = False
    reason: str = ""
    whom: str = ""
    centre: str = ""
    demo: bool = False

    @property
    def line(self) -> str:
        """The mark in one line; the demonstration first, where a footer is not cut off."""
        of = f"中心：{self.centre}　" if self.centre else ""
        return f"{DEMO}　{of}{self._said}" if self.demo else f"{of}{self._said}"

    @property
    def _said(self) -> str:
        to = f"　接收方：{self.recipient}" if self.recipient else ""
        about = f"　对象：{self.whom}" if self.whom else ""
        when = f"{local(self.when):%Y-%m-%d %H:%M}"
        said = f"导出人：{self.who}　时间：{when}　用途：{self.purpose}{to}{about}"
        why = f"　原因：{self.reason}" if self.reason else ""
        return f"含{FULL_NUMBERS}　{said}{why}" if self.full else said


def write_table(
    path: Path,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    mark: Mark,
    progress: Progress = silent,
) -> int:
    """Write ``rows`` (read once, kept nowhere) to ``path`` and give their number.

    The file appears whole or not at all; an older one of that name stays until then.

    Raises:
        UserError: the place is a folder or does not exist.
        EnvironmentProblem: disk full, stick read-only or pulled, file open in Excel.
        Cancelled: raised by ``progress``; nothing is left behind.
    """
    with replacing(path) as file, _workbook(file, path) as book:
        book.set_properties(
            {"title": title, "author": mark.who, "subject": mark.purpose, "comments": mark.line}
        )
        sheet = book.add_worksheet(_sheet_name(title))
        count = _Writer(book, sheet, columns).write(title, rows, mark, progress)
        _write_mark(book, title, count, mark)
    return count


def rejected_rows(
    path: Path, sheet: MemberSheet, reasons: Mapping[int, Sequence[str]], mark: Mark
) -> int:
    """Save the rows of an import that were not stored, as they stood, with 原因 in Chinese.

    Args:
        path: the xlsx to write.
        sheet: the list that was read.
        reasons: the sheet's own row number → rejection and warning codes.
        mark: who saves it, when and for what.

    Returns:
        The number of rows written, in the order of the list.
    """
    headers = [header or f"第{place}列" for place, header in enumerate(sheet.columns.headers, 1)]
    columns = [Column(header) for header in headers]
    columns += [Column("原因", width=44), Column("原表行号", Kind.NUMBER, 10)]

    def rows() -> Iterator[list[Value]]:
        for member in sheet.rows:
            if member.row in reasons:
                cells: list[Value] = [text_of(cell) for cell in member.raw[: len(headers)]]
                cells += [""] * (len(headers) - len(cells))
                yield [*cells, "".join(map(sentence, reasons[member.row])), member.row]

    return write_table(path, "未导入名单", columns, rows(), mark)


@contextlib.contextmanager
def _workbook(file: IO[bytes], path: Path) -> Iterator[Any]:
    """A workbook for ``file``; parts wait beside the target, not in the system's temporary
    folder, where names and numbers would outlive a crash unseen.

    It is put together in memory: the library's archive, once a write to a full disk has failed,
    tries again whenever it is thrown away.
    """
    whole = io.BytesIO()
    try:
        with tempfile.TemporaryDirectory(prefix=".yizhan-", dir=path.parent) as folder:
            book = xlsxwriter.Workbook(whole, {"constant_memory": True, "tmpdir": folder})
            try:
                yield book
            finally:
                # Also after a failure: the library lets go of its parts in no other way.
                with contextlib.ExitStack() as parts:
                    for sheet in book.worksheets():
                        parts.callback(_close_part, sheet)
                    book.close()
        file.write(whole.getbuffer())
    except XlsxWriterException as error:
        cause = error.__context__
        if isinstance(cause, OSError):
            # The library leaves its archive open; here it is thrown away and ends in memory.
            traceback.clear_frames(cause.__traceback__)
            raise explain(cause, path) from error
        raise EnvironmentProblem(
            "export_failed", f"“{path.name}”没有保存成功，请换一个位置重试。"
        ) from error


def _close_part(sheet: Any) -> None:
    """Close what a failure left open, or Windows cannot remove it."""
    part = getattr(sheet, "row_data_fh", None)
    if part is not None:
        with contextlib.suppress(OSError):
            part.close()


class _Writer:
    """Writes one table to one sheet, row by row."""

    def __init__(self, book: Any, sheet: Any, columns: Sequence[Column]) -> None:
        self._sheet = sheet
        self._columns = columns
        self._text = book.add_format({"num_format": _AS_TEXT})
        self._quoted = book.add_format({"num_format": _AS_TEXT, "quote_prefix": True})
        head = {"bold": True, "bottom": 1, "num_format": _AS_TEXT}
        self._head = book.add_format(head)
        self._head_quoted = book.add_format({**head, "quote_prefix": True})
        self._formats = {
            Kind.NUMBER: None,
            Kind.MONEY: book.add_format({"num_format": "0.00"}),
            Kind.DATE: book.add_format({"num_format": "yyyy-mm-dd"}),
        }

    def write(
        self, title: str, rows: Iterable[Sequence[Value]], mark: Mark, progress: Progress
    ) -> int:
        """Header, rows, print settings; gives the number of rows."""
        sheet = self._sheet
        _put_mark(sheet, mark)
        for place, column in enumerate(self._columns):
            sheet.set_column(place, place, column.width)
            risky = column.title.startswith(RISKY)
            sheet.write_string(0, place, column.title, self._head_quoted if risky else self._head)
        count = 0
        for count, row in enumerate(rows, 1):
            if count % _REPORT_EVERY == 0:
                progress(count, 0, f"正在导出{title}")
            for place, value in enumerate(row):
                self._cell(count, place, value)
        sheet.freeze_panes(1, 0)
        if self._columns:
            sheet.autofilter(0, 0, count, len(self._columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return count

    def _cell(self, row: int, place: int, value: Value) -> None:
        """One cell by the kind of its column; a value of another type is written as text."""
        if value is None or value == "":
            return
        kind = self._columns[place].kind
        sheet, number = self._sheet, isinstance(value, (int, float)) and not isinstance(value, bool)
        if kind is Kind.NUMBER and number:
            sheet.write_number(row, place, value)
        elif kind is Kind.MONEY and isinstance(value, int):
            sheet.write_number(row, place, value / 100, self._formats[kind])
        elif kind is Kind.DATE and isinstance(value, dt.date):
            sheet.write_datetime(row, place, value, self._formats[kind])
        else:
            text = text_of(value)[:_LONGEST]
            risky = text.startswith(RISKY)
            sheet.write_string(row, place, text, self._quoted if risky else self._text)


def _put_mark(sheet: Any, mark: Mark) -> None:
    """Say on ``sheet`` who made it, when and for what, without a cell of its own.

    Before any cell: the library goes back to no row that it has left.
    """
    lines = mark.line.split("　")
    note = {"width": _NOTE_WIDTH, "height": _NOTE_LINE * (len(lines) + 1), "author": mark.who}
    sheet.write_comment(0, 0, "\n".join(lines), note)
    sheet.set_footer(f"&L{mark.line.replace('&', '&&')[:200]}&R第&P页 共&N页")


def _write_mark(book: Any, title: str, count: int, mark: Mark) -> None:
    """The second sheet: what this file is."""
    sheet = book.add_worksheet(MARK_SHEET)
    _put_mark(sheet, mark)
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 60)
    text = book.add_format({"num_format": _AS_TEXT})
    quoted = book.add_format({"num_format": _AS_TEXT, "quote_prefix": True})
    lines = (
        *((("演示", DEMO),) if mark.demo else ()),
        ("内容", title),
        *((("中心", mark.centre),) if mark.centre else ()),
        ("行数", str(count)),
        ("导出人", mark.who),
        ("导出时间", f"{local(mark.when):%Y-%m-%d %H:%M:%S}"),
        ("用途", mark.purpose),
        *((("接收方", mark.recipient),) if mark.recipient else ()),
        *((("对象", mark.whom),) if mark.whom else ()),
        *((("号码", f"含{FULL_NUMBERS}，没有打码"), ("原因", mark.reason)) if mark.full else ()),
        ("提示", "内含个人信息，请妥善保管，用后删除，不得另作他用。"),
    )
    for row, (name, value) in enumerate(lines):
        sheet.write_string(row, 0, name, text)
        sheet.write_string(row, 1, value, quoted if value.startswith(RISKY) else text)


def _sheet_name(title: str) -> str:
    """``title`` as Excel accepts it for a sheet: at most 31 characters, without signs."""
    return title.translate(_FORBIDDEN).strip()[:31] or "表"
