"""What the papers are called: a filed document keeps only the name of its form."""

from __future__ import annotations

import re

PAPERS = {
    "daily-roster": "每日签到花名册", "member-list": "老人花名册", "member-file": "老人档案摘要",
    "member-card": "会员卡", "consent-sheet": "同意书", "consent-withdrawal": "撤回同意回执",
    "assessment-report": "老年人能力评估报告", "assessment-comparison": "能力评估对比",
    "table": "列表",
}  # fmt: skip
"""Name of a form → its title; a test holds it against the forms themselves."""
_BY_NAME = re.compile(r"^打印 ([a-z-]+)$")


def paper_word(form: str, title: str = "") -> str:
    """``老人档案摘要`` from ``member-file``; a table has a ``title`` of its own."""
    return title or PAPERS.get(form, PAPERS["table"])


def plain_reason(reason: str) -> str:
    """A reason as it is shown: earlier releases named the form itself (``打印 member-file``),
    and called the making of a document 打印."""
    return _BY_NAME.sub(lambda found: f"生成{paper_word(found[1])}", reason)
