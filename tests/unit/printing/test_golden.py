"""Forms with fixed data give the bytes that were looked at and approved.

After a change that is meant: ``GOLDEN_WRITE=1 pytest tests/unit/printing/test_golden.py``, then
look at the pages and say in the commit what changed on paper.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.printing.forms import daily_roster, member_list, recovery_phrase, table_print
from tests.unit.printing import papers
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


PAPERS: dict[str, Callable[[], bytes]] = {
    "daily-roster": full_roster,
    "daily-roster-demo": lambda: full_roster(demo=True),
    "daily-roster-empty": lambda: daily_roster.render(papers.roster()),
    "member-list": people,
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
