"""Counts on screen and paper."""

from __future__ import annotations

import pytest

from app.core.numbers import counted


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0"), (2026, "2026"), (9_999, "9999"), (10_000, "10,000"), (1_234_567, "1,234,567"),
     (-12_345, "-12,345")],
)  # fmt: skip
def test_a_long_count_is_grouped_and_a_short_one_is_not(number: int, words: str) -> None:
    assert counted(number) == words
