"""Forms with fixed data give the bytes that were looked at and approved.

After a change that is meant: ``GOLDEN_WRITE=1 pytest tests/unit/printing/test_golden.py``, then
look at the pages and say in the commit what changed on paper.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.paths import resource
from app.printing.forms import (
    assessment_comparison,
    assessment_report,
    consent_sheet,
    consent_withdrawal,
    daily_roster,
    member_card,
    member_file,
    member_list,
    older_result,
    recovery_phrase,
    table_print,
)
from tests.unit.printing import papers
from tests.unit.printing.forms.test_member_file import summary
from tests.unit.printing.papers import person

GOLDEN = Path(__file__).parents[2] / "golden" / "printing.json"


def full_roster(demo: bool = False) -> bytes:
    names = ("王𬱖", "阿卜杜热合曼·买买提艾力", "古丽巴哈尔·阿卜杜热西提·麦麦提吐尔逊江", "𠮷野明")
    east = [person(n, names[n % 4], note="软食，低盐；" * (n % 5)) for n in range(1, 40)]
    west = [person(n, lunch=n % 2 == 0, age="101", method="刷卡") for n in range(40, 52)]
    return daily_roster.render(papers.roster(("小河社区", east), ("未填社区", west), demo=demo))


def people() -> bytes:
    row = member_list.MemberListRow(
        1, "张桂兰", "女", "81", "330105********1228", "小河社区", "独居", "轻度失能", "138****1234"
    )
    return member_list.render(
        member_list.MemberList(papers.CENTRE, papers.DAY, (row,) * 50, made_at=papers.MADE_AT)
    )


def phrase() -> bytes:
    words = tuple(f"{n * 1237 % 10000:04}" for n in range(1, 11))
    return recovery_phrase.render(
        recovery_phrase.RecoveryPhrase(papers.CENTRE, "330105001", words, papers.MADE_AT, "王芳")
    )


def table() -> bytes:
    columns = (table_print.PrintColumn("时间"), table_print.PrintColumn("次数", "right"))
    rows = tuple((f"07:{n:02}", str(n)) for n in range(40))
    return table_print.render(
        table_print.TablePrint(papers.CENTRE, "核验", columns, rows, made_at=papers.MADE_AT)
    )


def cards() -> bytes:
    names = ("王秀英", "阿卜杜热合曼·买买提艾力", "王𬱖")
    faces = tuple(
        member_card.MemberCardFace(
            f"0197c3a0-1111-7000-8000-0000000000{n:02d}", names[n % 3], f"{n:06d}",
            "李* 138****1234" if n % 2 else "",
        )
        for n in range(1, 10)
    )  # fmt: skip
    return member_card.render(
        member_card.MemberCards(
            papers.CENTRE, papers.DAY, faces, "0571-88001234", made_at=papers.MADE_AT
        )
    )


def consent() -> bytes:
    body = resource("consents", "face.txt").read_text("utf-8")
    return consent_sheet.render(
        consent_sheet.ConsentSheet(
            papers.CENTRE, "人脸单独同意书", papers.DAY, 1, body, "王秀英", "女", "1938-12-22",
            "330105********1245", "000001", "小河街道长乐社区 3 幢 201", made_at=papers.MADE_AT,
        )
    )  # fmt: skip


def withdrawal() -> bytes:
    done = ("自撤回之日起，不再按这份同意书处理您的个人信息。",
            "已登记待办：从人脸机删除您的人脸信息（编号 101）。")  # fmt: skip
    return consent_withdrawal.render(
        consent_withdrawal.ConsentWithdrawal(
            papers.CENTRE, papers.DAY, "王秀英", "000001", "330105********1245",
            "人脸单独同意书（第 1 版）", "2020-10-20，监护人 李明（子）", papers.DAY, "改用刷卡",
            done, made_at=papers.MADE_AT,
        )
    )  # fmt: skip


PAPERS: dict[str, Callable[[], bytes]] = {
    "assessment-comparison": lambda: assessment_comparison.render(papers.comparison()),
    "assessment-comparison-words": lambda: assessment_comparison.render(
        papers.comparison(comparable=False)
    ),
    "assessment-report": lambda: assessment_report.render(papers.assessment()),
    "assessment-report-corrected": lambda: assessment_report.render(
        papers.assessment(corrected=True)
    ),
    "assessment-report-full": lambda: assessment_report.render(
        dataclasses.replace(
            papers.assessment(corrected=True),
            purpose="街道核对档案",
            replaced="本件已由 PG-20201030-001 代替，仅供查阅。",
        )
    ),
    "consent-sheet": consent,
    "consent-withdrawal": withdrawal,
    "daily-roster": full_roster,
    "daily-roster-demo": lambda: full_roster(demo=True),
    "daily-roster-empty": lambda: daily_roster.render(papers.roster()),
    "member-card": cards,
    "member-file": lambda: member_file.render(summary()),
    "member-file-full": lambda: member_file.render(summary(purpose="街道核对档案")),
    "member-list": people,
    "older-result": lambda: older_result.render(papers.older()),
    "recovery-phrase": phrase,
    "table": table,
}


@pytest.mark.parametrize("name", PAPERS)
def test_the_paper_is_the_approved_one(name: str) -> None:
    found = hashlib.sha256(papers.inflated(PAPERS[name]())).hexdigest()
    known = json.loads(GOLDEN.read_text("utf-8")) if GOLDEN.exists() else {}
    if os.environ.get("GOLDEN_WRITE"):
        known[name] = found
        GOLDEN.write_text(json.dumps(known, indent=2, sort_keys=True) + "\n", "utf-8")
    assert known.get(name) == found


@pytest.mark.parametrize("name", PAPERS)
def test_a_second_drawing_gives_the_same_bytes(name: str) -> None:
    assert PAPERS[name]() == PAPERS[name]()
