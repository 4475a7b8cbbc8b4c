"""Ability assessments (老年人能力评估) by GB/T 42195-2022, and older results beside them."""

from __future__ import annotations

from app.services.assessments.scoring import Answers, Result, score
from app.services.assessments.service import Assessments
from app.services.assessments.types import (
    GB,
    STANDARDS,
    AssessmentFile,
    AssessmentRow,
    Comparison,
    OtherResult,
    SaveAssessment,
)

__all__ = [
    "GB",
    "STANDARDS",
    "Answers",
    "AssessmentFile",
    "AssessmentRow",
    "Assessments",
    "Comparison",
    "OtherResult",
    "Result",
    "SaveAssessment",
    "score",
]
