"""撤回同意回执: what was withdrawn, and what follows."""

from __future__ import annotations

from app.printing.forms.consent_withdrawal import ConsentWithdrawal, render
from tests.unit.printing import papers


def receipt(reason: str = "改用刷卡") -> str:
    return papers.text(
        render(
            ConsentWithdrawal(
                papers.CENTRE, papers.DAY, "王秀英", "000001", "330105********1245",
                "人脸识别单独同意书（第 1 版）", "2020-10-20，本人", papers.DAY, reason,
                ("自撤回之日起停止。", "已登记待办。"), made_at=papers.MADE_AT,
            )
        )
    )  # fmt: skip


def test_it_says_what_was_withdrawn_and_what_is_done() -> None:
    text = receipt()
    for words in (
        "撤回同意回执", "人脸识别单独同意书（第 1 版）", "改用刷卡", "1. 自撤回之日起停止。",
        "2. 已登记待办。", "撤回不影响撤回以前", "经办人",
    ):  # fmt: skip
        assert words in text


def test_no_reason_is_needed() -> None:
    assert "撤回不需要理由" in receipt("")


def test_a_reason_as_long_as_one_may_be_is_whole_and_covers_nothing() -> None:
    found = receipt("家属认为刷卡更方便。" * 20).replace(" ", "").replace("\n", "")
    assert found.replace("撤回原因", "").count("家属认为刷卡更方便。") == 20
    assert "本中心的处理：" in found
