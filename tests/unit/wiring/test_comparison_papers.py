"""The printed comparison: which two it shows, what it says of them, how it is filed."""

from __future__ import annotations

import datetime as dt

import pytest

from app.core.clock import FixedClock
from app.core.errors import UserError
from app.services.assessments import OtherResult, SaveAssessment
from app.services.assessments.items import ITEMS
from app.services.audit import AuditQuery
from app.services.rights import Actor
from app.services.timeline import TimelineQuery
from app.wiring import Application
from tests.helpers.assessing import assess
from tests.helpers.people import register
from tests.unit.printing import papers

FORM = "assessment-comparison"


@pytest.fixture
def who(app: Application, clerk: Actor) -> str:
    return register(app, clerk, "古丽巴哈尔·阿卜杜热西提·麦麦提吐尔逊江")


def printed(app: Application, actor: Actor, who: str, one: str = "", other: str = "") -> str:
    params = {"member": who, "assessment": one, "compare": other}
    given = {key: text for key, text in params.items() if text}
    return papers.text(app.printing.make(FORM, given, actor).pdf)


def cells(text: str) -> dict[str, list[str]]:
    """First word of a line → the others; the first line of each."""
    found: dict[str, list[str]] = {}
    for row in papers.lines(text):
        found.setdefault(row[0], row[1:])
    return found


def test_items_sums_and_levels_with_their_way(
    app: Application, clerk: Actor, who: str, clock: FixedClock
) -> None:
    assess(app, clerk, who, b1_1=2, b2_3=4)
    clock.advance(30 * 86400)
    assess(app, clerk, who, b1_1=4, b2_3=1, falls=2)
    text = printed(app, clerk, who)
    found = cells(text)
    assert {item.code for item in ITEMS} <= found.keys()
    assert found["B.1.1"] == ["进食", "4", "2", "4", "↑", "好转", "2", "分"]
    assert found["B.2.3"] == ["平地行走", "4", "4", "1", "↓", "变差", "3", "分"]
    assert found["B.1.2"] == ["修饰", "4", "4", "4", "＝", "不变"]
    assert found["总分"][:4] == ["88", "→", "87（↓", "变差"]
    assert found["最终等级"] == [
        "1",
        "级",
        "轻度失能",
        "2",
        "级",
        "中度失能",
        "↓",
        "加重",
        "1",
        "级",
    ]
    assert "26项中好转1项，变差1项，不变24项。" in "".join(text.split())


def test_coma_and_stupor_differ_without_a_point(app: Application, clerk: Actor, who: str) -> None:
    assess(app, clerk, who, b3_9=0, coma=True)
    assess(app, clerk, who, b3_9=0)
    found = cells(printed(app, clerk, who))
    assert found["B.3.9"][2:] == ["0（昏迷）", "0", "＝", "分数不变，昏迷有变化"]
    assert found["最终等级"][-3:] == ["减轻", "3", "级"]


def test_the_earlier_one_comes_first_however_they_are_named(
    app: Application, clerk: Actor, who: str
) -> None:
    late = assess(app, clerk, who, b1_1=0)
    early = assess(app, clerk, who, assessed_on=dt.date(2026, 1, 5))
    for one, other in ((late, early), (early, late), (late, ""), ("", early), ("", "")):
        assert "2026-01-05 与 2026-11-23" in printed(app, clerk, who, one, other)


def test_other_standards_are_told_in_words_and_never_converted(
    app: Application, clerk: Actor, who: str
) -> None:
    newest = assess(app, clerk, who)
    older = OtherResult(who, "MZ/T 039-2013", dt.date(2019, 5, 1), "2 级（中度失能）", "55 分")
    older2 = OtherResult(who, "MZ/T 039-2013", dt.date(2020, 5, 1), "1 级（轻度失能）", "70 分")
    uids = [app.assessments.record_other(one, clerk) for one in (older, older2)]
    mixed = printed(app, clerk, who, newest, uids[0])
    assert "不可比较：不同标准" in mixed
    assert "2 级（中度失能）" in mixed
    both = printed(app, clerk, who, *uids)
    assert "旧标准的结果只照原文并列" in both
    for text in (mixed, both):
        assert not set("↑↓＝") & set(text)


def test_a_corrected_one_says_so_on_every_page(app: Application, clerk: Actor, who: str) -> None:
    first = assess(app, clerk, who)
    draft = app.assessments.correct(first, "洗澡看错了，电话 13812345678", clerk)
    version = app.assessments.get(draft, clerk).version
    app.assessments.finish(SaveAssessment(who, {"b1_3": 1}, draft, version), clerk)
    old, new = (app.assessments.get(uid, clerk).number for uid in (first, draft))
    made = app.printing.make(FORM, {"member": who}, clerk)
    for page in papers.pages(made.pdf):
        assert f"前一次的 {old} 已由 {new} 代替，仅供查阅。" in page
    text = papers.text(made.pdf)
    assert "洗澡看错了" in text
    assert "13812345678" not in text


def test_what_cannot_be_compared_is_said_before_a_number_is_taken(
    app: Application, clerk: Actor, who: str
) -> None:
    with pytest.raises(UserError, match="还没有完成的能力评估"):
        printed(app, clerk, who)
    first = assess(app, clerk, who)
    with pytest.raises(UserError, match="两份都完成了才能对比"):
        printed(app, clerk, who)
    with pytest.raises(UserError, match="同一份评估"):
        printed(app, clerk, who, first, first)
    draft = app.assessments.save_draft(SaveAssessment(who, {"b1_1": 1}), clerk).uid
    with pytest.raises(UserError, match="草稿和已作废的"):
        printed(app, clerk, who, first, draft)
    stranger = register(app, clerk, "王建国")
    theirs = assess(app, clerk, stranger)
    with pytest.raises(UserError, match="不是同一位老人"):
        printed(app, clerk, who, first, theirs)
    with pytest.raises(UserError, match="不是这位老人的"):
        printed(app, clerk, stranger, first, assess(app, clerk, who))
    void = assess(app, clerk, who)
    app.assessments.void(void, "登错了人", clerk)
    with pytest.raises(UserError, match="草稿和已作废的"):
        printed(app, clerk, who, first, void)
    assert not app.documents.recent(clerk, 10)


def test_it_is_filed_audited_and_on_the_time_line(
    app: Application, clerk: Actor, manager: Actor, who: str
) -> None:
    assess(app, clerk, who)
    assess(app, clerk, who, b1_1=0)
    made = app.printing.make(FORM, {"member": who}, clerk)
    assert made.number == "DB-20261123-001"
    assert made.title == "能力评估对比"
    assert not made.offers_full
    assert app.documents.pdf(made.number, clerk) == made.pdf
    query = TimelineQuery(who, frozenset({"print"}))
    (event,) = app.timeline.events(query, app.timeline.ids(query, clerk), clerk)
    assert event is not None
    assert event.text == f"生成能力评估对比 {made.number}（{made.pages} 页）"
    newest = app.audit.rows(app.audit.ids(AuditQuery(), manager)[:2], manager)
    assert any("能力评估对比" in row.reason for row in newest)


def test_the_numbers_of_the_person_are_masked(app: Application, clerk: Actor) -> None:
    who = register(app, clerk, id_number="330105193812220007")
    assess(app, clerk, who)
    assess(app, clerk, who)
    text = printed(app, clerk, who)
    assert "330105********0007" in text
    assert "330105193812220007" not in text
