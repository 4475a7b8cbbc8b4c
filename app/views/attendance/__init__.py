"""The attendance page (考勤)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.members.types import MemberHit
    from app.views.attendance.page import AttendancePage
    from app.views.kit import Kit
    from app.wiring import Application

FOUND = 8
"""People listed below the line; whoever is not among them needs another letter."""


def build(app: Application, kit: Kit) -> AttendancePage:
    """The page, joined with the services."""
    from app.core.clock import today
    from app.views.attendance.page import AttendancePage
    from app.views.attendance.presenter import AttendancePresenter

    def find(text: str) -> Sequence[MemberHit]:
        return app.members.find(text, FOUND, kit.actor(), on=page.dates.date())

    page = AttendancePage(today(kit.clock), find, kit.runner, kit.prefs)
    AttendancePresenter(page, app, kit)
    return page
