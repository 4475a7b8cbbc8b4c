"""Label and text in boxes, and the mark on every page."""

from __future__ import annotations

import pytest

from app.core.errors import UserError
from app.printing.boxes import draw_lines
from app.printing.page import Sheet, page_count
from tests.unit.printing.papers import heading, pages


def drawn(*lines: tuple[str, str], mark: str = "") -> bytes:
    sheet = Sheet(heading(mark=mark))
    draw_lines(sheet, lines)
    return sheet.finish()


def test_a_long_text_makes_its_line_higher_and_never_smaller() -> None:
    sheet = Sheet(heading())
    draw_lines(sheet, (("备注", "短"),))
    one = sheet.y - sheet.top
    draw_lines(sheet, (("备注", "很长的一句话。" * 40),))
    assert one == pytest.approx(9)
    assert sheet.y - sheet.top - one > 3 * one


def test_lines_go_on_from_page_to_page() -> None:
    lines = [(f"项目{n}", f"内容{n}") for n in range(60)]
    found = pages(drawn(*lines))
    assert len(found) == 3
    text = "".join(found)
    assert all(f"内容{n}" in text for n in range(60))


def test_a_text_higher_than_a_page_is_refused_in_words() -> None:
    with pytest.raises(UserError, match="一页印不下"):
        drawn(("备注", "字" * 9000))


def test_the_mark_stands_on_every_page_and_takes_its_room() -> None:
    lines = [(f"项目{n}", f"内容{n}") for n in range(60)]
    found = pages(drawn(*lines, mark="含完整证件号 · 用途：核对"))
    assert all("含完整证件号 · 用途：核对" in page for page in found)
    plain, marked, long = (
        Sheet(heading(mark=m)).top for m in ("", "用途：核对", "用途：" + "核对" * 50)
    )
    assert plain < marked < long
    assert page_count(drawn(("甲", "乙"))) == 1
