"""The assessment report as its reader sees it."""

from __future__ import annotations

import dataclasses

from app.printing.forms.assessment_report import FORM, render
from app.services.assessments.items import ITEMS
from app.services.assessments.scoring import Answers, score
from tests.unit.printing.papers import assessment, pages


def test_each_part_has_a_page_of_its_own() -> None:
    parts = pages(render(assessment()))
    assert len(parts) == 3
    for text, title in zip(parts, ("附录 A", "附录 B", "附录 C"), strict=True):
        assert title in text
        assert FORM.title in text
        assert "PG-20201029-001" in text


def test_all_26_items_stand_with_points_and_sums() -> None:
    text = pages(render(assessment()))[1]
    lines = [line.split() for line in text.splitlines() if line.split()]
    found = {
        words[0]: words[1:4] for words in lines if words[0].startswith("B.") and len(words) > 3
    }
    assert {item.code for item in ITEMS} <= found.keys()
    assert found["B.2.4"] == ["上下楼梯", "3", "3"]
    assert found["B.3.9"] == ["意识水平", "2", "0"]
    assert "昏迷，不能唤醒" in text
    assert ["总分", "90", "88"] in lines


def test_the_result_says_both_levels_and_why() -> None:
    text = pages(render(assessment()))[2]
    assert "88 / 90" in text
    assert "能力轻度受损（轻度失能）" in text
    assert "能力完全丧失（完全失能）" in text
    for reason in ("昏迷，直接为完全失能", "确诊痴呆", "照护风险事件 2 次及以上"):
        assert reason in text
    assert text.count("评估人员签名") == 2
    assert "信息提供者签名" in text
    assert "更正" not in text
    assert "平地行走看错了" in pages(render(assessment(corrected=True)))[2]


def test_long_texts_and_blanks_lose_nothing() -> None:
    text = pages(render(assessment()))[0].replace(" ", "").replace("\n", "")
    text = text.replace("用药情况", "")  # stands beside the middle of its lines
    assert "跌倒3次及以上" in text
    assert text.count("降压药，每日一次；") == 9


def test_without_a_level_it_says_so() -> None:
    open_one = dataclasses.replace(assessment(), result=score(Answers({})))
    assert "未得出" in pages(render(open_one))[2]
