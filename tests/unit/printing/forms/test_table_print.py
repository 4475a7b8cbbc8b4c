from __future__ import annotations

from pathlib import Path

from app.printing.forms.table_print import PrintColumn, TablePrint, render
from tests.unit.printing import papers


def made(columns: tuple[PrintColumn, ...], rows: tuple[tuple[str, ...], ...]) -> bytes:
    return render(
        TablePrint(papers.CENTRE, "人脸核验", columns, rows, "状态：未处理", made_at=papers.MADE_AT)
    )


def test_title_filter_columns_and_rows_are_as_on_screen(tmp_path: Path) -> None:
    columns = (PrintColumn("时间"), PrintColumn("工号"), PrintColumn("次数", "right"))
    pdf = made(columns, (("07:10", "730019", "1"), ("07:11", "730020", "2")))
    found = papers.lines(papers.pages(pdf)[0])
    assert found[:6] == [
        [papers.CENTRE], ["人脸核验"], ["状态：未处理", "共2行"], ["时间", "工号", "次数"],
        ["07:10", "730019", "1"], ["07:11", "730020", "2"],
    ]  # fmt: skip
    assert papers.picture(pdf, tmp_path)[0] < 600


def test_many_columns_turn_the_paper(tmp_path: Path) -> None:
    columns = tuple(PrintColumn(f"第{n}列标题") for n in range(12))
    pdf = made(columns, (tuple(f"第{n}格的内容" for n in range(12)),))
    assert papers.picture(pdf, tmp_path)[0] > 800
    assert "第11格的内容" in papers.text(pdf)


def test_a_long_column_gives_way_to_short_ones() -> None:
    columns = tuple(PrintColumn(f"标题{n}") for n in range(12))
    pdf = made(columns, (("很长的一句说明" * 20, *(f"2020-10-{n}" for n in range(10, 21))),))
    [dates] = [line for line in papers.lines(papers.pages(pdf)[0]) if "2020-10-20" in line]
    assert dates[-11:] == [f"2020-10-{n}" for n in range(10, 21)], "none is broken in two"


def test_thirty_narrow_columns_lose_no_text() -> None:
    columns = tuple(PrintColumn(f"列{n}") for n in range(30))
    pdf = made(columns, (tuple(f"内容{n:02}很长的文字" for n in range(30)),))
    characters = papers.text(pdf)
    assert sum(characters.count(c) for c in "很") == 30
    assert sum(characters.count(c) for c in "字") == 30


def test_no_rows_is_said_in_words() -> None:
    assert "没有记录" in papers.text(made((PrintColumn("时间"),), ()))
