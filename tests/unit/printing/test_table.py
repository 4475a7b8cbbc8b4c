from __future__ import annotations

from collections.abc import Sequence

import pytest

from app.core.errors import UserError
from app.printing.page import Sheet, page_count
from app.printing.table import Column, Group, Summary, draw
from tests.unit.printing import papers

COLUMNS = (
    Column("no", "序号", 15),
    Column("name", "姓名", 40, "left"),
    Column("meals", "餐数", 15, "right"),
    Column("note", "备注", 40, "left"),
)


def rows(count: int, start: int = 1) -> list[dict[str, str]]:
    return [{"no": str(n), "name": f"甲{n}", "meals": "1"} for n in range(start, start + count)]


def printed(groups: Sequence[Group], **other: object) -> bytes:
    sheet = Sheet(papers.heading())
    draw(sheet, COLUMNS, groups, **other)  # type: ignore[arg-type]
    return sheet.finish()


def body(pdf: bytes) -> list[list[list[str]]]:
    """The lines between title and footer, page by page."""
    return [papers.lines(page)[2:-1] for page in papers.pages(pdf)]


def test_the_header_is_repeated_and_every_row_is_there_once() -> None:
    found = body(printed([Group(rows(100))]))
    assert len(found) > 2
    assert all(page[0] == ["序号", "姓名", "餐数", "备注"] for page in found)
    assert [line[1] for page in found for line in page[1:]] == [f"甲{n}" for n in range(1, 101)]


def test_a_group_that_goes_on_says_so() -> None:
    found = body(printed([Group(rows(40), "东社区"), Group(rows(3, 41), "西社区")]))
    assert found[0][1] == ["东社区"]
    assert found[1][1] == ["东社区（续）"]
    assert ["西社区"] in found[1]


def test_a_group_that_is_to_stay_whole_goes_to_the_next_page() -> None:
    last = Group(rows(12, 25), "西社区", Summary("小计"), whole=True)
    groups = [Group(rows(24), "东社区"), last]
    first, second = body(printed(groups, total=Summary("合计")))
    assert first[-1][1] == "甲24"
    assert second[1] == ["西社区"]
    assert [line[0] for line in second[-2:]] == ["小计", "合计"]
    assert len(second) == 1 + 1 + 12 + 2


def test_a_group_that_no_page_holds_is_torn_as_any_other() -> None:
    found = body(printed([Group(rows(3), "东社区"), Group(rows(60, 4), "西社区", whole=True)]))
    assert ["西社区"] in found[0]
    assert found[1][1] == ["西社区（续）"]
    assert [line[1] for page in found for line in page if line[1:] and line[1][0] == "甲"] == [
        f"甲{n}" for n in range(1, 64)
    ]


@pytest.mark.parametrize("count", range(25, 38))
def test_headings_and_totals_are_never_alone(count: int) -> None:
    groups = [
        Group(rows(count), "东社区", Summary("小计甲", {"meals": "7"})),
        Group(rows(2, count + 1), "西社区", Summary("小计乙")),
    ]
    found = body(printed(groups, total=Summary("合计", {"meals": "9"})))
    for page in found:
        assert page[-1] not in (["西社区"], ["东社区（续）"])
        assert page[1][0] in ("东社区", "东社区（续）", "西社区", "西社区（续）")
        assert page[2][1].startswith("甲"), "a row stands between a heading and its totals"
    names = [line[1] for page in found for line in page if line[1:] and line[1][0] == "甲"]
    assert names == [f"甲{n}" for n in range(1, count + 3)]


def test_totals_stand_under_their_columns() -> None:
    sheet = Sheet(papers.heading())
    draw(sheet, COLUMNS, [Group(rows(2))], total=Summary("合计　2 人", {"meals": "88"}))
    page = papers.pages(sheet.finish())[0].splitlines()
    title = next(line for line in page if "餐数" in line)
    total = next(line for line in page if "合计" in line)
    assert abs(len(total.split("88")[0]) - len(title.split("餐数")[0])) <= 4


def test_an_empty_table_says_so() -> None:
    assert ["今日没有"] in body(printed([], empty="今日没有"))[0]


def test_a_long_text_takes_a_higher_row_and_is_whole() -> None:
    note = "".join(f"说明{n}，" for n in range(60))
    sheet = Sheet(papers.heading())
    draw(sheet, COLUMNS, [Group([{"name": "甲", "note": note}, {"name": "乙"}])])
    height = sheet.y - sheet.top - 8.0
    assert height > 3 * 7.4
    assert height / 7.4 == pytest.approx(round(height / 7.4))
    pdf = sheet.finish()
    assert note in papers.poppler("pdftotext", pdf, "-raw").replace("\n", "").replace("甲", "")


def test_a_text_of_more_than_a_page_is_refused_by_name() -> None:
    with pytest.raises(UserError, match="缩短") as refusal:
        printed([Group([{"name": "甲", "note": "很长的说明" * 700}])])
    assert refusal.value.code == "text_too_long"


def test_room_for_signatures_is_kept_below_the_last_row() -> None:
    for count in range(28, 36):
        sheet = Sheet(papers.heading())
        draw(sheet, COLUMNS, [Group(rows(count))], tail=20)
        assert sheet.room() >= 20 - 1e-6
        last = body(sheet.finish())[-1]
        assert last[-1][1] == f"甲{count}"


def test_five_thousand_rows() -> None:
    pdf = printed([Group(rows(5000))])
    assert page_count(pdf) > 100
    assert "甲5000" in papers.pages(pdf)[-1]


def test_columns_wider_than_the_paper_are_a_mistake_of_the_form() -> None:
    with pytest.raises(ValueError, match="mm"):
        draw(Sheet(papers.heading()), [Column("a", "甲", 200)], [])
