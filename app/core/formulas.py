"""Cells that a spreadsheet would take for a formula (OWASP, CSV injection)."""

from __future__ import annotations

import re

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell must not begin with where it is taken for a formula; the wide ones count as well
where an input method is set to them."""
_HARMLESS = re.compile(r"[+\-－＋]?[\d.,%\s*]*")
"""A number with its sign, masked ones too, or the sign alone."""


def quoted(text: str) -> str:
    """``text`` for a place without cell formats, such as the clipboard: with an apostrophe in
    front, which spreadsheets take for "this is text", where it could be executed."""
    risky = text.startswith(RISKY) and not _HARMLESS.fullmatch(text)
    return f"'{text}" if risky else text
