"""The page 设置: centre, looks, accounts, backup, audit, security, demonstration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.views.settings.page import SettingsPage
from app.views.settings.presenter import SettingsPresenter
from app.views.widgets.page import Page

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application

__all__ = ["build"]


def build(app: Application, kit: Kit) -> Page:
    """The page with its presenter, which lives as long as the page."""
    page = SettingsPage()
    SettingsPresenter(page, app, kit)
    return page
