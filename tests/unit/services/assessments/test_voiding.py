"""What the file says of an assessment that was taken back: time line, audit, command line."""

from __future__ import annotations

from app.core.clock import FixedClock
from app.services.audit import AuditQuery
from app.services.rights import Actor
from app.services.timeline import TimelineQuery
from app.wiring import Application
from tests.helpers.assessing import assess
from tests.helpers.people import register


def test_the_time_line_says_what_was_and_that_it_was_taken_back(
    app: Application, clerk: Actor, manager: Actor, clock: FixedClock
) -> None:
    who = register(app, clerk)
    uid = assess(app, clerk, who, b1_1=0)
    number = app.assessments.get(uid, clerk).number
    clock.advance(2 * 86400)
    app.assessments.void(uid, "登错了人", manager)
    query = TimelineQuery(who, frozenset({"assessment"}))
    events = app.timeline.events(query, app.timeline.ids(query, clerk), clerk)
    said = [(one.at[:10], one.text, one.who) for one in events if one is not None]
    assert said == [
        ("2026-11-25", f"作废能力评估 {number}（原因：登错了人）", manager.name),
        (
            "2026-11-23",
            f"能力评估：1 级 轻度失能（GB/T 42195-2022，{number}，已作废）",
            clerk.name,
        ),
    ]


def test_the_audit_has_the_reason(app: Application, clerk: Actor, manager: Actor) -> None:
    who = register(app, clerk)
    uid = assess(app, clerk, who)
    app.assessments.void(uid, "登错了人", clerk)
    newest = app.audit.rows(app.audit.ids(AuditQuery(), manager)[:2], manager)
    assert {row.reason for row in newest} == {"作废能力评估：登错了人"}
