"""Answers for assessments in tests."""

from __future__ import annotations

from typing import Any

from app.services.assessments import SaveAssessment
from app.services.assessments.items import EVENT_COLUMNS, ITEMS
from app.services.rights import Actor
from app.wiring import Application

PEOPLE = {
    "informant_name": "王小明",
    "informant_relation": "child",
    "assessor1": "李评估",
    "assessor2": "周评估",
}


def whole(**changes: Any) -> dict[str, Any]:
    """Values of a complete assessment: 90 points, nothing happened, with ``changes``."""
    return {
        **{item.column: item.maximum for item in ITEMS},
        **dict.fromkeys(EVENT_COLUMNS, 0),
        "coma": False,
        "cause": "first",
        "diagnoses": [],
        "conditions": [],
        **PEOPLE,
        **changes,
    }


def assess(app: Application, actor: Actor, member_uid: str, **changes: Any) -> str:
    """A finished assessment; returns its uid."""
    return app.assessments.finish(SaveAssessment(member_uid, whole(**changes)), actor)
