"""The check-in desk (前台签到, F2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.views.desk.page import Desk
from app.views.desk.presenter import DeskPresenter

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application

__all__ = ["Desk", "build"]


def build(app: Application, kit: Kit) -> Desk:
    """The desk, joined with attendance."""
    page = Desk()
    DeskPresenter(page, app, kit)
    return page
