"""`Preparation`: what the first click needs is imported while nobody waits for it."""

from __future__ import annotations

import gc
import importlib
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from app.views.tasks import TaskRunner
from app.wiring import Application

MODULES = (
    "argon2", "app.views.today", "app.db.recorder", "app.models", "app.services.accounts",
    "app.services.members", "app.services.attendance", "app.services.meals",
    "app.services.face_checks", "app.services.timeline", "app.views.members",
)  # fmt: skip
"""In this order: signing in, the first page, then whatever changes or finds something."""
_PAUSE_MS, _BREATH_MS = 100, 20


class Preparation(QObject):
    """Small steps off the GUI thread, with a breath for the window between them.

    The first page is painted without SQLAlchemy, the mapped classes and most services.
    """

    def __init__(self, app: Application, runner: TaskRunner, owner: QObject) -> None:
        super().__init__(owner)
        self._runner = runner
        self._steps: list[Callable[[], object]] = [
            *(partial(importlib.import_module, name) for name in MODULES),
            app.db.prepare,
        ]
        if not app.db.read_only:
            self._steps.append(app.begin_day)
        self._under_way = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._step)

    @property
    def finished(self) -> bool:
        """Whether every step was done."""
        return not self._steps and not self._under_way

    def start(self) -> None:
        """Begin or go on after a pause: what is being painted just now comes first."""
        if self._steps:
            self._next.start(_PAUSE_MS)

    def stop(self) -> None:
        """Take no further step."""
        self._next.stop()
        self._steps.clear()

    def _step(self) -> None:
        if self._steps and not self._under_way:
            self._under_way = True
            self._runner.run(self._steps.pop(0), self._done, owner=self)

    def _done(self, _: object) -> None:
        self._under_way = False
        if not self._steps:
            # All this stays for good: looking through it again would stop the window for 90 ms
            # now and then while a long list is read (measured). Before the start-up's own
            # `collect_again` there is nothing to do: it will see to this as well.
            if gc.get_freeze_count():
                gc.freeze()
        elif not self._next.isActive():
            self._next.start(_BREATH_MS)
