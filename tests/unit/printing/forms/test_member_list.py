from __future__ import annotations

from app.printing.forms.member_list import MemberList, MemberListRow, render
from app.printing.page import page_count
from tests.unit.printing import papers


def row(number: int, name: str = "张桂兰") -> MemberListRow:
    return MemberListRow(
        number, name, "女", "81", "330105********1228", "小河社区", "独居、低保", "能力完好",
        "138****1234", "",
    )  # fmt: skip


def made(*rows: MemberListRow, **other: str) -> bytes:
    return render(MemberList(papers.CENTRE, papers.DAY, rows, made_at=papers.MADE_AT, **other))


def test_a_row_shows_the_person_with_masked_numbers() -> None:
    pdf = made(row(1), filter_text="社区：小河社区", made_by="王芳", document_number="HM-1")
    found = papers.lines(papers.pages(pdf)[0])
    assert ["1", "张桂兰", "女", "81", "330105********1228", "小河社区", "独居、低保", "能力完好",
            "138****1234"] in found  # fmt: skip
    assert ["日期：2020年10月29日", "星期四", "社区：小河社区"] in found
    assert ["合计", "1人"] in found


def test_nobody_is_said_in_words() -> None:
    assert "没有符合条件的老人" in papers.text(made())


def test_five_thousand_people_are_all_there() -> None:
    pdf = made(*(row(n, f"第{n}人") for n in range(1, 5001)))
    assert page_count(pdf) > 200
    assert set(papers.text(pdf).split()) >= {f"第{n}人" for n in range(1, 5001)}
