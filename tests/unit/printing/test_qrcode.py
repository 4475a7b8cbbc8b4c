"""The QR code on paper is the one that was asked for."""

from __future__ import annotations

from pathlib import Path

from app.printing import qrcode
from app.printing.page import Sheet
from tests.unit.printing import papers

UID = "0197c3a0-1111-7000-8000-000000000001"


def test_every_module_stands_where_it_belongs(tmp_path: Path) -> None:
    sheet, side = Sheet(papers.heading()), 60.0
    qrcode.draw(sheet, 20, 50, side, UID)
    width, _, dots = papers.picture(sheet.finish(), tmp_path)
    rows = qrcode.matrix(UID)
    module = side / (len(rows) + 2 * qrcode.QUIET)

    def dark(column: int, row: int) -> bool:
        x = int((20 + (qrcode.QUIET + column + 0.5) * module) * 72 / 25.4)
        y = int((50 + (qrcode.QUIET + row + 0.5) * module) * 72 / 25.4)
        return dots[y * width + x] < 128

    size = range(len(rows))
    assert [[dark(column, row) for column in size] for row in size] == rows
    assert not any(dark(-2, row) or dark(row, -2) for row in size)  # the quiet zone


def test_different_people_have_different_codes_of_one_size() -> None:
    other = qrcode.matrix(UID[:-1] + "2")
    assert other != qrcode.matrix(UID)
    assert len(other) == len(qrcode.matrix(UID)) == len(other[0])
