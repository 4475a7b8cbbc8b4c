"""An older result on paper: its own words, whole, and what became of it."""

from __future__ import annotations

import pytest

from app.core.errors import UserError
from app.printing.forms import assessment_report
from app.printing.forms.older_result import render
from app.printing.page import page_count
from tests.unit.printing.papers import older, pages, text

REMARK = "原件在档案柜3号。"


def test_it_stands_in_its_own_words_and_says_that_nothing_was_converted() -> None:
    (page,) = pages(render(older()))
    for words in (
        "能力评估结果摘录", "MZ/T 039-2013", "2 级（中度失能）", "日常生活活动 55；精神状态 1",
        "没有换算成 GB/T 42195-2022", "代替 PG-20201028-001。原因：抄错", "摘录人",
    ):  # fmt: skip
        assert words in page
    assert page.count("本件已由 PG-20201030-001 代替，仅供查阅。") == 2, (
        "on top and among the facts"
    )


def test_a_long_remark_is_whole_and_what_is_blank_is_seen() -> None:
    found = text(render(older())).replace(" ", "").replace("\n", "").replace("备注", "")
    assert found.count(REMARK) == 18
    assert "评估机构—" in found


def test_the_form_of_the_report_draws_it() -> None:
    assert assessment_report.FORM.render(older()) == render(older())
    assert page_count(render(older(result=(("备注", REMARK * 18),) * 12))) == 2
    with pytest.raises(UserError, match="一页印不下"):
        render(older(result=(("备注", REMARK * 500),)))
