"""The meals page (助餐)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.clock import today
from app.views.meals.page import MealsPage
from app.views.meals.presenter import MealsPresenter

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application

__all__ = ["MealsPage", "build"]


def build(app: Application, kit: Kit) -> MealsPage:
    """The page, joined with the services."""
    page = MealsPage(today(kit.clock), kit.runner, kit.prefs)
    MealsPresenter(page, app, kit)
    return page
