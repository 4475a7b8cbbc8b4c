"""The page 上报: pairing, bundles, receipts, refused rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.views.sync.page import SyncPage
from app.views.sync.presenter import SyncPresenter
from app.views.widgets.page import Page

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application

__all__ = ["build"]


def build(app: Application, kit: Kit) -> Page:
    """The page with its presenter, which lives as long as the page."""
    page = SyncPage(kit.runner, kit.prefs, kit.clock)
    SyncPresenter(page, app, kit)
    return page
