from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.printing.fitting import fit, wrap


def em(text: str) -> float:
    """Han characters are one em wide, others half."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def test_what_fits_keeps_its_size() -> None:
    assert fit("张桂兰", 30, 20, em, 10, 7).lines == ("张桂兰",)
    assert fit("张桂兰", 30, 20, em, 10, 7).size == 10


def test_a_wide_text_is_first_made_smaller() -> None:
    shown = fit("阿卜杜热合曼", 48, 20, em, 10, 7)
    assert (shown.lines, shown.size) == (("阿卜杜热合曼",), 8.0)


def test_then_it_takes_two_lines_as_large_as_the_box_allows() -> None:
    shown = fit("古丽巴哈尔·阿卜杜热西提·麦麦提吐尔逊江", 100, 20, em, 10, 7)
    assert shown.lines == ("古丽巴哈尔·阿卜杜热西提·", "麦麦提吐尔逊江")
    assert 7 <= shown.size <= 100 / 13
    assert shown.height <= 20


def test_what_two_lines_do_not_hold_gets_higher_than_the_box() -> None:
    shown = fit("字" * 100, 70, 20, em, 10, 7)
    assert (shown.size, len(shown.lines)) == (7, 10)
    assert shown.height > 20


@given(st.text(st.sampled_from("字·，ab1 "), max_size=60), st.integers(2, 12))
def test_wrapping_loses_nothing_and_keeps_the_width(text: str, width: int) -> None:
    lines = wrap(text.strip(), width, em)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(em(line) <= width for line in lines)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("买买提·艾力江", 5, ("买买提·", "艾力江")),
        ("过敏花生，海鲜", 4, ("过敏花", "生，海鲜")),
        ("生于1938-05-12", 5, ("生于", "1938-05-12")),
        ("", 5, ("",)),
        ("宽", 0.5, ("宽",)),
    ],
)
def test_lines_break_where_a_reader_expects(
    text: str, width: float, lines: tuple[str, ...]
) -> None:
    assert wrap(text, width, em) == lines
