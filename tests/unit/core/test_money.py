"""Money."""

from __future__ import annotations

import pytest

from app.core.money import yuan


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (1250, "12.50"),
        (5, "0.05"),
        (0, "0.00"),
        (-5, "-0.05"),
        (-1250, "-12.50"),
        (10**9, "10000000.00"),
    ],
)
def test_fen_are_written_as_yuan(fen: int, text: str) -> None:
    assert yuan(fen) == text
