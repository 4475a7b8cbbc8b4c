"""Numbers as people read them."""

from __future__ import annotations

GROUPED_FROM = 10_000
"""Four digits are read at a glance; GB/T 15835-2011 §5.1.1 lets them stand ungrouped."""


def counted(number: int) -> str:
    """``9876`` as it is, ``12345`` as ``12,345``: for counts, never for numbers that name."""
    return f"{number:,}" if abs(number) >= GROUPED_FROM else str(number)
