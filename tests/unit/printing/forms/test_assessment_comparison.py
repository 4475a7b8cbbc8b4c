"""The comparison of two assessments as its reader sees it."""

from __future__ import annotations

from app.printing.forms.assessment_comparison import FORM, render
from tests.unit.printing.papers import comparison, lines, pages


def test_every_page_says_who_and_which_days_and_what_no_longer_counts() -> None:
    found = pages(render(comparison()))
    assert len(found) == 2
    for page in found:
        assert FORM.title in page
        assert "古丽巴哈尔·阿卜杜热西提·麦麦提吐尔逊江" in page
        assert "2019-05-01 与 2020-10-29" in page
        assert "前一次的 PG-20190501-001 已由 PG-20201030-001 代替，仅供查阅。" in page


def test_items_sums_and_levels_stand_with_marks_and_words() -> None:
    rows = [row for page in pages(render(comparison())) for row in lines(page)]
    assert ["B.2.9", "二级指标", "9", "4", "4", "0（昏迷）", "↑", "好转", "2", "分"] in rows
    assert rows.count(["小计", "36", "30", "28", "↓", "变差", "2", "分"]) == 4
    assert ["总分", "144", "120", "112", "↓", "变差", "8", "分"] in rows
    assert any(row[:1] == ["最终等级"] and row[-3:] == ["加重", "2", "级"] for row in rows)


def test_long_words_are_not_cut() -> None:
    for made, word, count in (
        (comparison(), "小河街道居家养老服务中心", 6),
        (comparison(comparable=False), "日常生活活动 55；", 24),
    ):
        text = "".join("".join(pages(render(made))).split())
        text = text.replace("得分（原文）", "")  # stands beside the middle of its lines
        assert text.count(word.replace(" ", "")) >= count


def test_what_cannot_be_compared_stands_in_its_own_words() -> None:
    (text,) = pages(render(comparison(comparable=False)))
    assert "不可比较：不同标准" in text
    assert text.count("2 级（中度失能）") == 2
    assert not set("↑↓＝") & set(text)


def test_no_first_level_index_is_torn_between_pages() -> None:
    found = [lines(page) for page in pages(render(comparison()))]
    for k in range(1, 5):
        (page,) = [rows for rows in found if [f"B.{k}", "一级指标", str(k)] in rows]
        for n in range(1, 10):
            assert any(row[:1] == [f"B.{k}.{n}"] for row in page)
    assert not any("（续）" in bit for rows in found for row in rows for bit in row)
