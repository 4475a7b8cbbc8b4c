"""Classification (分类保障): values on five axes with dates, and the priority that follows."""

from app.services.classification.effect import RuleEffect
from app.services.classification.priority import (
    DEFAULT_RULES,
    Priority,
    PriorityRule,
    priority_of,
    rule_text,
)
from app.services.classification.service import Classification
from app.services.classification.types import ClassRow, MemberClasses, SaveClass

__all__ = [
    "DEFAULT_RULES",
    "ClassRow",
    "Classification",
    "MemberClasses",
    "Priority",
    "PriorityRule",
    "RuleEffect",
    "SaveClass",
    "priority_of",
    "rule_text",
]
