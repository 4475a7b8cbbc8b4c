"""What is doubtful about one row, and which cell it is about."""

from __future__ import annotations

from collections.abc import Sequence

_SHOWN = 60
"""Characters of a cell that a sentence quotes."""


class Doubts(list[str]):
    """Codes of `messages.WARNINGS` in the order in which they were met.

    Attributes:
        cells: (code, header of the column, words) of those that quote the cell.
    """

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[tuple[str, str, str]] = []

    def about(self, code: str, header: str, words: Sequence[str]) -> None:
        """Doubt the ``words`` of one cell, if there are any."""
        if not words:
            return
        if code not in self:
            self.append(code)
        text = "、".join(words)
        self.cells.append((code, header, text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"))
