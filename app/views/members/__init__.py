"""The page 老人: list, file, registration, import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.views.members.page import MembersPage
from app.views.members.presenter import MembersPresenter
from app.views.widgets.page import Page

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application

__all__ = ["build"]


def build(app: Application, kit: Kit) -> Page:
    """The page with its presenter, which lives as long as the page."""
    page = MembersPage(kit.runner, kit.notify, kit.prefs)
    MembersPresenter(page, app, kit)
    return page
