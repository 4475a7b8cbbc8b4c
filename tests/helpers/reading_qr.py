"""Reads a QR code back (ISO/IEC 18004): what a scanner at the desk would type.

For what the product prints: byte mode, versions 2 to 6, one block of codewords; no correction of
errors, so that a module out of place is noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

Rows = Sequence[Sequence[bool]]
MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda r, c: (r + c) % 2 == 0,
    lambda r, c: r % 2 == 0,
    lambda r, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
)
FORMAT_MASK = 0b101


def text_of(rows: Rows) -> str:
    """The text in the code; ``rows`` of modules without the quiet zone, True is dark."""
    size = len(rows)
    assert size % 4 == 1, size
    # Format information around the upper left finder: two bits of correction, three of the mask.
    mask = sum(rows[8][2 + n] << (2 - n) for n in range(3)) ^ FORMAT_MASK
    bits = [rows[r][c] ^ MASKS[mask](r, c) for r, c in _path(size) if not _is_function(r, c, size)]
    assert _number(bits[:4]) == 0b0100, "byte mode"
    length = _number(bits[4:12])
    data = bits[12 : 12 + 8 * length]
    return bytes(_number(data[i : i + 8]) for i in range(0, len(data), 8)).decode()


def _number(bits: Sequence[bool]) -> int:
    return int("".join("1" if bit else "0" for bit in bits), 2)


def _path(size: int) -> Iterator[tuple[int, int]]:
    """Modules in the order in which bits are placed: two columns at a time, up and down."""
    right, up = size - 1, True
    while right > 0:
        if right == 6:
            right -= 1
        for r in range(size - 1, -1, -1) if up else range(size):
            yield r, right
            yield r, right - 1
        right, up = right - 2, not up


def _is_function(r: int, c: int, size: int) -> bool:
    """Finders with their formats, timing lines, and the one alignment pattern."""
    if r == 6 or c == 6:
        return True
    if (r < 9 and (c < 9 or c >= size - 8)) or (r >= size - 8 and c < 9):
        return True
    return abs(r - (size - 7)) <= 2 and abs(c - (size - 7)) <= 2
