"""Label and text in boxes, one line each: as high as the text is at its full size."""

from __future__ import annotations

from collections.abc import Iterable

from app.core.errors import UserError
from app.printing.fitting import Fitted, wrap
from app.printing.fonts import plain
from app.printing.page import POINT, Sheet

_AIR, _GAP = 2.0, 3.0
_LABEL_GREY = 0.94


def draw_lines(
    sheet: Sheet,
    lines: Iterable[tuple[str, str]],
    *,
    label: float = 34.0,
    row: float = 9.0,
    size: float = 11.0,
    label_size: float = 10.5,
) -> None:
    """Draw ``lines`` (label, text) from ``sheet.y`` down, page after page.

    Args:
        label: width of the labels, mm. row: least height, mm.
        size, label_size: points; a text is never made smaller, its line gets higher.

    Raises:
        UserError: ``text_too_long`` for a text higher than a page.
    """
    wide = sheet.right - sheet.left
    room = wide - label - 2 * _AIR
    for name, text in lines:
        shown = Fitted(wrap(plain(text), room * POINT / size, sheet.measure), size)
        height = max(row, shown.height / POINT + _GAP)
        if height > sheet.bottom - sheet.top:
            raise UserError(
                "text_too_long",
                f"“{text[:20]}…”共 {len(text)} 个字，一页印不下，请缩短后再打印。",
            )
        sheet.need(height)
        sheet.fill(sheet.left, sheet.y, label, height, _LABEL_GREY)
        sheet.frame(sheet.left, sheet.y, wide, height)
        sheet.box(sheet.left, sheet.y, label, height, name, align="center", size=label_size)
        sheet.lines(sheet.left + label + _AIR, sheet.y, room, height, shown)
        sheet.y += height
