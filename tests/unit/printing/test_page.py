from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from app.printing.page import Sheet, long_date, page_count
from tests.unit.printing import papers


def test_header_and_footer_stand_on_every_page() -> None:
    sheet = Sheet(papers.heading(document_number="QD-1", left="日期：某日", right="说明"))
    sheet.new_page()
    sheet.new_page()
    pdf = sheet.finish()
    found = papers.pages(pdf)
    assert len(found) == page_count(pdf) == 3
    for number, page in enumerate(found, 1):
        words = page.replace(" ", "")
        for part in (papers.CENTRE, "测试表", "日期：某日", "说明", "编号QD-1", "制表王芳",
                     "2020-10-2917:05", f"第{number}页/共3页"):  # fmt: skip
            assert part in words


def test_a_sheet_that_is_not_filed_shows_no_number() -> None:
    assert "编号" not in papers.text(Sheet(papers.heading()).finish())


@pytest.mark.parametrize(("landscape", "size"), [(False, (595, 842)), (True, (842, 595))])
def test_paper_is_a4(landscape: bool, size: tuple[int, int], tmp_path: Path) -> None:
    pdf = Sheet(papers.heading(), landscape=landscape).finish()
    assert papers.picture(pdf, tmp_path)[:2] == tuple(n + (n == 595) for n in size)


def test_the_demonstration_is_marked_on_every_page_in_word_and_picture(tmp_path: Path) -> None:
    def made(demo: bool) -> bytes:
        sheet = Sheet(papers.heading(demo=demo))
        sheet.new_page()
        return sheet.finish()

    for page in (1, 2):
        _, _, dots = papers.picture(made(True), tmp_path, page)
        middle = dots[len(dots) // 3 : len(dots) * 2 // 3]
        assert min(middle) < 250
        assert min(middle) > 200, "the mark must not hide what stands on it"
        plain = papers.picture(made(False), tmp_path, page)[2]
        assert set(plain[len(dots) // 3 : len(dots) * 2 // 3]) == {255}
    assert all("演示数据，不作凭证" in page for page in papers.pages(made(True)))
    assert "演示" not in papers.text(made(False))


def test_same_data_same_bytes() -> None:
    def made(title: str) -> bytes:
        sheet = Sheet(papers.heading(title=title))
        sheet.paragraph("王𬱖、𠮷野。" * 30)
        return sheet.finish()

    assert made("甲") == made("甲")
    assert made("甲") != made("乙")


def test_a_paragraph_goes_on_over_pages_and_loses_nothing() -> None:
    sheet = Sheet(papers.heading(demo=False))
    said = "".join(f"第{number}句。" for number in range(900))
    sheet.paragraph(said, size=12)
    pdf = sheet.finish()
    assert page_count(pdf) == 3
    joined = "".join(line[0] for page in papers.pages(pdf) for line in papers.lines(page)[2:-1])
    assert joined == said


def test_a_long_line_under_the_title_pushes_the_body_down() -> None:
    sheet = Sheet(papers.heading(left="社区：" + "、".join(f"第{n}社区" for n in range(40))))
    assert sheet.y == sheet.top > Sheet.BODY_TOP
    assert "第39社区" in papers.text(sheet.finish()).replace("\n", "")


def test_need_begins_a_page_only_when_it_must() -> None:
    sheet = Sheet(papers.heading())
    assert not sheet.need(sheet.room())
    sheet.y = sheet.bottom - 5
    assert sheet.need(6)
    assert sheet.y == sheet.top


def test_text_stands_where_it_was_put(tmp_path: Path) -> None:
    sheet = Sheet(papers.heading())
    for align, x in (("left", 100.0), ("center", 105.0), ("right", 110.0)):
        sheet.y += 20
        sheet.text(x, sheet.y, "田田", size=5 * 72 / 25.4, align=align)  # 10 mm wide
    width, _, dots = papers.picture(sheet.finish(), tmp_path)
    body = dots[width * 100 : width * 700]
    inked = [i % width for i, dot in enumerate(body) if dot < 128]
    left, right = min(inked) * 25.4 / 72, max(inked) * 25.4 / 72
    assert 100 <= left <= 101.5
    assert 108.5 <= right <= 110


def test_the_date_has_its_weekday() -> None:
    assert long_date(dt.date(2020, 10, 29)) == "2020年10月29日 星期四"


def test_signatures_give_each_role_a_line() -> None:
    sheet = Sheet(papers.heading())
    sheet.y = sheet.bottom - 3
    sheet.signatures(("制表人", "审核人"))
    assert ["制表人：", "审核人："] in papers.lines(papers.pages(sheet.finish())[1])


def test_page_count_wants_a_document() -> None:
    with pytest.raises(ValueError, match="page tree"):
        page_count(b"%PDF-1.5 nothing")


def test_a_character_no_font_has_leaves_a_frame_and_the_foot_says_which(tmp_path: Path) -> None:
    def made(name: str) -> bytes:
        sheet = Sheet(papers.heading())
        sheet.text(sheet.left, 60, "王芳")
        sheet.new_page()
        sheet.text(sheet.left, 60, name, size=40)
        sheet.new_page()
        return sheet.finish()

    first, second, third = (page.replace(" ", "") for page in papers.pages(made("王\ue000明😀")))
    assert "王明" in second, "what stands around it is there"
    assert "方框处是字库没有的字（U+E000、U+1F600），请按证件手写。" in second
    assert "方框" not in first + third

    def ink(name: str) -> tuple[int, bytes]:
        wide, _, dots = papers.picture(made(name), tmp_path, 2)
        return wide, dots

    wide, dots = ink("王\ue000明")
    blank = ink("王\u3000明")[1]
    differs = [divmod(at, wide) for at, one in enumerate(dots) if one != blank[at]]
    frame = [(y, x) for y, x in differs if y < 400]
    left, right = min(x for _, x in frame), max(x for _, x in frame)
    assert 34 + 40 < left < right < 34 + 80, "in the place of one character"
    middle = (left + right) // 2
    assert not [
        x for _, x in frame if abs(x - middle) < 10 and _ not in (min(frame)[0], max(frame)[0])
    ]


def test_the_width_of_what_no_font_has_is_one_character() -> None:
    sheet = Sheet(papers.heading())
    assert sheet.measure("王\ue000明") == pytest.approx(sheet.measure("王王明"))


def test_what_is_to_be_written_is_named_once_on_a_page() -> None:
    sheet = Sheet(papers.heading(made_by="王\ue001"))
    sheet.text(sheet.left, 60, "\ue000\ue000")
    sheet.text(sheet.left, 70, "\ue000")
    assert "（U+E000、U+E001）" in papers.text(sheet.finish()).replace(" ", "")
