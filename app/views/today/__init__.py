"""The today page (今日)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.views.today.page import TodayPage
from app.views.today.presenter import TodayPresenter
from app.views.today.quality_presenter import QualityLinePresenter

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application

__all__ = ["TodayPage", "build"]


def build(app: Application, kit: Kit) -> TodayPage:
    """The page, joined with the services."""
    page = TodayPage(kit.clock, kit.runner)
    TodayPresenter(page, app, kit)
    QualityLinePresenter(page, app, kit)
    return page
