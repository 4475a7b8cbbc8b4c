"""The tabs of a member's file, one module each, in the order they stand."""

from __future__ import annotations

from app.views.members.tabs.frame import FileTab, FileTabs, TabContext, TabSpec

__all__ = ["FileTab", "FileTabs", "TabContext", "TabSpec", "member_tabs"]

TOLD = frozenset({
    "attendance", "meal", "face_check", "assessment", "member_card", "member_code", "consent",
    "membership_period", "member_class", "document", "member_merge", "member", "contact",
    "health_note", "terminal_pin",
})  # fmt: skip
"""Tables that the time line tells of."""


def member_tabs() -> tuple[TabSpec, ...]:
    """Every tab after 概况, which is the file's own page; each is made when first opened."""
    return (
        TabSpec("family", "家庭", _family, frozenset({"contact", "household", "household_member"})),
        TabSpec("classes", "分类保障", _classes, frozenset({"member_class", "code_entry"})),
        TabSpec("health", "健康提示", _health, frozenset({"health_note"})),
        TabSpec("assessment", "能力评估", _assessment, frozenset({"assessment", "member"})),
        TabSpec(
            "membership",
            "会籍",
            _membership,
            frozenset(
                {"membership_period", "member_card", "member_code", "terminal_pin", "face_check"}
            ),
        ),
        TabSpec(
            "consents", "同意书", _consents, frozenset({"consent", "consent_text", "attachment"})
        ),
        TabSpec("timeline", "动态", _timeline, TOLD),
    )


def _family(context: TabContext) -> FileTab:
    from app.views.members.tabs.family import FamilyTab

    return FamilyTab(context)


def _classes(context: TabContext) -> FileTab:
    from app.views.members.tabs.classes import ClassesTab

    return ClassesTab(context)


def _health(context: TabContext) -> FileTab:
    from app.views.members.tabs.health import HealthTab

    return HealthTab(context)


def _assessment(context: TabContext) -> FileTab:
    from app.views.members.tabs.assessment import AssessmentTab

    return AssessmentTab(context)


def _membership(context: TabContext) -> FileTab:
    from app.views.members.tabs.membership import MembershipTab

    return MembershipTab(context)


def _consents(context: TabContext) -> FileTab:
    from app.views.members.tabs.consents import ConsentsTab

    return ConsentsTab(context)


def _timeline(context: TabContext) -> FileTab:
    from app.views.members.tabs.timeline import TimelineTab

    return TimelineTab(context)
