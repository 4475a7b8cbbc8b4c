"""The page 打印: choose a form, see it, print it, find it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.clock import today
from app.views.printing.page import PrintingPage
from app.views.printing.presenter import PrintingPresenter
from app.views.widgets.page import Page

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application

__all__ = ["build"]

FOUND = 20
"""People that the search of the page lists."""


def build(app: Application, kit: Kit) -> Page:
    """The page with its presenter, which lives as long as the page."""
    page = PrintingPage(
        kit.runner, kit.notify, kit.prefs, today(kit.clock),
        lambda text: app.members.find(text, FOUND, kit.actor()),
    )  # fmt: skip
    PrintingPresenter(page, app, kit)
    return page
