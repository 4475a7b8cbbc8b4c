"""The assessment report: which assessment it shows, and what it says of corrections."""

from __future__ import annotations

import pytest

from app.core.errors import UserError
from app.services.assessments import SaveAssessment
from app.services.rights import Actor
from app.wiring import Application
from tests.helpers.assessing import assess
from tests.helpers.people import register
from tests.unit.printing import papers


def printed(app: Application, actor: Actor, who: str, uid: str = "") -> str:
    params = {"member": who, **({"assessment": uid} if uid else {})}
    return papers.text(app.printing.make("assessment-report", params, actor).pdf)


def test_an_old_sheet_says_that_it_is_old(app: Application, clerk: Actor) -> None:
    who = register(app, clerk)
    first = assess(app, clerk, who)
    assert "代替" not in printed(app, clerk, who)
    draft = app.assessments.correct(first, "漏看一项", clerk)
    version = app.assessments.get(draft, clerk).version
    app.assessments.finish(SaveAssessment(who, {"b1_1": 0}, draft, version), clerk)
    numbers = [app.assessments.get(uid, clerk).number for uid in (first, draft)]
    assert f"本报告已由 {numbers[1]} 代替，仅供查阅。" in printed(app, clerk, who, first)
    newest = printed(app, clerk, who)
    assert f"代替 {numbers[0]}。原因：漏看一项" in newest
    assert "仅供查阅" not in newest


def test_a_draft_and_somebody_elses_are_not_printed(app: Application, clerk: Actor) -> None:
    who, other = register(app, clerk), register(app, clerk, "李四")
    draft = app.assessments.save_draft(SaveAssessment(who, {"b1_1": 0}), clerk).uid
    with pytest.raises(UserError, match="只有已完成"):
        printed(app, clerk, who, draft)
    with pytest.raises(UserError, match="不是这位老人的"):
        printed(app, clerk, other, assess(app, clerk, who))
    with pytest.raises(UserError, match="没有在有效期内"):
        printed(app, clerk, other)
