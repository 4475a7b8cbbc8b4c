"""Money as integer 分."""

from __future__ import annotations


def yuan(fen: int) -> str:
    """``1250`` → ``12.50``."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"
