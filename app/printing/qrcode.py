"""A QR code (ISO/IEC 18004) as filled squares, so that it prints sharp at any resolution."""

from __future__ import annotations

from app.printing.page import Sheet

QUIET = 4
"""Free modules around the code (ISO/IEC 18004, 9.1)."""
_OVERLAP = 0.02  # mm; without it some viewers show hair lines between rows


def matrix(text: str) -> list[list[bool]]:
    """Rows of modules, True is dark; error correction M (15 %), as cards get scratched."""
    from reportlab.graphics.barcode.qr import QrCodeWidget

    code = QrCodeWidget(text, barLevel="M").qr
    code.make()
    return [[bool(module) for module in row] for row in code.modules]


def draw(sheet: Sheet, x: float, y: float, side: float, text: str) -> None:
    """``text`` in a square of ``side`` mm, quiet zone included; its upper left corner at (x, y)."""
    rows = matrix(text)
    module = side / (len(rows) + 2 * QUIET)
    for number, row in enumerate(rows):
        top, start = y + (QUIET + number) * module, 0
        while start < len(row):
            if not row[start]:
                start += 1
                continue
            end = start
            while end < len(row) and row[end]:
                end += 1
            width = (end - start) * module + _OVERLAP
            sheet.fill(x + (QUIET + start) * module, top, width, module + _OVERLAP, 0.0)
            start = end
