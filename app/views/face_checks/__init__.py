"""The page 人脸核验: checks of a day, numbers nobody is linked to, terminal files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.clock import today
from app.views.face_checks.page import FaceChecksPage
from app.views.face_checks.presenter import FaceChecksPresenter
from app.views.widgets.page import Page

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application

__all__ = ["build"]


def build(app: Application, kit: Kit) -> Page:
    """The page with its presenter, which lives as long as the page."""

    def find(text: str) -> list[object]:
        return list(app.members.find(text, 8, kit.actor()))

    page = FaceChecksPage(kit.runner, kit.notify, kit.prefs, find, today(kit.clock))
    FaceChecksPresenter(page, app, kit)
    return page
