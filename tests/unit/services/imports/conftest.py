from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter

MakeXlsx = Callable[..., Path]


@pytest.fixture
def make_xlsx(tmp_path: Path) -> MakeXlsx:
    """Write sheets (name → rows) or one list of rows to an xlsx made by XlsxWriter."""

    def make(
        rows: Sequence[Sequence[object]] | dict[str, Sequence[Sequence[object]]],
        name: str = "名单.xlsx",
        hidden: Sequence[str] = (),
    ) -> Path:
        path = tmp_path / name
        with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
            for title, lines in (rows if isinstance(rows, dict) else {"Sheet1": rows}).items():
                sheet = book.add_worksheet(title)
                if title in hidden:
                    sheet.hide()
                for at, line in enumerate(lines):
                    for place, value in enumerate(line):
                        if isinstance(value, str):
                            sheet.write_string(at, place, value)
                        elif value is not None:
                            sheet.write(at, place, value)
        return path

    return make
