"""The check-in desk (前台签到, F2).

Its parts are imported when it is opened; the meals page and the today page use some of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.views.desk.page import Desk
    from app.views.kit import Kit
    from app.wiring import Application


def build(app: Application, kit: Kit) -> Desk:
    """The desk, joined with attendance."""
    from app.views.desk.page import Desk
    from app.views.desk.presenter import DeskPresenter

    page = Desk()
    DeskPresenter(page, app, kit)
    return page
