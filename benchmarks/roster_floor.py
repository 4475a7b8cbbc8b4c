"""The floor of the roster: the same cell texts with `drawString`, no lines, no fitting."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.core.paths import resource
from benchmarks.roster_data import five_hundred

ROWS_A_PAGE = 19


def draw(target: Path) -> None:
    """Every text of the roster on as many pages as the product needs."""
    for face in ("NotoSansSC-Regular", "NotoSansSC-Bold"):
        pdfmetrics.registerFont(TTFont(face, str(resource("fonts", f"{face}.ttf"))))
    canvas = Canvas(str(target), pagesize=landscape(A4))
    rows = [row for group in five_hundred().groups for row in group.rows]
    for start in range(0, len(rows), ROWS_A_PAGE):
        canvas.setFont("NotoSansSC-Bold", 14)
        canvas.drawString(300, 560, "每日签到花名册")
        canvas.setFont("NotoSansSC-Regular", 9)
        for line, row in enumerate(rows[start : start + ROWS_A_PAGE]):
            for column, value in enumerate(dataclasses.astuple(row)):
                canvas.drawString(40 + 60 * column, 520 - 24 * line, str(value))
        canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    draw(Path(sys.argv[1]) / "floor.pdf")
