"""Levels, standards and dates of assessments in words, icons and colours."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.codes import ABILITY_LEVELS
from app.services.assessments import GB, AssessmentRow
from app.services.assessments.content import names
from app.services.assessments.items import RULES
from app.views import parts
from app.views.theme import Status, Tone

_LOOKS = (
    (Tone.OK, "ok"),
    (Tone.INFO, "info"),
    (Tone.WARN, "warn"),
    (Tone.DANGER, "error"),
    (Tone.DANGER, "bell"),
)


def tr(text: str) -> str:
    """Interface words of the assessments."""
    return QCoreApplication.translate("Assessments", text)


def level_status(level: int | None, words: str = "") -> Status:
    """``2 级 中度失能`` with its icon and colour; without a level ``words`` in grey."""
    if level is None:
        return Status(words or tr("未得出"), Tone.NEUTRAL, "neutral")
    tone, icon = _LOOKS[level]
    return Status(parts.fill(tr("%1 级 %2"), level, ABILITY_LEVELS[level]), tone, icon)


def row_status(row: AssessmentRow) -> Status:
    """What a line of the list says about the level."""
    if row.state == "draft":
        words = tr("更正未完成") if row.corrects else tr("草稿，未完成")
        return Status(words, Tone.INFO, "edit")
    if row.state == "void":
        words = parts.fill(tr("已作废（%1）"), row.words) if row.words else tr("已作废")
        return Status(words, Tone.NEUTRAL, "cancel")
    return level_status(row.level, row.words)


def valid_status(row: AssessmentRow) -> Status:
    """Until when it is valid; marked once that has passed."""
    if row.state != "final":
        return Status("")
    if not row.valid_until:
        words = tr("长期") if row.standard == GB else tr("没有写明")
        return Status(words, Tone.NEUTRAL, "neutral")
    if row.expired:
        return Status(parts.fill(tr("%1 已过期"), row.valid_until), Tone.WARN, "late")
    return Status(row.valid_until, Tone.OK, "ok")


def rule_words(rules: tuple[str, ...]) -> str:
    """The reasons of C.4, or that there is none."""
    return "；".join(RULES[rule] for rule in rules) or tr("无变更")


def cause_words(code: str) -> str:
    """首次评估 of ``first``."""
    return names("assessment_causes").get(code, code)
