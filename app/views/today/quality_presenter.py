"""Counts for the line 数据质量 on today's page, when nobody waits for it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.services.rights import AT_THE_DOOR, Right
from app.views.today.page import TodayPage

if TYPE_CHECKING:
    from app.views.kit import Kit
    from app.wiring import Application

AFTER_MS, SOON_MS = 2500, 200
"""How long after the page: at the start the window and what the first click needs come first."""
AT_MOST_EVERY = 60
"""Seconds between two counts while people check in: each reads every file."""


class QualityLinePresenter(QObject):
    """Lives as long as its page."""

    def __init__(self, page: TodayPage, app: Application, kit: Kit) -> None:
        super().__init__(page)
        self._page, self._app, self._kit = page, app, kit
        self._counted: float | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._count)
        page.activated.connect(lambda _: self._come_back())
        page.refresh_requested.connect(self._plan)
        page.quality.pressed.connect(self._open)

    def _come_back(self) -> None:
        """Whoever comes back from mending sees at once what is left."""
        if self._counted is not None:
            self._soon.start(SOON_MS)

    def _plan(self) -> None:
        if self._soon.isActive():
            return
        if self._counted is None:
            self._soon.start(AFTER_MS)
        elif time.monotonic() - self._counted >= AT_MOST_EVERY:
            self._soon.start(SOON_MS)

    def _count(self) -> None:
        """Only who may mend is told."""
        app, actor, line = self._app, self._kit.actor(), self._page.quality
        if not actor.may(Right.EDIT_MEMBERS):
            line.hide()
            if actor is AT_THE_DOOR:  # the window is locked: whoever unlocks it wants to know
                self._soon.start(AFTER_MS)
            return
        self._counted = time.monotonic()
        self._kit.runner.run(lambda: app.quality.summary(actor), line.set_counts, owner=self)

    def _open(self, key: str) -> None:
        self._kit.go("members", {"quality": key or True})
